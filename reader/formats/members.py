"""Archives of files (zip, tar): which of their members are pages, and what the others are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import unquote

from reader.errors import UnusableError
from reader.formats import companion, html, kinds, mediatypes, origin
from reader.formats.format import Found
from reader.formats.limits import FREE_PART, MAX_PART, MAX_RATIO
from reader.formats.sniff import CONTAINERS, HEAD, Sniffed, ending, named_like_a_page, sniff
from reader.model import CapturedFrom, FoundFile, Rejected, RejectedKind, Resource, ResourceEntry, SavedPage
from reader.text import urls

_SYSTEM_FOLDER = "__MACOSX"


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive: its name with slashes, unique there, and sizes as the archive states them.

    ``number`` is its place in the archive's own list. ``code`` says why it is not read, if so, ``kind`` as
    what it counts then. ``url``: its address where the archive keeps one.
    """

    name: str
    number: int
    size: int
    packed: int
    time: str | None = None
    code: str | None = None
    kind: RejectedKind = "failed"
    detail: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What an archive says of one of its pages."""

    url: str | None = None
    time: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How an archive keeps pages. ``pages``: what it says of its pages by name, all other HTML being frames;
    None when every HTML file is a page. ``addresses``: those of other members, by name.
    """

    format: str
    pages: Mapping[str, Told] | None = None
    addresses: Mapping[str, str] = field(default_factory=dict)


Load = Callable[[Member, int | None], bytes]
"""Gives the first bytes of a member, or with None all of it. Raises UnusableError."""


def unique(names: Iterable[str]) -> Iterator[str]:
    """Names as locators: of equal ones the later get a number behind them."""
    met: set[str] = set()
    for name in names:
        found, count = name, 1
        while found in met:
            count += 1
            found = f"{name}~{count}"
        met.add(found)
        yield found


def found(file: FoundFile, layout: Layout, members: Sequence[Member], load: Load) -> Iterator[Found]:
    """What the members of an archive are, in their order. Never raises.

    ``archive-bomb`` ends it, every other fault is that of one member.
    """
    reading = _Reading(file, layout, members, load)
    for member in members:
        try:
            yield reading.found(member)
        except UnusableError as error:
            if error.code == "archive-bomb":
                yield Rejected(file.absolute, None, "failed", error.code, _detail(error))
                return
            yield Rejected(file.absolute, member.name, "failed", error.code, _detail(error))


def unless_aside(found: Iterable[Found], instead: Rejected | None) -> Iterator[Found]:
    """What was found; only ``instead`` when nothing of it is a page or should be one."""
    waiting: list[Found] = []
    aside = True
    for each in found:
        if (
            aside
            and not isinstance(each, SavedPage)
            and getattr(each, "kind", "") not in ("failed", "skipped")
        ):
            waiting.append(each)
            continue
        yield from waiting
        waiting, aside = [], False
        yield each
    if aside and instead is not None:
        yield instead


def mirror_url(file: FoundFile, name: str) -> str | None:
    """The address for which a member stands in a mirror: a host is a folder, or the archive's own name."""
    stem = re.sub(r"\.(?:zip|tar|tgz|tar\.\w+)\Z", "", re.split(r"[/\\]", file.absolute)[-1], flags=re.I)
    return urls.from_mirror_path([stem, *(part for part in name.split("/") if part)])


def resource(member: Member, body: bytes) -> Resource:
    """A member's content as a browser would have it."""
    return Resource(body, mediatypes.of(body, member.name))


class References:
    """The members of an archive by the references that its pages make to them."""

    def __init__(self, file: FoundFile, members: Sequence[Member], addresses: Mapping[str, str]) -> None:
        self._names = {member.name for member in members}
        self._keys: dict[str, str] = {}
        for member in members:
            url = addresses.get(member.name) or member.url or mirror_url(file, member.name)
            if url:
                self._keys.setdefault(urls.key(url), member.name)

    def find(self, member: str | None, reference: str) -> str | None:
        """The member that a reference on a page means."""
        reference = reference.strip()
        if urls.is_web(reference):
            return self._keys.get(urls.key(reference))
        bare = re.split(r"[?#]", reference, maxsplit=1)[0]
        for path in (unquote(bare), bare, unquote(reference)):
            name = posixpath.normpath(
                posixpath.join(posixpath.dirname(member or ""), path.replace("\\", "/").lstrip("/"))
            )
            if path and name in self._names:
                return name
        return None


