"""What the index answers; the library turns it into a ``SearchResult``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.model import FacetValue, QueryProblem


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the index to a request.

    ``hits`` are (article id, score) of the wanted page of results, in order. ``relaxed`` is a code as in
    ``SearchResult``, ``dropped`` the words that were let go for it. ``undated`` counts matching articles
    that a date filter left out because they have no date. ``more``: there are further hits behind these;
    ``copies``: by article id those that are folded into a hit. ``unknown``: when nothing was found, the words
    and phrases that no article has.
    """

    total: int
    hits: tuple[tuple[str, float], ...]
    facets: Mapping[str, tuple[FacetValue, ...]] | None = None
    suggestion: str | None = None
    relaxed: str | None = None
    problems: tuple[QueryProblem, ...] = ()
    undated: int = 0
    dropped: tuple[str, ...] = ()
    more: bool = False
    copies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
