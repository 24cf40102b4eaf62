"""Which articles a file holds, asked by its path."""

from __future__ import annotations

import os

from reader.library.catalogue.catalogue import Catalogue
from reader.library.known_roots import KnownRoots


def articles_in(catalogue: Catalogue, path: str, most: int) -> tuple[str, ...]:
    """The ids of up to ``most`` articles that were read from a file, in a fixed order.

    None of a file that is not known, not there, or not as it was when it was read.
    """
    place = os.path.abspath(path)
    found = KnownRoots(catalogue.files, "").of(place)
    known = catalogue.files.find(found[0].number, found[1]) if found is not None else None
    if known is None:
        return ()
    try:
        now = os.stat(place)
    except OSError:
        return ()
    if (now.st_size, now.st_mtime_ns) != (known.size, known.mtime_ns):
        return ()
    return catalogue.files.articles_in(known.number, most)
