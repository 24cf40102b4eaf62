"""Files that hold one saved page with its pictures, styles and frames, each under its own address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import BinaryIO
from urllib.parse import unquote, urljoin

from reader.errors import NotFoundError, UnusableError
from reader.formats import embedded, files, html, kinds, mediatypes, origin
from reader.formats.format import Format, Found
from reader.formats.limits import MAX_PART
from reader.formats.sniff import HEAD, Sniffed, sniff
from reader.model import CapturedFrom, FoundFile, Rejected, Resource, ResourceEntry, SavedPage
from reader.text import urls

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml"})
_SAYS_LITTLE = frozenset({"", "application/octet-stream", "text/plain", "text/xml", "application/xml"})
_FREE = 2**20
_PART = re.compile(r"part-([1-9][0-9]{0,8})\Z")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bundle. ``start`` and ``end``: where its bytes lie, as ``Bundle.load`` understands them.

    ``location`` is its address as recorded, ``content_id`` the other name under which a page may refer to it;
    both may be empty, as may the declared ``media_type``.
    """

    start: int
    end: int
    location: str = ""
    content_id: str = ""
    media_type: str = ""
    charset: str | None = None
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a file holds: its pieces in their order, and the number of the one that is the page.

    ``load`` gives the bytes of a piece. ``time`` is when the page was saved, if the file says so, ``fault``
    the code of what is wrong with the whole.
    """

    pieces: tuple[Piece, ...]
    page: int | None
    load: Callable[[BinaryIO, Piece], bytes]
    time: str | None = None
    fault: str | None = None


def format_of(name: str, opened: Callable[[BinaryIO], Bundle], *kinds_: str) -> Format:
    """The format of bundles that ``opened`` finds the pieces of; it may raise UnusableError."""

    @lru_cache(maxsize=2)  # the pictures of a page are read one after the other
    def of_state(path: str, _size: int, _mtime_ns: int) -> _Opened:
        with files.open_file(path) as stream:
            try:
                return _Opened(opened(stream))
            except OSError as error:
                raise UnusableError(files.reason(error), path=path, detail=error.strerror or "") from error

    def known(path: str) -> _Opened:
        return of_state(path, *files.state(path))

    def pages(file: FoundFile, _: Sniffed) -> Iterator[Found]:
        path = file.absolute
        try:
            bundle = known(path).bundle
            with files.open_file(path) as stream:
                yield from _found(file, name, bundle, stream)
        except UnusableError as error:
            yield Rejected(path, None, "failed", error.code, str(error.values.get("detail", "")))

    def read(path: str, locator: str | None) -> Resource:
        bundle = known(path).bundle
        number = bundle.page if locator is None or embedded.is_name(locator) else _number(bundle, locator)
        if number is None:
            raise NotFoundError("resource-missing", path=path, locator=locator or "")
        with files.open_file(path) as stream:
            piece = bundle.pieces[number]
            body = _load(bundle, stream, piece)
        if locator is None or not embedded.is_name(locator):
            return Resource(body, _media_type(piece, body), piece.charset)
        if (found := embedded.find(html.as_text(body), locator)) is None:
            raise NotFoundError("resource-missing", path=path, locator=locator)
        return found

    def locate(path: str, member: str | None, reference: str) -> str | None:
        opened_ = known(path)
        bundle = opened_.bundle
        number = bundle.page if member is None else _number(bundle, member)
        found = opened_.addresses.find(
            reference, bundle.pieces[number].location if number is not None else ""
        )
        return None if found is None else f"part-{found + 1}"

    return Format(name, frozenset(kinds_), pages, read, locate=locate, forget=of_state.cache_clear)


def is_page(piece: Piece, head: Callable[[Piece], bytes]) -> bool:
    """Whether a piece is a page: by its type, and where that says little by its first bytes."""
    if piece.media_type in HTML_TYPES:
        return True
    return piece.media_type in _SAYS_LITTLE and sniff(head(piece)).kind == "html"


def _found(file: FoundFile, name: str, bundle: Bundle, stream: BinaryIO) -> Iterator[Found]:
    path = file.absolute
    if bundle.page is not None:
        yield _page(file, name, bundle, stream)
    elif bundle.fault is None:
        detail = ", ".join(
            dict.fromkeys(piece.media_type for piece in bundle.pieces[:20] if piece.media_type)
        )
        yield Rejected(path, None, "failed", "no-page-inside", detail)
    left = 2 * file.size + _FREE  # parts that lie over each other may add up to anything
    for number, piece in enumerate(bundle.pieces):
        left -= piece.end - piece.start
        if left < 0:
            yield Rejected(path, None, "failed", "archive-bomb", f"part-{number + 1}")
            return
        if number != bundle.page:
            yield _entry(path, number, piece, bundle, stream)
    if bundle.fault is not None:
        last = f"part-{len(bundle.pieces)}" if bundle.pieces else ""
        yield Rejected(path, None, "failed", bundle.fault, last)


def _page(file: FoundFile, name: str, bundle: Bundle, stream: BinaryIO) -> SavedPage | Rejected:
    path, piece = file.absolute, bundle.pieces[bundle.page or 0]
    try:
        body = _load(bundle, stream, piece)
    except UnusableError as error:
        code = "page-too-large" if error.code == "part-too-large" else error.code
        return Rejected(path, None, "failed", code, str(error.values.get("detail", "")))
    if not body.strip():
        return Rejected(path, None, "skipped", "empty-page")
    told = origin.recorded(body)
    time: tuple[str | None, CapturedFrom | None] = (bundle.time, "header")
    if bundle.time is None:
        time = (told.time, "comment" if told.time else None)
    whole = files.digest(path)
    return SavedPage(
        path=path,
        member=None,
        format=name,
        body=body,
        sha256=whole.sha256,
        size=whole.size,
        recorded_url=urls.resolve(None, piece.location) or told.url,
        recorded_time=time[0],
        recorded_from=time[1],
        path_url=html.mirror_url(file),
        file_time=origin.path_time(path) or files.time_of(file.mtime_ns),
        charset=piece.charset,
    )


def _entry(path: str, number: int, piece: Piece, bundle: Bundle, stream: BinaryIO) -> Found:
    locator = f"part-{number + 1}"
    try:
        body = _load(bundle, stream, piece)
    except UnusableError as error:
        return Rejected(path, locator, "failed", error.code, str(error.values.get("detail", "")))
    own = bundle.pieces[bundle.page].location if bundle.page is not None else ""
    kind = sniff(body[:HEAD], _name(piece.location)).kind
    media_type = _media_type(piece, body)
    declared = media_type == piece.media_type
    return ResourceEntry(
        path=path,
        locator=locator,
        url=urls.resolve(own, piece.location) if piece.location else None,
        media_type=media_type,
        size=len(body),
        recorded_time=bundle.time,
        sha256=sha256(body).hexdigest(),
        kind="frame"
        if piece.media_type in HTML_TYPES or kind == "html"
        else (kinds.of_media_type(media_type) if declared else kinds.counted_as(kind)),
    )


def _load(bundle: Bundle, stream: BinaryIO, piece: Piece) -> bytes:
    """A piece's bytes. Raises UnusableError."""
    if piece.end - piece.start > 2 * MAX_PART:  # twice, as they may be encoded
        raise UnusableError("part-too-large", detail=str(piece.end - piece.start))
    try:
        body = bundle.load(stream, piece)
    except OSError as error:
        raise UnusableError(files.reason(error), detail=error.strerror or "") from error
    if len(body) > MAX_PART:
        raise UnusableError("part-too-large", detail=str(len(body)))
    return body


