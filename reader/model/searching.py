"""Requests and results of searching: hits, facets, concordance, timeline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from reader.model.terms import Sort, TimelineBy

Choice = str | tuple[str, ...] | None
"""A value that is wanted, or several of which any will do; None, or no value: all are wanted."""


def choices(wanted: Choice) -> tuple[str, ...]:
    """The values of a choice."""
    return (wanted,) if isinstance(wanted, str) and wanted else tuple(wanted or ())


SORTS: tuple[Sort, ...] = get_args(Sort)
DAYS = ("date_from", "date_to")
FILTERS = ("site", "section", "source", "language", "format", "tag", "mark", *DAYS)
"""The fields of a request that filter."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query with its filters; days are inclusive ``YYYY-MM-DD`` (or a year, or a month).

    ``fold``: other captures and reprints of an article are folded into its hit; ``limit`` and ``offset``
    count what is shown then. ``choosing``: the filters are values chosen from facets, taken to the letter
    (else a site stands for those below it too); facets are counted as if they were not filtered by
    themselves, so that other values can be chosen, and by "month" too.
    """

    query: str = ""
    limit: int = 20
    offset: int = 0
    sort: Sort = "relevance"
    site: Choice = None
    date_from: str | None = None
    date_to: str | None = None
    section: Choice = None
    source: Choice = None
    language: Choice = None
    format: Choice = None
    tag: Choice = None
    mark: Choice = None
    facets: bool = False
    choosing: bool = False
    fold: bool = False

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters in force, by their fields; a day stands alone."""
        found = {field: choices(getattr(self, field)) for field in FILTERS}
        return {field: values for field, values in found.items() if values}

    def with_filters(self, filters: Mapping[str, tuple[str, ...]]) -> SearchRequest:
        """The request with these filters and no others."""

        def day(field: str) -> str | None:
            return next(iter(filters.get(field, ())), None)

        return replace(
            self,
            site=filters.get("site", ()),
            section=filters.get("section", ()),
            source=filters.get("source", ()),
            language=filters.get("language", ()),
            format=filters.get("format", ()),
            tag=filters.get("tag", ()),
            mark=filters.get("mark", ()),
            date_from=day("date_from"),
            date_to=day("date_to"),
        )

    def as_json(self) -> dict[str, object]:
        """What is asked for: query, filters and order; not how it is shown."""
        return {"query": self.query, "sort": self.sort, **{k: list(v) for k, v in self.filters.items()}}

    @classmethod
    def from_json(cls, stored: object) -> SearchRequest:
        """The reverse; what is not understood is left out."""
        values = stored if isinstance(stored, Mapping) else {}
        sort = values.get("sort")
        query = values.get("query")
        filters = {}
        for field in FILTERS:
            value = values.get(field)
            listed = [value] if isinstance(value, str) else value
            if isinstance(listed, (list, tuple)):
                filters[field] = tuple(str(each) for each in listed if each)
        request = cls(query if isinstance(query, str) else "")
        known: Sort = next((each for each in SORTS if each == sort), "relevance")
        return replace(request.with_filters(filters), sort=known)


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name; ``made`` is when it was saved."""

    name: str
    request: SearchRequest
    made: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found; ``snippet`` is safe HTML in which the hits stand in ``<mark>``.

    ``copies``: the ids of its other captures and reprints among the results that are shown as this one hit.
    ``marks``: what somebody has put on it: "starred", "to-read", "read", "notes", "highlights".
    """

    id: str
    title: str | None
    url: str | None
    site: str | None
    date: str | None
    captured: str | None
    source: str | None
    snippet: str
    score: float
    copies: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def folded(self) -> int:
        """How many articles are folded into this hit."""
        return len(self.copies)

    def as_json(self) -> dict[str, object]:
        """As in the contract; ``folded`` only where there are copies."""
        shape: dict[str, object] = {
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "site": self.site,
            "date": self.date,
            "captured": self.captured,
            "source": self.source,
            "snippet": self.snippet,
            "score": round(self.score, 4),
        }
        if self.copies:
            shape["folded"] = list(self.copies)
        return shape


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and how many of the found articles have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A place in the query that was not understood: ``start`` and ``end`` are character offsets."""

    code: str
    start: int
    end: int
    detail: str = ""

    def as_json(self) -> dict[str, object]:
        """For the ``problems`` of answers."""
        return {"code": self.code, "start": self.start, "end": self.end, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a request.

    ``total`` counts articles, folded ones too; ``more``: there are further hits behind these.

    ``relaxed`` says how the query was widened when nothing matched all of it: a code of
    ``"ranked"`` (seven words or more), ``"any-word"``, ``"unmarked"``, or None. ``undated`` counts matching
    articles that a date filter left out because they have no date. ``dropped``: the words that were let go
    when ``relaxed`` is "any-word". ``unknown``: when nothing was found, the words and phrases that no article
    has.
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] | None = None
    suggestion: str | None = None
    relaxed: str | None = None
    problems: tuple[QueryProblem, ...] = ()
    undated: int = 0
    dropped: tuple[str, ...] = ()
    more: bool = False
    unknown: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As in the contract; facets only when they were asked for."""
        shape: dict[str, object] = {
            "query": self.query,
            "total": self.total,
            "took_ms": round(self.took_ms, 2),
            "suggestion": self.suggestion,
            "relaxed": self.relaxed,
            "hits": [hit.as_json() for hit in self.hits],
        }
        if self.undated:
            shape["undated"] = self.undated
        if self.dropped:
            shape["dropped"] = list(self.dropped)
        if self.unknown:
            shape["unknown"] = list(self.unknown)
        if self.problems:
            shape["problems"] = [problem.as_json() for problem in self.problems]
        if self.facets is not None:
            shape["facets"] = {
                name: [{"value": v.value, "count": v.count} for v in values]
                for name, values in self.facets.items()
            }
        return shape


