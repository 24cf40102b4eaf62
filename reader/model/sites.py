"""What pages of a site have in common."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a page shows, block by block, as 32-bit hashes: sorted, without repetition.

    A mark stands for a piece of text in its place (or a title, or a date) and tells nothing about the page to
    whoever does not have the page. ``site`` is that of the article.
    """

    site: str | None
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SiteTemplate:
    """What the pages of a site share: the marks that repeat, learnt from ``pages`` pages."""

    site: str
    pages: int
    repeated: frozenset[int]
