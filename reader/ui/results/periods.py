"""Months and years as they stand side by side on an axis: "2021", "2021-05"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reader.model import TimelineBy
from reader.text.dates import period

MOST_MONTHS = 36
"""So many months still stand side by side in a narrow panel; beyond that years do."""


def unit(periods: Iterable[str]) -> TimelineBy:
    """What the periods of an axis are."""
    return "month" if any("-" in each for each in periods) else "year"


def stretch(periods: Iterable[str]) -> tuple[str, ...]:
    """All periods of one unit from the first to the last of some."""
    known = sorted(periods)
    if not known:
        return ()
    if unit(known) == "year":
        return tuple(f"{year:04}" for year in range(int(known[0]), int(known[-1]) + 1))
    first, last = (int(each[:4]) * 12 + int(each[5:7]) - 1 for each in (known[0], known[-1]))
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1))


def days(first: str, last: str) -> tuple[str, str]:
    """The first and last day of some periods."""
    starts, ends = period(first), period(last)
    return (starts[0] if starts else first, ends[1] if ends else last)


def on_axis(
    years: Mapping[str, int], months: Mapping[str, int], first: str, last: str
) -> tuple[Mapping[str, int], tuple[str, str] | None]:
    """What a panel of bars shows: months where few years are in view, else years; and what is picked of it.

    ``first`` and ``last`` are the days of the filter in force; one of them, or both, may be empty.
    """
    seen = stretch(years)
    if not seen:
        return {}, None
    low, high = first[:4] or seen[0], last[:4] or seen[-1]
    inside = [year for year in seen if low <= year <= high] if first or last else list(seen)
    picked = bool(first or last)
    if inside and len(inside) * 12 <= MOST_MONTHS and months:
        shown = {month: count for month, count in months.items() if inside[0] <= month[:4] <= inside[-1]}
        if shown:
            ends = {f"{inside[0]}-01": 0, f"{inside[-1]}-12": 0} if picked else {}
            return ends | shown, (first[:7] or min(shown), last[:7] or max(shown)) if picked else None
    return years, (low, high) if picked else None
