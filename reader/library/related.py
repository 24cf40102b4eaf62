"""What belongs with an article: pages that link to it, and its other captures."""

from __future__ import annotations

from collections.abc import Iterable

from reader.library.catalogue.articles import Head, Place
from reader.library.catalogue.catalogue import Catalogue
from reader.library.keys import address_keys
from reader.library.paths import absolute
from reader.library.references import leaves_its_site, local_key, references
from reader.library.rows import LINK_KINDS
from reader.model import Backlink, Capture, LinkedFrom, Neighbours
from reader.text import urls

_SHOWN = 300
_MOST_BACKLINKS = 300  # a home page is linked from every page of its site


class Backlinks:
    """Who links to a page: to its address, else to the page under other parameters, else to its title."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of_article(self, head: Head, offset: int = 0, limit: int = _SHOWN) -> LinkedFrom:
        """The articles that link to this one, strongest kind of link first; other captures of it left out."""
        links = self._catalogue.links
        addresses = links.addresses_of(head.number)
        found: list[tuple[int, int]] = []
        for key, _ in addresses:
            found += links.linking_to_key(key, _MOST_BACKLINKS)
            found += self._of_file(key, head)
        for page in {page for _, page in addresses}:
            found += links.linking_to_page(page, _MOST_BACKLINKS)
        if head.title_key is not None:
            found += links.linking_to_title(head.title_key, _MOST_BACKLINKS)
        own = {head.number}
        for candidates in links.by_keys(key for key, _ in addresses).values():
            own.update(candidate.article for candidate in candidates)
        return self._shown(((article, kind) for article, kind in found if article not in own), offset, limit)

    def _of_file(self, key: int, head: Head) -> list[tuple[int, int]]:
        """The relative links that name a file of this article and mean it; see ``resolving``."""
        linking = self._catalogue.links.linking_to_file(key, _MOST_BACKLINKS)
        heads = self._catalogue.articles.heads({article for article, _ in linking})
        return [
            (article, kind)
            for article, kind in linking
            if None in (heads[article].site, head.site)
            or heads[article].site == head.site
            or self._climbs_to(key, article)
        ]

    def _climbs_to(self, key: int, number: int) -> bool:
        """Whether a page of another site leads to a file from above its own site, as mirrors do."""
        article = self._catalogue.articles.article(number, "", None)
        places = [each for each in self._catalogue.articles.places(number) if each.member is None]
        return any(
            leaves_its_site(reference, article.base_url or article.url)
            and any(local_key(reference, each.root_number, each.path) == key for each in places)
            for _, reference in references(article)
        )

    def of_address(self, url: str) -> LinkedFrom:
        """The articles that link to a web address."""
        if not urls.is_web(url):
            return LinkedFrom((), 0)
        return self._shown(self._catalogue.links.linking_to_key(address_keys(url)[0], _MOST_BACKLINKS))

    def _shown(self, links: Iterable[tuple[int, int]], offset: int = 0, limit: int = _SHOWN) -> LinkedFrom:
        strongest: dict[int, int] = {}
        for article, kind in links:
            strongest[article] = min(kind, strongest.get(article, kind))
        first = sorted(strongest.items(), key=lambda item: (item[1], item[0]))[offset : offset + limit]
        heads = self._catalogue.articles.heads(article for article, _ in first)
        links_shown = tuple(
            Backlink(
                heads[article].id,
                heads[article].title,
                heads[article].url,
                LINK_KINDS[kind],
                heads[article].date,
            )
            for article, kind in first
        )
        return LinkedFrom(links_shown, len(strongest))


class Captures:
    """All captures of one page: articles that share an address."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of_article(self, head: Head) -> tuple[Capture, ...]:
        """The captures of an article's page, itself included, oldest first."""
        if head.url is None or not urls.is_web(head.url):
            return self._shown([head], head)
        return self._shown(self._at(head.url) or [head], head)

    def neighbours(self, head: Head) -> Neighbours:
        """The captures before and after an article's."""
        captures = self.of_article(head)
        at = next(number for number, each in enumerate(captures) if each.id == head.id)
        before, behind = captures[:at], captures[at + 1 :]
        return Neighbours(
            before[-1] if before else None, behind[0] if behind else None, at + 1, len(captures)
        )

    def of_address(self, url: str) -> tuple[Capture, ...]:
        """The captures of a web address, oldest first; empty when there is none."""
        heads = self._at(url) if urls.is_web(url) else []
        return self._shown(heads, heads[0]) if heads else ()

    def _at(self, url: str) -> list[Head]:
        key = address_keys(url)[0]
        candidates = self._catalogue.links.by_keys([key]).get(key, [])
        return list(self._catalogue.articles.heads(each.article for each in candidates).values())

    def _shown(self, heads: list[Head], compared: Head) -> tuple[Capture, ...]:
        ordered = sorted(heads, key=lambda head: (head.captured or "", head.number))
        return tuple(self._capture(head, compared) for head in ordered)

    def _capture(self, head: Head, compared: Head) -> Capture:
        places = self._catalogue.articles.places(head.number)
        first: Place | None = places[0] if places else None
        return Capture(
            id=head.id,
            captured=head.captured,
            captured_from=head.captured_from,
            path=absolute(first.root, first.path) if first else "",
            member=first.member if first else None,
            sha256=head.sha256.hex(),
            same_text=head.text_hash == compared.text_hash,
        )
