"""What an import plans and reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model.pages import Rejected


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; counts are pages unless said otherwise.

    Of the pages that were read (added and updated): ``formats`` they were saved in, ``repaired`` what their
    letters needed (codes as in ``Encoding.repaired``, "declared-wrong" for another encoding than the page
    says), ``doubtful`` whose letters are a guess.
    """

    files: int = 0
    seen: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    reextracted: int = 0
    failed: tuple[Rejected, ...] = ()
    skipped: tuple[Rejected, ...] = ()
    other: Mapping[str, int] = field(default_factory=dict)
    articles: int = 0
    seconds: float = 0.0
    stopped: str | None = None  # "cancelled", "disk-full", or None when it ran to its end
    formats: Mapping[str, int] = field(default_factory=dict)
    repaired: Mapping[str, int] = field(default_factory=dict)
    doubtful: int = 0

    def as_json(self) -> dict[str, object]:
        """As in the contract; ``stopped`` is added only when the import did not run to its end."""
        shape: dict[str, object] = {
            "files": self.files,
            "seen": self.seen,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "reextracted": self.reextracted,
            "failed": [entry.as_json() for entry in self.failed],
            "skipped": [entry.as_json() for entry in self.skipped],
            "other": dict(self.other),
            "articles": self.articles,
            "seconds": round(self.seconds, 3),
        }
        if self.stopped:
            shape["stopped"] = self.stopped
        return shape


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would cost: ``seconds`` and ``library_bytes`` are estimates."""

    files: int
    bytes: int
    seconds: float
    library_bytes: int
    free_bytes: int

    @property
    def tight(self) -> bool:
        """Whether the library would take more than 80 % of the free disk."""
        return self.library_bytes > 0.8 * self.free_bytes
