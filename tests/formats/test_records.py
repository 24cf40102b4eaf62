"""Hostile and broken archives: each fault has one reason, and the rest of the archive is read."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from reader.formats import limits, records, registry
from reader.model import SavedPage

PACKINGS = {
    "plain": b"".join,
    "records": lambda pieces: b"".join(gzip.compress(piece, mtime=0) for piece in pieces),
    "whole": lambda pieces: gzip.compress(b"".join(pieces), mtime=0),
}
BROKEN_URL = "http://xa.example/hong.html"


def page(number):
    return f"<!DOCTYPE html><html><body><p>Bài {number}</p></body></html>".encode()


def good(web, number):
    return web.record(web.answer(page(number)), url=f"http://xa.example/{number}.html")


def around(web, broken, packing, folder):
    """What is found when a record stands between good ones; the good ones must be."""
    pieces = [good(web, 0), good(web, 1), broken, good(web, 2), good(web, 3)]
    found = web.read(folder, "x.warc", PACKINGS[packing](pieces))
    bodies = [each.body for each in found.pages if each.recorded_url != BROKEN_URL]
    assert bodies == [page(number) for number in range(4)]
    for each in found.pages:
        assert registry.read(each.path, each.member).body == each.body
    return found


@pytest.fixture(params=PACKINGS)
def packing(request):
    return request.param


class TestLengths:
    """Lengths that are not those of the block: the page is read as far as it goes, the fault is listed."""

    @pytest.mark.parametrize(
        "length",
        ["-1", "abc", "", None, "5", "99999", "4294967296", "9" * 17, "9" * 30, "1e3", "0x10", "١٢"],
    )
    def test_wrong_lengths(self, web, tmp_path, packing, length):
        broken = web.record(url=BROKEN_URL, Content_Length=length)
        found = around(web, broken, packing, tmp_path)
        (rejected,) = found.rejected
        assert rejected.code == "record-length-wrong"
        (rescued,) = [each for each in found.pages if each.recorded_url == BROKEN_URL]
        assert rescued.body == web.PAGE
        assert rescued.member == rejected.member

    @pytest.mark.parametrize("off", [-40, -3, -1, 1, 2, 3, 5, 40, 200])
    def test_a_few_bytes_off(self, web, tmp_path, packing, off):
        block = web.answer()
        found = around(web, web.record(block, url=BROKEN_URL, length=len(block) + off), packing, tmp_path)
        assert [code for _, code in found.codes] in (["record-length-wrong"], [])
        (rescued,) = [each for each in found.pages if each.recorded_url == BROKEN_URL]
        assert rescued.body.rstrip(b"\r\n") == web.PAGE

    def test_every_length_wrong(self, web, tmp_path, packing):
        pieces = [web.record(web.answer(page(n)), length=10**9) for n in range(30)]
        found = web.read(tmp_path, "x.warc", PACKINGS[packing](pieces))
        assert [body.rstrip(b"\r\n") for body in found.bodies] == [page(n) for n in range(30)]
        assert len(found.rejected) == 30

    def test_the_right_length_is_trusted_over_what_stands_in_the_page(self, web, tmp_path, packing):
        inner = web.PAGE + b"\r\n\r\n" + good(web, 7)
        found = around(web, web.record(web.answer(inner), url=BROKEN_URL), packing, tmp_path)
        assert not found.rejected
        assert [each.body for each in found.pages if each.recorded_url == BROKEN_URL] == [inner]


class TestTails:
    """Archives that end in the middle."""

    @pytest.mark.parametrize("cut", [1, 10, 60, 150, 250])
    def test_cut_off(self, web, tmp_path, packing, cut):
        last = web.record(web.answer(web.PAGE + b"<p>" + bytes(range(32, 120)) * 3), url=BROKEN_URL)
        whole = PACKINGS[packing]([good(web, 0), good(web, 1), last])
        there = whole[:-cut]
        found = web.read(tmp_path, "x.warc", there)
        if packing == "whole":  # what zlib can still make of it
            there = zlib.decompressobj(31).decompress(there)
            assert [body for body in found.bodies if body in (page(0), page(1))] == [
                body for body in (page(0), page(1)) if body in there
            ]
        else:
            assert found.bodies[:2] == [page(0), page(1)]
        assert len(found.rejected) == (0 if packing == "plain" and cut == 1 else 1)
        for each in found.rejected:
            assert each.code in ("record-cut-off", "archive-cut-off", "record-header-damaged")

    def test_nothing_behind_the_length(self, web, tmp_path):
        """Some tools leave out the empty lines at the end."""
        for end in (b"", b"\r\n", b"\r\n" * 9, bytes(1000)):
            found = web.read(tmp_path, "x.warc", good(web, 0) + good(web, 1).rstrip(b"\r\n") + end)
            assert (found.bodies, found.rejected) == ([page(0), page(1)], [])


class TestHeaders:
    """Headers that are none."""

    @pytest.mark.parametrize(
        "broken",
        [
            b"some rubbish\r\nof two lines\r\n\r\n",
            b"WARC/\r\nWARC-Type: response\r\n\r\n",
            b"\x00\xff" * 300 + b"\r\n\r\n",
            b"x" * 200_000 + b"\r\n\r\n",
            b"WARC/1.0\r\n" + b"X: y\r\n" * 60_000 + b"\r\n\r\n",
            b"WARC/1.0\r\nWARC-Type: response\r\n",
        ],
        ids=["rubbish", "no-version", "binary", "long-line", "endless-header", "header-without-end"],
    )
    def test_the_next_record_is_found(self, web, tmp_path, packing, broken):
        found = around(web, broken, packing, tmp_path)
        assert [code for _, code in found.codes] == ["record-header-damaged"]

    def test_rubbish_before_the_first_record(self, web, tmp_path):
        found = web.read(tmp_path, "x.warc", b"this is\r\nno archive\r\n" + good(web, 0))
        assert (found.bodies, found.codes) == ([page(0)], [("0", "record-header-damaged")])

    def test_a_thousand_damaged_places_are_listed_and_the_rest_counted(self, web, tmp_path, monkeypatch):
        monkeypatch.setattr(records, "_MOST_LISTED", 10)
        found = web.read(tmp_path, "x.warc", (b"rubbish\r\n\r\n" + good(web, 1)) * 25)
        assert found.bodies == [page(1)] * 25
        assert [code for _, code in found.codes] == ["record-header-damaged"] * 10 + ["archive-damaged"]
        assert found.rejected[-1].detail == "15"

    def test_files_without_records(self, web, tmp_path):
        for name, body in (
            ("x.warc", b"\r\n\r\n"),
            ("x.arc", bytes(10)),
            ("x.warc.gz", gzip.compress(b"\n")),
        ):
            assert [code for _, code in web.read(tmp_path, name, body).codes] == ["archive-empty"]
        assert [code for _, code in web.read(tmp_path, "e.warc", b"").codes] == ["file-empty"]


class TestGzip:
    """Damaged and hostile compression."""

    def damaged(self, web, tmp_path, change):
        members = [gzip.compress(good(web, number), mtime=0) for number in range(4)]
        members[1] = change(members[1])
        found = web.read(tmp_path, "x.warc.gz", b"".join(members))
        assert [each.body for each in found.pages if each.body in map(page, (0, 2, 3))] == [
            page(0),
            page(2),
            page(3),
        ]
        return found

    @pytest.mark.parametrize("at", [0, 2, 3, 11, 40, 100, -1, -5, -9])
    def test_one_flipped_byte(self, web, tmp_path, at):
        def flip(member):
            changed = bytearray(member)
            changed[at] ^= 0x55
            return bytes(changed)

        found = self.damaged(web, tmp_path, flip)
        assert len(found.rejected) == 1
        assert found.rejected[0].code in ("gzip-damaged", "record-header-damaged")

    @pytest.mark.parametrize(
        "change", [lambda m: m[:-20], lambda m: m[20:], lambda m: b"", lambda m: m + b"junk"]
    )
    def test_bytes_missing_or_too_many(self, web, tmp_path, change):
        assert len(self.damaged(web, tmp_path, change).rejected) <= 1

    def test_bombs(self, web, tmp_path, monkeypatch):
        monkeypatch.setattr(limits, "FREE_PART", 2**20)
        bomb = gzip.compress(web.record(web.answer(web.PAGE + b" " * 2**26), url=BROKEN_URL), mtime=0)
        data = gzip.compress(good(web, 0)) + bomb + gzip.compress(good(web, 1))
        file = web.put(tmp_path, "x.warc.gz", data)
        tracemalloc.start()
        found = list(registry.pages(file))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [
            each.body for each in found if isinstance(each, SavedPage) and each.recorded_url != BROKEN_URL
        ] == [
            page(0),
            page(1),
        ]
        assert [each.code for each in found if not isinstance(each, SavedPage)] == ["part-bomb"]
        assert peak < 8 * 2**20

    def test_an_archive_that_is_all_bombs_ends(self, web, tmp_path, monkeypatch):
        monkeypatch.setattr(limits, "FREE_TOTAL", 2**20)
        monkeypatch.setattr(limits, "MAX_TOTAL_RATIO", 2)
        found = web.read(tmp_path, "x.warc.gz", gzip.compress(web.record(web.answer(bytes(100_000)))) * 200)
        assert [code for _, code in found.codes][-1] == "archive-bomb"
        assert len(found.pages) < 20

    def test_bombs_inside_the_answer(self, web, tmp_path, monkeypatch):
        monkeypatch.setattr(limits, "FREE_PART", 2**18)
        for field in ("Content-Encoding: gzip", "Transfer-Encoding: gzip"):
            block = web.answer(gzip.compress(web.PAGE + b" " * 2**24), "200 OK", "text/html", field)
            found = around(web, web.record(block, url=BROKEN_URL), "plain", tmp_path)
            assert [code for _, code in found.codes] == ["part-bomb"]

    def test_lengths_that_lie_inside_one_member_cost_no_more_than_the_archive_may(
        self, web, tmp_path, monkeypatch
    ):
        """Each claims to reach to the end: to look whether it does would take the square of the size."""
        monkeypatch.setattr(limits, "FREE_TOTAL", 2**20)
        pieces = [web.record(web.answer(page(n)), length=10**9) for n in range(2000)]
        data = gzip.compress(b"".join(pieces))
        found = web.read(tmp_path, "x.warc.gz", data)
        assert [code for _, code in found.codes][-1] == "archive-bomb"
