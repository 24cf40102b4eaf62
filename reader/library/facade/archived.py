"""What lies in the archives behind the articles: their pages as saved, pictures, documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.catalogue.articles import Head
from reader.library.facade.opened import Opened
from reader.library.following import path_of
from reader.library.replay_addresses import shown
from reader.model import Followed, Holding, OriginalPage, Resource

if TYPE_CHECKING:
    from reader.library.replaying import Replaying


class Archived(Opened):
    """A library that gives out what its archives hold."""

    def attachment(self, article_id: str | None, url: str) -> Resource | None:
        """A document (or any other part) of the archives that an article links to; None when there is none.

        ``url`` as the article has it; of several captures the nearest in time to the article's own is taken.
        Without an article it is looked for under its address everywhere, the newest first.
        """
        if article_id is None:
            return self._attachments.anywhere(url)
        head, article = self._loaded(article_id)
        return self._attachments.find(article, head, url)

    def archived_attachments(self, article_id: str) -> frozenset[str]:
        """The addresses of an article's attachments that are in the archives, as the article has them."""
        head, article = self._loaded(article_id)
        return self._attachments.known(article, head)

    def picture(self, article_id: str, src: str) -> Resource | None:
        """A picture of an article as its html names it; None when it is not in the archive."""
        head = self._head(article_id)
        return self._pictures.find(head.number, head.url, head.captured, src)

    def original(self, article_id: str) -> OriginalPage:
        """The page of an article as it was saved. Raises UnusableError: "page-away", those of its file."""
        head = self._head(article_id)
        return self._replaying.original(self._article(head), head)

    def replayed(self, address: str, page_id: str, near: str | None = None) -> Resource | None:
        """A part that an original page asks for (an address as its engine resolved it); None when missing.

        ``near``: the time to which the nearest capture is taken, else the page's own.
        """
        head = self._head(page_id)
        return self._replaying.replayed(head, address, near or head.captured)

    def follow_replayed(self, page_id: str, address: str, as_of: str | None = None) -> Followed:
        """Where a link of an original page leads, given as its engine resolved it; see ``follow``."""
        head = self._head(page_id)
        article = self._article(head)
        for reference in self._replaying.references(head, address):
            if isinstance(reference, Head):
                return Followed(
                    "archived",
                    reference.id,
                    reference.url or address,
                    reference.captured,
                    captured_from=reference.captured_from,
                )
            followed = self._following.follow(article, head, reference, as_of)
            if followed.id is not None or followed.candidates:
                return followed
        said = next(self._replaying.meanings(head, address), shown(address))
        return Followed("missing", None, said, None)

    def saving_tool(self, article_id: str) -> str | None:
        """The program that saved the page, as its file names it; None where it does not or is away."""
        from reader.formats.tools import saving_tool

        return saving_tool(*path_of(self._catalogue, self._head(article_id).number))

    def holdings(self, article_id: str, *, pictures: bool = True) -> tuple[Holding, ...]:
        """Where the bytes of an article's page, and of its pictures, lie; the page first."""
        from reader.library.handing_on import holdings

        head = self._head(article_id)
        return holdings(self._catalogue, head, self._article(head), self._pictures if pictures else None)

    @property
    def _replaying(self) -> Replaying:
        if self._replayed is None:
            from reader.library.replaying import Replaying  # loads every format

            self._replayed = Replaying(self._catalogue)
        return self._replayed
