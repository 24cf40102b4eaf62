"""Runs a command: finds it, and makes one clear line of everything that goes wrong."""

from __future__ import annotations

import os
import sys
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from reader.cli import arguments, commands
from reader.cli.terminal import Terminal
from reader.errors import ReaderError, UsageError
from reader.messages import sentence
from reader.system_words import system_words
from reader.translation import _

DONE, UNUSABLE, INTERRUPTED = 0, 3, 130
# Set to see the traceback of an error that the program did not expect.
DEBUG = "GOV_READER_DEBUG"

_Run = Callable[[Namespace, Terminal], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Carries out the command line and returns its exit code; writes to stdout and stderr only."""
    words = sys.argv[1:] if argv is None else argv
    return guarded(lambda terminal: _run(words, terminal))


def guarded(work: Callable[[Terminal], int]) -> int:
    """Does the work and returns its exit code; whatever goes wrong becomes one line on stderr."""
    try:
        terminal = Terminal()
        try:
            return _explained(work, terminal)
        finally:
            terminal.out.flush()
    except BrokenPipeError:
        _close_output()
        return DONE  # whoever read the answer has seen enough


def _explained(work: Callable[[Terminal], int], terminal: Terminal) -> int:
    try:
        return work(terminal)
    except SystemExit as ended:  # argparse, after --help and --version
        return int(ended.code or 0)
    except ReaderError as error:
        terminal.error(sentence(error))
        return error.exit_code
    except KeyboardInterrupt:
        terminal.error(_("Stopped."))
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = system_words(error.strerror or str(error))
        terminal.error(f"{error.filename}: {reason}" if error.filename else reason)
        return UNUSABLE
    except Exception as error:
        if os.environ.get(DEBUG):
            traceback.print_exc()
        terminal.error(sentence(ReaderError("unexpected", detail=f"{type(error).__name__}: {error}")))
        return UNUSABLE


def _run(argv: Sequence[str], terminal: Terminal) -> int:
    before, name, rest = arguments.leading(argv)
    options = arguments.parse_leading(before, commands.COMMANDS)
    if name is None:
        raise UsageError("command-missing")
    command = commands.find(name)
    if command is None or not command.run:
        raise UsageError("command-unknown", what=name)
    parsed = arguments.parse_command(command, rest)
    parsed.library = options.library
    module, function = command.run.split(":")
    return cast("_Run", getattr(import_module(module), function))(parsed, terminal)


def _close_output() -> None:
    """Points stdout at nothing, so that the interpreter does not complain of the broken pipe when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):  # a replaced stdout has no descriptor to save
        pass
    finally:
        os.close(nothing)
