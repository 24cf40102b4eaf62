"""Zip files whose table of names is cut off or damaged: the members are found by their own headers.

A new table is made in memory and read as if it stood behind the file.
"""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from reader.errors import UnusableError
from reader.formats.limits import MAX_PART, STEP, Allowance, Gauge, inflate
from reader.formats.zips import MOST_MEMBERS

_MARK = b"PK\x03\x04"
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_ENTRY = struct.Struct("<4s4BHHHHIIIHHHHHII")
_END = struct.Struct("<4s4H2IH")
_DESCRIBED_LATER = 0x8
_MOST = 2**32 - 1  # what a table without the extension for large files can tell
_MOST_FOUND = 50_000  # members


class Mended(io.RawIOBase):
    """A zip file with a table of what was found in it. Reads the file once; raises what reading it raises."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self._size = min(stream.seek(0, io.SEEK_END), _MOST)
        self._at = 0
        table, count = bytearray(), 0
        for entry in _entries(stream, self._size):
            table += entry
            count += 1
        self.count = count
        self._table = bytes(table) + _END.pack(
            b"PK\x05\x06", 0, 0, min(count, 65535), min(count, 65535), len(table), self._size, 0
        )

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As for any file."""
        whole = self._size + len(self._table)
        self._at = max(0, {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: whole}[whence] + offset)
        return self._at

    def tell(self) -> int:
        """As for any file."""
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """As for any file."""
        left = max(0, self._size + len(self._table) - self._at)
        wanted = left if size is None or size < 0 else min(size, left)
        piece = b""
        if self._at < self._size:
            self._stream.seek(self._at)
            piece = self._stream.read(min(wanted, self._size - self._at))
            self._at += len(piece)
        if wanted > len(piece) and self._at >= self._size:
            start = self._at - self._size
            rest = self._table[start : start + wanted - len(piece)]
            self._at += len(rest)
            piece += rest
        return piece


def _entries(stream: BinaryIO, size: int) -> Iterator[bytes]:
    """The lines of the table, made from the headers before the members."""
    allowance, place = Allowance(size), 0
    for _ in range(min(_MOST_FOUND, MOST_MEMBERS)):
        found = _next(stream, place, size)
        if found is None:
            return
        stream.seek(found)
        head = stream.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            return
        _, version, flags, method, time, day, crc, packed, unpacked, name_size, extra_size = _LOCAL.unpack(
            head
        )
        name = stream.read(name_size)
        start = found + _LOCAL.size + name_size + extra_size
        place = found + 4
        if method not in (0, 8) or flags & 1 or len(name) < name_size or start > size:
            packed, unpacked = min(packed, size - min(start, size)), unpacked
        else:
            open_end = bool(flags & _DESCRIBED_LATER) and not packed
            try:
                packed, unpacked, crc = _measure(
                    stream, start, method, None if open_end else packed, allowance
                )
            except UnusableError:
                return
        if start <= size:
            place = max(place, start + packed)
            version = version & 0xFF
            stated = (flags & ~_DESCRIBED_LATER, method, time, day, crc, packed, unpacked)
            entry = _ENTRY.pack(b"PK\x01\x02", 20, 0, version, 0, *stated, len(name), 0, 0, 0, 0, 0, found)
            yield entry + name


def _measure(
    stream: BinaryIO, start: int, method: int, packed: int | None, allowance: Allowance
) -> tuple[int, int, int]:
    """What there is of a member: bytes packed, unpacked, and their CRC. Raises UnusableError past a limit."""
    gauge, crc, size = Gauge(allowance, most=4 * MAX_PART), 0, 0
    stream.seek(start)
    pieces = _pieces(stream, packed)
    try:
        for piece in inflate(pieces, -15, gauge) if method == 8 else pieces:
            crc, size = zlib.crc32(piece, crc), size + len(piece)
    except zlib.error:
        pass  # up to the damage
    if method == 8:
        return (gauge.packed if packed is None else min(packed, max(gauge.packed, 1))), size, crc
    return size, size, crc


def _pieces(stream: BinaryIO, size: int | None) -> Iterator[bytes]:
    left = size
    while (piece := stream.read(STEP if left is None else min(STEP, left))) != b"":
        yield piece
        if left is not None:
            left -= len(piece)


def _next(stream: BinaryIO, start: int, size: int) -> int | None:
    """Where the next header of a member stands."""
    stream.seek(start)
    kept, place = b"", start
    while place < size:
        block = stream.read(STEP)
        if not block:
            return None
        text = kept + block
        at = text.find(_MARK)
        if at >= 0:
            return place - len(kept) + at
        kept = text[-3:]
        place += len(block)
    return None
