"""How Vietnamese a text is: of its words with a letter outside ASCII, how many are well-formed syllables."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from reader.text.syllables import canonical_spellings

_WORD = re.compile(r"[^\W\d_]+")
_COMBINING = re.compile("[\u0300-\u036f]")


class Score(NamedTuple):
    """Words with a letter outside ASCII: well-formed syllables, and the others."""

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
        if not word.isascii():
            if word.lower() in known:
                good += 1
            else:
                bad += 1
    return Score(good, bad)
