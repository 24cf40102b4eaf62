"""A request answered from a snapshot: match, filter, relax, rank, count."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from reader.model import SearchRequest
from reader.search import ranking
from reader.search.conditions import among, period_mask, site_test, words_test
from reader.search.documents import SECTION_SEPARATOR
from reader.search.evaluate import Evaluated, Evaluator, Linking
from reader.search.facets import facets
from reader.search.found import Found
from reader.search.periods import periods
from reader.search.postings.layout import Array
from reader.search.query import Parsed, parse
from reader.search.relaxing import Relaxed, relax
from reader.search.snapshot import Snapshot
from reader.search.suggesting import reading, suggest
from reader.search.tree import Period
from reader.text import vietnamese


def answer(snapshot: Snapshot, request: SearchRequest, linking: Linking | None = None) -> Found:
    """Answer a request."""
    parsed = parse(request.query)
    filters = _Filters(snapshot, request)
    found = Evaluator(snapshot, request.query, parsed.tree, linking=linking).run(parsed.tree)
    mask = found.mask & snapshot.live & filters.mask
    relaxed = Relaxed("ranked" if found.ranked else None)
    suggestion = reading(snapshot, request.query, parsed.tree)
    if not mask.any() and not parsed.is_empty and snapshot.live_count:
        allowed = snapshot.live & filters.mask
        again = relax(snapshot, request.query, parsed.tree, allowed, linking)
        if again is not None:
            relaxed, found = again
            mask = found.mask & allowed
        if suggestion is None and relaxed.code in (None, "any-word"):
            suggestion = suggest(snapshot, request.query, parsed.tree, allowed)
    hits = _hits(snapshot, request, parsed, found, mask)
    return Found(
        total=int(np.count_nonzero(mask)),
        hits=hits,
        facets=facets(snapshot, mask) if request.facets else None,
        suggestion=suggestion,
        relaxed=relaxed.code,
        problems=parsed.problems,
        undated=_undated(snapshot, found, filters),
        dropped=relaxed.dropped,
    )


def _hits(
    snapshot: Snapshot, request: SearchRequest, parsed: Parsed, found: Evaluated, mask: Array
) -> tuple[tuple[str, float], ...]:
    wanted = max(request.offset, 0) + max(request.limit, 0)
    days = snapshot.column("date").astype(np.int64)
    score = np.zeros(snapshot.count, np.float32)
    first = np.arange(snapshot.count, 0, -1)
    if request.sort == "title":
        order = [-snapshot.title_order]
    elif request.sort == "oldest":
        order = [np.where(days > 0, -days, np.iinfo(np.int64).min // 2)]
    elif request.sort == "newest" or not found.leaves:
        order = [days]
    else:
        score = ranking.scores(snapshot, found, mask)
        order = [score, days]
    chosen = ranking.best([*order, first], mask, wanted)[max(request.offset, 0) :]
    return tuple((snapshot.id(row), float(score[row])) for row in chosen.tolist())


class _Filters:
    """The filters of a request as truth values over all documents."""

    def __init__(self, snapshot: Snapshot, request: SearchRequest) -> None:
        mask = np.ones(snapshot.count, bool)
        if request.site:
            mask &= among(snapshot, "site", site_test(request.site))
        if request.section:
            mask &= among(snapshot, "section", _section_test(request.section))
        if request.source:
            wanted, test = request.source, words_test(request.source)
            mask &= among(snapshot, "source", lambda text: text == wanted or test(text))
        self.without_dates = mask
        self.by_date = bool(request.date_from or request.date_to)
        if self.by_date:
            left = periods(request.date_from) if request.date_from else None
            right = periods(request.date_to) if request.date_to else None
            period = Period("date", left[0] if left else None, right[1] if right else None)
            mask = mask & period_mask(snapshot, period)
        self.mask = mask


def _section_test(wanted: str) -> Callable[[str], bool]:
    """A breadcrumb is found whole or by one of its parts, however written."""
    folded = vietnamese.fold_text(wanted)

    def test(text: str) -> bool:
        parts = [text, *text.split(SECTION_SEPARATOR)]
        return any(part == wanted or vietnamese.fold_text(part) == folded for part in parts)

    return test


def _undated(snapshot: Snapshot, found: Evaluated, filters: _Filters) -> int:
    """Matching articles that a date filter left out because they have none."""
    if found.undated is not None:
        left_out = found.undated
    elif filters.by_date:
        left_out = found.mask & (snapshot.column("date") == 0)
    else:
        return 0
    return int(np.count_nonzero(left_out & snapshot.live & filters.without_dates))
