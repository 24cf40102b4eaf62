"""Names of months in the languages of the pages, in each way they may be typed."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Twelve names a language, in order. Abbreviations only where they are no words of their own.
_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
_SHORT = (
    ("ene janv jänner", 1),
    ("févr", 2),
    ("abr avr ابريل", 4),
    ("يونيه", 6),
    ("juil يوليه", 7),
    ("اغسطس", 8),
    ("sept setiembre", 9),
    ("اكتوبر", 10),
    ("déc dic", 12),
)
# Months as Vietnamese words; giêng and chạp are the first and last of the lunar year.
_VIETNAMESE = (
    *(("một", "giêng"), ("hai",), ("ba",), ("tư",), ("năm",), ("sáu",), ("bảy", "bẩy"), ("tám",), ("chín",)),
    *(("mười",), ("mười một",), ("mười hai", "chạp")),
)


@lru_cache(maxsize=1)
def named_months() -> dict[str, int]:
    """Name in lower case (marked, decomposed or unmarked) -> number of the month, but for Vietnamese."""
    table: dict[str, int] = {}
    for names in _NAMES:
        for number, name in enumerate(names.split(), 1):
            _enter(table, name, number)
    for names, number in _SHORT:
        for name in names.split():
            _enter(table, name, number)
    return table


@lru_cache(maxsize=1)
def vietnamese_months() -> dict[str, int]:
    """Word in lower case (composed or decomposed) -> number of the month, as it stands after "tháng"."""
    table: dict[str, int] = {}
    for number, names in enumerate(_VIETNAMESE, 1):
        for name in names:
            table[unicodedata.normalize("NFC", name)] = number
            table[unicodedata.normalize("NFD", name)] = number
    return table


def spellings(word: str) -> list[str]:
    """A word composed, decomposed, and without its marks."""
    composed, decomposed = unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)
    unmarked = "".join([sign for sign in decomposed if not unicodedata.combining(sign)])
    return list(dict.fromkeys([composed, decomposed, unmarked.replace("đ", "d")]))


def _enter(table: dict[str, int], name: str, number: int) -> None:
    for spelling in spellings(name) if name[0] < "\u0370" else [name]:
        table[spelling] = number
