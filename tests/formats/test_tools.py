"""Which program saved a page: only what its file says."""

from __future__ import annotations

import gzip

import pytest

from reader.formats.tools import of_page, saving_tool

PAGE = b"<html><head><title>x</title></head><body><p>x</p></body></html>"


@pytest.mark.parametrize(
    ("comment", "tool"),
    [
        (b"<!--\n Page saved with SingleFile \n url: https://a.example/ \n saved date: x\n-->", "SingleFile"),
        (
            b"<!-- Mirrored from a.example/x by HTTrack Website Copier/3.49-2 [XR&CO'2014], Wed -->",
            "HTTrack Website Copier/3.49-2",
        ),
        (b"<!-- Saved from https://a.example/ at 2021-06-02T00:00:00Z using monolith v2.7.0 -->", "monolith"),
        (b'<meta name="savepage-url" content="https://a.example/">', "Save Page WE"),
        (b"<!-- saved from url=(0018)https://a.example/ -->", "browser"),
        (b"<!-- a comment -->", None),
    ],
)
def test_pages_name_their_tool(comment, tool):
    assert of_page(comment + PAGE) == tool
    assert of_page(gzip.compress(comment + PAGE)) == tool


def test_a_message_names_its_sender(tmp_path):
    path = tmp_path / "a.mhtml"
    path.write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Location: https://a.example/\r\n\r\n" + PAGE + b"\r\n--b--\r\n"
    )
    assert saving_tool(str(path), None) == "Blink"


def test_a_crawler_names_itself_in_the_first_record(tmp_path):
    block = b"software: Heritrix/3.4.0\r\nformat: WARC File Format 1.0\r\n"
    head = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nWARC-Date: 2021-06-02T00:00:00Z\r\nContent-Length: %d\r\n\r\n"
    path = tmp_path / "a.warc"
    path.write_bytes(head % len(block) + block + b"\r\n\r\n")
    assert saving_tool(str(path), "400") == "Heritrix/3.4.0"


def test_what_cannot_be_read_says_nothing(tmp_path):
    (tmp_path / "a.html").write_bytes(b"\x1f\x8b broken")
    assert saving_tool(str(tmp_path / "a.html"), None) is None
    assert saving_tool(str(tmp_path / "none.html"), None) is None
