"""How Vietnamese a text is: of its words with a letter outside ASCII, how many are well-formed syllables."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from reader.text.syllables import canonical_spellings

# Signs that a wrong reading puts inside words (¸ « ¹ ®) stay in them, so that such words count as bad.
_WORD = re.compile(r"[^\s\d.,:;!?()\[\]{}<>\"'“”‘’„…•/\\|&+*=#@%^~_–—\-\u200b\ufeff]+")
_COMBINING = re.compile("[\u0300-\u036f]")
_ABBREVIATION = re.compile(r"[b-df-hj-np-tv-xzđ]+")


class Score(NamedTuple):
    """Words with a letter outside ASCII: well-formed syllables, and the others.

    Words of one letter prove nothing and are not counted, nor are abbreviations such as HĐND.
    """

    good: int
    bad: int

    @property
    def share(self) -> float:
        """Well-formed ÷ all; 0 for a text in pure ASCII."""
        return self.good / (self.good + self.bad) if self.good else 0.0


def score(text: str) -> Score:
    """The score of a text; decomposed letters count as composed ones."""
    if text.isascii():
        return Score(0, 0)
    if _COMBINING.search(text):
        text = unicodedata.normalize("NFC", text)
    known = canonical_spellings()
    good = bad = 0
    for word in _WORD.findall(text):
        if word.isascii() or len(word) == 1:
            continue
        word = word.strip("«»").lower()
        if word in known:
            good += not word.isascii()
        elif not _ABBREVIATION.fullmatch(word):
            bad += 1
    return Score(good, bad)
