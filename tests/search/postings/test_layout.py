import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.search.postings.layout import (
    ArrayFile,
    ArrayFileWriter,
    DamagedError,
    Strings,
    pack_strings,
    smallest,
)


def test_arrays_come_back_as_they_were(tmp_path):
    path = tmp_path / "a"
    writer = ArrayFileWriter(path)
    writer.add("odd", np.arange(3, dtype=np.uint8))
    writer.add("pieces", np.arange(2, dtype=np.uint32), np.arange(5, dtype=np.uint32))
    writer.start("none", np.uint16)
    writer.add("big", np.array([2**63], np.uint64))
    writer.close()
    file = ArrayFile(path)
    assert file["odd"].tolist() == [0, 1, 2]
    assert file["pieces"].tolist() == [0, 1, 0, 1, 2, 3, 4]
    assert file["none"].tolist() == []
    assert file["big"].tolist() == [2**63]
    with pytest.raises(DamagedError):
        file["other"]
    file.close()


@pytest.mark.parametrize(
    "change", [lambda b: b[:-1], lambda b: b"X" + b[1:], lambda b: b[:-30] + b"\0" * 30, lambda b: b""]
)
def test_another_file_is_refused(tmp_path, change):
    path = tmp_path / "a"
    writer = ArrayFileWriter(path)
    writer.add("one", np.arange(30, dtype=np.uint16))
    writer.close()
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(DamagedError):
        ArrayFile(path)


def test_an_unfinished_file_is_refused(tmp_path):
    writer = ArrayFileWriter(tmp_path / "a")
    writer.add("one", np.arange(30, dtype=np.uint16))
    writer.abandon()
    with pytest.raises(DamagedError):
        ArrayFile(tmp_path / "a")


@given(st.lists(st.binary(max_size=6), max_size=20), st.binary(max_size=6))
def test_packed_strings(strings, wanted):
    strings = sorted(strings)
    packed = Strings(*pack_strings(strings))
    assert len(packed) == len(strings)
    assert packed.all() == strings
    assert [packed[number] for number in range(len(packed))] == strings
    assert packed.first_at_least(wanted) == sum(string < wanted for string in strings)


@pytest.mark.parametrize(
    ("largest", "kind"), [(0, "u1"), (255, "u1"), (256, "u2"), (65_535, "u2"), (65_536, "u4")]
)
def test_the_narrowest_type(largest, kind):
    assert np.dtype(smallest(largest)).str.endswith(kind)
