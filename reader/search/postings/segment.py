"""One segment of the index: its terms, its postings and what it knows of each document.

Arrays of the file: ``terms``/``term_at`` (sorted terms, the first byte is the field), ``first`` (where a
term's postings begin), ``place`` (where its positions begin), ``docs``, ``freqs``, ``positions`` (all terms
one after the other; the positions of a posting follow in its order), ``ids``/``id_at``,
``titles``/``title_at``, ``sketch``/``sketch_at`` (see ``reader.search.postings.sketch``), one array for each
of ``NUMBERS`` and for each of ``TABLES`` an array of value numbers with ``<name>_values``/``<name>_at``.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import numpy as np

from reader.search.postings.layout import Array, ArrayFile, DamagedError, Strings
from reader.search.postings.lexicon import Lexicon

FIELDS = ("title", "body", "docno", "url", "spare", "id")
"""Field names; the first byte of a term in the file is the field's place here. "spare" holds nothing."""

SEPARATORS, FIRST_WORD = b"\x01\x02", "\x04"
"""What may follow the folded form in a word's term; terms before the first word are of another kind."""

NUMBERS = (*("title_length", "body_length", "title_span", "body_span", "date", "captured", "page", "has"),)
"""Per document: lengths in tokens, how many positions are taken up (one more than the greatest), days as
yyyymmdd (0: none), a hash of the page's address (0: none), what it has besides text (bits, see
``reader.search.conditions``)."""

_MOST = 4
"""From one in so many on, what is kept of a list is told by a truth value for each entry."""

TABLES = ("site", "section", "source", "language", "format", "byline")
"""Per document a value out of few; value 0 is "none"."""


