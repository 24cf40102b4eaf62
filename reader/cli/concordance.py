"""``kwic`` and ``timeline``: the hits of a query in their context, and queries compared over time."""

from __future__ import annotations

from argparse import Namespace

from reader.cli.opening import library
from reader.cli.searching import hints
from reader.cli.terminal import Terminal, one_line
from reader.errors import UsageError
from reader.export.search_tables import by_period, kwic_csv, timeline_csv
from reader.model import KwicLine, KwicResult, SearchRequest, Timeline, TimelineSeries
from reader.translation import format_date, format_number, ngettext

_BAR = 40  # signs of the longest bar


def kwic(args: Namespace, terminal: Terminal) -> int:
    """Prints every hit of a query in its context; 1 when there is none."""
    _one_form(args)
    if not (args.query or "").strip():
        raise UsageError("query-missing")
    with library(args, terminal) as opened:
        found = opened.kwic(SearchRequest(args.query), width=args.width, sort=args.sort)
    if args.json:
        terminal.json(found.as_json())
    elif args.csv:
        terminal.document(kwic_csv(found).removesuffix("\n"))
    else:
        _print_kwic(found, args.width, terminal)
    return 0 if found.total else 1


def timeline(args: Namespace, terminal: Terminal) -> int:
    """Prints how many articles of each query a month or year has."""
    _one_form(args)
    with library(args, terminal) as opened:
        found = opened.timeline(args.query, by=args.by)
    if args.json:
        terminal.json(found.as_json())
    elif args.csv:
        terminal.document(timeline_csv(found).removesuffix("\n"))
    else:
        _print_timeline(found, terminal)
    return 0 if any(each.counts for each in found.series) else 1


def _one_form(args: Namespace) -> None:
    if args.json and args.csv:
        raise UsageError("options-clash", one="--json", two="--csv")


# ---- for people -----------------------------------------------------------------------------------


def _print_kwic(found: KwicResult, width: int, terminal: Terminal) -> None:
    lines = ngettext("{count} line", "{count} lines", found.total).format(count=format_number(found.total))
    articles = ngettext("{count} article", "{count} articles", found.articles).format(
        count=format_number(found.articles)
    )
    terminal.line(terminal.dim(f"{lines} · {articles}"))
    for hint in hints(found.relaxed, found.dropped, found.suggestion, found.problems):
        terminal.paragraph(hint)
    for line in found.lines:
        terminal.line(_shown(line, width, terminal))


def _shown(line: KwicLine, width: int, terminal: Terminal) -> str:
    left, right = (one_line(text) for text in (line.left, line.right))
    joined = " " if line.left[-1:] == " " else ""
    behind = " " if line.right[:1] == " " else ""
    date = format_date(line.date) if line.date else ""
    facts = " · ".join(fact for fact in (date, line.id) if fact)
    text = f"{(left + joined).rjust(width)}{terminal.bold(one_line(line.match))}{behind}{right}"
    return f"{text}  {terminal.dim(facts)}"


def _print_timeline(found: Timeline, terminal: Terminal) -> None:
    for series in found.series:
        for hint in hints(series.relaxed, (), series.suggestion, series.problems):
            terminal.paragraph(f"{one_line(series.query)}: {hint}")
    if len(found.series) == 1:
        most = max((each.count for each in found.series[0].counts), default=0)
        for each in found.series[0].counts:
            bar = "█" * max(1, round(_BAR * each.count / most))
            terminal.line(f"{format_date(each.period):>12}  {format_number(each.count):>7}  {bar}")
    else:
        heads = [one_line(series.query) for series in found.series]
        widths = [max(7, len(head)) for head in heads]
        cells = "  ".join(head.rjust(width) for head, width in zip(heads, widths, strict=True))
        terminal.line(f"{'':>12}  {terminal.bold(cells)}")
        for period, counts in by_period(found):
            row = (format_number(c).rjust(width) for c, width in zip(counts, widths, strict=True))
            terminal.line(f"{format_date(period):>12}  {'  '.join(row)}")
    for series in found.series:
        _print_undated(series, terminal)


def _print_undated(series: TimelineSeries, terminal: Terminal) -> None:
    if series.undated:
        told = ngettext(
            "{count} article without a date is left out.",
            "{count} articles without a date are left out.",
            series.undated,
        ).format(count=format_number(series.undated))
        terminal.paragraph(f"{one_line(series.query)}: {told}")
