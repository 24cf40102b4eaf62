"""Dates as pages write them: Vietnamese, English, Spanish, French and other month names, ISO, Chinese.

The day comes before the month. Times around a date do not matter. What cannot be a date (month 13, 30
February, year 3024) is none. A day and month joined by a dot or dash count only after a word of time ("Sáng
2.6"); otherwise they are a number.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from reader.text.months import named_months, spellings, vietnamese_months
from reader.text.signs import DASHES

DateKind = Literal["day", "month", "yearless"]
EARLIEST, LATEST = 1000, 2100
"""The years that are taken for years."""
PIVOT = 50
"""A year of two digits from here on is of the 1900s."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, at ``text[start:end]``.

    ``iso`` is ``YYYY-MM-DD`` for kind "day", ``YYYY-MM`` for "month", ``--MM-DD`` for "yearless".
    """

    iso: str
    start: int
    end: int
    kind: DateKind


def find(text: str, *, month_first: bool = False) -> list[FoundDate]:
    """Every date of the text, in order; with ``month_first`` 5/6/2021 is the 6th of May (United States)."""
    return list(_found(text, month_first))


def parse(text: str, *, month_first: bool = False) -> str | None:
    """The first full date of the text as ``YYYY-MM-DD``, or None."""
    return next((date.iso for date in _found(text, month_first) if date.kind == "day"), None)


def period(text: str) -> tuple[str, str] | None:
    """First and last day of the day, month, quarter or year that a query names; None for anything else."""
    text = text.strip()
    if match := _bare_year().fullmatch(text):
        return _span(int(match["year"]), 1, 12)
    if match := _MONTH_OF_YEAR.fullmatch(text):
        year, month = int(match["y1"] or match["y2"]), int(match["m1"] or match["m2"])
        return _span(year, month, month)
    if match := _quarter().fullmatch(text):
        last = 3 * int(match["quarter"])
        return _span(int(match["year"]), last - 2, last)
    if match := re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text):
        day = _day(*map(int, match.groups()))
        return (day, day) if day else None
    dates = find(text)
    if len(dates) != 1 or not _AROUND.fullmatch(text[: dates[0].start] + text[dates[0].end :]):
        return None
    if dates[0].kind == "month":
        year, month = map(int, dates[0].iso.split("-"))
        return _span(year, month, month)
    return (dates[0].iso, dates[0].iso) if dates[0].kind == "day" else None


# ---- the forms: patterns that begin at a number, and what must stand in front of it ----------------


_NUMBER = re.compile(r"\d+")
_AROUND = re.compile(r"[\s,.]*(?:ng(?:a\u0300|à|a)y)?[\s,.]*", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>\d{4})")
_YEAR_FIRST = re.compile(r"(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d|(?P=s)\d)")
_CHINESE = re.compile(r"(?P<y>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月(?:\s?(?P<d>\d{1,2})\s?[日号號])?")
_DAY_FIRST = re.compile(
    rf"(?P<d>\d{{1,2}})\s?(?P<s>[/.{DASHES}])\s?(?P<m>\d{{1,2}})\s?(?P=s)\s?(?P<y>\d{{4}})(?!\d|\s?/)"
)
_SHORT_YEAR = re.compile(r"(?P<d>\d{1,2})(?P<s>/)(?P<m>\d{1,2})/(?P<y>\d{2})(?![\d/.,]*\d|\s?/)")
_YEARLESS = re.compile(rf"(?P<d>\d{{1,2}})(?P<s>[/.{DASHES}])(?P<m>\d{{1,2}})(?![\d%‰]|\s?[/.{DASHES}]\s?\w)")
_TWELVE_HOUR_CLOCK = re.compile(r",?\s+\d{1,2}:\d{2}(?::\d{2})?\s*[AaPp]\.?[Mm]\b")


# Not \b, for a decomposed word ends in a combining sign.
_WORD_ENDS = r"(?![^\W\d_]|[\u0300-\u036f])"


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _vietnamese(*words: str) -> str:
    """The words in every spelling, as a group without number."""
    return f"(?:{_any([spelling for word in words for spelling in spellings(word)])})"


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1)
def _bare_year() -> re.Pattern[str]:
    return _compiled(rf"(?:{_vietnamese('năm')}\s+)?(?P<year>\d{{4}})")


@lru_cache(maxsize=1)
def _quarter() -> re.Pattern[str]:
    return _compiled(
        rf"(?:{_vietnamese('quý')}\s*|Q)(?P<quarter>[1-4])\s*[/,\-]?\s*(?:{_vietnamese('năm')}\s+)?(?P<year>\d{{4}})"
    )


@lru_cache(maxsize=1)
def _day_of_vietnamese_month() -> re.Pattern[str]:
    """ "18 tháng 3 năm 2024", "25 Tháng 1 2022", "5 tháng Giêng", "8 tháng 3/2021"."""
    return _compiled(
        rf"(?P<d>\d{{1,2}})\s+{_vietnamese('tháng')}\s+(?P<m>\d{{1,2}}(?!\d)|(?:{_any(vietnamese_months())}){_WORD_ENDS})"
        rf"(?:\s*[,/\-.]?\s*(?:{_vietnamese('năm')}\s+)?(?P<y>\d{{4}})(?!\d|\s?/))?"
    )


@lru_cache(maxsize=1)
def _vietnamese_month() -> re.Pattern[str]:
    """ "5 năm 2021", "5/2021" (after "tháng")."""
    return _compiled(
        rf"(?P<m>\d{{1,2}})(?:\s*[/.{DASHES}]\s*|\s+{_vietnamese('năm')}\s+|\s*,\s*{_vietnamese('năm')}\s+)"
        r"(?P<y>\d{4})(?!\d|\s?/)"
    )


@lru_cache(maxsize=1)
def _day_of_named_month() -> re.Pattern[str]:
    """ "3 May 2021", "3rd of May, 2021", "3 de mayo de 2021", "1er mars 2021", "3. Mai 2021"."""
    return _compiled(
        r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[\s\-]+(?P<of>of\s+|de\s+|di\s+|d['’])?"
        rf"(?P<n>{_any(named_months())})\b\.?,?(?:[\s\-]+(?:de\s+|del\s+)?(?P<y>\d{{4}})(?!\d))?"
    )


@lru_cache(maxsize=1)
def _month_name_before() -> re.Pattern[str]:
    return _compiled(rf"(?<![^\W\d_])(?P<n>{_any(named_months())})\.?\s+(?:de\s+|del\s+)?\Z")


@lru_cache(maxsize=1)
def _month_word_before() -> re.Pattern[str]:
    return _compiled(rf"(?<![^\W\d_]){_vietnamese('tháng')}\s+\Z")


@lru_cache(maxsize=1)
def _time_word_before() -> re.Pattern[str]:
    times = ("ngày", "sáng", "trưa", "chiều", "tối", "đêm", "mùng", "mồng", "rạng", "đến", "chủ nhật", "hôm")
    return _compiled(
        rf"(?<![^\W\d_])(?:{_vietnamese(*times)}|{_vietnamese('thứ')}\s+[^\W\d_]+)[\s(,]{{1,3}}\Z"
    )


_DAY_THEN_YEAR = re.compile(
    r"(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?:de\s+|del\s+)?(?P<y>\d{4})(?!\d))?(?![\d/:])"
)
_YEAR = re.compile(r"(?P<y>\d{4})(?![\d/\-])")
_WIDEST_NAME = 24


# ---- reading ---------------------------------------------------------------------------------


def _found(text: str, month_first: bool) -> Iterator[FoundDate]:
    done = 0
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if start < done or end - start not in (1, 2, 4):
            continue
        forms = _year_forms if end - start == 4 else _day_forms
        date = forms(text, start, month_first)
        if date:
            done = date.end
            yield date


def _year_forms(text: str, start: int, month_first: bool) -> FoundDate | None:
    """Dates that begin with a year of four digits, or a year after the name of a month."""
    if _glued(text, start):
        return None
    for pattern in (_YEAR_FIRST, _CHINESE):
        if match := pattern.match(text, start):
            return _date(match, match["y"], int(match["m"]), match["d"])
    before = _before(_month_name_before, text, start)
    match = _YEAR.match(text, start)
    if before is None or match is None or before["n"] == "Mai":  # a name of places and people
        return None
    return _date(match, match["y"], named_months()[before["n"].lower()], None, before.start())


def _day_forms(text: str, start: int, month_first: bool) -> FoundDate | None:
    """Dates that begin with a day, or a day after the name of a month."""
    for form in (_by_words, _by_figures, _after_a_name):
        date = form(text, start, month_first)
        if date:
            return date
    return None


def _by_words(text: str, start: int, month_first: bool) -> FoundDate | None:
    """Day, then the month as a word or after "tháng"; or the month alone after "tháng"."""
    if match := _day_of_vietnamese_month().match(text, start):
        month = match["m"]
        number = int(month) if month.isdigit() else vietnamese_months()[month.lower()]
        return _date(match, match["y"], number, match["d"])
    match = _day_of_named_month().match(text, start)
    if match and (match["y"] or match["of"] or _surely_a_month(match["n"])):
        return _date(match, match["y"], named_months()[match["n"].lower()], match["d"])
    before = _before(_month_word_before, text, start)
    match = _vietnamese_month().match(text, start) if before else None
    return _date(match, match["y"], int(match["m"]), None, before.start()) if before and match else None


def _by_figures(text: str, start: int, month_first: bool) -> FoundDate | None:
    """Day and month in figures, with or without a year."""
    match = _DAY_FIRST.match(text, start)
    if match and not _glued(text, start, match["s"]):
        return _figures(text, match, match["y"], month_first)
    if _glued(text, start):
        return None
    if match := _SHORT_YEAR.match(text, start):
        century = 1900 if int(match["y"]) >= PIVOT else 2000
        return _figures(text, match, str(century + int(match["y"])), month_first)
    match = _YEARLESS.match(text, start)
    if match is None:
        return None
    if match["s"] != "/" and not _before(_time_word_before, text, start):
        return None
    return _date(match, None, int(match["m"]), match["d"])


def _before(pattern: Callable[[], re.Pattern[str]], text: str, start: int) -> re.Match[str] | None:
    """The match of a pattern that ends where the number begins; most numbers follow no word at all."""
    here = text[max(0, start - _WIDEST_NAME) : start]
    word = here.rstrip(" \t\r\n\u00a0(,.")
    if len(word) == len(here) or not word or not (word[-1].isalpha() or "\u0300" <= word[-1] <= "\u036f"):
        return None
    return pattern().search(text, max(0, start - _WIDEST_NAME), start)


def _figures(text: str, match: re.Match[str], year: str, month_first: bool) -> FoundDate | None:
    """The figures as day and month.

    The other way round only when asked for, or when no other reading is possible and a clock of twelve hours
    shows an American program.
    """
    first, second = match["d"], match["m"]
    american = int(second) > 12 and _TWELVE_HOUR_CLOCK.match(text, match.end()) is not None
    if match["s"] == "/" and (month_first or american):
        first, second = second, first
    return _date(match, year, int(second), first)


def _after_a_name(text: str, start: int, month_first: bool) -> FoundDate | None:
    """ "May 3, 2021", "mayo 3 de 2021"; without a year only where the name is surely a month."""
    before = _before(_month_name_before, text, start)
    match = _DAY_THEN_YEAR.match(text, start) if before else None
    if before is None or match is None or not (match["y"] or _surely_a_month(before["n"])):
        return None
    return _date(match, match["y"], named_months()[before["n"].lower()], match["d"], before.start())


def _surely_a_month(name: str) -> bool:
    """Whether a name without a year is a month: not "10 may", "May 10" (a firm), "5 Mai" (a street)."""
    return len(name) > 3 and name[0].isupper()


def _glued(text: str, start: int, sign: str = "") -> bool:
    """Whether the number goes on from one in front (1.2.3.2021); a range of days (15-17/5/2021) does not."""
    if start < 2 or not text[start - 2].isdigit():
        return start > 0 and (text[start - 1].isalpha() and text[start - 1].isascii())
    joint = text[start - 1]
    if joint in "-–" and sign in ("/", "."):
        return False
    return joint in "./-–:,"


def _date(
    match: re.Match[str], year: str | None, month: int, day: str | None, start: int | None = None
) -> FoundDate | None:
    """The found date, or None when there is no such day."""
    begin = match.start() if start is None else start
    if day is None:
        fits = year is not None and _span(int(year), month, month) is not None
        return FoundDate(f"{int(year or 0):04}-{month:02}", begin, match.end(), "month") if fits else None
    iso = _day(int(year) if year else 2000, month, int(day))
    if iso is None:
        return None
    return FoundDate(iso if year else f"-{iso[4:]}", begin, match.end(), "day" if year else "yearless")


def _day(year: int, month: int, day: int) -> str | None:
    """The day in ISO form if there is one."""
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        return None
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _span(year: int, first_month: int, last_month: int) -> tuple[str, str] | None:
    """First and last day of months of a year."""
    if not (EARLIEST <= year <= LATEST and 1 <= first_month <= last_month <= 12):
        return None
    last_day = calendar.monthrange(year, last_month)[1]
    return f"{year:04}-{first_month:02}-01", f"{year:04}-{last_month:02}-{last_day:02}"
