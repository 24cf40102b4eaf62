"""Zip files of pages: MAFF, zipped SingleFile pages, .htz, plain ones; and what hostile ones become."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile

import pytest

from reader.errors import NotFoundError, UnusableError
from reader.formats import limits, registry
from reader.model import FoundFile, Rejected, ResourceEntry, SavedPage

PAGE = "<!DOCTYPE html><html><head><title>Bầu cử</title></head><p>Cử tri đi bỏ phiếu</p></html>".encode()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
RDF = (
    b'<?xml version="1.0"?><RDF:RDF xmlns:MAF="http://maf.mozdev.org/metadata/rdf#" xmlns:RDF="x">'
    b'<RDF:Description RDF:about="urn:root">'
    b'<MAF:originalurl RDF:resource="http://xa.example/tin?id=1&amp;b=2"/>'
    b'<MAF:archivetime RDF:resource="Thu, 17 Sep 2020 15:52:05 +0700"/>'
    b'<MAF:indexfilename RDF:resource="trang.html"/></RDF:Description></RDF:RDF>'
)


def packed(members, compression=zipfile.ZIP_DEFLATED):
    """The bytes of a zip file; members are (name, body)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for name, body in members:
            archive.writestr(zipfile.ZipInfo(name, (2021, 6, 3, 8, 0, 0)), body, compression)
    return target.getvalue()


def put(folder, name, body):
    path = folder / name
    path.write_bytes(body)
    return path


def found(path):
    return list(registry.pages(FoundFile(str(path), "", path.stat().st_size, 1_600_000_000 * 10**9)))


def pages(path):
    return [each for each in found(path) if isinstance(each, SavedPage)]


def rejected(path):
    return [(each.member, each.kind, each.code) for each in found(path) if isinstance(each, Rejected)]


def test_a_mirror_in_a_zip(tmp_path):
    path = put(
        tmp_path,
        "ban-luu.zip",
        packed(
            [
                ("www.xa.gov.vn/tin/a.html", PAGE),
                ("www.xa.gov.vn/tin/hinh.png", PNG),
                ("www.xa.gov.vn/tin/b.html", PAGE + b"b"),
                ("www.xa.gov.vn/tin/b_files/khung.html", PAGE),
                ("__MACOSX/._a.html", b"\0\5\x16\7"),
            ]
        ),
    )
    one, two = pages(path)
    assert (one.member, one.format, one.path_url) == (
        "www.xa.gov.vn/tin/a.html",
        "zip",
        "http://www.xa.gov.vn/tin/a.html",
    )
    assert (one.body, one.size, one.sha256) == (PAGE, len(PAGE), hashlib.sha256(PAGE).hexdigest())
    assert (one.recorded_url, one.recorded_time, one.file_time) == (None, None, "2021-06-03T08:00:00Z")
    assert two.member == "www.xa.gov.vn/tin/b.html"
    entries = {each.locator: each for each in found(path) if isinstance(each, ResourceEntry)}
    picture = entries["www.xa.gov.vn/tin/hinh.png"]
    assert (picture.url, picture.media_type, picture.size) == (
        "http://www.xa.gov.vn/tin/hinh.png",
        "image/png",
        len(PNG),
    )
    assert entries["www.xa.gov.vn/tin/b_files/khung.html"].kind == "frame"
    assert rejected(path) == [("__MACOSX/._a.html", "other", "system-file")]


def test_references_in_a_zip_are_found_again(tmp_path):
    path = put(tmp_path, "m.zip", packed([("xa.gov.vn/tin/a.html", PAGE), ("xa.gov.vn/hình ảnh/1.png", PNG)]))
    page = "xa.gov.vn/tin/a.html"
    for reference in (
        "../hình ảnh/1.png",
        "../h%C3%ACnh%20%E1%BA%A3nh/1.png?v=2",
        "http://xa.gov.vn/h%C3%ACnh%20%E1%BA%A3nh/1.png",
    ):
        locator = registry.locate(str(path), page, reference)
        assert locator == "xa.gov.vn/hình ảnh/1.png"
    assert registry.read(str(path), locator).body == PNG
    assert registry.read(str(path), locator).media_type == "image/png"
    assert registry.locate(str(path), page, "../../../etc/passwd") is None
    with pytest.raises(NotFoundError):
        registry.read(str(path), "xa.gov.vn/khong-co.png")


