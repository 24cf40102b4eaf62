"""Counts of the values among what was found."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reader.model import FacetValue
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot

TABLE_FACETS = ("site", "section", "source", "language", "format")


def facets(snapshot: Snapshot, mask: Array) -> Mapping[str, tuple[FacetValue, ...]]:
    """For each field its values with counts, most frequent first; years newest first. Documents without a
    value are in none."""
    documents = np.flatnonzero(mask)
    found: dict[str, tuple[FacetValue, ...]] = {}
    for name in TABLE_FACETS:
        numbers, values = snapshot.table(name)
        counts = np.bincount(numbers[documents], minlength=len(values))
        counts[0] = 0
        present = np.flatnonzero(counts).tolist()
        entries = [FacetValue(values[number], int(counts[number])) for number in present]
        found[name] = tuple(sorted(entries, key=lambda entry: (-entry.count, entry.value)))
    years, counts = np.unique(snapshot.column("date")[documents] // 10000, return_counts=True)
    found["year"] = tuple(
        FacetValue(f"{year:04}", int(count))
        for year, count in zip(years[::-1].tolist(), counts[::-1].tolist(), strict=True)
        if year
    )
    return found
