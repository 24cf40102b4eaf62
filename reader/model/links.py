"""Where links lead, what belongs with an article, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.model.searching import Hit
from reader.model.terms import CapturedFrom, LinkKind, LinkStatus


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """An entry of the page's own list with where it leads inside the archive."""

    title: str
    date: str | None
    url: str | None
    status: LinkStatus
    id: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "title": self.title,
            "date": self.date,
            "url": self.url,
            "status": self.status,
            "id": self.id,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article is similar: a code and its values.

    Codes: "docno" (numbers of documents), "place", "words", "source", "section", "week" (same section within
    seven days).
    """

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """An article that belongs with another one, and why."""

    id: str
    title: str | None
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Backlink:
    """An article that links here."""

    id: str
    title: str | None
    url: str | None
    kind: LinkKind
    date: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "kind": self.kind,
            "date": self.date,
        }


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture of a page."""

    id: str
    captured: str | None
    captured_from: CapturedFrom | None
    path: str
    member: str | None
    sha256: str
    same_text: bool = False
    title: str | None = None
    format: str = ""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a capture stands among those of its page, oldest first: ``position`` from 1 to ``total``."""

    previous: Capture | None
    next: Capture | None
    position: int
    total: int


@dataclass(frozen=True, slots=True)
class Reprint:
    """An article of another site with the same text, or with most of the shorter one of both.

    ``shared`` is the part of the shorter text that both have, 0 to 1, estimated from samples of it.
    ``first``: no other article with this text, the one that was asked for included, is known to be older.
    """

    id: str
    title: str | None
    site: str | None
    date: str | None
    captured: str | None
    shared: float
    first: bool


@dataclass(frozen=True, slots=True)
class Related:
    """All that belongs with an article; the page's own list is never mixed with computed items.

    ``linked_from`` are the first of ``linked_total`` articles that link here; ``reprints`` are in order of
    time, the oldest first.
    """

    listed: tuple[RelatedEntry, ...]
    notices: tuple[RelatedEntry, ...]
    similar: tuple[Similar, ...]
    linked_from: tuple[Backlink, ...]
    captures: tuple[Capture, ...]
    reprints: tuple[Reprint, ...] = ()
    linked_total: int = 0


@dataclass(frozen=True, slots=True)
class LinkedFrom:
    """Some of the articles that link to a page, and how many there are in all."""

    links: tuple[Backlink, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a link may mean, where several different pages fit."""

    id: str
    title: str | None
    url: str | None
    date: str | None
    captured: str | None


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a link leads: the status, and the article where there is one.

    ``candidates``: several different pages fit, and nothing decides between them; the status is "missing"
    then, since none of them is known to be what the link means.
    """

    status: LinkStatus
    id: str | None
    url: str
    captured: str | None
    candidates: tuple[Candidate, ...] = ()
    captured_from: CapturedFrom | None = None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"status": self.status, "id": self.id, "url": self.url, "captured": self.captured}


ChainVia = Literal["source", "reprint"]


@dataclass(frozen=True, slots=True)
class ChainStep:
    """An article on the way from a copy back to where its text comes from.

    The first step is the article itself. ``via``: "source" where the page before names it as its source,
    "reprint" where that page links to no source and this one merely has the same text and is not younger.
    ``said`` is the credit line of the page before. A step that is not in the archive has no ``id`` and ends
    the chain; ``candidates`` are the ids of the articles that may be meant where that is in doubt.
    """

    id: str | None
    url: str | None
    title: str | None
    site: str | None
    date: str | None
    captured: str | None
    status: LinkStatus
    via: ChainVia = "source"
    candidates: tuple[str, ...] = ()
    said: str | None = None
    captured_from: CapturedFrom | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """The page that is not in the archive: who links to it, and what comes nearest."""

    url: str
    nearest: tuple[Hit, ...]
    linked_from: tuple[Backlink, ...]


@dataclass(frozen=True, slots=True)
class MissingLink:
    """An address that pages of the library link to and that is in none of its archives.

    ``count`` is the number of linking articles, ``linked_from`` the ids of at most 100;
    ``first`` and ``last`` are the times of their earliest and latest capture.
    """

    url: str
    count: int
    kinds: tuple[LinkKind, ...]
    first: str | None
    last: str | None
    linked_from: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The entry of ``missing`` in the command-line contract."""
        return {
            "url": self.url,
            "count": self.count,
            "kinds": list(self.kinds),
            "first": self.first,
            "last": self.last,
            "linked_from": list(self.linked_from),
        }
