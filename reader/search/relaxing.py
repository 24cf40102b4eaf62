"""When nothing matches all of a query: what may be let go, and what not.

From three words on, first the marks are taken as untyped ("unmarked"), then words are dropped, as few as
possible and at most half ("any-word"). One word or two are never relaxed: half of a pair of syllables is
another matter altogether, so for them there is only a suggestion. What was bound (quotes, +, AND, fields,
-not) is kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reader.search.evaluate import Evaluated, Evaluator
from reader.search.outside import Outside
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot
from reader.search.tree import AllOf, Node, Phrase, Word

FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Relaxed:
    """How a query was widened: a code as in ``SearchResult.relaxed``, and the words let go."""

    code: str | None
    dropped: tuple[str, ...] = ()


def relax(
    snapshot: Snapshot, text: str, tree: Node, allowed: Array, outside: Outside | None = None
) -> tuple[Relaxed, Evaluated] | None:
    """The narrowest wider query that finds something among the allowed documents, or None."""
    optional = optional_words(tree)
    count = sum(len(part.words) if isinstance(part, Phrase) else 1 for part in optional)
    if count < FEWEST_WORDS:
        return None
    strict = Evaluator(snapshot, text, tree, outside=outside)
    if strict.marked:
        found = Evaluator(snapshot, text, tree, free=True, outside=outside).run(tree)
        if (found.mask & allowed).any():
            return Relaxed("unmarked"), found
    if len(optional) < FEWEST_WORDS:
        return None
    for missing in range(1, len(optional) // 2 + 1):
        found = strict.run(tree, least=(len(optional) - missing) / len(optional))
        mask = found.mask & allowed
        if mask.any():
            return Relaxed("any-word", _dropped(found, mask)), found
    return None


def optional_words(tree: Node) -> list[Word | Phrase]:
    """The parts of the outer group that are not bound."""
    children = tree.children if isinstance(tree, AllOf) else (tree,)
    return [child for child in children if isinstance(child, Word | Phrase) and not child.must]


def _dropped(found: Evaluated, mask: Array) -> tuple[str, ...]:
    """The words that none of the found documents has; if each is in some, those that fewest have."""
    counts = [(int(np.count_nonzero(leaf.mask & mask)), leaf.unit.label) for leaf in found.leaves]
    fewest = min(count for count, _ in counts)
    return tuple(label for count, label in counts if count == fewest)
