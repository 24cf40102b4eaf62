"""Small whole files in every format, from which the mutated ones are made."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import plistlib
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.formats.conftest import Web

Files = list[tuple[str, bytes]]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def page(number: int) -> bytes:
    """A page with a picture inside."""
    picture = base64.b64encode(PNG).decode()
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>Bài {number}</title></head><body>"
        f"<h1>Bầu cử</h1><p>Ngày {number}/6/2021 cử tri xã đi bầu.</p>"
        f"<img src='a.png'><img src='data:image/png;base64,{picture}'></body></html>"
    ).encode()


FOLDER = {"index.html": page(1), "b/hai.html": page(2), "b/a.png": PNG}


def _html() -> Files:
    saved = b"<!-- saved from url=(0020)http://xa.example/ -->" + page(1)
    return [("a.html", saved), ("a.html.gz", gzip.compress(saved))]


def _records() -> list[bytes]:
    digest = {"WARC_Payload_Digest": Web.sha1(page(9))}
    packed = Web.answer(
        Web.chunked(gzip.compress(page(8))),
        "200 OK",
        "text/html",
        "Content-Encoding: gzip",
        "Transfer-Encoding: chunked",
    )
    return [
        *(Web.record(Web.answer(page(n)), url=f"http://xa.example/{n}") for n in range(4)),
        Web.record(Web.answer(page(9)), **digest),
        Web.record(b"", "revisit", **digest),
        Web.record(packed),
        Web.record(Web.answer(PNG, "200 OK", "image/png"), url="http://xa.example/a.png"),
    ]


def _warc() -> Files:
    records = _records()
    whole = b"".join(records)
    return [("a.warc", whole), ("a.warc.gz", Web.packed(*records)), ("b.warc.gz", gzip.compress(whole))]


def _arc() -> Files:
    records = [Web.arc_record(Web.answer(page(n)), url=f"http://xa.example/{n}") for n in range(4)]
    return [("a.arc", Web.arc(*records)), ("a.arc.gz", Web.packed(Web.arc(), *records))]


def _wacz() -> Files:
    line = {"url": "http://xa.example/0", "filename": "1.warc.gz", "offset": "0"}
    index = [f"example,xa)/0 20210603060000 {json.dumps(line)}"]
    whole = Web.wacz(
        {"1.warc.gz": Web.packed(*_records()), "2.warc": _records()[0]}, index, ["http://xa.example/0"]
    )
    return [("a.wacz", whole), ("b.wacz", Web.zipped({"a.wacz": whole}))]


def _zip() -> Files:
    return [
        ("a.zip", Web.zipped(FOLDER)),
        ("b.zip", Web.zipped(FOLDER, zipfile.ZIP_DEFLATED)),
        ("a.htz", Web.zipped(FOLDER)),
        ("a.html", _self_extracting()),
        ("a.maff", Web.zipped({f"1/{name}": body for name, body in FOLDER.items()}, zipfile.ZIP_DEFLATED)),
    ]


def _self_extracting() -> bytes:
    told = {"originalUrl": "http://xa.example/", "resources": {"b/a.png": "http://xa.example/a.png"}}
    target = io.BytesIO(b"<!DOCTYPE html> <html data-sfz><meta charset=utf-8><script>1</script><!--")
    target.seek(0, io.SEEK_END)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {**FOLDER, "manifest.json": json.dumps(told).encode()}.items():
            archive.writestr(name, body)
    return target.getvalue() + b"--></html>"


def _tar() -> Files:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, body in FOLDER.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))
    whole = target.getvalue()
    return [
        ("a.tar", whole),
        ("a.tar.gz", gzip.compress(whole)),
        ("a.tar.bz2", bz2.compress(whole)),
        ("a.tar.xz", lzma.compress(whole)),
    ]


def _mhtml() -> Files:
    lines = [
        "From: <Saved by a browser>",
        "Snapshot-Content-Location: http://xa.example/",
        "Date: Thu, 3 Jun 2021 06:00:00 -0000",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----b"',
        "",
        "------b",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: base64",
        "Content-Location: http://xa.example/",
        "",
        base64.encodebytes(page(1)).decode(),
        "------b",
        "Content-Type: text/css",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: cid:a@b",
        "",
        "a=7B=7D=",
        "",
        "------b--",
        "",
    ]
    return [("a.mhtml", "\r\n".join(lines).encode())]


def _webarchive() -> Files:
    def part(body: bytes, media_type: str, url: str) -> dict[str, object]:
        return {"WebResourceData": body, "WebResourceMIMEType": media_type, "WebResourceURL": url}

    whole = {
        "WebMainResource": part(page(1), "text/html", "http://xa.example/"),
        "WebSubresources": [part(PNG, "image/png", "http://xa.example/a.png")],
    }
    return [
        ("a.webarchive", plistlib.dumps(whole, fmt=plistlib.FMT_BINARY)),
        ("b.webarchive", plistlib.dumps(whole, fmt=plistlib.FMT_XML)),
    ]


def _zim() -> Files:
    from libzim.writer import Creator, Item, StringProvider

    class Entry(Item):
        def __init__(self, name: str, media_type: str, body: bytes) -> None:
            super().__init__()
            self.get_path = self.get_title = lambda: name
            self.get_mimetype = lambda: media_type
            self.get_contentprovider = lambda: StringProvider(body)
            self.get_hints = dict

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zim"
        with Creator(path) as creator:
            for number in range(6):
                creator.add_item(Entry(f"{number}.html", "text/html", page(number)))
            creator.add_item(Entry("a.png", "image/png", PNG))
            creator.add_redirection("alt.html", "alt", "1.html", {})
        return [("a.zim", path.read_bytes())]


KINDS: dict[str, Callable[[], Files]] = {
    "html": _html,
    "mhtml": _mhtml,
    "warc": _warc,
    "arc": _arc,
    "wacz": _wacz,
    "zip": _zip,
    "tar": _tar,
    "webarchive": _webarchive,
    "zim": _zim,
}
"""Names and whole contents of small files of each kind."""
