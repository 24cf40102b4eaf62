import gzip
import io
import zlib

import pytest

from reader.errors import UnusableError
from reader.formats import limits
from reader.formats.limits import Allowance, Gauge, inflate, read_all


def chunks(data, size=1000):
    return (data[start : start + size] for start in range(0, len(data), size))


def test_what_is_packed_comes_out_whole():
    body = bytes(range(256)) * 1000
    for packed, wbits in (
        (gzip.compress(body), 31),
        (zlib.compress(body), 15),
        (zlib.compress(body, wbits=-15), -15),
    ):
        gauge = Gauge()
        assert b"".join(inflate(chunks(packed), wbits, gauge)) == body
        assert (gauge.packed, gauge.unpacked) == (len(packed), len(body))


def test_gzip_members_follow_each_other_and_rubbish_ends_them():
    packed = gzip.compress(b"one") + gzip.compress(b"two") + b"\0" * 40
    assert b"".join(inflate(chunks(packed, 7), 31, Gauge())) == b"onetwo"


def test_a_broken_off_stream_gives_what_there_is():
    packed = gzip.compress(bytes(range(256)) * 1000)
    assert 0 < len(b"".join(inflate([packed[: len(packed) // 2]], 31, Gauge()))) < 256_000


def test_damage_is_told():
    with pytest.raises(zlib.error):
        list(inflate([b"\x1f\x8bnothing of the kind"], 31, Gauge()))


def test_a_bomb_is_given_up_early():
    packed = gzip.compress(bytes(64 * 2**20))
    gauge = Gauge()
    with pytest.raises(UnusableError, match="part-bomb"):
        assert max(len(piece) for piece in inflate(chunks(packed, 4096), 31, gauge)) <= limits.STEP
    assert gauge.unpacked <= limits.FREE_PART + limits.STEP


def test_a_part_past_the_limit_is_given_up():
    with pytest.raises(UnusableError, match="part-too-large"):
        read_all(io.BytesIO(bytes(5000)), packed=5000, most=4999)
    assert read_all(io.BytesIO(bytes(5000)), packed=5000, most=5000) == bytes(5000)


def test_the_parts_of_an_archive_share_one_allowance(monkeypatch):
    monkeypatch.setattr(limits, "FREE_TOTAL", 1000)
    allowance = Allowance(packed=10)
    assert allowance.whole == 2000
    read_all(io.BytesIO(bytes(1500)), packed=1500, allowance=allowance)
    with pytest.raises(UnusableError, match="archive-bomb"):
        read_all(io.BytesIO(bytes(501)), packed=501, allowance=allowance)
