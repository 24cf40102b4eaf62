"""Writes small web archives, whole and damaged, for the tests of this folder."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import os
import zipfile

import pytest

from reader.formats import registry
from reader.model import FoundFile, Rejected, ResourceEntry, SavedPage

PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Cổng</title></head><body><p>Bầu cử ở xã</p></body></html>".encode()
)
URL = "http://xa.example/tin/bai.html"
TIME = "2021-06-03T06:00:00Z"
WHEN = 1_622_700_000


class Web:
    """Builders of records and archives, and what the registry makes of them."""

    PAGE, URL, TIME = PAGE, URL, TIME

    @staticmethod
    def answer(body=PAGE, status="200 OK", media_type="text/html; charset=utf-8", *more, eol=b"\r\n"):
        """An HTTP answer; ``more`` are header lines."""
        lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {media_type}"] if media_type else []), *more]
        return eol.join([*(line.encode() for line in lines), b"", b""]) + body

    @staticmethod
    def record(
        block=None, kind="response", url=URL, time=TIME, length=None, version="1.0", eol=b"\r\n", **fields
    ):
        """A WARC record. Fields are given as ``warc_refers_to="…"``; None leaves one out."""
        block = Web.answer() if block is None else block
        media_type = "application/http; msgtype=response" if kind in ("response", "revisit") else "text/html"
        values = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": time,
            "Content-Type": media_type,
            "Content-Length": len(block) if length is None else length,
        }
        values |= {name.replace("_", "-"): value for name, value in fields.items()}
        lines = [
            f"WARC/{version}",
            *(f"{name}: {value}" for name, value in values.items() if value is not None),
        ]
        return eol.join([*(line.encode() for line in lines), b"", b""]) + block + eol * 2

    @staticmethod
    def arc_record(block=None, url=URL, time="20210603060000", media_type="text/html", length=None):
        """An ARC record of version 1."""
        block = Web.answer() if block is None else block
        size = len(block) if length is None else length
        return f"{url} 127.0.0.1 {time} {media_type} {size}\n".encode() + block + b"\n"

    @staticmethod
    def arc(*records):
        """An ARC file."""
        head = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
        return Web.arc_record(head, "filedesc://x.arc", media_type="text/plain") + b"".join(records)

    @staticmethod
    def sha1(body):
        """A digest as recorded."""
        return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()

    @staticmethod
    def packed(*records):
        """Each in a gzip member of its own."""
        return b"".join(gzip.compress(record, mtime=0) for record in records)

    @staticmethod
    def chunked(body, size=7):
        """The body in chunks."""
        pieces = [body[start : start + size] for start in range(0, len(body), size)]
        return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"

    @staticmethod
    def zipped(members, method=zipfile.ZIP_STORED):
        """A zip file of names and bytes."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", method) as archive:
            for name, body in members.items():
                archive.writestr(zipfile.ZipInfo(name), body, method)
        return target.getvalue()

    @staticmethod
    def wacz(records, index=(), pages=(), method=zipfile.ZIP_STORED, **more):
        """A WACZ file; ``records`` are archives by name, ``index`` lines of CDXJ, ``pages`` addresses."""
        members = {f"archive/{name}": body for name, body in records.items()}
        members["indexes/index.cdx.gz"] = gzip.compress(
            "".join(f"{line}\n" for line in index).encode(), mtime=0
        )
        lines = [{"format": "json-pages-1.0"}, *({"url": url, "ts": TIME} for url in pages)]
        members["pages/pages.jsonl"] = "".join(json.dumps(line) + "\n" for line in lines).encode()
        members |= more
        resources = [
            {"path": name, "bytes": len(body), "hash": "sha256:" + hashlib.sha256(body).hexdigest()}
            for name, body in members.items()
        ]
        members["datapackage.json"] = json.dumps({"profile": "data-package", "resources": resources}).encode()
        return Web.zipped(members, method)

    @staticmethod
    def put(folder, name, body):
        """Writes a file and gives it as the walk would."""
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
        os.utime(path, (WHEN, WHEN))
        return FoundFile(str(path), "", len(body), WHEN * 10**9)

    @staticmethod
    def read(folder, name, body):
        """What a file of these bytes holds: pages, resources, failures and skipped, others."""
        return Found(registry.pages(Web.put(folder, name, body)))


class Found:
    """What the registry gave, sorted."""

    def __init__(self, found):
        self.all = list(found)
        self.pages = [each for each in self.all if isinstance(each, SavedPage)]
        self.resources = [each for each in self.all if isinstance(each, ResourceEntry)]
        rejected = [each for each in self.all if isinstance(each, Rejected)]
        self.rejected = [each for each in rejected if each.kind != "other"]
        self.others = [(each.code, each.detail) for each in rejected if each.kind == "other"]

    @property
    def codes(self):
        return [(each.member, each.code) for each in self.rejected]

    @property
    def bodies(self):
        return [page.body for page in self.pages]


@pytest.fixture(scope="session")
def web():
    return Web


@pytest.fixture(scope="session")
def sorted_out():
    return Found
