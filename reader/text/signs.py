"""Classes of signs, each as the inside of a character class of a regular expression."""

from __future__ import annotations

DASHES = r"\-\u2010-\u2015\u2212"
"""Hyphen, the dashes, and the minus sign; begins with an escaped hyphen."""

INVISIBLE = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"
"""Signs that no reader sees: soft hyphen, joiners, direction marks, variation selectors."""

UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Letters of the scripts that put no blanks between words: Thai, Lao, Burmese, Khmer, Han and Kana."""
