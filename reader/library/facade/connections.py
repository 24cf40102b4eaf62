"""How articles belong together: links, sources, captures, and what is missing between them."""

from __future__ import annotations

from collections.abc import Mapping

from reader.errors import NotFoundError
from reader.library.chain import SourceChain
from reader.library.comparing import compare
from reader.library.facade.opened import Opened
from reader.library.missing_links import missing_links
from reader.library.nearest import nearest
from reader.model import (
    Capture,
    ChainStep,
    Comparison,
    Followed,
    LinkedFrom,
    Missing,
    MissingLink,
    Neighbours,
    Related,
)


class Connections(Opened):
    """A library whose links can be followed."""

    def related(self, article_id: str, as_of: str | None = None) -> Related:
        """All that belongs with an article. ``as_of``: see ``follow``."""
        head = self._head(article_id)
        article = self._article(head)
        captures = self._captures.of_article(head)
        index = self._keeper.current()
        same_page = {capture.id for capture in captures}
        similar = index.similar(article, limit=8 + len(same_page)) if index else ()
        linked = self._backlinks.of_article(head)
        return Related(
            listed=self._following.entries(article, head, article.related, as_of),
            notices=self._following.entries(article, head, article.notices, as_of),
            similar=tuple(each for each in similar if each.id not in same_page)[:8],
            linked_from=linked.links,
            linked_total=linked.total,
            captures=tuple(capture for capture in captures if capture.id != article_id),
            reprints=self._reprints(article, head),
        )

    def backlinks(self, article_id: str, offset: int = 0, limit: int = 100) -> LinkedFrom:
        """Some of the articles that link to one, in a fixed order, and how many there are."""
        return self._backlinks.of_article(self._head(article_id), offset, limit)

    def follow(self, article_id: str, url: str, as_of: str | None = None) -> Followed:
        """Where a link on an article's page leads; ``url`` may be relative to the page.

        Of several captures the one nearest to ``as_of`` (a UTC time or a day) is taken; where that is None,
        the one nearest to the capture of the page itself.
        """
        head = self._head(article_id)
        return self._following.follow(self._article(head), head, url, as_of)

    def follow_source(self, article_id: str, as_of: str | None = None) -> Followed:
        """Where the credit line leads. Raises NotFoundError("source-unknown" or "source-without-address")."""
        head = self._head(article_id)
        return self._following.follow_source(self._article(head), head, as_of)

    def statuses(self, article_id: str, as_of: str | None = None) -> Mapping[str, Followed]:
        """Where every address of an article leads, by the address as the article has it."""
        head = self._head(article_id)
        return self._following.statuses(self._article(head), head, as_of)

    def source_chain(self, article_id: str, as_of: str | None = None) -> tuple[ChainStep, ...]:
        """From an article to its source, from there to that one's, as far as the archive goes."""
        chain = SourceChain(
            self._loaded,
            lambda article, head: self._following.follow_source(article, head, as_of),
            self._reprints,
        )
        return chain.of(article_id)

    def diff(self, a_id: str, b_id: str) -> Comparison:
        """What differs between two articles. Raises NotFoundError("article-unknown")."""
        return compare(self.article(a_id), self.article(b_id))

    def missing(self, url: str) -> Missing:
        """What can be offered in place of a page that is not in the archive."""
        linked_from = self._backlinks.of_address(url).links
        return Missing(url, nearest(self._catalogue, self._keeper.current(), url, linked_from), linked_from)

    def missing_links(self, limit: int | None = None) -> tuple[MissingLink, ...]:
        """Web addresses that articles link to and that no archive holds, most linked first."""
        return missing_links(self._catalogue, limit)

    def captures(self, url_or_id: str) -> tuple[str, tuple[Capture, ...]]:
        """(address, captures of it, oldest first). Raises NotFoundError("address-unknown", url=…)."""
        head = self._catalogue.articles.head(url_or_id)
        if head is not None:
            return head.url or "", self._captures.of_article(head)
        found = self._captures.of_address(url_or_id)
        if not found:
            raise NotFoundError("address-unknown", url=url_or_id)
        return url_or_id, found

    def neighbours(self, article_id: str) -> Neighbours:
        """The captures of the same page before and after this one."""
        return self._captures.neighbours(self._head(article_id))
