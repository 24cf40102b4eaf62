"""Dates as pages write them, in Vietnamese, English, Spanish, French and ISO form; the day comes before the month."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

DateKind = Literal["day", "month", "yearless"]
EARLIEST, LATEST = 1000, 2100


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, at ``text[start:end]``.

    ``iso`` is ``YYYY-MM-DD`` for kind "day", ``YYYY-MM`` for "month", ``--MM-DD`` for "yearless".
    """

    iso: str
    start: int
    end: int
    kind: DateKind


_ENGLISH = "january february march april may june july august september october november december".split()
_SPANISH = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def find(text: str) -> list[FoundDate]:
    """Every date of the text in order; impossible ones (month 13, 30 February, year 3024) are left out."""
    return list(_found(text))


def parse(text: str) -> str | None:
    """The first full date of the text as ``YYYY-MM-DD``, or None."""
    return next((date.iso for date in _found(text) if date.kind == "day"), None)


def period(text: str) -> tuple[str, str] | None:
    """First and last day that a query such as "2021", "2021-05", "05/2021" or "3/5/2021" means, or None."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})", text):
        year = int(match[1])
        return (f"{match[1]}-01-01", f"{match[1]}-12-31") if EARLIEST <= year <= LATEST else None
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", text):
        return _month(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{1,2})[-/.](\d{4})", text):
        return _month(int(match[2]), int(match[1]))
    day = parse(text)
    return (day, day) if day else None


def _month(year: int, month: int) -> tuple[str, str] | None:
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        return None
    return f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    table: dict[str, int] = {}
    for names in (_ENGLISH, _SPANISH, _FRENCH):
        table.update({name: number for number, name in enumerate(names, 1)})
    table.update({name[:3]: number for number, name in enumerate(_ENGLISH, 1)})
    table["sept"] = 9
    return table


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"""
        (?<![\d.])(?P<iy>\d{{4}})-(?P<im>\d{{1,2}})-(?P<id>\d{{1,2}})(?!\d)
        |(?P<vd>\d{{1,2}})\s+tháng\s+(?P<vm>\d{{1,2}})(?:\s*,?\s*(?:năm\s+)?(?P<vy>\d{{4}})(?!\d))?
        |(?<!\d)(?P<nd>\d{{1,2}})\s?(?P<sep>[/.\-\u2010-\u2015])\s?(?P<nm>\d{{1,2}})\s?(?P=sep)\s?(?P<ny>\d{{4}})(?!\d)
        |(?<![\d/])(?P<sd>\d{{1,2}})/(?P<sm>\d{{1,2}})(?![\d/])
        |(?<!\d)(?P<ed>\d{{1,2}})(?:st|nd|rd|th|er|º)?\s+(?:of\s+|de\s+)?(?P<em>{names})\.?,?\s+(?:de\s+)?(?P<ey>\d{{4}})(?!\d)
        |\b(?P<am>{names})\.?\s+(?P<ad>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<ay>\d{{4}})(?!\d)
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def _found(text: str) -> Iterator[FoundDate]:
    for match in _pattern().finditer(text):
        values = match.groupdict()
        for letter in "ivnsea":
            day, month = values.get(letter + "d"), values.get(letter + "m")
            if day and month:
                date = _date(values.get(letter + "y"), month, day)
                if date:
                    yield FoundDate(
                        date, match.start(), match.end(), "yearless" if date.startswith("--") else "day"
                    )


def _date(year: str | None, month: str, day: str) -> str | None:
    number = int(month) if month.isdigit() else _months()[month.lower()]
    whole = int(year) if year else 2000
    if not (EARLIEST <= whole <= LATEST and 1 <= number <= 12):
        return None
    if not 1 <= int(day) <= calendar.monthrange(whole, number)[1]:
        return None
    return f"{year or '-'}-{number:02}-{int(day):02}" if year else f"--{number:02}-{int(day):02}"
