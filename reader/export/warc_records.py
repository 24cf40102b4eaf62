"""Records of a WARC file (ISO 28500, 1.1) that this program makes: for what lies in no web archive.

Names of records are made from what they hold (UUID version 5), so that the same export is the same bytes but
for the day of its making.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Sequence

from reader.formats.raw_records import RawRecord

Fields = Sequence[tuple[str, str | None]]
_SPACE = uuid.UUID("6f0b0a3e-5f0e-5b7e-9f0e-676f76726472")
_END = b"\r\n\r\n"


def record_id(*parts: str) -> str:
    """The name of a record with these contents."""
    return f"<urn:uuid:{uuid.uuid5(_SPACE, chr(0).join(parts))}>"


def digest(data: bytes) -> str:
    """As WARC files have it: SHA-1 in base 32."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode("ascii")


def made(fields: Fields, block: bytes) -> bytes:
    """A whole record; empty fields are left out. ``Content-Length`` and the block's digest are added."""
    lines = ["WARC/1.1"]
    lines += [f"{name}: {_one_line(value)}" for name, value in fields if value]
    lines += [f"WARC-Block-Digest: {digest(block)}", f"Content-Length: {len(block)}"]
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + block + _END


def info(time: str, name: str, values: Fields) -> tuple[str, bytes]:
    """The ``warcinfo`` record with which a file begins: its name and the record."""
    ident = record_id("warcinfo", time, name)
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", ident),
        ("WARC-Date", time),
        ("WARC-Filename", name),
        ("Content-Type", "application/warc-fields"),
    ]
    return ident, made(fields, _values(values))


def metadata(of: str, url: str | None, time: str, values: Fields) -> bytes:
    """A ``metadata`` record: what is to be known of the record named ``of``."""
    block = _values(values)
    fields = [
        ("WARC-Type", "metadata"),
        ("WARC-Record-ID", record_id("metadata", of, block.decode("utf-8", "replace"))),
        ("WARC-Date", time),
        ("WARC-Target-URI", url),
        ("WARC-Refers-To", of),
        ("Content-Type", "application/warc-fields"),
    ]
    return made(fields, block)


def resource(url: str, time: str, media_type: str, body: bytes, info_id: str) -> tuple[str, bytes]:
    """A ``resource`` record: bytes that were saved without the server's answer."""
    ident = record_id("resource", url, time, hashlib.sha256(body).hexdigest())
    fields = [
        ("WARC-Type", "resource"),
        ("WARC-Record-ID", ident),
        ("WARC-Date", time),
        ("WARC-Target-URI", url),
        ("WARC-Warcinfo-ID", info_id),
        ("WARC-Payload-Digest", digest(body)),
        ("Content-Type", media_type),
    ]
    return ident, made(fields, body)


def from_arc(record: RawRecord, info_id: str) -> tuple[str, bytes]:
    """A record of an ARC file, whose block is the server's answer, as a ``response`` record."""
    url, time = record.head.url or "", record.head.time or ""
    ident = record_id("response", url, time, hashlib.sha256(record.block).hexdigest())
    words = record.data[: len(record.data) - len(record.block)].decode("utf-8", "replace").split(" ")
    address = next((word for word in words[1:] if word.count(".") == 3 or ":" in word), None)
    is_answer = record.block[:5] == b"HTTP/"
    body = record.block.partition(b"\r\n\r\n")[2] or record.block.partition(b"\n\n")[2]
    fields = [
        ("WARC-Type", "response" if is_answer else "resource"),
        ("WARC-Record-ID", ident),
        ("WARC-Date", time),
        ("WARC-Target-URI", url),
        ("WARC-IP-Address", address if address not in (None, "0.0.0.0") else None),
        ("WARC-Warcinfo-ID", info_id),
        ("WARC-Payload-Digest", digest(body if is_answer else record.block)),
        (
            "Content-Type",
            "application/http; msgtype=response" if is_answer else record.head.content_type,
        ),
    ]
    return ident, made(fields, record.block)


def _values(values: Fields) -> bytes:
    lines = [f"{name}: {_one_line(value)}\r\n" for name, value in values if value]
    return "".join(lines).encode("utf-8", "replace")


def _one_line(value: str) -> str:
    return " ".join(value.split())
