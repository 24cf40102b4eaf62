"""The original page: its bytes as they were saved, and the parts it asks for, found inside the archive.

Where a page is shown (its ``address``) decides what its relative references mean:

- loose files with a folder of parts beside them, and mirrors: the place of the file, as their references name
  files; what is not there is looked for under the address for which its place stands;
- members of zip and tar files and of ZIM: the same with members;
- MHTML, ``.webarchive``, WARC, ARC and WACZ, and loose files that stand alone: the page's own address.

Absolute addresses are looked up in the page's own container first, then by their key among all files, parts
and pages of the library; of several captures the nearest in time is taken. Only what belongs to an imported
archive is ever read.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import quote_from_bytes

from reader.errors import NotFoundError, ReaderError, UnusableError
from reader.formats import companion, html, registry
from reader.library import originals
from reader.library.catalogue.articles import Head, Place
from reader.library.catalogue.catalogue import Catalogue
from reader.library.keys import address_keys
from reader.library.paths import absolute, from_bytes
from reader.library.replay_addresses import FilePlace, MemberPlace, of_file, of_member, place_of
from reader.library.times import distance
from reader.model import Article, FoundFile, OriginalPage, Resource
from reader.text import encoding, urls
from reader.text.labels import public_name

# Formats whose pages refer to their parts by the names of members.
_BY_MEMBER = frozenset({"zip", "tar", "maff", "htz", "singlefilez", "zim"})
# The encodings of the web (WHATWG Encoding Standard, section 4.2) that ``public_name`` can give.
_OF_BROWSERS = re.compile(
    r"utf-8|utf-16[lb]e|windows-(?:125[0-8]|874)|iso-8859-(?:[2-8]|1[0345]|16)|koi8-[ru]|macintosh|gb18030"
    r"|big5|shift_jis|euc-jp|euc-kr|iso-2022-jp"
)
# What a parameter behind such a name only keeps caches apart by: "site.css?ver=5.2".
_PART = re.compile(
    r"\.(?:css|js|png|jpe?g|gif|svg|webp|ico|bmp|avif|woff2?|ttf|otf|eot|mp4|mp3|webm)\Z", re.I
)
_PLAIN = "/~!$&'()*+,;=:@"  # the signs of a path that are not percent-encoded
_EMPTY_GZIP = 20  # bytes of a gzip file of nothing
_INDEX = (b"index.html", b"index.htm")


class Replaying:
    """Reads pages and their parts as a browser engine asks for them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    # ---- the page ------------------------------------------------------------------------------

    def original(self, article: Article, head: Head) -> OriginalPage:
        """The page of an article. Raises UnusableError("page-away") and what reading its file raises."""
        place = self._place(head)
        try:
            saved = originals.page(self._catalogue, _file(place), place.member, head.id)
        except NotFoundError as error:
            raise UnusableError("page-away", path=absolute(place.root, place.path)) from error
        told = article.encoding
        chosen = told.used if told.chosen else None
        body, charset = _for_browsers(saved.body, saved.charset, chosen, told.used, told.repaired)
        address = self._address(place, article.format, article.base_url or head.url)
        return OriginalPage(head.id, address, head.url, body, "text/html", charset, head.captured)

    def _place(self, head: Head) -> Place:
        places = self._catalogue.articles.places(head.number)
        for place in places:
            if os.path.exists(absolute(place.root, place.path)):
                return place
        where = absolute(places[0].root, places[0].path) if places else ""
        raise UnusableError("page-away", path=where)

    def _address(self, place: Place, format_: str, url: str | None) -> str:
        if place.member is not None and format_ in _BY_MEMBER:
            return of_member(place.member)
        if place.member is None and (
            companion.of_page(absolute(place.root, place.path)) is not None
            or (format_ == "html" and html.mirror_url(_file(place, state=False)) is not None)
        ):
            return of_file(place.root_number, _below(place))
        if url is not None and urls.is_web(url):
            return url
        return (
            of_member(place.member) if place.member is not None else of_file(place.root_number, _below(place))
        )

    # ---- its parts -----------------------------------------------------------------------------

    def replayed(self, head: Head, address: str, near: str | None) -> Resource | None:
        """What a page of the library asks for; None when no archive has it or it cannot be read.

        ``near``: the time to which the nearest capture is taken.
        """
        places = self._catalogue.articles.places(head.number)
        place = place_of(address)
        if isinstance(place, FilePlace):
            if (found := self._file_at(place, places)) is not None:
                return _ready(found)
        elif isinstance(place, MemberPlace):
            for each in places:
                if (found := _member_at(each, place)) is not None:
                    return _ready(found)
        elif address[:4].lower() == "cid:":
            found = _inside(places, address)
            return None if found is None else _ready(found)
        for url in self.meanings(head, address):
            found = self._at_address(url, near, places)
            if found is not None:
                return _ready(found)
        return None

    def meanings(self, head: Head, address: str) -> Iterator[str]:
        """The web addresses that an address under which a page is shown may stand for, the likeliest first.

        A place says little where nothing lies there: in a mirror its own name is an address; a reference that
        begins with a slash means the top of the page's own site.
        """
        place = place_of(address)
        if place is None:
            if urls.is_web(address):
                yield address
            return
        path = place.path if isinstance(place, FilePlace) else os.fsencode(place.member)
        query = f"?{place.query}" if place.query else ""
        for each in self._catalogue.articles.places(head.number):
            file = _file(each, state=False)
            if isinstance(place, FilePlace) and each.member is None and each.root_number == place.root:
                url = html.mirror_url(FoundFile(file.root, from_bytes(path), 0, 0))
            elif isinstance(place, MemberPlace) and each.member is not None:
                url = members_url(file, place.member)
            else:
                continue
            if url:
                yield url + (query if "?" not in url else "")
        if head.url:
            top = urls.resolve(head.url, "/" + quote_from_bytes(path, safe=_PLAIN) + query)
            if top:
                yield top

    def references(self, head: Head, address: str) -> Iterator[str | Head]:
        """What a link may mean, the likeliest first: an article, or a reference as the page could have it."""
        place = place_of(address)
        for each in self._catalogue.articles.places(head.number):
            if isinstance(place, FilePlace) and each.member is None and each.root_number == place.root:
                start = posixpath.dirname(os.fsdecode(_below(each))) or "."
                for name in _names(place.path, place.query):
                    way = posixpath.relpath(os.fsdecode(name), start)
                    yield quote_from_bytes(os.fsencode(way), safe=_PLAIN)
            elif isinstance(place, MemberPlace) and each.member is not None:
                found = self._catalogue.articles.at(each.root_number, each.path, place.member)
                if found is not None:
                    yield found
        yield from self.meanings(head, address)

    def _file_at(self, wanted: FilePlace, places: list[Place]) -> Resource | None:
        """A file of an archive, or one in the folder of parts of a page that was imported alone."""
        for place in places:
            if place.root_number != wanted.root or place.member is not None:
                continue
            for name in _names(wanted.path, wanted.query):
                if not place.path:
                    found = _beside(place, name)
                elif self._catalogue.files.find(wanted.root, name) is not None:
                    found = _read(absolute(place.root, name), None)
                else:
                    found = None
                if found is not None:
                    return found
        return None

    def _at_address(self, url: str, near: str | None, places: list[Place]) -> Resource | None:
        """What has a web address: in the page's own container, or the capture of it nearest in time."""
        if (found := _inside(places, url)) is not None:
            return found
        found = self._by_key(url, near, places)
        bare, mark, _ = url.partition("?")
        if found is None and mark and _PART.search(bare):
            found = _inside(places, bare) or self._by_key(bare, near, places)
        return found

    def _by_key(self, url: str, near: str | None, places: list[Place]) -> Resource | None:
        key = address_keys(url)[0]
        own = {(place.root, place.path) for place in places}
        known: list[tuple[tuple[bool, float, float], str, str | None]] = []
        for root, path in self._catalogue.files.by_url_key(key):
            beside = any(place.root == root and place.member is None for place in places)
            known.append(((not beside, *distance(near, None)), absolute(root, path), None))
        for part in self._catalogue.resources.find(key):
            same = (part.root, part.path) in own
            where = absolute(part.root, part.path)
            known.append(((not same, *distance(near, part.captured)), where, part.member))
        for candidate in self._catalogue.links.by_keys([key]).get(key, ()):
            for place in self._catalogue.articles.places(candidate.article):
                same = (place.root, place.path) in own
                where = absolute(place.root, place.path)
                known.append(((not same, *distance(near, candidate.captured)), where, place.member))
        for _, where, member in sorted(known, key=lambda each: each[0]):
            if (found := _read(where, member)) is not None:
                return found
        return None


