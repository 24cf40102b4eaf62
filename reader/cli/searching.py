"""``search``: one query, or a file of queries in one process."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.cli.opening import library
from reader.cli.terminal import Terminal, one_line
from reader.errors import UnusableError, UsageError
from reader.messages import facet_word, nothing_sentence, problem_sentence, relaxed_sentence
from reader.model import Hit, QueryProblem, SearchRequest, SearchResult
from reader.text.dates import period
from reader.text.urls import is_web, site
from reader.translation import _, format_date, format_number, ngettext

if TYPE_CHECKING:
    from reader.library.library import Library

_FACET_VALUES = 8  # shown of each facet to a person; JSON has all


def search(args: Namespace, terminal: Terminal) -> int:
    """Prints what was found; 1 when a query found nothing, 0 for a file of queries."""
    request = search_request(args)
    if args.queries is not None and args.query is not None:
        raise UsageError("two-query-sources")
    if args.queries is None and args.query is None:
        raise UsageError("query-missing")
    with library(args, terminal) as opened:
        if args.queries is not None:
            for query in read_queries(args.queries):
                _answer(opened, replace(request, query=query), args, terminal)
            return 0
        result = _answer(opened, replace(request, query=args.query), args, terminal)
    return 0 if result.total or not args.query.strip() else 1


def search_request(args: Namespace) -> SearchRequest:
    """The filters of the command line. Raises UsageError for a date that is none."""
    return SearchRequest(
        limit=args.limit,
        offset=args.offset,
        sort=args.sort,
        site=tuple(args.site or ()),
        date_from=_day(args.date_from, last=False),
        date_to=_day(args.date_to, last=True),
        section=tuple(args.section or ()),
        source=tuple(args.source or ()),
        language=tuple(args.lang or ()),
        format=tuple(args.saved_as or ()),
        tag=tuple(args.tag or ()),
        facets=args.facets,
        fold=args.fold,
    )


def read_queries(name: str) -> Iterator[str]:
    """The queries of a file, one a line; only a line feed ends a line. ``-`` is standard input."""
    try:
        stream = sys.stdin.buffer if name == "-" else open(name, "rb")  # noqa: SIM115 - closed below
    except OSError as error:
        raise UnusableError("file-unreadable", path=name, reason=error.strerror or str(error)) from error
    with stream:
        for number, line in enumerate(stream):
            text = line.removesuffix(b"\n").decode("utf-8", "replace")
            yield text.removeprefix("\ufeff") if number == 0 else text


def _day(text: str | None, *, last: bool) -> str | None:
    if text is None:
        return None
    days = period(text)
    if days is None:
        raise UsageError("date-unreadable", text=text)
    return days[1] if last else days[0]


def _answer(opened: Library, request: SearchRequest, args: Namespace, terminal: Terminal) -> SearchResult:
    result = opened.search(request)
    if args.json:
        terminal.json(result.as_json())
    else:
        _print(result, request, terminal)
    return result


def _print(result: SearchResult, request: SearchRequest, terminal: Terminal) -> None:
    terminal.line(terminal.dim(_head(result, request)))
    for remark in _remarks(result):
        terminal.paragraph(remark)
    for place, hit in enumerate(result.hits, request.offset + 1):
        _print_hit(place, hit, terminal)
    for field, values in (result.facets or {}).items():
        shown = "  ".join(f"{one_line(v.value)} ({format_number(v.count)})" for v in values[:_FACET_VALUES])
        more = len(values) - _FACET_VALUES
        tail = "  " + _("and {count} more").format(count=format_number(more)) if more > 0 else ""
        if shown:
            terminal.line()
            terminal.line(terminal.bold(facet_word(field)))
            terminal.paragraph(shown + tail, "  ")


def _head(result: SearchResult, request: SearchRequest) -> str:
    told = ngettext("{count} result", "{count} results", result.total).format(
        count=format_number(result.total)
    )
    if request.offset or result.more:
        first, last = request.offset + 1, request.offset + len(result.hits)
        if last >= first:
            told += " · " + _("{first} to {last} shown").format(first=first, last=last)
    return f"{told} · {format_number(round(result.took_ms, 1))} ms"


def hints(
    relaxed: str | None, dropped: Sequence[str], suggestion: str | None, problems: Sequence[QueryProblem]
) -> Iterator[str]:
    """What was done to a query, and what else it may mean."""
    if relaxed:
        yield relaxed_sentence(relaxed, dropped)
    if suggestion:
        yield _("Did you mean: {query}").format(query=one_line(suggestion))
    for problem in problems:
        yield problem_sentence(problem.code, problem.detail)


def _remarks(result: SearchResult) -> Iterator[str]:
    yield from hints(result.relaxed, result.dropped, result.suggestion, result.problems)
    if not result.total and result.query.strip():
        yield nothing_sentence(result.unknown)
    if result.undated:
        told = ngettext(
            "{count} article without a date is left out.",
            "{count} articles without a date are left out.",
            result.undated,
        )
        yield told.format(count=format_number(result.undated))


def _print_hit(place: int, hit: Hit, terminal: Terminal) -> None:
    terminal.line()
    terminal.line(f"{place}. {terminal.bold(one_line(hit.title) or _('(no title)'))}")
    date = format_date(hit.date) if hit.date else ""
    source = site(hit.source) if hit.source and is_web(hit.source) else one_line(hit.source)
    copies = ngettext("+{count} copy", "+{count} copies", hit.folded).format(count=hit.folded)
    facts = (one_line(hit.site), date, source, copies if hit.folded else "", hit.id)
    terminal.line("   " + terminal.dim(" · ".join(fact for fact in facts if fact)))
    if hit.snippet:
        terminal.paragraph(terminal.marked(hit.snippet), "   ", lines=3)
