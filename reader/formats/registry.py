"""Which format reads a file. Chosen by content; the one place where all formats are listed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator

from reader.errors import NotFoundError, UnusableError
from reader.formats import companion, embedded, files, html, kinds, mediatypes
from reader.formats.format import Fault, Format, Found, Part
from reader.formats.html import HTML
from reader.formats.mhtml import MHTML
from reader.formats.safari import WEBARCHIVE
from reader.formats.sniff import (
    CONTAINERS,
    HEAD,
    Sniffed,
    ending,
    named_like_a_container,
    named_like_a_page,
    sniff,
    zip_of_pages,
    zip_of_records,
)
from reader.formats.tarred import TAR
from reader.formats.wacz import WACZ
from reader.formats.warc import ARC, WARC
from reader.formats.zim import ZIM
from reader.formats.zipped import HTZ, MAFF, SINGLEFILEZ, ZIP
from reader.model import FoundFile, Rejected, RejectedKind, Resource, ResourceEntry

FORMATS: tuple[Format, ...] = (
    HTML,
    MHTML,
    WEBARCHIVE,
    SINGLEFILEZ,
    MAFF,
    HTZ,
    ZIP,
    TAR,
    WARC,
    ARC,
    WACZ,
    ZIM,
)

_TABLE_OF_NAMES = 64 * 1024  # bytes at the end of a zip file that hold its names, in small ones all of them


def pages(file: FoundFile, part: Part | None = None) -> Iterator[Found]:
    """The saved pages of a file and the other parts of a container, or why it has none.

    With ``part`` (of ``parts``) only those of that part. Never raises; one page is in memory at a time.

    Files that are no pages by nature come as ``other`` with the kind as code (``resource``, ``attachment``,
    ``feed``, ``robots`` …), what should have been a page and cannot be read as ``failed``.
    """
    name = os.path.basename(file.absolute)
    if (code := kinds.by_name(file.path.split(os.sep)[:-1], name)) is not None:
        yield Rejected(file.absolute, None, "other", code, name)
        return
    try:
        format_, sniffed = _format(file.absolute)
        if format_ is not None:
            if part is None or format_.part is None:
                yield from format_.pages(file, sniffed)
            else:
                yield from format_.part(file, sniffed, part)
            return
        kind, code, detail = _not_a_page(file, name, sniffed)
    except UnusableError as error:
        kind, code, detail = "failed", error.code, str(error.values.get("detail", ""))
    yield Rejected(file.absolute, None, kind, code, detail)


def parts(file: FoundFile) -> Iterator[Part]:
    """How a large container may be cut, for ``pages``; one part for all other files. Never raises."""
    try:
        format_, sniffed = _format(file.absolute)
    except UnusableError:
        format_ = None
    if format_ is None or format_.parts is None:
        yield Part()
    else:
        yield from format_.parts(file, sniffed)


def some(file: FoundFile, members: Collection[str]) -> Iterator[Found]:
    """Those parts of a container that have these locators; of a web archive without reading the others.

    Never raises; what is no longer there is left out.
    """
    try:
        format_, sniffed = _format(file.absolute)
    except UnusableError:
        return
    if format_ is not None and format_.some is not None:
        yield from format_.some(file, sniffed, members)
        return
    for found in pages(file):
        if (found.locator if isinstance(found, ResourceEntry) else found.member) in members:
            yield found


def picks(file: FoundFile) -> bool:
    """Whether ``some`` reads of this file what is asked for only. Never raises."""
    try:
        format_, _ = _format(file.absolute)
    except UnusableError:
        return False
    return format_ is not None and format_.some is not None


def faults(file: FoundFile) -> Iterator[Fault]:
    """What in a container does not agree with the digests and lists that it brings with it. Never raises."""
    try:
        format_, sniffed = _format(file.absolute)
    except UnusableError as error:
        yield Fault("", error.code, str(error.values.get("detail", "")))
        return
    if format_ is not None and format_.faults is not None:
        yield from format_.faults(file, sniffed)


def forget() -> None:
    """Files are read from the disk again, even those whose size and time are the same."""
    for format_ in FORMATS:
        if format_.forget is not None:
            format_.forget()


def read(path: str, locator: str | None = None) -> Resource:
    """One part of a file: all of it (None), a container's member, or an embedded picture.

    An embedded picture is ``#embedded-…`` in a page of its own file, and the page's locator with that behind
    it in a container. Raises NotFoundError("resource-missing") when the file has no such part, UnusableError
    when the file cannot be read; its code says why.
    """
    if locator is None:
        body = files.read_whole(path)
        return Resource(body, mediatypes.of(body, path))
    format_, sniffed = _format(path)
    if format_ is None:
        raise UnusableError("format-not-supported-yet", path=path, detail=sniffed.kind)
    member, mark, rest = locator.rpartition(embedded.PREFIX)
    if not member:
        return format_.read(path, locator)
    found = embedded.find(html.as_text(format_.read(path, member).body), mark + rest)
    if found is None:
        raise NotFoundError("resource-missing", path=path, locator=locator)
    return found


def locate(path: str, member: str | None, reference: str) -> str | None:
    """The locator of what a reference on a page inside a container means there, for ``read``; None for none.

    ``member`` is that of the page. Found are relative names, ``cid:`` and whole addresses, if the container
    keeps its parts under these. Raises UnusableError when the file cannot be read.
    """
    format_, _ = _format(path)
    return format_.locate(path, member, reference) if format_ is not None and format_.locate else None


def media_type(what: str | bytes) -> str:
    """The media type of a file (a path: its first bytes are read) or of bytes. Never raises."""
    if isinstance(what, bytes):
        return mediatypes.of(what)
    try:
        return mediatypes.of(files.read_head(what, HEAD), what)
    except UnusableError:
        return mediatypes.of_name(what) or mediatypes.UNKNOWN


def _format(path: str) -> tuple[Format | None, Sniffed]:
    """The format that reads a file, and what the file is. Raises UnusableError when it cannot be opened."""
    sniffed = sniff(files.read_head(path, HEAD), os.path.basename(path))
    if sniffed.kind == "zip":
        tail = files.read_tail(path, _TABLE_OF_NAMES)
        sniffed = Sniffed("wacz") if zip_of_records(tail) and not zip_of_pages(tail) else sniffed
    return next((format_ for format_ in FORMATS if sniffed.kind in format_.kinds), None), sniffed


def _not_a_page(file: FoundFile, name: str, sniffed: Sniffed) -> tuple[RejectedKind, str, str]:
    """How a file is counted that no format reads: kind, code, detail."""
    kind = sniffed.kind
    if companion.owner(file) is not None:
        return "other", "resource", kind
    if kind in kinds.ATTACHMENTS:
        return "other", "attachment", kind
    if kind in CONTAINERS:
        return "failed", "format-not-supported-yet", kind
    if ending(name) is not None and (named_like_a_page(name) or named_like_a_container(name)):
        if kind == "empty":
            return "failed", "file-empty", ""
        if kind in ("binary", "plain-text", "gzip"):
            return "failed", "not-a-page", kind
    if kind in kinds.SAME:
        return "other", kind, ""
    if kind == "mac-metadata":
        return "other", "system-file", kind
    return "other", "resource", kind
