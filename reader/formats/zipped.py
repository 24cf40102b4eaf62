"""Zip files of pages: MAFF, SingleFile's zipped pages (also behind an HTML head), .htz, plain ones."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from typing import BinaryIO, cast

from reader.errors import NotFoundError, UnusableError
from reader.formats import companion, files, members, zips
from reader.formats.format import Fault, Format, Found
from reader.formats.limits import Allowance
from reader.formats.members import Layout, Member, References
from reader.formats.sniff import Sniffed, named_like_a_container, named_like_a_page, sniff
from reader.formats.zip_layouts import MOST_LISTED, layout
from reader.formats.zip_recovery import Mended
from reader.model import FoundFile, Rejected, Resource

_UTF8 = 0x800
_MOST_ENCRYPTED = 20  # that are listed one by one


class _Zip:
    """An open zip file: its members, and their bytes. ``fault``: its table was damaged."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self.fault = False
        try:
            self._archive = zips.open_zip(stream)
        except UnusableError as error:
            if error.code != "zip-damaged":
                raise
            self.fault = True
            self._archive = zips.open_zip(cast(BinaryIO, Mended(stream)))
        self._infos = [info for info in self._archive.infolist() if not info.filename.endswith("/")]
        self._allowance = Allowance(size)
        names = members.unique(_name(info) for info in self._infos)
        self.members = tuple(map(_member, names, range(len(self._infos)), self._infos))
        self.by_name = {member.name: member for member in self.members}

    @property
    def may_hold_pages(self) -> bool:
        """Whether a name in it may be that of a page, or of something that holds pages."""
        names = (member.name.rpartition("/")[2] for member in self.members)
        return any(named_like_a_page(name) or named_like_a_container(name) for name in names)

    def load(self, member: Member, most: int | None) -> bytes:
        """The first bytes of a member, or all. Raises UnusableError."""
        info = self._infos[member.number]
        if most is None:
            return zips.read_member(self._archive, info, self._allowance)
        with zips.open_member(self._archive, info, self._allowance) as stream:
            return stream.read(most)

    def check(self, member: Member) -> None:
        """Compares a member with its checksum. Raises UnusableError."""
        if member.code is None:
            zips.check_member(self._archive, self._infos[member.number], self._allowance)

    def listed(self, name: str) -> bytes:
        """A member that describes others. Raises UnusableError."""
        return zips.read_member(self._archive, self._infos[self.by_name[name].number], most=MOST_LISTED)

    def layout(self, kind: str) -> Layout:
        """How it keeps pages."""
        return layout(kind, self.by_name, self.listed)


def _pages(file: FoundFile, sniffed: Sniffed) -> Iterator[Found]:
    path = file.absolute
    if companion.owner(file) is not None:
        yield Rejected(path, None, "other", "resource", sniffed.kind)
        return
    try:
        with files.open_file(path) as stream:
            archive = _Zip(stream, file.size)
            if sniffed.kind == "zip" and not archive.fault and not archive.may_hold_pages:
                yield Rejected(path, None, "other", "attachment", "zip")
                return
            plan = archive.layout(sniffed.kind)
            found = members.found(file, plan, archive.members, archive.load)
            instead = Rejected(path, None, "failed", "no-page-inside", sniffed.kind)
            if sniffed.kind == "zip":
                instead = Rejected(path, None, "other", "attachment", "zip")
            found = _few_locked(path, found)
            yield from members.unless_aside(found, None if archive.fault else instead)
            if archive.fault:
                yield Rejected(path, None, "failed", "zip-damaged", str(len(archive.members)))
    except (UnusableError, OSError) as error:
        yield _failure(path, error)


def _few_locked(path: str, found: Iterator[Found]) -> Iterator[Found]:
    """Of many locked members the first are listed, and how many there are in all."""
    locked = 0
    for each in found:
        if isinstance(each, Rejected) and each.code == "member-encrypted":
            locked += 1
            if locked > _MOST_ENCRYPTED:
                continue
        yield each
    if locked > _MOST_ENCRYPTED:
        yield Rejected(path, None, "failed", "member-encrypted", str(locked))


def _read(path: str, locator: str | None) -> Resource:
    size, _ = files.state(path)
    try:
        with files.open_file(path) as stream:
            archive = _Zip(stream, size)
            member = archive.by_name.get(locator or "")
            if member is None:
                raise NotFoundError("resource-missing", path=path, locator=locator or "")
            if member.code is not None:
                raise UnusableError(member.code, path=path, detail=member.detail)
            return members.resource(member, archive.load(member, None))
    except OSError as error:
        raise UnusableError(files.reason(error), path=path, detail=error.strerror or "") from error


def _locate(path: str, member: str | None, reference: str) -> str | None:
    return _references(path, *files.state(path)).find(member, reference)


@lru_cache(maxsize=2)  # the pictures of a page are looked up one after the other
def _references(path: str, size: int, mtime_ns: int) -> References:
    file = FoundFile(path, "", size, mtime_ns)
    try:
        with files.open_file(path) as stream:
            kind = sniff(stream.read(8192), path).kind
            archive = _Zip(stream, size)
            return References(file, archive.members, archive.layout(kind).addresses)
    except OSError as error:
        raise UnusableError(files.reason(error), path=path, detail=error.strerror or "") from error


def _faults(file: FoundFile, _: Sniffed) -> Iterator[Fault]:
    """Members that do not agree with their checksums."""
    try:
        with files.open_file(file.absolute) as stream:
            archive = _Zip(stream, file.size)
            if archive.fault:
                yield Fault("", "zip-damaged", "")
            for member in archive.members:
                try:
                    archive.check(member)
                except UnusableError as error:
                    yield Fault(member.name, error.code, str(error.values.get("detail", "")))
    except (UnusableError, OSError) as error:
        failure = _failure(file.absolute, error)
        yield Fault("", failure.code, failure.detail)


def _failure(path: str, error: UnusableError | OSError) -> Rejected:
    if isinstance(error, OSError):
        return Rejected(path, None, "failed", files.reason(error), error.strerror or "")
    return Rejected(path, None, "failed", error.code, str(error.values.get("detail", "")))


def _member(name: str, number: int, info: zipfile.ZipInfo) -> Member:
    code = zips.refusal(info)
    url = info.comment.decode("utf-8", "replace") if info.comment[:4] == b"http" else None
    return Member(
        name=name,
        number=number,
        size=info.file_size,
        packed=info.compress_size,
        time=_time(info),
        code=code,
        detail=name if code else "",
        url=url,
    )


def _name(info: zipfile.ZipInfo) -> str:
    """The name with slashes. Tools that do not say so write UTF-8 all the same, else IBM's code page 437."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/") or "_"


def _time(info: zipfile.ZipInfo) -> str | None:
    """When the member was changed: in the local time of an unknown place, taken for UTC."""
    try:
        return datetime(*info.date_time, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError):
        return None


def _format(name: str, *kinds: str) -> Format:
    return Format(name, frozenset(kinds), _pages, _read, faults=_faults, locate=_locate)


MAFF = _format("maff", "maff")
HTZ = _format("htz", "webscrapbook")
SINGLEFILEZ = _format("singlefilez", "singlefilez")
ZIP = _format("zip", "zip")