class SegmentFile:
    """A segment opened for reading. Raises ``DamagedError`` when its arrays do not belong together."""

    def __init__(self, path: Path) -> None:
        self._file = ArrayFile(path)
        self.terms = Strings(self._file["terms"], self._file["term_at"])
        self.first, self.place = self._file["first"], self._file["place"]
        self.docs, self.freqs, self.positions = (self._file[name] for name in ("docs", "freqs", "positions"))
        self.doc_count = len(self._file["id_at"]) - 1
        self._lexicons: dict[str, Lexicon] = {}
        if not (
            len(self.first) == len(self.place) == len(self.terms) + 1
            and int(self.first[-1]) == len(self.docs) == len(self.freqs)
            and int(self.place[-1]) == len(self.positions)
        ):
            raise DamagedError(str(path))

    @cached_property
    def ids(self) -> Strings:
        """The article ids by document number."""
        return Strings(self._file["ids"], self._file["id_at"])

    @cached_property
    def titles(self) -> Strings:
        """The titles (UTF-8, empty: none) by document number."""
        return Strings(self._file["titles"], self._file["title_at"])

    @cached_property
    def sketches(self) -> tuple[Array, Array]:
        """Marks of all documents one after the other, and where each document's begin (one place more)."""
        marks, places = self._file["sketch"], self._file["sketch_at"]
        if len(places) != self.doc_count + 1 or int(places[-1]) != len(marks):
            raise DamagedError("sketch")
        return marks, places

    def number(self, name: str) -> Array:
        """One of ``NUMBERS`` for every document."""
        return self._file[name]

    def table(self, name: str) -> tuple[Array, list[str]]:
        """One of ``TABLES``: the value number of every document, and the values."""
        values = Strings(self._file[f"{name}_values"], self._file[f"{name}_at"])
        return self._file[name], [value.decode("utf-8", "replace") for value in values.all()]

    def find(self, term: bytes) -> int:
        """The number of a term, -1 when the segment has none."""
        number = self.terms.first_at_least(term)
        return number if number < len(self.terms) and self.terms[number] == term else -1

    def find_range(self, low: bytes, high: bytes) -> tuple[int, int]:
        """The numbers of the terms from ``low`` on and before ``high``."""
        begin = self.terms.first_at_least(low)
        return begin, self.terms.first_at_least(high, begin)

    def lexicon(self, field: str) -> Lexicon:
        """The words of a field."""
        found = self._lexicons.get(field)
        if found is None:
            begin, end = self.find_range(field_term(field, FIRST_WORD), bytes([FIELDS.index(field) + 1]))
            places = self._file["term_at"][begin : end + 1]
            blob = self._file["terms"][int(places[0]) : int(places[-1])]
            found = self._lexicons[field] = Lexicon(begin, blob, places, SEPARATORS)
        return found

    def postings(self, begin: int, end: int) -> tuple[Array, Array]:
        """Documents and frequencies of the terms ``begin`` … ``end - 1``, term by term."""
        left, right = int(self.first[begin]), int(self.first[end])
        return self.docs[left:right], self.freqs[left:right]

    def places(self, begin: int, end: int, chosen: Array | None = None) -> tuple[Array, Array, Array]:
        """Where the terms ``begin`` … ``end - 1`` stand: documents, how often in each, and the positions, all
        term by term.

        ``chosen``: a truth value for every document of the segment; others are left out.
        """
        docs, freqs = self.postings(begin, end)
        positions = self.positions[int(self.place[begin]) : int(self.place[end])]
        if chosen is None:
            return docs, freqs, positions
        stays = chosen[docs]
        rows = stays.nonzero()[0]  # the methods, here and below: a query comes here a hundred times
        if len(rows) == len(docs):
            return docs, freqs, positions
        if len(rows) * _MOST > len(docs):
            return docs[stays], freqs[stays], positions[stays.repeat(freqs)]
        if not len(rows):
            return docs[:0], freqs[:0], positions[:0]
        ends = freqs.cumsum(dtype=np.int64)
        counts = freqs[rows].astype(np.int64)
        return docs[rows], counts, positions[stretches(ends[rows] - counts, counts)]

    def postings_of(self, terms: Array) -> tuple[Array, Array]:
        """As ``postings``, of terms that do not follow each other."""
        rows, _ = self._rows(terms)
        return self.docs[rows], self.freqs[rows]

    def places_of(self, terms: Array, chosen: Array | None = None) -> tuple[Array, Array, Array]:
        """As ``places``, of terms that do not follow each other."""
        rows, sizes = self._rows(terms)
        docs, counts = self.docs[rows], self.freqs[rows].astype(np.int64)
        before = np.cumsum(counts) - counts
        heads = np.cumsum(sizes) - sizes  # the first posting of each term; none has no posting
        starts = before + np.repeat(self.place[terms].astype(np.int64) - before[heads], sizes)
        kept = slice(None) if chosen is None else np.flatnonzero(chosen[docs])
        counts = counts[kept]
        return docs[kept], counts, self.positions[stretches(starts[kept], counts)]

    def span(self, field: str) -> int:
        """One more than the greatest position in a field; 0 without any."""
        begin, end = (self.terms.first_at_least(bytes([FIELDS.index(field) + more])) for more in (0, 1))
        positions = self.positions[int(self.place[begin]) : int(self.place[end])]
        return int(positions.max()) + 1 if len(positions) else 0

    def _rows(self, terms: Array) -> tuple[Array, Array]:
        """The numbers of all postings of some terms, and how many each term has."""
        firsts = self.first[terms].astype(np.int64)
        sizes = self.first[terms + 1].astype(np.int64) - firsts
        return stretches(firsts, sizes), sizes

    def rest(self) -> None:
        """Give the memory back that only saves reading the file again."""
        self._file.rest()

    def close(self) -> None:
        """Let go of the file; nothing can be read from then on."""
        file = self._file
        self.__dict__.clear()  # the arrays hold the map
        file.close()


def field_term(field: str, term: str) -> bytes:
    """A term as it stands in the file."""
    return bytes([FIELDS.index(field)]) + term.encode("utf-8", "surrogatepass")


def stretches(starts: Array, counts: Array) -> Array:
    """The numbers ``start`` … ``start + count - 1`` of every stretch, one after the other."""
    ends = counts.cumsum(dtype=np.int64)
    places = (starts - (ends - counts)).repeat(counts)
    places += np.arange(len(places))
    return np.asarray(places)