def _names(path: bytes, query: str | None) -> list[bytes]:
    """The names that a file may have for an address: mirrors keep a query in them, behind "?" or "@"."""
    names = [path + sign + os.fsencode(query) for sign in (b"?", b"@")] if query else []
    names += [path + name for name in _INDEX] if path.endswith(b"/") or not path else [path]
    clean = [posixpath.normpath(name) for name in names if b"\0" not in name]
    return [name for name in clean if name != b".." and not name.startswith((b"../", b"/"))]


def members_url(file: FoundFile, member: str) -> str | None:
    """The web address for which a member of a container stands, as far as its name tells."""
    stem = re.sub(r"\.(?:zip|tar|tgz|tar\.\w+)\Z", "", re.split(r"[/\\]", file.absolute)[-1], flags=re.I)
    return urls.from_mirror_path([stem, *(part for part in member.split("/") if part)])


def _file(place: Place, *, state: bool = True) -> FoundFile:
    root, path = os.fsdecode(place.root), from_bytes(place.path)
    if not state:
        return FoundFile(root, path, 0, 0)
    where = absolute(place.root, place.path)
    try:
        status = os.stat(where)
    except OSError as error:
        raise UnusableError("page-away", path=where) from error
    return FoundFile(root, path, status.st_size, status.st_mtime_ns)


