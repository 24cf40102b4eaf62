"""What a format is: one value that says which files it reads and how; ``registry.FORMATS`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reader.formats.sniff import Sniffed
from reader.model import FoundFile, Rejected, Resource, ResourceEntry, SavedPage

Found = SavedPage | ResourceEntry | Rejected


@dataclass(frozen=True, slots=True)
class Format:
    """One way of saving pages.

    ``kinds`` are the answers of ``sniff.sniff`` that belong to it. ``pages`` streams the pages of a file and
    the other parts of a container, one in memory at a time, and turns whatever it cannot read into a
    ``Rejected``: it never raises for a file's sake. ``read`` gives one part by its locator (None: the whole
    file); it raises NotFoundError or UnusableError.
    """

    name: str
    kinds: frozenset[str]
    pages: Callable[[FoundFile, Sniffed], Iterator[Found]]
    read: Callable[[str, str | None], Resource]
