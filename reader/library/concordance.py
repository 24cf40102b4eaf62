"""A concordance: the texts of all hits of a query read in batches, each hit cut out with its context."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import TYPE_CHECKING

from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.model import KwicLine, KwicResult, KwicSort, Progress, SearchRequest
from reader.search.concordance import Concordance, arranged, folded
from reader.search.outside import Outside

if TYPE_CHECKING:
    from reader.search.index import SearchIndex

_BATCH = 100
STAGE = "kwic"


def steps(
    catalogue: Catalogue,
    index: SearchIndex | None,
    request: SearchRequest,
    outside: Outside,
    width: int,
    sort: KwicSort,
) -> Generator[Progress, None, None]:
    """Makes a concordance; the last step has it. Filters of the request hold, its limits do not.

    Plain words side by side are looked for as one expression; where they never stand together, each by
    itself ("apart"). With ``request.fold`` a line that several articles have is told once.
    """
    if index is None or not request.query.strip():
        yield Progress("done", 0, 0, found=KwicResult(request.query, 0, ()))
        return
    found = index.every(request, outside, expression=True)
    relaxed, expression = None, bool(found.total)
    if not expression:
        found = index.every(request, outside)
        relaxed = found.relaxed or ("apart" if found.total else None)
    concordance = Concordance(request.query, width, expression=expression)
    lines: list[KwicLine] = []
    ids = [article_id for article_id, _ in found.hits]
    started, articles = time.monotonic(), 0
    for first in range(0, len(ids), _BATCH):
        rate = first / max(time.monotonic() - started, 1e-6)
        yield Progress(STAGE, first, len(ids), rate, (len(ids) - first) / rate if first else None)
        heads = catalogue.articles.heads_by_id(ids[first : first + _BATCH])
        texts = catalogue.articles.texts(head.number for head in heads.values())
        for head in heads.values():
            new = _lines(concordance, head, texts[head.number])
            lines += new
            articles += bool(new)
    if request.fold:
        lines = folded(lines)
    result = KwicResult(
        request.query,
        len(lines),
        arranged(lines, sort),
        articles,
        relaxed,
        found.suggestion,
        found.problems,
        found.dropped,
    )
    yield Progress("done", len(ids), len(ids), found=result)


def _lines(concordance: Concordance, head: Head, text: str) -> list[KwicLine]:
    """The lines of an article; its title is quoted only where its text has no hit."""
    found = [
        KwicLine(head.id, head.title, head.date, each.left, each.match, each.right, each.start, each.end)
        for each in concordance.pieces(text)
    ]
    if found or not head.title:
        return found
    return [
        KwicLine(head.id, head.title, head.date, each.left, each.match, each.right)
        for each in concordance.pieces(head.title)
    ]
