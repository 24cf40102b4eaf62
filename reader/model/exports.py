"""Taking away: where bytes lie that are handed on, and what became of each article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.model.terms import CapturedFrom


@dataclass(frozen=True, slots=True)
class Holding:
    """Bytes of an archive that belong to an article: its page, or (``is_page`` False) a part of it.

    ``path`` and ``member`` as in ``Article``; ``before`` is the member that lies before it in its file, from
    which on the records that go with it can be found. ``originals`` are the places (path, member) where the
    original of a revisit may lie. ``captured`` is None where nobody knows it.
    """

    path: str
    member: str | None
    url: str | None
    captured: str | None
    captured_from: CapturedFrom | None = None
    is_page: bool = True
    before: str | None = None
    originals: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ExportEntry:
    """What became of one article: a line of a manifest.

    ``file`` is the file's name in its folder, None when there is none; ``sha256`` is that of the original;
    ``code``, ``detail`` and ``values`` say why it failed, as the errors do.
    """

    id: str
    result: Literal["written", "failed"]
    file: str | None = None
    sha256: str | None = None
    title: str | None = None
    url: str | None = None
    code: str | None = None
    detail: str | None = None
    values: tuple[tuple[str, object], ...] = ()

    def as_json(self) -> dict[str, object]:
        """The line of a manifest."""
        return {
            "file": self.file,
            "id": self.id,
            "sha256": self.sha256,
            "title": self.title,
            "url": self.url,
            "result": self.result,
            "code": self.code,
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What an export did. ``place`` is the file or folder; ``manifest`` its list, where one was made."""

    place: str
    entries: tuple[ExportEntry, ...]
    manifest: str | None = None

    @property
    def failed(self) -> tuple[ExportEntry, ...]:
        """What could not be written."""
        return tuple(entry for entry in self.entries if entry.result == "failed")
