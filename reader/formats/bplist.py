"""Apple's binary property lists, read piece by piece: nothing is made of what nobody asks for.

A list made to harm can refer to one piece a million times; so pieces are looked up by number, one at a time,
and no more is read than a sound list could ask for. Layout: "bplist00", the pieces, a table of their offsets,
and a trailer of 32 bytes (CoreFoundation, CFBinaryPList.c).
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import BinaryIO

from reader.errors import UnusableError

# Bytes of an offset, of a reference; number of pieces, the top one, where the table begins.
_TRAILER = struct.Struct(">6xBBQQQ")
_MOST_PIECES = 2_000_000
_MOST_IN_ONE = 100_000  # of the entries of an array or dictionary
_MOST_TEXT = 2**20
_FREE = 16 * 2**20  # bytes that may be read whatever the size of the list


@dataclass(frozen=True, slots=True)
class Span:
    """Where the bytes of a data piece lie in the file."""

    start: int
    end: int


class PropertyList:
    """A binary property list over a seekable stream. All of it raises UnusableError("webarchive-damaged")."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, self._size - _TRAILER.size))
        trailer = stream.read(_TRAILER.size)
        if self._size < 8 + _TRAILER.size or len(trailer) < _TRAILER.size:
            raise _damaged("trailer")
        numbers: tuple[int, ...] = _TRAILER.unpack(trailer)
        self._offset_size, self._reference_size, self._count, self.top, self._table = numbers
        self._left = 8 * self._size + _FREE
        if not (0 < self._offset_size <= 8 and 0 < self._reference_size <= 8 and self._count <= _MOST_PIECES):
            raise _damaged("trailer")

    def dictionary(self, number: int) -> dict[str, int]:
        """The numbers of a dictionary's values by their keys; of any other piece {}."""
        kind, count, place = self._head(number)
        if kind != 0xD:
            return {}
        count = min(count, _MOST_IN_ONE)
        keys, values = self._references(place, count), self._references(place + self._taken(count), count)
        return {key: value for name, value in zip(keys, values, strict=False) if (key := self.text(name))}

    def array(self, number: int) -> list[int]:
        """The numbers of an array's entries; of any other piece []."""
        kind, count, place = self._head(number)
        return self._references(place, min(count, _MOST_IN_ONE)) if kind in (0xA, 0xC) else []

    def text(self, number: int) -> str:
        """A string; of any other piece ""."""
        kind, count, place = self._head(number)
        if kind not in (0x5, 0x6):
            return ""
        raw = self._bytes(place, min(count * (2 if kind == 0x6 else 1), _MOST_TEXT))
        return raw.decode("utf-16-be" if kind == 0x6 else "ascii", "replace")

    def data(self, number: int) -> Span | None:
        """Where the bytes of a data piece lie, as far as they are there; None for any other piece."""
        kind, count, place = self._head(number)
        return Span(place, min(place + count, self._size)) if kind == 0x4 else None

    def _head(self, number: int) -> tuple[int, int, int]:
        """Kind, length and beginning of the content of a piece."""
        if not 0 <= number < self._count:
            raise _damaged("reference")
        place = int.from_bytes(
            self._bytes(self._table + number * self._offset_size, self._offset_size), "big"
        )
        (mark,) = self._bytes(place, 1)
        count, place = mark & 0xF, place + 1
        if count == 0xF and mark >> 4 not in (0x0, 0x1, 0x2, 0x3, 0x8):
            (size_mark,) = self._bytes(place, 1)
            if size_mark >> 4 != 0x1 or size_mark & 0xF > 3:
                raise _damaged("length")
            width = 1 << (size_mark & 0xF)
            count = int.from_bytes(self._bytes(place + 1, width), "big")
            place += 1 + width
        return mark >> 4, count, place

    def _references(self, place: int, count: int) -> list[int]:
        raw, width = self._bytes(place, self._taken(count)), self._reference_size
        return [int.from_bytes(raw[at : at + width], "big") for at in range(0, len(raw), width)]

    def _taken(self, count: int) -> int:
        return count * self._reference_size

    def _bytes(self, place: int, size: int) -> bytes:
        self._left -= size
        if place + size > self._size or self._left < 0:
            raise _damaged("place")
        self._stream.seek(place)
        raw = self._stream.read(size)
        if len(raw) < size:
            raise _damaged("place")
        return raw


def _damaged(what: str) -> UnusableError:
    return UnusableError("webarchive-damaged", detail=what)
