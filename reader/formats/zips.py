"""Zip files opened with limits: for WACZ and for pages that are zipped. Nothing is ever unpacked to disk.

All that ``zipfile`` may raise on a hostile file comes as UnusableError with one of the codes ``zip-damaged``,
``zip-too-many-members``, ``archive-bomb`` (members that lie over each other), ``member-encrypted``,
``member-unsafe-name``, ``member-method-unknown``, ``member-damaged``.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from typing import BinaryIO, cast

from reader.errors import UnusableError
from reader.formats import files
from reader.formats.limits import MAX_PART, STEP, Allowance, Gauge, read_all

MOST_MEMBERS = 250_000
_MOST_TABLE = 32 * 2**20  # bytes of the table of names
_ENTRY_MARK = b"PK\x01\x02"
_LOCAL_MARK = b"PK\x03\x04"
_END_MARK = b"PK\x05\x06"
_LOCATOR_MARK = b"PK\x06\x07"
_LOCAL_HEADER = struct.Struct("<4s22xHH")  # mark, length of name, of extra field
_END = struct.Struct("<4s6xHII2x")  # mark, members, bytes of the table, its offset
_END_64 = struct.Struct("<4s20x2QQQ")  # the same for large files: mark, members twice, bytes, offset
_LOCATOR = struct.Struct("<4s16x")
_END_REACH = _END.size + 65_535  # the record at the end, and the longest comment behind it
_ENCRYPTED = 0x1 | 0x40
# The others of zipfile unpack a chunk at once whatever comes of it, and no tool saves pages with them.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_UNSAFE = re.compile(r"(?:\A|[/\\])\.\.(?:[/\\]|\Z)|\A[/\\]|\A[A-Za-z]:|\x00")
_NO_LIMIT = 2**62
# What zipfile and the decompressors behind it raise on damaged input.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    IndexError,
    KeyError,
)


def open_zip(stream: BinaryIO) -> zipfile.ZipFile:
    """A zip file over a seekable stream, whose closing is left to the caller. Raises UnusableError."""
    try:
        _check_table(stream)
        archive = zipfile.ZipFile(stream)
    except OSError as error:
        raise UnusableError(files.reason(error), detail=str(error.strerror or "")) from error
    except _DAMAGE as error:
        raise UnusableError("zip-damaged", detail=str(error)[:200]) from error
    size = stream.seek(0, io.SEEK_END)
    if sum(info.compress_size for info in archive.infolist()) > size:
        raise UnusableError("archive-bomb", detail=str(sum(info.file_size for info in archive.infolist())))
    return archive


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Whether a member stands for a folder. (``is_dir`` fails on a name that is empty.)"""
    return info.filename.endswith("/")


def refusal(info: zipfile.ZipInfo) -> str | None:
    """The code of a member that is not read, or None: encrypted, a name that leads out, an unknown method."""
    if not info.filename or _UNSAFE.search(info.orig_filename) or _UNSAFE.search(info.filename):
        return "member-unsafe-name"
    if info.flag_bits & _ENCRYPTED:
        return "member-encrypted"
    return None if info.compress_type in _METHODS else "member-method-unknown"


def open_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance | None = None
) -> BinaryIO:
    """A member as a seekable stream; reading it raises UnusableError when it is damaged or passes a limit.

    A stored member is read where it lies, so that going to a place in it costs nothing. Raises UnusableError.
    """
    if (code := refusal(info)) is not None:
        raise UnusableError(code, detail=info.filename)
    stream = cast(BinaryIO, archive.fp)
    if info.compress_type == zipfile.ZIP_STORED:
        return cast(BinaryIO, Window(stream, _data_start(stream, info), info.compress_size))
    try:
        return cast(BinaryIO, _Unpacking(archive, info, allowance))
    except (OSError, *_DAMAGE) as error:
        raise UnusableError("member-damaged", detail=info.filename) from error


