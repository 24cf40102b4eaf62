"""WACZ (webrecorder.net, 1.1.1): a zip file with WARC files, an index of them, lists of pages, and hashes.

Several WACZ files may be packed into one ("multi-WACZ"). A locator is the name of the archive of records in
the zip file, a colon, and the place of the record in it; the name of an inner zip file ends in "!/".
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from typing import BinaryIO, cast

from reader.errors import NotFoundError, UnusableError
from reader.formats import files, zips
from reader.formats.dialects import ARC_DIALECT, WARC_DIALECT, record_time
from reader.formats.format import Fault, Format, Found, Part
from reader.formats.http import header
from reader.formats.limits import STEP, Allowance
from reader.formats.records import Head
from reader.formats.sniff import HEAD, Sniffed, sniff
from reader.formats.tape import Place
from reader.formats.wacz_lists import Index, index_lines, listed, page_lines
from reader.formats.webarchive import PART_SIZE, WebArchive
from reader.model import FoundFile, Rejected, Resource
from reader.text import urls

INSIDE = "!/"
_DEPTH = 3  # zip files inside zip files
_MOST_INNER = 64 * 2**20  # bytes of an inner zip file that is compressed once more, and so read into memory
_RECORDS = re.compile(r"\.w?arc(?:\.gz|\.open)?\Z", re.I)
_INNER = re.compile(r"\.wacz\Z", re.I)
_LISTS = re.compile(r"(?:\A|/)(?:indexes/|pages/|datapackage(?:-digest)?\.json\Z)", re.I)
_TOOL = re.compile(r"(?:\A|/)(?:logs/|fuzzy\.json\Z|webrecorder\.\w+\Z)", re.I)


class _Owned:
    """A stream that closes the file below it when it is closed."""

    def __init__(self, stream: BinaryIO, file: BinaryIO) -> None:
        self._stream = stream
        self._file = file
        self.read = stream.read
        self.seek = stream.seek

    def close(self) -> None:
        """Closes both."""
        self._stream.close()
        self._file.close()


def _open_records(path: str, member: str) -> BinaryIO:
    """The bytes of an archive of records inside a zip file. Raises UnusableError."""
    inner, _, name = member.rpartition(INSIDE)
    file = files.open_file(path)
    try:
        archive = _inner_zip(file, inner)
        info = archive.NameToInfo.get(name)
        if info is None:
            raise UnusableError("member-missing", path=path, detail=member)
        stream = zips.open_member(archive, info, Allowance(info.compress_size))
    except BaseException:
        file.close()
        raise
    return cast(BinaryIO, _Owned(stream, file))


def _inner_zip(file: BinaryIO, inner: str) -> zipfile.ZipFile:
    """The zip file itself, or one inside it: ``inner`` are the names on the way. Raises UnusableError."""
    archive = zips.open_zip(file)
    for name in inner.split(INSIDE) if inner else ():
        info = archive.NameToInfo.get(name)
        if info is None:
            raise UnusableError("member-missing", detail=inner)
        if info.compress_type == zipfile.ZIP_STORED:
            stream = zips.open_member(archive, info)
        else:
            stream = io.BytesIO(zips.read_member(archive, info, most=_MOST_INNER))
        archive = zips.open_zip(stream)
    return archive


@contextmanager
def _opened(path: str, inner: str = "") -> Iterator[zipfile.ZipFile]:
    with closing(files.open_file(path)) as file:
        yield _inner_zip(file, inner)


class _Wacz:
    """One WACZ file, or one inside another: ``inner`` ends in "!/"."""

    def __init__(self, file: FoundFile, archive: zipfile.ZipFile, inner: str = "") -> None:
        self.file = file
        self.archive = archive
        self.inner = inner

    def levels(self) -> Iterator[_Wacz | Rejected]:
        """This file and all inside it; those that cannot be opened as ``Rejected``."""
        yield self
        for info in self.archive.infolist():
            if not _INNER.search(info.filename) or zips.refusal(info) is not None:
                continue
            name = self.inner + info.filename
            try:
                if name.count(INSIDE) >= _DEPTH:
                    raise UnusableError("archive-bomb", detail=name)
                with _opened(self.file.absolute, name) as archive:
                    yield from _Wacz(self.file, archive, name + INSIDE).levels()
            except UnusableError as error:
                yield Rejected(self.file.absolute, name, "failed", error.code, _detail(error))

    def records(self) -> Iterator[WebArchive]:
        """The archives of records in it, inner files not looked into."""
        for info in self.archive.infolist():
            if _RECORDS.search(info.filename) and zips.refusal(info) is None:
                yield WebArchive(
                    path=self.file.absolute,
                    format="wacz",
                    dialect=ARC_DIALECT if self._is_arc(info) else WARC_DIALECT,
                    size=info.file_size,
                    mtime_ns=self.file.mtime_ns,
                    member=self.inner + info.filename,
                    opener=_open_records,
                    elsewhere=_elsewhere,
                )

    def others(self) -> Iterator[Rejected]:
        """What it holds beside archives of records, and what it lacks."""
        path, has_records = self.file.absolute, False
        for info in self.archive.infolist():
            member = self.inner + info.filename
            if (code := zips.refusal(info)) is not None:
                yield Rejected(path, member, "failed", code, info.filename)
            elif _RECORDS.search(info.filename) or _INNER.search(info.filename):
                has_records = True
            elif not zips.is_folder(info):
                yield Rejected(path, member, "other", _counted_as(info.filename), info.filename)
        for name in self._missing():
            yield Rejected(path, self.inner + name, "failed", "member-missing", name)
        if not has_records:
            yield Rejected(path, self.inner.removesuffix(INSIDE) or None, "failed", "archive-empty")

    def faults(self) -> Iterator[Fault]:
        """What its lists say that does not hold. Reads all of it once."""
        for name in self._missing():
            yield Fault(self.inner + name, "member-missing")
        yield from self._wrong_hashes()
        places: set[int] = set()
        met: set[int] = set()
        for archive in self.records():
            name = archive.member.rpartition("/")[2]
            for record, faults in archive.checked():
                if record is not None:
                    places.add(hash((name, record.place)))
                    if record.head.url and record.head.type not in ("request", "metadata"):
                        met.add(hash(urls.key(record.head.url)))
                yield from faults
        for line in index_lines(self.archive):
            if hash((line.filename.rpartition("/")[2], Place(line.offset))) not in places:
                yield Fault(f"{self.inner}{line.filename}:{line.offset}", "index-wrong", line.url)
        for page in page_lines(self.archive):
            if urls.is_web(page.url) and hash(urls.key(page.url)) not in met:
                yield Fault(self.inner + page.place, "page-not-recorded", page.url)

    def _missing(self) -> list[str]:
        return [entry.name for entry in listed(self.archive) if entry.name not in self.archive.NameToInfo]

    def _wrong_hashes(self) -> Iterator[Fault]:
        for entry in listed(self.archive):
            info = self.archive.NameToInfo.get(entry.name)
            if info is None:
                continue
            algorithm, _, value = (entry.hash or "").partition(":")
            try:
                with closing(zips.open_member(self.archive, info)) as stream:
                    hasher, size = hashlib.sha256(), 0
                    while piece := stream.read(STEP):
                        hasher.update(piece)
                        size += len(piece)
            except UnusableError as error:
                yield Fault(self.inner + entry.name, error.code, _detail(error))
                continue
            if algorithm == "sha256" and value.lower() != hasher.hexdigest():
                yield Fault(self.inner + entry.name, "digest-wrong", "sha256")
            elif entry.size is not None and entry.size != size:
                yield Fault(self.inner + entry.name, "size-wrong", str(entry.size))

    def _is_arc(self, info: zipfile.ZipInfo) -> bool:
        try:
            with closing(zips.open_member(self.archive, info)) as stream:
                return sniff(stream.read(HEAD), info.filename).kind == "arc"
        except UnusableError:  # told when it is read
            return False


def _found(file: FoundFile, records: bool) -> Iterator[Found]:
    """What a file holds beside its archives of records, and with ``records`` these as well."""
    try:
        with _opened(file.absolute) as archive:
            for level in _Wacz(file, archive).levels():
                if isinstance(level, Rejected):
                    yield level
                    continue
                yield from level.others()
                for each in level.records() if records else ():
                    yield from each.found(Part())
    except UnusableError as error:
        yield Rejected(file.absolute, None, "failed", error.code, _detail(error))


def _pages(file: FoundFile, _: Sniffed) -> Iterator[Found]:
    return _found(file, records=True)


def _parts(file: FoundFile, _: Sniffed) -> Iterator[Part]:
    if file.size < 2 * PART_SIZE:
        yield Part()
        return
    yield Part(0, 0)
    for each in _archives(file):
        yield from each.parts()


def _part(file: FoundFile, _: Sniffed, part: Part) -> Iterator[Found]:
    if not part.member:
        return _found(file, records=part.end is None)
    return (found for each in _archives(file) if each.member == part.member for found in each.found(part))


def _some(file: FoundFile, _: Sniffed, members: Collection[str]) -> Iterator[Found]:
    wanted: dict[str, list[str]] = {}
    for locator in members:
        member, _colon, place = locator.rpartition(":")
        wanted.setdefault(member, []).append(place)
    return (found for each in _archives(file) for found in each.some(wanted.get(each.member, ())))


def _archives(file: FoundFile) -> list[WebArchive]:
    try:
        with _opened(file.absolute) as archive:
            levels = _Wacz(file, archive).levels()
            return [each for level in levels if isinstance(level, _Wacz) for each in level.records()]
    except UnusableError:  # told by ``_found``
        return []


def _faults(file: FoundFile, _: Sniffed) -> Iterator[Fault]:
    try:
        with _opened(file.absolute) as archive:
            for level in _Wacz(file, archive).levels():
                if isinstance(level, Rejected):
                    yield Fault(level.member or "", level.code, level.detail)
                else:
                    yield from level.faults()
    except UnusableError as error:
        yield Fault("", error.code, _detail(error))


def _read(path: str, locator: str | None) -> Resource:
    found = archive_of(path, locator or "")
    if found is None:
        raise NotFoundError("resource-missing", path=path, locator=locator)
    return found[0].read(found[1])


def archive_of(path: str, locator: str) -> tuple[WebArchive, str] | None:
    """The archive of records to which a locator leads, and the locator in it. Raises UnusableError."""
    size, mtime_ns = files.state(path)
    member, colon, place = locator.rpartition(":")
    for each in _archives(FoundFile(os.path.abspath(path), "", size, mtime_ns)) if colon else ():
        if each.member == member:
            return each, place
    return None


def _elsewhere(archive: WebArchive, revisit: Head) -> Iterator[tuple[WebArchive, Place]]:
    """Where the original of a revisit may lie in the other archives of the same WACZ file, by its index."""
    inner = archive.member.rpartition(INSIDE)[0]
    index, names = _index(archive.path, archive.mtime_ns, inner)
    url = header(revisit.fields, "warc-refers-to-target-uri").strip("<> ")
    time = record_time(header(revisit.fields, "warc-refers-to-date"))
    for name, offset in index.find(header(revisit.fields, "warc-payload-digest"), url, time):
        if (found := names.get(name.rpartition("/")[2])) is not None:
            yield found, Place(offset)


@lru_cache(maxsize=2)
def _index(path: str, mtime_ns: int, inner: str) -> tuple[Index, dict[str, WebArchive]]:
    """The index of a WACZ file, and its archives by their file names. Raises UnusableError."""
    file = FoundFile(path, "", files.state(path)[0], mtime_ns)
    with _opened(path, inner) as archive:
        wacz = _Wacz(file, archive, inner + INSIDE if inner else "")
        return Index(index_lines(archive)), {each.member.rpartition("/")[2]: each for each in wacz.records()}


def _counted_as(name: str) -> str:
    if _LISTS.search(name):
        return "archive-index"
    return "tool-file" if _TOOL.search(name) else "resource"


def _detail(error: UnusableError) -> str:
    return str(error.values.get("detail", ""))


WACZ = Format("wacz", frozenset({"wacz"}), _pages, _read, _parts, _part, faults=_faults, some=_some)
