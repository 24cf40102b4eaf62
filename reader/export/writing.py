"""Writing files: whole or not at all, never over one that is there unasked, never into an archive."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from reader.errors import UnusableError


def write(target: Path, data: bytes, *, force: bool = False) -> None:
    """Writes a file beside its place and then moves it there, so that it is whole or not there.

    Raises UnusableError("file-exists") when it is there and ``force`` is not given, and
    UnusableError("file-unwritable").
    """
    with written(target, force=force) as stream:
        stream.write(data)


@contextmanager
def written(target: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A stream whose contents are the file once the block has ended well. Raises as ``write``.

    Errors of the block that are not of the disk go through; then nothing is left.
    """
    part = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        # Not tempfile: its files are for the owner alone, and an export has the rights of any new file.
        handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(handle, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _move(part, target, force=force)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnusableError("file-unwritable", path=str(target), reason=reason) from error
    finally:
        with suppress(OSError):  # its folder may be none
            part.unlink(missing_ok=True)


def refuse_inside(target: Path, archives: Iterable[str]) -> None:
    """Raises UnusableError("target-in-archive") when a file there would change a folder of saved pages."""
    place = os.path.realpath(target)
    for archive in archives:
        root = os.path.realpath(archive)
        if place == root or place.startswith(os.path.join(root, "")):
            raise UnusableError("target-in-archive", path=str(target), root=archive)


def _move(part: Path, target: Path, *, force: bool) -> None:
    if not force:
        try:
            os.link(part, target)  # fails if somebody made the file meanwhile, which a rename does not
            return
        except FileExistsError as error:
            raise UnusableError("file-exists", path=str(target)) from error
        except OSError:  # a drive without links
            if target.exists():
                raise UnusableError("file-exists", path=str(target)) from None
    os.replace(part, target)
