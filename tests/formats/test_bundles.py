"""MHTML and .webarchive: one page with its parts, found again by all the names a page has for them."""

from __future__ import annotations

import base64
import hashlib
import plistlib
import quopri

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import NotFoundError, UnusableError
from reader.formats import embedded, mime, registry
from reader.formats.mime import decode_body, decode_words
from reader.model import FoundFile, Rejected, ResourceEntry, SavedPage

PAGE = (
    "<!DOCTYPE html><html><head><title>Bầu cử</title></head><p>Cử tri đi bỏ phiếu = quyền</p></html>".encode()
)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(60))
URL = "http://xa.gov.vn/tin/bau-cu.html"
HEAD = (
    f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\n"
    "Subject: =?utf-8?Q?B=E1=BA=A7u?=\r\nDate: Thu, 3 Jun 2021 13:00:00 +0700\r\nMIME-Version: 1.0\r\n"
)


def part(body, media_type="text/html", encoding="quoted-printable", **headers):
    """One part of a message."""
    text = {
        "quoted-printable": quopri.encodestring,
        "base64": base64.encodebytes,
        "8bit": bytes,
        "binary": bytes,
    }[encoding](body)
    lines = [f"Content-Type: {media_type}", f"Content-Transfer-Encoding: {encoding}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + text


def message(*parts, boundary="----b", head=HEAD, kind="related", end=True):
    """A whole message."""
    body = f'{head}Content-Type: multipart/{kind}; boundary="{boundary}"\r\n\r\n'.encode()
    for each in parts:
        body += f"--{boundary}\r\n".encode() + each + b"\r\n"
    return body + (f"--{boundary}--\r\n".encode() if end else b"")


def saved():
    return [
        part(PAGE, Content_Location=URL, Content_ID="<frame-1@mhtml.blink>"),
        part(PNG, "image/png", "base64", Content_Location="http://xa.gov.vn/hinh/a.png"),
        part(b"p{}", "text/css", Content_Location="cid:css-1@mhtml.blink"),
        part(PNG, "image/png", "binary", Content_ID="<anh@b>"),
        part(PAGE + b"f", Content_Location="http://xa.gov.vn/khung.html"),
    ]


def put(folder, body, name="x.mht"):
    path = folder / name
    path.write_bytes(body)
    return path


def found(path):
    return list(registry.pages(FoundFile(str(path), "", path.stat().st_size, 0)))


def pages(path):
    return [each for each in found(path) if isinstance(each, SavedPage)]


def entries(path):
    return [each for each in found(path) if isinstance(each, ResourceEntry)]


def rejected(path):
    return [(each.kind, each.code) for each in found(path) if isinstance(each, Rejected)]


def test_a_page_with_all_that_its_message_tells(tmp_path):
    body = message(*saved())
    path = put(tmp_path, body)
    (page,) = pages(path)
    assert page.body.rstrip(b"\r\n") == PAGE
    assert (page.member, page.format, page.recorded_url) == (None, "mhtml", URL)
    assert (page.recorded_time, page.recorded_from) == ("2021-06-03T06:00:00Z", "header")
    assert (page.sha256, page.size) == (hashlib.sha256(body).hexdigest(), len(body))
    assert [(each.locator, each.url, each.media_type, each.kind) for each in entries(path)] == [
        ("part-2", "http://xa.gov.vn/hinh/a.png", "image/png", "resource"),
        ("part-3", None, "text/css", "resource"),
        ("part-4", None, "image/png", "resource"),
        ("part-5", "http://xa.gov.vn/khung.html", "text/html", "frame"),
    ]
    assert entries(path)[0].sha256 == hashlib.sha256(PNG).hexdigest()
    assert not rejected(path)


@pytest.mark.parametrize(
    ("reference", "locator"),
    [
        ("http://xa.gov.vn/hinh/a.png", "part-2"),
        ("../hinh/a.png", "part-2"),
        ("/hinh/a.png", "part-2"),
        ("cid:css-1@mhtml.blink", "part-3"),
        ("cid:anh%40b", "part-4"),
        ("CID:anh@b", "part-4"),
        ("khong-co.png", None),
        ("http://[khong", None),
    ],
)
def test_references_are_found_again(tmp_path, reference, locator):
    path = str(put(tmp_path, message(*saved())))
    assert registry.locate(path, None, reference) == locator
    if locator:
        assert registry.read(path, locator).body in (PNG, b"p{}")


def test_office_pages_name_their_pictures_by_file(tmp_path):
    path = put(
        tmp_path,
        message(
            part(PAGE, 'text/html; charset="gb2312"', Content_Location="file:///C:/B1/Hey.htm"),
            part(PNG, "image/png", "base64", Content_Location="file:///C:/B1/Hey.files/image001.png"),
            head="MIME-Version: 1.0\r\n",
        ),
    )
    (page,) = pages(path)
    assert (page.recorded_url, page.recorded_time, page.charset) == (None, None, "gb2312")
    assert registry.locate(str(path), None, "Hey.files/image001.png") == "part-2"
    assert entries(path)[0].url is None


def test_parts_inside_parts(tmp_path):
    inner = message(part(b"text", "text/plain"), part(PAGE), boundary="in", head="", kind="alternative")
    path = put(tmp_path, message(inner.rstrip(b"\r\n"), part(PNG, "image/png", "base64")))
    assert pages(path)[0].body.rstrip() == PAGE
    assert [each.locator for each in entries(path)] == ["part-1", "part-3"]


def test_the_page_is_the_one_that_the_message_names(tmp_path):
    body = message(part(PAGE + b"x", Content_ID="<a>"), part(PAGE, Content_ID="<b>"))
    body = body.replace(b'boundary="----b"', b'boundary="----b"; start="<b>"', 1)
    assert pages(put(tmp_path, body))[0].body.rstrip() == PAGE
    other = message(part(PAGE + b"x", Content_Location="http://khac.vn/"), part(PAGE, Content_Location=URL))
    assert pages(put(tmp_path, other))[0].recorded_url == URL


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit", "binary"])
def test_transfer_encodings(tmp_path, encoding):
    path = put(tmp_path, message(part(PAGE, "text/html", encoding)))
    assert pages(path)[0].body.rstrip(b"\r\n") == PAGE


def test_a_message_of_one_part(tmp_path):
    path = put(tmp_path, HEAD.encode() + part(PAGE))
    assert pages(path)[0].body.rstrip() == PAGE
    assert not rejected(path)


def test_boundaries_that_are_missing_or_wrong(tmp_path):
    whole = message(*saved())
    for broken in (
        whole.replace(b'; boundary="----b"', b"", 1),
        whole.replace(b'boundary="----b"', b'boundary="other"', 1),
        whole.replace(b"\r\n------b\r\n", b"\r\n\r\n", 1),
        whole[whole.index(b"------b") :],
        whole.replace(b"\r\n", b"\n"),
        b"\r\n\r\n" + whole,
    ):
        path = put(tmp_path, broken)
        assert pages(path)[0].body.rstrip() == PAGE
        assert len(entries(path)) == 4


def test_an_end_in_the_middle_is_told(tmp_path):
    whole = message(*saved())
    path = put(tmp_path, whole[: whole.index(b"cid:css")])
    assert pages(path)[0].body.rstrip() == PAGE
    assert rejected(path) == [("failed", "file-cut-off")]
    cut = put(tmp_path, whole[: whole.index(b"\r\n------b", 600) + 5])
    assert pages(cut)[0].body.rstrip() == PAGE


def test_messages_without_a_page(tmp_path):
    path = put(tmp_path, message(part(PNG, "image/png", "base64")))
    assert rejected(path) == [("failed", "no-page-inside")]
    assert rejected(put(tmp_path, message(part(b" ")))) == [("skipped", "empty-page")]


def test_embedded_pictures_of_the_page(tmp_path):
    uri = "data:image/png;base64," + base64.b64encode(PNG).decode()
    path = str(put(tmp_path, message(part(PAGE + f'<img src="{uri}">'.encode()))))
    assert registry.read(path, embedded.name(uri)).body == PNG
    with pytest.raises(NotFoundError):
        registry.read(path, "#embedded-0123456789abcdef")
    for locator in ("part-9", "part-0", "x"):
        with pytest.raises(NotFoundError):
            registry.read(path, locator)


def test_a_message_of_nothing_but_boundaries_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr(mime, "_MOST_DASHES", 100)
    monkeypatch.setattr(mime, "MOST_PARTS", 50)
    path = put(tmp_path, message(part(PAGE)) + b"--khac\n" * 200)
    assert len(pages(path)) == 1
    assert rejected(path) == [("failed", "too-many-members")]
    many = put(tmp_path, message(*[part(PAGE)] * 60))
    assert rejected(many) == [("failed", "too-many-members")]
    assert 40 < len(entries(many)) < 55


def test_encoded_words_and_bodies():
    assert decode_words("=?utf-8?Q?B=E1=BA=A7u_c?= =?UTF-8?B?4but?=") == "Bầu cử"
    assert decode_words("=?utf-8?Q?") == "=?utf-8?Q?"
    assert decode_body(b"AAEC\r\nAw=\r\n", "base64") == b"\0\1\2\3"
    assert decode_body(b"a=3Db=\r\nc=ZZ", "Quoted-Printable") == b"a=bc=ZZ"
    assert decode_body(b"x=3D", "7bit") == b"x=3D"


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=200))
def test_base64_round_trip_and_any_rubbish(body):
    assert decode_body(base64.encodebytes(body), "base64") == body
    assert isinstance(decode_body(body, "base64"), bytes)


