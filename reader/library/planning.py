"""What an import would cost, before it is begun. Reads names and sizes only."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reader.formats.sniff import named_like_a_page
from reader.formats.walk import walk
from reader.library import drives
from reader.library.catalogue.catalogue import Catalogue
from reader.library.known_roots import KnownRoots
from reader.model import FoundFile, ImportPlan

# Figures of real portals (90 kB a page) where this library has none of its own yet: seconds a byte with two
# workers, and bytes of library a byte of pages.
_SECONDS_A_BYTE = 1.5e-7
_SECONDS_A_FILE = 2e-4
_LIBRARY_SHARE = 0.5
_ENOUGH = 4 * 2**20  # bytes of pages from which on this library's own figures are better


def plan_import(catalogue: Catalogue, library: Path, paths: Sequence[str]) -> ImportPlan:
    """Counts the files that an import would read: those that are new, or differ in size or time.

    Raises UnusableError("path-missing") when a path does not exist.
    """
    roots = KnownRoots(catalogue.files, "")
    known: dict[int, dict[bytes, tuple[int, int]]] = {}
    number = size = pages = 0
    for found in walk([os.path.abspath(path) for path in paths]):
        if not isinstance(found, FoundFile):
            continue
        place = roots.of(found.absolute)
        if place is not None:
            root, path = place
            if root.number not in known:
                known[root.number] = {
                    file.path: (file.size, file.mtime_ns)
                    for file in catalogue.files.below(root.number)
                    if file.present and file.sha256 is not None
                }
            if known[root.number].get(path) == (found.size, found.mtime_ns):
                continue
        number += 1
        size += found.size
        if named_like_a_page(os.path.basename(found.absolute)):
            pages += found.size
    seconds, share = _figures(catalogue)
    return ImportPlan(
        files=number,
        bytes=size,
        seconds=pages * seconds + number * _SECONDS_A_FILE,
        library_bytes=int(pages * share),
        free_bytes=drives.free_bytes(library),
    )


def remember_pace(catalogue: Catalogue, page_bytes: int, seconds: float) -> None:
    """Keeps how fast an import was, for the next plan."""
    if page_bytes >= _ENOUGH:
        catalogue.meta.set("seconds a byte", repr(seconds / page_bytes))


def _figures(catalogue: Catalogue) -> tuple[float, float]:
    """Seconds and bytes of library for a byte of pages."""
    stored = catalogue.summary.page_bytes()
    library = catalogue.bytes + catalogue.meta.number("index bytes")
    share = library / stored if stored >= _ENOUGH else _LIBRARY_SHARE
    return catalogue.meta.number("seconds a byte") or _SECONDS_A_BYTE, share
