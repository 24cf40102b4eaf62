"""``missing``: what pages of the library link to and none of its archives holds."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from reader.cli.opening import library
from reader.cli.terminal import Terminal, one_line
from reader.errors import UsageError
from reader.export.missing_list import as_csv, as_seeds, as_urls
from reader.messages import kind_words
from reader.model import MissingLink
from reader.translation import _, format_date, format_number, ngettext


def missing(args: Namespace, terminal: Terminal) -> int:
    """Lists the addresses, most linked first; as JSON, as a table, or alone."""
    chosen = [name for name in ("json", "csv", "urls", "seeds") if getattr(args, name)]
    if len(chosen) > 1:
        raise UsageError("options-clash", one=f"--{chosen[0]}", two=f"--{chosen[1]}")
    with library(args, terminal) as opened:
        found = opened.missing_links(args.limit)
    if args.json:
        terminal.json({"missing": [each.as_json() for each in found]})
    elif args.csv:
        terminal.out.write(as_csv(found))
    elif args.urls:
        terminal.out.write(as_urls(found))
    elif args.seeds:
        terminal.out.write(as_seeds(found))
    else:
        _print(found, terminal)
    return 0


def _print(found: Sequence[MissingLink], terminal: Terminal) -> None:
    for each in found:
        told = ngettext("linked from {count} article", "linked from {count} articles", each.count)
        facts = [told.format(count=format_number(each.count)), *(kind_words(kind) for kind in each.kinds)]
        if each.first and each.last:
            days = dict.fromkeys((format_date(each.first[:10]), format_date(each.last[:10])))
            facts.append(" – ".join(days))
        terminal.line(one_line(each.url))
        terminal.paragraph(terminal.dim(" · ".join(facts)), "    ")
    if not found:
        terminal.line(_("Everything that the pages link to is in the archive."))
