"""Where links lead, what belongs with an article, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

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
    """Why an article is similar: a code ("words", "docno", "source", "section") and its values."""

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


@dataclass(frozen=True, slots=True)
class Related:
    """All that belongs with an article; the page's own list is never mixed with computed items."""

    listed: tuple[RelatedEntry, ...]
    notices: tuple[RelatedEntry, ...]
    similar: tuple[Similar, ...]
    linked_from: tuple[Backlink, ...]
    captures: tuple[Capture, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a link leads: the status, and the article where there is one."""

    status: LinkStatus
    id: str | None
    url: str
    captured: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"status": self.status, "id": self.id, "url": self.url, "captured": self.captured}


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
