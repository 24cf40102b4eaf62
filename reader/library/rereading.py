"""Reads articles anew from their files, and puts what comes out in the place of what was there."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reader.library import originals
from reader.library.catalogue.articles import Place
from reader.library.catalogue.catalogue import Catalogue
from reader.library.handwork import HandWorkOver
from reader.library.packing import pack, unpack
from reader.library.paths import from_bytes, to_bytes
from reader.library.readers import Readers
from reader.library.rows import UNRESOLVED, FilePart, FileTask, ReadPage
from reader.library.tally import Tally
from reader.model import Article, Progress, Rejected

_MOST_PAGES = 100


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article that is to be read again, with its packed site template or None."""

    number: int
    id: str
    template: bytes | None


class Rereading:
    """Reads articles of a catalogue again. ``feed`` takes what changed, as in ``Committer``."""

    def __init__(
        self, catalogue: Catalogue, tally: Tally, feed: Callable[[int, Iterable[Article]], None]
    ) -> None:
        self._catalogue = catalogue
        self._tally = tally
        self._feed = feed
        self._by_hand = HandWorkOver(catalogue)

    def run(
        self, wanted: Sequence[Wanted], readers: Readers, current: str = ""
    ) -> Generator[Progress, None, None]:
        """Reads them all, each with the encoding chosen for it; may be closed at any time.

        What is no article any more, or cannot be reached, stays as it was.
        """
        numbers = {each.id: each.number for each in wanted}
        apart: list[tuple[FileTask, Rejected]] = []
        yield from self._read(self.tasks(wanted), readers, numbers, current, apart)
        if apart:
            yield from self._read(self._revisits(apart), readers, numbers, current, [])

    def _read(
        self,
        tasks: Sequence[FileTask],
        readers: Readers,
        numbers: Mapping[str, int],
        current: str,
        apart: list[tuple[FileTask, Rejected]],
    ) -> Generator[Progress, None, None]:
        """Carries out tasks; the revisits whose originals lie in other files come to ``apart``."""
        waiting: list[ReadPage] = []
        done = 0
        reading = readers.read(tasks)
        try:
            for task, part in reading:
                if not isinstance(part, FilePart):
                    continue  # tried again when the next import finds it still to be done
                for page in part.pages:
                    if isinstance(page, ReadPage):
                        waiting.append(page)
                    elif isinstance(page, Rejected) and page.code == UNRESOLVED:
                        apart.append((task, page))
                if len(waiting) >= _MOST_PAGES:
                    self.put(waiting, numbers)
                    waiting = []
                done += part.last and task.closes
                yield Progress("reread", done, len(tasks), current=current)
        finally:
            reading.close()
            self.put(waiting, numbers)

    def _revisits(self, apart: Sequence[tuple[FileTask, Rejected]]) -> list[FileTask]:
        """The tasks for revisits whose originals lie in other files, read as their files were."""
        of_files = {(task.place, to_bytes(task.path)): task for task, _ in apart}
        revisits = [(task.place, to_bytes(task.path), page.member or "", page.detail) for task, page in apart]
        return [
            replace(
                task,
                templates=of_files[task.place, to_bytes(task.path)].templates,
                encodings=of_files[task.place, to_bytes(task.path)].encodings,
                all_pages=False,
            )
            for task in originals.tasks(self._catalogue, revisits)
        ]

    def tasks(self, wanted: Sequence[Wanted]) -> list[FileTask]:
        """One task a file, for all its articles."""
        encodings = self._catalogue.hand_work.encodings(each.id for each in wanted)
        places: dict[tuple[int, bytes], tuple[Place, list[Wanted]]] = {}
        members: dict[tuple[int, bytes], set[str | None]] = {}
        for each in wanted:
            place = self._catalogue.articles.places(each.number)[0]
            places.setdefault((place.root_number, place.path), (place, []))[1].append(each)
            members.setdefault((place.root_number, place.path), set()).add(place.member)
        tasks = []
        for (root, path), (place, here) in sorted(places.items(), key=lambda item: item[0]):
            file = self._catalogue.files.find(root, path)
            chosen = {each.id: encodings[each.id] for each in here if each.id in encodings}
            inside = [member for member in members[root, path] if member is not None]
            if file is not None:
                tasks.append(
                    FileTask(
                        root,
                        os.fsdecode(place.root),
                        from_bytes(path),
                        file.size,
                        file.mtime_ns,
                        templates={each.id: each.template for each in here},
                        all_pages=False,
                        encodings=chosen,
                        members=tuple(sorted(inside)) if None not in members[root, path] else (),
                    )
                )
        return tasks

    def put(self, pages: Sequence[ReadPage], numbers: Mapping[str, int]) -> None:
        """Puts new readings in place of the old ones; a page that came out the same changes nothing.

        ``numbers``: the row number of each article by its id.
        """
        if not pages:
            return
        articles = self._catalogue.articles
        changed: list[Article] = []
        with self._catalogue.transaction():
            revision = None
            for read in pages:
                number = numbers[read.article.id]
                page = with_old_time(self._catalogue, number, read)
                if articles.is_same(number, page):
                    articles.set_template(number, page.template)
                    articles.set_encoding(number, page.read_as)
                    continue
                revision = revision or self._catalogue.meta.next_revision()
                page = self._by_hand.of_known(page)
                put_again(self._catalogue, number, page, revision)
                self._catalogue.links.add_addresses(number, page.addresses)
                self._tally.reextracted.add(number)
                changed.append(page.article)
        if revision is not None:
            self._feed(revision, changed)


def with_old_time(catalogue: Catalogue, number: int, page: ReadPage) -> ReadPage:
    """A page as it is to be kept for an article that is known.

    A new file time on the same bytes is no new time of capture.
    """
    old = catalogue.articles.head_of(number)
    if old.captured_from != "file" or page.article.captured == old.captured:
        return page
    whole = replace(unpack(page.text, page.rest, "", None), captured=old.captured, captured_from="file")
    text, rest = pack(whole)
    article = replace(page.article, captured=old.captured, captured_from="file")
    return replace(page, article=article, text=text, rest=rest)


def put_again(catalogue: Catalogue, number: int, page: ReadPage, revision: int | None) -> None:
    """Keeps a page in place of an earlier reading of it; None: nothing that the index must know is new."""
    catalogue.articles.replace(number, page, revision)
    catalogue.links.put_links(number, page.links)
    catalogue.sites.put_fingerprint(number, page.fingerprint)
