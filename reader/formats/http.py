"""HTTP answers as archives keep them: status line, headers, transfer and content encodings (RFC 9110, 9112).

Tolerant: records lie about their encodings, since many tools store a body decoded and its headers as they
came.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import brotli

from reader.errors import UnusableError
from reader.formats.limits import STEP, Allowance, Gauge, inflate

Headers = tuple[tuple[str, str], ...]

MAX_HEADERS = 256 * 1024  # bytes; addresses and cookies may be long
_MAX_LINE = 64 * 1024
_STATUS_LINE = re.compile(rb"(?:[A-Za-z]{2,8}/\d+(?:\.\d+)?|ICY)[ \t]+(\d{3})(?:[ \t][^\n]*)?\r*\n?\Z")
_CHUNK_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\n]*)?\r?\n\Z")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:+-]+)", re.I)
_GZIP_HEAD = b"\x1f\x8b"


class Feed:
    """Bytes that come in pieces, read by the line or by number."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._buffer = b""
        self._at = 0

    def read(self, most: int) -> bytes:
        """At least one and at most ``most`` bytes; none at the end."""
        if self._at >= len(self._buffer) and not self._fill():
            return b""
        piece = self._buffer[self._at : self._at + most]
        self._at += len(piece)
        return piece

    def line(self, most: int = _MAX_LINE) -> bytes:
        """Up to and with the next line end, or what there is of it in ``most`` bytes."""
        found = b""
        while len(found) < most and (self._at < len(self._buffer) or self._fill()):
            stop = min(len(self._buffer), self._at + most - len(found))
            end = self._buffer.find(b"\n", self._at, stop) + 1
            found += self._buffer[self._at : end or stop]
            self._at = end or stop
            if end:
                break
        return found

    def peek(self, size: int) -> bytes:
        """The next ``size`` bytes, or fewer at the end, without reading on."""
        while len(self._buffer) - self._at < size and (piece := next(self._pieces, None)) is not None:
            self.unread(piece, behind=True)
        return self._buffer[self._at : self._at + size]

    def unread(self, piece: bytes, *, behind: bool = False) -> None:
        """Puts bytes back in front of what comes next."""
        rest = self._buffer[self._at :]
        self._buffer, self._at = rest + piece if behind else piece + rest, 0

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(STEP):
            yield piece

    def _fill(self) -> bool:
        self._buffer, self._at = next((piece for piece in self._pieces if piece), b""), 0
        return bool(self._buffer)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers of an HTTP answer; names as they were written."""

    status: int
    headers: Headers

    def get(self, name: str) -> str:
        """The first header of a name, or ""."""
        return header(self.headers, name)


def header(headers: Headers, name: str) -> str:
    """The first value of a header, whatever the case of its name; "" when there is none."""
    return next((value for key, value in headers if key.lower() == name), "")


def read_answer(feed: Feed) -> Answer | None:
    """The head of an answer; None, with nothing read, when the bytes do not begin like one."""
    first = feed.line()
    found = _STATUS_LINE.match(first)
    if not found:
        feed.unread(first)
        return None
    return Answer(int(found[1]), read_headers(feed))


def read_headers(feed: Feed) -> Headers:
    """Header lines up to the empty one, folded ones joined; what is no header is passed over."""
    found: list[tuple[str, str]] = []
    size = 0
    while (line := feed.line()).strip(b"\r\n") and size < MAX_HEADERS:
        size += len(line)
        add_header(found, line)
    return tuple(found)


def add_header(headers: list[tuple[str, str]], line: bytes) -> None:
    """Adds a header line to those before it: folded lines go on with the last one."""
    text = header_text(line)
    if text[:1] in (" ", "\t") and headers:
        name, value = headers[-1]
        headers[-1] = name, f"{value} {text.strip()}".strip()
        return
    name, colon, value = text.partition(":")
    if colon and name.strip():
        headers.append((name.strip(), value.strip()))


def header_text(line: bytes) -> str:
    """A header line as text: UTF-8 where it is, else ISO 8859-1."""
    bare = line.rstrip(b"\r\n")
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError:
        return bare.decode("latin-1")


def content_type(value: str) -> tuple[str, str | None]:
    """The media type in lower case ("" when there is none) and the charset of a Content-Type header."""
    media_type = value.split(";", 1)[0].split(",", 1)[0].strip().lower()
    charset = _CHARSET.search(value)
    return (media_type if "/" in media_type else ""), charset[1] if charset else None


def entity(feed: Feed, headers: Headers) -> Iterator[bytes]:
    """The entity body: what is left when the transfer encoding is taken off."""
    codings = _codings(header(headers, "transfer-encoding"))
    pieces: Iterator[bytes] = _dechunked(feed) if "chunked" in codings else iter(feed)
    packed = [coding for coding in codings if coding in ("gzip", "x-gzip", "deflate")]
    return iter(Feed(_decoded(Feed(pieces), packed[-1], Gauge()))) if packed else pieces


def decode(body: bytes, encodings: str, allowance: Allowance | None = None) -> bytes:
    """The body without its content encodings; what can be read of a damaged one, and as it is if nothing can.

    Raises UnusableError: ``encoding-unknown`` with the coding, or as ``Gauge.count``.
    """
    for coding in reversed(_codings(encodings)):
        pieces = (body[start : start + STEP] for start in range(0, len(body), STEP))
        body = b"".join(_decoded(Feed(pieces), coding, Gauge(allowance)))
    return body


def decode_head(head: bytes, encodings: str, most: int) -> bytes:
    """The first bytes of a body, as ``decode`` gives it, from the first bytes of its encoded form."""
    for coding in reversed(_codings(encodings)):
        found = b""
        for piece in _decoded(Feed([head]), coding, Gauge()):
            found += piece
            if len(found) >= most:
                break
        head = found
    return head[:most]


def _codings(value: str) -> list[str]:
    found = (coding.strip().lower() for coding in value.split(","))
    return [coding for coding in found if coding and coding not in ("identity", "none", "utf-8", "binary")]


def _dechunked(feed: Feed) -> Iterator[bytes]:
    """Chunks joined. Bodies that were stored without chunks, or go wrong somewhere, are given as they are."""
    while True:
        line = feed.line(_MAX_LINE)
        found = _CHUNK_LINE.match(line)
        if not found:
            feed.unread(line)
            break
        left = int(found[1], 16)
        if left == 0:
            return
        while left and (piece := feed.read(min(left, STEP))):
            left -= len(piece)
            yield piece
        ending = feed.peek(2)
        feed.read(2 if ending == b"\r\n" else 1 if ending[:1] == b"\n" else 0)
    yield from feed


def _decoded(feed: Feed, coding: str, gauge: Gauge) -> Iterator[bytes]:
    head = feed.peek(64)
    if coding == "chunked" or head.lstrip()[:1] == b"<":  # the body was stored decoded
        return iter(feed)
    if coding in ("gzip", "x-gzip"):
        return _until_damage(feed, 31, gauge) if head.startswith(_GZIP_HEAD) else iter(feed)
    if coding == "deflate":
        return _inflated(feed, gauge)
    if coding == "br":
        return _unbrotlied(feed, gauge)
    raise UnusableError("encoding-unknown", detail=coding)


def _inflated(feed: Feed, gauge: Gauge) -> Iterator[bytes]:
    """``deflate`` is a zlib stream by the standard, a bare one from some servers."""
    head = feed.peek(STEP)
    for wbits in (15, -15):
        try:
            zlib.decompressobj(wbits).decompress(head, 64)
        except zlib.error:
            continue
        return _until_damage(feed, wbits, gauge)
    return iter(feed)


def _until_damage(feed: Feed, wbits: int, gauge: Gauge) -> Iterator[bytes]:
    try:
        yield from inflate(feed, wbits, gauge)
    except zlib.error:
        return


def _unbrotlied(feed: Feed, gauge: Gauge) -> Iterator[bytes]:
    try:
        brotli.Decompressor().process(feed.peek(STEP), output_buffer_limit=STEP)
    except brotli.error:
        yield from feed
        return
    stream = brotli.Decompressor()
    for packed in feed:
        gauge.count(len(packed), 0)
        piece = packed
        while True:
            try:
                piece = stream.process(piece, output_buffer_limit=STEP)
            except brotli.error:
                return
            gauge.count(0, len(piece))
            if piece:
                yield piece
            if stream.is_finished():
                return
            if stream.can_accept_more_data():
                break
            piece = b""
