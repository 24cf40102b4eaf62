"""How many articles of a request each month or year has."""

from __future__ import annotations

import numpy as np

from reader.model import PeriodCount, SearchRequest, TimelineBy, TimelineSeries
from reader.search.matching import matched
from reader.search.outside import Outside
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot


def series(
    snapshot: Snapshot, request: SearchRequest, by: TimelineBy, outside: Outside | None = None
) -> TimelineSeries:
    """The articles of a request by period."""
    match = matched(snapshot, request, outside)
    counts = counted(snapshot, match.mask, by)
    total = sum(each.count for each in counts)
    return TimelineSeries(
        query=request.query,
        counts=counts,
        total=total,
        undated=int(np.count_nonzero(match.mask)) - total,
        relaxed=match.relaxed.code,
        suggestion=match.suggestion,
        problems=match.parsed.problems,
    )


def counted(snapshot: Snapshot, mask: Array, by: TimelineBy) -> tuple[PeriodCount, ...]:
    """The periods of the documents; those whose date is not known to the month are in none."""
    days = snapshot.column("date")[np.flatnonzero(mask)].astype(np.int64)
    periods = days // 10000 if by == "year" else days // 100
    known = periods > 0 if by == "year" else periods % 100 > 0
    found, counts = np.unique(periods[known], return_counts=True)
    return tuple(
        PeriodCount(f"{period:04}" if by == "year" else f"{period // 100:04}-{period % 100:02}", count)
        for period, count in zip(found.tolist(), counts.tolist(), strict=True)
    )