def test_maff_gives_each_folder_a_page(tmp_path):
    path = put(
        tmp_path,
        "x.maff",
        packed(
            [
                ("1/index.rdf", RDF),
                ("1/trang.html", PAGE),
                ("1/khung.html", PAGE + b"f"),
                ("2/index.html", PAGE + b"2"),
                ("2/a.png", PNG),
            ]
        ),
    )
    one, two = pages(path)
    assert (one.member, one.format, one.recorded_url, one.recorded_time, one.recorded_from) == (
        "1/trang.html",
        "maff",
        "http://xa.example/tin?id=1&b=2",
        "2020-09-17T08:52:05Z",
        "record",
    )
    assert (two.member, two.recorded_url, two.recorded_time) == ("2/index.html", None, None)
    kinds = {each.locator: each.kind for each in found(path) if isinstance(each, ResourceEntry)}
    assert kinds == {"1/index.rdf": kinds["1/index.rdf"], "1/khung.html": "frame", "2/a.png": "resource"}
    assert pages(put(tmp_path, "renamed.zip", packed([("1/index.rdf", RDF), ("1/trang.html", PAGE)])))[
        0
    ].format == ("maff")


def singlefilez():
    told = {
        "originalUrl": "https://xa.example/bai",
        "archiveTime": "2022-01-02T03:04:05.678Z",
        "indexFilename": "index.html",
        "resources": {"images/0.png": "https://cdn.example/anh.png"},
    }
    frame = {"originalUrl": "https://xa.example/khung", "indexFilename": "index.html", "resources": {}}
    return [
        ("index.html", PAGE),
        ("manifest.json", json.dumps(told)),
        ("images/0.png", PNG),
        ("frames/0/index.html", PAGE + b"f"),
        ("frames/0/manifest.json", json.dumps(frame)),
    ]


@pytest.mark.parametrize("name", ["bai.zip", "bai.html"])
def test_zipped_singlefile_pages(tmp_path, name):
    body = packed(singlefilez())
    if name.endswith(".html"):
        head = b"<!DOCTYPE html> <html data-sfz><meta charset=utf-8><title>x</title><script>1</script><!--"
        target = io.BytesIO(head)
        target.seek(0, io.SEEK_END)
        with zipfile.ZipFile(target, "a") as archive:
            for member, text in singlefilez():
                archive.writestr(member, text)
        body = target.getvalue() + b"--></body></html>"
    path = put(tmp_path, name, body)
    (page,) = pages(path)
    assert (page.member, page.format, page.recorded_url, page.recorded_time, page.recorded_from) == (
        "index.html",
        "singlefilez",
        "https://xa.example/bai",
        "2022-01-02T03:04:05Z",
        "record",
    )
    assert registry.locate(str(path), "index.html", "images/0.png") == "images/0.png"
    assert registry.locate(str(path), "index.html", "https://cdn.example/anh.png") == "images/0.png"
    assert not [each for each in found(path) if isinstance(each, Rejected)]


def test_htz(tmp_path):
    page = (
        b'<html data-scrapbook-source="http://xa.example/1" data-scrapbook-create="20200421101254231">' + PAGE
    )
    path = put(tmp_path, "x.htz", packed([("index.html", page), ("frame.html", PAGE), ("a.png", PNG)]))
    (one,) = pages(path)
    assert (one.format, one.recorded_url, one.recorded_time, one.recorded_from) == (
        "htz",
        "http://xa.example/1",
        "2020-04-21T10:12:54Z",
        "comment",
    )


