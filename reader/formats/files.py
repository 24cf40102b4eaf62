"""Opens files of an archive for reading only: regular files, without waiting, names of any length."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from reader.errors import ReaderError, UnusableError

MAX_FILE = 200 * 2**20  # bytes; a page or resource past this is listed, not read into memory
_CHUNK = 2**20
_LONG_WINDOWS_PATH = 240  # MAX_PATH is 260, and a folder may take 12 more for a short file name

_REASONS = {
    errno.ENOENT: "file-vanished",
    errno.ENOTDIR: "file-vanished",
    errno.ELOOP: "symlink-loop",
    errno.ENAMETOOLONG: "path-too-long",
    errno.EACCES: "file-unreadable",
    errno.EPERM: "file-unreadable",
}


@dataclass(frozen=True, slots=True)
class Digest:
    """SHA-256 (hex) and size in bytes of a file as it stands on disk."""

    sha256: str
    size: int


def reachable(path: str) -> str:
    """The path in the form in which the system opens it; Windows wants a prefix on long ones."""
    if os.name != "nt" or len(path) < _LONG_WINDOWS_PATH or path.startswith("\\\\?\\"):
        return path
    full = os.path.abspath(path)
    return "\\\\?\\UNC" + full[1:] if full.startswith("\\\\") else "\\\\?\\" + full


def reason(error: OSError | ValueError) -> str:
    """The failure code of an error that the system gave for a path."""
    if isinstance(error, OSError) and error.errno is not None:
        return _REASONS.get(error.errno, "file-unreadable")
    return "file-unreadable"


def special(mode: int) -> str | None:
    """What a path is when it is neither file nor folder ("fifo", "socket", "device"), else None."""
    if stat.S_ISFIFO(mode):
        return "fifo"
    if stat.S_ISSOCK(mode):
        return "socket"
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return "device"


def open_file(path: str) -> BinaryIO:
    """A regular file, open for reading. Raises UnusableError with a failure code and ``detail``.

    The file is opened without waiting and looked at again once open, so that a pipe that took a file's
    place meanwhile cannot hold the program up.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(reachable(path), flags)
    except (OSError, ValueError) as error:
        raise UnusableError(reason(error), path=path, detail=_detail(error)) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise UnusableError(
                "special-file", path=path, detail=special(os.fstat(handle).st_mode) or "folder"
            )
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read_head(path: str, size: int) -> bytes:
    """The first bytes of a file. Raises UnusableError as ``open_file`` does."""
    with open_file(path) as stream:
        return _read(stream, path, size)


def read_tail(path: str, size: int) -> bytes:
    """The last bytes of a file. Raises UnusableError as ``open_file`` does."""
    with open_file(path) as stream:
        try:
            stream.seek(max(0, os.fstat(stream.fileno()).st_size - size))
        except OSError as error:
            raise UnusableError(reason(error), path=path, detail=_detail(error)) from error
        return _read(stream, path, size)


def read_whole(path: str) -> bytes:
    """All bytes of a file. Raises UnusableError: as ``open_file`` does, or ``file-too-large``."""
    with open_file(path) as stream:
        size = os.fstat(stream.fileno()).st_size
        body = _read(stream, path, MAX_FILE + 1) if size <= MAX_FILE else b""
    if max(size, len(body)) > MAX_FILE:
        raise UnusableError("file-too-large", path=path, detail=str(max(size, len(body))))
    return body


def state(path: str) -> tuple[int, int]:
    """Size and modification time (ns) of a file. Raises UnusableError as ``open_file`` does."""
    try:
        found = os.stat(reachable(path))
    except (OSError, ValueError) as error:
        raise UnusableError(reason(error), path=path, detail=_detail(error)) from error
    return found.st_size, found.st_mtime_ns


def digest(path: str) -> Digest:
    """Hash and size of a file of any length, in bounded memory. Raises as ``open_file`` does."""
    hasher, size = hashlib.sha256(), 0
    with open_file(path) as stream:
        while chunk := _read(stream, path, _CHUNK):
            hasher.update(chunk)
            size += len(chunk)
    return Digest(hasher.hexdigest(), size)


def time_of(mtime_ns: int) -> str | None:
    """A file's modification time as UTC text, or None when it lies outside the calendar."""
    try:
        return datetime.fromtimestamp(mtime_ns // 10**9, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def _read(stream: BinaryIO, path: str, size: int) -> bytes:
    try:
        return stream.read(size)
    except (OSError, ValueError) as error:
        raise UnusableError(reason(error), path=path, detail=_detail(error)) from error


def _detail(error: OSError | ValueError | ReaderError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else str(error)