@dataclass(frozen=True, slots=True)
class KwicLine:
    """A hit with the text around it; joined, ``left``, ``match`` and ``right`` read as the text does.

    ``start`` and ``end`` are the offsets of the hit in the article's text, -1 when the line is its title;
    ``copies`` says how many other articles have the same line and were folded into it.
    """

    id: str
    title: str | None
    date: str | None
    left: str
    match: str
    right: str
    start: int = -1
    end: int = -1
    copies: int = 0

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date,
            "left": self.left,
            "match": self.match,
            "right": self.right,
        }


@dataclass(frozen=True, slots=True)
class KwicResult:
    """A concordance: every hit of a query in its context, ``total`` lines from so many ``articles``.

    ``relaxed`` as in ``SearchResult``, and "apart": the words never stand together, so each has its lines.
    """

    query: str
    total: int
    lines: tuple[KwicLine, ...]
    articles: int = 0
    relaxed: str | None = None
    suggestion: str | None = None
    problems: tuple[QueryProblem, ...] = ()
    dropped: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As in the contract; what was done to the query only when something was."""
        shape: dict[str, object] = {
            "query": self.query,
            "total": self.total,
            "lines": [line.as_json() for line in self.lines],
        }
        if self.relaxed:
            shape["relaxed"] = self.relaxed
        if self.suggestion:
            shape["suggestion"] = self.suggestion
        if self.dropped:
            shape["dropped"] = list(self.dropped)
        if self.problems:
            shape["problems"] = [problem.as_json() for problem in self.problems]
        return shape


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many articles a month (YYYY-MM) or year (YYYY) has."""

    period: str
    count: int

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"period": self.period, "count": self.count}


@dataclass(frozen=True, slots=True)
class TimelineSeries:
    """The articles of one query by period, in order; periods without any are left out.

    ``total`` counts those with a date that is known well enough, ``undated`` the others.
    """

    query: str
    counts: tuple[PeriodCount, ...]
    total: int = 0
    undated: int = 0
    relaxed: str | None = None
    suggestion: str | None = None
    problems: tuple[QueryProblem, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As in the contract; what was done to the query only when something was."""
        shape: dict[str, object] = {
            "query": self.query,
            "counts": [count.as_json() for count in self.counts],
        }
        if self.undated:
            shape["undated"] = self.undated
        if self.relaxed:
            shape["relaxed"] = self.relaxed
        if self.suggestion:
            shape["suggestion"] = self.suggestion
        if self.problems:
            shape["problems"] = [problem.as_json() for problem in self.problems]
        return shape


@dataclass(frozen=True, slots=True)
class Timeline:
    """Queries compared over time; ``all``: every article of the library by period, for shares."""

    by: TimelineBy
    series: tuple[TimelineSeries, ...]
    all: tuple[PeriodCount, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"by": self.by, "series": [each.as_json() for each in self.series]}
