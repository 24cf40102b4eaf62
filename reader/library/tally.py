"""The counts of an import while it runs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from reader.model import ImportReport, Rejected


@dataclass(slots=True)
class Tally:
    """As ``ImportReport``; ``seen`` follows from the rest. ``reextracted``: numbers of articles."""

    files: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    reextracted: set[int] = field(default_factory=set)
    failed: list[Rejected] = field(default_factory=list)
    skipped: list[Rejected] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)

    def reject(self, found: Rejected) -> None:
        """Counts what became no article."""
        if found.kind == "other":
            self.other[found.code] += 1
        else:
            (self.failed if found.kind == "failed" else self.skipped).append(found)

    def report(self, articles: int, seconds: float, stopped: str | None) -> ImportReport:
        """The counts as they stand."""
        pages = self.added + self.updated + self.unchanged
        return ImportReport(
            files=self.files,
            seen=pages + len(self.failed) + len(self.skipped),
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            reextracted=len(self.reextracted),
            failed=tuple(self.failed),
            skipped=tuple(self.skipped),
            other=dict(sorted(self.other.items())),
            articles=articles,
            seconds=seconds,
            stopped=stopped,
        )
