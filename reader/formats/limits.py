"""How much an archive may unpack to. One place for all formats, so that the README can state the figures.

A page or part past ``MAX_PART`` is listed, not read. A stream that grows more than ``MAX_RATIO`` times once
past ``FREE_PART`` is given up: markup rarely passes 30:1, deflate cannot pass 1,032:1, and what lies between
is a bomb or nothing that anybody reads. ``Allowance`` bounds a whole archive, whatever its parts say (those
of a zip file may overlap).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from reader.errors import UnusableError
from reader.formats.files import MAX_FILE

MAX_PART = MAX_FILE  # bytes of one page or part, unpacked
MAX_RATIO = 250
FREE_PART = 8 * 2**20  # bytes that a part may unpack to whatever its ratio
MAX_TOTAL_RATIO = 100
FREE_TOTAL = 256 * 2**20  # bytes that an archive may unpack to whatever its ratio
STEP = 64 * 1024  # bytes that are unpacked at a time


class Source(Protocol):
    """Something to read bytes from."""

    def read(self, size: int = ..., /) -> bytes:
        """At most ``size`` bytes; none at the end."""


@dataclass(slots=True)
class Allowance:
    """What a container may still unpack to; all its parts draw on it. ``packed``: its size on disk."""

    packed: int
    spent: int = 0

    @property
    def whole(self) -> int:
        """Bytes that it may unpack to in all."""
        return FREE_TOTAL + MAX_TOTAL_RATIO * self.packed

    def spend(self, size: int) -> None:
        """Counts bytes that were unpacked. Raises UnusableError("archive-bomb") when they are too many."""
        self.spent += size
        if self.spent > self.whole:
            raise UnusableError("archive-bomb", detail=str(self.spent))


@dataclass(slots=True)
class Gauge:
    """Watches one stream being unpacked: what went in, what came out."""

    allowance: Allowance | None = None
    most: int = MAX_PART
    packed: int = 0
    unpacked: int = 0

    def count(self, packed: int, unpacked: int) -> None:
        """Counts one step. Raises UnusableError: ``part-too-large``, ``part-bomb``, ``archive-bomb``."""
        self.packed += packed
        self.unpacked += unpacked
        if self.allowance is not None:
            self.allowance.spend(unpacked)
        if self.unpacked > self.most:
            raise UnusableError("part-too-large", detail=str(self.unpacked))
        if self.unpacked > FREE_PART and self.unpacked > MAX_RATIO * self.packed:
            raise UnusableError("part-bomb", detail=f"{self.unpacked // max(self.packed, 1)}:1")


def read_all(source: Source, packed: int, allowance: Allowance | None = None, most: int = MAX_PART) -> bytes:
    """All that an unpacking stream (a member of a zip or tar file) gives, within the limits.

    ``packed`` is the size of the member as it lies in the archive. Raises UnusableError as ``Gauge.count``,
    and whatever the stream raises.
    """
    gauge = Gauge(allowance, most, packed=packed)
    body = bytearray()
    while step := source.read(STEP):
        gauge.count(0, len(step))
        body += step
    return bytes(body)


def inflate(chunks: Iterable[bytes], wbits: int, gauge: Gauge) -> Iterator[bytes]:
    """What zlib makes of a stream: pieces of at most ``STEP`` bytes; several gzip members follow each other.

    ``wbits`` as for ``zlib.decompressobj`` (31 gzip, 15 zlib, -15 raw). Ends where the stream ends or breaks
    off; raises zlib.error on damage, UnusableError as ``Gauge.count``.
    """
    stream = zlib.decompressobj(wbits)
    for chunk in chunks:
        rest, more = chunk, True
        while rest or more:
            piece = stream.decompress(rest, STEP)
            more = len(piece) == STEP  # it may hold back what did not fit
            left = stream.unused_data if stream.eof else stream.unconsumed_tail
            gauge.count(len(rest) - len(left), len(piece))
            if piece:
                yield piece
            rest = left
            if stream.eof:
                if wbits != 31 or not rest.startswith(b"\x1f"):
                    return
                stream = zlib.decompressobj(wbits)