def read_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance | None = None, most: int = MAX_PART
) -> bytes:
    """A member as a whole. Raises UnusableError: ``member-damaged``, as ``refusal`` or as ``Gauge.count``."""
    if (code := refusal(info)) is not None:
        raise UnusableError(code, detail=info.filename)
    if info.file_size > most:
        raise UnusableError("part-too-large", detail=str(info.file_size))
    try:
        with archive.open(info) as member:
            return read_all(member, info.compress_size, allowance, most)
    except (OSError, *_DAMAGE) as error:
        raise UnusableError("member-damaged", detail=info.filename) from error


def check_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance | None = None) -> None:
    """Reads a member and compares it with its checksum. Raises UnusableError as ``read_member``."""
    gauge = Gauge(allowance, most=_NO_LIMIT, packed=info.compress_size)
    try:
        with archive.open(info) as member:
            while piece := member.read(STEP):
                gauge.count(0, len(piece))
    except (OSError, *_DAMAGE) as error:
        raise UnusableError("member-damaged", detail=info.filename) from error


class Window(io.RawIOBase):
    """A stretch of a file as a file of its own; closing it leaves the file open."""

    def __init__(self, stream: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._stream = stream
        self._start = start
        self._size = size
        self._at = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As for any file."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def read(self, size: int | None = -1) -> bytes:
        """As for any file."""
        left = max(0, self._size - self._at)
        self._stream.seek(self._start + self._at)
        piece = self._stream.read(left if size is None or size < 0 else min(size, left))
        self._at += len(piece)
        return piece


class _Unpacking(io.RawIOBase):
    """A compressed member: what zipfile raises while reading becomes UnusableError, and limits are kept."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance | None) -> None:
        super().__init__()
        self._name = info.filename
        self._member = archive.open(info)
        self._gauge = Gauge(allowance, most=_NO_LIMIT, packed=info.compress_size)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes; going back unpacks from the beginning."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As for any file."""
        try:
            return self._member.seek(offset, whence)
        except (OSError, *_DAMAGE) as error:
            raise UnusableError("member-damaged", detail=self._name) from error

    def read(self, size: int | None = -1) -> bytes:
        """As for any file."""
        try:
            piece = self._member.read(-1 if size is None else size)
        except (OSError, *_DAMAGE) as error:
            raise UnusableError("member-damaged", detail=self._name) from error
        self._gauge.count(0, len(piece))
        return piece

    def close(self) -> None:
        """Closes the member, not the file."""
        self._member.close()
        super().close()


def _check_table(stream: BinaryIO) -> None:
    """Looks at the table of names before zipfile makes objects of all of it."""
    size = stream.seek(0, io.SEEK_END)
    reach = min(size, _END_REACH + _LOCATOR.size + _END_64.size)
    stream.seek(size - reach)
    tail = stream.read(reach)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile("no table of names")
    table = _END.unpack_from(tail, at)[2]
    behind = size - reach + at
    if tail[max(0, at - _LOCATOR.size) : at].startswith(_LOCATOR_MARK) and at >= _LOCATOR.size + _END_64.size:
        behind -= _LOCATOR.size + _END_64.size
        table = _END_64.unpack_from(tail, at - _LOCATOR.size - _END_64.size)[3]
    if table > _MOST_TABLE:
        raise UnusableError("zip-too-many-members", detail=str(table // 46))
    stream.seek(max(0, behind - table))
    count = stream.read(table).count(_ENTRY_MARK)
    if count > MOST_MEMBERS:
        raise UnusableError("zip-too-many-members", detail=str(count))


def _data_start(stream: BinaryIO, info: zipfile.ZipInfo) -> int:
    """Where a member's bytes begin, behind its own header."""
    header = b""
    if info.header_offset >= 0:
        stream.seek(info.header_offset)
        header = stream.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL_MARK):
        raise UnusableError("member-damaged", detail=info.filename)
    _, name, extra = _LOCAL_HEADER.unpack(header)
    return info.header_offset + _LOCAL_HEADER.size + int(name) + int(extra)
