"""Words that stand one after the other: phrases and pairs, found in the sorted places of their terms."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot
from reader.search.words import Form

Places: TypeAlias = tuple[tuple[Form, ...], ...]
"""The forms that may stand at each place of a phrase."""


def run_counts(snapshot: Snapshot, name: str, places: Places, slop: int) -> Array | None:
    """How often the forms stand one after the other in each document (slop: places left between), or None."""
    chosen = snapshot.mask(name, places[0])
    for forms in places[1:]:
        if not chosen.any():
            return None
        chosen &= snapshot.mask(name, forms)
    if not chosen.any():
        return None
    where = [snapshot.places(name, forms, chosen) for forms in places]
    ends = _within(where, slop) if slop else _adjacent(where)
    if not len(ends):
        return None
    return np.bincount(ends >> 32, minlength=snapshot.count).astype(np.float32)


def _adjacent(where: list[Array]) -> Array:
    """The places where a run begins: rarest word first, then what stands beside it in the others."""
    order = sorted(range(len(where)), key=lambda number: len(where[number]))
    begins = where[order[0]] - order[0]
    for number in order[1:]:
        begins = begins[contained(begins + number, where[number])]
    return begins


def _within(where: list[Array], slop: int) -> Array:
    """The places where a run ends, each word at most ``slop`` places behind the one before it."""
    ends = where[0]
    for following in where[1:]:
        if not len(following) or not len(ends):
            return ends[:0]
        place = np.searchsorted(following, ends, "right")
        nearest = following[np.minimum(place, len(following) - 1)]
        reached = (place < len(following)) & (nearest - ends <= slop + 1)
        ends = np.unique(nearest[reached])
    return ends


def contained(wanted: Array, sorted_places: Array) -> Array:
    """Which of the wanted places are among the sorted ones."""
    if not len(sorted_places):
        return np.zeros(len(wanted), bool)
    found = np.searchsorted(sorted_places, wanted)
    same: Array = sorted_places[np.minimum(found, len(sorted_places) - 1)] == wanted
    return same
