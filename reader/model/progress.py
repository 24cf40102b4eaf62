"""Steps of long work."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.exports import ExportReport
from reader.model.imports import ImportReport
from reader.model.searching import KwicResult
from reader.model.upkeep import Verification


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work. ``stage``: "scan", "read", "index", "links", "done" …

    ``rate`` is items a second, ``eta`` seconds left or None while unknown. The last step of an import carries
    its ``report``, that of a concordance what was ``found``, that of a verification what it says,
    that of an export what became of the articles.
    """

    stage: str
    done: int
    total: int | None
    rate: float = 0.0
    eta: float | None = None
    current: str = ""
    report: ImportReport | None = None
    found: KwicResult | None = None
    verification: Verification | None = None
    exported: ExportReport | None = None
