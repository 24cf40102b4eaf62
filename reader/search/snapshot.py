"""The index as it stands at one commit: all its segments as one run of documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from heapq import merge
from typing import NamedTuple

import numpy as np

from reader.search.line import Line
from reader.search.postings.layout import Array
from reader.search.postings.segment import NUMBERS, SegmentFile, field_term, stretches
from reader.search.words import Form
from reader.text.collation import collation_keys

BODY_B, TITLE_B = 0.5, 0.2
"""How much a long text or title counts less (the b of BM25F)."""

_REMEMBERED = 20_000
_AT_ONCE = 5000
FEW = 500
"""So many articles are looked up one by one."""


class Terms(NamedTuple):
    """Terms of one segment: ``begin`` … ``end - 1``, or those ``listed`` (in order) of them."""

    segment: int
    begin: int
    end: int
    listed: Array | None = None


class Snapshot:
    """Documents are numbered through all segments: ``bases[i]`` is the first of segment i.

    Not to be changed after it was made; several threads may read it.
    """

    def __init__(self, segments: Sequence[tuple[SegmentFile, Array]], generation: int) -> None:
        self.generation = generation
        self.files = [file for file, _ in segments]
        self.bases = np.cumsum([0, *(file.doc_count for file in self.files)]).tolist()
        self.count: int = self.bases[-1]
        self.live: Array = np.concatenate([alive for _, alive in segments] or [np.zeros(0, bool)])
        self.live_count = int(self.live.sum())
        self._found: dict[tuple[str, Form], list[Terms]] = {}
        self._columns: dict[str, Array] = {}
        self._tables: dict[str, tuple[Array, list[str]]] = {}
        self._lines: dict[str, Line] = {}
        self._outside: object = None
        self._outside_rows: dict[str, Array] = {}

    # ---- terms --------------------------------------------------------------------------------

    def find(self, field: str, form: Form) -> list[Terms]:
        """The terms of a form, wherever there are some."""
        key = (field, form)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            found = self._found[key] = list(self._search(field, form))
        return found

    def _search(self, field: str, form: Form) -> Iterable[Terms]:
        low = field_term(field, form.low)
        high = field_term(field, form.high) if form.high is not None else None
        for number, file in enumerate(self.files):
            if form.edits or form.wild:
                listed = self._listed(file, field, form)
                if len(listed):
                    yield Terms(number, int(listed[0]), int(listed[-1]) + 1, listed)
                continue
            if high is None:
                begin = file.find(low)
                end = begin + 1
            else:
                begin, end = file.find_range(low, high)
            if 0 <= begin < end:
                yield Terms(number, begin, end)

    def _listed(self, file: SegmentFile, field: str, form: Form) -> Array:
        lexicon = file.lexicon(field)
        if form.wild is None:
            return lexicon.alike(form.low, form.edits)
        begin, end = file.find_range(field_term(field, form.low), field_term(field, form.high or form.low))
        low, high = max(begin - lexicon.first, 0), end - lexicon.first
        return lexicon.matching(form.wild.source, exact=form.wild.exact, low=low, high=max(low, high))

    def df(self, form: Form, fields: Sequence[str] = ("title", "body")) -> int:
        """How many postings a form has."""
        total = 0
        for field in fields:
            for terms in self.find(field, form):
                if terms.listed is not None:
                    total += len(self._postings(terms)[0])
                else:
                    first = self.files[terms.segment].first
                    total += int(first[terms.end]) - int(first[terms.begin])
        return total

    def _postings(self, terms: Terms) -> tuple[Array, Array]:
        file = self.files[terms.segment]
        if terms.listed is not None:
            return file.postings_of(terms.listed)
        return file.postings(terms.begin, terms.end)

    def terms_between(self, low: str, high: str, fields: Sequence[str] = ("title", "body")) -> list[str]:
        """The terms of titles and texts (or other fields) from ``low`` on and before ``high``."""
        found: set[str] = set()
        for field in fields:
            for number, begin, end, _ in self.find(field, Form(low, high)):
                terms = self.files[number].terms
                found.update(terms[place][1:].decode() for place in range(begin, end))
        return sorted(found)

    # ---- postings -----------------------------------------------------------------------------

    def mask(self, field: str, forms: Iterable[Form]) -> Array:
        """A truth value for every document: some form stands in the field."""
        found = np.zeros(self.count, bool)
        for form in _outermost(forms):
            for terms in self.find(field, form):
                docs, _ = self._postings(terms)
                found[self.bases[terms.segment] : self.bases[terms.segment + 1]][docs] = True
        return found

    def rows(self, field: str, form: Form) -> Array:
        """The documents with a form in the field, each once."""
        found = [
            self._postings(terms)[0].astype(np.int64) + self.bases[terms.segment]
            for terms in self.find(field, form)
        ]
        if form.high is None and form.wild is None and not form.edits:  # one term: no document comes twice
            return np.concatenate(found) if found else np.zeros(0, np.int64)
        return np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)

    def add_frequencies(self, field: str, forms: Iterable[Form], boost: float, total: Array) -> None:
        """Add to ``total`` the frequencies of the forms for every document, by the length of the field and
        weighted."""
        scale = self.scale(field)
        for form in forms:
            weight = np.float32(form.weight * boost)
            for terms in self.find(field, form):
                number, begin, end, _ = terms
                docs, freqs = self._postings(terms)
                here = slice(self.bases[number], self.bases[number + 1])
                if end - begin == 1:
                    total[here][docs] += scale[here][docs] * (freqs * weight)
                else:  # a document may come more than once
                    counts = np.bincount(docs, freqs, minlength=self.files[number].doc_count)
                    total[here] += counts.astype(np.float32) * scale[here] * weight

    def line(self, field: str) -> Line:
        """The line on which ``places`` of a field lie."""
        line = self._lines.get(field)
        if line is None:
            if f"{field}_span" in NUMBERS:
                spans = self.column(f"{field}_span")
            else:
                spans = np.full(self.count, max((file.span(field) for file in self.files), default=0))
            line = self._lines[field] = Line.through(spans)
        return line

    def places(self, field: str, forms: Iterable[Form], chosen: Array | None = None) -> Array:
        """Every place of the forms in the chosen documents (None: in all), sorted, on the ``line`` of the
        field."""
        runs: list[Array] = []
        line = self.line(field)
        single = True
        seen: set[int] = set()
        for form in _outermost(forms):
            for number, begin, end, listed in self.find(field, form):
                file, base = self.files[number], self.bases[number]
                here = None if chosen is None else chosen[base : base + file.doc_count]
                if listed is not None:
                    docs, counts, positions = file.places_of(listed, here)
                else:
                    docs, counts, positions = file.places(begin, end, here)
                if len(docs):
                    runs.append(
                        line.places(docs.astype(np.int64) + base if base else docs, counts, positions)
                    )
                    single &= end - begin == 1 and number not in seen
                    seen.add(number)
        if not runs:
            return np.zeros(0, line.starts.dtype)
        places = runs[0] if len(runs) == 1 else np.concatenate(runs)
        if single:
            return places
        places.sort(kind="stable")  # made of sorted runs, which this sort makes use of
        first = np.ones(len(places), bool)
        np.not_equal(places[1:], places[:-1], out=first[1:])
        return places if first.all() else places[first]

    def size(self, field: str, forms: Iterable[Form]) -> int:
        """About how many places the forms have."""
        total = 0
        for form in forms:
            for number, begin, end, _ in self.find(field, form):
                place = self.files[number].place
                total += int(place[end]) - int(place[begin])
        return total

    # ---- documents ----------------------------------------------------------------------------

    def column(self, name: str) -> Array:
        """One number for every document (see ``NUMBERS``)."""
        column = self._columns.get(name)
        if column is None:
            parts = [file.number(name) for file in self.files]
            column = self._columns[name] = np.concatenate(parts) if parts else np.zeros(0, np.uint32)
        return column

    def table(self, name: str) -> tuple[Array, list[str]]:
        """A value number for every document, and the values (see ``TABLES``); value 0 is none."""
        table = self._tables.get(name)
        if table is None:
            values: dict[str, int] = {"": 0}
            parts = []
            for file in self.files:
                numbers, texts = file.table(name)
                new = [values.setdefault(text, len(values)) for text in texts]
                parts.append(np.array(new, np.uint32)[numbers])
            table = np.concatenate(parts) if parts else np.zeros(0, np.uint32), list(values)
            self._tables[name] = table
        return table

    def sketch(self, document: int) -> list[int]:
        """Marks of sampled runs of words of a document's text."""
        file, row = self._place(document)
        marks, places = file.sketches
        return marks[int(places[row]) : int(places[row + 1])].tolist()  # type: ignore[no-any-return]

    def sketch_hits(self, documents: Array, table: Array) -> tuple[Array, Array]:
        """For each of some documents (in order) how many of its marks are in a table by their last bits, and
        how many it has."""
        hits, sizes = [], []
        for number, file in enumerate(self.files):
            left, right = np.searchsorted(documents, self.bases[number : number + 2])
            rows = documents[left:right] - self.bases[number]
            marks, places = file.sketches
            starts, counts = places[rows], places[rows + 1] - places[rows]
            most = len(rows) * 2 > file.doc_count  # then all are looked at, without picking them out first
            looked_at = marks if most else marks[stretches(starts, counts.astype(np.int64))]
            before = np.zeros(len(looked_at) + 1, np.uint32)
            np.cumsum(table[looked_at & np.uint32(len(table) - 1)], out=before[1:], dtype=np.uint32)
            starts = starts if most else np.cumsum(counts) - counts
            hits.append(before[starts + counts] - before[starts])
            sizes.append(counts)
        return np.concatenate(hits), np.concatenate(sizes)

    @cached_property
    def dead(self) -> Array:
        """The deleted documents."""
        return np.flatnonzero(~self.live)

    def scale(self, field: str) -> Array:
        """What one occurrence counts in each document, by the length of the field."""
        return self._scales[field]

    @cached_property
    def _scales(self) -> dict[str, Array]:
        scales = {}
        for field, b in (("title", TITLE_B), ("body", BODY_B)):
            lengths = self.column(f"{field}_length").astype(np.float32)
            mean = float(lengths[self.live].mean()) if self.live_count else 1.0
            scales[field] = (1 / (1 - b + b * lengths / max(mean, 1.0))).astype(np.float32)
        return scales

    @cached_property
    def title_order(self) -> Array:
        """The rank of every document when they are sorted by title; those without one come last."""
        titles = (title.decode("utf-8", "replace") for file in self.files for title in file.titles.all())
        keys = [(not key[2], key) for key in collation_keys(titles)]
        # Sorted in parts: other threads wait while one sort runs, the window among them.
        parts = (
            sorted(range(first, min(first + _AT_ONCE, self.count)), key=keys.__getitem__)
            for first in range(0, self.count, _AT_ONCE)
        )
        rank = np.zeros(self.count, np.int64)
        rank[list(merge(*parts, key=keys.__getitem__))] = np.arange(self.count)
        return rank

    def _place(self, document: int) -> tuple[SegmentFile, int]:
        number = int(np.searchsorted(self.bases, document, "right")) - 1
        return self.files[number], document - self.bases[number]

    def id(self, document: int) -> str:
        """The article id of a document."""
        file, row = self._place(document)
        return file.ids[row].decode()

    def title(self, document: int) -> str:
        """The title of a document, or the empty string."""
        file, row = self._place(document)
        return file.titles[row].decode("utf-8", "replace")

    def document(self, article_id: str) -> int | None:
        """The document of an article, or None."""
        for terms in self._search("id", Form(article_id)):
            base = self.bases[terms.segment]
            for row in self._postings(terms)[0].tolist():
                if self.live[base + row]:
                    return int(base + row)
        return None

    def documents(self, ids: Iterable[str]) -> list[int]:
        """The documents of several articles; those that are not here are left out."""
        ids = list(ids)
        if len(ids) <= FEW:
            return [row for each in ids if (row := self.document(each)) is not None]
        return [row for each in ids if (row := self._rows.get(each)) is not None]

    def rows_of(self, source: object, name: str, ids: Iterable[str]) -> Array:
        """The documents of articles that ``source`` names so; remembered as long as it is the same object."""
        if source is not self._outside:
            self._outside, self._outside_rows = source, {}
        rows = self._outside_rows.get(name)
        if rows is None:
            rows = self._outside_rows[name] = np.array(self.documents(ids), np.uint32)
        return rows

    @cached_property
    def _rows(self) -> dict[str, int]:
        """The document of every article."""
        names = [name.decode() for file in self.files for name in file.ids.all()]
        return {name: row for row, name in enumerate(names) if self.live[row]}

    def rest(self) -> None:
        """Give the memory back that only saves reading the files again."""
        for file in self.files:
            file.rest()

    def close(self) -> None:
        """Let go of the files."""
        for file in self.files:
            file.close()


def _outermost(forms: Iterable[Form]) -> list[Form]:
    """The forms that are not inside a range of another one."""
    forms = list(forms)
    ranges = [(form.low, form.high) for form in forms if form.high is not None and form.is_range]
    return [form for form in forms if form.high is not None or form.edits or not _inside(form.low, ranges)]


def _inside(term: str, ranges: Iterable[tuple[str, str]]) -> bool:
    return any(low <= term < high for low, high in ranges)
