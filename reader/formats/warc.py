"""WARC and ARC files: one archive of web records each."""

from __future__ import annotations

import os
from collections.abc import Iterator

from reader.errors import NotFoundError
from reader.formats import files
from reader.formats.dialects import ARC_DIALECT, WARC_DIALECT
from reader.formats.format import Fault, Format, Found, Part
from reader.formats.records import Dialect
from reader.formats.sniff import Sniffed
from reader.formats.webarchive import WebArchive
from reader.model import FoundFile, Resource


def _format(name: str, dialect: Dialect) -> Format:
    def archive(file: FoundFile) -> WebArchive:
        return WebArchive.of(file, name, dialect)

    def pages(file: FoundFile, _: Sniffed) -> Iterator[Found]:
        return archive(file).found(Part())

    def part(file: FoundFile, _: Sniffed, wanted: Part) -> Iterator[Found]:
        return archive(file).found(wanted)

    def parts(file: FoundFile, _: Sniffed) -> Iterator[Part]:
        return archive(file).parts()

    def faults(file: FoundFile, _: Sniffed) -> Iterator[Fault]:
        return archive(file).faults()

    def read(path: str, locator: str | None) -> Resource:
        if locator is None:
            raise NotFoundError("resource-missing", path=path, locator="")
        size, mtime_ns = files.state(path)
        return archive(FoundFile(os.path.abspath(path), "", size, mtime_ns)).read(locator)

    return Format(name, frozenset({name}), pages, read, parts, part, faults)


WARC = _format("warc", WARC_DIALECT)
ARC = _format("arc", ARC_DIALECT)
