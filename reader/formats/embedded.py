"""Pictures inside a page as ``data:`` addresses (RFC 2397): their short names, and finding them again."""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from reader.model import Resource

PREFIX = "#embedded-"
MAX_EMBEDDED = 64 * 2**20  # bytes of one embedded resource after decoding

_BLANKS = re.compile(r"[ \t\r\n\f\v]+")
_NAME = re.compile(r"#embedded-[0-9a-f]{16}\Z")
# Where a data: address can stand: a quoted value, a bare value, a style's url(…). Inside quotes all but
# the quote belongs to it (SVG is often written without base64).
_PLACES = re.compile(
    r'''"\s*(?P<double>data:[^"]*)"'''
    r"""|'\s*(?P<single>data:[^']*)'"""
    r"""|[=(]\s*(?P<bare>data:[^\s"'<>()]+)"""
    r"""|&quot;\s*(?P<escaped>data:[^"'<>\s]*?)&quot;""",
    re.I,
)
_HEADER = re.compile(r"data:(?P<type>[^,;]*)(?P<options>(?:;[^,;]*)*),", re.I)
_DEFAULT_TYPE = "text/plain"


def name(data_uri: str) -> str:
    """The name under which ``Article.html`` refers to a ``data:`` address: ``#embedded-`` and 16 hex digits.

    Blanks and Unicode form do not count, as parsers differ in what they keep of them.
    """
    bare = "".join(data_uri.split())  # in C: these are megabytes
    if not bare.isascii():
        bare = unicodedata.normalize("NFC", bare)
    return PREFIX + sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def is_name(locator: str) -> bool:
    """Whether a locator is such a name."""
    return _NAME.match(locator) is not None


def find(text: str, wanted: str) -> Resource | None:
    """The resource called ``wanted`` in a page's text, or None. Never raises."""
    if not is_name(wanted):
        return None
    for found, start, end in _names(text):
        if found == wanted:
            return at(text, wanted, start, end)
    return None


def index(text: str) -> dict[str, tuple[int, int]]:
    """Where each embedded resource of a page stands: its name, and from where to where in the text."""
    return {found: (start, end) for found, start, end in reversed(list(_names(text)))}


def at(text: str, wanted: str, start: int, end: int) -> Resource | None:
    """The resource called ``wanted`` at a place that ``index`` gave for this text."""
    for uri in (text[start:end], html.unescape(text[start:end])):
        if name(uri) == wanted:
            return decode(uri)
    return None


def _names(text: str) -> Iterator[tuple[str, int, int]]:
    """Names and places of all data: addresses; one with entities has two names, raw and decoded."""
    for place in _PLACES.finditer(text):
        group = place.lastgroup or 0
        raw = str(place[group])
        yield name(raw), place.start(group), place.end(group)
        if "&" in raw:
            yield name(html.unescape(raw)), place.start(group), place.end(group)


def decode(data_uri: str) -> Resource | None:
    """The bytes and media type of a ``data:`` address; None when it is none, is broken or too large."""
    head = _HEADER.match(data_uri.strip())
    if not head or len(data_uri) > 2 * MAX_EMBEDDED:
        return None
    payload = data_uri.strip()[head.end() :].encode("utf-8", "surrogatepass")
    options = [option.strip().lower() for option in head["options"].split(";")]
    body = _from_base64(unquote_to_bytes(payload)) if "base64" in options else unquote_to_bytes(payload)
    if body is None or len(body) > MAX_EMBEDDED:
        return None
    return Resource(body, _BLANKS.sub("", head["type"]).lower() or _DEFAULT_TYPE)


def _from_base64(payload: bytes) -> bytes | None:
    letters = re.sub(rb"[^A-Za-z0-9+/_-]", b"", payload).translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return None
