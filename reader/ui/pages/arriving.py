"""What lies at the end of a link, found on the reading thread: a place for a tab, and what is shown there.

``as_of`` is the day to which the session keeps; see ``Library.follow``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from reader.errors import NotFoundError
from reader.library.times import distance, moment
from reader.model import Article, Followed, Missing, Resource
from reader.text.urls import resolve
from reader.ui.original.side import ORIGINAL, original_state
from reader.ui.pages.article_page import article_page
from reader.ui.pages.history import Place
from reader.ui.pages.page import ArticlePage, Surroundings

if TYPE_CHECKING:
    from reader.library.library import Library


@dataclass(frozen=True, slots=True)
class Opened:
    """An article with its page, ready to be shown."""

    article: Article
    page: ArticlePage
    around: Surroundings


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a link leads: ``answer`` is an Opened, or what the kind of the place shows.

    ``is_other``: it leads to another capture than the one it names.
    """

    place: Place
    answer: object
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the archive with its bytes; ``article``: the id of the one that links to it, or ""."""

    article: str
    address: str
    resource: Resource


@dataclass(frozen=True, slots=True)
class NotThere:
    """What is known of an address that is not in the archive, and whether it is on the user's own list."""

    missing: Missing
    is_wanted: bool


def opened(article_id: str, library: Library, *, as_of: str | None = None) -> Opened:
    """An article by its id."""
    article = library.article(article_id)
    around = Surroundings(
        library.neighbours(article_id),
        library.source_chain(article_id, as_of),
        library.archived_attachments(article_id) if article.attachments else frozenset(),
        library.saving_tool(article_id),
    )
    page = article_page(article, library.statuses(article_id, as_of), around)
    return Opened(article, page, around)


def followed(library: Library, *, start: str | None, address: str, as_of: str | None) -> Arrival:
    """Where an address leads, from an article (its id) or from nowhere."""
    if start is None:
        return _from_nowhere(library, address, as_of)
    found = library.follow(start, address, as_of)
    if found.id is not None:
        return _at_article(library, found.id, as_of, is_other=found.status == "other-capture")
    return _without_article(library, start, address, found)


def followed_original(library: Library, *, start: str, address: str, as_of: str | None) -> Arrival:
    """The same for a link of an article's original page: what is archived comes as an original page too.

    That holds for lists and menus as well, which are no articles; they are shown in the place of the page.
    """
    found = library.follow_replayed(start, address, as_of)
    if found.id is None:
        part = None if found.candidates else library.replayed(address, start)
        if part is not None and part.media_type == "text/html":
            where = original_state(where=address.partition("#")[0])
            arrival = _at_article(library, start, as_of)
            return replace(arrival, place=replace(arrival.place, state=where))
        return _without_article(library, start, found.url, found)
    arrival = _at_article(library, found.id, as_of, is_other=found.status == "other-capture")
    return replace(arrival, place=replace(arrival.place, state=ORIGINAL))


def _without_article(library: Library, start: str, address: str, found: Followed) -> Arrival:
    """A choice between pages, a document, or what is known of a page that is not there."""
    if found.candidates:
        return Arrival(choices_place(start, address), found)
    if (resource := library.attachment(start, address)) is not None:
        return Arrival(document_place(start, address), Document(start, address, resource))
    return _not_there(library, found.url or resolve(None, address) or address)


def choices_place(start: str, address: str) -> Place:
    """The place where the reader chooses between pages that a link may mean."""
    return Place("choices", f"{start} {address}", title=address)


def document_place(start: str, address: str) -> Place:
    """The place of a document that an article links to."""
    return Place("document", f"{start} {address}", title=unquote(address.rsplit("/", 1)[-1]) or address)


def choices(place: Place, as_of: str | None, library: Library) -> Followed:
    """What a place of choices shows."""
    start, _blank, address = place.target.partition(" ")
    return library.follow(start, address, as_of)


def document(place: Place, library: Library) -> Document:
    """What a place of a document shows. Raises NotFoundError("document-unknown")."""
    start, _blank, address = place.target.partition(" ")
    if (resource := library.attachment(start or None, address)) is None:
        raise NotFoundError("document-unknown", url=address)
    return Document(start, address, resource)


def not_there(address: str, library: Library) -> NotThere:
    """What a place of a missing address shows."""
    wanted = any(each.url == address for each in library.marks.wanted())
    return NotThere(library.missing(address), wanted)


def _from_nowhere(library: Library, address: str, as_of: str | None) -> Arrival:
    """The newest capture of an address, or the one nearest to the day."""
    try:
        captures = library.captures(address)[1]
    except NotFoundError:
        if (resource := library.attachment(None, address)) is not None:
            return Arrival(document_place("", address), Document("", address, resource))
        return _not_there(library, address)
    if as_of is None:
        return _at_article(library, captures[-1].id, None)
    nearest = min(captures, key=lambda each: distance(moment(as_of), each.captured))
    return _at_article(library, nearest.id, as_of)


def _at_article(library: Library, article_id: str, as_of: str | None, *, is_other: bool = False) -> Arrival:
    answer = opened(article_id, library, as_of=as_of)
    return Arrival(Place("article", article_id, title=answer.page.title), answer, is_other)


def _not_there(library: Library, address: str) -> Arrival:
    return Arrival(Place("missing", address), not_there(address, library))
