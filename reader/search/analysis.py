"""The terms under which a text is found, with their positions.

A word becomes ``folded SEP exact`` (exact is left out when it is the same), so that in the sorted list of
terms all exact forms of one folded form stand together: an unmarked query reads that range, a marked one
its own term. A word of a paragraph that was written without any marks becomes ``folded BARE`` instead: it
is not the word it looks like. A date becomes ``DAY --MM-DD`` and, with a year, ``DAY YYYY-MM-DD``, a month of
a year ``DAY YYYY-MM``, at the position of its first part. Source of the rules: the project's research on
Vietnamese text, sections 1 and 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining

from reader.search.keystrokes import decoded
from reader.text import dates, vietnamese
from reader.text.syllables import canonical_spellings
from reader.text.tokens import UNSPACED, Token

SEPARATOR, BARE, DAY = "\x01", "\x02", "\x03"

LINE_GAP = 4
"""Positions left out between two lines."""
SHARE = 0.6
"""Of the words of a paragraph without marks, how many must be Vietnamese syllables (or of the ASCII words of
any paragraph, how many must be raw key strokes) before it is taken for that. Below it English would be
caught."""


_MARKED = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_MARKED_WORD = re.compile(rf"(?:^|\s)[A-Za-z]*[{_MARKED}][A-Za-z{_MARKED}]*(?:\s|\Z)")


@lru_cache(maxsize=1 << 17)
def word_term(raw: str) -> str:
    """The term of a word as it stands."""
    exact, folded = vietnamese.norm(raw), vietnamese.fold(raw)
    return folded + SEPARATOR if exact == folded else f"{folded}{SEPARATOR}{exact}"


def bare_term(raw: str) -> str:
    """The term of a word from a text without marks."""
    return vietnamese.fold(raw) + BARE


def terms(text: str) -> tuple[list[str], list[int]]:
    """The terms of a text and the position of each. Between lines some positions are left out, so that what
    is looked for side by side does not reach from one into the next."""
    found: list[str] = []
    positions: list[int] = []
    position = 0
    for line in text.split("\n"):
        tokens = list(vietnamese.tokens(line))
        if not tokens:
            continue
        if _is_plain(line, tokens):
            found += [word_term(token.raw) for token in tokens]
            positions += range(position, position + len(tokens))
            position += len(tokens)
        else:
            for term, position in _line_terms(line, tokens, position):  # noqa: B020
                found.append(term)
                positions.append(position)
            position += 1
        position += LINE_GAP
    return found, positions


def _is_plain(line: str, tokens: list[Token]) -> bool:
    """Whether each token of a line is one term: the common case."""
    if any(kind != "word" for kind, *_ in tokens) or _unspaced().search(line):
        return False
    unmarked, typed = _writing(tokens)
    return not (unmarked or typed)


def _line_terms(line: str, tokens: list[Token], position: int) -> Iterator[tuple[str, int]]:
    unmarked, typed = _writing(tokens)
    days = date_terms(line) if any(token.kind != "word" for token in tokens) else []
    for number, token in enumerate(tokens):
        for part in vietnamese.parts(token) if token.kind in ("docno", "date") else (token,):
            while days and days[0][0] <= part.start:
                for term in days.pop(0)[2]:
                    yield term, position
            raw = part.raw
            yield bare_term(raw) if unmarked and raw.isalpha() else word_term(raw), position
            if typed and (word := decoded(raw)):
                yield word_term(word), position
            if raw[0] > "\u0dff" and _unspaced().match(raw):
                for term in _last_letter(raw, tokens[number + 1 : number + 2], token.end):
                    yield term, position + 1
            position += 1


def _last_letter(raw: str, following: list[Token], end: int) -> Iterator[str]:
    """The last letter of a run of an unspaced script gets a term of its own, one place behind its pair: so
    every letter begins some term."""
    if not (following and following[0].start < end):
        letter = next((raw[place:] for place in range(1, len(raw)) if not combining(raw[place])), "")
        if letter:
            yield word_term(letter)


@lru_cache(maxsize=1)
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


def is_unmarked(line: str) -> bool:
    """Whether a line is Vietnamese that was written without any marks."""
    if _MARKED_WORD.search(line):  # as nearly always
        return False
    return _writing(list(vietnamese.tokens(line)))[0]


def _writing(tokens: list[Token]) -> tuple[bool, bool]:
    """Whether the words of a line are Vietnamese without marks, and whether they are raw key strokes."""
    words = [raw for kind, raw, *_ in tokens if kind == "word"]
    plain = [raw for raw in words if raw.isascii()]
    if len(plain) < 2:
        return False, False
    typed = sum(map(bool, map(decoded, plain))) >= max(2.0, SHARE * len(plain))
    if len(plain) < len(words):
        return False, typed
    letters = [raw for raw in plain if raw.isalpha()]
    return sum(map(_unmarked_syllable, letters)) >= SHARE * len(letters) > 0, typed


@lru_cache(maxsize=1 << 16)
def _unmarked_syllable(word: str) -> bool:
    """Whether letters can be a syllable whose marks were left out ("uoc" for ước, "dien" for điện)."""
    return vietnamese.fold(word) in _folded_syllables()


@lru_cache(maxsize=1)
def _folded_syllables() -> frozenset[str]:
    return frozenset(vietnamese.fold(word) for word in set(canonical_spellings().values()))


def date_terms(line: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where dates (and months of a year) begin and end in a line, with their terms; a day with a year has
    two."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for date in dates.find(line):
        if date.kind == "day":
            found.append((date.start, date.end, (DAY + date.iso, f"{DAY}--{date.iso[5:]}")))
        else:
            found.append((date.start, date.end, (DAY + date.iso,)))
    return found


def whole_date(text: str) -> str | None:
    """The term of a text that is a date and nothing else; "2-9" is one, too, where it is asked for."""
    text = text.strip('"“”„«»‟ ')
    for before in ("", "ngày "):
        for start, end, terms in date_terms(before + text):
            if start <= len(before) and end == len(before + text):
                return terms[0]
    return None


def query_tokens(text: str) -> list[Token]:
    """The words of a piece of a query, document numbers and dates taken apart."""
    return [part for token in vietnamese.tokens(text) for part in vietnamese.parts(token)]