def resource(body, media_type, url, **more):
    return {"WebResourceData": body, "WebResourceMIMEType": media_type, "WebResourceURL": url, **more}


def webarchive():
    frame = {"WebMainResource": resource(PAGE + b"f", "text/html", "http://xa.gov.vn/khung.html")}
    return {
        "WebMainResource": resource(PAGE, "text/html", URL, WebResourceTextEncodingName="UTF-8"),
        "WebSubresources": [resource(PNG, "image/png", "http://xa.gov.vn/hinh/ảnh.png")],
        "WebSubframeArchives": [frame],
    }


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_webarchives(tmp_path, form):
    body = plistlib.dumps(webarchive(), fmt=form, sort_keys=False)
    path = put(tmp_path, body, "x.webarchive")
    (page,) = pages(path)
    assert (page.body, page.member, page.format, page.recorded_url) == (PAGE, None, "webarchive", URL)
    assert (page.charset, page.sha256) == ("UTF-8", hashlib.sha256(body).hexdigest())
    assert [(each.locator, each.media_type, each.kind) for each in entries(path)] == [
        ("part-2", "image/png", "resource"),
        ("part-3", "text/html", "frame"),
    ]
    assert registry.locate(str(path), None, "../hinh/%E1%BA%A3nh.png") == "part-2"
    assert registry.read(str(path), "part-2").body == PNG
    assert not rejected(path)


