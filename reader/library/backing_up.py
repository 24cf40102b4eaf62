"""Backup of what people have said of articles: one file of JSON lines that a person can read.

The first line says what the file is. Each further line is one entry with its ``kind``; articles are named by
id, and an ``article`` line says which page that is, so that a backup is of use where the archive is not. A
backup is restored into any library: an entry that the library has in a newer form stays, everything else
comes to be as the backup says, and articles that are imported later find what was said of them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader import __version__
from reader.errors import ReaderError, UnusableError
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.hand_work import ChosenEncoding
from reader.library.catalogue.marks import Identity
from reader.library.choosing import Choosing
from reader.library.correcting import Correcting
from reader.library.corrections import FIELDS
from reader.library.handwork import page_of_address
from reader.library.times import now
from reader.model import BadLine, Correction, Highlight, Restored

_FILE = "gov-reader backup"
_VERSION = 1
_LONGEST_LINE = 4 * 2**20

# The values of each kind of entry, in the order of the catalogue's rows.
_VALUES: Mapping[str, tuple[str, ...]] = {
    "article": ("id", "title", "url", "site", "date"),
    "tag": ("id", "name", "made"),
    "note": ("id", "text", "made", "changed"),
    "flag": ("id", "flag", "made"),
    "highlight": (
        "key",
        "id",
        "quote",
        "before",
        "after",
        "start",
        "colour",
        "comment",
        "made",
        "changed",
    ),
    "collection": ("name", "made"),
    "collected": ("name", "id", "made"),
    "opened": ("id", "opened"),
    "wanted": ("url", "made"),
    "search": ("name", "request", "made"),
    "correction": ("id", "field", "value", "extracted", "made", "made_on"),
    "encoding": ("id", "encoding", "was", "made", "made_on"),
}
_MAY_BE_NULL = frozenset({"title", "url", "site", "date", "value", "extracted"})
_OPEN_FIELDS = frozenset({"value", "extracted"})
_ALLOWED: Mapping[tuple[str, str], frozenset[str]] = {
    ("flag", "flag"): frozenset({"star", "to-read", "read"}),
    ("highlight", "colour"): frozenset({"yellow", "green", "blue", "pink"}),
    ("correction", "field"): frozenset(FIELDS),
}


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
            head = {"file": _FILE, "version": _VERSION, "program": __version__, "made": now()}
            file.write(json.dumps(head, ensure_ascii=False) + "\n")
            for kind, row in catalogue.marks.dump():
                entry = {"kind": kind, **dict(zip(_VALUES[kind], row, strict=True))}
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
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
    entries, bad = _read(source)
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


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    values: Mapping[str, Any]


def _read(source: Path) -> tuple[list[_Entry], list[BadLine]]:
    entries: list[_Entry] = []
    bad: list[BadLine] = []
    try:
        with source.open("rb") as file:
            _check_head(source, file.readline(_LONGEST_LINE))
            for number, line in enumerate(_lines(file.readline), 2):
                if not line.strip():
                    continue
                entry = _entry(line)
                if entry is None:
                    bad.append(BadLine(number, "line-unreadable"))
                else:
                    entries.append(entry)
    except OSError as error:
        raise UnusableError("file-unreadable", path=str(source), reason=error.strerror or "") from error
    order = list(_VALUES)
    return sorted(entries, key=lambda each: order.index(each.kind)), bad


def _lines(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    while line := readline(_LONGEST_LINE):
        whole = line
        while not line.endswith(b"\n") and (line := readline(_LONGEST_LINE)):
            whole = b"{"  # far too long for an entry: not read, and said to be bad
        yield whole


def _check_head(source: Path, line: bytes) -> None:
    head = _object(line)
    if head is None or head.get("file") != _FILE or not isinstance(head.get("version"), int):
        raise UnusableError("not-a-backup", path=str(source))
    if head["version"] > _VERSION:
        raise UnusableError("backup-newer", path=str(source))


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _entry(line: bytes) -> _Entry | None:
    """An entry with all its values, each of its type; None for anything else."""
    found = _object(line)
    kind = found.get("kind") if found else None
    if found is None or not isinstance(kind, str) or kind not in _VALUES:
        return None
    values = {name: found.get(name) for name in _VALUES[kind]}
    for name, value in values.items():
        wanted = int if name == "start" else str
        if value is None and name in _MAY_BE_NULL:
            continue
        if not isinstance(value, wanted) or isinstance(value, bool):
            return None
        if (kind, name) in _ALLOWED and value not in _ALLOWED[kind, name]:
            return None
    return _Entry(kind, values)


class _Restoring:
    """Entries on their way into the catalogue, inside its transaction."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._tables = catalogue.marks
        self._work = catalogue.hand_work
        self._pages: dict[str, int | None] = {}
        self._corrected: set[str] = set()
        self._marked: set[str] = set()
        self.encodings: list[ChosenEncoding] = []
        self.restored = 0
        self.older = 0

    def take(self, entry: _Entry) -> None:
        """One entry, of those that belong together the article's first."""
        values = entry.values
        if entry.kind == "article":
            self._article(values)
            return
        if "id" in values and values["id"] not in self._pages:
            self._article({name: values.get("id") if name == "id" else None for name in _VALUES["article"]})
        kept = getattr(self, f"_{entry.kind}")(values)
        self.restored += kept
        self.older += not kept
        if entry.kind in ("tag", "note", "highlight"):
            self._marked.add(values["id"])

    def close(self) -> None:
        """Brings lists and links up to date, and leaves the rest for the index."""
        Correcting(self._catalogue).show(self._corrected)
        for article_id in sorted(self._marked):
            page = self._pages[article_id]
            self._tables.leave_for_index(self._tables.family(article_id, page), page)

    def _article(self, values: Mapping[str, Any]) -> None:
        url = values["url"]
        page = page_of_address(url)
        self._pages[values["id"]] = page
        self._tables.know(Identity(values["id"], page, values["title"], url, values["site"], values["date"]))

    def _tag(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_tag(values["id"], values["name"], values["made"])
        return True

    def _note(self, values: Mapping[str, Any]) -> bool:
        here = self._tables.note_changed(values["id"])
        if here is not None and here > values["changed"]:
            return False
        self._tables.put_note(values["id"], values["text"], values["made"], values["changed"])
        return True

    def _flag(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_flag(values["id"], values["flag"], values["made"])
        return True

    def _highlight(self, values: Mapping[str, Any]) -> bool:
        here = self._tables.highlight(values["key"])
        if here is not None and here.changed > values["changed"]:
            return False
        given = {name: value for name, value in values.items() if name != "id"}
        self._tables.put_highlight(Highlight(**given, made_on=values["id"]))
        return True

    def _search(self, values: Mapping[str, Any]) -> bool:
        self._catalogue.searches.put(values["name"], values["request"], values["made"])
        return True

    def _collection(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_collection(values["name"], values["made"])
        return True

    def _collected(self, values: Mapping[str, Any]) -> bool:
        self._tables.put_collection(values["name"], values["made"])
        self._tables.collect(values["name"], values["id"], values["made"])
        return True

    def _opened(self, values: Mapping[str, Any]) -> bool:
        return self._tables.put_opened_before(values["id"], values["opened"])

    def _wanted(self, values: Mapping[str, Any]) -> bool:
        self._tables.want(values["url"], values["made"])
        return True

    def _correction(self, values: Mapping[str, Any]) -> bool:
        new = Correction(*(values[name] for name in _VALUES["correction"][1:]))
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
