"""Where the command line writes: answers to stdout, everything else to stderr.

Answers are UTF-8 whatever the locale. What comes from a saved page is shown without control characters, so
that no page can drive the terminal.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from html import unescape
from typing import TextIO

from reader.text.vietnamese import fold_text

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TAG = re.compile(r"<[^>]*>")
# Stand around a styled stretch until the line is written; ``printable`` lets neither through from a page.
_STYLES = {"\x0e": "1", "\x0f": "2", "\x10": "1;33", "\x12": "31", "\x13": "32"}
_BOLD, _DIM, _MARK, _REMOVED, _ADDED = _STYLES
_END = "\x11"
_STYLE_SIGNS = re.compile(f"[{''.join(_STYLES)}{_END}]")
# A line longer than this is hard to read, however wide the window is.
_WIDEST = 100


class Terminal:
    """The two streams of a command, and what they can show."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.interactive = _is_terminal(self.out)
        self.shows_progress = _is_terminal(self.err)
        _set_up(self.out, "replace", keep_encoding=self.interactive)
        _set_up(self.err, "backslashreplace", keep_encoding=True)
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        self._coloured = self.interactive and not plain

    # ---- answers -------------------------------------------------------------------------------

    def json(self, document: object) -> None:
        """One JSON document on one line."""
        text = json.dumps(document, ensure_ascii=False)
        # Half of a surrogate pair can come from a broken page and has no place in UTF-8.
        self.document(text.encode("utf-8", "replace").decode("utf-8"))

    def document(self, text: str) -> None:
        """A JSON document that is text already."""
        self.out.write(text + "\n")

    def line(self, text: str = "") -> None:
        """A line of an answer; the caller has made it printable."""
        shown = _STYLE_SIGNS.sub(self._sequence, text)
        self.out.write(shown + "\n")

    def paragraph(self, text: str, indent: str = "", *, lines: int | None = None) -> None:
        """A paragraph, set to the width of a terminal; left in one line when the answer goes to a file."""
        if not self.interactive:
            self.line(indent + text)
            return
        set_lines = textwrap.wrap(
            text,
            self.width,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
            max_lines=lines,
            placeholder=" …",
        )
        for set_line in set_lines:
            self.line(set_line)

    # ---- messages ------------------------------------------------------------------------------

    def note(self, text: str) -> None:
        """A message beside the answer."""
        self.err.write(f"{printable(text)}\n")
        self.err.flush()

    def error(self, text: str) -> None:
        """What went wrong, in one line."""
        self.note(f"gov-reader: {' '.join(text.split())}")

    def ask(self, question: str, yes: str) -> bool | None:
        """Whether the user answers ``yes``, its beginning, or "y"; None when there is nobody to ask.

        Marks need not be typed.
        """
        if not (_is_terminal(sys.stdin) and self.shows_progress):
            return None
        self.err.write(f"{question} ")
        self.err.flush()
        answer = fold_text(sys.stdin.readline())
        return bool(answer) and (fold_text(yes).startswith(answer) or "yes".startswith(answer))

    # ---- style ---------------------------------------------------------------------------------

    @property
    def width(self) -> int:
        """Columns for text."""
        return max(20, min(_WIDEST, shutil.get_terminal_size((80, 24)).columns - 1))

    def bold(self, text: str) -> str:
        """For titles."""
        return f"{_BOLD}{text}{_END}" if text else ""

    def dim(self, text: str) -> str:
        """For what is said beside the title."""
        return f"{_DIM}{text}{_END}" if text else ""

    def removed(self, text: str) -> str:
        """For what an older text had, line by line."""
        return self._each_line(_REMOVED, text)

    def added(self, text: str) -> str:
        """For what a newer text has, line by line."""
        return self._each_line(_ADDED, text)

    def marked(self, html: str) -> str:
        """Safe HTML with ``<mark>`` as one line of text, the marked stretches styled."""
        pieces = re.split(r"(</?mark>)", html)
        signs = {"<mark>": _MARK, "</mark>": _END}
        return "".join(
            signs.get(piece) or printable(unescape(_TAG.sub("", piece))) for piece in pieces
        ).strip()

    def _each_line(self, style: str, text: str) -> str:
        return "\n".join(f"{style}{line}{_END}" if line else "" for line in text.split("\n"))

    def _sequence(self, sign: re.Match[str]) -> str:
        return f"\x1b[{_STYLES.get(sign.group(), '0')}m" if self._coloured else ""


def printable(text: str) -> str:
    """The text with a replacement sign for every control character but line feed and tab."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str | None) -> str:
    """The text in one line, printable."""
    return printable(" ".join((text or "").split()))


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except (AttributeError, ValueError):  # a closed or replaced stream
        return False


def _set_up(stream: TextIO, errors: str, *, keep_encoding: bool) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        encoding = stream.encoding if keep_encoding else "utf-8"
        reconfigure(encoding=encoding, errors=errors, newline="\n")
