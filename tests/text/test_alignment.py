"""What two sequences have in common, in order."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reader.text import alignment
from reader.text.alignment import aligned, rising

LETTERS = st.lists(st.sampled_from("abcd"), max_size=30)


def longest(a, b):
    """The length of the longest common subsequence, by the table that everybody knows."""
    row = [0] * (len(b) + 1)
    for left in a:
        before = row
        row = [0]
        for at, right in enumerate(b):
            row.append(before[at] + 1 if left == right else max(row[at], before[at + 1]))
    return row[-1]


@given(LETTERS, LETTERS)
def test_pairs_are_equal_and_rise(a, b):
    pairs = aligned(a, b)
    assert all(a[row] == b[column] for row, column in pairs)
    assert all(x[0] < y[0] and x[1] < y[1] for x, y in pairwise(pairs))


@given(LETTERS, LETTERS)
def test_without_anchors_it_is_a_longest_common_subsequence(a, b):
    a, b = a * 2, b * 2  # nothing is unique
    assert len(alignment._longest(a, b, (0, len(a), 0, len(b)))) == longest(a, b)


@given(st.permutations(range(12)))
def test_the_longest_rising_part(order):
    best = longest(order, sorted(order))
    found = rising(list(enumerate(order)))
    assert len(found) == best
    assert [value for _, value in found] == sorted(value for _, value in found)


def test_what_is_unique_decides():
    """The common signs are matched where the unique ones put them."""
    assert aligned(",,x.", "x,,.") == [(2, 0), (3, 3)]


def test_tables_that_are_too_large_are_not_made(monkeypatch):
    monkeypatch.setattr(alignment, "_MOST_CELLS", 10)
    assert aligned("xabababy", "xbababay") == [(0, 0), (7, 7)]
