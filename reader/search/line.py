"""All places of a field through all documents as numbers on one line.

Document ``d`` takes the numbers from ``starts[d]`` on; between two documents more are left out than any
distance in a query, so what lies near each other on the line lies in one document.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from reader.search.postings.layout import Array

APART = 1024
"""Numbers left out before the first document and between two: more than a phrase, its slop or NEAR reach."""
_WIDEST = (1 << 32) - (1 << 22)
_BLOCK = 1 << 20
_FEW = 16
"""So many times fewer places are looked up one by one."""


@dataclass(frozen=True, slots=True)
class Line:
    """``starts``: where each document begins on the line, one more than there are documents."""

    starts: Array

    @classmethod
    def through(cls, spans: Array) -> Line:
        """A line through documents that take so many places."""
        ends = np.cumsum(spans.astype(np.int64) + APART)
        kind = np.uint32 if not len(ends) or ends[-1] + APART < _WIDEST else np.int64
        return cls(np.append(0, ends).astype(kind) + np.array(APART, kind))

    def places(self, documents: Array, counts: Array, positions: Array) -> Array:
        """The numbers of positions; ``counts`` of them belong to each of the documents."""
        found = self.starts[documents].repeat(counts)
        found += positions
        return found

    def number(self, distance: int) -> Any:  # noqa: ANN401 - a NumPy scalar of whichever type
        """A distance in the type of the line."""
        return self.starts.dtype.type(distance)

    def documents(self, places: Array) -> Array:
        """The document of every place."""
        return np.asarray(self.starts.searchsorted(places, "right") - 1)

    def counts(self, places: Array) -> Array:
        """How many of the places, which must be sorted, every document has."""
        count = len(self.starts) - 1
        if len(places) * 4 < count:
            return np.bincount(self.documents(places), minlength=count).astype(np.float32)
        return np.diff(np.searchsorted(places, self.starts)).astype(np.float32)


def contained(wanted: Array, places: Array) -> Array:
    """Which of the wanted places are among some places; both are sorted and of one type."""
    if len(wanted) * _FEW < len(places) or len(wanted) * 64 < _BLOCK:
        return looked_up(wanted, places)
    return _contained_in_blocks(wanted, places)


def looked_up(wanted: Array, places: Array) -> Array:
    """Which of the wanted places, in any order, are among some sorted places."""
    if not len(places):
        return np.zeros(len(wanted), bool)
    found = places.searchsorted(wanted)
    found[found == len(places)] = 0
    return np.asarray(places[found] == wanted)


def _contained_in_blocks(wanted: Array, places: Array, block: int = _BLOCK) -> Array:
    """As ``contained``, through a table of one block of the line after the other, which stays in the
    processor's cache: for many places several times as fast as looking each up."""
    found = np.zeros(len(wanted), bool)
    table = np.zeros(_BLOCK, bool)
    cuts = np.arange(int(wanted[0]), int(wanted[-1]) + 1 + _BLOCK, _BLOCK).astype(wanted.dtype)
    wanted_at, places_at = (
        np.searchsorted(sorted_places, cuts).tolist() for sorted_places in (wanted, places)
    )
    for number, low in enumerate(cuts[:-1]):
        asked = slice(wanted_at[number], wanted_at[number + 1])
        there = places[places_at[number] : places_at[number + 1]] - low
        if asked.start < asked.stop and len(there):
            table[there] = True
            found[asked] = table[wanted[asked] - low]
            table[there] = False
    return found
