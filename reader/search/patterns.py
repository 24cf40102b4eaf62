"""Finding where words of a query may stand in a text, without cutting the whole text into tokens.

A pattern of letter classes finds every spelling that folds to a word; only the surroundings of its matches
are then cut into tokens, which decide. Measured on Vietnamese articles this is about fifteen times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from reader.text import vietnamese
from reader.text.signs import INVISIBLE
from reader.text.tokens import UNSPACED, Token

_BETWEEN = f"[\u0300-\u036f{INVISIBLE}]*"
_LONGER = {"ss": "ß\u1e9e", "ae": "æÆ", "oe": "œŒ", "th": "þÞ"}
# Signs whose compatibility form is Latin letters or digits: rare, so such a text is cut up whole.
_ODD = re.compile(
    "[\u00bc-\u00be\u01c4-\u01cc\u01f1-\u01f3\u2070-\u209f\u2100-\u218b\u2460-\u24ff\u3200-\u33ff"
    "\ufb00-\ufb06\uff10-\uff5a\U0001d400-\U0001d7ff\U0001f100-\U0001f1ff]"
)
_WORDY = re.compile(r"[^\W_]")
FAR = 1000
"""What the index of a token jumps by where the text between was not looked at."""
_NEAR = 200


class Finder:
    """Finds tokens that fold to one of some words (or begin with one of some beginnings)."""

    def __init__(self, words: Iterable[str], beginnings: Iterable[str] = ()) -> None:
        words, beginnings = sorted(set(words)), sorted(set(beginnings))
        self._pattern: re.Pattern[str] | None = None
        if all(word.isascii() for word in chain(words, beginnings)):
            whole = "|".join(map(_spellings, words)) or "(?!)"
            begun = "|".join(map(_spellings, beginnings)) or "(?!)"
            inside = f"[^\\W_{UNSPACED}]"
            self._pattern = re.compile(f"(?<!{inside})(?:(?:{whole})(?!{inside})|{begun})")

    def tokens(self, text: str, most: int | None = None) -> Iterator[tuple[int, Token]]:
        """Tokens that may answer, with numbers that follow each other where the tokens do.

        ``most``: after so many places the rest of the text is not looked at.
        """
        if self._pattern is None or _ODD.search(text):
            yield from enumerate(all_tokens(text))
            return
        number, done = 0, 0
        for match in self._pattern.finditer(text):
            if match.start() < done:
                continue
            begin, end = _chunk(text, match.start(), match.end(), done)
            number += _count(text[done:begin]) if begin - done <= _NEAR else FAR
            for token in all_tokens(text[begin:end]):
                yield number, Token(token.kind, token.raw, token.start + begin, token.end + begin)
                number += 1
            done = end
            if most is not None:
                most -= 1
                if most <= 0:
                    return


def all_tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, document numbers and dates taken apart."""
    for token in vietnamese.tokens(text):
        if token.kind in ("docno", "date"):
            yield from vietnamese.parts(token)
        else:
            yield token


def _count(gap: str) -> int:
    return sum(1 for _ in all_tokens(gap)) if _WORDY.search(gap) else 0


def _chunk(text: str, start: int, end: int, low: int) -> tuple[int, int]:
    """The place widened to white space on both sides, but not before ``low``."""
    while start > low and not text[start - 1].isspace():
        start -= 1
    blank = _BLANK.search(text, end)
    return start, blank.start() if blank else len(text)


_BLANK = re.compile(r"\s")


def _spellings(word: str) -> str:
    """A pattern of everything that folds to a word (and of some more)."""
    pieces: list[str] = ["0*"] if word[:1].isdigit() else []
    place = 0
    while place < len(word):
        pair, sign = word[place : place + 2], word[place]
        if pair in _LONGER:
            single = "".join(_letter_class(letter) + _BETWEEN for letter in pair)
            pieces.append(f"(?:{single}|[{_LONGER[pair]}]{_BETWEEN})")
            place += 2
            continue
        pieces.append(_letter_class(sign) + _BETWEEN)
        if sign.isdigit() and pair[1:].isdigit():
            pieces.append("[.,]?")
        place += 1
    return "".join(pieces)


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """ASCII letter or digit -> all signs of the Latin blocks that fold to it."""
    table: dict[str, str] = {}
    for code in chain(range(0x30, 0x250), range(0x1E00, 0x1F00)):
        folded = vietnamese.fold(chr(code))
        if len(folded) == 1 and folded.isascii() and folded.isalnum():
            table[folded] = table.get(folded, "") + chr(code)
    table["i"] += table["y"]  # a final y folds to i
    return table


def _letter_class(sign: str) -> str:
    return f"[{_letters()[sign]}]" if sign in _letters() else re.escape(sign)
