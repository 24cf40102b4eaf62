"""Concordances and timelines as tables (CSV); their heads are the JSON keys."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from reader.model import KwicResult, Timeline

KWIC_COLUMNS = ("id", "title", "date", "left", "match", "right")


def kwic_csv(found: KwicResult) -> str:
    """One line a hit."""
    rows = (
        (line.id, line.title or "", line.date or "", line.left, line.match, line.right)
        for line in found.lines
    )
    return _table(KWIC_COLUMNS, rows)


def timeline_csv(found: Timeline) -> str:
    """One line a period that has articles, one column a query."""
    return _table(
        ("period", *(each.query for each in found.series)),
        ((period, *counts) for period, counts in by_period(found)),
    )


def by_period(found: Timeline) -> Iterator[tuple[str, list[int]]]:
    """The periods in which any query has articles, in order, with the counts of all queries."""
    columns = [{each.period: each.count for each in series.counts} for series in found.series]
    for period in sorted({period for column in columns for period in column}):
        yield period, [column.get(period, 0) for column in columns]


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows((head, *rows))
    return out.getvalue()
