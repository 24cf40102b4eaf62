"""MHTML: a page and its parts as one MIME message (RFC 2557), as browsers and office programs write it."""

from __future__ import annotations

import re
from typing import BinaryIO

from reader.formats import mime, origin
from reader.formats.bundle import Bundle, Piece, format_of, is_page
from reader.formats.http import content_type
from reader.formats.sniff import HEAD


def _opened(stream: BinaryIO) -> Bundle:
    message = mime.parse(stream)
    pieces = tuple(_piece(part) for part in message.parts)
    return Bundle(
        pieces=pieces,
        page=_page(message, pieces, stream),
        load=_load,
        time=origin.parse_time(mime.header(message.headers, "date")),
        fault=message.fault,
    )


def _piece(part: mime.Part) -> Piece:
    media_type, charset = content_type(part.get("content-type"))
    return Piece(
        start=part.start,
        end=part.end,
        location=_location(part.get("content-location")),
        content_id=_bare(part.get("content-id")),
        media_type=media_type,
        charset=charset,
        encoding=part.get("content-transfer-encoding"),
    )


def _page(message: mime.Message, pieces: tuple[Piece, ...], stream: BinaryIO) -> int | None:
    """Which part is the page: the one the message names as its start, or was taken from, else the first."""
    top = mime.header(message.headers, "content-type")
    start = _bare(mime.parameter(top, "start"))
    taken = _location(mime.header(message.headers, "snapshot-content-location"))

    def head(piece: Piece) -> bytes:
        return _load(stream, piece, 2 * HEAD)

    htmls = [
        number for number, piece in enumerate(pieces) if piece.end > piece.start and is_page(piece, head)
    ]
    for number in htmls:
        if start and pieces[number].content_id == start:
            return number
    for number in htmls:
        if taken and pieces[number].location == taken:
            return number
    return htmls[0] if htmls else None


def _load(stream: BinaryIO, piece: Piece, most: int | None = None) -> bytes:
    """The bytes of a part, or what its first ``most`` encoded bytes give."""
    stream.seek(piece.start)
    raw = stream.read(piece.end - piece.start if most is None else min(most, piece.end - piece.start))
    body = mime.decode_body(raw, piece.encoding)
    if most is None and piece.encoding.strip().lower() != "base64":  # a boundary begins with a line break
        body = body[:-2] if body.endswith(b"\r\n") else body[:-1] if body.endswith(b"\n") else body
    return body


def _location(value: str) -> str:
    """An address from a header: long ones are folded, or written as encoded words."""
    return re.sub(r"\s+", "", mime.decode_words(value))


def _bare(content_id: str) -> str:
    return content_id.strip().removeprefix("<").removesuffix(">")


MHTML = format_of("mhtml", _opened, "mhtml")
