"""The order of Vietnamese words in lists: a, ă, â, b, c, d, đ … and words of the same letters by their tones.

As in Vietnamese dictionaries (and in the Unicode collation for ``vi``): marks of letters count before tones,
and the tones stand in the order level, grave, hook, tilde, acute, dot below. Numbers are in the order of
their values. Words of other languages are sorted by their plain letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from reader.text import vietnamese
from reader.text.tokens import raws

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# The letters as signs that follow each other in code.
_ORDER = str.maketrans({letter: chr(ord("a") + place) for place, letter in enumerate(_ALPHABET)})
_DIGITS = 12  # that a number is filled up to


Key: TypeAlias = tuple[str, str, str]


def collation_key(text: str) -> Key:
    """What to sort texts by; different texts have different keys."""
    return next(collation_keys([text]))


def collation_keys(texts: Iterable[str]) -> Iterator[Key]:
    """The keys of texts, in their order.

    What is learnt of their words goes with them: anything that stayed would lie scattered among the keys of
    a hundred thousand titles, and the memory of all of them could not be given back.
    """
    known: dict[str, tuple[str, str]] = {}
    for text in texts:
        words = []
        for raw in raws(text):
            word = known.get(raw)
            if word is None:
                word = known[raw] = _word(raw)
            words.append(word)
        yield " ".join(letters for letters, _tone in words), " ".join(tone for _letters, tone in words), text


def _word(raw: str) -> tuple[str, str]:
    """The letters and the tones of a word, as signs that compare in their order."""
    word = vietnamese.norm_once(raw)
    if word.isascii():
        return (word.zfill(_DIGITS) if word.isdigit() else word.translate(_ORDER)), ""
    taken_apart = unicodedata.normalize("NFD", word)
    tones = "".join(str(_TONES.index(sign) + 1) for sign in taken_apart if sign in _TONES)
    letters = unicodedata.normalize("NFC", "".join(sign for sign in taken_apart if sign not in _TONES))
    plain = (letter if letter in _ALPHABET else vietnamese.fold(letter) for letter in letters)
    return "".join(plain).translate(_ORDER), tones
