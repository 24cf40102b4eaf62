"""Hits in their context, line by line: where they stand, how they are cut, how they are put in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from typing import Any

from reader.model import KwicLine, KwicSort
from reader.search.analysis import query_tokens
from reader.search.highlight import Marker, spans
from reader.search.query import parse
from reader.search.tree import together
from reader.text import vietnamese

_BLANKS = re.compile(r"\s+")
_LATEST = "9999"
_AT_ONCE = 2000
COMPARED = 6
"""Words beside a hit that count for the order."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A hit in its context; ``start`` and ``end`` are its offsets."""

    left: str
    match: str
    right: str
    start: int
    end: int


class Concordance:
    """A query made ready for many texts. ``expression``: plain words side by side are one expression."""

    def __init__(self, query: str, width: int, *, expression: bool) -> None:
        tree = parse(query).tree
        self._marker = Marker(query, together(tree, query) if expression else tree)
        self._width = width

    def pieces(self, text: str) -> Iterator[Piece]:
        """The hits in a text, in order."""
        for start, end in self._marker.hits(text):
            left = _before(text, start, self._width)
            right = _behind(text, end, self._width)
            yield Piece(left, _BLANKS.sub(" ", text[start:end]), right, start, end)


def _before(text: str, start: int, width: int) -> str:
    """At most ``width`` signs before a place, whole words only."""
    begin = max(0, start - 2 * width - 20)
    shown = _BLANKS.sub(" ", text[begin:start])
    if len(shown) <= width and not begin:
        return shown.lstrip()
    cut = shown[-width:] if width else ""
    if len(shown) > width and shown[-width - 1 : -width] != " ":
        cut = cut.partition(" ")[2]
    return cut.lstrip() if cut.strip() else ""


def _behind(text: str, end: int, width: int) -> str:
    """At most ``width`` signs from a place on, whole words only."""
    shown = _BLANKS.sub(" ", text[end : end + 2 * width + 20])
    if len(shown) <= width:
        return shown.rstrip()
    cut = shown[:width]
    if shown[width] != " ":
        cut = cut.rpartition(" ")[0]
    return cut.rstrip()


def arranged(lines: Iterable[KwicLine], sort: KwicSort, containing: str = "") -> tuple[KwicLine, ...]:
    """Lines in an order; ``containing``: only those in which these words stand together."""
    chosen = list(lines)
    if containing.strip():
        words = [vietnamese.fold(token.raw) for token in query_tokens(containing)]
        chosen = [line for line in chosen if _has(line.left + line.match + line.right, words, containing)]
    key = _KEYS[sort]
    # Sorted in parts: other threads wait while one sort runs, the window among them.
    parts = [
        sorted((key(chosen[place]), place) for place in range(first, min(first + _AT_ONCE, len(chosen))))
        for first in range(0, len(chosen), _AT_ONCE)
    ]
    return tuple(chosen[place] for _, place in merge(*map(_drained, parts)))


def folded(lines: Iterable[KwicLine]) -> list[KwicLine]:
    """Lines of captures and reprints told once: of those that read alike the earliest, with their count."""
    alike: dict[tuple[str, str, str], list[KwicLine]] = {}
    for line in lines:
        alike.setdefault((line.left, line.match, line.right), []).append(line)
    return [
        replace(min(group, key=_by_date), copies=len({line.id for line in group}) - 1)
        for group in alike.values()
    ]


def _drained(part: list[tuple[Any, int]]) -> Iterator[tuple[Any, int]]:
    """The entries of a list from its beginning, each let go at once: freeing all together takes long."""
    part.reverse()
    while part:
        yield part.pop()


def _has(text: str, words: Sequence[str], containing: str) -> bool:
    """Whether some words stand together in a text; a quick look tells most of those in which they do not."""
    folded = vietnamese.fold_text(text)
    return all(word in folded for word in words) and bool(spans(text, containing, together=True))


def _by_left(line: KwicLine) -> tuple[list[str], str, list[str]]:
    return _compared(reversed(line.left.split())), *_by_right(line)[::-1]


def _by_right(line: KwicLine) -> tuple[list[str], str]:
    return _compared(line.right.split()), line.match.casefold()


def _by_date(line: KwicLine) -> tuple[str, str, int]:
    return line.date or _LATEST, line.id, line.start


def _compared(words: Iterable[str]) -> list[str]:
    found: list[str] = []
    for word in words:
        if bare := word.strip(".,;:!?()[]{}\"'“”‘’«»…-–/"):
            found += (vietnamese.fold(bare), vietnamese.norm(bare))
            if len(found) >= 2 * COMPARED:
                break
    return found


_KEYS: dict[KwicSort, Callable[[KwicLine], Any]] = {"left": _by_left, "right": _by_right, "date": _by_date}