def test_a_zip_without_pages_is_an_attachment(tmp_path):
    path = put(
        tmp_path, "mau.zip", packed([("mau.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ("doc.txt", b"x")])
    )
    assert rejected(path) == [(None, "other", "attachment")]
    assert len(found(path)) == 1


@pytest.mark.parametrize(
    "name", ["../ngoai.html", "/etc/x.html", "C:\\x.html", "a/../../x.html", "..\\x.html"]
)
def test_names_that_lead_out_are_listed_and_the_rest_is_read(tmp_path, name):
    path = put(tmp_path, "x.zip", packed([(name, PAGE), ("tot.html", PAGE)]))
    assert [page.member for page in pages(path)] == ["tot.html"]
    ((_, kind, code),) = rejected(path)
    assert (kind, code) == ("failed", "member-unsafe-name")


def test_backslashes_and_repeated_names(tmp_path):
    body = packed([("tin_a.html", PAGE), ("tin_b.html", PAGE + b"2")])
    body = body.replace(b"tin_b.html", b"tin_a.html").replace(b"tin_a", b"tin\\a")
    path = put(tmp_path, "x.zip", body)
    assert [page.member for page in pages(path)] == ["tin/a.html", "tin/a.html~2"]
    assert registry.read(str(path), "tin/a.html~2").body == PAGE + b"2"


def test_names_that_are_utf8_without_saying_so(tmp_path):
    body = packed([("tin/bài.html", PAGE)])
    assert body.count(struct.pack("<H", 0x800)) >= 1
    plain = bytearray(body)
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        place = body.index(mark) + at
        plain[place : place + 2] = b"\0\0"
    assert [page.member for page in pages(put(tmp_path, "x.zip", bytes(plain)))] == ["tin/bài.html"]


def test_locked_members_are_listed(tmp_path):
    body = bytearray(packed([("khoa.html", PAGE), ("mo.html", PAGE)]))
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        body[body.index(mark) + at] |= 1
    path = put(tmp_path, "x.zip", bytes(body))
    assert [page.member for page in pages(path)] == ["mo.html"]
    assert rejected(path) == [("khoa.html", "failed", "member-encrypted")]
    with pytest.raises(UnusableError):
        registry.read(str(path), "khoa.html")


def test_a_flipped_byte_is_found(tmp_path):
    body = bytearray(packed([("a.html", PAGE), ("b.html", PAGE)], zipfile.ZIP_STORED))
    body[body.index(b"tri")] ^= 1
    path = put(tmp_path, "x.zip", bytes(body))
    file = FoundFile(str(path), "", len(body), 0)
    assert [fault.locator for fault in registry.faults(file)] == ["a.html"]
    assert rejected(path) == [("a.html", "failed", "member-damaged")]
    assert [page.member for page in pages(path)] == ["b.html"]


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_cut_off_zip_gives_what_there_is(tmp_path, compression):
    body = packed([("a.html", PAGE), ("b.html", PAGE + b"b"), ("c.html", PAGE + b"c")], compression)
    path = put(tmp_path, "x.zip", body[: body.index(b"c.html") + 30])
    assert [(page.member, page.body) for page in pages(path)][:2] == [
        ("a.html", PAGE),
        ("b.html", PAGE + b"b"),
    ]
    assert (None, "failed", "zip-damaged") in rejected(path)
    assert registry.read(str(path), "b.html").body == PAGE + b"b"


def test_a_streamed_zip_without_its_table(tmp_path):
    class Pipe(io.RawIOBase):
        written = b""

        def writable(self):
            return True

        def write(self, piece):
            self.written += bytes(piece)
            return len(piece)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", PAGE)
        archive.writestr("b.html", PAGE + b"b")
    path = put(tmp_path, "x.zip", pipe.written[: pipe.written.index(b"PK\1\2")])
    assert [page.body for page in pages(path)] == [PAGE, PAGE + b"b"]


def test_bombs_are_listed_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FREE_PART", 100_000)
    bomb = packed([("bom.html", PAGE + b" " * 3_000_000), ("tot.html", PAGE), ("bom.bin", b"\0" * 9_000_000)])
    path = put(tmp_path, "x.zip", bomb)
    assert [page.member for page in pages(path)] == ["tot.html"]
    assert {(code, kind) for _, kind, code in rejected(path)} == {("part-bomb", "failed")}


def test_a_zip_that_unpacks_to_too_much_in_all_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FREE_TOTAL", 10_000)
    monkeypatch.setattr(limits, "MAX_TOTAL_RATIO", 1)
    path = put(tmp_path, "x.zip", packed([(f"{n}.html", PAGE + b" " * 4000) for n in range(20)]))
    assert 0 < len(pages(path)) < 20
    assert rejected(path)[-1] == (None, "failed", "archive-bomb")


def test_archives_inside_are_told(tmp_path):
    inner = packed([("a.html", PAGE)])
    path = put(
        tmp_path,
        "x.zip",
        packed([("a.html", PAGE), ("trong.zip", inner), ("cu.7z", b"7z\xbc\xaf\x27\x1c...")]),
    )
    assert len(pages(path)) == 1
    assert rejected(path) == [("cu.7z", "failed", "archive-inside")]
    kinds = [each.kind for each in found(path) if isinstance(each, ResourceEntry)]
    assert kinds == ["attachment"]
