"""Words that stand one after the other: phrases and pairs, found in the sorted places of their terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from reader.search.line import contained
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot
from reader.search.words import Form

Places: TypeAlias = tuple[tuple[Form, ...], ...]
"""The forms that may stand at each place of a phrase."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """First and last place of what was found, on the line of a field."""

    begins: Array
    ends: Array

    def by(self, keys: Array) -> Stretches:
        """In the order of some keys."""
        if (keys[1:] >= keys[:-1]).all():
            return self
        order = np.argsort(keys, kind="stable")
        return Stretches(self.begins[order], self.ends[order])


NOWHERE = Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64))


def run_counts(snapshot: Snapshot, name: str, places: Places, slop: int) -> Array | None:
    """How often the forms stand one after the other in each document (slop: places left between), or None."""
    found = run_stretches(snapshot, name, places, slop)
    if not len(found.ends):
        return None
    return snapshot.line(name).counts(found.ends)


def run_stretches(
    snapshot: Snapshot, name: str, places: Places, slop: int, among: Array | None = None
) -> Stretches:
    """Where the forms stand one after the other; ``among``: in these documents only."""
    chosen = run_mask(snapshot, name, places, among)
    if not chosen.any():
        return NOWHERE
    if slop:
        return _within([snapshot.places(name, forms, chosen) for forms in places], slop)
    begins = _adjacent(snapshot, name, places, chosen)
    return Stretches(begins, begins + (len(places) - 1))


def run_mask(snapshot: Snapshot, name: str, places: Places, among: Array | None = None) -> Array:
    """The documents in which something stands for each place."""
    chosen = snapshot.mask(name, places[0])
    if among is not None:
        chosen &= among
    for forms in places[1:]:
        if not chosen.any():
            break
        chosen &= snapshot.mask(name, forms)
    return chosen


def _adjacent(snapshot: Snapshot, name: str, places: Places, chosen: Array) -> Array:
    """The places where a run begins: the rarest word first, then what stands beside it, in the documents that
    are left."""
    line = snapshot.line(name)
    order = sorted(range(len(places)), key=lambda number: snapshot.size(name, places[number]))
    found = snapshot.places(name, places[order[0]], chosen) - line.number(order[0])
    for number in order[1:]:
        if len(found) * _NARROW < len(chosen):
            chosen = np.zeros(len(chosen), bool)
            chosen[line.documents(found + line.number(order[0]))] = True
        found = found[contained(found + line.number(number), snapshot.places(name, places[number], chosen))]
        if not len(found):
            break
    return np.asarray(found)


_NARROW = 4
"""When the runs left are so many times fewer than the documents, the next word is looked for in theirs."""


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
    found = [each for each in found if len(each.begins)]
    if len(found) < 2:
        return found[0] if found else NOWHERE
    begins, ends = (np.concatenate([getattr(each, name) for each in found]) for name in ("begins", "ends"))
    keys = begins.astype(np.uint64) << np.uint64(_LENGTH_BITS) | (ends - begins).astype(np.uint64)
    keys.sort(kind="stable")
    new = np.ones(len(keys), bool)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    keys = keys[new]
    begins = (keys >> np.uint64(_LENGTH_BITS)).astype(begins.dtype)
    return Stretches(begins, begins + (keys & np.uint64((1 << _LENGTH_BITS) - 1)).astype(begins.dtype))


_LENGTH_BITS = 20
"""No query is so long that what it spans takes more places."""


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


def near_words(left: Array, right: Array, distance: int) -> Array | None:
    """Where words end that stand beside each other within a distance and no third one of them between; both
    sorted. None when a place is of both, which ``near`` can tell apart.

    Enough to say which documents hold a pair, and how many; for many places several times as fast.
    """
    places = np.concatenate([left, right]).astype(np.uint64)
    places <<= np.uint64(1)
    places[len(left) :] |= np.uint64(1)
    places.sort(kind="stable")
    gaps = (places[1:] >> np.uint64(1)) - (places[:-1] >> np.uint64(1))
    if not gaps.all():
        return None
    others = (places[1:] ^ places[:-1]) & np.uint64(1)
    ends = places[1:][(others == 1) & (gaps <= distance + 1)] >> np.uint64(1)
    return np.asarray(ends.astype(left.dtype))


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
    if outer.begins is outer.ends:
        return NOWHERE  # single words
    inner = inner.by(inner.begins)
    place = np.searchsorted(inner.begins, outer.begins, "right")
    nearest = np.minimum(place, len(inner.begins) - 1)
    holds = (place < len(inner.begins)) & (inner.ends[nearest] < outer.ends)
    return Stretches(outer.begins[holds], outer.ends[holds])
