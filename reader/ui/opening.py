"""How the window opens a library, and which one it opens first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from reader.errors import UnusableError
from reader.library.library import Library, default_library, last_library, sample_library

# What is raised where a library may not be written, though perhaps read.
_CLOSED_TO_WRITING = frozenset({"library-read-only", "library-unreadable", "library-busy"})


def opener(folder: Path, *, only_to_read: bool = False) -> Callable[[], Library]:
    """Opens the library of a folder, made if there is none; each thread of the Jobs calls it once."""
    return partial(_open, folder, only_to_read=only_to_read)


def _open(folder: Path, *, only_to_read: bool) -> Library:
    """For writing if that can be and is wanted, else for reading only."""
    if only_to_read:
        return Library(folder, read_only=True)
    try:
        return Library(folder)
    except UnusableError as error:
        if error.code not in _CLOSED_TO_WRITING:
            raise
        try:
            return Library(folder, read_only=True)
        except UnusableError:
            raise error from None


def first_library(wanted: Path | None) -> Path:
    """The wanted library, else the last one, else the user's own, else the one of the sample archive."""
    if wanted is not None:
        return wanted
    if (last := last_library()) is not None:
        return last
    own = default_library()
    return own if own.is_dir() else sample_library()
