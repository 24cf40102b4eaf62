"""What a file is, from its first bytes."""

from __future__ import annotations

import gzip
import io
import tarfile
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.sniff import HEAD, Sniffed, ending, named_like_a_page, sniff, zip_of_pages, zip_of_records

PAGE = b"<!DOCTYPE html><html><head><title>T</title></head><body><p>Xin ch\xc3\xa0o</p></body></html>"


def zipped(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, b"content")
    return target.getvalue()


def tarred(name):
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.addfile(tarfile.TarInfo(name))
    return target.getvalue()


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (PAGE, "page.html"),
        (PAGE, "no-ending"),
        (PAGE, "picture.jpg"),
        (b"\xef\xbb\xbf" + PAGE, "page.html"),
        (b"\r\n\r\n  <!-- saved from url=(0019)http://a.example/x/ -->\n<HTML>", "x.htm"),
        (
            b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN"><html>',
            "x.xhtml",
        ),
        (PAGE.decode().encode("utf-16"), "utf16.html"),
        (PAGE.decode().encode("utf-16-be"), "utf16-without-mark.html"),
        (PAGE.decode().encode("utf-16-le"), "utf16-without-mark.html"),
        (b"<table><tr><td>old page without html</td></tr></table>", "Default.aspx@tabid=57"),
        (b"<h1>fragment</h1>", "bai-viet"),
        (b"404 not found", "index.html"),
        (b"<html>" + b"<p>C\x01C H\x06I TH\x04O c\xf1a x\xb7</p>" * 40, "tcvn5712-uses-control-bytes.html"),
        (b"<HTML><HEAD>" + b"\xb5\xb8\xa9\xae\xad" * 900, "tcvn3.html"),
        (PAGE, "script.js@v=3.html"),
    ],
)
def test_pages_are_html_whatever_their_name(head, name):
    assert sniff(head[:HEAD], name) == Sniffed("html")


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "logo.html", "png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "anh.jpg@w=100", "jpeg"),
        (b"GIF89a\x01\x00", "x.gif", "gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "x", "webp"),
        (b"\x00\x00\x00\x1cftypavif", "x", "avif"),
        (b"BM\x36\x00\x00\x00", "x.bmp", "bmp"),
        (b"%PDF-1.4\n", "van-ban.html", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "quyet-dinh.doc", "office"),
        (b"{\\rtf1\\ansi", "x.doc", "rtf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "quyet-dinh", "office"),
        (zipped("index.html"), "site.zip", "zip"),
        (zipped("archive/data.warc.gz"), "site.wacz", "wacz"),
        (zipped("123/index.rdf"), "site.maff", "maff"),
        (zipped("index.html"), "site.htz", "webscrapbook"),
        (tarred("index.html"), "site.tar", "tar"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "x", "warc"),
        (b"filedesc://old.arc 0.0.0.0 19970418 text/plain 76\n", "x", "arc"),
        (b"ZIM\x04\x00\x00", "x.bin", "zim"),
        (b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource", "x.webarchive", "webarchive"),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
            "x",
            "mhtml",
        ),
        (b"From: <Saved by Blink>\nSubject: x\nContent-Type: MULTIPART/related", "x.html", "mhtml"),
        (b'<?xml version="1.0"?><rss version="2.0">', "tin.xml", "feed"),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">', "rss", "feed"),
        (b'<?xml version="1.0"?>\n<urlset xmlns="x">', "sitemap.xml", "sitemap"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">', "logo.svg", "svg"),
        (b"<svg viewBox='0 0 1 1'>", "logo", "svg"),
        (b"User-agent: *\nDisallow: /", "robots.txt", "robots"),
        (b"body > p { color: red }", "style.css@v=3.2", "css"),
        (b".menu a:hover { color: #fff }", "style.html", "script"),
        (b"/*! lib */ document.write('<div></div>')", "lib.html", "script"),
        (b"(function($){ $('<p>') })", "lib.php", "script"),
        (b"document.write('<html>')", "a.js", "script"),
        (b"<?php echo '<html>'; ?>", "index.php", "source"),
        (b"plain words", "LICENSE", "plain-text"),
        (b"a <b> in text", "notes.txt", "plain-text"),
        (b"vn,example)/ 2019", "index.cdx", "archive-index"),
        (b"", "page.html", "empty"),
        (bytes(range(256)) * 8, "page.html", "binary"),
        (b"\x00" * 4096, "page.html", "binary"),
        (b"\x00\x05\x16\x07\x00\x02", "._page.html", "mac-metadata"),
    ],
)
def test_other_kinds(head, name, kind):
    assert sniff(head[:HEAD], name).kind == kind


@pytest.mark.parametrize(
    ("inner", "name", "kind"),
    [
        (PAGE, "page.html.gz", "html"),
        (PAGE, "page.html", "html"),
        (b"WARC/1.0\r\n", "x.warc.gz", "warc"),
        (tarred("index.html"), "site.tar.gz", "tar"),
        (tarred("index.html"), "site.tgz", "tar"),
        (b"body{}", "style.css.gz", "css"),
    ],
)
def test_inside_gzip(inner, name, kind):
    assert sniff(gzip.compress(inner * 3)[:HEAD], name) == Sniffed(kind, packed=True)


def test_damaged_gzip_is_only_gzip():
    assert sniff(b"\x1f\x8b\x08\x00garbage", "page.html").kind == "gzip"


def test_saved_headers_before_a_page():
    headers = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    assert sniff(headers + PAGE, "index.html").kind == "html"
    assert sniff(headers + b"plain", "data.txt").kind == "http-response"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("index.html", "html"),
        ("index.html.1", "html"),
        ("index.php?id=3", "php"),
        ("Default.aspx@tabid=57&id=3.html", "aspx"),
        ("page.html.gz", "html"),
        ("style.css@v=3.2", "css"),
        ("So 12.2021", None),
        ("bai-viet", None),
    ],
)
def test_endings_of_mirrored_names(name, expected):
    assert ending(name) == expected


def test_names_of_pages():
    assert named_like_a_page("bai-viet")
    assert named_like_a_page("view.ASPX@id=1")
    assert not named_like_a_page("style.css@v=3.2")


def test_a_zip_of_pages_is_told_from_a_zip_of_documents():
    assert zip_of_pages(zipped("a/index.html", "a/x.png"))
    assert not zip_of_pages(zipped("data.warc.gz"))
    assert zip_of_records(zipped("data.warc.gz"))
    assert not zip_of_pages(zipped("to-khai.doc", "huong-dan.pdf"))


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=600), st.text(max_size=30))
def test_never_raises(head, name):
    assert sniff(head, name).kind
    assert sniff(b"<!--" + head, name).kind
    assert sniff(b"\x1f\x8b\x08" + head, name).packed


@pytest.mark.parametrize(
    "piece", [b"a ", b".a ", b"a,", b"<!-- ", b"<?", b"a:", b"\n", b"<", b"<p", b"-", b"(!;"]
)
def test_repeated_pieces_do_not_slow_it_down(piece):
    began = time.process_time()
    sniff((piece * HEAD)[:HEAD], "page.html")
    assert time.process_time() - began < 2, "some pattern backtracks"
