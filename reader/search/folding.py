"""Captures and reprints of one article shown as one hit.

A document is a copy of one shown before it when at least half of its sampled runs of four words, and three
of them, stand there too; or when both have one address and a part of their text in common. The test is made
against the hit that is shown, never along a chain of likenesses. Source of the measure: the project's
research on Vietnamese text, section 4.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot

SHARE, LEAST_SHARED = 0.5, 3
SHARE_OF_ONE_PAGE = 0.2
"""How much two captures under one address must have in common: an address may show something else later."""
TABLE_BITS = 16


def fold(snapshot: Snapshot, order: Array, mask: Array, wanted: int) -> dict[int, tuple[int, ...]]:
    """The documents to show, in order, each with its copies among the documents of the mask; one more than
    ``wanted`` when there are more. ``order`` are the first documents of the result."""
    shown = Shown(snapshot)
    done = 0
    for row in order.tolist():
        if shown.leader(row) is None:
            if len(shown.copies) > wanted:
                break
            shown.put(row)
        done += 1
    rest = mask.copy()
    rest[order[:done]] = False
    for row in _likely(snapshot, shown, np.flatnonzero(rest)).tolist():
        shown.leader(row)
    return {row: tuple(copies) for row, copies in shown.copies.items()}


class Shown:
    """The hits that are shown, to be asked whether another document is a copy of one."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.copies: dict[int, list[int]] = {}
        self.with_mark: dict[int, list[int]] = defaultdict(list)
        self.with_page: dict[int, list[int]] = defaultdict(list)
        self._snapshot = snapshot
        self._pages = snapshot.column("page")

    def put(self, row: int) -> None:
        """Show a document."""
        self.copies[row] = []
        for mark in self._snapshot.sketch(row):
            self.with_mark[mark].append(row)
        if page := int(self._pages[row]):
            self.with_page[page].append(row)

    def leader(self, row: int) -> int | None:
        """The hit that a document is a copy of, to which it is added; None when there is none."""
        marks = self._snapshot.sketch(row)
        shared = Counter(leader for mark in marks for leader in self.with_mark.get(mark, ()))
        page = int(self._pages[row])
        for leader, count in shared.most_common(3):
            if count >= max(LEAST_SHARED, SHARE * len(marks)):
                self.copies[leader].append(row)
                return leader
        for leader in self.with_page.get(page, ()) if page else ():
            if self._is_capture(row, leader, shared[leader], len(marks)):
                self.copies[leader].append(row)
                return leader
        return None

    def _is_capture(self, row: int, leader: int, shared: int, marks: int) -> bool:
        if marks < LEAST_SHARED or len(self._snapshot.sketch(leader)) < LEAST_SHARED:
            title = self._snapshot.title(row)
            return bool(title) and title == self._snapshot.title(leader)
        return shared >= max(1, SHARE_OF_ONE_PAGE * marks)


def _likely(snapshot: Snapshot, shown: Shown, rows: Array) -> Array:
    """Those of the documents that may be copies of something shown; a coarse sieve over all their marks."""
    if not len(rows):
        return rows
    hits, sizes = snapshot.sketch_hits(rows, sieve(shown.with_mark))
    pages = np.fromiter(shown.with_page, np.uint64)
    same_page = np.isin(snapshot.column("page")[rows], pages) if len(pages) else np.zeros(len(rows), bool)
    return np.asarray(rows[(hits >= np.maximum(LEAST_SHARED, SHARE * sizes)) | same_page])


def sieve(marks: Iterable[int]) -> Array:
    """The marks as a table by their last bits, for ``Snapshot.sketch_hits``: few others pass."""
    table = np.zeros(1 << TABLE_BITS, bool)
    table[np.fromiter(marks, np.uint32) & ((1 << TABLE_BITS) - 1)] = True
    return table
