"""Tar files of pages in all their forms; links, strange names, damage and bombs."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import NotFoundError, UnusableError
from reader.formats import limits, registry
from reader.model import FoundFile, Rejected, ResourceEntry, SavedPage

PAGE = "<!DOCTYPE html><html><head><title>Bầu cử</title></head><p>Cử tri đi bỏ phiếu</p></html>".encode()
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
LONG = "www.xa.gov.vn/" + "thu-muc/" * 20 + "bài viết.html"


def packed(members, form=tarfile.PAX_FORMAT):
    """The bytes of a tar file; members are (name, body) or ready infos."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for name, body in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size, info.mtime = len(body), 1_622_700_000
            archive.addfile(info, io.BytesIO(body))
    return target.getvalue()


def put(folder, name, body):
    path = folder / name
    path.write_bytes(body)
    return path


def found(path):
    return list(registry.pages(FoundFile(str(path), "", path.stat().st_size, 0)))


def pages(path):
    return [each for each in found(path) if isinstance(each, SavedPage)]


def rejected(path):
    return [(each.member, each.kind, each.code) for each in found(path) if isinstance(each, Rejected)]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize(
    ("ending", "pack"),
    [
        ("tar", lambda body: body),
        ("tar.gz", lambda body: gzip.compress(body, mtime=0)),
        ("tar.bz2", bz2.compress),
        ("tar.xz", lzma.compress),
    ],
)
def test_every_form_gives_its_pages_and_parts(tmp_path, form, ending, pack):
    members = [
        ("www.xa.gov.vn/a.html", PAGE),
        ("www.xa.gov.vn/a.png", PNG),
        ("b.html", PAGE + b" " * 200_000),
    ]
    if form != tarfile.USTAR_FORMAT:
        members.append((LONG, PAGE))
    path = put(tmp_path, f"x.{ending}", pack(packed(members, form)))
    got = pages(path)
    assert [(page.member, page.body) for page in got] == [each for each in members if each[0][-1] == "l"]
    assert (got[0].format, got[0].path_url, got[0].file_time) == (
        "tar",
        "http://www.xa.gov.vn/a.html",
        "2021-06-03T06:00:00Z",
    )
    (picture,) = [each for each in found(path) if isinstance(each, ResourceEntry)]
    assert (picture.locator, picture.url) == ("www.xa.gov.vn/a.png", "http://www.xa.gov.vn/a.png")
    locator = registry.locate(str(path), "www.xa.gov.vn/a.html", "a.png")
    assert locator is not None
    assert registry.read(str(path), locator).body == PNG
    assert not rejected(path)
    with pytest.raises(NotFoundError):
        registry.read(str(path), "c.html")


def test_a_tar_from_before_the_standard(tmp_path):
    body = bytearray(packed([("a.html", PAGE)], tarfile.USTAR_FORMAT))
    body[257:345] = b"\0" * 88
    body[148:156] = b" " * 8
    body[148:156] = b"%06o\0 " % sum(body[:512])
    assert [page.member for page in pages(put(tmp_path, "x.tar", bytes(body)))] == ["a.html"]


def test_links_are_not_followed_and_devices_are_told(tmp_path):
    link = tarfile.TarInfo("mat-khau.html")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard = tarfile.TarInfo("cung.html")
    hard.type, hard.linkname = tarfile.LNKTYPE, "a.html"
    fifo = tarfile.TarInfo("ong.html")
    fifo.type = tarfile.FIFOTYPE
    path = put(tmp_path, "x.tar", packed([("a.html", PAGE), (link, b""), (hard, b""), (fifo, b"")]))
    assert [page.member for page in pages(path)] == ["a.html"]
    assert {(member, code) for member, _, code in rejected(path)} == {
        ("mat-khau.html", "special-file"),
        ("cung.html", "special-file"),
        ("ong.html", "special-file"),
    }
    with pytest.raises(UnusableError):
        registry.read(str(path), "mat-khau.html")


def test_names_that_lead_out(tmp_path):
    path = put(
        tmp_path, "x.tar", packed([("../ngoai.html", PAGE), ("/var/www/xa/a.html", PAGE), ("./b.html", PAGE)])
    )
    assert [page.member for page in pages(path)] == ["var/www/xa/a.html", "b.html"]
    assert rejected(path) == [("../ngoai.html", "failed", "member-unsafe-name")]


def test_names_that_are_no_text(tmp_path):
    info = tarfile.TarInfo("x.html".replace("x", "\udce0"))
    path = put(tmp_path, "x.tar", packed([(info, PAGE)], tarfile.GNU_FORMAT))
    (page,) = pages(path)
    assert page.member == "%E0.html"
    assert registry.read(str(path), page.member).body == PAGE


def test_a_cut_off_tar_gives_what_there_is(tmp_path):
    whole = packed([("a.html", PAGE), ("b.html", PAGE + b"x" * 5000)])
    path = put(tmp_path, "x.tar", whole[:2000])
    assert [page.member for page in pages(path)] == ["a.html", "b.html"]
    assert rejected(path) == [(None, "failed", "file-cut-off")]
    half = put(tmp_path, "x.tar.gz", gzip.compress(whole, mtime=0)[:-40])
    assert pages(half)[0].body == PAGE


def test_a_damaged_header_costs_its_own_member_only(tmp_path):
    body = bytearray(packed([("a.html", PAGE), ("b.html", PAGE), ("c.html", PAGE)], tarfile.USTAR_FORMAT))
    body[body.index(b"b.html")] ^= 1
    path = put(tmp_path, "x.tar", bytes(body))
    assert [page.member for page in pages(path)] == ["a.html", "c.html"]
    assert rejected(path) == [(None, "failed", "tar-damaged")]


def test_a_length_of_gigabytes_reads_what_is_there(tmp_path):
    info = tarfile.TarInfo("to.html")
    info.size = 5 * 2**30
    header = info.tobuf(tarfile.GNU_FORMAT)
    path = put(tmp_path, "x.tar", packed([("a.html", PAGE)])[:1024] + header + PAGE)
    assert [page.member for page in pages(path)] == ["a.html", "to.html"]
    assert rejected(path) == [(None, "failed", "file-cut-off")]


def test_a_bomb_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FREE_TOTAL", 200_000)
    monkeypatch.setattr(limits, "MAX_TOTAL_RATIO", 2)
    whole = packed([("a.html", PAGE), ("bom.html", PAGE + b" " * 3_000_000), ("b.html", PAGE)])
    path = put(tmp_path, "x.tar.gz", gzip.compress(whole, mtime=0))
    assert rejected(path)[-1][2] == "archive-bomb"


def test_a_tar_without_pages_is_an_attachment(tmp_path):
    path = put(tmp_path, "x.tar", packed([("a.png", PNG)]))
    assert rejected(path) == [(None, "other", "attachment")]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 4000), piece=st.binary(max_size=40), keep=st.integers(0, 6000))
def test_never_raises(tmp_path, at, piece, keep):
    body = bytearray(packed([("a.html", PAGE), (LONG, PAGE), ("b.png", PNG)]))[:keep]
    body[at : at + len(piece)] = piece
    path = put(tmp_path, "x.tar", bytes(body))
    assert all(isinstance(each, SavedPage | ResourceEntry | Rejected) for each in found(path))
