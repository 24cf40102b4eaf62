"""The same text on other sites: who had it first, and how much of it the others took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.model import Article, Reprint

if TYPE_CHECKING:
    from reader.search.index import SearchIndex

_LATE = "9999"


def reprints(catalogue: Catalogue, index: SearchIndex, article: Article, head: Head) -> tuple[Reprint, ...]:
    """The articles of other sites that share most of their text with this one, the oldest first.

    Of several captures of one page the one that shares most stands for it. Who was first is told by the
    pages' own days only: a time of capture says when a page was saved, not when it was written.
    """
    shares = dict(index.sharing(article.id))
    heads = catalogue.articles.heads_by_id(shares)
    pages: dict[str, Head] = {}
    for each in sorted(heads.values(), key=lambda each: (-shares[each.id], each.number)):
        if each.site != head.site and each.site:
            pages.setdefault(each.url or each.id, each)
    days = [each.date for each in (head, *pages.values()) if each.date]
    first = min(days, default=None)
    ordered = sorted(
        pages.values(), key=lambda each: (each.date or _LATE, each.captured or _LATE, each.number)
    )
    return tuple(
        Reprint(
            each.id,
            each.title,
            each.site,
            each.date,
            each.captured,
            round(shares[each.id], 3),
            each.date is not None and each.date == first,
        )
        for each in ordered
    )
