"""A short piece of an article around the hits, as safe HTML."""

from __future__ import annotations

from html import escape

from reader.search.highlight import spans


def snippet(text: str, query: str, width: int = 240) -> str:
    """About ``width`` characters of the text around its first hit, hits in ``<mark>``, all else escaped."""
    found = spans(text, query)
    start = max(0, found[0][0] - width // 3) if found else 0
    end = min(len(text), start + width)
    parts, place = [], start
    for left, right in found:
        if left >= place and right <= end:
            parts += [escape(text[place:left]), "<mark>", escape(text[left:right]), "</mark>"]
            place = right
    return " ".join(("".join(parts) + escape(text[place:end])).split())
