"""Which terms of the index answer a word of a query, and how strongly.

A mark that was typed must be there. A mark that was not typed is free when the whole query has none, or
when the word as typed is unknown to the marked texts of the index; so "bau cu" and "bâu cu" find "bầu cử",
while "dân cư" does not drift to "dân cử". Source: the project's research on Vietnamese text, sections 1.3,
1.6, 1.7 and 1.9.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from reader.search.analysis import BARE, DAY, SEPARATOR, word_term
from reader.search.keystrokes import decoded
from reader.search.tree import Word
from reader.search.wildcards import Expression, beginnings, expression
from reader.text import vietnamese
from reader.text.syllables import TONES
from reader.text.tokens import UNSPACED

LAST = "\U0010ffff"

EXACT_BONUS = 0.3
"""What an exact form counts more when the query has no marks, so that "an" finds "an" first."""
TWIN, PARTIAL, BARE_WEIGHT, ABBREVIATION, FUZZY = 0.9, 0.7, 0.3, 0.8, 0.5
"""Weights of the i/y spelling, of a form that completes typed marks, of text without marks, of an
abbreviation, of each letter that differs in a fuzzy word."""

_TWINS = str.maketrans("iíìỉĩịyýỳỷỹỵ", "yýỳỷỹỵiíìỉĩị")
_OPEN_WITH_I = re.compile(r"(?:\A|[bhklmnstvx]|qu)i\Z")
_FIGURES_OR_LETTERS = re.compile(r"[0-9]+|[^\W\d_]+")
_ONE_UNSPACED = re.compile(f"[{UNSPACED}]\\Z")


@dataclass(frozen=True, slots=True)
class Form:
    """A term of the index, or with ``high`` all terms from ``low`` on and before ``high``.

    ``wild``: of those only the ones that an expression matches. ``edits``: instead all terms whose folded
    form is exactly so many letters away from ``low``.
    """

    low: str
    high: str | None = None
    weight: float = 1.0
    wild: Expression | None = None
    edits: int = 0

    @property
    def is_range(self) -> bool:
        """Whether it covers all terms from ``low`` to ``high``."""
        return self.high is not None and self.wild is None


class Vocabulary(Protocol):
    """What the rules ask of the index."""

    def df(self, form: Form) -> int:
        """In how many documents (counted by field and term) it stands; 0 when in none."""

    def terms_between(self, low: str, high: str) -> Iterable[str]:
        """The terms from ``low`` on and before ``high``."""


def has_marks(words: Iterable[str]) -> bool:
    """Whether some word carries a mark that folding drops."""
    return any(
        not word.isascii() and _letters(vietnamese.norm(word)) != vietnamese.fold(word) for word in words
    )


def _letters(exact: str) -> str:
    """The exact form with i for y where folding joins them, so that only marks make a difference."""
    return exact[:-1] + "i" if exact.endswith("y") and vietnamese.fold(exact) == exact[:-1] + "i" else exact


def word_forms(word: Word, marked: bool, vocabulary: Vocabulary) -> tuple[Form, ...]:
    """The terms for a word; ``marked``: the query has marks somewhere."""
    raw = word.text
    if word.prefix:
        return _prefix_forms(raw, vocabulary)
    if word.wild:
        wild = expression(raw)
        return (Form(wild.lead, wild.lead + LAST, wild=wild),)
    if word.fuzzy:
        folded = vietnamese.fold(raw)
        away = [Form(folded, weight=FUZZY**edits, edits=edits) for edits in range(1, word.fuzzy + 1)]
        return Form(folded + SEPARATOR, folded + DAY), *away
    exact, folded = vietnamese.norm(raw), vietnamese.fold(raw)
    if _ONE_UNSPACED.match(exact):
        return (Form(exact, exact + LAST),)
    anything = Form(folded + SEPARATOR, folded + DAY)
    if not marked or capital_letters(raw):
        if vocabulary.df(anything):
            return anything, Form(word_term(raw), weight=EXACT_BONUS)
        typed = decoded(raw)
        return _marked_forms(typed, vocabulary) if typed else (anything,)
    forms = _marked_forms(raw, vocabulary)
    if raw.isascii() and not any(map(vocabulary.df, forms)) and (typed := decoded(raw)):
        return _marked_forms(typed, vocabulary)
    return forms


def _marked_forms(raw: str, vocabulary: Vocabulary) -> tuple[Form, ...]:
    exact, folded = vietnamese.norm(raw), vietnamese.fold(raw)
    forms = [Form(word_term(raw))]
    if _OPEN_WITH_I.match(folded) and len(exact) == len(folded):
        forms.append(Form(word_term(twin(exact)), weight=TWIN))
    if not any(map(vocabulary.df, forms)):
        for term in vocabulary.terms_between(folded + SEPARATOR, folded + BARE):
            other = term.partition(SEPARATOR)[2] or folded
            if completes(exact, other):
                forms.append(Form(term, weight=PARTIAL))
    forms.append(Form(folded + BARE, weight=1.0 if exact.isascii() else BARE_WEIGHT))
    return tuple(forms)


def _prefix_forms(raw: str, vocabulary: Vocabulary) -> tuple[Form, ...]:
    exact, folded = vietnamese.norm(raw), vietnamese.fold(raw)
    starts = beginnings(raw, exact=False)
    if exact == folded or exact.isascii():
        return tuple(Form(start, start + LAST) for start in starts)
    marked = tuple(beginnings(raw, exact=True))
    return tuple(
        Form(term)
        for start in starts
        for term in vocabulary.terms_between(start, start + LAST)
        if term.partition(SEPARATOR)[2].startswith(marked)
    )


def capital_letters(raw: str) -> bool:
    """An abbreviation, whose marks are free (HDND is HĐND); words in capitals are none."""
    return len(raw) > 1 and raw.isupper() and not vietnamese.is_syllable(raw)


def may_be_short(text: str) -> bool:
    """Whether a word as typed can be an abbreviation: in capitals, or with letters that spell no syllable."""
    return len(text) > 1 and (text.isupper() or (len(text) > 2 and not vietnamese.is_syllable(text)))


def in_halves(raw: str) -> tuple[str, ...]:
    """A word as two where another writer may have parted it: "30a" and "covid19" between figures and letters,
    "Hmông" behind a first consonant that is no part of the syllable (H'Mông); else nothing."""
    raw = unicodedata.normalize("NFC", raw)
    pieces = _FIGURES_OR_LETTERS.findall(raw)
    if len(pieces) == 2 and sum(map(len, pieces)) == len(raw):
        return tuple(pieces)
    apart = len(raw) > 3 and raw.isalpha() and not vietnamese.is_syllable(raw)
    if apart and raw[1].lower() not in "aeiouy" and vietnamese.is_syllable(raw[1:]):
        return raw[:1], raw[1:]
    return ()


def twin(exact: str) -> str:
    """The other spelling of an open syllable in i or y."""
    return exact[:-1] + exact[-1].translate(_TWINS)


def is_twin(one: str, other: str) -> bool:
    """Whether two exact forms are one open syllable, spelled with i and with y."""
    return one != other and bool(_OPEN_WITH_I.match(vietnamese.fold(one))) and twin(one) == other


def completes(typed: str, full: str) -> bool:
    """Whether every mark that was typed is there in the full form (both exact forms, folding alike)."""
    if len(typed) != len(full) or vietnamese.fold(typed) != vietnamese.fold(full):
        return False
    typed_tone, full_tone = _tone(typed), _tone(full)
    if typed_tone and typed_tone != full_tone:
        return False
    return all(_shape(one) <= _shape(other) for one, other in zip(typed, full, strict=True))


def _tone(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if sign in TONES)


def _shape(letter: str) -> set[str]:
    """The marks of a letter besides the tone."""
    if letter == "đ":
        return {"đ"}
    return set(unicodedata.normalize("NFD", letter)[1:]) - set(TONES)
