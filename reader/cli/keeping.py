"""The commands that keep a library: import, archives, relocate, forget, failures, stats, rebuild."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.cli.opening import library
from reader.cli.progress import run_steps
from reader.cli.terminal import Terminal, one_line
from reader.errors import UnusableError
from reader.explanations import format_words, repair_words
from reader.messages import failure_advice, failure_sentence, other_words
from reader.model import Failure, ImportPlan, ImportReport, Rejected, readable_path
from reader.translation import _, format_bytes, format_date, format_duration, format_number, ngettext

if TYPE_CHECKING:
    from reader.library.library import Library

_LISTED = 5  # failures of each kind that an import lists for a person; `failures` lists all
_INTERRUPTED = 130


def import_archives(args: Namespace, terminal: Terminal) -> int:
    """Adds archives; 1 when something could not be read or nothing readable was there, 130 after Ctrl-C."""
    with library(args, terminal, write=True) as opened:
        plan = opened.plan_import(args.paths)
        _ask_if_tight(plan, args, terminal)
        last, interrupted = run_steps(opened.import_paths(args.paths, jobs=args.jobs), terminal)
        report = opened.last_report if interrupted else (last.report if last else None)
    if report is None:
        raise UnusableError("import-without-report")
    if args.json:
        terminal.json(report.as_json())
    else:
        _print_report(report, terminal)
    if interrupted:
        terminal.note(_("Stopped. What was imported so far is kept; the same command goes on from here."))
        return _INTERRUPTED
    if report.stopped == "disk-full":
        raise UnusableError("disk-full", path=str(opened.folder))
    return 1 if report.failed or not report.articles else 0


def _ask_if_tight(plan: ImportPlan, args: Namespace, terminal: Terminal) -> None:
    told = _(
        "{files} files, {size}: about {time}; the library takes about {library} of the {free} free here."
    )
    told = told.format(
        files=format_number(plan.files),
        size=format_bytes(plan.bytes),
        time=format_duration(plan.seconds),
        library=format_bytes(plan.library_bytes),
        free=format_bytes(plan.free_bytes),
    )
    if terminal.shows_progress or plan.tight:
        terminal.note(told)
    if not plan.tight or args.yes:
        return
    answer = terminal.ask(_("The disk may become full. Import all the same? [y/N]"), _("yes"))
    if not answer:
        raise UnusableError("disk-tight" if answer is None else "not-confirmed")


def _print_report(report: ImportReport, terminal: Terminal) -> None:
    counts = (
        (_("added"), report.added),
        (_("updated"), report.updated),
        (_("unchanged"), report.unchanged),
        (_("read again, because their site is known better"), report.reextracted),
        (_("not an article"), len(report.skipped)),
        (_("could not be read"), len(report.failed)),
    )
    told = ngettext(
        "{pages} page in {files} files, {time}", "{pages} pages in {files} files, {time}", report.seen
    )
    terminal.line(
        told.format(
            pages=format_number(report.seen),
            files=format_number(report.files),
            time=format_duration(report.seconds),
        )
    )
    for words, count in counts:
        if count:
            terminal.line(f"  {format_number(count):>7}  {words}")
    _print_how_read(report, terminal)
    others = ", ".join(f"{other_words(code)}: {format_number(count)}" for code, count in report.other.items())
    if others:
        terminal.line("  " + _("other files: {list}").format(list=others))
    told = ngettext("{count} article in the library", "{count} articles in the library", report.articles)
    terminal.line(terminal.bold(told.format(count=format_number(report.articles))))
    if report.failed:
        terminal.line()
        _print_failures(report.failed, _LISTED, terminal)
    elif not report.articles:
        terminal.line(_("Nothing here could be read as an article."))


def _print_how_read(report: ImportReport, terminal: Terminal) -> None:
    """Of what was read: the formats, what of its letters was put right, and what stayed doubtful."""
    if report.formats:
        formats = (f"{format_words(name)}: {format_number(n)}" for name, n in report.formats.items())
        terminal.line("  " + _("read from: {list}").format(list=", ".join(formats)))
    for code, count in report.repaired.items():
        told = _("repaired: {what}").format(what=repair_words(code))
        terminal.line(f"  {format_number(count):>7}  {told}")
    if report.doubtful:
        told = _("the encoding is a guess; `gov-reader reread ID` takes your choice")
        terminal.line(f"  {format_number(report.doubtful):>7}  {told}")


def _print_failures(found: Iterable[Rejected | Failure], most: int | None, terminal: Terminal) -> None:
    """Lists what could not be read by its reason; ``most`` places of each, or all."""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in found:
        place = one_line(readable_path(each.path))
        groups.setdefault((each.code, each.detail), []).append(
            f"{place} › {one_line(each.member)}" if each.member else place
        )
    for (code, detail), places in groups.items():
        told = " ".join(part for part in (failure_sentence(code, detail), failure_advice(code)) if part)
        terminal.paragraph(terminal.bold(f"{format_number(len(places))} × {one_line(told)}"))
        for place in places[:most]:
            terminal.line(f"  {place}")
        if most is not None and len(places) > most:
            more = format_number(len(places) - most)
            terminal.line("  " + _("… and {count} more; `gov-reader failures` lists all.").format(count=more))


def archives(args: Namespace, terminal: Terminal) -> int:
    """Lists the archives with their state."""
    with library(args, terminal) as opened:
        roots = opened.archives()
    if args.json:
        shape = [
            {"root": readable_path(each.root), "state": each.state, "pages": each.pages, "bytes": each.bytes}
            for each in roots
        ]
        terminal.json({"archives": shape})
        return 0
    words = {
        "present": _("present"),
        "away": _("away: connect its drive, or tell where it is with `relocate`"),
    }
    for each in roots:
        terminal.line(terminal.bold(one_line(readable_path(each.root))))
        pages = ngettext("{count} page", "{count} pages", each.pages).format(count=format_number(each.pages))
        terminal.line(f"  {pages} · {format_bytes(each.bytes)} · {words[each.state]}")
    if not roots:
        terminal.line(_("The library has no archive yet; `gov-reader import PATH` adds one."))
    return 0


def relocate(args: Namespace, terminal: Terminal) -> int:
    """Moves an archive's root in the catalogue after comparing its files."""
    with library(args, terminal, write=True) as opened:
        count = opened.relocate(args.old, args.new)
    told = ngettext(
        "{count} page is found at its new place.", "{count} pages are found at their new place.", count
    )
    terminal.line(told.format(count=format_number(count)))
    return 0


