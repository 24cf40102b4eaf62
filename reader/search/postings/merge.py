"""Several segments made one, without the deleted documents; terms go through memory in bounded portions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from reader.search.postings.build import write_columns, write_sketches, write_terms
from reader.search.postings.layout import Array, ArrayFileWriter, smallest
from reader.search.postings.segment import NUMBERS, TABLES, SegmentFile, stretches

PORTION = 1_000_000
"""Postings or positions held at a time: some 50 MB of working memory."""


def merge(segments: Sequence[tuple[SegmentFile, Array]], path: Path) -> int:
    """Write one segment from several, each with a truth value for every document that stays.

    Gives the number of documents, which may be 0 (then nothing is written).
    """
    count = sum(int(np.count_nonzero(stays)) for _, stays in segments)
    if not count:
        return 0
    writer = ArrayFileWriter(path)
    try:
        _write_documents(writer, segments)
        write_sketches(writer, *_sketches(segments))
        _Postings(segments, count).write(writer)
        writer.close()
    except BaseException:
        writer.abandon()
        path.unlink(missing_ok=True)
        raise
    return count


def _write_documents(writer: ArrayFileWriter, segments: Sequence[tuple[SegmentFile, Array]]) -> None:
    """All that is known of the documents that stay, column by column."""
    kept = [np.flatnonzero(stays).tolist() for _, stays in segments]
    ids, titles = (
        [strings[row] for strings, rows in zip(parts, kept, strict=True) for row in rows]
        for parts in ([file.ids for file, _ in segments], [file.titles for file, _ in segments])
    )
    numbers = {
        name: np.concatenate([file.number(name)[stays] for file, stays in segments]) for name in NUMBERS
    }
    write_columns(writer, ids, titles, numbers, {name: _table(segments, name) for name in TABLES})


def _table(segments: Sequence[tuple[SegmentFile, Array]], name: str) -> tuple[Array, list[str]]:
    """One of ``TABLES``: the value number of every document that stays, and the values they have."""
    numbers: dict[str, int] = {"": 0}
    columns = []
    for file, stays in segments:
        column, values = file.table(name)
        column = column[stays]
        renumbered = np.zeros(len(values), np.int64)
        for number in np.unique(column).tolist():
            renumbered[number] = numbers.setdefault(values[number], len(numbers))
        columns.append(renumbered[column])
    return np.concatenate(columns), list(numbers)


def _sketches(segments: Sequence[tuple[SegmentFile, Array]]) -> tuple[Array, Array]:
    marks, sizes = [], []
    for segment, stays in segments:
        all_marks, places = segment.sketches
        counts: Array = np.diff(places.astype(np.int64))
        marks.append(all_marks[np.repeat(stays, counts)])
        sizes.append(counts[stays])
    return np.concatenate(marks), np.append(0, np.cumsum(np.concatenate(sizes))).astype(np.uint32)


class _Postings:
    def __init__(self, segments: Sequence[tuple[SegmentFile, Array]], doc_count: int) -> None:
        self._segments = [segment for segment, _ in segments]
        # New number of every document that stays, -1 of the others.
        self._renumbered: list[Array] = []
        base = 0
        for _, stays in segments:
            self._renumbered.append(np.where(stays, np.cumsum(stays) - 1 + base, -1))
            base += int(stays.sum())
        self._doc_type = smallest(doc_count)
        self._freq_type = np.result_type(*(segment.freqs.dtype for segment in self._segments))
        self._position_type = np.result_type(*(segment.positions.dtype for segment in self._segments))

    def write(self, writer: ArrayFileWriter) -> None:
        lists = [segment.terms.all() for segment in self._segments]
        terms = sorted(set().union(*lists))
        number_of = {term: number for number, term in enumerate(terms)}
        ranks = [np.array([number_of[term] for term in part], np.int64) for part in lists]
        del lists, number_of
        posting_counts = np.zeros(len(terms), np.int64)
        position_counts = np.zeros(len(terms), np.int64)
        # Arrays follow each other in the file, so each kind takes its own walk over the portions.
        writer.start("docs", self._doc_type)
        for chosen in self._portions(ranks, len(terms)):
            number, docs, freqs, _ = self._gather(ranks, *chosen, positions=False)
            writer.append("docs", docs.astype(self._doc_type))
            posting_counts += np.bincount(number, minlength=len(terms))
            position_counts += np.bincount(number, freqs, minlength=len(terms)).astype(np.int64)
        writer.start("freqs", self._freq_type)
        for chosen in self._portions(ranks, len(terms)):
            writer.append("freqs", self._gather(ranks, *chosen, positions=False)[2].astype(self._freq_type))
        writer.start("positions", self._position_type)
        for chosen in self._portions(ranks, len(terms)):
            writer.append("positions", self._gather(ranks, *chosen, positions=True)[3])
        used = np.flatnonzero(posting_counts)
        first, place = (np.append(0, np.cumsum(counts[used])) for counts in (posting_counts, position_counts))
        write_terms(writer, [terms[number] for number in used.tolist()], first, place)

    def _portions(self, ranks: list[Array], term_count: int) -> list[tuple[int, int]]:
        """Ranges of terms with about ``PORTION`` positions each."""
        weight = np.zeros(term_count, np.int64)
        for segment, rank in zip(self._segments, ranks, strict=True):
            np.add.at(weight, rank, np.diff(segment.place.astype(np.int64)))
        ends = np.cumsum(weight)
        cuts = [0]
        while cuts[-1] < term_count:
            done = int(ends[cuts[-1] - 1]) if cuts[-1] else 0
            cuts.append(max(cuts[-1] + 1, int(np.searchsorted(ends, done + PORTION))))
        cuts[-1] = term_count
        return list(pairwise(cuts))

    def _gather(
        self, ranks: list[Array], low: int, high: int, *, positions: bool
    ) -> tuple[Array, Array, Array, Array]:
        """Term number, document, frequency of the postings of a range of terms, and the positions, in
        order."""
        numbers: list[Array] = []
        docs: list[Array] = []
        freqs: list[Array] = []
        places: list[Array] = []
        for segment, rank, renumbered in zip(self._segments, ranks, self._renumbered, strict=True):
            begin, end = np.searchsorted(rank, [low, high])
            old_docs, old_freqs = segment.postings(int(begin), int(end))
            new_docs = renumbered[old_docs]
            kept = new_docs >= 0
            counts: Array = np.diff(segment.first[begin : end + 1].astype(np.int64))
            numbers.append(np.repeat(rank[begin:end], counts)[kept])
            docs.append(new_docs[kept])
            freqs.append(old_freqs[kept].astype(np.int64))
            if positions:
                run = segment.positions[int(segment.place[begin]) : int(segment.place[end])]
                places.append(run[np.repeat(kept, old_freqs)])
        number: Array = np.concatenate(numbers)
        doc: Array = np.concatenate(docs)
        freq: Array = np.concatenate(freqs)
        order = np.argsort(number, kind="stable")  # segments follow each other, so documents stay in order
        if not positions:
            return number[order], doc[order], freq[order], number
        ends: Array = np.cumsum(freq)
        starts: Array = (ends - freq)[order]
        freq = freq[order]
        gathered: Array = np.concatenate(places)[stretches(starts, freq)]
        return number[order], doc[order], freq, gathered.astype(self._position_type)
