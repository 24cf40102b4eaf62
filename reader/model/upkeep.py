"""What is held: archives, failures, counts, and whether the files are still what they were."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.model.searching import FacetValue
from reader.model.terms import RejectedKind, readable_path


@dataclass(frozen=True, slots=True)
class Difference:
    """A file, or a member of one, that is not as it should be, and why.

    ``code``: "file-changed"; "member-changed", "member-lost" where a container can still be read;
    "digest-wrong", "size-wrong": not as the archive itself recorded it; or why a file cannot be read.
    """

    path: str
    member: str | None
    code: str
    detail: str = ""

    def as_json(self) -> dict[str, object]:
        """The entry of ``changed`` in the command-line contract, and why it is there."""
        return {
            "path": readable_path(self.path),
            "member": self.member,
            "code": self.code,
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of the files since they were read.

    ``checked`` counts files and members of containers, ``ok`` those of them that are what they were. ``gone``
    are files that are no longer there, ``away`` archives that cannot be reached; neither is checked.
    """

    checked: int = 0
    ok: int = 0
    changed: tuple[Difference, ...] = ()
    gone: tuple[str, ...] = ()
    away: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether all that could be reached is as it was."""
        return not (self.changed or self.gone)

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "checked": self.checked,
            "ok": self.ok,
            "changed": [entry.as_json() for entry in self.changed],
            "gone": [readable_path(path) for path in self.gone],
            "away": [readable_path(path) for path in self.away],
        }


@dataclass(frozen=True, slots=True)
class ArchiveRoot:
    """A folder or file that was imported; ``bytes`` is the size of its files."""

    root: str
    state: Literal["present", "away"]
    pages: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, with when that was found."""

    path: str
    member: str | None
    code: str
    detail: str
    when: str
    kind: RejectedKind = "failed"


@dataclass(frozen=True, slots=True)
class Stats:
    """The library in numbers; ``first`` and ``last`` are the earliest and latest article day."""

    pages: int
    articles: int
    captures: int
    sites: tuple[FacetValue, ...]
    languages: tuple[FacetValue, ...]
    formats: tuple[FacetValue, ...]
    failed: int
    skipped: int
    index_bytes: int
    catalogue_bytes: int
    first: str | None
    last: str | None
