"""A page as numbers: its elements in order, and the runs of text that stand in them (``walking`` fills it).

A *run* is a line as a reader sees it: text between two breaks, where a break is the border of a block
element or a ``br``. All later steps work on the numbered runs: they weigh them, choose a stretch of them, and
leave some out; only the renderer goes back to the tree, and writes what belongs to the runs that were kept.
"""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree


@dataclass(slots=True)
class Run:
    """A line of text.

    ``owner``: number of the block element it stands in. ``soft``: only one ``br`` parts it from the run
    before it, in the same block. ``links``, ``bold``: how many of its signs are linked or bold.
    ``pictures``: its ``img``.
    """

    owner: int
    soft: bool
    text: str = ""
    links: int = 0
    bold: int = 0
    pictures: int = 0


@dataclass(slots=True)
class Page:
    """The elements and runs of a page, by number.

    ``tags``: "" for a comment. ``tagged``: the elements of a tag, in order. ``classes``: the ``class`` as
    written, "" when there is none. ``itemprops``: the ``itemprop`` of the elements that have one. ``roles``:
    see ``roles.Role``. ``marked``: the elements that have a role. ``parents``: -1 for the root. ``ends[i]``:
    number behind the last descendant. ``first[i]`` to ``last[i]``: the runs inside, half-open (an inline
    element counts the run it is part of). ``text_run[i]``, ``tail_run[i]``: the run that holds the
    element's text, its tail; -1 where there is none. ``own_run``: of each picture, the run that it stands in.
    """

    root: etree._Element
    elements: list[etree._Element]
    tags: list[str]
    tagged: defaultdict[str, list[int]]
    classes: list[str]
    itemprops: dict[int, str]
    parents: list[int]
    roles: list[int]
    marked: list[int]
    ends: list[int]
    first: list[int]
    last: list[int]
    text_run: list[int]
    tail_run: list[int]
    own_run: dict[int, int]
    runs: list[Run]
    comments: list[int]
    depth: int

    def ancestors(self, number: int, most: int = sys.maxsize) -> list[int]:
        """The element and all above it, innermost first; no more than ``most``."""
        found: list[int] = []
        parents = self.parents
        while number >= 0 and len(found) < most:
            found.append(number)
            number = parents[number]
        return found

    def innermost(self, number: int, tags: Container[str]) -> int | None:
        """The element itself or the nearest above it that has one of these tags."""
        own, parents = self.tags, self.parents
        while number >= 0:
            if own[number] in tags:
                return number
            number = parents[number]
        return None

    def text(self, number: int) -> str:
        """The text of all runs inside an element, blanks between them."""
        return " ".join(run.text for run in self.runs[self.first[number] : self.last[number]] if run.text)

    def with_tags(self, tags: Iterable[str]) -> list[int]:
        """The elements that have one of these tags, in order."""
        return sorted(chain.from_iterable(self.tagged[tag] for tag in tags if tag in self.tagged))

    def anchors(self, start: int, end: int) -> list[int]:
        """The ``a`` elements among those from ``start`` to ``end``."""
        found = self.tagged.get("a", [])
        return found[bisect_left(found, start) : bisect_left(found, end)]

    def beginning(self, run: int) -> range:
        """The elements inside a line's block that begin in this line."""
        owner = self.runs[run].owner
        start, end = owner + 1, self.ends[owner]
        return range(
            bisect_left(self.first, run, start, end),
            bisect_right(self.first, run, start, end),
        )

    def anchors_of(self, run: int) -> list[int]:
        """The ``a`` elements of a line, inside its block."""
        return self.of_line(run, "a")

    def of_line(self, run: int, tag: str) -> list[int]:
        """The elements of a tag that a line is part of, or that are part of it, inside its block."""
        found = self.tagged.get(tag)
        if not found:
            return []
        owner, first, last = self.runs[run].owner, self.first, self.last
        start = bisect_left(found, owner)
        end = bisect_left(found, self.ends[owner], start)
        begin = bisect_left(found, run, start, end, key=first.__getitem__)
        behind = bisect_right(found, run, begin, end, key=first.__getitem__)
        line = [at for at in found[begin:behind] if run < last[at]]
        if begin > start:  # of those that begin in an earlier line, only what this one stands in goes on here
            earlier = found[begin - 1]
            above = [up for up in self._up_to(earlier, owner) if self.tags[up] == tag and run < last[up]]
            line[:0] = reversed(above)
        return line

    def _up_to(self, number: int, outermost: int) -> Iterator[int]:
        while number >= outermost:
            yield number
            number = self.parents[number]