def _number(bundle: Bundle, locator: str) -> int | None:
    found = _PART.match(locator)
    number = int(found[1]) - 1 if found else -1
    return number if 0 <= number < len(bundle.pieces) else None


def _media_type(piece: Piece, body: bytes) -> str:
    if piece.media_type and piece.media_type not in _SAYS_LITTLE:
        return piece.media_type
    return mediatypes.of(body, _name(piece.location))


def _name(location: str) -> str:
    """The file name at the end of an address."""
    return unquote(re.split(r"[?#]", location, maxsplit=1)[0]).rpartition("/")[2]


class _Addresses:
    """The pieces of a bundle by all the names under which a page may refer to them."""

    def __init__(self, bundle: Bundle) -> None:
        own = bundle.pieces[bundle.page].location if bundle.page is not None else ""
        self._found: dict[str, int] = {}
        for number, piece in enumerate(bundle.pieces):
            if piece.content_id:
                self._found.setdefault(f"cid:{piece.content_id}", number)
            if piece.location:
                for key in _keys(_absolute(own, piece.location)):
                    self._found.setdefault(key, number)

    def find(self, reference: str, base: str) -> int | None:
        """The piece that a reference means on a page at ``base``."""
        reference = reference.strip()
        if reference[:4].lower() == "cid:":
            reference = "cid:" + unquote(reference[4:])
        for key in _keys(_absolute(base, reference)):
            if (number := self._found.get(key)) is not None:
                return number
        return None


def _keys(address: str) -> Iterator[str]:
    """What two spellings of an address have in common, the closest first."""
    yield address
    yield unquote(address)
    if urls.is_web(address):
        yield "key " + urls.key(address)


def _absolute(base: str, reference: str) -> str:
    if urls.is_web(base) or urls.is_web(reference):
        return urls.resolve(base, reference) or reference
    if not base or _SCHEME.match(reference):
        return reference
    try:
        return urljoin(base, reference)
    except ValueError:  # an address in brackets that is none
        return reference


class _Opened:
    """A bundle that is kept for a while, with its addresses once they were asked for."""

    def __init__(self, bundle: Bundle) -> None:
        self.bundle = bundle

    @cached_property
    def addresses(self) -> _Addresses:
        """Its pieces by address."""
        return _Addresses(self.bundle)
