"""The segments as Whoosh sees them: a codec, so that Whoosh's own readers and queries work on the index too.

Writing goes through ``SegmentBuilder`` and ``merge`` only (see ``reader.search.writer``); the writing half
of the codec refuses, so that no other writer can put segments of another kind among ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, Protocol

import numpy as np
from whoosh import formats
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from reader.search.postings.layout import Array
from reader.search.postings.segment import FIELDS, SegmentFile

ENDING = ".arr"


class _Folder(Protocol):
    """What is needed of a Whoosh storage: the folder it is."""

    folder: str


class ArrayCodec(base.Codec):  # type: ignore[misc]
    """Whoosh codec over ``SegmentFile``; for reading."""

    def per_document_writer(self, storage: object, segment: object) -> NoReturn:
        """Refused: see the module."""
        raise NotImplementedError("segments are written by reader.search.writer")

    def field_writer(self, storage: object, segment: object) -> NoReturn:
        """Refused: see the module."""
        raise NotImplementedError("segments are written by reader.search.writer")

    def postings_writer(self, dbfile: object, byteids: bool = False) -> NoReturn:
        """Refused: see the module."""
        raise NotImplementedError("segments are written by reader.search.writer")

    def postings_reader(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refused: postings come from ``terms_reader``."""
        raise NotImplementedError("postings come from the terms reader")

    def new_segment(self, storage: _Folder, indexname: str) -> ArraySegment:
        """An empty segment with a new name."""
        return ArraySegment(indexname)

    def per_document_reader(self, storage: _Folder, segment: ArraySegment) -> ArrayPerDocReader:
        """Ids and lengths by document number."""
        return ArrayPerDocReader(SegmentFile(segment.path(storage)), segment)

    def terms_reader(self, storage: _Folder, segment: ArraySegment) -> ArrayTermsReader:
        """Terms and postings."""
        return ArrayTermsReader(SegmentFile(segment.path(storage)))


class ArraySegment(base.Segment):  # type: ignore[misc]
    """What the table of contents keeps of a segment: its name, its size and its deleted documents."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self.doccount = 0
        self.deleted: frozenset[int] = frozenset()

    def path(self, storage: _Folder) -> Path:
        """The segment's file."""
        name: str = self.make_filename(ENDING)
        return Path(storage.folder) / name

    def codec(self) -> ArrayCodec:
        """The codec that reads it."""
        return ArrayCodec()

    def should_assemble(self) -> bool:
        """It is one file already."""
        return False

    def doc_count_all(self) -> int:
        """Documents, deleted ones included."""
        return self.doccount

    def set_doc_count(self, doccount: int) -> None:
        """Set the number of documents."""
        self.doccount = doccount

    def deleted_count(self) -> int:
        """Deleted documents."""
        return len(self.deleted)

    def deleted_docs(self) -> Iterator[int]:
        """Their numbers."""
        return iter(self.deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted."""
        self.deleted = self.deleted | {docnum} if delete else self.deleted - {docnum}

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self.deleted

    def live(self) -> Array:
        """A truth value for every document: not deleted."""
        alive = np.ones(self.doccount, bool)
        alive[list(self.deleted)] = False
        return alive


class ArrayPerDocReader(base.PerDocumentReader):  # type: ignore[misc]
    """Stored id and field lengths."""

    def __init__(self, file: SegmentFile, segment: ArraySegment) -> None:
        self._file = file
        self._segment = segment

    def doc_count(self) -> int:
        """Live documents."""
        return self._segment.doc_count_all() - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        """All documents."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether any is deleted."""
        return self._segment.deleted_count() > 0

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The deleted ones."""
        return self._segment.deleted_docs()

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The article id."""
        return {"id": self._file.ids[docnum].decode()}

    def _lengths(self, fieldname: str) -> Array:
        if fieldname in ("title", "body"):
            return self._file.number(f"{fieldname}_length")
        return np.ones(self._file.doc_count, np.uint32)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Length in tokens."""
        return int(self._lengths(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        """Sum of lengths."""
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        """Least length."""
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """Greatest length."""
        return int(self._lengths(fieldname).max())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """Terms in order, and a matcher for each."""

    def __init__(self, file: SegmentFile) -> None:
        self._file = file

    def _number(self, fieldname: str, text: bytes) -> int:
        number = self._file.find(bytes([FIELDS.index(fieldname)]) + text) if fieldname in FIELDS else -1
        if number < 0:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        fieldname, text = term
        return fieldname in FIELDS and self._file.find(bytes([FIELDS.index(fieldname)]) + text) >= 0

    def _terms_from(self, number: int) -> Iterator[tuple[int, tuple[str, bytes]]]:
        for place in range(number, len(self._file.terms)):
            term = self._file.terms[place]
            yield place, (FIELDS[term[0]], term[1:])

    def cursor(self, fieldname: str, fieldobj: object) -> NoReturn:
        """Not offered: Whoosh needs it for its own spelling only."""
        raise NotImplementedError

    def indexed_field_names(self) -> tuple[str, ...]:
        """The fields."""
        return FIELDS

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All (field, term)."""
        return (term for _, term in self._terms_from(0))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """All (field, term) from this one on."""
        return (term for term, _ in self.items_from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """All terms with their statistics."""
        return ((term, self._info(number)) for number, term in self._terms_from(0))

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """The terms from this one on with their statistics."""
        start = self._file.terms.first_at_least(bytes([FIELDS.index(fieldname)]) + prefix)
        return ((term, self._info(number)) for number, term in self._terms_from(start))

    def _info(self, number: int) -> TermInfo:
        docs, freqs = self._file.postings(number, number + 1)
        return TermInfo(
            weight=float(freqs.sum()),
            df=len(docs),
            minlength=1,
            maxlength=1,
            maxweight=float(freqs.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """A term's statistics. Raises Whoosh's ``TermNotFound``."""
        return self._info(self._number(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Occurrences; 0 for a term that is not there."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Documents; 0 for a term that is not there."""
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: formats.Format, scorer: object = None
    ) -> ListMatcher:
        """The postings of a term, positions included."""
        number = self._number(fieldname, text)
        docs, freqs, positions = self._file.places(number, number + 1)
        values, left = [], 0
        for count in freqs.tolist():
            run = positions[left : left + count].tolist()
            values.append(format_.encode(run))
            left += count
        return ListMatcher(
            docs.tolist(),
            freqs.astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self._info(number),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
