"""The written Vietnamese syllable: which spellings exist, and where the tone belongs.

A syllable is onset + rime + tone. Rimes are listed by nucleus, each with the endings it takes. A tone belongs
to the whole syllable, so every accepted place of its sign (hoà, hòa, and slips such as gìa, qúy, cuả) leads
to one canonical spelling. Source of the rules: the spelling taught in schools (Quyết định 1989/QĐ-BGDĐT of
2018 for the place of the tone); where two places are in use (hòa, hoà) the older is canonical.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

VOWELS = "aăâeêioôơuưy"
SHAPED_VOWELS = "ăâêôơư"
TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The five written tones (huyền, sắc, ngã, hỏi, nặng) as combining signs."""
STOP_TONES = "\u0301\u0323"
STOPS = ("c", "ch", "p", "t")

ONSETS = (
    *("", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh"),
    *("nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x"),
)
# Nucleus -> the endings it takes; "-" is the open syllable. (No g before i: "gi" is an onset of its own.)
RIMES: Mapping[str, str] = {
    "a": "- i o u y c ch m n ng nh p t",
    "ă": "c m n ng p t",
    "â": "u y c m n ng p t",
    "e": "- o c m n ng p t",
    "ê": "- u ch m n ng nh p t",
    "i": "- a u c ch m n nh p t",
    "iê": "u c m n ng p t",
    "o": "- i c m n ng p t",
    "oo": "c ng",
    "ô": "- i c m n ng p t",
    "ơ": "- i m n ng p t",
    "u": "- a i c m n ng p t",
    "uô": "i c m n ng t",
    "ư": "- a i u c m n ng t",
    "ươ": "i u c m n ng p t",
    "y": "-",
    "yê": "u m n ng t",
    "oa": "- i o y c ch m n ng nh p t",
    "oă": "c m n ng t",
    "oe": "- o m n t",
    "uâ": "y n ng t",
    "uê": "- ch n nh",
    "uơ": "- n",
    "uy": "- a u ch n nh p t",
    "uyê": "n t",
}
# After "qu" the u is part of the onset, so the rime is written without it.
QU_RIMES: Mapping[str, str] = {
    "a": "- i o u y c ch m n ng nh p t",
    "ă": "c m n ng p t",
    "â": "u y n ng t",
    "e": "- o n t",
    "ê": "- ch n nh t",
    "i": "- ch n nh t",
    "ô": "c n",
    "ơ": "- n t",
    "y": "- ch nh t u",
    "yê": "n t",
}
# "gi" takes over the i of a rime that begins with i.
GI_WORDS = ("gi", "gim", "gin", "giêc", "giêm", "giên", "giêng", "giêt", "giêu")


def _bases() -> Iterator[tuple[str, int]]:
    """Every toneless spelling with the place where its vowels begin."""
    for nucleus, endings in RIMES.items():
        for ending in endings.split():
            rime = nucleus + ending.strip("-")
            for onset in ONSETS:
                if onset != "g" or rime[0] != "i":
                    yield onset + rime, len(onset)
    for nucleus, endings in QU_RIMES.items():
        for ending in endings.split():
            yield "qu" + nucleus + ending.strip("-"), 2
    for word in GI_WORDS:
        yield word, 1


def _tone_place(base: str, first: int, last: int) -> int:
    """The index of the letter that carries the tone; the vowels are ``base[first:last]``."""
    run = base[first:last]
    shaped = [place for place, letter in enumerate(run) if letter in SHAPED_VOWELS]
    if shaped:
        return first + shaped[-1]
    if len(run) > 1 and (last < len(base) or len(run) > 2):
        return first + 1
    return first


def _spellings(base: str, first: int) -> Iterator[tuple[str, str]]:
    """Each accepted spelling of a base under each tone, with the canonical one."""
    last = first
    while last < len(base) and base[last] in VOWELS:
        last += 1
    place = _tone_place(base, first, last)
    lowest = 1 if first == 2 and base.startswith(("qu", "gi")) else first
    for tone in STOP_TONES if base[last:] in STOPS else TONES:
        canonical = base[:place] + _toned(base[place], tone) + base[place + 1 :]
        yield canonical, canonical
        for spot in range(lowest, last):
            yield base[:spot] + _toned(base[spot], tone) + base[spot + 1 :], canonical


@lru_cache(maxsize=128)
def _toned(vowel: str, tone: str) -> str:
    return unicodedata.normalize("NFC", vowel + tone)


@lru_cache(maxsize=1)
def canonical_spellings() -> dict[str, str]:
    """Accepted spelling (lower case, NFC) -> canonical spelling; about 40,000 entries, built at first use."""
    table: dict[str, str] = {}
    for base, first in dict(_bases()).items():
        table[base] = base
        for spelling, canonical in _spellings(base, first):
            if spelling == canonical:
                table[spelling] = canonical
            else:
                table.setdefault(spelling, canonical)
    return table