def _below(place: Place) -> bytes:
    """The path below the root; of a page that is an archive by itself its name."""
    return place.path or os.path.basename(place.root)


def _inside(places: list[Place], reference: str) -> Resource | None:
    """A part of the container in which the page lies."""
    for place in places:
        path = absolute(place.root, place.path)
        try:
            locator = registry.locate(path, place.member, reference)
            if locator is not None:
                return registry.read(path, locator)
        except ReaderError:
            continue
    return None


def _member_at(place: Place, wanted: MemberPlace) -> Resource | None:
    if place.member is None:
        return None
    path, names = absolute(place.root, place.path), [wanted.member]
    if wanted.query:
        names = [f"{wanted.member}?{wanted.query}", *names]
    if not wanted.member or wanted.member.endswith("/"):
        names = [wanted.member + os.fsdecode(name) for name in _INDEX]
    for name in names:
        if (found := _read(path, name)) is not None:
            return found
    return None


def _beside(place: Place, path: bytes) -> Resource | None:
    """A page that was imported alone: only the folder that its browser saved with it belongs to it."""
    page = os.fsdecode(place.root)
    folder = companion.of_page(page)
    if folder is None or not from_bytes(path).startswith(folder + os.sep):
        return None
    home = os.path.realpath(os.path.join(os.path.dirname(page), folder))
    file = os.path.realpath(os.path.join(os.path.dirname(page), from_bytes(path)))
    return _read(file, None) if file.startswith(home + os.sep) else None


def _read(path: str, locator: str | None) -> Resource | None:
    try:
        return registry.read(path, locator)
    except ReaderError:
        return None


def _ready(found: Resource) -> Resource:
    """A part as a browser takes it: frames in an encoding that it knows, unpacked."""
    if found.body.startswith(b"\x1f\x8b"):
        found = _unpacked(found)
    if found.media_type not in ("text/html", "application/xhtml+xml"):
        return found
    _, page = html.split_headers(found.body)
    read = encoding.decode(page, found.charset).encoding
    body, charset = _for_browsers(page, found.charset, None, read.used, read.repaired)
    return Resource(body, "text/html", charset)


def _unpacked(found: Resource) -> Resource:
    """SVG and pages that a server kept packed, and browsers unpack."""
    try:
        body = html.unpacked("", found.body)
    except UnusableError:
        return found if len(found.body) > _EMPTY_GZIP else Resource(b"", found.media_type, found.charset)
    media_type = registry.media_type(body)
    return Resource(body, media_type, found.charset) if media_type.startswith(("text/", "image/")) else found


def _for_browsers(
    body: bytes, declared: str | None, chosen: str | None, used: str, repaired: str | None
) -> tuple[bytes, str]:
    """A page's bytes as they are, with the encoding they were read in; recoded where no browser knows it."""
    name = public_name(used)
    if repaired is None and _OF_BROWSERS.fullmatch(name):
        return body, name
    decoded = encoding.decode_as(body, chosen) if chosen else None
    text = (decoded or encoding.decode(body, declared)).text
    return text.encode("utf-8", "replace"), "utf-8"
