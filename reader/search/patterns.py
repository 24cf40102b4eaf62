"""Finding where words of a query may stand in a text, without cutting the whole text into tokens.

The text is folded letter by letter into one byte a sign; a pattern finds the places that may answer; only
their surroundings are then cut into tokens, which decide. Measured on Vietnamese articles this is some twenty
times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

import numpy as np

from reader.search.postings.layout import Array
from reader.text import vietnamese
from reader.text.signs import INVISIBLE
from reader.text.tokens import UNSPACED, Token

# What signs other than Latin letters and digits become.
_NOTHING, _LETTER, _PASSED_OVER, _ODD = 0x20, 0x80, 0x81, 0x82
# Letters that stand for two: the byte for each, and the letters.
_LONGER = {b"ss": (0x90, "ß\u1e9e"), b"ae": (0x91, "æÆ"), b"oe": (0x92, "œŒ"), b"th": (0x93, "þÞ")}
# Signs whose compatibility form is Latin letters or digits, and the zero-width space, which may part two
# words or stand inside one: rare, so such a text is cut up whole.
_ODD_SIGNS = (
    *((0xBC, 0xBF), (0x1C4, 0x1CD), (0x1F1, 0x1F4), (0x200B, 0x200C), (0x2070, 0x20A0)),
    *((0x2100, 0x218C), (0x2460, 0x2500), (0x3200, 0x3400), (0xFB00, 0xFB07), (0xFF10, 0xFF5B)),
    *((0x1D400, 0x1D800), (0x1F100, 0x1F200)),
)
_LETTERS = rb"[a-z\x80\x90-\x93]"
_WORDY = re.compile(r"[^\W_]")
_BLANK = re.compile(r"\s")
FAR = 1000
"""What the number of a token jumps by where the text between was not counted."""
_NEAR = 200
_AROUND = ".,;:!?…()[]\"'“”‘’«»"
_LONG, _FIRST_UNSPACED = 100, "\u0e00"


class Finder:
    """Finds tokens that fold to one of some words (or begin with one of some beginnings).

    ``slop``: how many tokens may stand between two that belong together. ``everything``: any token may
    answer.
    """

    def __init__(
        self,
        words: Iterable[str],
        beginnings: Iterable[str] = (),
        slop: int = 0,
        *,
        everything: bool = False,
    ) -> None:
        words, beginnings = sorted(set(words)), sorted(set(beginnings))
        self._slop = slop
        self._pattern: re.Pattern[bytes] | None = None
        if not everything and all(word.isascii() for word in chain(words, beginnings)):
            numbers = [_spelled(word) for word in words if word[:1].isdigit()]
            whole = [_spelled(word) for word in words if not word[:1].isdigit()]
            branches = [
                b"(?<!%b)(?:%b)(?!%b)" % (_LETTERS, b"|".join(whole), _LETTERS) if whole else b"",
                *numbers,
                *map(_spelled, beginnings),
            ]
            self._pattern = re.compile(b"|".join(filter(None, branches)) or b"(?!)", re.DOTALL)

    def tokens(self, text: str, most: int | None = None) -> Iterator[tuple[int, Token]]:
        """Tokens that may answer, with numbers that follow each other where the tokens do.

        ``most``: after so many places the rest of the text is not looked at.
        """
        folded, places = _folded(text) if self._pattern else (b"", None)
        if self._pattern is None or _ODD in folded:
            yield from enumerate(all_tokens(text))
            return
        number = done = 0
        for match in self._pattern.finditer(folded):
            start, end = match.span()
            if places is not None:
                start, end = int(places[start]), int(places[end - 1]) + 1
            if start < done:
                continue
            if text[end : end + 1] == " " and (start == done or text[start - 1] == " "):
                begin, piece = start, text[start:end]  # a word between blanks, as mostly
                word = piece
            else:
                begin, end = _chunk(text, start, end, done)
                piece = text[begin:end]
                word = piece.strip(_AROUND)
            if begin - done > 1:
                number += self._between(text, done, begin)
            if word.isalpha() and len(word) < _LONG and max(word) < _FIRST_UNSPACED and "\u02bc" not in word:
                start = begin + piece.index(word)  # one word, as nearly always: it need not be cut up
                yield number, Token("word", word, start, start + len(word))
                number += 1
            else:
                for token in all_tokens(piece):
                    yield number, Token(token.kind, token.raw, token.start + begin, token.end + begin)
                    number += 1
            done = end
            if most is not None:
                most -= 1
                if most <= 0:
                    return

    def _between(self, text: str, begin: int, end: int) -> int:
        """How many tokens a gap has, as far as that matters."""
        if not _WORDY.search(text, begin, end):
            return 0
        if self._slop and end - begin <= _NEAR:
            return sum(1 for _ in all_tokens(text[begin:end]))
        return FAR


def all_tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, document numbers and dates taken apart."""
    for token in vietnamese.tokens(text):
        if token.kind in ("docno", "date"):
            yield from vietnamese.parts(token)
        else:
            yield token


def _chunk(text: str, start: int, end: int, low: int) -> tuple[int, int]:
    """The place widened to white space on both sides, but not before ``low``."""
    while start > low and not text[start - 1].isspace():
        start -= 1
    blank = _BLANK.search(text, end)
    return start, blank.start() if blank else len(text)


def _spelled(word: str) -> bytes:
    """A pattern of everything that folds to a word (and of some more), over folded bytes."""
    raw = word.encode()
    pieces = [b"0*"] if raw[:1].isdigit() else []
    place = 0
    while place < len(raw):
        pair, sign = raw[place : place + 2], raw[place : place + 1]
        if pair in _LONGER:
            pieces.append(b"(?:%b|\\x%02x)" % (pair, _LONGER[pair][0]))
            place += 2
            continue
        pieces.append(b"[iy]" if sign == b"i" else re.escape(sign))  # a final y folds to i
        if sign.isdigit() and pair[1:].isdigit():
            pieces.append(b"[.,]?")
        place += 1
    return b"".join(pieces)


def _folded(text: str) -> tuple[bytes, Array | None]:
    """One byte a sign; where signs are passed over, also the place of each byte in the text."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    folded = _table()[np.minimum(signs, 0x1FFFF)]
    passed_over = folded == _PASSED_OVER
    if not passed_over.any():
        return folded.tobytes(), None
    places = np.flatnonzero(~passed_over)
    return folded[places].tobytes(), places


@lru_cache(maxsize=1)
def _table() -> Array:
    """What every sign up to U+1FFFF becomes."""
    table = np.full(0x20000, _NOTHING, np.uint8)
    for code in range(0x80, 0x20000):
        if chr(code).isalnum():
            table[code] = _LETTER
    for code in chain(range(0x80), range(0xA0, 0x250), range(0x1E00, 0x1F00)):
        folded = vietnamese.fold(chr(code))
        if len(folded) == 1 and folded.isascii() and (folded.isalnum() or code < 0x80):
            table[code] = ord(folded)
    table[ord("_")] = _NOTHING
    unspaced = re.compile(f"[{UNSPACED}]")
    invisible = re.compile(f"[{INVISIBLE}\u0300-\u036f]")
    for code in range(0x80, 0x10000):
        if unspaced.match(chr(code)):
            table[code] = _NOTHING
        elif invisible.match(chr(code)):
            table[code] = _PASSED_OVER
    for byte, letters in _LONGER.values():
        for letter in letters:
            table[ord(letter)] = byte
    for first, behind in _ODD_SIGNS:
        table[first:behind] = _ODD
    return table
