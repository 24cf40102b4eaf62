"""What the reading stage hands to the catalogue: plain values that travel between processes.

Workers load this module, so it knows neither the catalogue nor the index.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.formats.format import Part
from reader.model import Article, LinkKind, Rejected, RejectedKind

# Kinds of links as the catalogue numbers them, strongest tie between two pages first.
LINK_KINDS: tuple[LinkKind, ...] = ("body", "source", "related", "notice", "attachment", "picture", "menu")

UNRESOLVED = "revisit-unresolved"
"""The code of a revisit in a web archive whose original is not in its file."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link: ``key``, ``page_key`` and ``title_key`` as ``reader.library.keys`` makes them.

    ``kind`` is an index into ``LINK_KINDS``; ``title_key`` is None where the link's text names nothing,
    ``local`` where the link names no file.
    """

    kind: int
    key: int
    page_key: int
    title_key: int | None
    local: int | None
    url: str


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that became an article, packed for the catalogue.

    ``article`` has no html (the index has no use for it, and every process it passes would copy it); ``text``
    and ``rest`` are the compressed whole. ``addresses`` are (key, page key) under which the page can be
    linked. ``extractor`` is the version of the rules, ``template`` the digest of the site template used,
    ``read_as`` the encoding that was chosen by hand.
    """

    member: str | None
    article: Article
    text: bytes
    rest: bytes
    fingerprint: bytes
    addresses: tuple[tuple[int, int], ...]
    links: tuple[LinkRow, ...]
    title_key: int | None
    text_hash: int
    extractor: str
    template: bytes | None
    read_as: str | None = None

    @property
    def weight(self) -> int:
        """About how many bytes this page takes while it waits to be committed."""
        return len(self.text) + len(self.rest) + 4 * len(self.article.text) + 400 * len(self.links)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of a container that is no page. ``key`` is that of its address, None where it has none;
    ``kind`` is what it counts as ("" for a page without an article, which is counted as such), ``sha256`` the
    hash of its body where that was read.
    """

    member: str
    key: int | None
    media_type: str
    size: int
    captured: str | None
    kind: str
    sha256: bytes | None = None


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A page of a file of its own that is, byte for byte, an article read before it (``id``)."""

    id: str
    format: str
    member: None = None


@dataclass(frozen=True, slots=True)
class Twin:
    """What a page of a file of its own came to, so that its copies need not be read: an article (``id``), or
    why it is none (``rejected``: kind, code, detail). ``told`` is all that its place added to its bytes.
    """

    sha256: str
    told: tuple[str | None, ...]
    id: str = ""
    format: str = ""
    rejected: tuple[RejectedKind, str, str] | None = None


@dataclass(frozen=True, slots=True)
class FileTask:
    """A file to read; ``place`` is the number of its root in the catalogue.

    ``known_sha256``: when the file still has this hash, nothing is read ("touched"). ``templates``: by
    article id the packed site template, or None, with which its page is read; without ``all_pages`` only
    these are. ``encodings``: by id those that were chosen by hand. ``part``: only that
    part of a container is read, and ``closes`` says that the file ends with it; ``read_before`` are the parts
    (member, start) that an earlier import has brought in. ``members``: only these members of a container are
    read, the others not even looked at. ``originals``: only these revisits (members) are read, each with the
    places (path, locator) where its original may lie. ``weight`` are about the bytes that are read.
    ``twins`` are pages of this size that were read before.
    """

    place: int
    root: str
    path: str
    size: int
    mtime_ns: int
    known_sha256: bytes | None = None
    templates: Mapping[str, bytes | None] = field(default_factory=dict)
    all_pages: bool = True
    encodings: Mapping[str, str] = field(default_factory=dict)
    part: Part | None = None
    closes: bool = True
    read_before: frozenset[tuple[str, int]] = frozenset()
    weight: int = 0
    members: tuple[str, ...] = ()
    originals: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    twins: tuple[Twin, ...] = ()

    def wants(self, article_id: str) -> bool:
        """Whether the page of an article is to be read."""
        return self.all_pages or article_id in self.templates

    @property
    def absolute(self) -> str:
        """Where the file is on this machine."""
        return os.path.join(self.root, self.path) if self.path else self.root


@dataclass(frozen=True, slots=True)
class FilePart:
    """Some of what a task brings, in its order; ``last`` closes the task.

    ``sha256`` is that of the whole file, known with its end (None when it could not be read whole).
    ``touched`` says that the bytes are those already known. ``url_key`` is the address for which the file's
    place in a mirror stands, for a file that is no page. ``twin`` is what the page of such a file came to.
    """

    pages: tuple[ReadPage | CopyRow | PartRow | Rejected, ...]
    last: bool
    sha256: bytes | None = None
    touched: bool = False
    url_key: int | None = None
    twin: Twin | None = None
