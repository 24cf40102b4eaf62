"""Where the parts of a MIME message lie (RFC 2045, 2046, 2557), read in one go without keeping their bytes.

Tolerant, as saved pages come from many tools and break off anywhere: boundaries that are not declared, not
there or cut, parts without headers, messages without an end. Nothing here raises for the message's sake.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import BinaryIO

Headers = tuple[tuple[str, str], ...]

MOST_PARTS = 100_000
_MOST_DASHES = 1_000_000  # lines that begin like a boundary and are none
_BLOCK = 2**18
_MOST_HEADERS = 64 * 1024  # bytes of the headers of one part
_MOST_LINE = 16 * 1024
_MOST_BOUNDARY = 1024  # 70 by the standard
_DEEPEST = 20  # multiparts inside each other

_HEADER_LINE = re.compile(rb"[!-9;-~]{1,100}[ \t]*:")
_PART_HEADER = re.compile(rb"(?:content-[a-z-]+|mime-version)[ \t]*:", re.I)
_ENCODED_WORD = re.compile(r"=\?[\w.:+*-]{1,40}\?([bq])\?([^?\s]*)\?=(?:\s+(?==\?))?", re.I)
_BASE64_RUN = re.compile(rb"[^=]+")
_NO_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part that holds content: its headers, and from where to where its encoded body lies in the file."""

    headers: Headers
    start: int
    end: int

    def get(self, name: str) -> str:
        """The first header of a name (lower case), or ""."""
        return header(self.headers, name)


@dataclass(frozen=True, slots=True)
class Message:
    """The headers of the message itself, and the parts in their order, those of inner multiparts too.

    ``fault``: "file-cut-off" when it breaks off before its end, "too-many-members" when the rest was left.
    """

    headers: Headers
    parts: tuple[Part, ...]
    fault: str | None = None


def header(headers: Headers, name: str) -> str:
    """The first value of a header (name in lower case), or ""."""
    return next((value for key, value in headers if key == name), "")


def parameter(value: str, name: str) -> str:
    """A parameter of a header's value ("multipart/related; boundary=…"), or ""."""
    found = re.search(rf";\s*{name}\s*=\s*(?:\"([^\"]*)\"?|([^;\s]*))", value, re.I)
    return (found[1] if found[1] is not None else found[2]).strip() if found else ""


def decode_words(value: str) -> str:
    """A header's value with its encoded words (RFC 2047) read as UTF-8."""

    def word(found: re.Match[str]) -> str:
        raw = found[2].encode("ascii", "ignore")
        body = decode_body(raw, "base64") if found[1].lower() == "b" else binascii.a2b_qp(raw, header=True)
        return body.decode("utf-8", "replace")

    return _ENCODED_WORD.sub(word, value) if "=?" in value else value


def decode_body(raw: bytes, encoding: str) -> bytes:
    """A body without its transfer encoding, as far as it can be read; an unknown encoding stands for none."""
    encoding = encoding.strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(raw)
    if encoding != "base64":
        return raw
    letters = raw.translate(None, _NO_BASE64)
    return b"".join(_from_base64(run[0]) for run in _BASE64_RUN.finditer(letters))


def _from_base64(letters: bytes) -> bytes:
    whole = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
    return base64.b64decode(whole + b"=" * (-len(whole) % 4))


def parse(stream: BinaryIO) -> Message:
    """Finds the parts of a message, from where the stream stands to its end. Raises what reading raises."""
    return _Parser(_Lines(stream)).run()


