"""Places in a text that are to be marked, in Python's characters and in Qt's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from html import unescape

Span = tuple[int, int]

_MARK = re.compile(r"(</?mark>)")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = r"[\s\ufffc]"
_AROUND = 30  # signs on each side by which a passage is found


def utf16_spans(text: str, spans: Sequence[Span]) -> list[Span]:
    """Offsets of characters as Qt counts them: a character beyond U+FFFF takes two units there."""
    if not text or max(text) <= "\uffff":
        return list(spans)
    units = [0]
    for sign in text:
        units.append(units[-1] + (2 if ord(sign) > 0xFFFF else 1))
    return [(units[start], units[end]) for start, end in spans]


def marked_text(html: str) -> tuple[str, list[Span]]:
    """The plain text of a snippet and the places of its ``<mark>``; white space becomes one blank."""
    text, spans, start = "", [], -1
    for part in _MARK.split(html):
        if part == "<mark>":
            start = len(text)
        elif part == "</mark>":
            if 0 <= start < len(text):
                spans.append((start, len(text)))
            start = -1
        else:
            plain = re.sub(r"\s+", " ", unescape(_TAG.sub("", part)))
            text += plain.lstrip() if text.endswith(" ") or not text else plain
    return text, spans


def passage(text: str, left: str, match: str, right: str) -> Span | None:
    """Where a piece of text stands in a longer one, found by what is around it; blanks are all alike.

    The less of the surroundings the longer text has, the less is asked for.
    """
    if not (words := _pattern(match)):
        return None
    before, after = _pattern(left[-_AROUND:]), _pattern(right[:_AROUND])
    for first, last in ((before, after), ("", after), (before, ""), ("", "")):
        if found := re.search(f"{first}{_BLANKS}*({words}){_BLANKS}*{last}", text):
            return found.span(1)
    return None


def _pattern(text: str) -> str:
    """Some words, which may be parted by any white space."""
    return f"{_BLANKS}+".join(map(re.escape, text.split()))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for sign in text:
        if (direction := unicodedata.bidirectional(sign)) in ("R", "AL", "L"):
            return direction != "L"
    return False
