"""``diff``: what differs between two captures of a page, or between a copy and its source."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from reader.cli.opening import library
from reader.cli.terminal import Terminal, one_line, printable
from reader.errors import UsageError
from reader.export.comparison import FORMATS, PLAIN, Style, lines_of, render
from reader.export.writing import refuse_inside, write
from reader.model import Article
from reader.translation import _, format_date, format_moment


def diff(args: Namespace, terminal: Terminal) -> int:
    """Prints the comparison, or writes it to a file whose ending says how."""
    if args.output and args.json:
        raise UsageError("options-clash", one="--json", two="--output")
    ending = Path(args.output or "").suffix.lower().removeprefix(".")
    if args.output and ending not in FORMATS:
        raise UsageError("ending-unknown", known=", ".join(f".{each}" for each in FORMATS))
    with library(args, terminal) as opened:
        found = opened.diff(args.a, args.b)
        if args.json:
            terminal.json(found.as_json())
            return 0
        old, new = opened.article(args.a), opened.article(args.b)
        if args.output:
            target = Path(args.output)
            refuse_inside(target, [root.root for root in opened.archives()])
            write(target, render(found, old, new, ending), force=args.force)
            terminal.line(one_line(str(target)))
            return 0
    terminal.line(f"--- {_named(old, terminal)}")
    terminal.line(f"+++ {_named(new, terminal)}")
    terminal.line()
    style = Style(
        plain=printable,
        removed=lambda text: terminal.removed(PLAIN.removed(printable(text))),
        added=lambda text: terminal.added(PLAIN.added(printable(text))),
        heading=lambda text: terminal.bold(one_line(text)),
    )
    for line in lines_of(found, style):
        terminal.line(line)
    return 0


def _named(article: Article, terminal: Terminal) -> str:
    title = terminal.bold(one_line(article.title) or _("(no title)"))
    captured = format_moment(article.captured) if article.captured else None
    day = format_date(article.date) if article.date else None
    facts = [one_line(fact) for fact in (article.site, day, captured, article.id) if fact]
    return f"{title} {terminal.dim(' · '.join(facts))}"
