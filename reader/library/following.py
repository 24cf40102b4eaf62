"""Following links from an article, and what can be said of every link on it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace

from reader.errors import NotFoundError
from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.library.paths import absolute
from reader.library.references import Reference, references
from reader.library.related import spots_of
from reader.library.resolving import Resolver, Standpoint
from reader.library.times import moment
from reader.library.tops import top_of
from reader.model import Article, Followed, Listed, RelatedEntry
from reader.text import urls


class Following:
    """The links of articles, resolved now."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._resolver = Resolver(catalogue)

    def follow(self, article: Article, head: Head, url: str, as_of: str | None = None) -> Followed:
        """Where an address on the article's page leads. It may be relative; then the page's base holds.

        ``as_of``: the capture nearest to this UTC time or day is taken; None: nearest to the page's own.
        """
        wanted = self._absolute(article, url)
        known = {self._absolute(article, each.url): each for _, each in reversed([*references(article)])}
        said = known.get(wanted, Reference(wanted))
        href = url if not urls.is_web(url) else said.href
        return self._resolver.resolve(
            [replace(said, url=wanted, href=href)], self._standpoint(article, head, as_of)
        )[0]

    def follow_source(self, article: Article, head: Head, as_of: str | None = None) -> Followed:
        """Where the credit line leads. Raises NotFoundError("source-unknown", "source-without-address")."""
        if article.source is None:
            raise NotFoundError("source-unknown", id=article.id)
        if article.source.url is None:
            raise NotFoundError("source-without-address", id=article.id, text=article.source.text)
        return self.follow(article, head, article.source.url, as_of)

    def statuses(self, article: Article, head: Head, as_of: str | None = None) -> Mapping[str, Followed]:
        """Where every address of the article leads; by the address as the article has it."""
        known: dict[str, Reference] = {}
        for _, reference in references(article):
            known.setdefault(reference.url, reference)
        return dict(zip(known, self._resolve(article, head, list(known.values()), as_of), strict=True))

    def entries(
        self, article: Article, head: Head, listed: tuple[Listed, ...], as_of: str | None = None
    ) -> tuple[RelatedEntry, ...]:
        """A list of the page with the status of each entry."""
        hrefs = {link.url: link.href for link in article.links}
        wanted = [
            Reference(entry.url, entry.title, entry.date, hrefs.get(entry.url))
            for entry in listed
            if entry.url
        ]
        found = iter(self._resolve(article, head, wanted, as_of))
        answers = [next(found) if entry.url else None for entry in listed]
        return tuple(
            RelatedEntry(
                entry.title,
                entry.date,
                entry.url,
                answer.status if answer else "missing",
                answer.id if answer else None,
            )
            for entry, answer in zip(listed, answers, strict=True)
        )

    def _resolve(
        self, article: Article, head: Head, wanted: list[Reference], as_of: str | None
    ) -> list[Followed]:
        absolute = [replace(each, url=self._absolute(article, each.url)) for each in wanted]
        return self._resolver.resolve(absolute, self._standpoint(article, head, as_of))

    def _absolute(self, article: Article, url: str) -> str:
        return urls.resolve(article.base_url or article.url, url) or url

    def _standpoint(self, article: Article, head: Head, as_of: str | None) -> Standpoint:
        base = article.base_url or article.url
        spots = spots_of(self._catalogue, head.number, article.format)
        said = [] if base else [reference for _, reference in references(article)]
        tops = tuple(top_of(self._catalogue, said, spot) for spot in spots) if said else ()
        return Standpoint(moment(as_of) or article.captured, article.site, base, tuple(spots), tops)


def path_of(catalogue: Catalogue, number: int) -> tuple[str, str | None]:
    """Where an article lies on this machine, and its member there; a place that exists is preferred."""
    places = catalogue.articles.places(number)
    if not places:
        return "", None
    first = next((place for place in places if os.path.exists(absolute(place.root, place.path))), places[0])
    return absolute(first.root, first.path), first.member
