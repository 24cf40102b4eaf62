"""Passes what the catalogue has committed on to the index, a few batches at a time."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from reader.errors import UnusableError
from reader.model import Article

if TYPE_CHECKING:
    from reader.search.index import SearchIndex
    from reader.search.writer import IndexWriter

# An index commit costs the same for few articles as for many, so several batches of the catalogue share one.
# Whatever the index lacks after a crash is added again from the catalogue.
_MOST_ARTICLES = 600
_MOST_SECONDS = 15.0


class IndexFeed:
    """The index while one import writes; to be closed. ``committed`` hears each revision readers can see.

    Raises UnusableError: "disk-full", "index-damaged"."""

    def __init__(self, index: SearchIndex, committed: Callable[[int], None]) -> None:
        self._index = index
        self._committed = committed
        self._stack = ExitStack()
        self._writer: IndexWriter | None = None
        self._waiting = 0
        self._revision: int | None = None
        self._pending = False
        self._since = time.monotonic()

    def clear(self) -> None:
        """Takes out everything, seen by readers with the next commit."""
        self._open().clear()

    def put(self, revision: int, articles: Iterable[Article], deleted: Iterable[str] = ()) -> None:
        """A batch that the catalogue has committed under this revision."""
        try:
            writer = self._open()
            for article_id in deleted:
                writer.delete(article_id)
                self._waiting += 1
            for article in articles:
                writer.add(article)
                self._waiting += 1
        except OSError as error:
            raise _translated(error) from error
        self._revision, self._pending = revision, True
        if self._waiting >= _MOST_ARTICLES or time.monotonic() - self._since > _MOST_SECONDS:
            self.commit()

    def commit(self, *, last: bool = False) -> None:
        """Makes all that was put visible to readers; ``last``: nothing more is to come."""
        if self._writer is None or self._revision is None or not (self._pending or last):
            return
        try:
            self._writer.commit(self._revision, last=last)
        except OSError as error:
            raise _translated(error) from error
        self._committed(self._revision)
        self._waiting, self._pending, self._since = 0, False, time.monotonic()

    def _open(self) -> IndexWriter:
        if self._writer is None:
            self._writer = self._stack.enter_context(self._index.writer())
        return self._writer

    def close(self) -> None:
        """Lets go of the index; what was not committed is dropped."""
        self._writer = None
        self._stack.close()


def _translated(error: OSError) -> UnusableError:
    code = "disk-full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "index-unwritable"
    return UnusableError(code, detail=error.strerror or str(error), path=str(error.filename or ""))
