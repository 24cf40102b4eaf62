"""Where a query hits inside a text."""

from __future__ import annotations

from reader.text import vietnamese


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Raw offsets of the hits of a query in a text, in order, not overlapping."""
    wanted = {vietnamese.fold(token.raw) for token in vietnamese.tokens(query)}
    return [(t.start, t.end) for t in vietnamese.tokens(text) if vietnamese.fold(t.raw) in wanted]