class _Reading:
    """One go through an archive."""

    def __init__(self, file: FoundFile, layout: Layout, members: Sequence[Member], load: Load) -> None:
        self._file = file
        self._layout = layout
        self._names = {member.name for member in members}
        self._load = load

    def found(self, member: Member) -> Found:
        """What a member is. Raises UnusableError."""
        path, name = self._file.absolute, posixpath.basename(member.name)
        if member.code is not None:
            return Rejected(path, member.name, member.kind, member.code, member.detail)
        folders = member.name.split("/")[:-1]
        if folders[:1] == [_SYSTEM_FOLDER] or (code := kinds.by_name(folders, name)) is not None:
            return Rejected(
                path, member.name, "other", "system-file" if _SYSTEM_FOLDER in folders else code or ""
            )
        if member.size > FREE_PART and member.size > MAX_RATIO * max(member.packed, 1):
            raise UnusableError("part-bomb", detail=f"{member.size // max(member.packed, 1)}:1")
        head = self._load(member, HEAD)
        sniffed = sniff(head, name)
        if sniffed.kind == "html" and not self._is_frame(member):
            return self._page(member, sniffed)
        return self._no_page(member, name, head, sniffed)

    def _is_frame(self, member: Member) -> bool:
        pages = self._layout.pages
        if pages is not None:
            return member.name not in pages
        return companion.owner_among(self._names, member.name) is not None

    def _page(self, member: Member, sniffed: Sniffed) -> SavedPage | Rejected:
        if member.size > MAX_PART:
            raise UnusableError("page-too-large", detail=str(member.size))
        raw = self._load(member, None)
        body = html.unpacked(self._file.absolute, raw) if sniffed.packed else raw
        headers, body = html.split_headers(body)
        told = (self._layout.pages or {}).get(member.name) or Told()
        own = origin.recorded(body)
        sent = origin.parse_time(headers.get("date", ""))
        times: tuple[tuple[str | None, CapturedFrom], ...] = (
            (told.time, "record"),
            (own.time, "comment"),
            (sent, "header"),
        )
        time, time_from = next(((time, rule) for time, rule in times if time), (None, None))
        return SavedPage(
            path=self._file.absolute,
            member=member.name,
            format=self._layout.format,
            body=body,
            sha256=sha256(raw).hexdigest(),
            size=len(raw),
            recorded_url=(urls.resolve(None, told.url) if told.url else None) or own.url,
            recorded_time=time,
            recorded_from=time_from,
            path_url=mirror_url(self._file, member.name) if self._layout.pages is None else None,
            file_time=origin.path_time(member.name) or member.time,
            charset=html.charset(headers) or told.charset,
        )

    def _no_page(self, member: Member, name: str, head: bytes, sniffed: Sniffed) -> ResourceEntry | Rejected:
        kind = sniffed.kind
        if kind in CONTAINERS and kind not in kinds.ATTACHMENTS:
            return Rejected(self._file.absolute, member.name, "failed", "archive-inside", kind)
        if kind == "mac-metadata":
            return Rejected(self._file.absolute, member.name, "other", "system-file", kind)
        if self._layout.pages is None and ending(name) is not None and named_like_a_page(name):
            if kind == "empty":
                return Rejected(self._file.absolute, member.name, "failed", "file-empty")
            if kind in ("binary", "plain-text", "gzip"):
                return Rejected(self._file.absolute, member.name, "failed", "not-a-page", kind)
        url = self._layout.addresses.get(member.name) or member.url or mirror_url(self._file, member.name)
        return ResourceEntry(
            path=self._file.absolute,
            locator=member.name,
            url=url if url and urls.is_web(url) else None,
            media_type=mediatypes.of(head, name),
            size=member.size,
            kind="frame" if kind == "html" else kinds.counted_as(kind),
        )


def _detail(error: UnusableError) -> str:
    return str(error.values.get("detail", ""))
