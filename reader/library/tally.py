"""The counts of an import while it runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field

from reader.model import Article, ImportReport, Rejected
from reader.text.labels import name_of


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
    formats: Counter[str] = field(default_factory=Counter)
    repaired: Counter[str] = field(default_factory=Counter)
    doubtful: int = 0

    def read(self, article: Article) -> None:
        """Counts how a page that is new or has changed was saved, and what its letters needed."""
        self.formats[article.format] += 1
        encoding = article.encoding
        if encoding.repaired:
            self.repaired[encoding.repaired] += 1
        elif encoding.declared and name_of(encoding.declared) != name_of(encoding.used):
            self.repaired["declared-wrong"] += 1
        self.doubtful += encoding.doubtful

    def add(self, other: Tally) -> None:
        """Adds the counts of a batch."""
        self.added += other.added
        self.updated += other.updated
        self.unchanged += other.unchanged
        self.reextracted |= other.reextracted
        self.failed += other.failed
        self.skipped += other.skipped
        self.other.update(other.other)
        self.formats.update(other.formats)
        self.repaired.update(other.repaired)
        self.doubtful += other.doubtful

    def reject(self, found: Rejected) -> None:
        """Counts what became no article."""
        if found.kind == "other":
            self.other[found.code] += 1
        else:
            (self.failed if found.kind == "failed" else self.skipped).append(found)

    def resolve(self, places: Set[tuple[str, str]]) -> None:
        """Revisits (path, member) that were counted as skipped have found their originals."""
        if places:
            self.skipped = [each for each in self.skipped if (each.path, each.member) not in places]

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
            formats=dict(self.formats.most_common()),
            repaired=dict(self.repaired.most_common()),
            doubtful=self.doubtful,
        )
