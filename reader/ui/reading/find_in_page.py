"""Where the words of the find bar stand on a page. Pure: it runs on the reading thread.

The search knows whole words in all their spellings. Who types into the find bar also wants the beginning of a
word found, or a piece in the middle of one; so both are asked, and what either finds is marked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from reader.library.library import Library
from reader.ui.reading.spans import Span


def find_in_page(library: Library, text: str, words: str) -> list[Span]:
    """All places, in their order; overlapping ones are one."""
    return joined([*library.spans(text, words, together=True), *pieces(text, words)])


def pieces(text: str, words: str) -> list[Span]:
    """Where letters stand in a text one after the other, whatever their case.

    Marks count only if the words have some; any white space is like any other.
    """
    with_marks = any(unicodedata.combining(sign) for sign in unicodedata.normalize("NFD", words))
    with_marks = with_marks or "đ" in words.casefold()
    wanted, _places = _letters(" ".join(words.split()), with_marks)
    if not wanted:
        return []
    letters, places = _letters(text, with_marks)
    found, start = [], letters.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        found.append((places[start], places[end - 1] + 1))
        start = letters.find(wanted, end)
    return found


def joined(spans: Iterable[Span]) -> list[Span]:
    """In order, with overlapping places made one."""
    told: list[Span] = []
    for start, end in sorted(spans):
        if told and start < told[-1][1]:
            told[-1] = (told[-1][0], max(end, told[-1][1]))
        else:
            told.append((start, end))
    return told


def _letters(text: str, with_marks: bool) -> tuple[str, list[int]]:
    """The letters to compare, and for each the place of the sign it comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        plain = _plain(sign, with_marks)
        if plain == " " and (not letters or letters[-1] == " "):
            continue
        letters.extend(plain)
        places.extend([place] * len(plain))
    return "".join(letters), places


@lru_cache(maxsize=4096)
def _plain(sign: str, with_marks: bool) -> str:
    if sign.isspace():
        return " "
    parts = unicodedata.normalize("NFD", sign.casefold())
    if with_marks:
        return parts
    return "".join(part for part in parts if not unicodedata.combining(part)).replace("đ", "d")
