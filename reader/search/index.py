"""The full-text index of a library: one Whoosh index, written through one factory only."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, query
from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex
from whoosh.writing import SegmentWriter

from reader.errors import UnusableError
from reader.model import Article, SearchRequest, Similar
from reader.search.found import Found
from reader.text import vietnamese


class _Folded(analysis.Tokenizer):  # type: ignore[misc]
    def __call__(self, value: str, positions: bool = False, **_kwargs: Any) -> Iterator[Any]:
        token = analysis.Token(positions, False)
        for place, found in enumerate(vietnamese.tokens(value)):
            token.text, token.pos = vietnamese.fold(found.raw), place
            yield token


class IndexWriter:
    """Adds and deletes articles; nothing is seen by readers before ``commit``."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._writer: Any = SegmentWriter(index, timeout=5)

    def add(self, article: Article) -> None:
        """Put an article into the index, in place of one of the same id."""
        self._writer.update_document(
            id=article.id,
            text=f"{article.title or ''}\n{article.text}",
            site=article.site or "",
            date=article.date or "",
        )

    def delete(self, article_id: str) -> None:
        """Take an article out; an id that is not in the index is no error."""
        self._writer.delete_by_term("id", article_id)

    def commit(self, revision: int) -> None:
        """Make everything since the last commit visible, together with its number."""
        self._writer.schema.revision = revision
        self._writer.commit()
        self._writer = SegmentWriter(self._index, timeout=5)

    def close(self) -> None:
        """Drop what was not committed and let the next writer in."""
        if not self._writer.is_closed:
            self._writer.cancel()


class SearchIndex:
    """The index in ``folder``, made if there is none.

    Raises ``UnusableError("index-damaged")`` when its files cannot be read: rebuild it then.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        storage = FileStorage(str(folder))
        try:
            self._index = FileIndex(storage)
        except EmptyIndexError:
            schema = fields.Schema(
                id=fields.ID(unique=True, stored=True),
                text=fields.TEXT(analyzer=_Folded()),
                site=fields.ID,
                date=fields.ID(sortable=True),
            )
            schema.revision = 0
            self._index = FileIndex.create(storage, schema)
        except (OSError, EOFError, ValueError, IndexError, pickle.UnpicklingError, AssertionError) as error:
            raise UnusableError("index-damaged", folder=str(folder)) from error

    @property
    def revision(self) -> int:
        """The number given with the last commit, 0 before the first."""
        return int(self._index.schema.revision)

    @property
    def bytes(self) -> int:
        """The size of the index on disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir())

    @contextmanager
    def writer(self) -> Iterator[IndexWriter]:
        """The one way to write; what was not committed is dropped at the end."""
        writer = IndexWriter(self._index)
        try:
            yield writer
        finally:
            writer.close()

    def search(self, request: SearchRequest) -> Found:
        """Answer a request."""
        words = [vietnamese.fold(token.raw) for token in vietnamese.tokens(request.query)]
        wanted = query.And([query.Term("text", word) for word in words]) if words else query.Every()
        with self._index.searcher() as searcher:
            results = searcher.search(wanted, limit=request.offset + request.limit or 1)
            hits = tuple((hit["id"], float(hit.score or 0)) for hit in results[request.offset :])
            return Found(total=len(results), hits=hits[: request.limit])

    def similar(self, article: Article, limit: int = 8) -> tuple[Similar, ...]:
        """Articles that belong with this one, each with the reasons."""
        return ()

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
