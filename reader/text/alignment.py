"""What two sequences have in common, in order: unique elements as anchors, and between them the longest
common subsequence.

Anchors first ("patience"): an element that occurs once on both sides says more about where things belong
than a blank or a comma does. Between two anchors the longest common subsequence is found with one machine
word for many cells of its table, after H. Hyyrö, "Bit-parallel LCS-length computation revisited" (2004).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence

_MOST_CELLS = 4 * 10**8  # bits of a table: 50 MB
_Range = tuple[int, int, int, int]


def aligned(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of places (in ``a``, in ``b``) with equal elements, both rising."""
    found: list[tuple[int, int]] = []
    waiting: list[_Range] = [(0, len(a), 0, len(b))]
    while waiting:
        a_from, a_to, b_from, b_to = waiting.pop()
        while a_from < a_to and b_from < b_to and a[a_from] == b[b_from]:
            found.append((a_from, b_from))
            a_from, b_from = a_from + 1, b_from + 1
        while a_from < a_to and b_from < b_to and a[a_to - 1] == b[b_to - 1]:
            a_to, b_to = a_to - 1, b_to - 1
            found.append((a_to, b_to))
        if a_from == a_to or b_from == b_to:
            continue
        anchors = _anchors(a, b, (a_from, a_to, b_from, b_to))
        if not anchors:
            found += _longest(a, b, (a_from, a_to, b_from, b_to))
            continue
        found += anchors
        for at, (row, column) in enumerate([*anchors, (a_to, b_to)]):
            before = anchors[at - 1] if at else (a_from - 1, b_from - 1)
            waiting.append((before[0] + 1, row, before[1] + 1, column))
    found.sort()
    return found


def _anchors(a: Sequence[Hashable], b: Sequence[Hashable], where: _Range) -> list[tuple[int, int]]:
    """The elements that are unique on both sides, as many as come in the same order."""
    a_from, a_to, b_from, b_to = where
    in_a, in_b = Counter(a[a_from:a_to]), Counter(b[b_from:b_to])
    places = {b[at]: at for at in range(b_from, b_to) if in_b[b[at]] == 1}
    pairs = [(at, places[a[at]]) for at in range(a_from, a_to) if in_a[a[at]] == 1 and a[at] in places]
    return rising(pairs)


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs (sorted by their first) whose second numbers rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, column) in enumerate(pairs):
        at = bisect_left(ends, column)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(column)
            last.append(number)
        else:
            ends[at], last[at] = column, number
    kept: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        kept.append(pairs[number])
        number = before[number]
    return kept[::-1]


def _longest(a: Sequence[Hashable], b: Sequence[Hashable], where: _Range) -> list[tuple[int, int]]:
    """A longest common subsequence; none where its table would be too large."""
    a_from, a_to, b_from, b_to = where
    width = a_to - a_from
    if width * (b_to - b_from) > _MOST_CELLS:
        return []
    places: dict[Hashable, int] = {}
    for at in range(width):
        element = a[a_from + at]
        places[element] = places.get(element, 0) | 1 << at
    full = (1 << width) - 1
    row, rows = full, []
    for at in range(b_from, b_to):
        met = row & places.get(b[at], 0)
        row = ((row + met) | (row - met)) & full
        rows.append(row)
    found: list[tuple[int, int]] = []
    column, line = width, len(rows)
    while column and line:
        bit = 1 << (column - 1)
        if rows[line - 1] & bit:
            column -= 1
            continue
        line -= 1
        if not line or rows[line - 1] & bit:
            column -= 1
            found.append((a_from + column, b_from + line))
    return found
