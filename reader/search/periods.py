"""Days and ranges of days as a query writes them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reader.text import dates

_RANGE = re.compile(r"(?P<first>.*?)\s*(?:\.\.+|…)\s*(?P<last>.*)\Z")
_YEARS = re.compile(r"(\d{4})\s*[-\u2013\u2014]\s*(\d{4})")
_COMPARED = re.compile(r"(?P<sign>[<>]=?)(?P<day>.+)\Z")


def periods(text: str) -> tuple[str | None, str | None] | None:
    """First and last day of "2021", "2021-05..2021-06", "..2021", ">=5/2021", or None when it is no date."""
    text = _YEARS.sub(r"\1..\2", text.strip())
    if match := _RANGE.match(text):
        first, last = match["first"].strip(), match["last"].strip()
        left, right = dates.period(first), dates.period(last)
        if not (first or last) or (first and not left) or (last and not right):
            return None
        begin, end = left[0] if left else None, right[1] if right else None
        if begin and end and begin > end and left and right:
            begin, end = right[0], left[1]
        return begin, end
    if match := _COMPARED.match(text):
        found = dates.period(match["day"])
        if not found:
            return None
        return {
            ">=": (found[0], None),
            ">": (_next(found[1]), None),
            "<=": (None, found[1]),
            "<": (None, _before(found[0])),
        }[match["sign"]]
    found = dates.period(text)
    return found if found else None


def _next(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
