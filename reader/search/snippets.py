"""A short piece of an article around the hits, as safe HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import escape

from reader.search.highlight import Span, spans

LOOKED_AT, PLACES = 200_000, 100
"""Characters of a text, and places where words of the query stand, that are looked at for the best piece."""

_SENTENCE_END = re.compile(r"[.!?…:;]\s+|\n+")


def snippet(text: str, query: str, width: int = 240) -> str:
    """About ``width`` characters of the text around its hits: HTML in which only ``<mark>`` is markup.

    Without a hit it is the beginning of the text. "…" stands where text was left out.
    """
    text = text[:LOOKED_AT]
    found = spans(text, query, most=PLACES)
    start = _best_start(text, found, width) if found else 0
    end = _word_end(text, start + width)
    pieces: list[str] = ["…" if start else ""]
    place = start
    for left, right in found:
        left, right = max(left, place), min(right, end)
        if left < right:
            pieces += [escape(text[place:left]), "<mark>", escape(text[left:right]), "</mark>"]
            place = right
    pieces += [escape(text[place:end]), "…" if text[end:].strip() else ""]
    return " ".join("".join(pieces).split())


def _best_start(text: str, found: Sequence[Span], width: int) -> int:
    """Where the piece begins: at the window with the most different hits, then the most hits, then the
    first."""
    words = [text[left:right].casefold() for left, right in found]
    held: Counter[str] = Counter()
    best, best_worth = 0, (0, 0)
    last = length = 0
    for number, (left, right) in enumerate(found):
        while last < len(found) and (last <= number or found[last][1] <= left + width * 3 // 4):
            held[words[last]] += 1
            length += found[last][1] - found[last][0]
            last += 1
        if (worth := (len(held), length)) > best_worth:
            best, best_worth = left, worth
        held[words[number]] -= 1
        length -= right - left
        if not held[words[number]]:
            del held[words[number]]
    return _sentence_start(text, best, width // 4)


def _sentence_start(text: str, hit: int, back: int) -> int:
    """The beginning of the sentence of a hit, or of a word not too far before it."""
    if hit <= back:
        return 0
    before = text[hit - back : hit]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    if ends:
        return hit - back + ends[0] if len(ends) == 1 or hit - ends[0] < back else hit - back + ends[-1]
    blank = re.search(r"\s", before)
    return hit - back + blank.end() if blank else hit


def _word_end(text: str, end: int) -> int:
    """The end of the last whole word before ``end``."""
    if end >= len(text):
        return len(text)
    blank = max(text.rfind(sign, max(0, end - 40), end + 1) for sign in " \n\t")
    return blank if blank > 0 else end
