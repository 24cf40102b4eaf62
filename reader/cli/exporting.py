"""``export``: articles to files."""

from __future__ import annotations

from argparse import Namespace
from functools import partial
from pathlib import Path

from reader.cli.opening import library
from reader.cli.progress import ProgressLine, quiet_interrupt
from reader.cli.terminal import Terminal, one_line
from reader.errors import NotFoundError, UsageError
from reader.export.batch import Batch, Order
from reader.export.format import ExportFormat, Options
from reader.export.items import item_of
from reader.export.names import safe
from reader.export.registry import FORMATS, by_ending, find, has_ending
from reader.export.registry import export as export_one
from reader.export.writing import refuse_inside
from reader.messages import sentence
from reader.model import SearchRequest
from reader.translation import _, ngettext

_INTERRUPTED = 130


def export(args: Namespace, terminal: Terminal) -> int:
    """Writes the articles and prints the files; an article that fails does not stop the others."""
    if bool(args.ids) == (args.query is not None):
        raise UsageError("articles-missing")
    chosen = _format(args)
    with library(args, terminal) as opened:
        ids = list(dict.fromkeys(args.ids)) or opened.every(SearchRequest(query=args.query))
        if not ids:
            raise NotFoundError("nothing-found", query=args.query)
        several = args.query is not None or len(ids) > 1 or args.manifest is not None
        combined = _combined(args, chosen, several)
        target = _target(args, chosen, several=several, combined=combined)
        refuse_inside(target, [root.root for root in opened.archives()])
        item = partial(item_of, opened, options=_options(args))
        if not several:
            terminal.line(one_line(str(export_one(item(ids[0]), chosen.name, target, force=args.force))))
            return 0
        title = args.query or ""
        manifest = Path(args.manifest) if args.manifest else None
        return _run(Batch(Order(ids, chosen, item, target, combined, args.force, title, manifest)), terminal)


def _format(args: Namespace) -> ExportFormat:
    if args.format is not None:
        return find(args.format)
    chosen = by_ending(args.output or "")
    if chosen is None:
        raise UsageError("format-missing", known=", ".join(each.name for each in FORMATS))
    return chosen


def _options(args: Namespace) -> Options:
    return Options(
        pictures=not args.no_pictures, corrections=not args.as_read, remarks=args.notes, style=args.style
    )


def _combined(args: Namespace, chosen: ExportFormat, several: bool) -> bool:
    """Whether all goes into one file: a list, or a file is named, or it is asked for."""
    named = not _is_folder(args) and has_ending(args.output or "", chosen)
    return several and (chosen.list_only or args.combined or named)


def _is_folder(args: Namespace) -> bool:
    return (args.output or ".").endswith(("/", "\\")) or Path(args.output or ".").is_dir()


def _target(args: Namespace, chosen: ExportFormat, *, several: bool, combined: bool) -> Path:
    """The file or folder to write to; a folder that is not there yet is made for several articles."""
    target = Path(args.output or ".")
    names_file = has_ending(target.name, chosen) and not _is_folder(args)
    if combined and names_file:
        return target
    if (several or _is_folder(args)) and not target.is_dir():
        if target.exists():
            raise UsageError("target-not-a-folder", path=str(target))
        target.mkdir(parents=True)
    if combined:
        return target / f"{safe(args.query or 'articles')}.{chosen.ending}"
    return target


def _run(batch: Batch, terminal: Terminal) -> int:
    code, told, progress, order = 0, 0, ProgressLine(terminal), batch.order
    steps = batch.run()
    with quiet_interrupt() as interrupted:
        try:
            for step in steps:
                told = _tell(batch, told, progress, terminal)
                if interrupted and step.stage != "done":
                    break
                progress.show(step)
        finally:
            steps.close()
            progress.clear()
    code = max((error.exit_code for error in batch.errors.values()), default=0)
    if interrupted and len(batch.entries) < len(order.ids):
        stopped = _("Stopped.") if order.combined else _("Stopped. The files written so far are kept.")
        terminal.note(stopped)
        return _INTERRUPTED
    if order.combined and len(batch.errors) < len(batch.entries):
        terminal.line(one_line(str(order.place)))
    _count(batch, terminal)
    return code


def _tell(batch: Batch, told: int, progress: ProgressLine, terminal: Terminal) -> int:
    """Prints what has been written or has failed since; gives how many have been told of."""
    for entry in batch.entries[told:]:
        if entry.id in batch.errors:
            progress.clear()
            terminal.error(f"{entry.id}: {sentence(batch.errors[entry.id])}")
        elif entry.file and not batch.order.combined:
            progress.clear()
            terminal.line(one_line(str(batch.order.place / entry.file)))
    return len(batch.entries)


def _count(batch: Batch, terminal: Terminal) -> None:
    if batch.errors:
        count = len(batch.errors)
        told = ngettext("{count} article was not exported.", "{count} articles were not exported.", count)
        terminal.note(told.format(count=count))