def forget(args: Namespace, terminal: Terminal) -> int:
    """Takes an archive out of the library, after asking on a terminal."""
    with library(args, terminal, write=True) as opened:
        if not args.yes:
            told = _("Remove {path} and its articles from the library? Its files stay as they are. [y/N]")
            if terminal.ask(told.format(path=one_line(readable_path(args.path))), _("yes")) is False:
                raise UnusableError("not-confirmed")
        count = opened.forget(os.path.abspath(args.path))
    told = ngettext(
        "{count} page was removed from the library.", "{count} pages were removed from the library.", count
    )
    terminal.line(told.format(count=format_number(count)))
    return 0


def failures(args: Namespace, terminal: Terminal) -> int:
    """Lists what could not be read; on request also pages that are no article by nature."""
    with library(args, terminal) as opened:
        found = [each for each in opened.failures() if args.all or each.kind == "failed"]
    if args.json:
        shape = [
            {
                "path": readable_path(each.path),
                "member": each.member,
                "code": each.code,
                "detail": each.detail,
                "when": each.when,
            }
            for each in found
        ]
        terminal.json({"failures": shape})
        return 0
    _print_failures(found, None, terminal)
    if not found:
        terminal.line(_("Everything could be read."))
    return 0


def stats(args: Namespace, terminal: Terminal) -> int:
    """Shows the library in numbers."""
    with library(args, terminal) as opened:
        terminal.json(stats_json(opened)) if args.json else _print_stats(opened, terminal)
    return 0


def stats_json(opened: Library) -> dict[str, object]:
    """The shape ``stats`` of the contract."""
    found = opened.stats()
    return {
        "pages": found.pages,
        "articles": found.articles,
        "captures": found.captures,
        "sites": [{"site": each.value, "count": each.count} for each in found.sites],
        "languages": [{"language": each.value, "count": each.count} for each in found.languages],
        "formats": [{"format": each.value, "count": each.count} for each in found.formats],
        "failed": found.failed,
        "skipped": found.skipped,
        "index_bytes": found.index_bytes,
        "catalogue_bytes": found.catalogue_bytes,
        "first": found.first,
        "last": found.last,
    }


def _print_stats(opened: Library, terminal: Terminal) -> None:
    found = opened.stats()
    rows = [
        (_("Library"), str(opened.folder)),
        (_("Pages"), format_number(found.pages)),
        (_("Articles"), format_number(found.articles)),
        (_("Captures"), format_number(found.captures)),
        (_("Could not be read"), format_number(found.failed)),
        (_("Not an article"), format_number(found.skipped)),
        (_("Catalogue"), format_bytes(found.catalogue_bytes)),
        (_("Index"), format_bytes(found.index_bytes)),
    ]
    if found.first and found.last:
        rows.insert(3, (_("From – to"), f"{format_date(found.first)} – {format_date(found.last)}"))
    widest = max(len(label) for label, _value in rows)
    for label, value in rows:
        terminal.line(f"{label.ljust(widest)}  {one_line(value)}")
    for heading, values in (
        (_("Sites"), found.sites),
        (_("Languages"), found.languages),
        (_("Formats"), found.formats),
    ):
        if values:
            terminal.line()
            terminal.line(terminal.bold(heading))
        for each in values:
            terminal.line(f"  {format_number(each.count):>7}  {one_line(each.value)}")


def rebuild(args: Namespace, terminal: Terminal) -> int:
    """Builds the index anew; 130 after Ctrl-C, then the next start goes on."""
    with library(args, terminal, write=True) as opened:
        _last, interrupted = run_steps(opened.rebuild(), terminal)
        articles = opened.stats().articles
    if interrupted:
        terminal.note(_("Stopped. The next import or rebuild goes on from here."))
        return _INTERRUPTED
    told = ngettext(
        "The index was rebuilt: {count} article.", "The index was rebuilt: {count} articles.", articles
    )
    terminal.line(told.format(count=format_number(articles)))
    return 0
