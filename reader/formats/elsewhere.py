"""Revisits whose original lies in another file: crawls write many, and keep what is the same only once."""

from __future__ import annotations

import os
from collections.abc import Iterable

from reader.errors import UnusableError
from reader.formats import files, wacz, warc
from reader.formats.format import Found
from reader.formats.sniff import HEAD, sniff
from reader.formats.webarchive import WebArchive


def resolve(path: str, locator: str, candidates: Iterable[tuple[str, str]]) -> Found | None:
    """What the revisit at a locator stands for, when its original is one of the candidates (path, locator).

    It comes as if it lay where the revisit does, with the address and time of the revisit. None when none of
    the candidates is the original. Never raises for a file's sake.
    """
    try:
        mine = _archive(path, locator)
    except UnusableError:
        return None
    for other_path, other_locator in candidates if mine else ():
        try:
            other = _archive(other_path, other_locator)
            found = mine[0].revisited(mine[1], *other) if mine and other else None
        except UnusableError:
            continue
        if found is not None:
            return found
    return None


def _archive(path: str, locator: str) -> tuple[WebArchive, str] | None:
    """The archive to which a locator in a file leads, and the locator in it. Raises UnusableError."""
    kind = sniff(files.read_head(path, HEAD), os.path.basename(path)).kind
    if kind in ("warc", "arc"):
        return warc.archive_of(path, kind), locator
    return wacz.archive_of(path, locator) if kind == "wacz" else None
