"""ZIM files (openzim.org), read by libzim. That is GPL and never installed by itself: an extra asks for it.

Locators are the paths of entries. ZIM keeps no address and no time for a page: the day is that of the file
("Date"), the address is made from the path where the file says what site it holds ("Source", or the scraper
that names entries by host and path).
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from reader.errors import NotFoundError, UnusableError
from reader.formats import files, kinds
from reader.formats.format import Fault, Format, Found
from reader.formats.http import content_type
from reader.formats.limits import MAX_PART
from reader.formats.sniff import Sniffed
from reader.model import FoundFile, Rejected, Resource, ResourceEntry, SavedPage
from reader.text import urls

_MOST_LISTED = 1000  # damaged entries of a file that are listed one by one
_PAGE = "text/html"
_BY_ADDRESS = ("warc2zim", "zimit")  # scrapers that name an entry by host and path
_WIKI = "mwoffliner"
# What libzim raises on damaged files: RuntimeError and others from C++, UnicodeDecodeError for names.
_DAMAGE = (RuntimeError, ValueError, KeyError, IndexError, OverflowError, MemoryError)


class _Zim:
    """An open ZIM file. Raises UnusableError: ``zim-needs-extra``, ``archive-unreadable``."""

    def __init__(self, path: str) -> None:
        try:
            from libzim.reader import Archive
        except ImportError as error:
            raise UnusableError("zim-needs-extra", path=path) from error
        try:
            # The first file of a ZIM that was cut into pieces stands for all of them.
            self.archive: Any = Archive(
                os.fspath(path.removesuffix("aa") if path.endswith(".zimaa") else path)
            )
        except _DAMAGE as error:
            raise UnusableError("archive-unreadable", path=path, detail=str(error)[:200]) from error
        self.path = path
        self.by_namespace = not self.archive.has_new_namespace_scheme
        self.time = self._time()
        self._scraper = self._told("Scraper").lower()
        self._source = self._told("Source").strip()

    def url(self, entry_path: str) -> str | None:
        """The address for which an entry stands, as far as the file tells."""
        name = entry_path.partition("/")[2] if self.by_namespace else entry_path
        if any(scraper in self._scraper for scraper in _BY_ADDRESS):
            return urls.resolve(None, f"http://{quote(name, safe='/?&=;%~+,:@!$()*')}")
        base = self._source if "://" in self._source else f"https://{self._source}/" if self._source else ""
        if not base or not urls.is_web(base):
            return None
        if _WIKI in self._scraper and base.count("/") <= 3:
            base = base.rstrip("/") + "/wiki/"
        return urls.resolve(base, quote(name))

    def is_content(self, entry_path: str) -> bool:
        """Whether an entry is one of the site, not of the file's own."""
        return not self.by_namespace or entry_path[:2] in ("A/", "I/", "-/", "C/")

    def may_be_page(self, entry_path: str) -> bool:
        """Whether an entry may be an article."""
        return not self.by_namespace or entry_path[:2] in ("A/", "C/")

    def _time(self) -> str | None:
        day = self._told("Date").strip()
        return f"{day}T00:00:00Z" if len(day) == 10 and day.replace("-", "").isdigit() else None

    def _told(self, name: str) -> str:
        try:
            value: bytes = self.archive.get_metadata(name)
        except _DAMAGE:
            return ""
        return value.decode("utf-8", "replace")


def _pages(file: FoundFile, _: Sniffed) -> Iterator[Found]:
    path = file.absolute
    damaged = 0
    try:
        zim = _Zim(path)
        count = int(zim.archive.entry_count)
    except UnusableError as error:
        yield Rejected(path, None, "failed", error.code, str(error.values.get("detail", "")))
        return
    except _DAMAGE as error:
        yield Rejected(path, None, "failed", "archive-unreadable", str(error)[:200])
        return
    for number in range(count):
        try:
            found = _entry(zim, zim.archive._get_entry_by_id(number), file)
        except _DAMAGE as error:
            damaged += 1
            if damaged <= _MOST_LISTED:
                yield Rejected(path, f"#{number}", "failed", "member-damaged", str(error)[:200])
            continue
        if found is not None:
            yield found
    if damaged > _MOST_LISTED:
        yield Rejected(path, None, "failed", "archive-damaged", str(damaged - _MOST_LISTED))


def _entry(zim: _Zim, entry: Any, file: FoundFile) -> Found | None:  # noqa: ANN401 - libzim has no types
    """What an entry is; None for what belongs to the file itself. Raises what libzim raises."""
    locator: str = entry.path
    if not zim.is_content(locator):
        return None
    if entry.is_redirect:
        target: str = entry.get_redirect_entry().path
        return Rejected(
            zim.path, locator, "other", "redirect", zim.url(target) or target, url=zim.url(locator)
        )
    item = entry.get_item()
    media_type, charset = content_type(item.mimetype)
    size = int(item.size)
    if media_type != _PAGE or not zim.may_be_page(locator):
        kind = kinds.of_media_type(media_type)
        return ResourceEntry(zim.path, locator, zim.url(locator), media_type, size, zim.time, kind=kind)
    if size > MAX_PART:
        return Rejected(zim.path, locator, "failed", "page-too-large", str(size))
    if not size:
        return Rejected(zim.path, locator, "skipped", "empty-page")
    body = bytes(item.content)
    return SavedPage(
        path=zim.path,
        member=locator,
        format="zim",
        body=body,
        sha256=sha256(body).hexdigest(),
        size=len(body),
        recorded_time=zim.time,
        recorded_from="record" if zim.time else None,
        path_url=zim.url(locator),
        file_time=files.time_of(file.mtime_ns),
        charset=charset,
    )


def _some(file: FoundFile, _: Sniffed, members: Collection[str]) -> Iterator[Found]:
    try:
        zim = _Zim(file.absolute)
    except UnusableError:
        return
    for locator in sorted(members):
        try:
            there = zim.archive.has_entry_by_path(locator)
            found = _entry(zim, zim.archive.get_entry_by_path(locator), file) if there else None
        except _DAMAGE as error:
            found = Rejected(zim.path, locator, "failed", "member-damaged", str(error)[:200])
        if found is not None:
            yield found


def _read(path: str, locator: str | None) -> Resource:
    zim = _Zim(path)
    try:
        if not zim.archive.has_entry_by_path(locator or ""):
            raise NotFoundError("resource-missing", path=path, locator=locator)
        item = zim.archive.get_entry_by_path(locator).get_item()
        if int(item.size) > MAX_PART:
            raise UnusableError("file-too-large", path=path, detail=str(item.size))
        return Resource(bytes(item.content), content_type(item.mimetype)[0] or "application/octet-stream")
    except _DAMAGE as error:
        raise UnusableError("member-damaged", path=path, detail=str(error)[:200]) from error


def _faults(file: FoundFile, _: Sniffed) -> Iterator[Fault]:
    try:
        if not _Zim(file.absolute).archive.check():
            yield Fault("", "digest-wrong", "md5")
    except UnusableError as error:
        yield Fault("", error.code, str(error.values.get("detail", "")))
    except _DAMAGE as error:
        yield Fault("", "archive-unreadable", str(error)[:200])


ZIM = Format("zim", frozenset({"zim"}), _pages, _read, faults=_faults, some=_some)
