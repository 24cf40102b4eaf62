"""A library that is open: its catalogue, its index, and what answers from them; the base of the others."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.errors import NotFoundError, UnusableError
from reader.library import drives
from reader.library.attachments import Attachments
from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.library.corrections import lay_over
from reader.library.following import Following, path_of
from reader.library.index_keeper import INDEX, KEY_FILE, IndexKeeper
from reader.library.locations import CATALOGUE
from reader.library.marking import Marking
from reader.library.outside import CatalogueOutside
from reader.library.pictures import Pictures
from reader.library.related import Backlinks, Captures
from reader.library.reprints import reprints
from reader.library.saved_searches import SavedSearches
from reader.model import Article, ImportReport, Reprint

if TYPE_CHECKING:
    from reader.library.choosing import Choosing
    from reader.library.replaying import Replaying


def _begin(folder: Path) -> None:
    """Makes the folder of a new library; one whose ``index`` is something else's is left alone."""
    if (folder / INDEX).exists() and not (folder / INDEX / KEY_FILE).is_file():
        raise UnusableError("library-foreign", path=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnusableError("library-unreadable", path=str(folder), detail=error.strerror) from error


class Opened:
    """What every kind of work on a library has in common."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder = folder
        self.read_only = read_only
        self.last_report: ImportReport | None = None
        path = folder / CATALOGUE
        if read_only and not path.is_file():
            raise UnusableError("library-missing", path=str(folder))
        if not read_only and not path.exists():
            _begin(folder)
        self._catalogue = Catalogue(path, read_only=read_only, shared_memory=not drives.is_network(folder))
        try:
            self._keeper = IndexKeeper(folder, self._catalogue)
        except BaseException:
            self._catalogue.close()
            raise
        self._following = Following(self._catalogue)
        self._backlinks = Backlinks(self._catalogue)
        self._captures = Captures(self._catalogue)
        self._pictures = Pictures(self._catalogue)
        self._attachments = Attachments(self._catalogue, self._pictures)
        self._replayed: Replaying | None = None
        self._choosing: Choosing | None = None
        self._healed = False
        self.searches = SavedSearches(self._catalogue)
        self._outside = CatalogueOutside(self._catalogue)
        self.marks = Marking(self._catalogue, self.article)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def rest(self) -> None:
        """Gives the memory back that only saves reading files again: for now nobody asks anything."""
        self._keeper.rest()
        self._catalogue.database.rest()

    def close(self) -> None:
        """Lets go of all files."""
        self._keeper.close()
        self._catalogue.close()

    @property
    def remark(self) -> str | None:
        """A code that the user should be told once, or None.

        "library-frozen": opened as it stands, changes are not seen; "library-no-wal": searches wait while an
        import commits.
        """
        return self._catalogue.database.remark

    def article(self, article_id: str) -> Article:
        """An article by its id. Raises NotFoundError("article-unknown", id=…)."""
        head = self._head(article_id)
        return self._article(head)

    def _article(self, head: Head) -> Article:
        path, member = path_of(self._catalogue, head.number)
        article = self._catalogue.articles.article(head.number, path, member)
        return lay_over(article, self._catalogue.hand_work.corrections(head.id))

    def _head(self, article_id: str) -> Head:
        head = self._catalogue.articles.head(article_id)
        if head is None:
            raise NotFoundError("article-unknown", id=article_id)
        return head

    def _loaded(self, article_id: str) -> tuple[Head, Article]:
        head = self._head(article_id)
        return head, self._article(head)

    def _reprints(self, article: Article, head: Head) -> tuple[Reprint, ...]:
        index = self._keeper.current()
        return reprints(self._catalogue, index, article, head) if index else ()
