"""How the window opens a library, and which one it opens first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from reader.library.library import Library, default_library, last_library, sample_library


def opener(folder: Path) -> Callable[[], Library]:
    """Opens the library of a folder, made if there is none; each thread of the Jobs calls it once."""
    return partial(Library, folder)


def first_library(wanted: Path | None) -> Path:
    """The wanted library, else the last one, else the user's own, else the one of the sample archive."""
    if wanted is not None:
        return wanted
    if (last := last_library()) is not None:
        return last
    own = default_library()
    return own if own.is_dir() else sample_library()
