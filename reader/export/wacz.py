"""WACZ (1.1.1): the WARC file of a selection with an index, a list of its pages and hashes of all.

The index is CDXJ, its keys are addresses with the host turned round, as replay programs look them up.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from reader.export.citation import PROGRAM
from reader.export.collecting import spooled
from reader.export.format import ExportFormat, Item, Volume
from reader.export.heading import shown_title
from reader.export.warc import WarcFile, Written
from reader.formats.http import Feed, content_type, header, read_answer
from reader.library.times import now
from reader.text.vietnamese import squash
from reader.translation import N_

_ARCHIVE = "data.warc.gz"
_INDEXED = frozenset({"response", "resource", "revisit"})
_STEP = 2**20


class _WaczFile:
    """Writes the WARC beside and packs it at the end: the zip file lists the hash of the whole."""

    def __init__(self, stream: BinaryIO, volume: Volume) -> None:
        self._stream, self._volume = stream, volume
        self._records = spooled()
        self._warc = WarcFile(self._records, Volume(volume.title, _ARCHIVE))
        self._pages: list[dict[str, object]] = []

    def add(self, item: Item) -> None:
        """Takes an article."""
        self._warc.add(item)
        article = item.article
        if article.url:
            page = {
                "id": article.id,
                "url": article.url,
                "ts": article.captured or "",
                "title": shown_title(article),
                "text": squash(article.text),
            }
            self._pages.append({name: value for name, value in page.items() if value})

    def finish(self) -> None:
        """Packs it all."""
        head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}
        listed: list[dict[str, object]] = []
        with zipfile.ZipFile(self._stream, "w", zipfile.ZIP_STORED) as archive:
            self._records.seek(0)
            pieces = iter(lambda: self._records.read(_STEP), b"")
            listed.append(_member(archive, f"archive/{_ARCHIVE}", pieces))
            index = "".join(sorted(_index(self._warc.written))).encode("utf-8", "replace")
            listed.append(_member(archive, "indexes/index.cdxj", iter([index])))
            lines = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in (head, *self._pages))
            listed.append(_member(archive, "pages/pages.jsonl", iter([lines.encode("utf-8", "replace")])))
            made = now()
            package = {
                "profile": "data-package",
                "wacz_version": "1.1.1",
                "title": self._volume.title or "gov-reader",
                "created": made,
                "software": PROGRAM,
                "resources": listed,
            }
            data = json.dumps(package, ensure_ascii=False, indent=2).encode("utf-8", "replace")
            entry = _member(archive, "datapackage.json", iter([data]))
            digest = {"path": "datapackage.json", "hash": entry["hash"]}
            _member(archive, "datapackage-digest.json", iter([json.dumps(digest).encode("ascii")]))

    def close(self) -> None:
        """Lets the records go."""
        self._records.close()


def _member(archive: zipfile.ZipFile, name: str, pieces: Iterator[bytes]) -> dict[str, object]:
    """Writes a member and gives its entry in ``datapackage.json``."""
    hasher, size = hashlib.sha256(), 0
    about = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    with archive.open(about, "w", force_zip64=True) as target:
        for piece in pieces:
            target.write(piece)
            hasher.update(piece)
            size += len(piece)
    short = name.rpartition("/")[2]
    return {"name": short, "path": name, "hash": f"sha256:{hasher.hexdigest()}", "bytes": size}


def _index(written: list[Written]) -> Iterator[str]:
    for record in written:
        if record.type in _INDEXED and record.url and record.time:
            fields, _blank, block = record.data.partition(b"\r\n\r\n")
            named = {
                line.partition(b":")[0].strip().lower(): line.partition(b":")[2]
                .strip()
                .decode("utf-8", "replace")
                for line in fields.splitlines()[1:]
            }
            mime, status = _kind(record, named.get(b"content-type", ""), block)
            entry = {
                "url": record.url,
                "mime": mime,
                "status": status,
                "digest": named.get(b"warc-payload-digest", ""),
                "length": str(record.length),
                "offset": str(record.offset),
                "filename": _ARCHIVE,
            }
            stamp = re.sub(r"\D", "", record.time)[:14]
            yield f"{turned(record.url)} {stamp} {json.dumps(entry)}\n"


def _kind(record: Written, declared: str, block: bytes) -> tuple[str, str]:
    """Media type and status; of a record without the server's answer its own type, and 200."""
    answer = read_answer(Feed([block])) if record.type != "resource" else None
    if record.type == "revisit":
        return "warc/revisit", str(answer.status) if answer else ""
    if answer is None:
        return content_type(declared)[0] or "application/octet-stream", "200"
    return content_type(header(answer.headers, "content-type"))[0] or "unk", str(answer.status)


def turned(url: str) -> str:
    """An address as a key of the index: "vn,gov,xa)/tin?a=1", in lower case, without "www." and fragment."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = "&".join(sorted(parts.query.lower().split("&"))) if parts.query else ""
    path = (parts.path or "/").lower()
    return f"{','.join(reversed(host.split('.')))}{port}){path}{'?' + query if query else ''}".replace(
        " ", "%20"
    )


WACZ = ExportFormat(
    "wacz",
    "wacz",
    N_("WACZ, the saved pages with an index"),
    N_("To look at the originals in a browser with ReplayWeb.page, or to hand them on."),
    _WaczFile,
    list_only=True,
    has_pictures=True,
)
