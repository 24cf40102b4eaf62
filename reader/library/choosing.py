"""Reading a page with another encoding than the one it seems to have: trying, choosing, and going back."""

from __future__ import annotations

import os
from collections.abc import Generator

from reader.errors import NotFoundError, UnusableError, UsageError
from reader.library import originals
from reader.library.catalogue.articles import Head, Place
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.hand_work import ChosenEncoding
from reader.library.handwork import encoding_words, page_of
from reader.library.paths import from_bytes
from reader.library.readers import Readers
from reader.library.reading import read_page
from reader.library.rereading import Rereading, Wanted
from reader.library.rows import FileTask, ReadPage
from reader.library.tally import Tally
from reader.library.times import now
from reader.model import Article, FoundFile, Progress, Rejected, SavedPage
from reader.text.encoding import decode_as
from reader.text.labels import name_of, public_name


def read_as_chosen(
    catalogue: Catalogue, rereading: Rereading, readers: Readers
) -> Generator[Progress, None, None]:
    """Reads again, as chosen, what an import has brought back, and later captures of it."""
    wanted = [
        Wanted(number, article_id, catalogue.sites.template(digest))
        for number, article_id, digest in catalogue.hand_work.to_be_read()
    ]
    if not wanted:
        return
    sites = catalogue.articles.sites_of(each.number for each in wanted)
    with catalogue.transaction():
        catalogue.sites.mark_stale(sites)  # what its pages have in common is read in other letters
    yield from rereading.run(wanted, readers)


def encoding_name(label: str) -> str:
    """The name under which an encoding is kept. Raises UsageError("encoding-name-unknown")."""
    name = name_of(label)
    if name is None:
        raise UsageError("encoding-name-unknown", name=label)
    return public_name(name)


def _loses_markup(body: bytes, name: str) -> bool:
    """Whether no tag is left, as when bytes are read in pairs: what comes out is signs, but no text."""
    decoded = decode_as(body, name)
    return decoded is not None and b"<" in body and "<" not in decoded.text


class Choosing:
    """Tries and chooses encodings for articles of a catalogue. The page tried last is kept in memory."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._last: tuple[int, SavedPage] | None = None

    def tried(self, head: Head, label: str | None) -> Article:
        """The article as it is with an encoding, or (None) as the page suggests; nothing is kept.

        Raises UsageError: "encoding-name-unknown", "no-text-in-encoding"; UnusableError: "page-away".
        """
        return self._read(head, encoding_name(label) if label else None).article

    def choose(self, head: Head, label: str | None) -> None:
        """Reads the article with an encoding from now on; None: as its page suggests. Raises as ``tried``.

        The index is left to whoever calls.
        """
        name = encoding_name(label) if label else None
        page = self._read(head, name)
        work = self._catalogue.hand_work
        was = encoding_words(self.tried(head, None).encoding) if name else ""
        made = now()
        with self._catalogue.transaction():
            if name is None:
                work.drop_encoding(head.id)
            else:
                key = page_of(page.article)
                work.put_encoding(ChosenEncoding(head.id, key, name, was, made, head.id))
            if head.site:
                self._catalogue.sites.mark_stale([head.site])
        Rereading(self._catalogue, Tally(), lambda _revision, _articles: None).put(
            [page], {head.id: head.number}
        )

    def _read(self, head: Head, name: str | None) -> ReadPage:
        place = self._place(head)
        root, path = os.fsdecode(place.root), from_bytes(place.path)
        digest = self._catalogue.articles.template(head.number)
        task = FileTask(
            place.root_number,
            root,
            path,
            0,
            0,
            templates={head.id: self._catalogue.sites.template(digest)},
            all_pages=False,
            encodings={head.id: name} if name else {},
        )
        saved = self._saved(head, place, root, path)
        read = read_page(saved, task)
        if isinstance(read, Rejected) or (name and _loses_markup(saved.body, name)):
            raise UsageError("no-text-in-encoding", encoding=name or "")
        return read

    def _place(self, head: Head) -> Place:
        places = self._catalogue.articles.places(head.number)
        if not places:
            raise UnusableError("page-away", path="")
        return places[0]

    def _saved(self, head: Head, place: Place, root: str, path: str) -> SavedPage:
        if self._last is None or self._last[0] != head.number:
            self._last = (head.number, self._open(head, place, root, path))
        return self._last[1]

    def _open(self, head: Head, place: Place, root: str, path: str) -> SavedPage:
        where = os.path.join(root, path) if path else root
        try:
            status = os.stat(where)
        except OSError as error:
            raise UnusableError("page-away", path=where) from error
        file = FoundFile(root, path, status.st_size, status.st_mtime_ns)
        try:
            return originals.page(self._catalogue, file, place.member, head.id)
        except NotFoundError as error:
            raise UnusableError("page-away", path=where) from error
