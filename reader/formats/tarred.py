"""Tar files of pages, plain or packed with gzip, bzip2 or xz. Nothing goes to disk, no link is followed."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from reader.errors import NotFoundError, UnusableError
from reader.formats import companion, files, members
from reader.formats.format import Format, Found
from reader.formats.limits import MAX_PART, STEP, Allowance, Gauge
from reader.formats.members import Layout, Member, References
from reader.formats.sniff import Sniffed
from reader.formats.tar_headers import Damage, Entry, entries
from reader.model import FoundFile, Rejected, Resource

MOST_MEMBERS = 250_000
_NO_LIMIT = 2**62
_OUT = re.compile(r"(?:\A|/)\.\.(?:/|\Z)")
_MOST_XZ_MEMORY = 128 * 2**20  # bytes of the window that a stream may ask for


class _Tape:
    """A tar file's bytes, unpacked, read forward. Raises UnusableError past a limit, OSError."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.place = 0
        self._stream = stream
        head = stream.read(6)
        stream.seek(0)
        self._packed = head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0"))
        self._gauge = Gauge(Allowance(size), most=_NO_LIMIT)
        self._pieces = _unpacked(stream, head, self._gauge) if self._packed else iter(())
        self._buffer = b""
        self._size = size

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes, fewer only at the end."""
        if not self._packed:
            piece = self._stream.read(size)
            self.place += len(piece)
            return piece
        pieces, left = [], size
        while left and (self._buffer or self._fill()):
            piece, self._buffer = self._buffer[:left], self._buffer[left:]
            pieces.append(piece)
            left -= len(piece)
        self.place += size - left
        return b"".join(pieces)

    def skip(self, size: int) -> int:
        """Goes on by so many bytes; gives how many there were."""
        if not self._packed:
            there = min(size, max(0, self._size - self.place))
            self.place += there
            self._stream.seek(self.place)
            return there
        left = size
        while left and (self._buffer or self._fill()):
            step = min(left, len(self._buffer))
            self._buffer = self._buffer[step:]
            left -= step
        self.place += size - left
        return size - left

    def _fill(self) -> bool:
        self._buffer = next((piece for piece in self._pieces if piece), b"")
        return bool(self._buffer)


def _unpacked(stream: BinaryIO, head: bytes, gauge: Gauge) -> Iterator[bytes]:
    """Pieces of an unpacking stream, up to its end or to where it is damaged."""
    make = _maker(head)
    unpack, rest, ended = make(), b"", False
    while True:
        if unpack.eof:
            rest = unpack.unused_data.lstrip(b"\0") or stream.read(STEP)
            if not rest.startswith(head[:2]):
                return
            unpack = make()
        elif unpack.needs_input and not ended:
            rest = stream.read(STEP)
            ended = not rest
        try:
            piece = unpack.decompress(rest, STEP)
        except (OSError, EOFError, ValueError, lzma.LZMAError, zlib.error):
            return
        gauge.count(len(rest), len(piece))
        if not piece and not rest and not unpack.eof:
            return
        rest = b""
        if piece:
            yield piece


class _Gunzip:
    """zlib in the manner of bz2 and lzma."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        """Whether the end of the stream was met."""
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        """What was given and lies behind the end."""
        return self._stream.unused_data

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes of what was given."""
        return not self._stream.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most so many bytes; with no data, more of what was given before."""
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


def _maker(head: bytes) -> type[_Gunzip] | type[bz2.BZ2Decompressor] | _Xz:
    if head.startswith(b"\x1f\x8b"):
        return _Gunzip
    return bz2.BZ2Decompressor if head.startswith(b"BZh") else _Xz()


class _Xz:
    """Makes xz decompressors that take a bounded amount of memory."""

    def __call__(self) -> lzma.LZMADecompressor:
        """A new one."""
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, _MOST_XZ_MEMORY)


@dataclass(frozen=True, slots=True)
class _Table:
    """The members of a tar file and where they begin; ``fault``: what is wrong with the whole."""

    members: tuple[Member, ...]
    starts: tuple[int, ...]
    fault: str | None


@lru_cache(maxsize=2)  # the pictures of a page are read one after the other
def _table(path: str, size: int, _mtime_ns: int) -> _Table:
    found: list[Entry] = []
    damage, fault = Damage(), None
    with files.open_file(path) as stream:
        try:
            for entry in entries(_Tape(stream, size), damage):
                found.append(entry)
                if len(found) >= MOST_MEMBERS:
                    fault = "too-many-members"
                    break
        except UnusableError as error:
            fault = error.code
        except OSError as error:
            raise UnusableError(files.reason(error), path=path, detail=error.strerror or "") from error
    fault = fault or ("file-cut-off" if damage.cut_off else "tar-damaged" if damage.places else None)
    names = members.unique(_name(entry.name) for entry in found)
    listed = tuple(
        _member(name, number, entry) for number, (name, entry) in enumerate(zip(names, found, strict=True))
    )
    return _Table(listed, tuple(entry.start for entry in found), fault)


def _member(name: str, number: int, entry: Entry) -> Member:
    time = files.time_of(entry.mtime * 10**9) if 0 < entry.mtime < 2**34 else None
    if entry.special is not None:
        unread = entry.special == "sparse"
        code = "member-method-unknown" if unread else "special-file"
        return Member(name, number, 0, 0, time, code, "failed" if unread else "other", entry.special)
    if _OUT.search(name):
        return Member(name, number, entry.size, entry.present, time, "member-unsafe-name", "failed", name)
    return Member(name, number, entry.present, entry.present, time)


def _name(raw: bytes) -> str:
    """A name with slashes and without a root; bytes that are no UTF-8 appear as %XX."""
    text = raw.decode("utf-8", "surrogateescape")
    text = "".join(f"%{ord(sign) - 0xDC00:02X}" if 0xDC80 <= ord(sign) <= 0xDCFF else sign for sign in text)
    text = re.sub(r"\A(?:[A-Za-z]:)?(?:\./|/)+", "", text.replace("\\", "/").replace("\0", ""))
    return text or "_"


class _Bodies:
    """The bytes of members, asked for in their order."""

    def __init__(self, stream: BinaryIO, size: int, table: _Table) -> None:
        self._tape = _Tape(stream, size)
        self._table = table
        self._kept: tuple[int, bytes] = (-1, b"")

    def load(self, member: Member, most: int | None) -> bytes:
        """The first bytes of a member, or all. Raises UnusableError."""
        if member.size > MAX_PART and most is None:
            raise UnusableError("part-too-large", detail=str(member.size))
        number, kept = self._kept
        if number != member.number:
            kept = b""
            self._tape.skip(self._table.starts[member.number] - self._tape.place)
        wanted = member.size if most is None else min(most, member.size)
        body = kept + self._tape.read(max(0, wanted - len(kept)))
        self._kept = (member.number, body)
        return body[:wanted]


def _pages(file: FoundFile, sniffed: Sniffed) -> Iterator[Found]:
    path = file.absolute
    if companion.owner(file) is not None:
        yield Rejected(path, None, "other", "resource", sniffed.kind)
        return
    try:
        table = _table(path, *files.state(path))
        with files.open_file(path) as stream:
            bodies = _Bodies(stream, file.size, table)
            found = members.found(file, Layout("tar"), table.members, bodies.load)
            instead = Rejected(path, None, "other", "attachment", "tar")
            yield from members.unless_aside(found, instead if table.fault is None else None)
        if table.fault is not None:
            yield Rejected(path, None, "failed", table.fault)
    except UnusableError as error:
        yield Rejected(path, None, "failed", error.code, str(error.values.get("detail", "")))
    except OSError as error:
        yield Rejected(path, None, "failed", files.reason(error), error.strerror or "")


def _read(path: str, locator: str | None) -> Resource:
    size, mtime_ns = files.state(path)
    table = _table(path, size, mtime_ns)
    member = next((each for each in table.members if each.name == locator), None)
    if member is None:
        raise NotFoundError("resource-missing", path=path, locator=locator or "")
    if member.code is not None:
        raise UnusableError(member.code, path=path, detail=member.detail)
    try:
        with files.open_file(path) as stream:
            return members.resource(member, _Bodies(stream, size, table).load(member, None))
    except OSError as error:
        raise UnusableError(files.reason(error), path=path, detail=error.strerror or "") from error


def _locate(path: str, member: str | None, reference: str) -> str | None:
    return _references(path, *files.state(path)).find(member, reference)


@lru_cache(maxsize=2)
def _references(path: str, size: int, mtime_ns: int) -> References:
    return References(FoundFile(path, "", size, mtime_ns), _table(path, size, mtime_ns).members, {})


def _forget() -> None:
    _table.cache_clear()
    _references.cache_clear()


TAR = Format("tar", frozenset({"tar"}), _pages, _read, locate=_locate, forget=_forget)
