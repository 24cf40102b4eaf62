"""Which documents have most of their text in common with one: copies and reprints, whatever their site.

The measure is that of ``folding``: the share of sampled runs of four words of the shorter text that stand in
the other one too. Source: the project's research on Vietnamese text, section 4.
"""

from __future__ import annotations

import numpy as np

from reader.search.folding import LEAST_SHARED, SHARE, sieve
from reader.search.snapshot import Snapshot


def sharing(snapshot: Snapshot, article_id: str) -> list[tuple[str, float]]:
    """(id, share of the shorter text that both have) of all other articles that have at least half of it."""
    own = snapshot.document(article_id)
    if own is None:
        return []
    marks = snapshot.sketch(own)
    if len(marks) < LEAST_SHARED:
        return []
    hits, sizes = snapshot.sketch_hits(np.arange(snapshot.count), sieve(marks))
    shorter = np.minimum(sizes, len(marks))
    likely = np.flatnonzero(snapshot.live & (hits >= np.maximum(LEAST_SHARED, SHARE * shorter)))
    held, found = set(marks), []
    for row in likely.tolist():
        shared = len(held.intersection(snapshot.sketch(row)))
        if row != own and shared >= max(LEAST_SHARED, SHARE * shorter[row]):
            found.append((snapshot.id(row), float(shared / shorter[row])))
    return found
