"""Articles that belong with another one, and why."""

from __future__ import annotations

from reader.model import Article, Similar
from reader.search.snapshot import Snapshot


def similar(snapshot: Snapshot, article: Article, limit: int) -> tuple[Similar, ...]:
    """Best first."""
    return ()
