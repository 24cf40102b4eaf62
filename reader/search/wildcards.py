"""Words of a query that stand for several: ``b*u``, ``b?u``, ``bầu~`` (one letter may differ), ``bầu~2``.

A question mark at the end of a word is punctuation, a star there a beginning (``prefix`` of a word).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reader.text import vietnamese
from reader.text.signs import INVISIBLE

MOST_WRONG = 2
"""Letters that may differ in a fuzzy word, at most."""

_LETTERS = rf"(?:[^\W_]|[\u0300-\u036f{INVISIBLE}])"
_WILD = re.compile(rf"(?=.*[^\W_])(?:{_LETTERS}|[*?])*[*?](?:{_LETTERS}|[*?])*\Z")
_FUZZY = re.compile(rf"({_LETTERS}+)~([1-9]?)\Z")
_BEHIND = ".,;:!…"
_Y = "yýỳỷỹỵ"
_ANY = {"*": r"[^\n]*", "?": r"[^\n]"}


@dataclass(frozen=True, slots=True)
class Loose:
    """How a piece of the query was meant; ``text`` is the piece without what is no part of it."""

    text: str
    wild: bool
    fuzzy: int


def read(piece: str) -> Loose | None:
    """A piece without blanks as a wild or fuzzy word; None when it is neither."""
    if found := _FUZZY.match(piece):
        return Loose(found[1], False, min(int(found[2] or 1), MOST_WRONG))
    if "*" not in piece and "?" not in piece:
        return None
    piece = piece.rstrip(_BEHIND).rstrip("?")
    inside = piece.rstrip("*")
    if not ("*" in inside or "?" in inside) or not _WILD.match(piece):
        return None
    return Loose(piece, True, 0)


@dataclass(frozen=True, slots=True)
class Expression:
    """A wild word as a regular expression over folded forms, or over exact forms when it has marks.

    ``lead``: what every folded form that it finds begins with.
    """

    source: str
    exact: bool
    lead: str


@lru_cache(maxsize=256)
def expression(text: str) -> Expression:
    """The expression of a wild word; a line feed is never matched."""
    pieces = [piece for piece in re.split(r"(\*+|\?)", text) if piece]
    letters = [piece for piece in pieces if piece[0] not in _ANY]
    exact = any(_plain(piece) != _unmarked(piece) for piece in letters)
    source = "".join(_ANY.get(piece[0]) or alternatives(beginnings(piece, exact)) for piece in pieces)
    lead = _unmarked(pieces[0]) if pieces[0] in letters else ""
    return Expression(source, exact, lead[:-1] if lead[-1:] in ("i", "y") else lead)


def _plain(piece: str) -> str:
    """Letters as typed, in lower case and composed; the tone of a part of a syllable stays where it is."""
    return unicodedata.normalize("NFC", re.sub(f"[{INVISIBLE}]", "", piece)).lower()


def _unmarked(piece: str) -> str:
    """Letters without marks, as inside a word: no rule for the end of a syllable applies."""
    return vietnamese.fold(piece + "_")[:-1]


def beginnings(piece: str, exact: bool) -> list[str]:
    """How a part of a word may stand in the exact or the folded forms of whole words."""
    if exact:
        return sorted({vietnamese.norm(piece), _plain(piece)})
    folded = vietnamese.fold(piece)
    # Only a whole syllable is written with i for its last y.
    return sorted({folded, folded[:-1] + "y" if _plain(piece)[-1:] in _Y else folded})


def alternatives(texts: list[str]) -> str:
    """An expression for any of several texts."""
    spelt = [re.escape(text) for text in texts]
    return spelt[0] if len(spelt) == 1 else f"(?:{'|'.join(spelt)})"


def are_near(one: str, other: str, most: int) -> bool:
    """Whether two words are at most so many edits apart: a letter more, less, another, or two exchanged."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    last = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        row = [place]
        for at, sign in enumerate(other, 1):
            best = min(last[at - 1] + (letter != sign), last[at] + 1, row[at - 1] + 1)
            if place > 1 and at > 1 and letter == other[at - 2] and sign == one[place - 2]:
                best = min(best, before[at - 2] + 1)
            row.append(best)
        if min(row) > most:
            return False
        before, last = last, row
    return last[-1] <= most
