"""Which articles a request is about: its query matched, filtered and, when nothing was found, widened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from reader.model import DAYS, SearchRequest
from reader.search.conditions import among, period_mask, site_test, value_mask, words_test
from reader.search.documents import SECTION_SEPARATOR
from reader.search.evaluate import Evaluated, Evaluator
from reader.search.outside import Marked, Nothing, Outside, mark_mask, tag_mask
from reader.search.periods import periods
from reader.search.postings.layout import Array
from reader.search.query import Parsed, parse
from reader.search.relaxing import Relaxed, relax
from reader.search.snapshot import Snapshot
from reader.search.suggesting import reading, suggest, unknown_parts
from reader.search.tree import Period, Value, together
from reader.text import vietnamese


@dataclass(frozen=True, slots=True)
class Matched:
    """The documents (``mask``) of a request and what was done to its query; ``undated`` counts articles that
    a date filter left out because they have none."""

    parsed: Parsed
    found: Evaluated
    mask: Array
    relaxed: Relaxed
    suggestion: str | None
    undated: int
    filters: Filters
    marked: Marked
    unknown: tuple[str, ...] = ()
    """When nothing was found, the words and phrases that no article has."""

    def open_mask(self, snapshot: Snapshot, field: str) -> Array:
        """The documents as they would be without the filter of a field."""
        return self.found.mask & snapshot.live & self.filters.without(field)


def matched(
    snapshot: Snapshot, request: SearchRequest, outside: Outside | None = None, *, expression: bool = False
) -> Matched:
    """Match a request. ``expression``: plain words side by side must stand so in the article, and nothing is
    widened."""
    parsed = parse(request.query)
    if expression:
        parsed = replace(parsed, tree=together(parsed.tree, request.query))
    outside = outside or Nothing()
    marked = outside.marked()
    filters = Filters(snapshot, request, marked)
    found = Evaluator(snapshot, request.query, parsed.tree, outside=outside).run(parsed.tree)
    mask = found.mask & snapshot.live & filters.mask
    relaxed = Relaxed("ranked" if found.ranked else None)
    suggestion = reading(snapshot, request.query, parsed.tree)
    if not (mask.any() or parsed.is_empty or expression) and snapshot.live_count:
        allowed = snapshot.live & filters.mask
        again = relax(snapshot, request.query, parsed.tree, allowed, outside)
        if again is not None:
            relaxed, found = again
            mask = found.mask & allowed
        if suggestion is None and relaxed.code in (None, "any-word"):
            suggestion = suggest(snapshot, request.query, parsed.tree, allowed)
    unknown = () if mask.any() else unknown_parts(found)
    undated = _undated(snapshot, found, filters)
    return Matched(parsed, found, mask, relaxed, suggestion, undated, filters, marked, unknown)


class Filters:
    """The filters of a request as truth values over all documents."""

    def __init__(self, snapshot: Snapshot, request: SearchRequest, marked: Marked) -> None:
        self._all = np.ones(snapshot.count, bool)
        self._masks: dict[str, Array] = {}
        for field, wanted in request.filters.items():
            if field not in DAYS:
                self._masks[field] = np.logical_or.reduce(
                    [_value_mask(snapshot, marked, field, value, exact=request.choosing) for value in wanted]
                )
        self.by_date = bool(request.date_from or request.date_to)
        if self.by_date:
            left = periods(request.date_from) if request.date_from else None
            right = periods(request.date_to) if request.date_to else None
            period = Period("date", left[0] if left else None, right[1] if right else None)
            self._masks["date"] = period_mask(snapshot, period)
        self.mask = self.without("")

    def without(self, field: str) -> Array:
        """The documents that all filters but one let through."""
        mask = self._all
        for name, each in self._masks.items():
            if name != field:
                mask = mask & each
        return mask


def _value_mask(snapshot: Snapshot, marked: Marked, field: str, wanted: str, *, exact: bool) -> Array:
    """The documents that have a value of a facet, or (unless ``exact``) one that a person may mean by it."""
    if field == "tag":
        return tag_mask(snapshot, marked, wanted)
    if field == "mark":
        return mark_mask(snapshot, marked, wanted)
    if exact:
        return among(snapshot, field, lambda text: text == wanted)
    match field:
        case "site":
            return among(snapshot, "site", site_test(wanted))
        case "section":
            return among(snapshot, "section", _section_test(wanted))
        case "source":
            test = words_test(wanted)
            return among(snapshot, "source", lambda text: text == wanted or test(text))
        case "language":
            return value_mask(snapshot, Value("lang", wanted, 0, 0))
        case _:
            return value_mask(snapshot, Value(field, wanted, 0, 0))


def _section_test(wanted: str) -> Callable[[str], bool]:
    """A breadcrumb is found whole or by one of its parts, however written."""
    folded = vietnamese.fold_text(wanted)

    def test(text: str) -> bool:
        parts = [text, *text.split(SECTION_SEPARATOR)]
        return any(part == wanted or vietnamese.fold_text(part) == folded for part in parts)

    return test


def _undated(snapshot: Snapshot, found: Evaluated, filters: Filters) -> int:
    """Matching articles that a date filter left out because they have none."""
    if found.undated is not None:
        left_out = found.undated
    elif filters.by_date:
        left_out = found.mask & (snapshot.column("date") == 0)
    else:
        return 0
    return int(np.count_nonzero(left_out & snapshot.live & filters.without("date")))
