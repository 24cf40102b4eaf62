"""Official document numbers: 169/QĐ-UBND, 15/2024/NĐ-CP, 35/2023/UBTVQH15, 714-TB/TU."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reader.text.tokens import DOCUMENT_NUMBER

_DASHES = re.compile(r"[ \u00a0]*[-\u2010-\u2015\u2212][ \u00a0]*")
_SLASHES = re.compile(r"[ \u00a0]*/[ \u00a0]*")
_ZEROS = re.compile(r"^0+(?=\d)")


def find(text: str) -> list[str]:
    """The numbers in order of first mention, without repeats; dashes and spaces made uniform."""
    text = unicodedata.normalize("NFC", text)
    return list(dict.fromkeys(_uniform(match[0]) for match in _pattern().finditer(text)))


def key(number: str) -> str:
    """The form in which numbers are compared: no marks, small letters, no leading zeros, one kind of dash."""
    plain = _uniform(unicodedata.normalize("NFC", number).strip())
    plain = "".join(sign for sign in unicodedata.normalize("NFD", plain) if not unicodedata.combining(sign))
    return _ZEROS.sub("", plain.lower().replace("đ", "d").replace("ð", "d"))


def _uniform(number: str) -> str:
    return _SLASHES.sub("/", _DASHES.sub("-", number)).replace("Ð", "Đ").replace(" ", "")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.])(?:{DOCUMENT_NUMBER})(?![^\W_])")
