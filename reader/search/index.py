"""The full-text index of a library: a Whoosh index of array segments, written through one factory."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh import analysis, fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.index import TOC, EmptyIndexError, FileIndex, IndexError, IndexVersionError

from reader.errors import UnusableError
from reader.model import Article, SearchRequest, Similar, Timeline, TimelineBy
from reader.search.answering import answer, every
from reader.search.completing import complete
from reader.search.found import Found
from reader.search.outside import Outside
from reader.search.postings.codec import ArraySegment
from reader.search.postings.layout import DamagedError
from reader.search.postings.segment import FIELDS, SegmentFile
from reader.search.reprints import sharing
from reader.search.similar import similar
from reader.search.snapshot import Snapshot
from reader.search.timeline import counted, series
from reader.search.writer import IndexWriter, open_writer

VERSION = 4
"""Raised whenever terms or arrays change their meaning: an index of another version is damaged, so it is
made anew."""

_DAMAGE = (
    *(EOFError, ValueError, TypeError, KeyError, AttributeError, AssertionError, ImportError),
    *(pickle.UnpicklingError, struct.error, IndexError, IndexVersionError, DamagedError, MemoryError),
)
_UNREADABLE = (OSError, *_DAMAGE)
_TRIES = 10


class _Storage(FileStorage):  # type: ignore[misc]
    """Tables of contents are read whole: Whoosh leaves a file open when it cannot read it."""

    def open_file(self, name: str, **_kwargs: object) -> StructFile:
        """The file in memory."""
        return StructFile(BytesIO((Path(self.folder) / name).read_bytes()), name=name)


class SearchIndex:
    """The index in ``folder``, made if there is none. Readers see each commit at their next search.

    Raises ``UnusableError("index-damaged")`` when its files cannot be read or are of another version: it
    must be made anew then.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._storage = _Storage(str(folder))
        self._lock = Lock()
        self._snapshot: Snapshot | None = None
        self._revision = 0
        self._files: dict[str, SegmentFile] = {}
        try:
            try:
                self._index = FileIndex(self._storage)
            except EmptyIndexError:
                self._index = FileIndex.create(self._storage, _schema())
        except _UNREADABLE as error:
            raise self._damaged() from error
        self._current()

    def _damaged(self) -> UnusableError:
        return UnusableError("index-damaged", folder=str(self.folder))

    def _current(self) -> Snapshot:
        """The newest commit, opened."""
        with self._lock:
            try:
                for attempt in range(_TRIES):
                    generation = self._index.latest_generation()
                    if self._snapshot is not None and self._snapshot.generation == generation:
                        return self._snapshot
                    try:
                        return self._open(generation)
                    except (OSError, DamagedError):
                        # A writer may have replaced the files between the two looks.
                        if attempt == _TRIES - 1 or self._index.latest_generation() == generation:
                            raise
            except _UNREADABLE as error:
                raise self._damaged() from error
        raise self._damaged()

    def _open(self, generation: int) -> Snapshot:
        contents = TOC.read(self._storage, self._index.indexname, gen=generation)
        if getattr(contents.schema, "reader_version", None) != VERSION:
            raise DamagedError("version")
        old = self._files
        files: dict[str, SegmentFile] = {}
        parts: list[tuple[SegmentFile, Any]] = []
        for segment in contents.segments:
            if not isinstance(segment, ArraySegment):
                raise DamagedError("segment of another kind")
            name = segment.segment_id()
            files[name] = old.get(name) or SegmentFile(segment.path(self._storage))
            if files[name].doc_count != segment.doc_count_all():
                raise DamagedError(name)
            parts.append((files[name], segment.live()))
        self._files = files
        self._revision = int(contents.schema.revision)
        self._snapshot = Snapshot(parts, generation)
        return self._snapshot

    @property
    def revision(self) -> int:
        """The number given with the last commit, 0 before the first."""
        self._current()
        return self._revision

    @property
    def count(self) -> int:
        """How many articles are in the index."""
        return self._current().live_count

    @property
    def bytes(self) -> int:
        """The size of the index on disk."""
        total = 0
        for path in self.folder.iterdir():
            with suppress(OSError):  # a writer may remove it just now
                total += path.stat().st_size
        return total

    @contextmanager
    def writer(self) -> Iterator[IndexWriter]:
        """The one way to write; what was not committed is dropped at the end.

        Raises ``UnusableError``: "index-busy" while another writer is open, "index-damaged"; ``OSError``
        where the folder cannot be written.
        """
        try:
            writer = open_writer(self._index)
        except _DAMAGE as error:
            raise self._damaged() from error
        try:
            yield writer
        finally:
            writer.close()

    def search(self, request: SearchRequest, outside: Outside | None = None) -> Found:
        """Answer a request; ``outside`` tells of links and marks.

        Raises ``UnusableError("index-damaged")`` when the files do not hold together.
        """
        snapshot = self._current()
        try:
            return answer(snapshot, request, outside)
        except (DamagedError, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def every(
        self, request: SearchRequest, outside: Outside | None = None, *, expression: bool = False
    ) -> Found:
        """All articles of a request, oldest first. ``expression``: plain words side by side must stand so.

        Raises as ``search`` does.
        """
        snapshot = self._current()
        try:
            return every(snapshot, request, outside, expression=expression)
        except (DamagedError, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def timeline(
        self, requests: Sequence[SearchRequest], by: TimelineBy, outside: Outside | None = None
    ) -> Timeline:
        """How many articles of each request every month or year has. Raises as ``search`` does."""
        snapshot = self._current()
        try:
            found = tuple(series(snapshot, request, by, outside) for request in requests)
            return Timeline(by, found, counted(snapshot, snapshot.live, by))
        except (DamagedError, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def complete(self, text: str, limit: int = 8) -> tuple[str, ...]:
        """What a query that is being typed may become. Raises as ``search`` does."""
        snapshot = self._current()
        try:
            return complete(snapshot, text, limit)
        except (DamagedError, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def similar(self, article: Article, limit: int = 8) -> tuple[Similar, ...]:
        """Articles that belong with this one, best first, each with its reasons; other captures of its page
        are left out."""
        snapshot = self._current()
        try:
            return similar(snapshot, article, limit)
        except (DamagedError, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def sharing(self, article_id: str) -> list[tuple[str, float]]:
        """The articles that share most of their text with one, and how much. Raises as ``search`` does."""
        snapshot = self._current()
        try:
            return sharing(snapshot, article_id)
        except (DamagedError, UnicodeDecodeError) as error:
            raise self._damaged() from error

    def rest(self) -> None:
        """Give the memory back that only saves reading the files again."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.rest()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._snapshot is not None:
                self._snapshot.close()
                self._snapshot, self._files = None, {}
            self._index.close()


def _schema() -> fields.Schema:
    """The fields as Whoosh knows them; the terms are made by ``reader.search.analysis``, not by Whoosh."""
    schema = fields.Schema(
        **{
            name: fields.FieldType(
                format=formats.Positions(),
                analyzer=analysis.IDAnalyzer(),
                scorable=True,
                stored=name == "id",
                unique=name == "id",
            )
            for name in FIELDS
        }
    )
    schema.revision = 0
    schema.reader_version = VERSION
    return schema
