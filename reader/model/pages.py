"""From disk to page: files met, pages and resources taken from them, and what was turned away."""

from __future__ import annotations

import os
from dataclasses import dataclass

from reader.model.terms import CapturedFrom, RejectedKind, article_id, readable_path


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file met while walking an archive; ``root`` is the archive's root, ``path`` is below it."""

    root: str
    path: str
    size: int
    mtime_ns: int

    @property
    def absolute(self) -> str:
        """The file's place on this machine now."""
        return os.path.join(self.root, self.path) if self.path else self.root


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One saved page, as its container gives it: bytes and what the container says of them.

    ``recorded_url`` and ``recorded_time`` are what the saving tool wrote down (a comment, a record
    header), ``recorded_from`` where it wrote the time; ``path_url`` is what a mirror's folder names
    suggest. ``companion`` is the folder, relative to the page's own, in which a browser put the page's
    pictures and styles. ``status`` and ``headers`` are those of the HTTP answer where the format keeps it.
    ``read_as`` is the encoding that somebody chose for the page; it wins over all that the page says.
    """

    path: str
    member: str | None
    format: str
    body: bytes
    sha256: str
    size: int
    recorded_url: str | None = None
    recorded_time: str | None = None
    path_url: str | None = None
    file_time: str | None = None
    charset: str | None = None
    companion: str | None = None
    recorded_from: CapturedFrom | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    read_as: str | None = None

    @property
    def id(self) -> str:
        """The article id this capture will have."""
        return article_id(self.sha256, self.recorded_url, self.recorded_time)


@dataclass(frozen=True, slots=True)
class Resource:
    """Bytes of a picture, style or other part of an archive, with its media type.

    ``charset`` is the one that the HTTP answer declared, where there is one.
    """

    body: bytes
    media_type: str
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """A part of a container that is no page: where it lies, and what the container says of it.

    ``registry.read(path, locator)`` gives it back. ``size`` and ``sha256`` as for pages: before its content
    encoding is taken off. ``kind`` is what it counts as among the other records: "resource", "attachment",
    "feed", "robots" …
    """

    path: str
    locator: str
    url: str | None
    media_type: str
    size: int
    recorded_time: str | None = None
    sha256: str | None = None
    kind: str = "resource"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page or file that became no article: ``code`` names the reason, ``detail`` fills it in.

    ``url`` is its address where the container records one; of a redirect, ``detail`` is where it leads.
    """

    path: str
    member: str | None
    kind: RejectedKind
    code: str
    detail: str = ""
    sha256: str | None = None
    url: str | None = None

    def as_json(self) -> dict[str, object]:
        """The entry of ``failed`` and ``skipped`` in the command-line contract."""
        return {
            "path": readable_path(self.path),
            "member": self.member,
            "code": self.code,
            "detail": self.detail,
        }
