"""Writing the index. ``open_writer`` is the one factory: nothing else makes segments or tables of contents.

A commit writes a new segment file, then a new table of contents that names it; until that file has its
name, readers see the last commit. A killed writer leaves files that nobody names; the next commit removes
them. The lock is the operating system's, so it ends with its process.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from copy import copy
from itertools import chain

import numpy as np
from whoosh.index import TOC, FileIndex, clean_files

from reader.errors import UnusableError
from reader.model import Article
from reader.search.documents import document, document_terms
from reader.search.postings.build import SegmentBuilder
from reader.search.postings.codec import ArraySegment
from reader.search.postings.layout import DamagedError
from reader.search.postings.merge import merge
from reader.search.postings.segment import SegmentFile, field_term

TOKENS_IN_MEMORY = 4_000_000
"""Tokens collected before they are written as a segment: about 250 MB at most while writing."""
SEGMENTS_OF_A_SIZE = 4
"""So many segments of about one size are merged into one."""
SIZE_STEP = 5
"""Segments are of one size when their documents differ by less than this factor."""
SMALL, WORTH = 3, 10
"""At the end of an import the segments below one in ``SMALL`` of all documents become one, if they have at
most ``WORTH`` times the documents that were added: every query pays for every segment."""


def open_writer(index: FileIndex) -> IndexWriter:
    """The writer of an index. Raises ``UnusableError("index-busy")`` while another one is open."""
    return IndexWriter(index)


class IndexWriter:
    """Adds and deletes articles; nothing is seen by readers before ``commit``."""

    def __init__(self, index: FileIndex) -> None:
        self._storage, self._name = index.storage, index.indexname
        self._lock = index.lock("WRITELOCK")
        if not self._lock.acquire():
            raise UnusableError("index-busy", folder=str(index.storage.folder))
        try:
            self._contents = TOC.read(self._storage, self._name)
            self._segments: list[ArraySegment] = list(self._contents.segments)
            self._files = {s.segment_id(): SegmentFile(s.path(self._storage)) for s in self._segments}
            self._clean()
        except BaseException as error:
            self._lock.release()
            if isinstance(error, DamagedError):
                raise UnusableError("index-damaged", folder=str(index.storage.folder)) from error
            raise
        self._deleted: dict[str, set[int]] = {}
        self._builder = SegmentBuilder()
        self._new: list[ArraySegment] = []
        self._added = 0

    def add(self, article: Article) -> None:
        """Put an article into the index, in place of one of the same id."""
        self._mark_deleted(article.id)
        self._added += 1
        terms = document_terms(article)
        self._builder.add(document(article, terms), terms)
        if self._builder.size > TOKENS_IN_MEMORY:
            self._flush()

    def delete(self, article_id: str) -> None:
        """Take an article out; an id that is not in the index is no error."""
        self._builder.drop(article_id)
        self._mark_deleted(article_id)

    def clear(self) -> None:
        """Take out everything, so that the index can be made anew in one commit."""
        self._builder = SegmentBuilder()
        for segment in chain(self._segments, self._new):
            self._deleted[segment.segment_id()] = set(range(segment.doc_count_all()))

    def _mark_deleted(self, article_id: str) -> None:
        term = field_term("id", article_id)
        for segment in chain(self._segments, self._new):
            file = self._files[segment.segment_id()]
            number = file.find(term)
            if number >= 0:
                gone = self._deleted.setdefault(segment.segment_id(), set(segment.deleted))
                gone.update(file.postings(number, number + 1)[0].tolist())

    def _flush(self) -> None:
        """Write what was collected as a segment of its own."""
        if len(self._builder):
            segment = ArraySegment(self._name)
            segment.set_doc_count(self._builder.write(segment.path(self._storage)))
            self._files[segment.segment_id()] = SegmentFile(segment.path(self._storage))
            self._new.append(segment)
        self._builder = SegmentBuilder()

    def commit(self, revision: int, *, last: bool = False) -> None:
        """Make everything since the last commit visible, together with its number. ``last``: nothing more is
        to come for a while.

        Raises ``OSError`` (disk full …): nothing is changed then.
        """
        self._flush()
        segments = []
        for segment in chain(self._segments, self._new):
            changed = copy(segment)
            if segment.segment_id() in self._deleted:
                changed.deleted = frozenset(self._deleted[segment.segment_id()])
            segments.append(changed)
        segments = self._merged(segments, last=last)
        contents = TOC(self._contents.schema, segments, self._contents.generation + 1)
        contents.schema.revision = revision
        contents.write(self._storage, self._name)
        self._contents, self._segments, self._new, self._deleted = contents, segments, [], {}
        kept = {segment.segment_id() for segment in segments}
        for name in [name for name in self._files if name not in kept]:
            self._files.pop(name).close()
        self._clean()

    def _clean(self) -> None:
        """Remove the files of older commits, and what a killed writer left."""
        for name in self._storage.list():
            if ".toc." in name:  # a table of contents that never got its name
                with suppress(OSError):
                    self._storage.delete_file(name)
        clean_files(self._storage, self._name, self._contents.generation, self._segments)

    def _merged(self, segments: Sequence[ArraySegment], *, last: bool) -> list[ArraySegment]:
        """The segments, those of about one size merged; empty ones and those mostly deleted go too."""
        segments = [segment for segment in segments if segment.doc_count()]
        while group := _to_merge(segments) or (_to_tidy(segments, self._added) if last else []):
            segment = ArraySegment(self._name)
            path = segment.path(self._storage)
            parts = [(self._files[part.segment_id()], part.live()) for part in group]
            try:
                segment.set_doc_count(merge(parts, path))
            except OSError:  # no room for the copy: it may stay in parts
                break
            self._files[segment.segment_id()] = SegmentFile(path)
            first = segments.index(group[0])
            segments = [part for part in segments if part not in group]
            segments.insert(min(first, len(segments)), segment)
        return list(segments)

    def close(self) -> None:
        """Drop what was not committed and let the next writer in."""
        for file in self._files.values():
            file.close()
        self._files = {}
        for segment in self._new:
            segment.path(self._storage).unlink(missing_ok=True)
        self._lock.release()


def _to_merge(segments: Sequence[ArraySegment]) -> list[ArraySegment]:
    """The next segments to make one of, or none."""
    sizes: dict[int, list[ArraySegment]] = {}
    for segment in segments:
        if segment.deleted_count() > segment.doc_count_all() // 2:
            return [segment]
        step = int(np.log(segment.doc_count()) / np.log(SIZE_STEP))
        sizes.setdefault(step, []).append(segment)
    return next((group for _, group in sorted(sizes.items()) if len(group) >= SEGMENTS_OF_A_SIZE), [])


def _to_tidy(segments: Sequence[ArraySegment], added: int) -> list[ArraySegment]:
    """The small segments, if there are several and making them one costs little against what was added."""
    total = sum(segment.doc_count() for segment in segments)
    small = [segment for segment in segments if segment.doc_count() * SMALL < total]
    held = sum(segment.doc_count() for segment in small)
    return small if len(small) > 1 and held <= WORTH * added else []
