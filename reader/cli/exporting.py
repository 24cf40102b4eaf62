"""``export``: articles to files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.opening import library
from reader.cli.progress import ProgressLine, quiet_interrupt
from reader.cli.terminal import Terminal, one_line
from reader.errors import NotFoundError, ReaderError, UsageError
from reader.export.format import ExportFormat
from reader.export.names import file_name
from reader.export.registry import FORMATS, find, refuse_inside, write_article
from reader.messages import sentence
from reader.model import Progress, SearchRequest
from reader.translation import _

if TYPE_CHECKING:
    from reader.library.library import Library

_PAGE = 100  # results asked for at once
_INTERRUPTED = 130
# Formats of the contract that this version does not have.
_LATER = frozenset({"docx", "epub", "ris", "csl-json", "csv", "jsonl", "warc"})


def export(args: Namespace, terminal: Terminal) -> int:
    """Writes the articles and prints the files; an article that fails does not stop the others."""
    if bool(args.ids) == (args.query is not None):
        raise UsageError("articles-missing")
    chosen = _format(args)
    with library(args, terminal) as opened:
        ids = args.ids or _found(opened, args.query)
        if not ids:
            raise NotFoundError("nothing-found", query=args.query)
        target = _target(args, several=args.query is not None or len(ids) > 1)
        refuse_inside(target, [root.root for root in opened.archives()])
        return _export_all(opened, ids, chosen, target, args.force, terminal)


def _format(args: Namespace) -> ExportFormat:
    name = args.format
    if name in _LATER:
        raise UsageError("not-in-this-version", what=name)
    if name is not None:
        return find(name)
    ending = Path(args.output or "").suffix.lower().removeprefix(".")
    for each in FORMATS:
        if each.ending == ending:
            return each
    raise UsageError("format-missing", known=", ".join(each.name for each in FORMATS))


def _found(opened: Library, query: str) -> list[str]:
    """The ids of all results of a query, best first."""
    ids: list[str] = []
    while True:
        result = opened.search(SearchRequest(query=query, limit=_PAGE, offset=len(ids)))
        ids += [hit.id for hit in result.hits]
        if not result.hits or len(ids) >= result.total:
            return ids


def _target(args: Namespace, *, several: bool) -> Path:
    """The file or folder to write to; a folder that is not there yet is made for several articles."""
    target = Path(args.output or ".")
    as_folder = several or (args.output or "").endswith(("/", "\\"))
    if as_folder and not target.is_dir():
        if target.exists():
            raise UsageError("target-not-a-folder", path=str(target))
        target.mkdir(parents=True)
    return target


def _export_all(
    opened: Library, ids: Sequence[str], chosen: ExportFormat, target: Path, force: bool, terminal: Terminal
) -> int:
    code, progress, written = 0, ProgressLine(terminal), set[Path]()
    with quiet_interrupt() as interrupted:
        for done, ident in enumerate(ids, 1):
            if interrupted:
                progress.clear()
                terminal.note(_("Stopped. The files written so far are kept."))
                return _INTERRUPTED
            try:
                path = _export_one(opened, ident, chosen, target, written, force=force)
            except ReaderError as error:
                if len(ids) == 1:
                    raise
                progress.clear()
                terminal.error(f"{ident}: {sentence(error)}")
                code = max(code, error.exit_code)
                continue
            progress.clear()
            terminal.line(one_line(str(path)))
            progress.show(Progress("export", done, len(ids)))
    progress.clear()
    return code


def _export_one(
    opened: Library, ident: str, chosen: ExportFormat, target: Path, written: set[Path], *, force: bool
) -> Path:
    article = opened.article(ident)
    path = target
    if target.is_dir():
        path = target / file_name(article, chosen.ending)
        if path in written:  # another article of the same day, site and title
            path = path.with_name(f"{path.stem}-{ident}.{chosen.ending}")
    written.add(path)
    return write_article(article, chosen, path, partial(opened.picture, ident), force=force)
