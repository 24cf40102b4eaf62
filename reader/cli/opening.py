"""Opens the library that a command works on."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.cli.progress import run_steps
from reader.cli.terminal import Terminal
from reader.errors import UnusableError
from reader.library.library import Library, default_library
from reader.messages import remark_sentence
from reader.translation import _


@contextmanager
def library(
    args: Namespace, terminal: Terminal, *, write: bool = False, repair: bool = True
) -> Iterator[Library]:
    """The library of ``--library`` or the user's own; repaired first if the last writer was cut off, unless
    what is to be written needs no index and may be written beside another writer (``repair`` false).

    Raises UnusableError when there is none to read, or none to write to because another process does.
    """
    folder = Path(args.library) if args.library else default_library()
    with _opened(folder, write=write) as opened:
        if opened.remark:
            terminal.note(remark_sentence(opened.remark))
        if write and repair and opened.needs_repair:
            terminal.note(_("The last import was cut off; putting the library in order."))
            run_steps(opened.repair(), terminal)
        yield opened


def _opened(folder: Path, *, write: bool) -> Library:
    """A library of an older version is brought up to date where it can be written, also to be read."""
    try:
        return Library(folder, read_only=not write)
    except UnusableError as error:
        if error.code != "library-older":
            raise
        try:
            Library(folder).close()
        except UnusableError:
            raise error from None
        return Library(folder, read_only=not write)
