"""Zip files opened with limits."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnusableError
from reader.formats import limits, zips
from reader.formats.limits import Allowance

NAMES = {"a/index.html": b"<html>" * 100, "b.png": bytes(range(256)) * 300, "empty": b""}


def opened(data):
    return zips.open_zip(io.BytesIO(data))


def code_of(action, *values, **more):
    with pytest.raises(UnusableError) as caught:
        action(*values, **more)
    return caught.value.code


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_come_whole_and_in_pieces(web, method):
    archive = opened(web.zipped(NAMES, method))
    assert archive.namelist() == list(NAMES)
    for info in archive.infolist():
        body = NAMES[info.filename]
        assert zips.read_member(archive, info) == body
        stream = zips.open_member(archive, info)
        assert stream.read(10) == body[:10]
        stream.seek(5)
        assert stream.read(10) == body[5:15]
        assert stream.seek(0, io.SEEK_END) == len(body)
        assert stream.read(10) == b""
        stream.seek(0)
        assert stream.read() == body
        stream.close()


def test_a_zip_inside_a_zip_is_read_where_it_lies(web):
    outer = opened(web.zipped({"x": b"before", "inner.zip": web.zipped(NAMES)}))
    inner = zips.open_zip(zips.open_member(outer, outer.getinfo("inner.zip")))
    assert zips.read_member(inner, inner.getinfo("b.png")) == NAMES["b.png"]


@pytest.mark.parametrize(
    "name", ["../x", "a/../../x", "/etc/passwd", "C:\\x", "..\\x", "\\\\host\\x", "a/..", "c:x"]
)
def test_names_that_lead_out(web, name):
    archive = opened(web.zipped({name: b"x", "fine..name/.../ok": b"y"}))
    first, second = archive.infolist()
    assert zips.refusal(first) == "member-unsafe-name"
    assert code_of(zips.read_member, archive, first) == code_of(zips.open_member, archive, first)
    assert zips.read_member(archive, second) == b"y"


def test_locked_members(web):
    data = bytearray(web.zipped({"x": b"secret"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    archive = opened(bytes(data))
    assert code_of(zips.read_member, archive, archive.infolist()[0]) == "member-encrypted"


def test_unknown_methods(web):
    data = bytearray(web.zipped({"x": b"packed"}))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(mark) + place, 97)
    for rare in (
        bytes(data),
        *(web.zipped({"x": b"x"}, method) for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)),
    ):
        archive = opened(rare)
        assert code_of(zips.open_member, archive, archive.infolist()[0]) == "member-method-unknown"


def test_damaged_members(web):
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        data = bytearray(web.zipped({"x": bytes(range(250)) * 9}, method))
        data[60:70] = b"\xff" * 10
        archive = opened(bytes(data))
        assert code_of(zips.read_member, archive, archive.infolist()[0]) == "member-damaged"


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04" + bytes(100), b"PK\x05\x06", b"nothing" * 100])
def test_what_is_no_zip_file(data):
    assert code_of(opened, data) == "zip-damaged"


def test_bombs(web, monkeypatch):
    monkeypatch.setattr(limits, "FREE_PART", 2**18)
    archive = opened(web.zipped({"x": bytes(2**24)}, zipfile.ZIP_DEFLATED))
    info = archive.infolist()[0]
    assert code_of(zips.read_member, archive, info) == "part-bomb"
    assert code_of(zips.read_member, archive, info, most=1000) == "part-too-large"
    stream = zips.open_member(archive, info)
    assert code_of(lambda: [stream.read(2**16) for _ in range(99)]) == "part-bomb"
    monkeypatch.setattr(limits, "FREE_TOTAL", 0)
    assert code_of(zips.read_member, archive, info, Allowance(100)) == "archive-bomb"


def test_sizes_that_lie(web):
    """A member that says to be small and is not ends where the limit is."""
    data = bytearray(web.zipped({"x": bytes(2**20)}, zipfile.ZIP_DEFLATED))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(mark) + place, 10)
    archive = opened(bytes(data))
    with pytest.raises(UnusableError):
        zips.read_member(archive, archive.infolist()[0], most=1000)


def test_members_that_lie_over_each_other(web):
    """One compressed kernel under many names (the better zip bomb)."""
    data = web.zipped({"x": bytes(range(256)) * 40})
    start = data.index(b"PK\x01\x02")
    entry, end = data[start : data.rindex(b"PK\x05\x06")], bytearray(data[data.rindex(b"PK\x05\x06") :])
    struct.pack_into("<HHII", end, 8, 9, 9, len(entry) * 9, start)
    assert code_of(opened, data[:start] + entry * 9 + bytes(end)) == "archive-bomb"


def test_too_many_members(web, monkeypatch):
    monkeypatch.setattr(zips, "MOST_MEMBERS", 10)
    assert code_of(opened, web.zipped({str(n): b"" for n in range(11)})) == "zip-too-many-members"
    assert len(opened(web.zipped({str(n): b"" for n in range(10)})).namelist()) == 10
    monkeypatch.setattr(zips, "_MOST_TABLE", 100)
    assert code_of(opened, web.zipped({str(n): b"" for n in range(10)})) == "zip-too-many-members"


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_mutated_zip_files(web, data):
    whole = bytearray(
        web.zipped(NAMES, data.draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])))
    )
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(
            st.one_of(st.integers(0, len(whole) - 1), st.integers(max(0, len(whole) - 250), len(whole) - 1))
        )
        whole[at] = data.draw(st.integers(0, 255))
    del whole[len(whole) - data.draw(st.sampled_from([0, 0, 0, 1, 30, 200])) :]
    assert code_or_none(opened, bytes(whole)) in (None, "zip-damaged", "archive-bomb", "zip-too-many-members")
    if code_or_none(opened, bytes(whole)) is None:
        archive = opened(bytes(whole))
        for info in archive.infolist():
            for action in (zips.read_member, lambda *what: zips.open_member(*what).read()):
                assert (code_or_none(action, archive, info) or "member-").startswith(("member-", "part-"))


def code_or_none(action, *values):
    """The code of the one kind of error that may be raised."""
    try:
        action(*values)
    except UnusableError as error:
        return error.code
    return None
