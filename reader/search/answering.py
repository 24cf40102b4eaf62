"""A request answered from a snapshot: match, rank, fold, count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from reader.model import FacetValue, SearchRequest
from reader.search import ranking
from reader.search.evaluate import Evaluated
from reader.search.facets import facets
from reader.search.folding import fold
from reader.search.found import Found
from reader.search.matching import Matched, matched
from reader.search.outside import Outside
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot


def answer(snapshot: Snapshot, request: SearchRequest, outside: Outside | None = None) -> Found:
    """Answer a request."""
    match = matched(snapshot, request, outside)
    skipped, limit = max(request.offset, 0), max(request.limit, 0)
    total = int(np.count_nonzero(match.mask))
    copies: dict[int, tuple[int, ...]] = {}
    wanted = skipped + limit
    if request.fold and wanted:
        # Most have no copies: one look at some more than are wanted is nearly always enough.
        looked_at = wanted + FURTHER
        while True:
            order, score = _ordered(snapshot, request, match.found, match.mask, looked_at)
            copies = fold(snapshot, order, match.mask, wanted)
            if len(copies) > wanted or looked_at >= total:
                break
            looked_at *= 4
        rows = list(copies)
        more = len(rows) > wanted
    else:
        order, score = _ordered(snapshot, request, match.found, match.mask, wanted)
        rows, more = order.tolist(), total > wanted
    rows = rows[skipped:wanted]
    return Found(
        total=total,
        hits=tuple((snapshot.id(row), float(score[row])) for row in rows),
        facets=_facets(snapshot, request, match) if request.facets else None,
        suggestion=match.suggestion,
        relaxed=match.relaxed.code,
        problems=match.parsed.problems,
        undated=match.undated,
        dropped=match.relaxed.dropped,
        unknown=match.unknown,
        more=more,
        copies={snapshot.id(row): tuple(map(snapshot.id, copies[row])) for row in rows if copies.get(row)},
    )


def _facets(
    snapshot: Snapshot, request: SearchRequest, match: Matched
) -> Mapping[str, tuple[FacetValue, ...]]:
    if not request.choosing:
        return facets(snapshot, match.marked, lambda _field: match.mask)
    return facets(snapshot, match.marked, lambda field: match.open_mask(snapshot, field), months=True)


def every(
    snapshot: Snapshot, request: SearchRequest, outside: Outside | None = None, *, expression: bool = False
) -> Found:
    """All articles of a request, oldest first; see ``matched``."""
    match = matched(snapshot, request, outside, expression=expression)
    total = int(np.count_nonzero(match.mask))
    rows, _ = _ordered(snapshot, replace(request, sort="oldest"), match.found, match.mask, total)
    return Found(
        total=total,
        hits=tuple((snapshot.id(row), 0.0) for row in rows.tolist()),
        suggestion=match.suggestion,
        relaxed=match.relaxed.code,
        problems=match.parsed.problems,
        undated=match.undated,
        dropped=match.relaxed.dropped,
    )


FURTHER = 40
"""Documents behind the wanted ones that are looked at for copies of them."""


def _ordered(
    snapshot: Snapshot, request: SearchRequest, found: Evaluated, mask: Array, wanted: int
) -> tuple[Array, Array]:
    """The first ``wanted`` documents in the order of the request, and a score for every document."""
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
    return ranking.best([*order, first], mask, wanted), score
