"""WARC and ARC files: one archive of web records each."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from reader.errors import NotFoundError
from reader.formats import files
from reader.formats.dialects import ARC_DIALECT, WARC_DIALECT
from reader.formats.format import Fault, Format, Found, Part
from reader.formats.records import Dialect
from reader.formats.sniff import Sniffed
from reader.formats.webarchive import WebArchive
from reader.model import FoundFile, Resource

_DIALECTS = {dialect.name: dialect for dialect in (WARC_DIALECT, ARC_DIALECT)}


def archive_of(path: str, kind: str) -> WebArchive:
    """The archive that a file of a kind ("warc", "arc") is. Raises UnusableError."""
    size, mtime_ns = files.state(path)
    file = FoundFile(os.path.abspath(path), "", size, mtime_ns)
    return WebArchive.of(file, kind, _DIALECTS[kind])


def _format(dialect: Dialect) -> Format:
    def pages(file: FoundFile, _: Sniffed) -> Iterator[Found]:
        return WebArchive.of(file, dialect.name, dialect).found(Part())

    def part(file: FoundFile, _: Sniffed, wanted: Part) -> Iterator[Found]:
        return WebArchive.of(file, dialect.name, dialect).found(wanted)

    def parts(file: FoundFile, _: Sniffed) -> Iterator[Part]:
        return WebArchive.of(file, dialect.name, dialect).parts()

    def faults(file: FoundFile, _: Sniffed) -> Iterator[Fault]:
        return WebArchive.of(file, dialect.name, dialect).faults()

    def read(path: str, locator: str | None) -> Resource:
        if locator is None:
            raise NotFoundError("resource-missing", path=path, locator="")
        return archive_of(path, dialect.name).read(locator)

    def some(file: FoundFile, _: Sniffed, members: Collection[str]) -> Iterator[Found]:
        return WebArchive.of(file, dialect.name, dialect).some(members)

    return Format(dialect.name, frozenset({dialect.name}), pages, read, parts, part, faults=faults, some=some)


WARC = _format(WARC_DIALECT)
ARC = _format(ARC_DIALECT)
