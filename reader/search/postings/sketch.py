"""Marks of a text that tell copies of it: hashes of its runs of four words, every eighth of them by chance.

Words are folded, so that spelling and lost marks make no difference. Which runs are kept depends on nothing
but the run, so two texts keep the same ones of what they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from reader.search.postings.layout import Array

RUN, SAMPLED = 4, 8
_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], np.uint64
)


def word_hash(folded: bytes) -> int:
    """The hash of a folded word, the same on every machine."""
    return crc32(folded)


def sketches(hashes: Array, bounds: Sequence[tuple[int, int]]) -> tuple[Array, Array]:
    """The marks of several texts one after the other, and the places where each text's begin (one more).

    ``hashes``: of all words in a row; ``bounds``: from which to before which word each text goes.
    """
    if len(hashes) < RUN:
        return np.zeros(0, np.uint32), np.zeros(len(bounds) + 1, np.uint32)
    count = len(hashes) - RUN + 1
    mixed = np.zeros(count, np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += hashes[place : place + count].astype(np.uint64) * factor
        mixed ^= mixed >> np.uint64(29)
    mixed *= _FACTORS[0]
    kept = np.flatnonzero((mixed >> np.uint64(61)) == 0)
    marks = (mixed[kept] >> np.uint64(24)).astype(np.uint32)
    pieces = []
    for begin, end in bounds:
        left, right = np.searchsorted(kept, [begin, max(begin, end - RUN + 1)])
        pieces.append(np.unique(marks[left:right]))
    places = np.append(0, np.cumsum([len(piece) for piece in pieces])).astype(np.uint32)
    return np.concatenate(pieces) if pieces else marks[:0], places
