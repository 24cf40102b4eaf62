"""What belongs with an article: pages that link to it, and its other captures."""

from __future__ import annotations

from collections.abc import Iterable

from reader.library import keys
from reader.library.catalogue.articles import Head, Place
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.links import Wanted
from reader.library.keys import Spot, address_keys, top_keys
from reader.library.paths import absolute
from reader.library.references import leaves_its_site, linked_key, references
from reader.library.resolving import own_captures
from reader.library.rows import LINK_KINDS
from reader.model import Backlink, Capture, LinkedFrom, Neighbours
from reader.text import urls

_SHOWN = 100
_MOST_CLIMBING = 300
_MOST_REDIRECTS = 4


class Backlinks:
    """Who links to a page: to its address, else to the page under other parameters, else to its title."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def of_article(self, head: Head, offset: int = 0, limit: int = _SHOWN) -> LinkedFrom:
        """The articles that link to this one, strongest kind of link first; other captures of it left out."""
        links = self._catalogue.links
        addresses = links.addresses_of(head.number)
        held = [key for key, _ in addresses]
        own = {each.article for found in links.by_keys(held).values() for each in found}
        wanted = Wanted(
            keys=[*held, *self._sent_to(held)],
            files=[key for key, page in addresses if key == page],
            pages=[page for key, page in addresses if key != page],
            site=head.site,
            title=head.title_key if self._is_told_by_title(head) else None,
            others=[*self._from_other_sites(held, head), *self._from_tops(head)],
            own=[*own, head.number],
        )
        rows, total = links.linking(wanted, offset, limit)
        return LinkedFrom(self._shown(rows), total)

    def of_address(self, url: str, offset: int = 0, limit: int = _SHOWN) -> LinkedFrom:
        """The articles that link to a web address."""
        if not urls.is_web(url):
            return LinkedFrom((), 0)
        wanted = Wanted([address_keys(url)[0]], [], [], None, None, [], [])
        rows, total = self._catalogue.links.linking(wanted, offset, limit)
        return LinkedFrom(self._shown(rows), total)

    def _sent_to(self, held: Iterable[int]) -> list[int]:
        """The keys of addresses whose readers were sent here."""
        found: list[int] = []
        ends = list(held)
        for _ in range(_MOST_REDIRECTS):
            ends = [key for key in self._catalogue.redirects.leading_to(ends) if key not in found]
            found += ends
            if not ends:
                break
        return found

    def _is_told_by_title(self, head: Head) -> bool:
        """Whether no other page with another text has the title."""
        if head.title_key is None:
            return False
        found = self._catalogue.links.by_title_keys([head.title_key]).get(head.title_key, [])
        if len({each.text_hash for each in found}) < 2:
            return True
        return len(self._catalogue.links.page_keys_of([each.article for each in found])) < 2

    def _from_other_sites(self, held: Iterable[int], head: Head) -> list[tuple[int, int]]:
        """The relative links on pages of other sites that climb to a file of this one, as mirrors do."""
        return [
            (article, kind)
            for key in held
            for article, kind in self._catalogue.links.linking_to_file(key, head.site or "", _MOST_CLIMBING)
            if head.site and self._climbs_to(key, article)
        ]

    def _climbs_to(self, key: int, number: int) -> bool:
        article = self._catalogue.articles.article(number, "", None)
        spots = spots_of(self._catalogue, number, article.format)
        return any(
            leaves_its_site(reference, article.base_url or article.url)
            and any(linked_key(reference, spot) == key for spot in spots)
            for _, reference in references(article)
        )

    def _from_tops(self, head: Head) -> list[tuple[int, int]]:
        """Links from the top of a site ("/news") on pages below the folder that makes it this one."""
        found: list[tuple[int, int]] = []
        for spot in spots_of(self._catalogue, head.number, head.format):
            folders = spot.page.split(b"/")[:-1]
            for depth, key in enumerate(top_keys(spot)):
                top = b"".join(folder + b"/" for folder in folders[:depth])
                found += self._catalogue.links.linking_from_top(key, spot, top)
        return found

    def _shown(self, links: Iterable[tuple[int, int]]) -> tuple[Backlink, ...]:
        strongest = dict(links)
        heads = self._catalogue.articles.heads(strongest)
        return tuple(
            Backlink(
                heads[article].id,
                heads[article].title,
                heads[article].url,
                LINK_KINDS[kind],
                heads[article].date,
            )
            for article, kind in strongest.items()
        )


def spots_of(catalogue: Catalogue, number: int, format_name: str) -> list[Spot]:
    """Where an article lies, as far as relative references between files can mean it."""
    found = (
        keys.spot(place.root_number, place.path, place.member, format_name)
        for place in catalogue.articles.places(number)
    )
    return [each for each in found if each is not None]


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
        found = own_captures(self._catalogue.links.by_keys([key]).get(key, []))
        return list(self._catalogue.articles.heads(each.article for each in found).values())

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
            title=head.title,
            format=head.format,
        )
