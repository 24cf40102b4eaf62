"""The catalogue of a library: one SQLite file, and one small object for each group of tables."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from reader.library.catalogue.articles import Articles
from reader.library.catalogue.database import Database
from reader.library.catalogue.failures import Failures
from reader.library.catalogue.files import Files
from reader.library.catalogue.hand_work import HandWork
from reader.library.catalogue.holdings import Holdings
from reader.library.catalogue.links import Links
from reader.library.catalogue.marks import MarkTables
from reader.library.catalogue.meta import Meta
from reader.library.catalogue.migrations import migrate
from reader.library.catalogue.redirects import Redirects
from reader.library.catalogue.resources import Resources
from reader.library.catalogue.searches import Searches
from reader.library.catalogue.sites import Sites
from reader.library.catalogue.summary import Summary
from reader.library.rules import RULES


class Catalogue:
    """Opens a catalogue, makes or upgrades it where that is allowed. Used on the thread that opened it.

    Raises UnusableError as ``Database`` and ``migrate`` do.
    """

    def __init__(self, path: Path, *, read_only: bool = False, shared_memory: bool = True) -> None:
        self.database = Database(path, read_only=read_only, shared_memory=shared_memory)
        try:
            migrate(self.database)
        except BaseException:
            self.database.close()
            raise
        self.path = path
        self.meta = Meta(self.database)
        self.files = Files(self.database, RULES)
        self.articles = Articles(self.database)
        self.links = Links(self.database)
        self.resources = Resources(self.database)
        self.redirects = Redirects(self.database)
        self.failures = Failures(self.database, RULES)
        self.sites = Sites(self.database)
        self.summary = Summary(self.database)
        self.hand_work = HandWork(self.database)
        self.marks = MarkTables(self.database)
        self.searches = Searches(self.database)
        self.holdings = Holdings(self.database)

    def transaction(self) -> AbstractContextManager[None]:
        """All changes inside are kept together, or none of them."""
        return self.database.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads inside see one state."""
        return self.database.snapshot()

    @property
    def bytes(self) -> int:
        """The size of the catalogue on disk, what is not yet in the main file included."""
        total = 0
        for ending in ("", "-wal"):
            try:
                total += Path(f"{self.path}{ending}").stat().st_size
            except OSError:
                continue
        return total

    def close(self) -> None:
        """Lets go of the file."""
        self.database.close()
