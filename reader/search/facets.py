"""Counts of the values among what was found."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reader.model import FacetValue
from reader.search.analysis import SEPARATOR
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot
from reader.search.words import LAST, Form

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
    tags = _tags(snapshot, mask)
    if tags:
        found["tag"] = tags
    return found


def _tags(snapshot: Snapshot, mask: Array) -> tuple[FacetValue, ...]:
    """The tags among the documents; an article may have several."""
    entries = []
    for term in snapshot.terms_between("", LAST, ("tag",)):
        count = int(np.count_nonzero(snapshot.mask("tag", [Form(term)]) & mask))
        if count:
            entries.append(FacetValue(term.partition(SEPARATOR)[2], count))
    return tuple(sorted(entries, key=lambda entry: (-entry.count, entry.value)))
