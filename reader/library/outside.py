"""What searches ask of the catalogue: who links to an address, and what people put on which articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.library.catalogue.catalogue import Catalogue
from reader.library.handwork import page_of_address
from reader.library.linking import linking_to
from reader.search.conditions import words_test
from reader.search.outside import Marked

_FLAGS = {"star": "starred", "to-read": "to-read", "read": "read"}


class CatalogueOutside:
    """The ``Outside`` of a library. Marks hold for all captures of a page."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._tables = catalogue.marks
        self._stamp: object = None
        self._marked = Marked()
        self._others: Mapping[str, Sequence[str]] = {}

    def linking(self, url: str) -> Iterable[str]:
        """The articles that link to an address."""
        return linking_to(self._catalogue, url)

    def marked(self) -> Marked:
        """The marks; read again only when marks or articles have changed."""
        stamp = self._tables.stamp()
        if stamp != self._stamp:
            with self._catalogue.snapshot():
                self._stamp = self._tables.stamp()
                self._others = self._other_captures()
                self._marked = self._read()
        return self._marked

    def noting(self, words: str, *, prefix: bool) -> Iterable[str]:
        """The articles with a note or a comment in which these words stand together."""
        self.marked()
        test = words_test(words, prefix=prefix)
        return self._widened(article_id for article_id, text in self._tables.remarks() if test(text))

    def _read(self) -> Marked:
        tags, marks = dict[str, list[str]](), dict[str, list[str]]()
        for name, article_id in self._tables.by_tag():
            tags.setdefault(name, []).append(article_id)
        for flag, article_id in self._tables.by_flag():
            marks.setdefault(_FLAGS[flag], []).append(article_id)
        marks["notes"], marks["highlights"] = self._tables.noted(), self._tables.highlighted()
        return Marked(
            {name: self._widened(ids) for name, ids in tags.items()},
            {mark: self._widened(ids) for mark, ids in marks.items()},
        )

    def _other_captures(self) -> Mapping[str, Sequence[str]]:
        others: dict[str, list[str]] = {}
        known: dict[str, int | None] = {}  # the page of an article that has an address
        for article_id, page, other, url in self._tables.other_captures():
            if other not in known:
                known[other] = page_of_address(url)
            if known[other] == page or url is None:
                others.setdefault(article_id, []).append(other)
        return others

    def _widened(self, ids: Iterable[str]) -> frozenset[str]:
        """Articles and the other captures of their pages, each once."""
        wanted = set(ids)
        return frozenset(wanted.union(*(self._others[each] for each in wanted if each in self._others)))
