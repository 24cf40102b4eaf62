"""``verify``: whether every file is still what was imported."""

from __future__ import annotations

import os
from argparse import Namespace

from reader.cli.opening import library
from reader.cli.progress import run_steps
from reader.cli.terminal import Terminal, one_line
from reader.errors import ReaderError
from reader.explanations import difference_sentence
from reader.model import Verification, readable_path
from reader.translation import _, format_number, ngettext

_INTERRUPTED = 130


def verify(args: Namespace, terminal: Terminal) -> int:
    """Compares the archives with their hashes; 1 when anything is changed or gone, 130 after Ctrl-C."""
    paths = [os.path.abspath(path) for path in args.paths]
    with library(args, terminal) as opened:
        last, interrupted = run_steps(opened.verify(paths), terminal)
    found = last.verification if last is not None else None
    if found is None:
        if interrupted:
            terminal.note(_("Stopped before the end; verify starts from the beginning next time."))
            return _INTERRUPTED
        raise ReaderError("unexpected", detail="verify")
    if args.json:
        terminal.json(found.as_json())
    else:
        _print(found, terminal)
    return 0 if found.clean else 1


def _print(found: Verification, terminal: Terminal) -> None:
    told = ngettext(
        "{ok} of {checked} file or part is what was imported",
        "{ok} of {checked} files and parts are what was imported",
        found.checked,
    )
    told = told.format(ok=format_number(found.ok), checked=format_number(found.checked))
    terminal.line(terminal.bold(told))
    if found.changed:
        terminal.line()
    for each in found.changed:
        place = one_line(readable_path(each.path))
        terminal.line(f"{place} › {one_line(each.member)}" if each.member else place)
        terminal.paragraph(one_line(difference_sentence(each.code, each.detail)), "    ")
    for words, paths in (
        (_("No longer there:"), found.gone),
        (_("Away, and therefore not checked:"), found.away),
    ):
        if paths:
            terminal.line()
            terminal.line(words)
        for path in paths:
            terminal.line(f"  {one_line(readable_path(path))}")
