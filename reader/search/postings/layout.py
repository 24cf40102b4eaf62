"""A file of named arrays that is read through a memory map.

Layout: 8 bytes magic; the arrays, each at a multiple of 8 bytes, little-endian; a JSON directory
``{name: [dtype, offset, count]}``; a footer of the directory's offset, its length and its CRC-32. Nothing
in it is executed or unpickled. A file that was cut off or is something else raises ``DamagedError``.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

Array: TypeAlias = npt.NDArray[Any]

MAGIC = b"GRARRAY1"
_FOOTER = struct.Struct("<QII")
_TYPES = frozenset({"<u1", "|u1", "<u2", "<u4", "<u8", "<i4", "<i8", "<f4"})


class DamagedError(ValueError):
    """A file of the index that is not what was written."""


class ArrayFileWriter:
    """Writes arrays one after the other; an array may come in pieces of one type."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        self._file.write(MAGIC)
        self._directory: dict[str, tuple[str, int, int]] = {}

    def add(self, name: str, *pieces: Array) -> None:
        """Append an array given whole or in pieces."""
        self.start(name, pieces[0].dtype)
        for piece in pieces:
            self.append(name, piece)

    def start(self, name: str, dtype: npt.DTypeLike) -> None:
        """Begin an array whose pieces follow by ``append``, before the next ``start``."""
        self._file.write(b"\0" * (-self._file.tell() % 8))
        self._directory[name] = (np.dtype(dtype).newbyteorder("<").str, self._file.tell(), 0)

    def append(self, name: str, piece: Array) -> None:
        """Continue the array begun last."""
        kind, offset, count = self._directory[name]
        self._file.write(np.ascontiguousarray(piece, dtype=kind).data)
        self._directory[name] = (kind, offset, count + len(piece))

    def close(self) -> None:
        """Write the directory and bring all of it to the disk."""
        directory = json.dumps(self._directory).encode()
        place = self._file.tell()
        self._file.write(directory + _FOOTER.pack(place, len(directory), crc32(directory)))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close without finishing; the file is of no use then."""
        self._file.close()


class ArrayFile:
    """Reads such a file. The arrays are views of the map and must not outlive ``close`` where files are
    locked."""

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise DamagedError(str(path)) from error
        try:
            self._directory = self._read_directory()
        except (ValueError, struct.error, TypeError) as error:
            self._map.close()
            raise DamagedError(str(path)) from error

    def _read_directory(self) -> dict[str, tuple[str, int, int]]:
        size = len(self._map)
        if self._map[: len(MAGIC)] != MAGIC:
            raise ValueError("magic")
        place, length, check = _FOOTER.unpack(self._map[size - _FOOTER.size :])
        directory = self._map[place : place + length]
        if place + length + _FOOTER.size != size or crc32(directory) != check:
            raise ValueError("footer")
        return {name: (kind, offset, count) for name, (kind, offset, count) in json.loads(directory).items()}

    def __getitem__(self, name: str) -> Array:
        try:
            kind, offset, count = self._directory[name]
            if kind not in _TYPES:
                raise DamagedError(name)
            return np.frombuffer(self._map, dtype=kind, count=count, offset=offset)
        except (KeyError, ValueError) as error:
            raise DamagedError(name) from error

    def rest(self) -> None:
        """Give the pages of the map back to the system, which keeps them while it has room for them; they are
        read again when they are needed."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on Windows, where the system does so by itself
            self._map.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of the file; the map itself lives as long as an array of it does."""
        try:
            self._map.close()
        except BufferError:
            return  # an array is still in use; the last one to go closes the map


def smallest(largest: int) -> npt.DTypeLike:
    """The narrowest unsigned type that holds a number."""
    return np.uint8 if largest < 1 << 8 else np.uint16 if largest < 1 << 16 else np.uint32


def pack_strings(strings: Sequence[bytes] | Iterable[bytes]) -> tuple[Array, Array]:
    """Strings as one run of bytes and the places where they begin (one more than there are strings)."""
    strings = list(strings)
    places = np.zeros(len(strings) + 1, np.uint32 if sum(map(len, strings)) < 1 << 32 else np.uint64)
    np.cumsum([len(string) for string in strings], out=places[1:])
    return np.frombuffer(b"".join(strings), np.uint8), places


class Strings:
    """Packed strings, read back one by one."""

    def __init__(self, blob: Array, places: Array) -> None:
        self._blob = blob.data
        self._places = places

    def __len__(self) -> int:
        return len(self._places) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self._blob[int(self._places[number]) : int(self._places[number + 1])])

    def all(self) -> list[bytes]:
        """Every string."""
        whole, places = bytes(self._blob), self._places.tolist()
        return [whole[left:right] for left, right in pairwise(places)]

    def first_at_least(self, wanted: bytes, low: int = 0) -> int:
        """The number of the first string that is not before ``wanted``; the strings must be sorted."""
        blob, places, high = self._blob, self._places, len(self)
        while low < high:
            middle = (low + high) // 2
            if bytes(blob[places[middle] : places[middle + 1]]) < wanted:
                low = middle + 1
            else:
                high = middle
        return low
