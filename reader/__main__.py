"""The entry point, and the only module that knows both front ends: window and command line.

Nothing of either is imported before it is needed: ``search`` and ``extract`` never load Qt.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reader.errors import UnusableError


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit code."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
    from reader.cli import arguments, commands
    from reader.cli import main as command_line

    words = sys.argv[1:] if argv is None else list(argv)
    before, name, rest = arguments.leading(words)
    only_told = {"-h", "--help", "--version"}.intersection(before)
    if name == commands.OPEN or (name is None and not only_told):
        # What is made at the start stays; to look it through for garbage would take a tenth of the time.
        gc.disable()
        try:
            return command_line.guarded(lambda _terminal: _window(before, name, rest))
        finally:
            gc.enable()
    return command_line.main(words)


def _window(before: Sequence[str], name: str | None, rest: Sequence[str]) -> int:
    from reader.cli import arguments, commands

    options = arguments.parse_leading(before, commands.COMMANDS)
    files: list[str] = []
    if name is not None:
        command = commands.find(name)
        assert command is not None
        files = arguments.parse_command(command, rest).files
    for file in files:
        if not os.path.exists(file):
            raise UnusableError("path-missing", path=file)
    if sys.platform.startswith("linux") and not _has_display():
        raise UnusableError("no-display")
    # Qt's import hook reads the source of each module that is loaded after it: what needs no Qt comes first.
    import reader.library.library  # noqa: F401

    try:
        from reader.ui import app
    except ImportError as error:
        raise UnusableError("window-unavailable", reason=str(error)) from error
    library = Path(options.library) if options.library else None
    return app.main([os.path.abspath(file) for file in files], library)


def _has_display() -> bool:
    """Qt ends the process where there is neither a display nor a platform named that needs none."""
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
