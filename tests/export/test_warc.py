"""WARC and WACZ of a selection: records of web archives untouched, with all that belongs to them."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections import deque
from contextlib import closing

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reader.export.batch import Batch, Order
from reader.export.format import Options, Volume
from reader.export.items import item_of
from reader.export.registry import find
from reader.export.wacz import turned
from reader.formats.registry import pages
from reader.library.library import Library
from reader.model import FoundFile, SavedPage, SearchRequest

SITE = "https://xa-a.example"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(40))
TEXT = (
    "<p>Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới.</p>"
    "<p>Các đại biểu đề nghị công khai kết quả để người dân theo dõi và góp ý trong ba mươi ngày.</p>"
)


def page(title, picture=""):
    image = f'<figure><img src="{picture}"><figcaption>Phiên họp</figcaption></figure>' if picture else ""
    style = '<link rel="stylesheet" href="/kieu.css">' if picture else ""
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>{style}</head>'
        f"<body><div><h1>{title}</h1>{TEXT}<p>{title}.</p>{image}</div></body></html>"
    ).encode()


class Writer:
    """Writes a WARC file as crawlers do: a request before each answer."""

    def __init__(self, path):
        self.path, self.stream = path, io.BytesIO()
        self.writer = WARCWriter(self.stream, gzip=True)
        self.writer.write_record(self.writer.create_warcinfo_record(path.name, {"software": "Crawler/2.1"}))

    def answer(self, url, body, time, media_type="text/html; charset=utf-8"):
        head = StatusAndHeaders("200 OK", [("Content-Type", media_type)], protocol="HTTP/1.1")
        told = self.writer.create_warc_record(
            url,
            "response",
            io.BytesIO(body),
            len(body),
            warc_headers_dict={"WARC-Date": time},
            http_headers=head,
        )
        self.request(url, time, told)
        self.writer.write_record(told)
        return told

    def request(self, url, time, told):
        head = StatusAndHeaders("GET / HTTP/1.1", [("Host", "xa-a.example")], is_http_request=True)
        asked = self.writer.create_warc_record(
            url,
            "request",
            io.BytesIO(b""),
            0,
            warc_headers_dict={
                "WARC-Date": time,
                "WARC-Concurrent-To": told.rec_headers.get_header("WARC-Record-ID"),
            },
            http_headers=head,
        )
        self.writer.write_record(asked)

    def revisit(self, url, time, original):
        headers = original.rec_headers
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        told = self.writer.create_revisit_record(
            url,
            headers.get_header("WARC-Payload-Digest"),
            headers.get_header("WARC-Target-URI"),
            headers.get_header("WARC-Date"),
            http_headers=head,
            warc_headers_dict={"WARC-Date": time},
        )
        self.writer.write_record(told)


@pytest.fixture
def library(tmp_path):
    """Two WARC files: pages, a picture, a revisit in the second one; a loose page and an ARC file."""
    folder = tmp_path / "kho"
    folder.mkdir()
    first, second = Writer(folder / "a.warc.gz"), Writer(folder / "b.warc.gz")
    for number in range(8):  # others around, so that neighbours have to be told apart
        first.answer(
            f"{SITE}/khac/{number}.html", page(f"Bản tin số {number}"), f"2021-06-0{number + 1}T00:00:00Z"
        )
    told = first.answer(
        f"{SITE}/tin/1.html", page("Thông qua ngân sách", "/anh/1.png"), "2021-07-01T00:00:00Z"
    )
    first.answer(f"{SITE}/anh/1.png", PNG, "2021-07-01T00:00:05Z", "image/png")
    first.answer(f"{SITE}/kieu.css", b"p { color: red }", "2021-07-01T00:00:06Z", "text/css")
    second.revisit(f"{SITE}/tin/1.html", "2022-07-01T00:00:00Z", told)
    for writer in (first, second):
        writer.path.write_bytes(writer.stream.getvalue())
    loose = page("Trang lưu riêng").replace(
        b"<html", b"<!-- saved from url=(0032)https://xa-a.example/rieng/2.html -->\n<html"
    )
    (folder / "rieng.html").write_bytes(loose)
    body = b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page("Trang từ tệp ARC")
    line = f"{SITE}/cu/3.html 192.0.2.7 20080601000000 text/html {len(body)}\n".encode()
    info = b"1 0 Crawler\nURL IP-address Archive-date Content-type Archive-length\n"
    start = b"filedesc://cu.arc 0.0.0.0 20080601000000 text/plain %d\n" % len(info)
    (folder / "cu.arc").write_bytes(start + info + b"\n" + line + body + b"\n")
    with Library(tmp_path / "library") as opened:
        deque(opened.import_paths([str(folder)], jobs=1), maxlen=0)
        yield opened


def the(library, query, captured=None):
    hits = library.search(SearchRequest(query=query, limit=50)).hits
    return next(hit.id for hit in hits if captured is None or (hit.captured or "").startswith(captured))


def written(library, name, *ids, ending="warc.gz"):
    target = io.BytesIO()
    with closing(find(name).collect(target, Volume("Chọn lọc", f"x.{ending}"))) as collection:
        for ident in ids:
            collection.add(item_of(library, ident, Options()))
        collection.finish()
    return target.getvalue()


def read(data):
    """(type, address, whole record as bytes) of all records; their digests hold."""
    found = []
    for record in ArchiveIterator(io.BytesIO(data), check_digests=True):
        body = record.content_stream().read()
        assert record.digest_checker.passed is not False, record.digest_checker.problems
        found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record, body))
    return found


def members(data):
    """The records as they are, taken apart by gzip."""
    found = []
    while data:
        engine = zlib.decompressobj(31)
        found.append(engine.decompress(data))
        data = engine.unused_data
    return found


def test_a_record_goes_on_byte_for_byte_with_its_request_and_picture(library, tmp_path):
    data = written(library, "warc", the(library, '"Thông qua ngân sách"', "2021-07"))
    kinds = [(kind, url) for kind, url, _record, _body in read(data)]
    address, picture = f"{SITE}/tin/1.html", f"{SITE}/anh/1.png"
    assert kinds == [
        ("warcinfo", None),
        ("warcinfo", None),  # that of the file it comes from
        ("request", address),
        ("response", address),
        ("metadata", address),
        ("response", picture),
        ("response", f"{SITE}/kieu.css"),
    ]
    originals = set(members((tmp_path / "kho" / "a.warc.gz").read_bytes()))
    mine = members(data)
    assert all(mine[place] in originals for place in (1, 2, 3, 5, 6))
    about = read(data)[4][3].decode("utf-8")
    assert "original-file: " + str(tmp_path / "kho" / "a.warc.gz") in about
    assert "saved-with: Crawler/2.1" in about
    assert "captured-known-from: record" in about


def test_a_revisit_takes_its_original_along(library, tmp_path):
    ident = the(library, '"Thông qua ngân sách"', "2022-07")
    data = written(library, "warc", ident)
    kinds = [kind for kind, url, _record, _body in read(data) if url == f"{SITE}/tin/1.html"]
    assert kinds == ["response", "revisit", "metadata"]
    path = tmp_path / "again.warc.gz"
    path.write_bytes(data)
    file = FoundFile(str(path), "", path.stat().st_size, path.stat().st_mtime_ns)
    found = {each.id for each in pages(file) if isinstance(each, SavedPage)}
    assert ident in found


def test_what_lies_in_no_web_archive_says_what_it_is(library):
    records = read(written(library, "warc", the(library, '"Trang lưu riêng"')))
    (page_record, body) = next((each[2], each[3]) for each in records if each[0] == "resource")
    assert page_record.rec_headers.get_header("WARC-Target-URI") == f"{SITE}/rieng/2.html"
    assert body.startswith(b"<!DOCTYPE html><!-- saved from")
    about = next(each[3] for each in records if each[0] == "metadata").decode("utf-8")
    assert "captured-known-from: file" in about
    assert "saved-with: browser" in about


def test_arc_records_become_answers_around_the_same_bytes(library):
    ident = the(library, '"Trang từ tệp ARC"')
    records = read(written(library, "warc", ident))
    answer = next(each[2] for each in records if each[0] == "response")
    assert answer.rec_headers.get_header("WARC-IP-Address") == "192.0.2.7"
    assert answer.rec_headers.get_header("WARC-Date") == "2008-06-01T00:00:00Z"
    assert answer.http_headers.get_header("Content-Type") == "text/html; charset=utf-8"


def test_a_name_without_gz_is_not_compressed(library):
    data = written(library, "warc", the(library, '"Trang lưu riêng"'), ending="warc")
    assert data.startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    assert [each[0] for each in read(data)] == ["warcinfo", "resource", "metadata"]


def test_a_selection_comes_back_as_the_same_articles(library, tmp_path):
    ids = library.every(SearchRequest())
    assert len(ids) == 12
    for name in ("warc", "wacz"):
        target = tmp_path / "out" / name
        target.mkdir(parents=True)
        (target / f"all.{find(name).ending}").write_bytes(written(library, name, *ids))
        with Library(tmp_path / f"library-{name}") as again:
            deque(again.import_paths([str(target)], jobs=1), maxlen=0)
            mine = {library.article(each).text for each in ids}
            theirs = [again.article(each) for each in again.every(SearchRequest())]
            assert {each.text for each in theirs} == mine
            assert {each.id for each in theirs} >= {
                each for each in ids if library.article(each).format in ("warc", "html")
            } - {the(library, '"Trang lưu riêng"')}
            *_steps, last = again.verify()
            assert not last.verification.changed
            with_picture = the(again, '"Thông qua ngân sách"', "2021-07")
            (image,) = again.article(with_picture).images
            assert again.picture(with_picture, image.src).body == PNG


def test_a_wacz_lists_hashes_pages_and_records(library):
    ids = library.every(SearchRequest())
    with zipfile.ZipFile(io.BytesIO(written(library, "wacz", *ids))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert package["wacz_version"] == "1.1.1"
        assert {each["path"] for each in package["resources"]} == set(archive.namelist()) - {
            "datapackage.json",
            "datapackage-digest.json",
        }
        lines = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
        assert len(lines) == 1 + len(ids)
        records = archive.read("archive/data.warc.gz")
        index = archive.read("indexes/index.cdxj").decode("utf-8").splitlines()
        assert index == sorted(index)
        for line in index:
            _key, _time, entry = line.split(" ", 2)
            told = json.loads(entry)
            start = int(told["offset"])
            (record,) = ArchiveIterator(io.BytesIO(records[start : start + int(told["length"])]))
            assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.xa.gov.vn/Tin?b=2&a=1#x", "vn,gov,xa)/tin?a=1&b=2"),
        ("http://xa.gov.vn:8080", "vn,gov,xa:8080)/"),
        ("http://xa.gov.vn:80/", "vn,gov,xa)/"),
    ],
)
def test_keys_of_the_index(url, key):
    assert turned(url) == key


def test_a_page_that_is_gone_fails_alone(library, tmp_path):
    ids = [the(library, '"Trang lưu riêng"'), the(library, '"Trang từ tệp ARC"')]
    (tmp_path / "kho" / "rieng.html").unlink()
    target = tmp_path / "out.warc.gz"
    batch = Batch(
        Order(ids, find("warc"), lambda each: item_of(library, each, Options()), target, combined=True)
    )
    *_steps, last = batch.run()
    assert [entry.code for entry in last.exported.entries] == ["page-away", None]
    assert [kind for kind, *_rest in read(target.read_bytes())].count("response") == 1
