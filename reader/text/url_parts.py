"""An address in pieces: splitting that never fails, percent-encoding, hosts, dot segments."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from reader.text.url_rules import DEFAULT_PORTS

_SHAPE = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL
)
_PLAIN = re.compile(r"[A-Za-z0-9\-._~/!$&'()*+,;=:@?]*")
_CODED = re.compile(r"[A-Za-z]?(?:%[0-9A-Fa-f]{2}|%u[0-9A-Fa-f]{4}|[^\x21-\x7e]|[\"<>\\^`{|}\[\]]|%)+")
_UNIT = re.compile(r"%u([0-9A-Fa-f]{4})|%([0-9A-Fa-f]{2})|(.)", re.DOTALL)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.\-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
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
    return _LINE_SIGNS.sub("", address.strip(_BLANKS))


def split(address: str) -> Parts:
    """The pieces of an address or reference; back slashes count as slashes unless the scheme is no web scheme."""
    match = _SHAPE.match(address)
    assert match is not None  # every part of the pattern is optional
    scheme = match[1].lower() if match[1] else None
    if "\\" in address and scheme in (None, "http", "https"):
        head, mark, tail = address.partition("?")
        match = _SHAPE.match(head.replace("\\", "/") + mark + tail)
        assert match is not None
    return Parts(scheme, match[2], match[3], match[4], match[5])


def tidy(piece: str) -> str:
    """Percent-encoding made uniform: UTF-8 in NFC where it is UTF-8, capitals, nothing encoded without need."""
    return piece if _PLAIN.fullmatch(piece) else _CODED.sub(_recoded, piece)


def without_dots(path: str) -> str:
    """The path with "." and ".." worked out; it begins with a slash."""
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
    rest = authority.rpartition("@")[2].strip(_BLANKS)
    name, colon, port = rest.rpartition(":")
    if not colon or not (port.isascii() and port.isdigit() or not port):
        name, port = (rest, "") if not colon or rest.endswith("]") else (name, "?")
    name = _ascii_host(name.rstrip("."))
    port = port.lstrip("0")
    if port == "?" or not _HOST.fullmatch(name):
        return None
    return name, "" if port == DEFAULT_PORTS.get(scheme) else port


def _ascii_host(name: str) -> str:
    if "%" in name:
        name = _UNIT.sub(lambda m: chr(int(m[2], 16)) if m[2] else m[0], name)
    name = name.lower()
    if name.isascii():
        return name
    try:
        return unicodedata.normalize("NFKC", name).encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name


def _recoded(match: re.Match[str]) -> str:
    raw = bytearray()
    for unit in _UNIT.finditer(match[0]):
        if unit[1]:
            raw += chr(int(unit[1], 16)).encode("utf-8", "replace")
        elif unit[2]:
            raw.append(int(unit[2], 16))
        else:
            raw += _bytes(unit[3])
    try:
        raw = bytearray(unicodedata.normalize("NFC", raw.decode("utf-8")).encode("utf-8"))
    except UnicodeDecodeError:
        pass
    return "".join([chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in raw])


def _bytes(sign: str) -> bytes:
    """A character as UTF-8; a surrogate escape is the byte it stands for."""
    try:
        return sign.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return sign.encode("utf-8", "replace")
