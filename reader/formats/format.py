"""What a format is: one value that says which files it reads and how; ``registry.FORMATS`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from reader.formats.sniff import Sniffed
from reader.model import FoundFile, Rejected, Resource, ResourceEntry, SavedPage

Found = SavedPage | ResourceEntry | Rejected


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a container that can be read by itself: what begins from ``start`` up to before ``end``.

    What the numbers count is up to the format; ``end`` None: up to the end; ``member`` names the archive
    inside the container. The same bytes give the same parts.
    """

    start: int = 0
    end: int | None = None
    member: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that an archive says of one of its own parts, and that does not agree with it."""

    locator: str
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """One way of saving pages.

    ``kinds`` are the answers of ``sniff.sniff`` that belong to it. ``pages`` streams the pages of a file and
    the other parts of a container, one in memory at a time, and turns whatever it cannot read into a
    ``Rejected``: it never raises for a file's sake. ``read`` gives one part by its locator (None: the whole
    file); it raises NotFoundError or UnusableError.

    For containers that may be large: ``parts`` cuts a file so that ``part`` reads each by itself; all parts
    give what ``pages`` gives, in the same order. ``some`` gives the members of these locators without reading
    the others, in an order of its own. ``faults`` compares a container with the digests and lists
    that it brings with it. None of these raises for a file's sake.

    ``locate``, for containers of pages with their pictures: the locator of the part that a reference on the
    page at a member (None: the page that the file is) means, or None; raises UnusableError.

    ``forget`` drops what is kept of files that were read lately. These are known by size and time, and a
    failing disk changes neither.
    """

    name: str
    kinds: frozenset[str]
    pages: Callable[[FoundFile, Sniffed], Iterator[Found]]
    read: Callable[[str, str | None], Resource]
    parts: Callable[[FoundFile, Sniffed], Iterator[Part]] | None = None
    part: Callable[[FoundFile, Sniffed, Part], Iterator[Found]] | None = None
    faults: Callable[[FoundFile, Sniffed], Iterator[Fault]] | None = None
    some: Callable[[FoundFile, Sniffed, Collection[str]], Iterator[Found]] | None = None
    locate: Callable[[str, str | None, str], str | None] | None = None
    forget: Callable[[], None] | None = None
