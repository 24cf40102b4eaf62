"""Official document numbers: 169/QĐ-UBND, 15/2024/NĐ-CP, 35/2023/UBTVQH15, 714-TB/TU.

A number is followed by a slash, perhaps a year, and the letters of the kind of document and of the office,
joined by dashes (Nghị định 30/2020/NĐ-CP on clerical work); Party papers put the kind first: 37-NQ/TW.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reader.text.signs import DASHES

_CAPITAL = "[A-ZĂÂĐÐÊÔƠƯ]"
_LETTERS = rf"{_CAPITAL}{{1,12}}[gri]?[0-9]{{0,2}}"  # also TTg, TTr, QĐi, UBTVQH15
_MORE = (
    rf"(?:[{DASHES}&]{_LETTERS}"
    rf"|[ ][{DASHES}][ ]?{_CAPITAL}{{2,12}}|[{DASHES}][ ]{_CAPITAL}{{2,12}}|\.{_CAPITAL}{{2,12}})"
)
_YEAR = r"(?:19|20)[0-9]{2}"
_FIRST = r"[0-9]{1,5}[A-Ea-eđ]?"
# Without a second part the letters must be known, or "5/A" and "10/KM" would be numbers of documents.
_ALONE = (
    "(?:NĐ|NQ|QĐ|CTr|CT|TB|KH|BC|CV|TTr|TT|HD|KL|SL|LCT"
    "|CP|TTg|CTN|VPCP|HĐBT|HĐCP|UBND|UBHC|UB|HĐND|MTTQ|TW|TU)"
)
_SMALL = (
    "(?:nđ|nd|nq|qđ|qd|ttlt|ttr|tt|ctr|ct|cv|kh|bc|tb|hd|kl|pa|đa|da|gm|pl|sl|l)"
    rf"(?:[{DASHES}][a-zđ]{{2,9}}[0-9]{{0,2}})+"
)

NUMBER = (
    rf"{_FIRST}[ ]?/[ ]?{_YEAR}[ ]?/[ ]?(?:{_LETTERS}{_MORE}*|{_SMALL})"
    rf"|{_FIRST}[ ]?/[ ]?(?:{_LETTERS}{_MORE}+|{_ALONE}|{_SMALL})"
    rf"|{_FIRST}[ ]?[{DASHES}][ ]?{_CAPITAL}{{1,6}}i?[ ]?/[ ]?{_CAPITAL}{{2,8}}"
)
"""A document number as a part of a larger pattern; no letter or digit may follow it."""

_DASH = re.compile(rf"[ \u00a0]*[{DASHES}][ \u00a0]*")
_BLANK = re.compile(r"[ \u00a0]+")
_ZEROS = re.compile(r"^0+(?=[0-9])")


def find(text: str) -> list[str]:
    """The numbers in order of first mention, without repeats; dashes and blanks made uniform."""
    text = unicodedata.normalize("NFC", text).replace("\u00a0", " ")
    return list(dict.fromkeys([_uniform(match[0]) for match in _pattern().finditer(text)]))


def key(number: str) -> str:
    """The form in which numbers are compared: no marks, small letters, no leading zeros, one kind of dash."""
    plain = unicodedata.normalize("NFD", _uniform(number))
    letters = "".join([sign for sign in plain if not unicodedata.combining(sign)]).lower()
    return _ZEROS.sub("", letters.replace("đ", "d"))


def _uniform(number: str) -> str:
    number = unicodedata.normalize("NFC", number).replace("Ð", "Đ").replace("ð", "đ")
    return _BLANK.sub("", _DASH.sub("-", number))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?<![/.,{DASHES}])(?:{NUMBER})(?![^\W_])")
