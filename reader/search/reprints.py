"""Which documents have most of their text in common with one: copies and reprints, whatever their site.

The measure is that of ``folding``: the share of sampled runs of four words of the shorter text that stand in
the other one too. Source: the project's research on Vietnamese text, section 4.
"""

from __future__ import annotations

import numpy as np

from reader.search.folding import LEAST_SHARED, SHARE
from reader.search.snapshot import Snapshot


def sharing(snapshot: Snapshot, article_id: str) -> list[tuple[str, float]]:
    """(id, share of the shorter text that both have) of all other articles that have at least half of it."""
    own = snapshot.document(article_id)
    if own is None:
        return []
    marks = snapshot.sketch(own)
    if len(marks) < LEAST_SHARED:
        return []
    rows, hits, sizes = snapshot.with_marks(marks)
    shorter = np.minimum(sizes, len(marks))
    alike = snapshot.live[rows] & (rows != own) & (hits >= np.maximum(LEAST_SHARED, SHARE * shorter))
    return [
        (snapshot.id(row), float(share))
        for row, share in zip(rows[alike].tolist(), (hits[alike] / shorter[alike]).tolist(), strict=True)
    ]
