"""The stream below a web archive: places in it, going back, damage."""

from __future__ import annotations

import gzip
import io
import re
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import UnusableError
from reader.formats import limits, tape
from reader.formats.limits import Allowance
from reader.formats.tape import Place, TapeError, open_tape

START = re.compile(rb"REC\n")
AFTER = re.compile(rb"\n(?=REC\n)")


def packed(*members):
    return b"".join(gzip.compress(member, mtime=0) for member in members)


def all_of(opened):
    found = b""
    while piece := opened.read(1000):
        found += piece
    return found


def test_places_are_written_and_read():
    for place in (Place(0), Place(17), Place(3, 99)):
        assert Place.parse(str(place)) == place
    for text in ("", "-1", "1+", "+1", "1.5", "١", "9" * 40, "1+2+3", " 1"):
        assert Place.parse(text) is None


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.binary(min_size=1, max_size=300).map(lambda some: some * 40), min_size=1, max_size=5),
    st.sampled_from(["plain", "members", "whole"]),
    st.lists(st.integers(0, 60_000), max_size=6),
)
def test_every_place_can_be_gone_to_again(members, how, jumps):
    whole = b"".join(members)
    data = {"plain": whole, "members": packed(*members), "whole": packed(whole)}[how]
    opened = open_tape(io.BytesIO(data))
    places, read = [], 0
    while True:
        places.append((opened.place(), read))
        piece = opened.read(997)
        if not piece:
            break
        read += len(piece)
    assert read == len(whole)
    for jump in jumps:
        place, offset = places[jump % len(places)]
        opened.go(place)
        assert opened.place() == place
        assert opened.peek(50) == whole[offset : offset + len(opened.peek(50))]
        assert all_of(opened) == whole[offset:]


def test_long_members_are_gone_to_without_unpacking_all_again(monkeypatch):
    monkeypatch.setattr(tape, "_BETWEEN_MARKS", 100_000)
    body = b"".join(b"%07d\n" % number for number in range(200_000))
    opened = open_tape(io.BytesIO(packed(body)))
    assert all_of(opened) == body
    opened.go(Place(0, 1_000_000))
    assert opened.line(100) == body[1_000_000:1_000_008]
    assert len(opened._marks) > 10


def test_lines_end_with_their_member():
    opened = open_tape(io.BytesIO(packed(b"one\ntw", b"o\nthree")))
    assert [opened.line(100) for _ in range(5)] == [b"one\n", b"tw", b"o\n", b"three", b""]
    opened = open_tape(io.BytesIO(b"one\nlong line"))
    assert [opened.line(6) for _ in range(3)] == [b"one\n", b"long l", b"ine"]


def test_going_back_and_skipping():
    for data in (b"abcdefgh", packed(b"abcdefgh")):
        opened = open_tape(io.BytesIO(data))
        opened.read(5)
        opened.back(3)
        assert opened.read(2) == b"cd"
        assert opened.skip(3) == 3
        assert opened.read(9) == b"h"
        opened.back(100)
        assert opened.read(9) == b"abcdefgh"


def test_the_next_start_is_found():
    for data in (
        b"x" * 70_000 + b"\nREC\nbody",
        packed(b"x" * 70_000 + b"\nREC\nbody"),
        packed(b"xx", b"REC\nbody"),
    ):
        opened = open_tape(io.BytesIO(data))
        opened.read(1)
        assert opened.seek_start(START, AFTER, 10)
        assert opened.read(100) == b"REC\nbody"
        assert not opened.seek_start(START, AFTER, 10)
    opened = open_tape(io.BytesIO(b"not at the head of a line: REC\n"))
    assert not opened.seek_start(START, AFTER, 10)


def test_zeros_between_members_are_padding():
    opened = open_tape(io.BytesIO(packed(b"one") + bytes(1000) + packed(b"two") + bytes(10)))
    assert all_of(opened) == b"onetwo"


def test_after_damage_the_next_whole_member_is_found():
    first, second = packed(b"REC\n" + bytes(range(256)) * 50), packed(b"REC\nsecond")
    damaged = bytearray(first)
    damaged[40:60] = b"\xff" * 20
    opened = open_tape(io.BytesIO(bytes(damaged) + second))
    with pytest.raises(TapeError, match="gzip-damaged"):
        all_of(opened)
    assert opened.mend(START)
    assert opened.place() == Place(len(first))
    assert all_of(opened) == b"REC\nsecond"
    assert not opened.mend(START)


def test_rubbish_between_members():
    opened = open_tape(io.BytesIO(packed(b"REC\none") + b"rubbish" + packed(b"REC\ntwo")))
    assert opened.read(100) == b"REC\none"
    with pytest.raises(TapeError, match="gzip-damaged"):
        opened.read(100)
    assert opened.mend(START)
    assert opened.read(100) == b"REC\ntwo"


def test_a_cut_off_file_is_told_once_what_there_is_was_read():
    data = packed(b"x" * 1000 + bytes(range(256)) * 100)
    opened = open_tape(io.BytesIO(data[:-30]))
    with pytest.raises(TapeError, match="archive-cut-off"):
        all_of(opened)


def test_bombs_are_given_up(monkeypatch):
    monkeypatch.setattr(limits, "FREE_PART", 2**20)
    opened = open_tape(io.BytesIO(packed(bytes(50 * 2**20))))
    with pytest.raises(UnusableError, match="part-bomb"):
        all_of(opened)
    monkeypatch.setattr(limits, "FREE_TOTAL", 1000)
    data = packed(*(b"%d" % number * 500 for number in range(400)))
    opened = open_tape(io.BytesIO(data), Allowance(1))
    with pytest.raises(UnusableError, match="archive-bomb"):
        all_of(opened)


def test_places_that_are_none():
    opened = open_tape(io.BytesIO(packed(b"some")))
    with pytest.raises(TapeError, match="gzip-damaged"):
        opened.go(Place(3))
    with pytest.raises(TapeError, match="record-missing"):
        opened.go(Place(0, 99))
    opened.go(Place(10**9))
    assert opened.read(1) == b""


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), st.data())
def test_any_bytes_end(noise, data):
    whole = packed(b"REC\n" + noise, noise, b"REC\nx")
    cut = data.draw(st.integers(0, len(whole)))
    opened = open_tape(io.BytesIO(whole[:cut] + noise + whole[cut:]))
    for _ in range(50):
        try:
            if not opened.read(100):
                return
        except TapeError:
            if not opened.mend(START):
                return
    raise AssertionError("never ends")


def test_the_checksum_of_a_member_counts():
    data = bytearray(packed(b"REC\nbody"))
    data[-8] ^= 1
    opened = open_tape(io.BytesIO(bytes(data)))
    with pytest.raises(TapeError, match="gzip-damaged"):
        all_of(opened)
    assert zlib.decompressobj(31).decompress(bytes(data[:-8])) == b"REC\nbody"
