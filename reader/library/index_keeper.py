"""The index of a library: opened only when it is ours, refreshed as it grows, repaired from the catalogue.

Index files hold pickles, and to open those of somebody else is to run their code. So an index is opened only
when it carries the library's key and the user's own configuration has the same key for this folder; any other
is deleted unread. Where the library may only be read and its index is not ours, the user's own cache holds
one.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import UnusableError
from reader.library import locations
from reader.library.catalogue.catalogue import Catalogue
from reader.library.corrections import lay_over
from reader.library.index_feed import IndexFeed
from reader.model import Article, Progress

if TYPE_CHECKING:
    from reader.search.index import SearchIndex

INDEX = "index"
KEY_FILE = "library.key"
_BATCH = 200  # articles between two commits of a repair, at least; a revision is never split

_log = logging.getLogger(__name__)


class IndexKeeper:
    """Gives out the index as it is on disk now. Used on the thread of its catalogue."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._library = folder
        self._catalogue = catalogue
        self._read_only = catalogue.database.read_only
        self._key = catalogue.meta.key()
        self._index: SearchIndex | None = None
        self._stamp: tuple[int, int] | None = None
        if not self._read_only and not self._is_ours(self.folder):
            with catalogue.transaction():  # so that two processes do not do this at once
                self._make_ours(self.folder)

    @property
    def folder(self) -> Path:
        """Where the index lies."""
        if self._read_only and locations.index_key(self._library) != self._key:
            return locations.private_index(self._library, self._key)
        return self._library / INDEX

    @property
    def is_private(self) -> bool:
        """Whether the index lies in the user's cache, apart from the library."""
        return self.folder.parent != self._library

    @property
    def bytes(self) -> int:
        """The size of the index on disk."""
        total = 0
        with suppress(OSError):
            for path in self.folder.iterdir():
                with suppress(OSError):
                    total += path.stat().st_size
        return total

    @property
    def lag(self) -> int:
        """How many articles the index lacks or has in an older form; 0 when it agrees with the catalogue."""
        have, wanted = self._revision(), self._catalogue.meta.revision
        if have == wanted:
            return 0
        return max(1, self._catalogue.articles.count_since(have if 0 < have < wanted else 0))

    def current(self) -> SearchIndex | None:
        """The index in its last committed state. None where there is none and none may be made."""
        folder = self.folder
        stamp = _stamp(folder)
        if self._index is not None and (stamp != self._stamp or self._index.folder != folder):
            self.close()
        if self._index is None:
            self._index = self._open(folder)
            self._stamp = _stamp(folder)
        return self._index

    def writable(self) -> SearchIndex:
        """The index, to be written. Raises UnusableError("library-read-only") where that may not be."""
        index = self.current()
        if index is None:
            raise UnusableError("library-read-only", path=str(self._library))
        return index

    def start_anew(self) -> None:
        """Deletes the index; an empty one takes its place."""
        self.close()
        _delete(self.folder)
        self._make_ours(self.folder)

    def repair(self) -> Generator[Progress, None, None]:
        """Adds to the index what it lacks, from the catalogue, in the order in which it was committed there.

        Stopped at any point it goes on from there the next time. Raises UnusableError("disk-full").
        """
        if self.is_private:
            self._make_ours(self.folder)
        revision, wanted = self._revision(), self._catalogue.meta.revision
        if not 0 <= revision <= wanted:  # damaged, or the catalogue is a copy from before
            yield from self.rebuild()
        elif revision != wanted:
            yield from self._add_since(revision, anew=False)

    def rebuild(self) -> Generator[Progress, None, None]:
        """Makes the index anew, beside the old one as long as that can be read."""
        if self.is_private:
            self._make_ours(self.folder)
        if self._revision() < 0:
            self.start_anew()
        yield from self._add_since(0, anew=True)

    def _add_since(self, revision: int, *, anew: bool) -> Generator[Progress, None, None]:
        wanted = self._catalogue.meta.revision
        total = self._catalogue.articles.count_since(revision)
        deleted = [] if anew else self._catalogue.articles.deleted_since(revision)
        corrections = self._catalogue.hand_work.all_corrections()
        feed = self.feed()
        try:
            if anew:
                feed.clear()
            done, reached, batch = 0, revision, list[Article]()
            for committed, article in self._catalogue.articles.changed_since(revision):
                if committed != reached and len(batch) >= _BATCH:
                    feed.put(reached, batch, deleted)
                    feed.commit()
                    done, batch, deleted = done + len(batch), [], []
                    yield Progress("index", done, total)
                reached = committed
                batch.append(lay_over(article, corrections.get(article.id, ())))
            feed.put(wanted, batch, deleted)
            feed.commit(last=True)
        finally:
            feed.close()
        yield Progress("index", total, total)

    def feed(self) -> IndexFeed:
        """Takes what an import commits; to be closed before anything else is done here."""
        return IndexFeed(self.writable(), self._note)

    def _note(self, revision: int) -> None:
        if not self._read_only:
            self._catalogue.meta.set("indexed", str(revision))

    def rest(self) -> None:
        """Gives the memory back that only saves reading the files again."""
        if self._index is not None:
            self._index.rest()

    def close(self) -> None:
        """Lets go of the files."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def _revision(self) -> int:
        """The revision of the index; -1 when it cannot be read."""
        try:
            index = self.current()
            return index.revision if index else 0
        except UnusableError as error:
            if error.code != "index-damaged":
                raise
            return -1

    def _open(self, folder: Path) -> SearchIndex | None:
        if not self._is_ours(folder):
            if self._read_only:
                return None
            self._make_ours(folder)
        if self._read_only and not self.is_private and _is_empty(folder):
            return None
        index = _readable(folder)
        if index is None and (not self._read_only or self.is_private):
            self.start_anew()
            index = _readable(folder)
        return index

    def _is_ours(self, folder: Path) -> bool:
        """Whether an index carries our key, and the user trusts it here."""
        if folder.parent == self._library and locations.index_key(self._library) != self._key:
            return False
        try:
            return not folder.is_symlink() and (folder / KEY_FILE).read_text("utf-8") == self._key
        except (OSError, UnicodeDecodeError):
            return False

    def _make_ours(self, folder: Path) -> None:
        """Deletes an index that is not ours and puts the key in its place."""
        if self._is_ours(folder):
            return
        _delete(folder)
        try:
            folder.mkdir(parents=True)
            (folder / KEY_FILE).write_text(self._key, encoding="utf-8")
        except OSError as error:
            raise UnusableError("index-unwritable", path=str(folder), detail=error.strerror or "") from error
        if folder.parent == self._library:
            locations.trust_index(self._library, self._key)


def _delete(folder: Path) -> None:
    """Deletes an index. Raises UnusableError("index-unwritable") when anything of it stays behind."""
    try:
        if folder.is_symlink():
            folder.unlink()
        elif folder.exists():
            shutil.rmtree(folder)
    except OSError as error:
        raise UnusableError("index-unwritable", path=str(folder), detail=error.strerror or "") from error


def _readable(folder: Path) -> SearchIndex | None:
    """The index in a folder; None when it cannot be read, with none of its files left open."""
    from reader.search.index import SearchIndex  # not every command needs the index, and it is slow to load

    try:
        return SearchIndex(folder)
    except UnusableError as error:
        _log.info("the index cannot be read: %s", error)
        return None


def _is_empty(folder: Path) -> bool:
    return all(path.name == KEY_FILE for path in folder.iterdir())


def _stamp(folder: Path) -> tuple[int, int] | None:
    """Changes when the index was made anew. (What is committed to it, it sees by itself.)"""
    try:
        found = (folder / KEY_FILE).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns
