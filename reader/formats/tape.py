"""A file of records as one stream of bytes, plain or inside gzip: read on, skipped, gone back to.

A web archive is compressed record by record (each a gzip member of its own, RFC 1952), as a whole, or not at
all. ``Place`` names a byte in all three, so that a record can be found again without reading what lies before
it.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import Any, BinaryIO

from reader.errors import UnusableError
from reader.formats import files
from reader.formats.limits import STEP, Allowance, Gauge

GZIP = b"\x1f\x8b"
_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")  # method deflate, no reserved flag
_BLANKS = b"\r\n \t\x00"
_MOST_BLANKS = 4096
_BETWEEN_MARKS = 8 * 2**20  # unpacked bytes of a member from one place that is found at once to the next
_MOST_MARKS = 256
_NO_LIMIT = 2**62


class TapeError(Exception):
    """The stream cannot be read on from here: ``code`` says why. What came before is sound."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A byte of a tape: an offset on disk; inside gzip that of its member, and how far in it lies."""

    raw: int
    inner: int = 0

    def __str__(self) -> str:
        return f"{self.raw}+{self.inner}" if self.inner else str(self.raw)

    @classmethod
    def parse(cls, text: str) -> Place | None:
        """The place that ``str`` gave, or None."""
        found = re.fullmatch(r"(\d{1,18})(?:\+(\d{1,18}))?", text, re.ASCII)
        return cls(int(found[1]), int(found[2] or 0)) if found else None


def open_tape(stream: BinaryIO, allowance: Allowance | None = None) -> Tape:
    """A tape over a seekable file, which ``close`` closes. Raises UnusableError when it cannot be read."""
    try:
        packed = stream.read(2) == GZIP
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
    except OSError as error:
        raise UnusableError(files.reason(error), detail=str(error.strerror or "")) from error
    return (GzipTape if packed else Tape)(stream, size, allowance)


