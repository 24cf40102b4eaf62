"""The links of an article as rows of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from reader.library import keys
from reader.library.references import linked_key, references, title_key
from reader.library.rows import LINK_KINDS, LinkRow
from reader.model import Article
from reader.text import urls

_KINDS = {kind: number for number, kind in enumerate(LINK_KINDS)}


def link_rows(article: Article, spot: keys.Spot | None) -> Iterator[LinkRow]:
    """All that the article refers to, each address once for each kind of link.

    ``spot`` is where its page lies, None where links between files mean nothing.
    """
    seen: set[tuple[int, int]] = set()
    for kind, reference in references(article):
        local = linked_key(reference, spot) if spot is not None else None
        if urls.is_web(reference.url):
            key, page_key = keys.address_keys(reference.url)
        elif local is not None:
            key = page_key = local
        else:
            continue
        number = _KINDS[kind]
        if (key, number) not in seen:
            seen.add((key, number))
            yield LinkRow(number, key, page_key, title_key(reference, article.site), local, reference.url)
