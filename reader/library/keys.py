"""64-bit keys under which the catalogue finds pages: by address, page, title on a site, place in an archive.

A key is the start of a BLAKE2b hash, as a signed number that SQLite stores in eight bytes. At a million
addresses two different ones share a key with a chance of about 3 in 100 million.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import unquote_to_bytes

from reader.text import urls
from reader.text.vietnamese import fold_text

# A title names a page only when it is more than a label such as "Read on" or "Home page".
_LEAST_TITLE_WORDS = 4


def hash64(data: bytes) -> int:
    """The key of some bytes: a number that fits a signed 64-bit column."""
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


def text_hash(text: str) -> int:
    """The key of a text, the same for two captures only if every letter is."""
    return hash64(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=8192)  # the menus of a site are linked from all its pages
def address_keys(url: str) -> tuple[int, int]:
    """The keys of a web address: of itself, and of its page whatever the parameters."""
    return _of("url", urls.key(url)), _of("page", urls.page_key(url))


def title_key(site: str | None, title: str | None) -> int | None:
    """The key of a title on a site; None when either is unknown or the title names nothing."""
    if not site or not title:
        return None
    folded = fold_text(title)
    return _of("title", f"{site}\n{folded}") if folded.count(" ") + 1 >= _LEAST_TITLE_WORDS else None


def local_key(root: int, path: bytes) -> int:
    """The key of a file of an archive: number of the root and path below it, with slashes."""
    return hash64(b"file\0%d\0%b" % (root, path))


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