class Tape:
    """An uncompressed file; ``GzipTape`` is the same for a compressed one.

    Reading raises TapeError where the data are damaged, UnusableError when a limit is passed or the disk
    fails.
    """

    skips_cheaply = True

    def __init__(self, stream: BinaryIO, size: int, allowance: Allowance | None = None) -> None:
        self.stream = stream
        self.size = size
        self._allowance = allowance
        self._buffer = b""
        self._at = 0
        self._next = 0  # offset on disk of what follows the buffer

    def at_seam(self) -> bool:
        """Whether a gzip member ends here; another one or nothing follows."""
        return False

    def place(self) -> Place:
        """Where the next byte lies."""
        return Place(self._next - len(self._buffer) + self._at)

    def spot(self) -> Place:
        """The place behind the last byte that was read; inside gzip in the member of that byte."""
        return self.place()

    def go(self, place: Place) -> None:
        """To a place. Raises TapeError when there is none."""
        start = self._next - len(self._buffer)
        if start <= place.raw <= self._next:
            self._at = place.raw - start
        else:
            self._buffer, self._at, self._next = b"", 0, place.raw
            self._seek(place.raw)

    def back(self, size: int) -> None:
        """``size`` bytes back, not beyond the beginning of the file or member."""
        self.go(Place(max(0, self.spot().raw - size)))

    def read(self, most: int) -> bytes:
        """At least one and at most ``most`` bytes; none at the end."""
        if self._at >= len(self._buffer) and not self._fill():
            return b""
        piece = self._buffer[self._at : self._at + most]
        self._at += len(piece)
        return piece

    def line(self, most: int) -> bytes:
        """Up to and with the next line end, or what there is of it in ``most`` bytes and this member."""
        found = bytearray()
        while len(found) < most:
            if self._at >= len(self._buffer) and not (self._more() if found else self._fill()):
                break
            stop = self._buffer.find(b"\n", self._at, self._at + most - len(found)) + 1
            ends = stop > 0
            stop = stop or min(len(self._buffer), self._at + most - len(found))
            found += self._buffer[self._at : stop]
            self._at = stop
            if ends:
                break
        return bytes(found)

    def peek(self, size: int) -> bytes:
        """The next bytes of the same member, at most ``size`` of them, without reading on."""
        try:
            while len(self._buffer) - self._at < size and self._more(keep=True):
                pass
        except TapeError:
            if self._at >= len(self._buffer):
                raise
        return self._buffer[self._at : self._at + size]

    def skip(self, size: int) -> int:
        """Passes over bytes of the same member; gives how many there were."""
        place = self.place().raw
        target = max(place, min(place + size, self.size))
        self.go(Place(target))
        return target - place

    def at_seam_before(self, start: re.Pattern[bytes]) -> bool:
        """Whether a gzip member ends here, and the next one begins as ``start`` wants it or there is none."""
        return False

    def skip_blanks(self) -> None:
        """To the next byte that is no blank, line end or zero, in this or the next members."""
        for _ in range(_MOST_BLANKS):
            if self._at >= len(self._buffer) and not self._fill():
                return
            rest = self._buffer[self._at :].lstrip(_BLANKS)
            self._at = len(self._buffer) - len(rest)
            if rest:
                return

    def seek_start(self, start: re.Pattern[bytes], after: re.Pattern[bytes], reach: int) -> bool:
        """To the next place where ``start`` matches (here, at the head of a member) or ``after`` ends.

        ``reach``: how many bytes ``start`` may take. False when there is no such place up to the end.
        """
        at_head = True
        while True:
            if at_head and start.match(self._buffer, self._at):
                return True
            if found := after.search(self._buffer, self._at):
                self._at = found.end()
                return True
            kept = max(self._at, len(self._buffer) - reach - 1)
            at_head = at_head and kept == self._at
            self._at = kept
            if not self._more(keep=True):
                self._at = len(self._buffer)
                at_head = True
                if not self._fill():
                    return False

    def mend(self, start: re.Pattern[bytes]) -> bool:
        """After damage: to the next place where a record may start; False when there is none."""
        return False

    def close(self) -> None:
        """Closes the file."""
        self.stream.close()

    def _fill(self) -> bool:
        """More bytes into the empty buffer; False at the end."""
        return self._more()

    def _more(self, keep: bool = False) -> bool:
        """More bytes of this member into the buffer; ``keep``: behind what was not read yet."""
        piece = self._raw(STEP)
        if piece:
            self._next += len(piece)
            self._put(piece, keep)
        return bool(piece)

    def _put(self, piece: bytes, keep: bool) -> None:
        self._buffer = self._buffer[self._at :] + piece if keep else piece
        self._at = 0

    def _seek(self, raw: int) -> None:
        try:
            self.stream.seek(raw)
        except (OSError, ValueError) as error:
            raise TapeError("file-unreadable", str(error)) from error

    def _raw(self, size: int) -> bytes:
        try:
            return self.stream.read(size)
        except OSError as error:
            raise UnusableError(files.reason(error), detail=str(error.strerror or "")) from error


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place inside a long member from which unpacking can go on."""

    place: Place
    next: int
    stream: Any  # zlib gives its type no name


class GzipTape(Tape):
    """A tape inside gzip: any number of members."""

    skips_cheaply = False

    def __init__(self, stream: BinaryIO, size: int, allowance: Allowance | None = None) -> None:
        super().__init__(stream, size, allowance)
        self._rest = b""  # read from disk, not yet unpacked; ``_next`` is the offset of its first byte
        self._member = 0
        self._inner = 0  # unpacked bytes of the member up to the end of the buffer
        self._stream: Any = None
        self._gauge = Gauge(allowance, most=_NO_LIMIT)
        self._marks: list[_Mark] = []

    def at_seam(self) -> bool:
        """As in ``Tape``."""
        return self._at >= len(self._buffer) and not self._more()

    def at_seam_before(self, start: re.Pattern[bytes]) -> bool:
        """As in ``Tape``."""
        if not self.at_seam():
            return False
        try:
            return not self._fill() or start.match(self._buffer.lstrip(_BLANKS)) is not None
        except TapeError:  # what follows is damaged, which is met when it is read
            return True

    def place(self) -> Place:
        """As in ``Tape``."""
        if self.at_seam():
            self._skip_padding()
            return Place(self._next)
        return Place(self._member, self._inner - len(self._buffer) + self._at)

    def go(self, place: Place) -> None:
        """As in ``Tape``; what lies before the place in its member is unpacked again."""
        start = self._inner - len(self._buffer)
        here = self._stream is not None and place.raw == self._member
        if not (here and place.inner >= start):
            mark = self._mark(place)
            if mark is None:
                self._restart(place.raw)
            else:
                self._restart(mark.next)
                self._member, self._inner, self._stream = place.raw, mark.place.inner, mark.stream.copy()
            start = self._inner
        if place.inner <= self._inner and self._buffer:
            self._at = place.inner - start
            return
        self._at = len(self._buffer)
        if self._stream is None:
            self._open_member()
        missing = place.inner - self._inner
        if self.skip(missing) < missing:
            raise TapeError("record-missing", str(place))

    def spot(self) -> Place:
        """As in ``Tape``."""
        return Place(self._member, self._inner - len(self._buffer) + self._at)

    def back(self, size: int) -> None:
        """As in ``Tape``."""
        here = self.spot()
        self.go(Place(here.raw, max(0, here.inner - size)))

    def skip(self, size: int) -> int:
        """As in ``Tape``."""
        left = size
        while left > 0 and not self.at_seam():
            left -= len(self.read(left))
        return size - left

    def mend(self, start: re.Pattern[bytes]) -> bool:
        """As in ``Tape``: the next member that begins as ``start`` wants it."""
        offset = self._member + 1
        while (found := self._find_member(offset)) is not None:
            self._restart(found)
            try:
                if self._fill() and start.match(self._buffer.lstrip(_BLANKS)):
                    self._restart(found)
                    return True
            except TapeError:
                pass
            offset = found + 1
        self._restart(self.size)
        return False

    def _find_member(self, offset: int) -> int | None:
        """The offset of the next bytes that look like the head of a member."""
        self._seek(offset)
        tail = b""
        while piece := self._raw(STEP):
            window = tail + piece
            if found := _MEMBER.search(window):
                return offset - len(tail) + found.start()
            tail = window[-3:]
            offset += len(piece)
        return None

    def _restart(self, raw: int) -> None:
        self._seek(raw)
        self._buffer, self._at, self._rest, self._next = b"", 0, b"", raw
        self._member, self._inner, self._stream = raw, 0, None
        self._gauge = Gauge(self._allowance, most=_NO_LIMIT)

    def _fill(self) -> bool:
        while not self._more():
            if not self._open_member():
                return False
        return True

    def _more(self, keep: bool = False) -> bool:
        while self._stream is not None and not self._stream.eof:
            if not self._rest:
                self._rest = self._raw(STEP)
                if not self._rest:
                    raise TapeError("archive-cut-off")
            if piece := self._unpack():
                self._inner += len(piece)
                self._put(piece, keep)
                self._set_mark()
                return True
        return False

    def _unpack(self) -> bytes:
        try:
            piece: bytes = self._stream.decompress(self._rest, STEP)
        except zlib.error as error:
            raise TapeError("gzip-damaged", str(error)) from error
        left = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail
        taken = len(self._rest) - len(left)
        self._next += taken
        self._rest = left
        self._gauge.count(taken, len(piece))
        return piece

    def _open_member(self) -> bool:
        """Begins the next member; False at the end of the file."""
        self._skip_padding()
        while len(self._rest) < 4 and (more := self._raw(STEP)):
            self._rest += more
        if not self._rest:
            return False
        self._member, self._inner, self._buffer, self._at = self._next, 0, b"", 0
        if not self._rest.startswith(GZIP):
            self._stream = None
            raise TapeError("gzip-damaged", "rubbish between members")
        self._stream = zlib.decompressobj(31)
        self._gauge = Gauge(self._allowance, most=_NO_LIMIT)
        return True

    def _skip_padding(self) -> None:
        """Over zeros, with which tapes and some tools fill up."""
        while True:
            if not self._rest:
                self._rest = self._raw(STEP)
            rest = self._rest.lstrip(b"\x00")
            self._next += len(self._rest) - len(rest)
            self._rest = rest
            if rest or self._next >= self.size:
                return

    def _set_mark(self) -> None:
        last = self._marks[-1].place if self._marks and self._marks[-1].place.raw == self._member else None
        if self._inner - (last.inner if last else 0) < _BETWEEN_MARKS or self._stream.eof:
            return
        if len(self._marks) >= _MOST_MARKS:
            del self._marks[::2]
        self._marks.append(_Mark(Place(self._member, self._inner), self._next, self._stream.copy()))

    def _mark(self, place: Place) -> _Mark | None:
        before = (mark for mark in self._marks if mark.place.raw == place.raw and mark.place <= place)
        return max(before, key=lambda mark: mark.place, default=None)
