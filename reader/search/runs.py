"""Words that stand one after the other: phrases and pairs, found in the sorted places of their terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot
from reader.search.words import Form

Places: TypeAlias = tuple[tuple[Form, ...], ...]
"""The forms that may stand at each place of a phrase."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """First and last place of what was found, as numbers ``document << 32 | position``."""

    begins: Array
    ends: Array

    def by(self, keys: Array) -> Stretches:
        """In the order of some keys."""
        order = np.argsort(keys, kind="stable")
        return Stretches(self.begins[order], self.ends[order])


NOWHERE = Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64))


def run_counts(snapshot: Snapshot, name: str, places: Places, slop: int) -> Array | None:
    """How often the forms stand one after the other in each document (slop: places left between), or None."""
    found = run_stretches(snapshot, name, places, slop)
    if not len(found.ends):
        return None
    return np.bincount(found.ends >> 32, minlength=snapshot.count).astype(np.float32)


def run_stretches(
    snapshot: Snapshot, name: str, places: Places, slop: int, among: Array | None = None
) -> Stretches:
    """Where the forms stand one after the other; ``among``: in these documents only."""
    chosen = snapshot.mask(name, places[0])
    if among is not None:
        chosen &= among
    for forms in places[1:]:
        if not chosen.any():
            return NOWHERE
        chosen &= snapshot.mask(name, forms)
    if not chosen.any():
        return NOWHERE
    where = [snapshot.places(name, forms, chosen) for forms in places]
    if slop:
        return _within(where, slop)
    begins = _adjacent(where)
    return Stretches(begins, begins + (len(where) - 1))


def _adjacent(where: list[Array]) -> Array:
    """The places where a run begins: rarest word first, then what stands beside it in the others."""
    order = sorted(range(len(where)), key=lambda number: len(where[number]))
    begins = where[order[0]] - order[0]
    for number in order[1:]:
        begins = begins[contained(begins + number, where[number])]
    return begins


def _within(where: list[Array], slop: int) -> Stretches:
    """Runs in which each word stands at most ``slop`` places behind the one before it; of those that end in
    one place the shortest."""
    begins = ends = where[0]
    for following in where[1:]:
        if not len(following) or not len(ends):
            return NOWHERE
        place = np.searchsorted(following, ends, "right")
        nearest = following[np.minimum(place, len(following) - 1)]
        reached = (place < len(following)) & (nearest - ends <= slop + 1)
        begins, nearest = begins[reached], nearest[reached]
        last: Array = np.append(nearest[1:] != nearest[:-1], True)[: len(nearest)]
        begins, ends = begins[last], nearest[last]
    return Stretches(begins, ends)


def together(found: list[Stretches]) -> Stretches:
    """Several made one, each stretch once."""
    begins, ends = (np.concatenate([getattr(each, name) for each in found]) for name in ("begins", "ends"))
    order = np.lexsort((ends, begins))
    begins, ends = begins[order], ends[order]
    new = np.ones(len(begins), bool)
    new[1:] = (begins[1:] != begins[:-1]) | (ends[1:] != ends[:-1])
    return Stretches(begins[new], ends[new])


def near(left: Stretches, right: Stretches, distance: int) -> Stretches:
    """What two parts span where at most ``distance`` places lie between them, or one lies inside the other.

    Of each part only the nearest of the other side before and behind it counts: whatever else is near to
    both, is near to one of these spans, too.
    """
    if not (len(left.begins) and len(right.begins)):
        return NOWHERE
    return together(
        [
            *(_behind(left, right, distance), _behind(right, left, distance)),
            *(_inside(left, right), _inside(right, left)),
        ]
    )


def _behind(first: Stretches, second: Stretches, distance: int) -> Stretches:
    """From each of the first to the nearest of the second behind it, and to each of the second from the
    nearest of the first before it."""
    first, second = first.by(first.ends), second.by(second.begins)
    place = np.searchsorted(second.begins, first.ends, "right")
    nearest = np.minimum(place, len(second.begins) - 1)
    gap = second.begins[nearest] - first.ends
    one = (place < len(second.begins)) & (gap <= distance + 1)
    place = np.searchsorted(first.ends, second.begins, "left") - 1
    before = np.maximum(place, 0)
    gap = second.begins - first.ends[before]
    other = (place >= 0) & (gap <= distance + 1)
    return Stretches(
        np.concatenate([first.begins[one], first.begins[before[other]]]),
        np.concatenate([second.ends[nearest[one]], second.ends[other]]),
    )


def _inside(outer: Stretches, inner: Stretches) -> Stretches:
    """The outer ones between whose first and last word an inner one lies."""
    inner = inner.by(inner.begins)
    place = np.searchsorted(inner.begins, outer.begins, "right")
    nearest = np.minimum(place, len(inner.begins) - 1)
    holds = (place < len(inner.begins)) & (inner.ends[nearest] < outer.ends)
    return Stretches(outer.begins[holds], outer.ends[holds])


def contained(wanted: Array, sorted_places: Array) -> Array:
    """Which of the wanted places are among the sorted ones."""
    if not len(sorted_places):
        return np.zeros(len(wanted), bool)
    found = np.searchsorted(sorted_places, wanted)
    same: Array = sorted_places[np.minimum(found, len(sorted_places) - 1)] == wanted
    return same
