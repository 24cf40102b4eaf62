"""What the reader view is given to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reader.model import ChainStep, Neighbours

LINK_SCHEME, PICTURE_SCHEME = "link", "picture"


@dataclass(frozen=True, slots=True)
class PageLink:
    """What a link of the page does: ``follow`` an address, ``open`` an article (its id), ``compare`` two
    (their ids), ``search`` for a query, or ``do`` an action (its name).

    ``hint`` is shown on hover.
    """

    kind: Literal["follow", "open", "compare", "search", "do"]
    target: str
    hint: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page tells besides the article: its place among the captures, its sources, which addresses of
    its attachments are archived, and the program that saved it."""

    neighbours: Neighbours | None = None
    chain: tuple[ChainStep, ...] = ()
    attachments: frozenset[str] = frozenset()
    tool: str | None = None


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """``html`` refers to ``links`` and ``pictures`` (their ``src`` in the article) by number.

    ``words``: what the page says in place of each picture, often nothing.
    """

    title: str
    html: str
    links: tuple[PageLink, ...]
    pictures: tuple[str, ...]
    right_to_left: bool
    words: tuple[str, ...] = ()
