"""Documents that pages offer, found among the files and parts of the archives."""

from __future__ import annotations

import os

from reader.errors import ReaderError
from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.library.keys import below_top
from reader.library.paths import absolute
from reader.library.pictures import Pictures
from reader.library.related import spots_of
from reader.model import Article, Resource
from reader.text import urls

_MOST_KNOWN = 100  # attachments of an article that are looked for


class Attachments:
    """Reads what links lead to where that is no page."""

    def __init__(self, catalogue: Catalogue, pictures: Pictures) -> None:
        self._catalogue = catalogue
        self._pictures = pictures

    def find(self, article: Article, head: Head, url: str) -> Resource | None:
        """What a link of the article leads to, of several captures the nearest in time to its own.

        Looked for beside the page as the page names it, then under its address everywhere.
        """
        base = article.base_url or article.url
        for src in _sources(article, url):
            found = self._pictures.find(head.number, base, head.captured, src)
            if found is None and src.startswith("/"):
                found = self._from_top(article, head, src)
            if found is not None:
                return found
        return None

    def known(self, article: Article, head: Head) -> frozenset[str]:
        """The addresses of the article's attachments for which an archive has a file, which is not read."""
        base = article.base_url or article.url
        return frozenset(
            each.url
            for each in article.attachments[:_MOST_KNOWN]
            if any(
                next(self._pictures.spots(head.number, base, head.captured, src), None) is not None
                for src in _sources(article, each.url)
            )
        )

    def anywhere(self, url: str, captured: str | None = None) -> Resource | None:
        """What lies in any archive under an address; nearest to a time, else the newest."""
        return self._pictures.at_address(url, captured)

    def _from_top(self, article: Article, head: Head, src: str) -> Resource | None:
        """A file named from the top of a site whose place in the archive is unknown."""
        from reader.formats import registry  # slow to load, and few articles need it

        roots = {root.number: root.path for root in self._catalogue.files.roots()}
        for spot in spots_of(self._catalogue, head.number, article.format):
            for path in below_top(spot, src):
                try:
                    if spot.member is not None:
                        return registry.read(absolute(roots[spot.root], spot.path), os.fsdecode(path))
                    if self._catalogue.files.find(spot.root, path) is not None:
                        return registry.read(absolute(roots[spot.root], path), None)
                except ReaderError:
                    continue
        return None


def _sources(article: Article, url: str) -> list[str]:
    """What an address may be called on the page, as it stands there first."""
    wanted = urls.resolve(article.base_url or article.url, url) or url
    hrefs = [each.href for each in article.links if each.href and each.url in (url, wanted)]
    return list(dict.fromkeys([*hrefs, url]))
