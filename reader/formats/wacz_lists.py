"""What a WACZ file says of itself: hashes of its members, index of its records (CDXJ), lists of pages."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from reader.errors import UnusableError
from reader.formats import zips
from reader.formats.dialects import record_time
from reader.formats.http import Feed
from reader.formats.limits import STEP, Allowance, Gauge, inflate

_MOST_MANIFEST = 32 * 2**20  # bytes of datapackage.json
_MOST_LINE = 256 * 1024
_MASK = 2**63 - 1
_INDEX = re.compile(r"(?:\A|/)indexes/[^/]+\.cdxj?(?:\.gz)?\Z", re.I)
_PAGES = re.compile(r"(?:\A|/)pages/[^/]+\.jsonl\Z", re.I)
_CDX_LINE = re.compile(r"\S+ (\d{4,17}) (\{.*\})\s*\Z", re.S)


@dataclass(frozen=True, slots=True)
class Listed:
    """A member that ``datapackage.json`` lists: ``hash`` as "sha256:…" and size, where it says so."""

    name: str
    hash: str | None
    size: int | None


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A line of an index: which record, in the file of that name at that offset."""

    url: str
    time: str | None
    digest: str
    filename: str
    offset: int
    revisit: bool


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a list of pages; ``place`` is the list's name and the number of the line."""

    place: str
    url: str


def listed(archive: zipfile.ZipFile) -> list[Listed]:
    """The members that ``datapackage.json`` lists, and that file itself with the hash recorded for it."""
    found: list[Listed] = []
    for name, many in (("datapackage-digest.json", False), ("datapackage.json", True)):
        manifest = _json(archive, name)
        if not isinstance(manifest, dict):
            continue
        entries = manifest.get("resources") if many else [manifest]
        for entry in entries if isinstance(entries, list) else []:
            if isinstance(entry, dict) and isinstance(entry.get("path"), str) and entry["path"]:
                size, hash_ = entry.get("bytes"), entry.get("hash")
                found.append(
                    Listed(
                        entry["path"],
                        hash_ if isinstance(hash_, str) else None,
                        size if isinstance(size, int) else None,
                    )
                )
    return found


def index_lines(archive: zipfile.ZipFile) -> Iterator[IndexLine]:
    """The lines of all indexes, as far as they can be read."""
    for info in archive.infolist():
        if _INDEX.search(info.filename):
            for line in _lines(archive, info):
                if (found := _index_line(line)) is not None:
                    yield found


def page_lines(archive: zipfile.ZipFile) -> Iterator[PageLine]:
    """The pages of all lists of pages, as far as they can be read."""
    for info in archive.infolist():
        if _PAGES.search(info.filename):
            for number, line in enumerate(_lines(archive, info), 1):
                entry = _parsed(line)
                if isinstance(entry, dict) and isinstance(entry.get("url"), str):
                    yield PageLine(f"{info.filename}:{number}", entry["url"])


class Index:
    """Where the originals of revisits lie in the archives of a WACZ file, by its own index."""

    def __init__(self, lines: Iterator[IndexLine]) -> None:
        keys, files, offsets = array("q"), array("q"), array("q")
        self._names: dict[str, int] = {}
        for line in lines:
            if not line.revisit:
                for key in _keys(line.digest, line.url, line.time):
                    keys.append(hash(key) & _MASK)
                    files.append(self._names.setdefault(line.filename, len(self._names)))
                    offsets.append(line.offset)
        import numpy as np  # slow to load, and few files have such lists

        order = np.argsort(np.array(keys, dtype=np.int64), kind="stable")
        self._keys = np.array(keys, dtype=np.int64)[order]
        self._files = np.array(files, dtype=np.int64)[order]
        self._offsets = np.array(offsets, dtype=np.int64)[order]

    def find(self, digest: str, url: str | None, time: str | None) -> Iterator[tuple[str, int]]:
        """File name and offset of records that may have this digest, or this address and time."""
        names = list(self._names)
        for key in _keys(digest, url, time):
            at = int(self._keys.searchsorted(hash(key) & _MASK))
            if at < len(self._keys) and int(self._keys[at]) == hash(key) & _MASK:
                yield names[int(self._files[at])], int(self._offsets[at])


def _keys(digest: str, url: str | None, time: str | None) -> Iterator[str]:
    if url and time:
        yield f"at {time} {url}"
    if digest:
        yield f"digest {digest.rpartition(':')[2].lower()}"  # older indexes leave out the algorithm


def _index_line(line: bytes) -> IndexLine | None:
    found = _CDX_LINE.match(line.decode("utf-8", "replace"))
    entry = _parsed(found[2].encode()) if found else None
    if found is None or not isinstance(entry, dict):
        return None
    filename, offset = entry.get("filename"), str(entry.get("offset", ""))
    if not isinstance(filename, str) or not (offset.isascii() and offset.isdigit() and len(offset) < 19):
        return None
    return IndexLine(
        url=str(entry.get("url", "")),
        time=record_time(found[1]),
        digest=str(entry.get("digest", "")),
        filename=filename,
        offset=int(offset),
        revisit=entry.get("mime") == "warc/revisit",
    )


def _lines(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The lines of a member, unpacked where it is packed once more."""
    allowance = Allowance(info.compress_size)
    try:
        with closing(zips.open_member(archive, info, allowance)) as stream:
            pieces = iter(lambda: stream.read(STEP), b"")
            packed = info.filename.lower().endswith(".gz")
            feed = Feed(inflate(pieces, 31, Gauge(allowance, most=2**62)) if packed else pieces)
            while line := feed.line(_MOST_LINE):
                yield line
    except (UnusableError, zlib.error):
        return


def _json(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401 - JSON of any shape
    try:
        return _parsed(zips.read_member(archive, archive.getinfo(name), most=_MOST_MANIFEST))
    except (KeyError, UnusableError):
        return None


def _parsed(text: bytes) -> Any:  # noqa: ANN401 - JSON of any shape
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
