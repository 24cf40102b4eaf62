"""Safari's .webarchive: a property list with the page, its parts, and the same for each of its frames."""

from __future__ import annotations

import plistlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO, TypeVar
from xml.parsers.expat import ExpatError

from reader.errors import UnusableError
from reader.formats.bplist import PropertyList
from reader.formats.bundle import HTML_TYPES, Bundle, Piece, format_of

MOST_XML = 64 * 2**20  # bytes; lists written as XML must be taken as a whole
_MOST_PIECES = 50_000
_DEEPEST = 20  # frames inside frames

Node = TypeVar("Node")


def _opened(stream: BinaryIO) -> Bundle:
    head = stream.read(8)
    if head.startswith(b"bplist"):
        return _binary(stream)
    stream.seek(0)
    text = head and stream.read(MOST_XML + 1)
    if len(text) > MOST_XML:
        raise UnusableError("file-too-large", detail=str(len(text)))
    try:
        top = plistlib.loads(text, fmt=plistlib.FMT_XML)
    except (ExpatError, plistlib.InvalidFileException, ValueError, AttributeError, LookupError, TypeError,
            RecursionError, OverflowError, AssertionError) as error:  # fmt: skip
        raise UnusableError("webarchive-damaged", detail=type(error).__name__) from error
    return _from_xml(top)


def _binary(stream: BinaryIO) -> Bundle:
    plist = PropertyList(stream)
    pieces: list[Piece] = []
    fault: str | None = None
    try:
        for number in _walk(plist.top, plist.dictionary, plist.array):
            values = plist.dictionary(number)

            def text(key: str, values: Mapping[str, int] = values) -> str:
                return plist.text(values[key]) if key in values else ""

            span = plist.data(values["WebResourceData"]) if "WebResourceData" in values else None
            pieces.append(_piece(span.start if span else 0, span.end if span else 0, text))
    except UnusableError as error:
        fault = error.code

    def load(stream: BinaryIO, piece: Piece) -> bytes:
        stream.seek(piece.start)
        return stream.read(piece.end - piece.start)

    return Bundle(tuple(pieces), _page(pieces), load, None, fault)


def _from_xml(top: object) -> Bundle:
    def dictionary(node: object) -> Mapping[str, object]:
        return node if isinstance(node, dict) else {}

    def array(node: object) -> Sequence[object]:
        return node if isinstance(node, list) else ()

    bodies: list[bytes] = []
    pieces: list[Piece] = []
    for node in _walk(top, dictionary, array):
        values = dictionary(node)

        def text(key: str, values: Mapping[str, object] = values) -> str:
            value = values.get(key)
            return value if isinstance(value, str) else ""

        body = values.get("WebResourceData")
        bodies.append(body if isinstance(body, bytes) else text("WebResourceData").encode("utf-8", "replace"))
        pieces.append(_piece(len(bodies) - 1, len(bodies) - 1 + len(bodies[-1]), text))

    def load(_: BinaryIO, piece: Piece) -> bytes:
        return bodies[piece.start]

    return Bundle(tuple(pieces), _page(pieces), load)


def _walk(
    top: Node,
    dictionary: Callable[[Node], Mapping[str, Node]],
    array: Callable[[Node], Sequence[Node]],
) -> Iterator[Node]:
    """The page, its parts, and the same of its frames; a list that goes on without end is left somewhere."""
    waiting, count = [(top, 0)], 0
    while waiting and count < _MOST_PIECES:
        node, depth = waiting.pop(0)
        values = dictionary(node)
        found = [values["WebMainResource"]] if "WebMainResource" in values else []
        found += array(values["WebSubresources"]) if "WebSubresources" in values else []
        for each in found[: _MOST_PIECES - count]:
            count += 1
            yield each
        if depth < _DEEPEST and "WebSubframeArchives" in values:
            frames = array(values["WebSubframeArchives"])[: _MOST_PIECES - len(waiting)]
            count += len(frames)
            waiting += [(each, depth + 1) for each in frames]


def _piece(start: int, end: int, text: Callable[[str], str]) -> Piece:
    return Piece(
        start=start,
        end=end,
        location=text("WebResourceURL").strip(),
        media_type=text("WebResourceMIMEType").strip().lower(),
        charset=text("WebResourceTextEncodingName").strip() or None,
    )


def _page(pieces: Sequence[Piece]) -> int | None:
    """The main resource stands first; a picture or PDF saved by itself is no page."""
    return 0 if pieces and pieces[0].media_type in HTML_TYPES | {""} else None


WEBARCHIVE = format_of("webarchive", _opened, "webarchive")
