"""Makes a segment out of documents: tokens become numbers, and one sort groups them by term."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np

from reader.search.postings.layout import Array, ArrayFileWriter, pack_strings, smallest
from reader.search.postings.segment import FIELDS, NUMBERS, SEPARATORS, TABLES, field_term
from reader.search.postings.sketch import sketches, word_hash

_FOLDED = re.compile(f"[{SEPARATORS.decode()}]")


@dataclass(frozen=True, slots=True)
class Document:
    """What the index keeps of an article besides its terms; the keys are those of ``NUMBERS`` and
    ``TABLES``."""

    id: str
    title: str
    numbers: Mapping[str, int]
    values: Mapping[str, str]


class _Numbers(dict[str, int]):
    """Gives each term that is asked for a number, through all fields of a segment."""

    def __init__(self, next_number: Iterator[int]) -> None:
        self._next = next_number

    def __missing__(self, term: str) -> int:
        number = self[term] = next(self._next)
        return number


class SegmentBuilder:
    """Collects documents; ``size`` counts their tokens. Memory: about 60 bytes a token while writing."""

    def __init__(self) -> None:
        counter = count()
        self._numbers = {field: _Numbers(counter) for field in FIELDS}
        self._terms, self._positions = array("I"), array("I")
        self._ends = array("q")
        self._texts: list[tuple[int, int]] = []  # the tokens of each document's text
        self._documents: list[Document] = []
        self._rows: dict[str, int] = {}
        self._dropped: set[int] = set()

    @property
    def size(self) -> int:
        """How many tokens wait to be written."""
        return len(self._terms)

    def __len__(self) -> int:
        return len(self._documents) - len(self._dropped)

    def add(self, document: Document, terms: Mapping[str, tuple[Iterable[str], Iterable[int]]]) -> None:
        """Add a document with its terms and their positions by field; one of the same id is dropped."""
        self.drop(document.id)
        text = (0, 0)
        for field, (words, positions) in terms.items():
            begin = len(self._terms)
            self._terms.extend(map(self._numbers[field].__getitem__, words))
            self._positions.extend(positions)
            if field == "body":
                text = begin, len(self._terms)
        self._texts.append(text)
        self._rows[document.id] = len(self._documents)
        self._documents.append(document)
        self._ends.append(len(self._terms))

    def drop(self, article_id: str) -> None:
        """Take a document out again, if it is here."""
        row = self._rows.pop(article_id, None)
        if row is not None:
            self._dropped.add(row)

    def write(self, path: Path) -> int:
        """Write the segment; gives the number of its documents, which may be 0 (then nothing is written)."""
        documents = [d for row, d in enumerate(self._documents) if row not in self._dropped]
        if not documents:
            return 0
        tokens, rows, positions = self._tokens()
        writer = ArrayFileWriter(path)
        try:
            write_documents(writer, documents)
            write_sketches(writer, *self._sketches())
            self._write_postings(writer, tokens, rows, positions)
            writer.close()
        except BaseException:
            writer.abandon()
            path.unlink(missing_ok=True)
            raise
        return len(documents)

    def _tokens(self) -> tuple[Array, Array, Array]:
        """Term number, document number and position of every token of the documents that stay."""
        tokens = np.frombuffer(self._terms, np.uint32)
        positions = np.frombuffer(self._positions, np.uint32)
        ends = np.frombuffer(self._ends, np.int64)
        rows = np.repeat(np.arange(len(ends), dtype=np.uint32), np.diff(ends, prepend=0))
        if not self._dropped:
            return tokens, rows, positions
        stays = np.ones(len(ends), bool)
        stays[list(self._dropped)] = False
        kept = stays[rows]
        return tokens[kept], (np.cumsum(stays) - 1)[rows[kept]].astype(np.uint32), positions[kept]

    def _sketches(self) -> tuple[Array, Array]:
        """The marks of the documents that stay."""
        hashes = np.zeros(sum(map(len, self._numbers.values())), np.uint32)
        for term, number in self._numbers["body"].items():
            hashes[number] = word_hash(_FOLDED.split(term, maxsplit=1)[0].encode("utf-8", "surrogatepass"))
        texts = [text for row, text in enumerate(self._texts) if row not in self._dropped]
        return sketches(hashes[np.frombuffer(self._terms, np.uint32)], texts)

    def _write_postings(self, writer: ArrayFileWriter, tokens: Array, rows: Array, positions: Array) -> None:
        used = np.zeros(sum(map(len, self._numbers.values())), bool)
        used[tokens] = True
        known = sorted(
            (field_term(field, term), number)
            for field, numbers in self._numbers.items()
            for term, number in numbers.items()
            if used[number]
        )
        terms = [term for term, _ in known]
        rank = np.zeros(len(used), np.uint32)
        rank[[number for _, number in known]] = np.arange(len(terms), dtype=np.uint32)
        order = np.argsort(rank[tokens], kind="stable")  # documents and positions stay in order within a term
        tokens, rows, positions = rank[tokens][order], rows[order], positions[order]
        begins = np.ones(len(tokens), bool)
        begins[1:] = (tokens[1:] != tokens[:-1]) | (rows[1:] != rows[:-1])
        starts = np.flatnonzero(begins)
        freqs = np.diff(starts, append=len(tokens))
        first = np.searchsorted(tokens[starts], np.arange(len(terms) + 1))
        place = np.append(starts, len(tokens))[first]
        write_terms(writer, terms, first, place)
        writer.add("docs", rows[starts].astype(smallest(len(self._ends))))
        writer.add("freqs", freqs.astype(smallest(int(freqs.max(initial=0)))))
        writer.add("positions", positions.astype(smallest(int(positions.max(initial=0)))))


def write_sketches(writer: ArrayFileWriter, marks: Array, places: Array) -> None:
    """Write the marks by which copies are told."""
    writer.add("sketch", marks)
    writer.add("sketch_at", places)


def write_terms(writer: ArrayFileWriter, terms: list[bytes], first: Array, place: Array) -> None:
    """Write the sorted terms with the places of their postings and positions."""
    blob, places = pack_strings(terms)
    writer.add("terms", blob)
    writer.add("term_at", places)
    writer.add("first", first.astype(np.uint32 if first[-1] < 1 << 32 else np.uint64))
    writer.add("place", place.astype(np.uint32 if place[-1] < 1 << 32 else np.uint64))


def write_documents(writer: ArrayFileWriter, documents: list[Document]) -> None:
    """Write everything of the documents but their terms."""
    numbers = {
        name: np.array([document.numbers.get(name, 0) for document in documents], np.uint64)
        for name in NUMBERS
    }
    tables = {}
    for name in TABLES:
        values = {"": 0}
        column = [values.setdefault(document.values.get(name, ""), len(values)) for document in documents]
        tables[name] = np.array(column), list(values)
    write_columns(
        writer,
        [document.id.encode() for document in documents],
        [document.title.encode("utf-8", "replace") for document in documents],
        numbers,
        tables,
    )


def write_columns(
    writer: ArrayFileWriter,
    ids: list[bytes],
    titles: list[bytes],
    numbers: Mapping[str, Array],
    tables: Mapping[str, tuple[Array, list[str]]],
) -> None:
    """Write ids, titles, ``NUMBERS``, and ``TABLES`` as value numbers with their values."""
    for name, strings in (("id", ids), ("title", titles)):
        blob, places = pack_strings(strings)
        writer.add(f"{name}s", blob)
        writer.add(f"{name}_at", places)
    for name in NUMBERS:
        writer.add(name, numbers[name].astype(np.uint64 if name == "page" else np.uint32))
    for name in TABLES:
        column, values = tables[name]
        blob, places = pack_strings([value.encode("utf-8", "replace") for value in values])
        writer.add(name, column.astype(smallest(len(values))))
        writer.add(f"{name}_values", blob)
        writer.add(f"{name}_at", places)
