"""Which documents have most of their text in common with one: copies and reprints, whatever their site.

The measure is that of ``folding``: the share of sampled runs of four words of the shorter text that stand in
the other one too. Source: the project's research on Vietnamese text, section 4.
"""

from __future__ import annotations

import numpy as np

from reader.search.folding import LEAST_SHARED, SHARE, TABLE_BITS
from reader.search.snapshot import Snapshot


def sharing(snapshot: Snapshot, article_id: str) -> list[tuple[str, float]]:
    """(id, share of the shorter text that both have) of all other articles that have at least half of it."""
    own = snapshot.document(article_id)
    if own is None:
        return []
    marks = snapshot.sketch(own)
    if len(marks) < LEAST_SHARED:
        return []
    rows = np.flatnonzero(snapshot.live)
    table = np.zeros(1 << TABLE_BITS, bool)
    table[np.array(marks, np.uint32) & ((1 << TABLE_BITS) - 1)] = True
    hits, sizes = snapshot.sketch_hits(rows, table)
    least = np.maximum(LEAST_SHARED, SHARE * np.minimum(sizes, len(marks)))
    wanted = set(marks)
    found = []
    for row in rows[hits >= least].tolist():
        theirs = snapshot.sketch(row)
        shared = len(wanted.intersection(theirs))
        shorter = min(len(theirs), len(marks))
        if row != own and shared >= max(LEAST_SHARED, SHARE * shorter):
            found.append((snapshot.id(row), shared / shorter))
    return found
