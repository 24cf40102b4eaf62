"""A text cut into the units that are indexed, each with its raw place.

Words never contain dots, apostrophes or hyphens; combining and invisible signs stay inside a word.
Scripts written without spaces (Han, Kana, Thai, Lao, Khmer, Burmese) come as overlapping pairs of letters.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

TokenKind = Literal["docno", "date", "number", "word"]


class Token(NamedTuple):
    """A unit of text: ``raw`` is ``text[start:end]``.

    A token that begins before the one in front of it ends belongs to the same run of a script without spaces:
    such runs are found as phrases.
    """

    kind: TokenKind
    raw: str
    start: int
    end: int


DOCUMENT_NUMBER = (
    r"[0-9]{1,5}[ ]?(?:/[ ]?(?:19|20)[0-9]{2}[ ]?)?/[ ]?[A-ZĐÐƯÔ]{1,10}[a-z]?[0-9]{0,2}"
    r"(?:[ ]?[-\u2010-\u2015\u2212.&][ ]?[A-ZĐÐƯÔÂÊ]{1,12}[a-z]?[0-9]{0,2})*"
    r"|[0-9]{1,5}[ ]?[-\u2010-\u2015][ ]?[A-ZĐÐ]{1,6}i?[ ]?/[ ]?[A-ZĐÐ]{2,8}"
)
NUMERIC_DATE = (
    r"[0-9]{1,2}[/.\-\u2010-\u2015][0-9]{1,2}[/.\-\u2010-\u2015][0-9]{4}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}"
)
UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
INSIDE = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order, with offsets into it."""
    kinds = _KINDS
    for match in _pattern().finditer(text):
        group = match.lastindex or 1
        start, end = match.span()
        if group == 5:
            yield from _pairs(text, start, end)
        else:
            yield Token(kinds[group], match[0], start, end)


def parts(token: Token) -> list[Token]:
    """The words and numbers inside a document number or date, at their own places; any other token itself."""
    if token.kind not in ("docno", "date"):
        return [token]
    return [
        Token(
            "number" if match[0].isdigit() else "word",
            match[0],
            token.start + match.start(),
            token.start + match.end(),
        )
        for match in _PART.finditer(token.raw)
    ]


_KINDS: tuple[TokenKind, ...] = ("word", "word", "docno", "date", "number", "word", "word")
_PART = re.compile(r"[0-9]+(?![^\W\d_])|[^\W_]+")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    letters = _letter_class()
    word = f"[{letters}][{letters}0-9{_marks_class()}{INSIDE}]*"
    return re.compile(
        f"({word})"
        f"|({DOCUMENT_NUMBER})(?![^\\W_])"
        f"|({NUMERIC_DATE})(?![\\w/])"
        f"|([0-9]+(?:[.,][0-9]+)*)(?![^\\W_])"
        f"|([{UNSPACED}]+)"
        f"|([0-9][{letters}0-9{_marks_class()}{INSIDE}]*)"
    )


def _ranges(signs: Iterator[int]) -> str:
    """Code points as the inside of a character class."""
    pieces: list[str] = []
    first = last = -2
    for sign in signs:
        if sign != last + 1:
            if first >= 0:
                pieces.append(f"{re.escape(chr(first))}-{re.escape(chr(last))}")
            first = sign
        last = sign
    pieces.append(f"{re.escape(chr(first))}-{re.escape(chr(last))}")
    return "".join(pieces)


@lru_cache(maxsize=1)
def _letter_class() -> str:
    """Letters and digits but ASCII ones of every script that is written with spaces, of the basic plane."""
    unspaced = re.compile(f"[{UNSPACED}]")
    return _ranges(
        code
        for code in range(0x10000)
        if not 0x30 <= code <= 0x39
        and code != 0x2BC
        and chr(code).isalnum()
        and not unspaced.match(chr(code))
    )


@lru_cache(maxsize=1)
def _marks_class() -> str:
    """Combining signs of the basic plane, outside the scripts written without spaces."""
    unspaced = re.compile(f"[{UNSPACED}]")
    return _ranges(
        code
        for code in range(0x300, 0x10000)
        if unicodedata.category(chr(code)) in ("Mn", "Mc") and not unspaced.match(chr(code))
    )


def _pairs(text: str, start: int, end: int) -> Iterator[Token]:
    """Overlapping pairs of letters (each with its combining signs); one letter alone as it is."""
    starts = [place for place in range(start, end) if not unicodedata.category(text[place]).startswith("M")]
    if not starts or starts[0] != start:
        starts.insert(0, start)
    if len(starts) == 1:
        yield Token("word", sys.intern(text[start:end]), start, end)
        return
    for number, first in enumerate(starts[:-1]):
        last = starts[number + 2] if number + 2 < len(starts) else end
        yield Token("word", text[first:last], first, last)