class _Lines:
    """A stream read line by line, with quick skipping to lines that begin with two hyphens."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._buffer = b""
        self._at = 0
        self._base = 0
        self._ended = False

    @property
    def place(self) -> int:
        """Offset of the next line."""
        return self._base + self._at

    def peek(self) -> bytes:
        """The next line with its end, or the first bytes of a very long one; empty at the end."""
        end = self._buffer.find(b"\n", self._at, self._at + _MOST_LINE) + 1
        if not end and len(self._buffer) - self._at < _MOST_LINE and self._fill():
            return self.peek()
        return self._buffer[self._at : end or self._at + _MOST_LINE]

    def skip(self, line: bytes) -> None:
        """Goes on behind a line that ``peek`` gave."""
        self._at += len(line)

    def skip_empty(self) -> None:
        """Goes to the next line that is not empty."""
        while (line := self.peek()) and not line.strip():
            self.skip(line)

    def skip_to_dashes(self) -> bool:
        """Goes to the next line that begins with two hyphens, which may be this one; False at the end."""
        if self._starts(b"--"):
            return True
        while True:
            found = self._buffer.find(b"\n--", self._at)
            if found >= 0:
                self._at = found + 1
                return True
            self._at = max(self._at, len(self._buffer) - 2)
            if not self._fill():
                self._at = len(self._buffer)
                return False

    def _starts(self, sign: bytes) -> bool:
        while len(self._buffer) - self._at < len(sign) and self._fill():
            pass
        return self._buffer.startswith(sign, self._at)

    def _fill(self) -> bool:
        block = b"" if self._ended else self._stream.read(_BLOCK)
        if not block:
            self._ended = True
            return False
        self._base += self._at
        self._buffer = self._buffer[self._at :] + block
        self._at = 0
        return True


class _Parser:
    """Goes through a message once. ``_open``: the boundaries of the multiparts it is in, outermost first."""

    def __init__(self, lines: _Lines) -> None:
        self._lines = lines
        self._open: list[bytes] = []
        self._met: set[bytes] = set()  # boundaries that stood somewhere
        self._parts: list[Part] = []
        self._part: tuple[Headers, int] | None = None  # the part that is under way
        self._closed = False
        self._dashes = 0

    def run(self) -> Message:
        """The message."""
        self._lines.skip_empty()
        line = self._lines.peek()
        headers = () if line.startswith(b"--") else self._headers()
        if header(headers, "content-type") or not self._lines.peek().startswith(b"--"):
            self._enter(headers)
        while self._within_limits() and self._lines.skip_to_dashes():
            self._at_dashes()
        self._close(self._lines.place)
        fault = None if self._within_limits() else "too-many-members"
        if self._open and not self._closed:
            fault = fault or "file-cut-off"
        return Message(headers, tuple(self._parts), fault)

    def _within_limits(self) -> bool:
        return len(self._parts) < MOST_PARTS and self._dashes < _MOST_DASHES

    def _at_dashes(self) -> None:
        """A line that begins with two hyphens: a boundary, or text like any other."""
        start, line = self._lines.place, self._lines.peek()
        name = line.rstrip(b" \t\r\n")[2:]
        self._lines.skip(line)
        level = self._level(name)
        if level is None:
            self._dashes += 1
            if (
                not line.endswith(b"\n")
                and len(name) > 3
                and any(each.startswith(name) for each in self._open)
            ):
                self._close(start)  # the file breaks off inside a boundary
            return
        last = name != self._open[level]
        self._close(start)
        del self._open[level + 1 :]
        self._met.add(self._open[level])
        if not last:
            self._enter(self._headers())
        elif level:
            del self._open[level:]
        else:
            self._closed = True

    def _level(self, name: bytes) -> int | None:
        """Which open multipart a line is a boundary of. Where the declared one is missing, the first line
        that looks like one is one.
        """
        if not name or len(name) > _MOST_BOUNDARY:
            return None
        for level in range(len(self._open) - 1, -1, -1):
            if name in (self._open[level], self._open[level] + b"--"):
                return level
        unmet = not self._open or self._open[-1] not in self._met
        if self._part is not None or not unmet or not _PART_HEADER.match(self._lines.peek()):
            return None
        self._open[-1:] = [name]
        return len(self._open) - 1

    def _enter(self, headers: Headers) -> None:
        """What begins behind some headers: an inner multipart, or content."""
        for _ in range(_DEEPEST):
            value = header(headers, "content-type")
            if not value.lower().startswith("multipart/") or len(self._open) >= _DEEPEST:
                break
            if boundary := parameter(value, "boundary").encode("utf-8", "replace"):
                self._open.append(boundary)
            self._lines.skip_empty()
            if not _PART_HEADER.match(self._lines.peek()):
                return
            headers = self._headers()  # the boundary before the first part is missing
        self._part = (headers, self._lines.place)

    def _close(self, end: int) -> None:
        """The part under way ends here."""
        if self._part is not None:
            headers, start = self._part
            self._parts.append(Part(headers, start, max(start, end)))
            self._part = None

    def _headers(self) -> Headers:
        """Header lines up to the empty one. What is no header is content, and stays unread."""
        found: list[tuple[str, str]] = []
        size = 0
        while size < _MOST_HEADERS and (line := self._lines.peek()):
            if not line.strip(b"\r\n"):
                self._lines.skip(line)
                break
            folded = line[:1] in b" \t" and bool(found)
            if not folded and not _HEADER_LINE.match(line):
                if line.startswith(b"--") or not found or not line.strip():
                    break
                folded = True  # an encoded title that a tool broke over two lines
            self._lines.skip(line)
            size += len(line)
            text = line.strip().decode("utf-8", "replace")
            if folded:
                name, value = found[-1]
                found[-1] = name, f"{value} {text}"
            else:
                name, _, value = text.partition(":")
                found.append((name.strip().lower(), value.strip()))
        return tuple(found)
