"""Containers compared with their hashes: one flipped byte in a page is found, and the page named."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections import deque
from importlib.util import find_spec

import pytest

from reader.formats import registry
from tests.fuzzing.seeds import KINDS

TEXT = "cử tri xã".encode()
BASE64 = b"PCFET0NUWVBF"  # how a page begins
RECORDS = "archive/1.warc.gz"
PICTURE = b"iVBORw0KGgoA"
NEEDS_LIBZIM = pytest.mark.skipif(find_spec("libzim") is None, reason="needs libzim")


def in_text(data):
    """In the first page that lies there as it is."""
    return data.index(TEXT) + 4


def in_base64(data, begins=BASE64):
    """In what is written as XML allows it; a letter whose neighbour is one too."""
    start = data.rindex(begins) + len(begins)
    return next(place for place in range(start + 100, len(data)) if data[place] in b"bdfhjlnprtvx")


def in_picture(data):
    return in_base64(data, PICTURE)


def member_at(data, name):
    """Where in a zip file the bytes of a member begin, and how many they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    size, extra = struct.unpack_from("<HH", data, info.header_offset + 26)
    return info.header_offset + 30 + size + extra, info.compress_size


def in_member(data, name="index.html"):
    start, size = member_at(data, name)
    return start + size // 2


def in_cluster(data):
    """In the middle of the first cluster of a ZIM file, which holds its pages."""
    (clusters,) = struct.unpack_from("<Q", data, 48)
    start, end = struct.unpack_from("<2Q", data, clusters)
    return (start + end) // 2


def second(data, start=0):
    """Where the second record of a compressed archive begins; how long the first is, is up to zlib."""
    return data.index(b"\x1f\x8b\x08", start + 1) - start


def in_second(data):
    return second(data) + 300


def in_second_of_wacz(data):
    start, _ = member_at(data, RECORDS)
    return start + second(data, start) + 300


def second_of_wacz(data):
    return f"{RECORDS}:{second(data, member_at(data, RECORDS)[0])}"


def in_middle(data):
    return len(data) // 2


# Which seed, where the byte is flipped, and a member that must be named (None: the page that the file is).
KINDS_OF_FILES = [
    ("arc", "a.arc", in_text, "122"),
    ("arc", "a.arc.gz", in_second, lambda data: str(second(data))),
    ("wacz", "a.wacz", in_second_of_wacz, second_of_wacz),
    ("wacz", "a.wacz", lambda data: in_member(data, "archive/2.warc"), "archive/2.warc:0"),
    pytest.param("zim", "a.zim", in_cluster, "0.html", marks=NEEDS_LIBZIM),
    ("zip", "a.html", in_member, "index.html"),
    ("zip", "a.maff", lambda data: in_member(data, "1/index.html"), "1/index.html"),
    ("zip", "a.htz", in_member, "index.html"),
    ("zip", "a.zip", in_member, "index.html"),
    ("zip", "b.zip", in_member, "index.html"),
    ("tar", "a.tar", in_text, "index.html"),
    ("tar", "a.tar.gz", in_middle, "index.html"),
    ("tar", "a.tar.bz2", in_middle, "index.html"),
    ("tar", "a.tar.xz", in_middle, "index.html"),
    ("webarchive", "a.webarchive", in_text, None),
    ("webarchive", "b.webarchive", in_base64, None),
    ("webarchive", "b.webarchive", in_picture, "part-2"),
]


def verify(library):
    return deque(library.verify(), maxlen=1)[0].verification


def flip(path, data, place):
    """In place, as a failing disk does it, which changes no time."""
    times = path.stat()
    with path.open("r+b") as stream:
        stream.seek(place)
        stream.write(bytes([data[place] ^ 1]))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def put(folder, name, data):
    path = folder / "archive" / name
    path.parent.mkdir()
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("kind", "name", "where", "member"), KINDS_OF_FILES)
def test_one_flipped_byte_in_a_page(kind, name, where, member, library, tmp_path, run):
    data = dict(KINDS[kind]())[name]
    path = put(tmp_path, name, data)
    assert not run(library, path.parent).failed
    before = verify(library)
    assert before.clean
    assert before.checked == before.ok > 1
    flip(path, data, where(data))
    assert path.stat().st_size == len(data)
    found = verify(library)
    assert {each.path for each in found.changed} == {str(path)}
    named = member(data) if callable(member) else member
    assert named in {each.member for each in found.changed}
    assert found.ok < found.checked == before.checked
    path.write_bytes(data)
    assert verify(library) == before


def test_a_list_of_members_kept_in_memory_is_not_trusted(library, tmp_path, run):
    data = dict(KINDS["tar"]())["a.tar"]
    path = put(tmp_path, "a.tar", data)
    run(library, path.parent)
    registry.read(str(path), "index.html")
    flip(path, data, data.index(b"b/hai.html"))
    assert [(each.member, each.code) for each in verify(library).changed] == [("b/hai.html", "member-lost")]


def test_bytes_kept_in_memory_are_not_trusted_when_only_they_have_hashes(library, tmp_path, run):
    data = dict(KINDS["webarchive"]())["b.webarchive"]
    path = put(tmp_path, "b.webarchive", data)
    run(library, path.parent)
    library._catalogue.database.run("UPDATE files SET sha256 = NULL")  # an import that was cut off
    assert verify(library).clean
    flip(path, data, in_picture(data))
    assert [(each.member, each.code) for each in verify(library).changed] == [("part-2", "member-changed")]
