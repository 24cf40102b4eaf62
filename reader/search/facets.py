"""Counts of the values among what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from reader.model import FacetValue, TimelineBy
from reader.search.outside import Marked, mark_facets
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot
from reader.search.timeline import counted

TABLE_FACETS = ("site", "section", "source", "language", "format")


def facets(
    snapshot: Snapshot, marked: Marked, mask: Callable[[str], Array], *, months: bool = False
) -> Mapping[str, tuple[FacetValue, ...]]:
    """For each field its values with counts, most frequent first; years and months newest first.

    ``mask``: the documents that count for a field. Documents without a value are in none.
    """
    found: dict[str, tuple[FacetValue, ...]] = {}
    for name in TABLE_FACETS:
        numbers, values = snapshot.table(name)
        counts = np.bincount(numbers[np.flatnonzero(mask(name))], minlength=len(values))
        counts[0] = 0
        present = np.flatnonzero(counts).tolist()
        entries = [FacetValue(values[number], int(counts[number])) for number in present]
        found[name] = tuple(sorted(entries, key=lambda entry: (-entry.count, entry.value)))
    dated = mask("date")
    found["year"] = _periods(snapshot, dated, "year")
    if months:
        found["month"] = _periods(snapshot, dated, "month")
    found.update(mark_facets(snapshot, marked, mask("tag"), mask("mark")))
    return found


def _periods(snapshot: Snapshot, mask: Array, by: TimelineBy) -> tuple[FacetValue, ...]:
    return tuple(FacetValue(each.period, each.count) for each in reversed(counted(snapshot, mask, by)))
