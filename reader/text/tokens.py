"""A text cut into the units that are indexed, each with its raw place.

Words never contain dots, apostrophes or hyphens; combining and invisible signs stay inside a word. Scripts
written without blanks (Han, Kana, Thai, Lao, Khmer, Burmese) come as overlapping pairs of letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from reader.text.docnumbers import NUMBER
from reader.text.signs import DASHES, INVISIBLE, UNSPACED
from reader.text.syllables import canonical_spellings

__all__ = ["UNSPACED", "Token", "TokenKind", "parts", "raws", "tokens"]

TokenKind = Literal["docno", "date", "number", "word"]


class Token(NamedTuple):
    """A unit of text: ``raw`` is ``text[start:end]``.

    A token that begins before the one in front of it ends belongs to the same run of a script without blanks:
    such runs are found as phrases.
    """

    kind: TokenKind
    raw: str
    start: int
    end: int


_KINDS: tuple[TokenKind, ...] = ("word", "word", "docno", "date", "number", "word", "word")
_PAIRED = 5
_LONGEST = 127
"""Longer words are cut: they are no words but data, and every form of a word is remembered for a while."""
_NUMERIC_DATE = (
    rf"[0-9]{{1,2}}[/.{DASHES}][0-9]{{1,2}}[/.{DASHES}][0-9]{{4}}"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}"
)
_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_ZERO_WIDTH_SPACE = "\u200b"
_UNSPACED = re.compile(f"[{UNSPACED}]")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in order, with offsets into it."""
    kinds, new = (
        _KINDS,
        tuple.__new__,
    )  # by-passes the slower constructor: this loop sees every word of a library
    zero_width = _ZERO_WIDTH_SPACE in text
    for match in _pattern().finditer(text):
        group = match.lastindex or 1
        start, end = match.span()
        if group == _PAIRED:
            yield from _pairs(text, start, end)
        elif zero_width and group == 1 and _ZERO_WIDTH_SPACE in match[0]:
            yield from _halves(text, start, end)
        else:
            yield new(Token, (kinds[group], match[0], start, end))


def raws(text: str) -> list[str]:
    """The tokens of a text without their kinds and places: several times as fast."""
    if _ZERO_WIDTH_SPACE in text or _UNSPACED.search(text):
        return [token.raw for token in tokens(text)]
    return [match[0] for match in _pattern().finditer(text)]


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


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    letters = _class_of(lambda code: code != 0x2BC and not 0x30 <= code <= 0x39 and chr(code).isalnum())
    marks = _class_of(lambda code: unicodedata.category(chr(code)) in ("Mn", "Mc"))
    inside = f"[{letters}0-9{marks}{INVISIBLE}]{{0,{_LONGEST - 1}}}"
    return re.compile(
        f"([{letters}]{inside})"
        f"|({NUMBER})(?![^\\W_])"
        f"|({_NUMERIC_DATE})(?![\\w/])"
        f"|([0-9]{{1,40}}(?:[.,][0-9]{{1,40}}){{0,20}})(?![^\\W_])"
        f"|([{UNSPACED}]+)"
        f"|([0-9]{inside})"
    )


def _class_of(belongs: Callable[[int], bool]) -> str:
    """Signs of the basic plane, but those of the unspaced scripts, as the inside of a character class.

    Spelt out, the class is a bitmap; ``\\w`` with exceptions would be tried piece by piece for every letter.
    """
    pieces: list[str] = []
    first = last = -2
    for code in [*range(0x10000), 0x110000]:
        if code < 0x10000 and (not belongs(code) or _UNSPACED.match(chr(code))):
            continue
        if code != last + 1:
            if first >= 0:
                pieces.append(f"{re.escape(chr(first))}-{re.escape(chr(last))}")
            first = code
        last = code
    return "".join(pieces)


def _halves(text: str, start: int, end: int) -> Iterator[Token]:
    """A word with a zero-width space: two words if only apart they are syllables, else one."""
    known = canonical_spellings()
    raw = text[start:end]
    pieces = list(re.finditer(f"[^{_ZERO_WIDTH_SPACE}]+", raw))
    spellings = [unicodedata.normalize("NFC", piece[0]).lower() for piece in pieces]
    apart = not raw.replace(_ZERO_WIDTH_SPACE, "").isascii() and all(
        spelling in known for spelling in spellings
    )
    if len(pieces) > 1 and apart and "".join(spellings) not in known:
        for piece in pieces:
            yield Token("word", piece[0], start + piece.start(), start + piece.end())
    else:
        yield Token("word", raw, start, end)


def _pairs(text: str, start: int, end: int) -> Iterator[Token]:
    """Overlapping pairs of letters, each with its combining signs; one letter alone as it is."""
    starts = [place for place in range(start, end) if unicodedata.category(text[place])[0] != "M"]
    if not starts or starts[0] != start:
        starts.insert(0, start)
    if len(starts) == 1:
        yield Token("word", text[start:end], start, end)
        return
    for number, first in enumerate(starts[:-1]):
        last = starts[number + 2] if number + 2 < len(starts) else end
        yield Token("word", text[first:last], first, last)
