"""Where the members of a tar file lie (POSIX.1-1988 ustar, POSIX.1-2001 pax, GNU and older forms).

Tolerant: behind a damaged header the next sound one is looked for. Reads forward only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

BLOCK = 512
_MOST_EXTENSION = 2**20  # bytes of a long name or of pax records
_NO_CHECKSUM = b" " * 8
_NUMBER = re.compile(rb"[0-7]{1,12}")
_PAX = re.compile(rb"(\d{1,9}) ([^=\n]{1,200})=")
_LONG_NAMES = {b"L": "path", b"K": "linkpath"}
_SPECIAL = {b"3": "device", b"4": "device", b"6": "fifo", b"1": "link", b"2": "link"}


class Forward(Protocol):
    """Bytes that are read from the beginning to the end."""

    place: int

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, fewer only at the end."""

    def skip(self, size: int) -> int:
        """Goes on by so many bytes; gives how many there were."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A member: where its bytes begin, how many they are, and its time in seconds since 1970.

    ``special`` says what it is instead of a file ("link", "device", "fifo", "sparse"), ``present`` how many
    of its bytes there are.
    """

    name: bytes
    start: int
    size: int
    present: int
    mtime: int
    special: str | None = None


@dataclass(slots=True)
class Damage:
    """What was met besides members: places that make no sense, and an end in the middle."""

    places: int = 0
    cut_off: bool = False


def is_header(block: bytes) -> bool:
    """Whether a block is the header of a member: its checksum says so."""
    if len(block) != BLOCK or not block[0]:
        return False
    stated = _number(block[148:156])
    sound = sum(block[:148]) + sum(_NO_CHECKSUM) + sum(block[156:])
    if stated == sound:
        return True
    signed = sound - 256 * sum(1 for byte in block[:148] + block[156:] if byte > 127)
    return stated == signed  # some old programs took bytes for signed


def entries(stream: Forward, damage: Damage) -> Iterator[Entry]:
    """The members in their order; folders are left out. ``damage`` tells at the end what was wrong."""
    extended: dict[str, bytes] = {}
    always: dict[str, bytes] = {}
    lost = False
    while block := stream.read(BLOCK):
        if not any(block):
            continue  # the end, or a gap between archives that were joined
        if not is_header(block):
            damage.places += not lost
            lost = True
            continue
        lost = False
        kind, size = block[156:157], _size(block, extended, always)
        if kind in (b"x", b"X", b"g", *_LONG_NAMES):
            text = stream.read(min(size, _MOST_EXTENSION))
            damage.cut_off |= stream.skip(_padded(size) - len(text)) < _padded(size) - len(text)
            _extend(kind, text, extended, always)
            continue
        start = stream.place
        present = stream.skip(_padded(size))
        damage.cut_off |= present < size
        name = extended.get("path") or always.get("path") or _name(block)
        extended, told = {}, extended
        if kind == b"5" or name.endswith(b"/"):
            continue
        special = _SPECIAL.get(kind)
        if kind == b"S" or any(key.startswith("GNU.sparse") for key in told):
            special = "sparse"
        if special is not None and special != "sparse":
            size = present = 0
        yield Entry(name, start, size, min(size, present), _mtime(block, told), special)


def _extend(kind: bytes, text: bytes, extended: dict[str, bytes], always: dict[str, bytes]) -> None:
    if kind in _LONG_NAMES:
        extended[_LONG_NAMES[kind]] = text.split(b"\0", 1)[0]
        return
    target, at = (always if kind == b"g" else extended), 0
    while found := _PAX.match(text, at):
        end = at + int(found[1])
        if end <= found.end():
            return
        target[found[2].decode("utf-8", "replace")] = text[found.end() : end].removesuffix(b"\n")
        at = end


def _size(block: bytes, extended: dict[str, bytes], always: dict[str, bytes]) -> int:
    stated = extended.get("size") or always.get("size") or b""
    if block[156:157] not in (b"x", b"X", b"g") and stated.isdigit() and len(stated) < 19:
        return int(stated)
    if block[156:157] in (b"1", b"2", b"3", b"4", b"5", b"6"):
        return 0
    return max(0, _number(block[124:136]))


def _mtime(block: bytes, told: dict[str, bytes]) -> int:
    stated = told.get("mtime", b"").split(b".", 1)[0]
    return int(stated) if stated.isdigit() and len(stated) < 12 else _number(block[136:148])


def _name(block: bytes) -> bytes:
    name, prefix = block[:100].split(b"\0", 1)[0], block[345:500].split(b"\0", 1)[0]
    return prefix + b"/" + name if prefix and block[257:263] == b"ustar\0" else name


def _number(field: bytes) -> int:
    """A number as tar writes it: octal digits, or binary with the first bit set; -1 for none."""
    if field[:1] in (b"\x80", b"\xff"):
        return int.from_bytes(field[1:], "big") if field[:1] == b"\x80" else -1
    found = _NUMBER.search(field)
    return int(found[0], 8) if found else (0 if not field.strip(b" \0") else -1)


def _padded(size: int) -> int:
    return -(-size // BLOCK) * BLOCK
