"""From a copy back to where its text comes from: the source of the source, as far as the archive has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.errors import NotFoundError
from reader.library.catalogue.articles import Head
from reader.model import Article, ChainStep, Followed, Reprint

_LONGEST = 20  # steps; nobody copies that often, but a page may say anything


class SourceChain:
    """Goes from article to source.

    ``load``: the head and the article of an id; ``follow``: where the credit line of one leads;
    ``reprints``: the articles of other sites with its text, the oldest first.
    """

    def __init__(
        self,
        load: Callable[[str], tuple[Head, Article]],
        follow: Callable[[Article, Head], Followed],
        reprints: Callable[[Article, Head], tuple[Reprint, ...]],
    ) -> None:
        self._load = load
        self._follow = follow
        self._reprints = reprints

    def of(self, article_id: str) -> tuple[ChainStep, ...]:
        """The chain from an article on. It ends where a source is missing or in doubt, or comes again."""
        head, article = self._load(article_id)
        steps = [_step(article)]
        met = {article_id}
        while len(steps) < _LONGEST:
            following = self._next(article, head)
            if following is None or following.id in met:
                break
            steps.append(following)
            if following.id is None:
                break
            met.add(following.id)
            head, article = self._load(following.id)
        return tuple(steps)

    def _next(self, article: Article, head: Head) -> ChainStep | None:
        said = article.source.text if article.source else None
        try:
            found = self._follow(article, head)
        except NotFoundError:
            return self._by_text(article, head, said)
        if found.id is None:
            doubtful = tuple(choice.id for choice in found.candidates)
            return ChainStep(
                None, found.url, None, None, None, None, "missing", candidates=doubtful, said=said
            )
        if found.id == article.id:
            return None
        _, source = self._load(found.id)
        return _step(source, found, said)

    def _by_text(self, article: Article, head: Head, said: str | None) -> ChainStep | None:
        """A page without a link to its source: the oldest articles of other sites with the same text."""
        older = [each for each in self._reprints(article, head) if _may_be_source(each, article)]
        older = [each for each in older if not self._names(each.id, article.id)]
        first = [each for each in older if each.date == older[0].date]
        if not first:
            return None
        if len(first) > 1:
            doubtful = tuple(each.id for each in first)
            return ChainStep(
                None, None, None, None, None, None, "missing", "reprint", candidates=doubtful, said=said
            )
        _, source = self._load(first[0].id)
        return replace(_step(source, said=said), via="reprint")

    def _names(self, reprint: str, article: str) -> bool:
        """Whether a reprint says that it was taken from the article."""
        head, copy = self._load(reprint)
        try:
            return self._follow(copy, head).id == article
        except NotFoundError:
            return False


def _may_be_source(reprint: Reprint, article: Article) -> bool:
    """Whether the article may have been made from a reprint: older, or of the same day where it credits one.

    Unknown days say nothing.
    """
    if reprint.date is None or article.date is None:
        return False
    return reprint.date < article.date or (article.source is not None and reprint.date == article.date)


def _step(article: Article, found: Followed | None = None, said: str | None = None) -> ChainStep:
    return ChainStep(
        article.id,
        found.url if found else article.url,
        article.title,
        article.site,
        article.date,
        article.captured,
        found.status if found else "archived",
        said=said,
        captured_from=article.captured_from,
    )
