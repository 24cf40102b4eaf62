"""The words of one field of a segment as lines of text, to be looked through by patterns and by likeness."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from reader.search.postings.layout import Array

_BREAK = ord("\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """Words, each behind a line feed; ``starts`` are the places of the line feeds, one more than words."""

    text: str
    starts: Array


class Lexicon:
    """The terms ``first`` … of a segment, all of the form ``folded SEPARATOR exact`` (or another separator
    and nothing behind it); word i belongs to the term ``first + i``.

    ``blob`` are the bytes of the terms, ``places`` where each begins and the last ends; the first byte of a
    term is no part of its word. ``separators`` are the bytes that may end the folded form.
    """

    def __init__(self, first: int, blob: Array, places: Array, separators: bytes) -> None:
        self.first = first
        begins = places[:-1].astype(np.int64) - int(places[0])
        ends = places[1:].astype(np.int64) - int(places[0])
        bodies = blob.copy()
        bodies[begins] = _BREAK
        cuts = np.flatnonzero(np.isin(bodies, np.frombuffer(separators, np.uint8)))
        cuts = cuts[np.searchsorted(cuts, begins)] if len(begins) else begins
        self.folded = _lines(bodies, begins, begins + 1, cuts)
        has_exact = cuts + 1 < ends
        self.exact = _lines(
            bodies, begins, np.where(has_exact, cuts + 1, begins + 1), np.where(has_exact, ends, cuts)
        )

    def __len__(self) -> int:
        return len(self.folded.starts) - 1

    def matching(self, source: str, *, exact: bool, low: int = 0, high: int | None = None) -> Array:
        """The terms whose folded (or exact) form a regular expression matches wholly, among the words
        ``low`` … ``high - 1``."""
        lines = self.exact if exact else self.folded
        high = len(self) if high is None else high
        begin, end = int(lines.starts[low]), int(lines.starts[high])
        found = [m.start() for m in re.compile(rf"\n{source}(?=\n)").finditer(lines.text, begin, end + 1)]
        return self.first + np.searchsorted(lines.starts, np.array(found, np.int64))

    def alike(self, word: str, distance: int) -> Array:
        """The terms whose folded form is exactly so many edits away: a letter more, less, another, or two
        neighbours exchanged."""
        lines = self.folded
        lengths = np.diff(lines.starts) - 1
        letters = np.frombuffer(lines.text.encode("utf-32-le", "surrogatepass"), "<u4")
        wanted = np.frombuffer(word.encode("utf-32-le", "surrogatepass"), "<u4")
        found = []
        for length in range(max(1, len(wanted) - distance), len(wanted) + distance + 1):
            rows = np.flatnonzero(lengths == length)
            words = letters[lines.starts[rows][:, None] + np.arange(1, length + 1)]
            found.append(rows[_distances(words, wanted) == distance])
        return self.first + np.sort(np.concatenate(found))


def _lines(bodies: Array, begins: Array, starts: Array, ends: Array) -> Lines:
    """The bytes ``start`` … ``end - 1`` of every term behind a line feed, as text."""
    change = np.zeros(len(bodies) + 1, np.int8)
    for places, step in ((begins, 1), (begins + 1, -1), (starts, 1), (ends, -1)):
        change[places] += np.int8(step)  # each of them has a place once only
    kept = np.cumsum(change[:-1], dtype=np.int8) > 0
    text = bodies[kept].tobytes().decode("utf-8", "replace") + "\n"
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    return Lines(text, np.flatnonzero(signs == _BREAK))


def _distances(words: Array, wanted: Array) -> Array:
    """The number of edits between every row and a word (optimal string alignment)."""
    count, length = words.shape
    before = last = np.zeros((0, count), np.int16)
    row = np.repeat(np.arange(length + 1, dtype=np.int16)[:, None], count, axis=1)
    for place, letter in enumerate(wanted, 1):
        before, last = last, row
        row = np.empty_like(last)
        row[0] = place
        for at in range(1, length + 1):
            here = words[:, at - 1]
            best = np.minimum(last[at - 1] + (here != letter), np.minimum(last[at], row[at - 1]) + 1)
            if place > 1 and at > 1:
                swapped = (here == wanted[place - 2]) & (words[:, at - 2] == letter)
                best = np.where(swapped, np.minimum(best, before[at - 2] + 1), best)
            row[at] = best
    return np.asarray(row[length])
