"""Backup of what people have said of articles: one file of JSON lines that a person can read.

The first line says what the file is. Each further line is one entry with its ``kind``; articles are named by
id, and an ``article`` line says which page that is, so that a backup is of use where the archive is not.

A backup is restored into any library, empty or not, before its archives are imported or after, and any number
of times. Nothing that is there is lost by it, and nothing is there twice:

- tags, stars, lists, collections and wanted addresses come together; what is on both sides keeps its earlier
  time, and a collection the order that it has;
- of an article's note, a highlight, a correction, an encoding or a saved search the newer form stays; two
  notes that were begun apart are kept one below the other;
- a passage that was highlighted on both sides in the same way is one highlight;
- what was deleted since the backup was made is there again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from reader.errors import ReaderError, UnusableError
from reader.library.backup_lines import VALUES, Entry, entry_line, head_line, read
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.hand_work import ChosenEncoding
from reader.library.catalogue.marks import Identity
from reader.library.choosing import Choosing
from reader.library.correcting import Correcting
from reader.library.handwork import page_of_address
from reader.model import Correction, Highlight, Restored

_BETWEEN_NOTES = "\n\n---\n\n"


def backup(catalogue: Catalogue, target: Path, *, force: bool = False) -> int:
    """Writes a backup; gives the number of entries. A file that exists is replaced only with ``force``.

    Raises UnusableError: "file-exists", "file-unwritable". The file is whole or not there at all.
    """
    if target.exists() and not force:
        raise UnusableError("file-exists", path=str(target))
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    count = 0
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file, catalogue.snapshot():
            file.write(head_line())
            for kind, row in catalogue.marks.dump():
                file.write(entry_line(kind, row))
                count += 1
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UnusableError("file-unwritable", path=str(target), reason=error.strerror or "") from error
    return count


def restore(catalogue: Catalogue, source: Path) -> Restored:
    """Takes up a backup, all good lines of it together.

    Raises UnusableError: "file-unreadable", "not-a-backup", "backup-newer" (made by a later version).
    """
    entries, bad = read(source)
    done = _Restoring(catalogue)
    with catalogue.transaction():
        for entry in entries:
            done.take(entry)
        done.close()
    _read_again(catalogue, done.encodings)
    return Restored(done.restored, done.older, tuple(bad))


def _read_again(catalogue: Catalogue, chosen: Iterable[ChosenEncoding]) -> None:
    """Reads articles with the encodings chosen for them; those out of reach follow with the next import."""
    choosing = Choosing(catalogue)
    for each in chosen:
        head = catalogue.articles.head(each.id)
        if head is None:
            continue
        with suppress(ReaderError):
            choosing.choose(head, each.encoding)
        with catalogue.transaction():
            catalogue.hand_work.put_encoding(each)


class _Restoring:
    """Entries on their way into the catalogue, inside its transaction."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._tables = catalogue.marks
        self._work = catalogue.hand_work
        self._pages: dict[str, int | None] = {}
        self._corrected: set[str] = set()
        self._searches = {name: made for name, _request, made in catalogue.searches.all()}
        self.encodings: list[ChosenEncoding] = []
        self.restored = 0
        self.older = 0

    def take(self, entry: Entry) -> None:
        """One entry, of those that belong together the article's first."""
        values = entry.values
        if entry.kind == "article":
            self._article(values)
            return
        if "id" in values and values["id"] not in self._pages:
            self._article({name: values.get("id") if name == "id" else None for name in VALUES["article"]})
        kept = getattr(self, f"_{entry.kind}")(values)
        self.restored += kept
        self.older += not kept

    def close(self) -> None:
        """Brings lists and links up to date."""
        Correcting(self._catalogue).show(self._corrected)
        self._tables.note_change()

    def _article(self, values: Mapping[str, Any]) -> None:
        url = values["url"]
        page = page_of_address(url)
        self._pages[values["id"]] = page
        identity = Identity(values["id"], page, values["title"], url, values["site"], values["date"])
        self._tables.know([identity])

    def _tag(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_tags([values["id"]], values["name"], values["made"])
        return True

    def _note(self, values: Mapping[str, Any]) -> bool:
        article_id, text, changed = values["id"], values["text"], values["changed"]
        here = self._tables.note(article_id)
        if here is not None and here.text != text:
            if text in here.text.split(_BETWEEN_NOTES):
                return False
            is_same_note = here.made == values["made"] and here.changed != changed
            if is_same_note and here.changed > changed:
                return False
            if not is_same_note:
                newer, older = (here.text, text) if here.changed > changed else (text, here.text)
                text, changed = newer + _BETWEEN_NOTES + older, max(here.changed, changed)
        self._tables.put_note(article_id, text, values["made"], changed)
        return True

    def _flag(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_flags([values["id"]], values["flag"], values["made"])
        return True

    def _highlight(self, values: Mapping[str, Any]) -> bool:
        given = {name: value for name, value in values.items() if name != "id"}
        new = Highlight(**given, made_on=values["id"])
        here = self._tables.highlight(new.key) or self._tables.twin(new)
        if here is not None and here.key != new.key:
            return False
        if here is not None and here.changed > new.changed:
            return False
        self._tables.put_highlight(new)
        return True

    def _search(self, values: Mapping[str, Any]) -> bool:
        if self._searches.get(values["name"], "") > values["made"]:
            return False
        self._catalogue.searches.put(values["name"], values["request"], values["made"])
        return True

    def _collection(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_collection(values["name"], values["made"])
        return True

    def _collected(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_collection(values["name"], values["made"])
        self._tables.collect(values["name"], [values["id"]], values["made"])
        return True

    def _opened(self, values: Mapping[str, Any]) -> bool:
        return self._tables.put_opened_before(values["id"], values["opened"])

    def _wanted(self, values: Mapping[str, Any]) -> bool:
        self._tables.want(values["url"], values["made"])
        return True

    def _correction(self, values: Mapping[str, Any]) -> bool:
        new = Correction(*(values[name] for name in VALUES["correction"][1:]))
        here = {each.field: each for each in self._work.corrections(values["id"])}.get(new.field)
        if here is not None and here.made > new.made:
            return False
        self._work.put_correction(values["id"], self._pages[values["id"]], new)
        self._corrected.add(values["id"])
        return True

    def _encoding(self, values: Mapping[str, Any]) -> bool:
        here = self._work.encoding(values["id"])
        if here is not None and here.made > values["made"]:
            return False
        made = (values["encoding"], values["was"], values["made"], values["made_on"])
        chosen = ChosenEncoding(values["id"], self._pages[values["id"]], *made)
        self._work.put_encoding(chosen)
        self.encodings.append(chosen)
        return True
