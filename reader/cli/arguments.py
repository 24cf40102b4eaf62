"""The commands and their options, and the sentences for wrong usage.

A query may begin with ``-`` and is taken as it is, which argparse alone refuses; so the arguments of a
command that takes one are sorted first into options that the command knows and everything else.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from reader import __version__
from reader.errors import UsageError
from reader.translation import N_, _

PROGRAM = "gov-reader"


@dataclass(frozen=True, slots=True)
class Option:
    """An option: its names and what argparse is told of it; ``help`` is marked for translation."""

    names: tuple[str, ...]
    help: str
    settings: dict[str, Any]

    @property
    def takes_value(self) -> bool:
        """Whether the next argument belongs to it."""
        return self.settings.get("action") in (None, "append")


@dataclass(frozen=True, slots=True)
class Command:
    """A command: where its function is (imported when called), its arguments and its options.

    ``run``: "module:function". ``arguments``: (name, metavar, nargs). ``verbatim``: its one argument may be
    missing (unless it is "+", a list), may begin with ``-`` and is not looked into. ``notes`` gives what its
    help says below the options.
    """

    name: str
    run: str
    help: str
    arguments: tuple[tuple[str, str, str | None], ...] = ()
    options: tuple[Option, ...] = ()
    verbatim: bool = False
    notes: Callable[[], str] | None = None


def option(*names: str, help: str, many: bool = False, **settings: Any) -> Option:  # noqa: ANN401 - argparse's own words
    """An option, written as argparse would have it; ``many``: each time it is given adds a value."""
    return Option(names, help, settings | ({"action": "append"} if many else {}))


def number(least: int) -> Callable[[str], int]:
    """A reader of whole numbers from ``least`` on."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) >= least):
            raise argparse.ArgumentTypeError(
                _("needs a whole number of at least {least}, not {text}").format(least=least, text=repr(text))
            )
        return int(text)

    return read


class Parser(argparse.ArgumentParser):
    """argparse with our sentences: wrong usage is a UsageError, headings and messages are translated."""

    def error(self, message: str) -> NoReturn:
        """Raises UsageError("arguments")."""
        raise UsageError("arguments", text=_translated(message), command=self.prog)


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or _("Usage: "))


def leading(argv: Sequence[str]) -> tuple[list[str], str | None, list[str]]:
    """Splits arguments into the options before the command, the command (None: none given) and the rest."""
    at = 0
    while at < len(argv) and argv[at].startswith("-") and argv[at] != "--":
        at += 2 if argv[at] == "--library" else 1
    before = list(argv[:at])
    return (before, argv[at], list(argv[at + 1 :])) if at < len(argv) else (before, None, [])


def parse_leading(before: Sequence[str], commands: Sequence[Command]) -> argparse.Namespace:
    """The options before the command: ``library``, or help and version, which end the program."""
    command = _("COMMAND")
    parser = Parser(
        prog=PROGRAM,
        add_help=False,
        allow_abbrev=False,
        formatter_class=_Help,
        usage=f"{PROGRAM} [--library DIR] [{command} …]",
        description=_(
            "Reads, searches and exports archives of saved government pages. "
            "Without a command it opens its window."
        ),
        epilog=_command_list(commands),
    )
    group = parser.add_argument_group(_("Options"))
    library_help = _("where the library is (default: in your user data folder)")
    group.add_argument("--library", metavar="DIR", help=library_help)
    version = f"{PROGRAM} {__version__}"
    group.add_argument("--version", action="version", version=version, help=_("show the version"))
    group.add_argument("-h", "--help", action="help", help=_("show this help"))
    return parser.parse_args(before)


def parse_command(command: Command, rest: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command. Raises UsageError("arguments")."""
    parser = Parser(
        prog=f"{PROGRAM} {command.name}", add_help=False, allow_abbrev=False, formatter_class=_Help,
        description=_(command.help), epilog=command.notes() if command.notes else None,
    )  # fmt: skip
    if command.arguments:
        group = parser.add_argument_group(_("Arguments"))
        for name, metavar, count in command.arguments:
            group.add_argument(name, metavar=metavar, nargs=count)
    group = parser.add_argument_group(_("Options"))
    for each in command.options:
        group.add_argument(*each.names, help=_(each.help), **each.settings)
    group.add_argument("-h", "--help", action="help", help=_("show this help"))
    if not command.verbatim:
        return parser.parse_args(rest)
    options, others = sorted_out(command, rest)
    name, metavar, count = command.arguments[0]
    if count == "+":
        if not others and not {"-h", "--help"}.intersection(options):
            parser.error(f"the following arguments are required: {metavar}")
        # argparse is given something to find; what was written may look like an option to it.
        parsed = parser.parse_args([*options, metavar])
        setattr(parsed, name, others)
        return parsed
    parsed = parser.parse_args(options)
    if len(others) > 1:
        parser.error(_("A query of several words stands in quotation marks"))
    setattr(parsed, name, others[0] if others else None)
    return parsed


def sorted_out(command: Command, rest: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that the command knows, with their values, and everything else; ``--`` ends options."""
    known = {name: each for each in command.options for name in each.names}
    options: list[str] = []
    others: list[str] = []
    words = iter(rest)
    for word in words:
        name = word.split("=", 1)[0]
        if word == "--":
            others += words
        elif word in ("-h", "--help"):
            options.append(word)
        elif name not in known or (name != word and not known[name].takes_value):
            others.append(word)
        elif name != word or not known[name].takes_value:
            options.append(word)
        else:
            value = next(words, None)
            # As one word, so that a value may begin with "-" too.
            options.append(word if value is None else f"{_long(known[word])}={value}")
    return options, others


def _long(known: Option) -> str:
    return next((name for name in known.names if name.startswith("--")), known.names[0])


# What argparse says, as patterns, with our sentence for each.
_MESSAGES = (
    (r"the following arguments are required: (.+)", N_("Missing: {0}")),
    (r"unrecognized arguments: (.+)", N_("Not understood: {0}")),
    (r"argument (.+?): expected (?:one|at least one) argument", N_("{0} needs a value")),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", N_("{0} cannot be {1}; choose from {2}")),
    (r"argument (.+?): ignored explicit argument (.+)", N_("{0} takes no value")),
    (r"argument (.+?): (.+)", "{0}: {1}"),
)


def _translated(message: str) -> str:
    for pattern, sentence in _MESSAGES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return _(sentence).format(*found.groups())
    return message


def _command_list(commands: Sequence[Command]) -> str:
    command = _("COMMAND")
    more = _("{command} tells more of a command.").format(command=f"{PROGRAM} {command} --help")
    codes = _(
        "Exit codes: 0 done, 1 nothing found or some pages failed, 2 wrong usage, 3 something cannot be used."
    )
    lines = [f"  {each.name:<12}{_(each.help)}" for each in commands]
    return "\n".join([_("Commands:"), *lines, "", more, codes])
