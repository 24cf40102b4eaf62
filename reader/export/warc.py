"""WARC and WACZ: the saved pages themselves, untouched, with their pictures, to hand on to others.

Records of web archives go on byte for byte, with their request, metadata and warcinfo records, and with the
original where a page is a revisit. ARC records become ``response`` records around the same bytes. Everything
else was saved without the server's answer and becomes a ``resource`` record. A ``metadata`` record beside
each page says from which file it is.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from reader.errors import NotFoundError, UnusableError
from reader.export import warc_records
from reader.export.citation import PROGRAM, corrected_line, remark_lines
from reader.export.format import Collection, ExportFormat, Item, Volume
from reader.formats import files, raw_records, registry
from reader.formats.http import header
from reader.formats.raw_records import RawRecord
from reader.library.times import now
from reader.model import FoundFile, Holding, SavedPage, readable_path
from reader.translation import N_

_PAGE_TYPE = "text/html"
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Written:
    """A record that was written: what an index says of it; ``offset`` and ``length`` in bytes."""

    type: str
    url: str | None
    time: str | None
    data: bytes
    offset: int
    length: int


class WarcFile:
    """A WARC file while it is being written; every record is compressed by itself, or none is."""

    def __init__(self, stream: BinaryIO, volume: Volume, *, packed: bool = True) -> None:
        self._stream, self._packed = stream, packed
        self._known: set[str] = set()  # names of records that are in the file
        self.written: list[Written] = []
        made = now()
        values = [
            ("software", PROGRAM),
            ("format", "WARC File Format 1.1"),
            ("description", f"Saved pages handed on: {volume.title}" if volume.title else None),
        ]
        self._info, data = warc_records.info(made, volume.name or "pages.warc.gz", values)
        self._put("warcinfo", None, made, data)

    def add(self, item: Item) -> None:
        """Takes the page of an article and its pictures. Raises ReaderError when the page cannot be had."""
        page, *others = item.holdings() or (None,)
        if page is None or not os.path.exists(page.path):
            raise UnusableError("page-away", path=readable_path(item.article.path))
        records = [*self._of(page, item)]  # whole before anything of it is written
        for other in others:
            try:
                records += self._of(other, item)
            except (NotFoundError, UnusableError):
                continue  # a picture that cannot be read does not keep its page back
        for kind, ident, url, time, data in records:
            if ident not in self._known:
                self._known.add(ident)
                self._put(kind, url, time, data)

    def finish(self) -> None:
        """Nothing stands behind the last record."""

    def close(self) -> None:
        """Nothing is held."""

    # ---- what is written for an article --------------------------------------------------------

    def _of(self, held: Holding, item: Item) -> Iterator[_Record]:
        found = raw_records.archive_of(held.path, held.member) if held.member is not None else None
        if found is None:
            yield from self._made(held, item)
            return
        assert held.member is not None
        record = raw_records.raw(held.path, held.member)
        for path, member in held.originals:
            yield self._passed_on(raw_records.raw(path, member))
        if held.is_page:
            for each in raw_records.companions(held.path, held.member, held.before):
                yield self._passed_on(each)
        passed = self._passed_on(record)
        yield passed
        if held.is_page:
            yield self._told(passed, item)

    def _passed_on(self, record: RawRecord) -> _Record:
        if record.dialect == "arc":
            ident, data = warc_records.from_arc(record, self._info)
            return "response", ident, record.head.url, record.head.time, data
        ident = header(record.head.fields, "warc-record-id") or f"{record.locator} {len(record.data)}"
        return record.head.type, ident, record.head.url, record.head.time, record.data + _END

    def _made(self, held: Holding, item: Item) -> Iterator[_Record]:
        """A page or picture that lies in no web archive."""
        if held.is_page:
            page = _saved_page(held)
            body = page.body
            media_type = f"{_PAGE_TYPE}; charset={page.charset}" if page.charset else _PAGE_TYPE
        else:
            found = registry.read(held.path, held.member)
            body, media_type = found.body, found.media_type
        url = held.url or f"urn:sha256:{item.article.sha256}"
        time = held.captured or files.time_of(files.state(held.path)[1]) or "1970-01-01T00:00:00Z"
        ident, data = warc_records.resource(url, time, media_type, body, self._info)
        made = ("resource", ident, url, time, data)
        yield made
        if held.is_page:
            yield self._told(made, item)

    def _told(self, record: _Record, item: Item) -> _Record:
        """The metadata record that says where the page comes from."""
        _kind, of, url, time, _data = record
        article = item.article
        values = [
            ("handed-on-with", PROGRAM),
            ("original-file", readable_path(article.path)),
            ("original-member", article.member),
            ("original-sha256", article.sha256),
            ("original-size", str(article.size)),
            ("original-format", article.format),
            ("saved-with", item.tool),
            ("captured", article.captured),
            ("captured-known-from", article.captured_from),
            ("address-known-from", article.url_from),
            ("title", article.title),
            ("corrected-by-hand", corrected_line(article)),
            *(("remark", told) for told in remark_lines(item.remarks)),
        ]
        data = warc_records.metadata(of, url, time or "1970-01-01T00:00:00Z", values)
        return "metadata", f"about {of}", url, time, data

    def _put(self, kind: str, url: str | None, time: str | None, data: bytes) -> None:
        offset = self._stream.tell()
        packed = gzip.compress(data, mtime=0) if self._packed else data
        self._stream.write(packed)
        self.written.append(Written(kind, url, time, data, offset, len(packed)))


_Record = tuple[str, str, str | None, str | None, bytes]
"""Type, name, address, time and bytes of a record."""


def _saved_page(held: Holding) -> SavedPage:
    """The page as its file has it. Raises NotFoundError, UnusableError."""
    size, mtime_ns = files.state(held.path)
    file = FoundFile(held.path, "", size, mtime_ns)
    wanted = registry.some(file, {held.member}) if held.member is not None else registry.pages(file)
    for found in wanted:
        if isinstance(found, SavedPage) and found.member == held.member:
            return found
    raise NotFoundError("resource-missing", path=readable_path(held.path), locator=held.member or "")


def _collect(stream: BinaryIO, volume: Volume) -> Collection:
    return WarcFile(stream, volume, packed=not volume.name.lower().endswith(".warc"))


WARC = ExportFormat(
    "warc",
    "warc.gz",
    N_("WARC, the saved pages themselves"),
    N_("To hand the originals on, untouched, to archives and other programs."),
    _collect,
    list_only=True,
    has_pictures=True,
)
