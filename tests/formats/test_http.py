"""HTTP answers: heads, transfer and content encodings, and records that lie about them."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnusableError
from reader.formats import limits
from reader.formats.http import (
    Answer,
    Feed,
    content_type,
    decode,
    decode_head,
    entity,
    header,
    read_answer,
)

BODY = b"<!DOCTYPE html><html><body>" + "Bầu cử ở xã ".encode() * 500
ENCODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
}


def feed(data, size=10):
    return Feed(data[start : start + size] for start in range(0, len(data), size))


def body_of(data, *headers, size=10):
    return b"".join(entity(feed(data, size), headers))


def test_the_head_of_an_answer():
    data = feed(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\nX: 1\r\nx: 2\r\nnone\r\n\r\nbody"
    )
    answer = read_answer(data)
    assert answer == Answer(200, (("Content-Type", "text/html; charset=utf-8"), ("X", "1"), ("x", "2")))
    assert (answer.get("x"), answer.get("content-type"), answer.get("y")) == (
        "1",
        "text/html; charset=utf-8",
        "",
    )
    assert b"".join(data) == b"body"


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (b"HTTP/1.1 200 OK", 200),
        (b"HTTP/1.0 302", 302),
        (b"HTTP/2 404 ", 404),
        (b"http/1.1\t500 x", 500),
        (b"ICY 200 OK", 200),
        (b"HTTPX/1.1 200 OK", 200),
    ],
)
def test_status_lines(line, status):
    for eol in (b"\r\n", b"\n", b"\r\r\n"):
        found = read_answer(feed(line + eol + b"A: b" + eol + eol + b"body"))
        assert found is not None
        assert (found.status, found.headers) == (status, (("A", "b"),))


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"HTTP/1.1 OK", b"HTTP/1.1 2000 x\r\n", b"GET / HTTP/1.1\r\n"]
)
def test_what_is_no_answer_is_left_as_it_is(data):
    given = feed(data)
    assert read_answer(given) is None
    assert b"".join(given) == data


def test_headers_that_are_no_utf8():
    answer = read_answer(feed(b"HTTP/1.1 200 OK\r\nA: caf\xe9\r\nB: c\xc3\xa0 ph\xc3\xaa\r\n\r\n"))
    assert answer is not None
    assert answer.headers == (("A", "café"), ("B", "cà phê"))
    assert header(answer.headers, "b") == "cà phê"


def test_content_types():
    assert content_type('Text/HTML; charset="UTF-8"') == ("text/html", "UTF-8")
    assert content_type("text/html;charset=windows-1258;x=y") == ("text/html", "windows-1258")
    assert content_type("text/html, text/html; charset=x") == ("text/html", "x")
    assert content_type("garbage") == ("", None)
    assert content_type("") == ("", None)


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=500), st.integers(1, 99), st.integers(1, 50))
def test_chunks_are_joined(web, body, size, piece):
    chunked = ("Transfer-Encoding", "chunked")
    assert body_of(web.chunked(body, size), chunked, size=piece) == body
    with_extras = (
        b"%x;name=value\r\n%s\n0\r\nTrailer: x\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"
    )
    assert body_of(with_extras, chunked, size=piece) == body


def test_chunks_that_are_none():
    chunked = ("Transfer-Encoding", "Chunked")
    assert body_of(BODY, chunked) == BODY, "stored without chunks"
    assert body_of(b"5\r\nabcde\r\nno chunk", chunked) == b"abcdeno chunk"
    assert body_of(b"ff\r\nabc", chunked) == b"abc", "cut off"
    assert body_of(b"-1\r\nabc", chunked) == b"-1\r\nabc"
    assert body_of(b"f" * 40 + b"\r\nabc", chunked) == b"f" * 40 + b"\r\nabc"
    assert body_of(gzip.compress(BODY), ("Transfer-Encoding", "gzip")) == BODY


@pytest.mark.parametrize("coding", ENCODERS)
def test_content_encodings(coding):
    packed = ENCODERS[coding](BODY)
    assert decode(packed, coding) == BODY
    assert decode(packed, coding.upper()) == BODY
    assert decode(BODY, coding) == BODY, "stored decoded, the header as it came"
    assert decode_head(packed, coding, 100) == BODY[:100]
    assert BODY.startswith(decode_head(packed[: len(packed) // 2], coding, 100))
    half = decode(packed[: len(packed) // 2], coding)
    assert BODY.startswith(half)
    assert decode(ENCODERS["gzip"](packed), f"{coding}, gzip") == BODY


def test_bare_deflate_and_no_encoding():
    assert decode(zlib.compress(BODY, wbits=-15), "deflate") == BODY
    assert decode(BODY, "") == decode(BODY, "identity") == BODY
    assert decode(b"", "gzip") == decode(b"", "br") == b""
    assert decode(gzip.compress(b"a") + gzip.compress(b"b"), "gzip") == b"ab"


def test_an_encoding_that_nobody_knows():
    with pytest.raises(UnusableError, match="encoding-unknown"):
        decode(b"\x28\xb5\x2f\xfd", "zstd")


@pytest.mark.parametrize("coding", ENCODERS)
def test_bombs(coding, monkeypatch):
    monkeypatch.setattr(limits, "FREE_PART", 2**18)
    packed = ENCODERS[coding](bytes(2**24))
    with pytest.raises(UnusableError, match="part-bomb"):
        decode(packed, coding)
    assert len(decode_head(packed, coding, 4096)) == 4096


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(["gzip", "deflate", "br", "gzip, br"]), st.binary(max_size=200), st.booleans())
def test_any_bytes_decode_to_something(coding, noise, behind):
    packed = ENCODERS["br" if coding.endswith("br") else coding](BODY)
    for data in (noise, packed[:100] + noise, noise + packed) if behind else (noise,):
        assert isinstance(decode(data, coding), bytes)
        assert isinstance(decode_head(data, coding, 50), bytes)
        assert isinstance(body_of(data, ("transfer-encoding", "chunked, gzip")), bytes)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.binary(max_size=20), max_size=10), st.integers(1, 30))
def test_a_feed_gives_every_byte_once(pieces, size):
    whole = b"".join(pieces)
    reading = Feed(pieces)
    assert reading.peek(size) == whole[:size]
    found = b""
    while line := reading.line(size):
        assert len(line) <= size
        assert line.count(b"\n") == line.endswith(b"\n")
        found += line
    assert found == whole
