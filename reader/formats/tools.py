"""Which program saved a page: what files say of their maker, each in its own way. Nothing is guessed.

Comments of SingleFile, HTTrack, monolith and browsers, attributes of Save Page WE and WebScrapBook, the
sender of MHTML messages ("Saved by Blink"), the ``software`` of a WARC's warcinfo record, the notice of the
Wayback Machine.
"""

from __future__ import annotations

import os
import re
import zlib
from contextlib import closing
from functools import lru_cache

from reader.errors import ReaderError
from reader.formats import files, registry, wacz, warc
from reader.formats.records import Record, records
from reader.formats.sniff import HEAD, as_ascii, sniff
from reader.formats.tape import GZIP
from reader.formats.webarchive import WebArchive
from reader.model import BROWSER

_HEAD, _TAIL = 64 * 1024, 16 * 1024
_MOST_SIGNS = 120
_MOST_INFO = 64 * 1024  # bytes of a warcinfo record
# Name of the tool, or None where the group has it; the first that fits counts.
_SIGNS: tuple[tuple[str | None, re.Pattern[str]], ...] = (
    (None, re.compile(r"<!--\s*Page saved with (SingleFileZ?)\b", re.I)),
    (None, re.compile(r"<!--\s*Mirrored from .{1,4000}? by (HTTrack Website Copier/[^\s,>]+)", re.I | re.S)),
    ("monolith", re.compile(r"<!--\s*Saved from \S+ at \S+ using monolith\b", re.I)),
    ("Save Page WE", re.compile(r'<meta\s+name="savepage-url"', re.I)),
    ("WebScrapBook", re.compile(r'\bdata-scrapbook-source="', re.I)),
    ("Wayback Machine", re.compile(r"FILE ARCHIVED ON [\d:]{8} \w{3} \d\d, \d{4} AND RETRIEVED FROM")),
)
# Written by Internet Explorer, and by Chromium and Firefox after it: which one, it does not say.
_BROWSER = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)", re.I)
_SENDER = re.compile(r"^From:\s*<?\"?\s*Saved by ([^\r\n<>\"]{1,100})", re.I | re.M)
_SOFTWARE = re.compile(rb"^software:[ \t]*([^\r\n]{1,300})", re.I | re.M)


def saving_tool(path: str, member: str | None) -> str | None:
    """The program's own name, with its version where it is written. None if nothing says it. Never raises."""
    try:
        kind = sniff(files.read_head(path, HEAD), os.path.basename(path)).kind
        found = warc.archive_of(path, kind) if kind in ("warc", "arc") else None
        if found is None and member and (inside := wacz.archive_of(path, member)) is not None:
            found = inside[0]
        named = _recorded(found) if found is not None else None
        if named is None and kind == "mhtml":
            return _shown(_sender(files.read_head(path, _HEAD)))
        return _shown(named or _of_page(registry.read(path, member).body))
    except (ReaderError, OSError):
        return None


def of_page(body: bytes) -> str | None:
    """What a page itself says of the tool that saved it."""
    return _shown(_of_page(body))


def _of_page(body: bytes) -> str | None:
    if body[:2] == GZIP:
        body = _unpacked(body)
    text = _text(body[:_HEAD]) + (_text(body[-_TAIL:]) if len(body) > _HEAD else "")
    for name, pattern in _SIGNS:
        if (match := pattern.search(text)) is not None:
            return name or match[1]
    return BROWSER if _BROWSER.search(text) else None


def _unpacked(body: bytes) -> bytes:
    """The beginning of a compressed page; nothing where it is damaged."""
    try:
        return zlib.decompressobj(31).decompress(body, _HEAD)
    except zlib.error:
        return b""


def _sender(head: bytes) -> str | None:
    match = _SENDER.search(head.decode("utf-8", "replace"))
    return match[1] if match else None


@lru_cache(maxsize=8)
def _recorded(archive: WebArchive) -> str | None:
    """The ``software`` of the first record, when that is a warcinfo."""
    with closing(archive.tape()) as tape:
        first = next(records(tape, archive.dialect), None)
        if not isinstance(first, Record) or first.head.type != "warcinfo":
            return None
        block = b""
        for piece in first.pieces():
            block += piece
            if len(block) > _MOST_INFO:
                break
    match = _SOFTWARE.search(block)
    return match[1].decode("utf-8", "replace") if match else None


def _shown(name: str | None) -> str | None:
    told = " ".join((name or "").split())
    return told[:_MOST_SIGNS] or None


def _text(part: bytes) -> str:
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:64]:
        return as_ascii(part).decode("utf-8", "replace")
    return part.decode("utf-8", "replace")
