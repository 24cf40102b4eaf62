"""What lies at the end of a link, found on the reading thread: a place for a tab, and what is shown there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.errors import NotFoundError
from reader.model import Article
from reader.text.urls import resolve
from reader.ui.article_page import article_page
from reader.ui.history import Place
from reader.ui.page import ArticlePage

if TYPE_CHECKING:
    from reader.library.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with its page, ready to be shown."""

    article: Article
    page: ArticlePage


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a link leads: ``answer`` is an Opened, or what the kind of the place shows.

    ``is_other``: it leads to another capture than the one it names.
    """

    place: Place
    answer: object
    is_other: bool = False


def opened(article_id: str, library: Library) -> Opened:
    """An article by its id."""
    article = library.article(article_id)
    return Opened(article, article_page(article, library.statuses(article_id)))


def followed(library: Library, *, start: str | None, address: str) -> Arrival:
    """Where an address leads, from an article (its id) or from nowhere."""
    if start is None:
        try:
            captures = library.captures(address)[1]
        except NotFoundError:
            return _not_there(library, address)
        return _at_article(library, captures[-1].id)
    found = library.follow(start, address)
    if found.id is None:
        return _not_there(library, found.url or resolve(None, address) or address)
    return _at_article(library, found.id, is_other=found.status == "other-capture")


def _at_article(library: Library, article_id: str, *, is_other: bool = False) -> Arrival:
    answer = opened(article_id, library)
    return Arrival(Place("article", article_id, title=answer.page.title), answer, is_other)


def _not_there(library: Library, address: str) -> Arrival:
    return Arrival(Place("missing", address), library.missing(address))
