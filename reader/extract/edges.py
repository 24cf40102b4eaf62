"""Where the lines of an article's frame stand: near the beginning and the end of the page.

Headline, credits, days and lists of other pages are looked for line by line, each line by many rules. The
middle of a page as long as a register has none of them, and is what such a page consists of.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

EDGE = 4000
"""Lines at either end; the longest page of a portal that is no register or log has about 3,000 in all."""


def edges(start: int, end: int) -> Sequence[int]:
    """The numbers from ``start`` to ``end`` (not included) without a middle that is too far from both."""
    if end - start <= 2 * EDGE:
        return range(start, end)
    return tuple(chain(range(start, start + EDGE), range(end - EDGE, end)))
