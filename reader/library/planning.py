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

# Measured on portals of 90 kB a page and on plain articles of 3 kB, with two workers: what a page costs by
# itself, and for each of its bytes. A library's own imports correct them.
_SECONDS_A_PAGE, _SECONDS_A_BYTE = 3e-3, 1e-7
_SECONDS_A_FILE = 2e-4
_LIBRARY_A_PAGE, _LIBRARY_A_BYTE = 6000, 0.3
_ENOUGH_PAGES = 50  # from which on a correction can be trusted
_PACE = "pace"


def plan_import(catalogue: Catalogue, index_bytes: int, library: Path, paths: Sequence[str]) -> ImportPlan:
    """Counts the files that an import would read: those that are new, or differ in size or time.

    Raises UnusableError("path-missing") when a path does not exist.
    """
    roots = KnownRoots(catalogue.files, "")
    known: dict[int, dict[bytes, tuple[int, int]]] = {}
    number = size = pages = page_bytes = 0
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
            pages += 1
            page_bytes += found.size
    return ImportPlan(
        files=number,
        bytes=size,
        seconds=_seconds(number, pages, page_bytes) * (catalogue.meta.number(_PACE) or 1.0),
        library_bytes=int(_library_bytes(pages, page_bytes) * _growth(catalogue, index_bytes)),
        free_bytes=drives.free_bytes(library),
    )


def remember_pace(catalogue: Catalogue, sizes: Sequence[int], files: int, seconds: float) -> None:
    """Keeps how much slower or faster than expected pages of these sizes were read, for the next plan."""
    if len(sizes) >= _ENOUGH_PAGES:
        expected = _seconds(files, len(sizes), sum(sizes))
        catalogue.meta.set(_PACE, f"{_bounded(seconds / expected):.3f}")


def _seconds(files: int, pages: int, page_bytes: int) -> float:
    return files * _SECONDS_A_FILE + pages * _SECONDS_A_PAGE + page_bytes * _SECONDS_A_BYTE


def _library_bytes(pages: int, page_bytes: int) -> float:
    return pages * _LIBRARY_A_PAGE + page_bytes * _LIBRARY_A_BYTE


def _growth(catalogue: Catalogue, index_bytes: int) -> float:
    """How much larger or smaller than expected the library is for what it holds."""
    articles = catalogue.summary.articles()
    if articles < _ENOUGH_PAGES:
        return 1.0
    return _bounded(
        (catalogue.bytes + index_bytes) / _library_bytes(articles, catalogue.summary.page_bytes())
    )


def _bounded(factor: float) -> float:
    return min(8.0, max(0.2, factor))
