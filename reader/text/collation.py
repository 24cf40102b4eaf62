"""The order of Vietnamese words in lists: a, ă, â, b, c, d, đ … and words of the same letters by their tones.

As in Vietnamese dictionaries (and in the Unicode collation for ``vi``): marks of letters count before tones,
and the tones stand in the order level, grave, hook, tilde, acute, dot below. Numbers are in the order of
their values. Words of other languages are sorted by their plain letters.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reader.text import vietnamese
from reader.text.tokens import raws

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# The letters as signs that follow each other in code.
_ORDER = str.maketrans({letter: chr(ord("a") + place) for place, letter in enumerate(_ALPHABET)})
_DIGITS = 12  # that a number is filled up to


def collation_key(text: str) -> tuple[str, str, str]:
    """What to sort texts by; different texts have different keys."""
    words = [_word(raw) for raw in raws(text)]
    return " ".join(letters for letters, _tone in words), " ".join(tone for _letters, tone in words), text


@lru_cache(maxsize=1 << 16)
def _word(raw: str) -> tuple[str, str]:
    """The letters and the tones of a word, as signs that compare in their order."""
    word = vietnamese.norm(raw)
    if word.isascii():
        return (word.zfill(_DIGITS) if word.isdigit() else word.translate(_ORDER)), ""
    taken_apart = unicodedata.normalize("NFD", word)
    tones = "".join(str(_TONES.index(sign) + 1) for sign in taken_apart if sign in _TONES)
    letters = unicodedata.normalize("NFC", "".join(sign for sign in taken_apart if sign not in _TONES))
    plain = (letter if letter in _ALPHABET else vietnamese.fold(letter) for letter in letters)
    return "".join(plain).translate(_ORDER), tones
