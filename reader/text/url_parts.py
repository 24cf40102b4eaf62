"""An address in pieces: splitting that never fails, percent-encoding, hosts, dot segments."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from typing import NamedTuple

from reader.text.url_rules import DEFAULT_PORTS

# RFC 3986, appendix B.
_SHAPE = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)
_PLAIN = re.compile(r"[A-Za-z0-9\-._~/!$&'()*+,;=:@?]*")
_CODED = re.compile(r"[A-Za-z]?(?:%u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}|[^\x21-\x7e]|[\"<>\\^`{|}\[\]#]|%)+")
_UNIT = re.compile(r"%u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})|(.)", re.DOTALL)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.\-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\]")
_BLANKS = "".join(map(chr, range(0x21))) + "\u007f\u00a0\u00ad\u200b\u200e\u200f\u2028\u2029\u3000\ufeff"
_LINE_SIGNS = re.compile(r"[\t\r\n]+")


class Parts(NamedTuple):
    """The pieces of an address as written; a piece that is absent is None, an empty path is ""."""

    scheme: str | None
    authority: str | None
    path: str
    query: str | None
    fragment: str | None


def trimmed(address: str) -> str:
    """Without the blanks around it and the line breaks inside, as browsers read ``href``."""
    if address.isascii() and address.isprintable():  # nearly all
        return address.strip(" ")
    return _LINE_SIGNS.sub("", address.strip(_BLANKS)).strip(_BLANKS)


def split(address: str) -> Parts:
    """The pieces of an address or reference; back slashes before the query count as slashes on the web."""
    scheme, authority, path, query, fragment = _groups(address)
    if "\\" in address and scheme in (None, "http", "https"):
        head, mark, tail = address.partition("?")
        scheme, authority, path, query, fragment = _groups(head.replace("\\", "/") + mark + tail)
    return Parts(scheme, authority, path or "", query, fragment)


def _groups(address: str) -> tuple[str | None, str | None, str | None, str | None, str | None]:
    match = _SHAPE.match(address)
    if match is None:  # every part of the pattern is optional
        return None, None, address, None, None
    return match[1].lower() if match[1] else None, match[2], match[3], match[4], match[5]


def tidy(piece: str) -> str:
    """Percent-encoding made uniform: UTF-8 in NFC, capital digits, nothing encoded without need.

    Bytes that are no UTF-8 (paths in a legacy encoding) stay the bytes they are.
    """
    return piece if _PLAIN.fullmatch(piece) else _CODED.sub(_recoded, piece)


def without_dots(path: str) -> str:
    """The path with "." and ".." worked out (RFC 3986, 5.2.4); it begins with a slash."""
    if "/." not in path and path.startswith("/"):
        return path
    kept: list[str] = []
    segments = path.removeprefix("/").split("/")
    for segment in segments:
        if segment == "..":
            if kept:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def host_and_port(authority: str, scheme: str) -> tuple[str, str] | None:
    """Host (lower case, IDNA) and port ("" when it is the scheme's own); None when it is no host."""
    name, port = authority.rpartition("@")[2].strip(_BLANKS), ""
    if match := re.fullmatch(r"(.*):(\d{0,5})", name, re.DOTALL | re.ASCII):
        name, port = match[1], match[2].lstrip("0")
    name = _ascii_host(name).rstrip(".")
    if not _HOST.fullmatch(name):
        return None
    return name, "" if port == DEFAULT_PORTS.get(scheme) else port


def _ascii_host(name: str) -> str:
    """The host as the name system writes it: lower case, other scripts in Punycode."""
    if "%" in name:
        coded = _CODED.sub(lambda match: _decoded(match[0]), name)
        name = name if "%" in coded else coded
    name = name.lower()
    if name.isascii():
        return name
    try:
        return unicodedata.normalize("NFKC", name).encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name


def _raw(run: str) -> bytes:
    """The bytes that percent-encoded and other signs stand for."""
    raw = bytearray()
    for unit in _UNIT.finditer(run):
        if unit[1]:
            raw += chr(int(unit[1], 16)).encode("utf-8", "replace")
        elif unit[2]:
            raw.append(int(unit[2], 16))
        else:
            raw += _bytes(unit[3])
    return bytes(raw)


def _decoded(run: str) -> str:
    return _raw(run).decode("utf-8", "replace")


def _recoded(match: re.Match[str]) -> str:
    raw = _raw(match[0])
    with contextlib.suppress(UnicodeDecodeError):
        raw = unicodedata.normalize("NFC", raw.decode("utf-8")).encode("utf-8")
    return "".join([chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in raw])


def _bytes(sign: str) -> bytes:
    """A character as UTF-8; a surrogate escape is the byte it stands for."""
    try:
        return sign.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return "\ufffd".encode()
