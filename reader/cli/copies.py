"""Byte-identical copies of a page among the files that ``extract`` reads.

What a page comes to depends on its bytes and on what its place tells: the address that a mirror's folders
stand for, the folder of its pictures, the names that may stand for an unknown address, and the day of the
file. A copy that has all of these in common with a page read before it has the same line but for its path and
its time.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from reader.model import FoundFile, Rejected, SavedPage

_DAY = 10
"""Signs of a time that name its day: no more of a file's time enters into an article's fields."""


def key(page: SavedPage) -> bytes:
    """The same for pages whose lines differ in path and time only; empty for a page inside a container."""
    if page.member is not None:
        return b""
    place = re.split(r"[/\\]", page.path)[-2:]
    told = replace(page, path="/".join(place), body=b"", file_time=(page.file_time or "")[:_DAY])
    return hashlib.blake2b(repr(told).encode("utf-8", "surrogatepass"), digest_size=16).digest()


@dataclass(slots=True)
class Copies:
    """The pages that were read so far, by what can be known of a file before it is opened."""

    _keys: defaultdict[tuple[int, str], set[bytes]] = field(default_factory=lambda: defaultdict(set))

    def known(self, found: FoundFile | Rejected) -> frozenset[bytes]:
        """The keys of pages of which a file may be a copy."""
        return frozenset(self._keys.get(_outside(found), ())) if isinstance(found, FoundFile) else frozenset()

    def add(self, found: FoundFile | Rejected, page: bytes) -> None:
        """Takes a page into account that was read."""
        if isinstance(found, FoundFile):
            self._keys[_outside(found)].add(page)


def _outside(found: FoundFile) -> tuple[int, str]:
    return found.size, os.path.basename(found.path or found.root)
