"""WARC files: what is a page, what counts otherwise, and records found again."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reader.errors import NotFoundError, UnusableError
from reader.formats import elsewhere, embedded, files, registry, webarchive, webrecords
from reader.formats.format import Fault, Part
from reader.model import Rejected, ResourceEntry, SavedPage, article_id

PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 10


def other_page(number):
    return f"<!DOCTYPE html><html><body><p>Bài {number}</p></body></html>".encode()


def test_a_page_with_all_that_its_record_tells(web, tmp_path):
    block = web.answer(web.PAGE, "200 OK", "text/html; charset=windows-1258", "X-Source: a")
    request = web.record(b"GET / HTTP/1.1\r\n\r\n", "request")
    found = web.read(tmp_path, "x.warc", request + web.record(block))
    (page,) = found.pages
    assert page == SavedPage(
        path=str(tmp_path / "x.warc"),
        member=str(len(request)),
        format="warc",
        body=web.PAGE,
        sha256=hashlib.sha256(web.PAGE).hexdigest(),
        size=len(web.PAGE),
        recorded_url=web.URL,
        recorded_time=web.TIME,
        recorded_from="record",
        file_time="2021-06-03T06:00:00Z",
        charset="windows-1258",
        status=200,
        headers=(("Content-Type", "text/html; charset=windows-1258"), ("X-Source", "a")),
    )
    assert page.id == article_id(page.sha256, web.URL, web.TIME)
    assert found.others == [("archive-record", "request")]


@pytest.mark.parametrize("packing", ["plain", "records", "whole"])
def test_however_it_is_compressed(web, tmp_path, packing):
    records = [web.record(web.answer(other_page(number)), url=f"{web.URL}?{number}") for number in range(5)]
    data = {
        "plain": b"".join(records),
        "records": web.packed(*records),
        "whole": gzip.compress(b"".join(records), mtime=0),
    }[packing]
    found = web.read(tmp_path, "x.warc.gz" if packing != "plain" else "x.warc", data)
    assert found.bodies == [other_page(number) for number in range(5)]
    assert not found.rejected
    for number, page in enumerate(found.pages):
        resource = registry.read(page.path, page.member)
        assert (resource.body, resource.media_type) == (other_page(number), "text/html")
        assert resource.charset == "utf-8"
    assert {"+" in (page.member or "") for page in found.pages[1:]} == {packing == "whole"}


@pytest.mark.parametrize("version", ["0.17", "0.18", "1.0", "1.1"])
@pytest.mark.parametrize("eol", [b"\r\n", b"\n"])
def test_versions_and_line_ends(web, tmp_path, version, eol):
    record = web.record(web.answer(eol=eol), version=version, eol=eol)
    assert web.read(tmp_path, "x.warc", record * 2).bodies == [web.PAGE] * 2


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021-06-03T06:00:00Z", "2021-06-03T06:00:00Z"),
        ("2021-06-03T06:00:00.123456Z", "2021-06-03T06:00:00Z"),
        ("20210603060000", "2021-06-03T06:00:00Z"),
        ("2021-06-03T06:00", "2021-06-03T06:00:00Z"),
        ("2021-06", "2021-06-01T00:00:00Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ("2021-13-41", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_times(web, tmp_path, written, meant):
    (page,) = web.read(tmp_path, "x.warc", web.record(time=written)).pages
    assert (page.recorded_time, page.recorded_from) == (meant, "record" if meant else None)
    assert page.file_time == "2021-06-03T06:00:00Z"


def test_headers_as_they_come(web, tmp_path):
    record = web.record(WARC_Target_URI=f"<{web.URL}>").replace(
        b"WARC-Type: response", b"warc-type:\r\n Response"
    )
    assert web.read(tmp_path, "x.warc", record).pages[0].recorded_url == web.URL
    assert web.read(tmp_path, "y.warc", web.record(url="urn:page:1")).pages[0].recorded_url is None


def test_types_of_records(web, tmp_path):
    records = [
        web.record(b"software: x\r\n", "warcinfo", url=None),
        web.record(b"GET / HTTP/1.1\r\n\r\n", "request"),
        web.record(kind="response"),
        web.record(other_page(1), "resource", Content_Type="text/html; charset=x"),
        web.record(other_page(2), "conversion", Content_Type="text/html"),
        web.record(b"text", "conversion", Content_Type="text/plain"),
        web.record(b"fetchTimeMs: 1\r\n", "metadata", Content_Type="application/warc-fields"),
        web.record(b"rest", "continuation"),
        web.record(b"x", "something-new"),
        web.record(b"20210603 1.2.3.4", "response", url="dns:xa.example", Content_Type="text/dns"),
        web.record(b"log", "resource", url="metadata://gnu.org/wget/log.txt", Content_Type="text/plain"),
    ]
    found = web.read(tmp_path, "x.warc", b"".join(records))
    assert found.bodies == [web.PAGE, other_page(1), other_page(2)]
    assert [page.charset for page in found.pages] == ["utf-8", "x", None]
    assert [page.status for page in found.pages] == [200, None, None]
    assert [(entry.kind, entry.media_type) for entry in found.resources] == [("plain-text", "text/plain")]
    assert not found.rejected
    assert found.others == [
        ("archive-record", "warcinfo"),
        ("archive-record", "request"),
        ("archive-record", "metadata"),
        ("archive-record", "continuation"),
        ("archive-record", "something-new"),
        ("archive-record", "dns"),
        ("tool-file", "metadata://gnu.org/wget/log.txt"),
    ]


@pytest.mark.parametrize(
    ("media_type", "body", "is_page"),
    [
        ("text/html", b"<p>a piece</p>", True),
        ("text/html", b"no markup at all", True),
        ("application/xhtml+xml", b"<?xml version='1.0'?><html><body/></html>", True),
        (None, b"<!DOCTYPE html><p>x", True),
        ("application/octet-stream", b"\n<html><p>x", True),
        ("text/plain", b"<html><p>x", True),
        ("text/plain", b"<p>a piece</p>", False),
        ("application/json", b"<html><p>x", False),
        ("text/html", b'{"a": 1}', False),
        ("text/html", b"(function(){})()", False),
        ("text/html", PNG, False),
        ("text/html", b"%PDF-1.4 x", False),
        ("image/png", PNG, False),
        ("text/html", b"\xef\xbb\xbf<html>", True),
        ("text/html", "<html><p>xã".encode("utf-16"), True),
    ],
)
def test_what_is_a_page(web, tmp_path, media_type, body, is_page):
    found = web.read(tmp_path, "x.warc", web.record(web.answer(body, "200 OK", media_type)))
    assert (found.bodies, len(found.resources)) == (([body], 0) if is_page else ([], 1))


@pytest.mark.parametrize(
    ("url", "media_type", "body", "kind", "told"),
    [
        ("/a.png", "image/png", PNG, "resource", "image/png"),
        ("/a.png", None, PNG, "resource", "image/png"),
        ("/a.css", "text/css", b"a{}", "resource", "text/css"),
        ("/a.woff2", "application/octet-stream", b"wOF2\0\0", "resource", "font/woff2"),
        ("/a.pdf", "application/pdf", b"%PDF-1.4", "attachment", "application/pdf"),
        ("/a.doc", None, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "attachment", "application/msword"),
        ("/robots.txt", "text/plain", b"User-agent: *", "robots", "text/plain"),
        ("/rss", "application/rss+xml", b"<rss version='2'>", "feed", "application/rss+xml"),
        ("/rss", "text/html", b"<?xml version='1.0'?><rss version='2'>", "feed", "text/html"),
        ("/sitemap.xml", "text/xml", b"<urlset>", "sitemap", "application/xml"),
        ("/empty.gif", "image/gif", b"", "resource", "image/gif"),
    ],
)
def test_parts_that_are_no_page(web, tmp_path, url, media_type, body, kind, told):
    url = f"http://xa.example{url}"
    found = web.read(tmp_path, "x.warc", web.record(web.answer(body, "200 OK", media_type), url=url))
    assert found.resources == [
        ResourceEntry(
            path=str(tmp_path / "x.warc"),
            locator="0",
            url=url,
            media_type=told,
            size=len(body),
            recorded_time=web.TIME,
            sha256=hashlib.sha256(body).hexdigest(),
            kind=kind,
        )
    ]
    assert registry.read(str(tmp_path / "x.warc"), "0").body == body


def test_robots_that_are_an_error_page_in_disguise(web, tmp_path):
    found = web.read(tmp_path, "x.warc", web.record(url="http://xa.example/robots.txt"))
    assert found.bodies == [web.PAGE]


@pytest.mark.parametrize(
    ("status", "media_type", "more", "kind", "code", "detail"),
    [
        ("301 Moved", "text/html", ["Location: /moi"], "skipped", "redirect", "http://xa.example/moi"),
        ("302 Found", None, ["Location: https://b.example/"], "skipped", "redirect", "https://b.example/"),
        ("302 Found", "image/png", ["Location: /b.png"], "other", "redirect", "http://xa.example/b.png"),
        ("307 x", "text/html", [], "skipped", "redirect", ""),
        ("404 Not Found", "text/html", [], "skipped", "error-page", "404"),
        ("503 x", None, [], "skipped", "error-page", "503"),
        ("404 Not Found", "image/png", [], "other", "error-page", "404"),
    ],
)
def test_answers_that_hold_nothing(web, tmp_path, status, media_type, more, kind, code, detail):
    (found,) = web.read(tmp_path, "x.warc", web.record(web.answer(b"x", status, media_type, *more))).all
    assert found == Rejected(str(tmp_path / "x.warc"), "0", kind, code, detail, url=web.URL)


def test_a_page_without_content(web, tmp_path):
    found = web.read(tmp_path, "x.warc", web.record(web.answer(b"")))
    assert found.codes == [("0", "empty-page")]
    assert found.rejected[0].kind == "skipped"


@pytest.mark.parametrize(
    ("headers", "stored"),
    [
        (["Content-Encoding: gzip"], lambda body: gzip.compress(body, mtime=0)),
        (["Content-Encoding: deflate"], zlib.compress),
        (["Content-Encoding: gzip"], lambda body: body),
        (["Content-Encoding: br"], lambda body: __import__("brotli").compress(body)),
    ],
)
@pytest.mark.parametrize("chunked", [True, False])
def test_hash_and_size_are_those_of_the_body_without_chunks(web, tmp_path, headers, stored, chunked):
    packed = stored(web.PAGE)
    block = web.answer(
        web.chunked(packed) if chunked else packed,
        "200 OK",
        "text/html",
        *headers,
        *(["Transfer-Encoding: chunked"] if chunked else []),
    )
    (page,) = web.read(tmp_path, "x.warc", web.record(block)).pages
    assert page.body == web.PAGE
    assert (page.sha256, page.size) == (hashlib.sha256(packed).hexdigest(), len(packed))
    assert registry.read(page.path, page.member).body == web.PAGE


def test_an_unknown_encoding_is_told(web, tmp_path):
    block = web.answer(b"\x28\xb5\x2f\xfdxxxx", "200 OK", "text/html", "Content-Encoding: zstd")
    found = web.read(tmp_path, "x.warc", web.record(block) + web.record())
    assert [(each.code, each.detail) for each in found.rejected] == [("encoding-unknown", "zstd")]
    assert found.bodies == [web.PAGE]


def test_pages_past_the_limit_are_listed(web, tmp_path, monkeypatch):
    monkeypatch.setattr(webrecords, "MAX_PART", 300_000)
    large = web.record(web.answer(web.PAGE + b" " * 300_000))
    found = web.read(tmp_path, "x.warc", large + web.record())
    assert [(each.code, each.detail) for each in found.rejected] == [
        ("page-too-large", str(len(web.PAGE) + 300_000))
    ]
    assert found.bodies == [web.PAGE]
    picture = web.record(web.answer(PNG + bytes(300_000), "200 OK", "image/png"))
    (entry,) = web.read(tmp_path, "y.warc", picture).resources
    assert entry.size == len(PNG) + 300_000
    with pytest.raises(UnusableError, match="page-too-large"):
        registry.read(entry.path, entry.locator)


def test_pictures_inside_a_page(web, tmp_path):
    uri = "data:image/png;base64,iVBORw0KGgo="
    body = web.PAGE + f'<img src="{uri}">'.encode()
    (page,) = web.read(tmp_path, "x.warc.gz", web.packed(web.record(), web.record(web.answer(body)))).pages[
        1:
    ]
    found = registry.read(page.path, page.member + embedded.name(uri))
    assert (found.body, found.media_type) == (b"\x89PNG\r\n\x1a\n", "image/png")
    with pytest.raises(NotFoundError, match="resource-missing"):
        registry.read(page.path, page.member + embedded.name("data:,other"))


@pytest.mark.parametrize("locator", ["", "1", "999999", "x", "-1", "0+1", "0+999999", "archive/x.warc:0"])
def test_locators_that_lead_nowhere(web, tmp_path, locator):
    for name, data in (("x.warc", web.record()), ("x.warc.gz", web.packed(web.record()))):
        file = web.put(tmp_path, name, data)
        with pytest.raises(NotFoundError, match="resource-missing"):
            registry.read(file.absolute, locator)


class TestRevisits:
    """Records that stand for others."""

    LATER = "2022-01-01T00:00:00Z"

    def revisit(self, web, block=b"", **fields):
        values = {"WARC_Payload_Digest": web.sha1(web.PAGE)} | fields
        return web.record(block, "revisit", time=self.LATER, **values)

    def original(self, web, **fields):
        return web.record(WARC_Payload_Digest=web.sha1(web.PAGE), WARC_Record_ID="<urn:uuid:1>", **fields)

    @pytest.mark.parametrize("order", ["before", "behind"])
    @pytest.mark.parametrize("packing", [b"".join, lambda records: b"".join(map(gzip.compress, records))])
    def test_it_is_a_capture_of_its_own_with_the_content_of_the_original(self, web, tmp_path, order, packing):
        records = [web.record(b"x", "request"), self.original(web), self.revisit(web)]
        data = packing(records if order == "before" else [*records[:1], *reversed(records[1:])])
        found = web.read(tmp_path, "x.warc", data)
        assert found.bodies == [web.PAGE] * 2
        assert {page.recorded_time for page in found.pages} == {web.TIME, self.LATER}
        assert {page.sha256 for page in found.pages} == {hashlib.sha256(web.PAGE).hexdigest()}
        assert len({page.id for page in found.pages}) == len({page.member for page in found.pages}) == 2
        for page in found.pages:
            assert registry.read(page.path, page.member).body == web.PAGE

    @pytest.mark.parametrize(
        "fields",
        [
            {"WARC_Refers_To": "<urn:uuid:1>", "WARC_Payload_Digest": None},
            {"WARC_Refers_To_Target_URI": "http://b.example/", "WARC_Refers_To_Date": "2020-01-01T00:00:00Z"},
            {
                "WARC_Refers_To_Target_URI": "http://b.example/",
                "WARC_Refers_To_Date": "2020-01-01T00:00:00Z",
                "WARC_Payload_Digest": None,
            },
            {},
        ],
    )
    def test_ways_to_refer(self, web, tmp_path, fields):
        original = self.original(web, WARC_Target_URI="http://b.example/", WARC_Date="2020-01-01T00:00:00Z")
        found = web.read(
            tmp_path, "x.warc", web.record(web.answer(other_page(1))) + original + self.revisit(web, **fields)
        )
        assert found.bodies == [other_page(1), web.PAGE, web.PAGE]
        assert found.pages[2].recorded_url == web.URL

    def test_pictures_and_what_has_its_own_answer(self, web, tmp_path):
        picture = web.record(
            web.answer(PNG, "200 OK", "image/png"),
            url="http://xa.example/a.png",
            WARC_Payload_Digest=web.sha1(PNG),
        )
        again = self.revisit(web, WARC_Payload_Digest=web.sha1(PNG))
        gone = self.revisit(web, web.answer(b"", "404 Not Found"))
        same = self.revisit(web, web.answer(b"", "304 Not Modified"))
        found = web.read(tmp_path, "x.warc", self.original(web) + picture + again + gone + same)
        assert [(entry.url, entry.size) for entry in found.resources] == [
            ("http://xa.example/a.png", len(PNG)),
            (web.URL, len(PNG)),
        ]
        assert found.resources[1].locator != found.resources[0].locator
        assert registry.read(found.resources[1].path, found.resources[1].locator).body == PNG
        assert [code for _, code in found.codes] == ["error-page"]
        assert found.bodies == [web.PAGE] * 2

    def test_an_original_that_is_not_there(self, web, tmp_path):
        lonely = self.revisit(web, WARC_Refers_To_Target_URI="http://b.example/goc")
        found = web.read(tmp_path, "x.warc", web.record(web.answer(other_page(1))) + lonely)
        (rejected,) = found.rejected
        assert (rejected.kind, rejected.code, rejected.detail, rejected.url) == (
            "skipped",
            "revisit-unresolved",
            "http://b.example/goc",
            web.URL,
        )
        with pytest.raises(NotFoundError):
            registry.read(rejected.path, rejected.member)

    def test_revisits_of_revisits_end(self, web, tmp_path):
        ring = [
            self.revisit(web, WARC_Record_ID=f"<urn:uuid:{n}>", WARC_Refers_To=f"<urn:uuid:{(n + 1) % 3}>")
            for n in range(3)
        ]
        assert [code for _, code in web.read(tmp_path, "x.warc", b"".join(ring)).codes] == [
            "revisit-unresolved"
        ] * 3

    @pytest.mark.parametrize("container", ["warc", "wacz"])
    def test_originals_in_another_file(self, web, tmp_path, container):
        if container == "warc":
            first = web.put(tmp_path, "1.warc.gz", web.packed(web.record(b"", "request"), self.original(web)))
            second = web.put(tmp_path, "2.warc.gz", web.packed(self.revisit(web)))
        else:
            first = web.put(tmp_path, "1.wacz", web.wacz({"a.warc": self.original(web)}))
            second = web.put(tmp_path, "2.wacz", web.wacz({"b.warc": self.revisit(web)}))
        original = next(each for each in registry.pages(first) if isinstance(each, SavedPage))
        (revisit,) = [
            each for each in registry.pages(second) if getattr(each, "code", "") == "revisit-unresolved"
        ]
        candidates = [(first.absolute, "1"), ("/nowhere", "0"), (second.absolute, revisit.member)]
        assert elsewhere.resolve(revisit.path, revisit.member, candidates) is None
        found = elsewhere.resolve(
            revisit.path, revisit.member, [*candidates, (first.absolute, original.member)]
        )
        assert isinstance(found, SavedPage)
        assert (found.path, found.member, found.body) == (second.absolute, revisit.member, web.PAGE)
        assert found.recorded_time == self.LATER
        assert elsewhere.resolve(str(tmp_path / "none"), "0", []) is None


class TestParts:
    """Large archives cut into parts."""

    @pytest.mark.parametrize("packing", ["plain", "records", "whole"])
    def test_together_they_are_the_archive(self, web, tmp_path, monkeypatch, packing):
        monkeypatch.setattr(webarchive, "PART_SIZE", 2000)
        records = []
        for number in range(40):
            block = web.answer(other_page(number) + b"<!-- %d -->" % (number**9) * (number % 5 * 20))
            records.append(
                web.record(block, url=f"{web.URL}?{number}", WARC_Record_ID=f"<urn:uuid:{number}>")
            )
            if number % 7 == 3:
                refers = f"<urn:uuid:{number - 3}>"
                records.append(web.record(b"", "revisit", time="2022-01-01", WARC_Refers_To=refers))
        records[20] = records[20].replace(b"Content-Length: ", b"Content-Length: 9")
        data = {
            "plain": b"".join(records),
            "records": web.packed(*records),
            "whole": gzip.compress(b"".join(records), mtime=0),
        }[packing]
        file = web.put(tmp_path, "x.warc", data)
        parts = list(registry.parts(file))
        assert (len(parts) > 3) == (packing != "whole")
        assert parts == list(registry.parts(file))
        assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
        assert (parts[0].start, parts[-1].end) == (0, None)
        together = [found for part in parts for found in registry.pages(file, part)]
        assert together == list(registry.pages(file))
        assert len(together) > 45

    def test_small_and_other_files_are_one_part(self, web, tmp_path):
        for name, body in (("x.warc", web.record()), ("x.html", web.PAGE), ("x.png", PNG)):
            file = web.put(tmp_path, name, body)
            assert list(registry.parts(file)) == [Part()]
            assert list(registry.pages(file, Part())) == list(registry.pages(file))


@pytest.mark.parametrize("packing", ["plain", "records", "whole"])
def test_some_records_without_the_others(web, tmp_path, packing):
    records = [
        web.record(
            web.answer(other_page(n)), url=f"{web.URL}?{n}", WARC_Payload_Digest=web.sha1(other_page(n))
        )
        for n in range(9)
    ]
    records.append(web.record(b"", "revisit", time="2022-01-01", WARC_Payload_Digest=web.sha1(other_page(3))))
    data = {
        "plain": b"".join(records),
        "records": web.packed(*records),
        "whole": gzip.compress(b"".join(records), mtime=0),
    }[packing]
    for name, body, prefix in (
        ("x.warc", data, ""),
        ("x.wacz", web.wacz({"1.warc": b"", "2.warc": data}), "archive/2.warc:"),
    ):
        file = web.put(tmp_path, name, body)
        pages = [each for each in registry.pages(file) if isinstance(each, SavedPage)]
        wanted = [pages[9], pages[2], pages[5]]
        members = [page.member for page in wanted] + ["nothing", f"{prefix}77777", "y:1", ""]
        assert list(registry.some(file, members)) == sorted(wanted, key=pages.index)
        assert list(registry.some(file, [])) == []
        assert registry.picks(file)
    page = web.put(tmp_path, "x.html", web.PAGE)
    assert list(registry.some(page, ["1"])) == []
    assert not registry.picks(page)


class TestFaults:
    """Digests that were recorded with the records."""

    def faults(self, web, folder, data):
        return list(registry.faults(web.put(folder, "x.warc", data)))

    def test_digests_that_hold(self, web, tmp_path):
        block = web.answer(web.chunked(web.PAGE), "200 OK", "text/html", "Transfer-Encoding: chunked")
        sha256 = "sha256:" + hashlib.sha256(block).hexdigest()
        records = [
            web.record(block, WARC_Block_Digest=web.sha1(block), WARC_Payload_Digest=web.sha1(web.PAGE)),
            web.record(block, WARC_Block_Digest=sha256, WARC_Payload_Digest=web.sha1(web.chunked(web.PAGE))),
            web.record(WARC_Block_Digest="md5:" + hashlib.md5(web.answer()).hexdigest().upper()),
            web.record(b"", "revisit", WARC_Payload_Digest=web.sha1(web.PAGE)),
            web.record(WARC_Payload_Digest="tiger:ABC", WARC_Block_Digest="nothing"),
        ]
        assert self.faults(web, tmp_path, b"".join(records)) == []
        assert self.faults(web, tmp_path, web.packed(*records)) == []

    @pytest.mark.parametrize("name", ["block", "payload"])
    @pytest.mark.parametrize("value", ["sha1:" + "A" * 32, "sha256:" + "0" * 64, "sha1:short", "sha1:é"])
    def test_digests_that_do_not(self, web, tmp_path, name, value):
        field = {f"WARC_{name.capitalize()}_Digest": value}
        first = web.record()
        wrong = Fault(str(len(first)), "digest-wrong", f"{name} {value.partition(':')[0]}")
        assert self.faults(web, tmp_path, first + web.record(**field) + first) == [wrong]

    def test_one_flipped_byte(self, web, tmp_path):
        record = web.record(WARC_Block_Digest=web.sha1(web.answer()))
        data = bytearray(record * 3)
        data[len(record) * 2 - 30] ^= 4
        assert [fault.locator for fault in self.faults(web, tmp_path, bytes(data))] == [str(len(record))]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # it leaves temporary files open
@pytest.mark.parametrize("packed", [True, False])
def test_what_warcio_writes(tmp_path, web, packed):
    target = io.BytesIO()
    writer = WARCWriter(target, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for number in range(10):
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        uri = f"{web.URL}?{number}"
        writer.write_record(
            writer.create_warc_record(uri, "response", io.BytesIO(other_page(number)), http_headers=headers)
        )
    file = web.put(tmp_path, "x.warc", target.getvalue())
    found = [each for each in registry.pages(file) if isinstance(each, SavedPage)]
    assert [page.body for page in found] == [other_page(number) for number in range(10)]
    assert not list(registry.faults(file))
    iterator = ArchiveIterator(io.BytesIO(target.getvalue()))
    offsets = [str(iterator.get_record_offset()) for record in iterator if record.rec_type == "response"]
    assert [page.member for page in found] == offsets


def test_large_records_are_never_held_whole(web, tmp_path):
    """A picture is hashed as it passes; only the limit bounds a page."""
    noise = random.Random(1).randbytes(200_000)
    picture = web.record(web.answer(PNG + noise * 100, "200 OK", "image/png"))
    file = web.put(tmp_path, "x.warc.gz", web.packed(picture, web.record()))
    tracemalloc.start()
    found = [type(each) for each in registry.pages(file)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == [ResourceEntry, SavedPage]
    assert peak < 4 * 2**20


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_mutated_files_end_with_reasons(web, tmp_path_factory, data):
    records = [
        web.record(
            web.answer(other_page(number)), url=f"{web.URL}?{number}", WARC_Payload_Digest=web.sha1(b"")
        )
        for number in range(4)
    ] + [web.record(b"", "revisit", WARC_Payload_Digest=web.sha1(b""))]
    whole = data.draw(
        st.sampled_from([b"".join(records), web.packed(*records), gzip.compress(b"".join(records))])
    )
    mutated = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(mutated) - 1))
        change = data.draw(st.sampled_from(["flip", "cut", "insert", "digits"]))
        if change == "flip":
            mutated[at] ^= data.draw(st.integers(1, 255))
        elif change == "cut":
            del mutated[at : at + data.draw(st.integers(1, 60))]
        elif change == "insert":
            mutated[at:at] = data.draw(st.binary(max_size=40))
        else:
            mutated = bytearray(mutated.replace(b"Content-Length: ", b"Content-Length: 9", 1))
        if not mutated:
            mutated = bytearray(b"W")
    file = web.put(tmp_path_factory.getbasetemp(), "mutated.warc", bytes(mutated))
    found = list(registry.pages(file))
    assert found
    for each in found:
        if isinstance(each, SavedPage):
            assert registry.read(each.path, each.member).body == each.body
    for fault in registry.faults(file):
        assert fault.code


def test_the_limit_of_a_page_is_that_of_files():
    assert webrecords.MAX_PART == files.MAX_FILE
