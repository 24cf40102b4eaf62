"""Questions to the index: searches, concordances, timelines."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import replace

from reader.errors import UnusableError
from reader.library.facade.writing import Writing
from reader.library.searching import copies, search
from reader.model import (
    Hit,
    KwicResult,
    KwicSort,
    Progress,
    SearchRequest,
    SearchResult,
    Timeline,
    TimelineBy,
    TimelineSeries,
)
from reader.search.highlight import spans
from reader.search.outside import complete_marks


class Asking(Writing):
    """A library that can be searched; a search mends an index that lags behind."""

    def search(self, request: SearchRequest) -> SearchResult:
        """Answers a query. An index that lags behind the catalogue is mended first, if nobody writes."""
        if not self._healed and self._keeper.lag:
            self._heal(damaged=False)
        try:
            return search(self._catalogue, self._keeper.current, request, self._outside)
        except UnusableError as error:
            if error.code != "index-damaged":
                raise
            self._heal(damaged=True)
            return search(self._catalogue, self._keeper.current, request, self._outside)

    def every(self, request: SearchRequest) -> list[str]:
        """The ids of all articles that a request finds, in its order; limits do not hold."""
        index = self._keeper.current()
        if index is None:
            return []
        whole = replace(request, limit=index.count + 1, offset=0, facets=False, fold=False)
        return [found for found, _ in index.search(whole, self._outside).hits]

    def spans(self, text: str, query: str, *, together: bool = False) -> list[tuple[int, int]]:
        """Where a query hits inside a text, as raw offsets.

        ``together``: the query is no query but words that must stand one after the other (find in page).
        """
        return spans(text, query, together=together)

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """What a query that is being typed may become: its last word completed, titles, sites."""
        if marks := complete_marks(prefix, self._outside.marked(), limit):
            return marks
        index = self._keeper.current()
        return index.complete(prefix, limit) if index else ()

    def copies(self, hit: Hit, request: SearchRequest) -> tuple[Hit, ...]:
        """The captures and reprints that are folded into a hit, oldest capture first."""
        return copies(self._catalogue, hit, request.query, self._outside)

    def kwic(self, request: SearchRequest, *, width: int = 40, sort: KwicSort = "left") -> KwicResult:
        """Every hit of a query with ``width`` signs of text on both sides; see ``kwic_steps``."""
        last = deque(self.kwic_steps(request, width=width, sort=sort), maxlen=1).pop()
        assert last.found is not None
        return last.found

    def kwic_steps(
        self, request: SearchRequest, *, width: int = 40, sort: KwicSort = "left"
    ) -> Generator[Progress, None, None]:
        """Makes a concordance over all hits, filters in force, limits not. The last step has it (``found``).

        Plain words side by side are looked for as one expression; where they never stand together, each by
        itself (``relaxed`` is "apart" then).
        """
        from reader.library.concordance import steps

        yield from steps(self._catalogue, self._keeper.current(), request, self._outside, width, sort)

    def kwic_arranged(self, result: KwicResult, *, sort: KwicSort, containing: str = "") -> KwicResult:
        """The lines of a concordance in another order, or those in which some words stand together."""
        from reader.search.concordance import arranged

        lines = arranged(result.lines, sort, containing)
        articles = len({line.id for line in lines}) if containing.strip() else result.articles
        return replace(result, lines=lines, total=len(lines), articles=articles)

    def timeline(
        self, queries: Sequence[str], *, by: TimelineBy = "month", within: SearchRequest | None = None
    ) -> Timeline:
        """How many articles of each query every month or year has; the filters of ``within`` hold for all."""
        index = self._keeper.current()
        if index is None:
            return Timeline(by, tuple(TimelineSeries(query, ()) for query in queries))
        requests = [replace(within or SearchRequest(), query=query) for query in queries]
        return index.timeline(requests, by, self._outside)
