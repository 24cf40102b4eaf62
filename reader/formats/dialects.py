"""How records begin in WARC (0.17 to 1.1, ISO 28500) and in ARC files (1 and 2, Internet Archive 1996)."""

from __future__ import annotations

import re
from datetime import datetime

from reader.formats.http import MAX_HEADERS, Headers, add_header, header
from reader.formats.records import MAX_LINE, Dialect, Head
from reader.formats.tape import Tape, TapeError

_MOST_DIGITS = 18  # of a length; a longer one is no length
_WARC_START = rb"[Ww][Aa][Rr][Cc]/\d{1,4}(?:\.\d{1,4}){0,4}[ \t\r]*\n"
# URL, IP address, time, media type, in version 2 five fields more, length. Addresses may hold blanks.
_ARC_START = (
    rb"(?:https?|ftp|dns|whois|gopher|nntp|news|mailto|filedesc):\S[^\r\n]{0,4000} "
    rb"[0-9A-Fa-f.:-]{1,64} \d{12,20} [^\r\n]{1,1000}\r?\n"
)
_ARC_TIME = re.compile(r"[0-9]{12,20}")
_TIME = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d)(?:[T ]?(\d\d)(?::?(\d\d)(?::?(\d\d))?)?)?)?)?")


def record_time(text: str) -> str | None:
    """A record's time as UTC text: ISO 8601 or up to 14 digits; of a shortened one the first moment."""
    found = _TIME.match(text.strip())
    if not found:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups())
    try:
        moment = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, min(second or 0, 59))
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _length(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


def _parse_warc(line: bytes, tape: Tape) -> Head:
    if not WARC_DIALECT.start.match(line):
        raise TapeError("record-header-damaged", _shown(line))
    fields = _warc_fields(tape)
    return Head(
        type=header(fields, "warc-type").lower(),
        url=header(fields, "warc-target-uri").strip("<> ") or None,
        time=record_time(header(fields, "warc-date")),
        length=_length(header(fields, "content-length")),
        content_type=header(fields, "content-type"),
        fields=fields,
    )


def _warc_fields(tape: Tape) -> Headers:
    found: list[tuple[str, str]] = []
    size = 0
    while size <= MAX_HEADERS:
        line = tape.line(MAX_LINE)
        if not line.strip(b"\r\n"):
            if not line:
                raise TapeError("record-cut-off")
            return tuple(found)
        if WARC_DIALECT.start.match(line):  # the header before it never ended
            tape.back(len(line))
            break
        size += len(line)
        add_header(found, line)
    raise TapeError("record-header-damaged")


def _parse_arc(line: bytes, tape: Tape) -> Head:
    words = line.decode("utf-8", "replace").rstrip("\r\n").split(" ")
    # From the end, as addresses may hold blanks: length, perhaps other fields, media type, time, IP address.
    at = next((at for at in range(len(words) - 2, 1, -1) if _ARC_TIME.fullmatch(words[at])), None)
    if at is None or not line.endswith(b"\n"):
        raise TapeError("record-header-damaged", _shown(line))
    url = " ".join(words[: at - 1])
    return Head(
        type="warcinfo" if url.startswith("filedesc:") else "response",
        url=url,
        time=record_time(words[at]),
        length=_length(words[-1]),
        content_type=words[at + 1] if at + 2 < len(words) else "",
    )


def _shown(line: bytes) -> str:
    return line[:60].decode("utf-8", "replace").strip()


WARC_DIALECT = Dialect.of("warc", _WARC_START, 64, _parse_warc, (b"\r\n\r\n", b"\n\n"))
ARC_DIALECT = Dialect.of("arc", _ARC_START, 6000, _parse_arc)
