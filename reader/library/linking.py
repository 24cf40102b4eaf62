"""The articles that link to an address, for ``linksto:`` in a query."""

from __future__ import annotations

from collections.abc import Iterable

from reader.library.catalogue.catalogue import Catalogue
from reader.library.keys import address_keys
from reader.library.related import Backlinks


def linking_to(catalogue: Catalogue, url: str) -> Iterable[str]:
    """The ids of all articles with a link to a web address, or to the saved page that has it."""
    key = address_keys(url)[0]
    found = set(catalogue.links.ids_linking_to(key))
    backlinks = Backlinks(catalogue)
    captures = catalogue.links.by_keys([key]).get(key, [])
    for head in catalogue.articles.heads(each.article for each in captures).values():
        found.update(link.id for link in backlinks.of_article(head).links)
    return found
