"""Pages kept as one HTML file each: saved by a browser or SingleFile, mirrored, or published as files."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256

from reader.errors import NotFoundError, UnusableError
from reader.formats import companion, embedded, files, mediatypes, origin
from reader.formats.format import Format
from reader.formats.sniff import Sniffed
from reader.model import CapturedFrom, FoundFile, Rejected, Resource, SavedPage
from reader.text import encoding, urls

_TOOL_PAGE = re.compile(rb"<title>\s*(?:Local index - HTTrack|List of available projects - HTTrack)", re.I)
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)? \d{3}[^\r\n]*\r?\n")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_MAX_HEADERS = 64 * 1024


def _pages(file: FoundFile, sniffed: Sniffed) -> Iterator[SavedPage | Rejected]:
    path = file.absolute
    if (owner := companion.owner(file)) is not None:
        yield Rejected(path, None, "other", "frame", owner)
        return
    if _is_backup(path):
        yield Rejected(path, None, "other", "tool-file", "wget")
        return
    try:
        raw = files.read_whole(path)
        body = unpacked(path, raw) if sniffed.packed else raw
    except UnusableError as error:
        code = "page-too-large" if error.code == "file-too-large" else error.code
        yield Rejected(path, None, "failed", code, str(error.values.get("detail", "")))
        return
    if _TOOL_PAGE.search(body[:4096]):
        yield Rejected(path, None, "other", "tool-file", "HTTrack")
        return
    yield _page(file, raw, body)


def _page(file: FoundFile, raw: bytes, body: bytes) -> SavedPage:
    headers, body = split_headers(body)
    found = origin.recorded(body)
    recorded_from: CapturedFrom | None = "comment" if found.time else None
    header_time = origin.parse_time(headers.get("date", ""))
    if not found.time and header_time:
        recorded_from = "header"
    return SavedPage(
        path=file.absolute,
        member=None,
        format="html",
        body=body,
        sha256=sha256(raw).hexdigest(),
        size=len(raw),
        recorded_url=found.url,
        recorded_time=found.time or header_time,
        recorded_from=recorded_from,
        path_url=mirror_url(file),
        file_time=origin.path_time(file.absolute) or files.time_of(file.mtime_ns),
        charset=charset(headers),
        companion=companion.of_page(file.absolute),
    )


def mirror_url(file: FoundFile) -> str | None:
    """The address for which a file's place in a mirror stands.

    What lies above the archive's root is asked only when the root's own name and the path below it do not
    tell, so that an archive means the same wherever it is kept.
    """
    above, name = os.path.split(file.root.rstrip("\\/"))
    below = [part for part in re.split(r"[/\\]" if os.sep == "\\" else "/", file.path) if part]
    url = urls.from_mirror_path([name, *below]) if below else None
    if url:
        return url
    return urls.from_mirror_path([part for part in re.split(r"[/\\]", above) if part] + [name, *below])


def _is_backup(path: str) -> bool:
    """Whether this is the unconverted copy that wget --backup-converted keeps beside the page."""
    return path.endswith(".orig") and os.path.isfile(files.reachable(path.removesuffix(".orig")))


def unpacked(path: str, raw: bytes) -> bytes:
    """A gzip file's content. A cut-off or damaged stream gives what can be read of it."""
    body = bytearray()
    rest = raw
    while rest.startswith(b"\x1f\x8b"):
        stream = zlib.decompressobj(wbits=31)
        try:
            body += stream.decompress(rest, files.MAX_FILE + 1 - len(body))
        except zlib.error:
            break
        if len(body) > files.MAX_FILE:
            raise UnusableError("page-too-large", path=path, detail=str(len(body)))
        rest = stream.unused_data
    if not body:
        raise UnusableError("gzip-damaged", path=path, detail="")
    return bytes(body)


def split_headers(body: bytes) -> tuple[dict[str, str], bytes]:
    """The HTTP header that wget --save-headers puts before the page (names in lower case), and the page."""
    status = _STATUS_LINE.match(body)
    end = _HEADERS_END.search(body, 0, _MAX_HEADERS) if status else None
    if not status or not end:
        return {}, body
    lines = body[status.end() : end.start()].decode("latin-1").splitlines()
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, value in pairs}, body[end.end() :]


def charset(headers: dict[str, str]) -> str | None:
    """The charset that ``split_headers`` met."""
    found = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", headers.get("content-type", ""), re.I)
    return found[1] if found else None


def _read(path: str, locator: str | None) -> Resource:
    if locator is None:
        raw = files.read_whole(path)
        return Resource(raw, mediatypes.of(raw, path))
    if not embedded.is_name(locator):
        raise NotFoundError("resource-missing", path=path, locator=locator)
    text = _text(path)
    place = _places(path, *files.state(path)).get(locator)
    found = embedded.at(text, locator, *place) if place else None
    if found is None:
        raise NotFoundError("resource-missing", path=path, locator=locator)
    return found


def _text(path: str) -> str:
    """The page as text, in the way that its ``data:`` addresses are right in."""
    raw = files.read_whole(path)
    return as_text(unpacked(path, raw) if raw.startswith(b"\x1f\x8b") else raw)


def as_text(body: bytes) -> str:
    """A page as text, well enough to find what is embedded in it."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return encoding.decode(body).text


@lru_cache(maxsize=8)
def _places(path: str, size: int, mtime_ns: int) -> dict[str, tuple[int, int]]:
    """Where a page's embedded pictures stand; kept for a few pages, as their pictures are read one by one."""
    return embedded.index(_text(path))


HTML = Format(name="html", kinds=frozenset({"html"}), pages=_pages, read=_read)
