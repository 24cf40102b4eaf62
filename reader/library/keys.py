"""64-bit keys under which the catalogue finds pages: by address, page, title on a site, place in an archive.

A key is the start of a BLAKE2b hash, as a signed number that SQLite stores in eight bytes. At a million
addresses two different ones share a key with a chance of about 3 in 100 million.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import unquote_to_bytes

from reader.text import urls
from reader.text.local_names import page_name
from reader.text.vietnamese import fold_text

# A title names a page only when it is more than a label such as "Read on" or "Home page".
_LEAST_TITLE_WORDS = 4
_CLIMB = re.compile(r"\.\.?/?(?:\.\./?)*")
# Formats whose members have the names of files, to which links between them refer.
_NAMED = frozenset({"zip", "tar", "maff", "htz", "zim"})


def hash64(data: bytes) -> int:
    """The key of some bytes: a number that fits a signed 64-bit column."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def text_hash(text: str) -> int:
    """The key of a text, the same for two captures only if every letter is."""
    return hash64(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=8192)  # the menus of a site are linked from all its pages
def address_keys(url: str) -> tuple[int, int]:
    """The keys of a web address: of itself, and of its page whatever the parameters."""
    key, page = urls.both_keys(url)
    return _of("url", key), _of("page", page)


@lru_cache(maxsize=8192)  # the newest articles are listed on all pages
def title_key(site: str | None, title: str | None) -> int | None:
    """The key of a title on a site; None when either is unknown or the title names nothing."""
    if not site or not title:
        return None
    folded = fold_text(title)
    return _of("title", f"{site}\n{folded}") if folded.count(" ") + 1 >= _LEAST_TITLE_WORDS else None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page lies: number of the root, path below it with slashes, and name inside a container of
    named members (a ZIP or TAR file); None for a loose file.
    """

    root: int
    path: bytes
    member: bytes | None = None

    @property
    def page(self) -> bytes:
        """The path that relative references start from."""
        return self.path if self.member is None else self.member


def spot(root: int, path: bytes, member: str | None, format_name: str) -> Spot | None:
    """Where a page lies, for relative references; None where its container has no names that they mean."""
    if member is None:
        return Spot(root, path)
    return Spot(root, path, member.encode("utf-8", "surrogateescape")) if format_name in _NAMED else None


def own_key(spot: Spot) -> int:
    """The key under which links between files find a page."""
    return local_key(spot.root, spot.path, spot.member)


def local_key(root: int, path: bytes, member: bytes | None = None) -> int:
    """The key of a page's file in an archive, whatever the spelling of its name; see ``local_names``."""
    return _file_key(Spot(root, path, member), page_name(_text(path if member is None else member)))


def linked_key(spot: Spot, href: str) -> int | None:
    """The key of the file that a reference on a page means; None when it names none.

    A reference to the top of a site whose place in the archive is unknown ("/news") has a key of its own:
    ``top_keys`` are those of the files that it may mean.
    """
    if not spot.page:  # a page that was imported alone has no neighbours
        return None
    container = None if spot.member is None else spot.path
    return _linked_key(spot.root, container, posixpath.dirname(spot.page), href)


@lru_cache(maxsize=8192)  # pages of one folder have one menu
def _linked_key(root: int, container: bytes | None, folder: bytes, href: str) -> int | None:
    page = posixpath.join(folder, b"page")
    spot = Spot(root, page) if container is None else Spot(root, container, page)
    path, query = _halves(href)
    if path.startswith("/") and not path.startswith("//"):
        return _top_key(spot, page_name(_text(_unquoted(path)), query))
    target = local_target(page, path)
    if target is None and _CLIMB.fullmatch(path) and page.count(b"/") == path.count(".."):
        target = b""  # the index file of the archive itself
    return None if target is None else _file_key(spot, page_name(_text(target), query))


def below_tops(spot: Spot, href: str) -> list[int]:
    """The keys of the files that a reference from the top means, for every folder above the page as top."""
    _, query = _halves(href)
    return [_file_key(spot, page_name(_text(path), query)) for path in below_top(spot, href)]


def below_top(spot: Spot, href: str) -> list[bytes]:
    """The paths that a reference from the top means, with each folder above the page as top.

    The nearest folder comes first, the archive itself last.
    """
    path, _ = _halves(href)
    if not path.startswith("/") or path.startswith("//"):
        return []
    below = _unquoted(path).lstrip(b"/")
    folders = spot.page.split(b"/")[:-1]
    tops = [b"/".join(folders[:depth]) for depth in range(len(folders), -1, -1)]
    return [top + b"/" + below if top else below for top in tops]


def top_keys(spot: Spot) -> list[int]:
    """The keys of the references from the top of a site that may mean the page, for every possible top."""
    names = _text(spot.page).split("/")
    return [_top_key(spot, page_name("/" + "/".join(names[depth:]))) for depth in range(len(names))]


def _file_key(spot: Spot, name: str) -> int:
    if spot.member is None:
        return hash64(b"file\0%d\0%b" % (spot.root, _raw(name)))
    return hash64(b"member\0%d\0%b\0%b" % (spot.root, spot.path, _raw(name)))


def _top_key(spot: Spot, name: str) -> int:
    container = spot.path if spot.member is not None else b""
    return hash64(b"top\0%d\0%b\0%b" % (spot.root, container, _raw(name)))


def _halves(href: str) -> tuple[str, str | None]:
    path, _, query = href.strip().partition("#")[0].replace("\\", "/").partition("?")
    return path, query or None


def _unquoted(path: str) -> bytes:
    return posixpath.normpath(unquote_to_bytes(path))


def _text(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def _raw(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")


def local_target(page: bytes, href: str) -> bytes | None:
    """The path below the root that a relative reference means; None when it leaves the root or is none.

    ``page`` is the page's own path below the root, with slashes.
    """
    reference = re.split(r"[?#]", href.strip(), maxsplit=1)[0]
    if not reference or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]", reference):
        return None
    joined = posixpath.join(posixpath.dirname(page), unquote_to_bytes(reference.replace("\\", "/")))
    path = posixpath.normpath(joined)
    return None if path.startswith((b"../", b"/")) or path in (b"..", b".") or b"\0" in path else path


def template_digest(packed: bytes | None) -> bytes | None:
    """What tells one packed site template from another; None for no template."""
    return None if packed is None else blake2b(packed, digest_size=12).digest()


def _of(kind: str, text: str) -> int:
    return hash64(f"{kind}\0{text}".encode("utf-8", "surrogatepass"))
