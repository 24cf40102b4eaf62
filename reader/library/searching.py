"""A search from the request to the result: hits of the index, rows of the catalogue, snippets."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.model import Hit, SearchRequest, SearchResult
from reader.search.outside import Marked, Outside
from reader.search.snippets import snippet

if TYPE_CHECKING:
    from reader.search.index import SearchIndex


def search(
    catalogue: Catalogue,
    current: Callable[[], SearchIndex | None],
    request: SearchRequest,
    outside: Outside | None = None,
) -> SearchResult:
    """Answers a request; ``took_ms`` covers everything from here on. Without an index nothing is found."""
    start = time.perf_counter()
    index = current()
    if index is None:
        return SearchResult(request.query, 0, _since(start), (), {} if request.facets else None)
    found = index.search(request, outside)
    heads = catalogue.articles.heads_by_id(article_id for article_id, _ in found.hits)
    texts = catalogue.articles.texts(head.number for head in heads.values())
    marked = outside.marked() if outside is not None else Marked()
    hits = tuple(
        make_hit(
            head,
            snippet(texts[head.number], request.query),
            score,
            found.copies.get(article_id, ()),
            marked.of(article_id),
        )
        for article_id, score in found.hits
        if (head := heads.get(article_id)) is not None  # the catalogue may be ahead of the index
    )
    return SearchResult(
        query=request.query,
        total=found.total,
        took_ms=_since(start),
        hits=hits,
        facets=found.facets,
        suggestion=found.suggestion,
        relaxed=found.relaxed,
        problems=found.problems,
        undated=found.undated,
        dropped=found.dropped,
        unknown=found.unknown,
        more=found.more,
    )


def copies(catalogue: Catalogue, hit: Hit, query: str, outside: Outside) -> tuple[Hit, ...]:
    """What is folded into a hit, oldest capture first."""
    marked = outside.marked()
    heads = catalogue.articles.heads_by_id(hit.copies)
    texts = catalogue.articles.texts(head.number for head in heads.values())
    return tuple(
        make_hit(head, snippet(texts[head.number], query), hit.score, marks=marked.of(head.id))
        for head in sorted(heads.values(), key=lambda head: (head.captured or "", head.number))
    )


def make_hit(
    head: Head, snippet_html: str, score: float, copies: tuple[str, ...] = (), marks: tuple[str, ...] = ()
) -> Hit:
    """An article as a list shows it."""
    return Hit(
        id=head.id,
        title=head.title,
        url=head.url,
        site=head.site,
        date=head.date,
        captured=head.captured,
        source=head.source,
        snippet=snippet_html,
        score=score,
        copies=copies,
        marks=marks,
    )


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000