def test_damaged_webarchives_are_told(tmp_path):
    body = plistlib.dumps(webarchive(), fmt=plistlib.FMT_BINARY)
    assert rejected(put(tmp_path, body[:-10], "x.webarchive")) == [("failed", "webarchive-damaged")]
    assert rejected(put(tmp_path, b"<?xml version='1.0'?><plist><dict>", "x.webarchive")) == [
        ("failed", "webarchive-damaged")
    ]
    with pytest.raises(UnusableError):
        registry.read(str(put(tmp_path, body[:-10], "x.webarchive")), "part-1")


def test_a_webarchive_whose_parts_lie_over_each_other(tmp_path):
    big = resource(PNG + b"x" * 400_000, "image/png", "http://xa.gov.vn/a.png")
    top = {"WebMainResource": resource(PAGE, "text/html", URL), "WebSubresources": [big] * 50}
    path = put(tmp_path, plistlib.dumps(top, fmt=plistlib.FMT_BINARY), "x.webarchive")
    assert path.stat().st_size < 500_000
    assert len(pages(path)) == 1
    assert rejected(path) == [("failed", "archive-bomb")]


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    whole=st.sampled_from([message(*saved()), plistlib.dumps(webarchive(), fmt=plistlib.FMT_BINARY)]),
    at=st.integers(0, 4000),
    piece=st.binary(max_size=12),
    keep=st.integers(0, 9000),
)
def test_never_raises(tmp_path, whole, at, piece, keep):
    body = bytearray(whole[:keep])
    body[at : at + len(piece)] = piece
    path = put(tmp_path, bytes(body), "x.mht" if whole.startswith(b"From") else "x.webarchive")
    assert all(isinstance(each, SavedPage | ResourceEntry | Rejected) for each in found(path))
