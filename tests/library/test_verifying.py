"""Files and members compared with their hashes: one flipped byte is found in every format."""

from __future__ import annotations

import base64
import gzip
import hashlib
import os
import shutil
from collections import deque

import pytest

from reader.errors import NotFoundError
from reader.library import verifying
from reader.library.library import Library

PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Bài {number}</title></head><body>
<h1>Bản tin số {number} của xã về việc họp dân</h1>
<p>Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới.</p>
<p>Bài {number}: các đại biểu đề nghị công khai kết quả để người dân theo dõi và góp ý.</p>
<p><img src="/anh.png" alt=""></p></body></html>"""
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 40
CRLF = "\r\n"


def page(number):
    return PAGE.format(number=number).encode()


def record(number, body, media_type, digest=None):
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
    sha1 = digest or base64.b32encode(hashlib.sha1(body).digest()).decode()
    lines = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: https://xa-a.example/{number}",
        "WARC-Date: 2021-06-03T06:00:00Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>",
        "Content-Type: application/http; msgtype=response",
        f"WARC-Payload-Digest: sha1:{sha1}",
        f"Content-Length: {len(answer)}",
    ]
    return (CRLF.join(lines) + 2 * CRLF).encode() + answer + (2 * CRLF).encode()


def records(wrong=()):
    digest = "A" * 32
    pages = [
        record(number, page(number), "text/html", digest if number in wrong else None) for number in range(4)
    ]
    return [*pages, record(9, PNG, "image/png", digest if 9 in wrong else None)]


def mhtml():
    picture = base64.encodebytes(PNG).decode()
    return f"""From: <Saved by Blink>
Snapshot-Content-Location: https://xa-a.example/0
Subject: x
Date: Thu, 3 Jun 2021 06:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----grenze"

------grenze
Content-Type: text/html
Content-Transfer-Encoding: 8bit
Content-Location: https://xa-a.example/0

{PAGE.format(number=0)}
------grenze
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://xa-a.example/anh.png

{picture}
------grenze--
""".replace("\n", CRLF).encode()


FORMATS = {
    "trang.html": lambda: page(0),
    "trang.html.gz": lambda: gzip.compress(page(0), mtime=0),
    "trang.mhtml": mhtml,
    "kho.warc": lambda: b"".join(records()),
    "kho.warc.gz": lambda: b"".join(gzip.compress(each, mtime=0) for each in records()),
    "anh.png": lambda: PNG,
    "tep.pdf": lambda: b"%PDF-1.4\n" + b"0123456789" * 50,
}


@pytest.fixture
def verify():
    def all_of(library, *paths):
        return deque(library.verify([os.fspath(path) for path in paths]), maxlen=1)[0].verification

    return all_of


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "archive"
    place.mkdir()
    return place


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    times = path.stat()
    path.write_bytes(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))  # a failing disk changes no time


@pytest.mark.parametrize("name", FORMATS)
def test_one_flipped_byte_is_found(name, library, folder, run, verify):
    data = FORMATS[name]()
    path = folder / name
    path.write_bytes(data)
    run(library, folder)
    before = verify(library)
    assert before.clean
    assert before.checked == before.ok > 0
    for place in (0, len(data) // 3, len(data) // 2, len(data) - 1):
        flip(path, place)
        found = verify(library)
        assert {each.path for each in found.changed} == {str(path)}, place
        assert found.ok < found.checked == before.checked
        flip(path, place)
    assert verify(library) == before


@pytest.mark.parametrize("name", ["kho.warc", "kho.warc.gz"])
def test_the_member_that_changed_is_named(name, library, folder, run, verify):
    whole = [gzip.compress(each, mtime=0) if name.endswith(".gz") else each for each in records()]
    path = folder / name
    path.write_bytes(b"".join(whole))
    run(library, folder)
    starts = [sum(map(len, whole[:number])) for number in range(len(whole))]
    for number in (1, 4):  # a page, a picture
        place = starts[number] + len(whole[number]) - 60
        flip(path, place)
        found = verify(library)
        assert [each.member for each in found.changed] == [str(starts[number])]
        assert found.changed[0].code == ("member-lost" if name.endswith(".gz") else "member-changed")
        assert (found.checked, found.ok) == (6, 4)  # the file and the member
        flip(path, place)


def test_a_member_that_is_cut_off_is_lost(library, folder, run, verify):
    path = folder / "kho.warc"
    path.write_bytes(b"".join(records()))
    run(library, folder)
    path.write_bytes(b"".join(records()[:3]))
    assert [each.code for each in verify(library).changed] == ["member-lost", "member-lost"]


def test_digests_that_the_archive_recorded_wrongly(library, folder, run, verify):
    whole = records(wrong=(2, 9))
    path = folder / "kho.warc"
    path.write_bytes(b"".join(whole))
    run(library, folder)
    found = verify(library)
    starts = [str(sum(map(len, whole[:number]))) for number in (2, 4)]
    assert [(each.member, each.code, each.detail) for each in found.changed] == [
        (start, "digest-wrong", "payload sha1") for start in starts
    ]
    assert (found.checked, found.ok) == (6, 4)


def test_damage_that_the_import_has_listed_is_no_news(library, folder, run, verify):
    path = folder / "kho.warc"
    path.write_bytes(b"".join(records())[:-120])
    assert [each.code for each in run(library, folder).failed] == ["record-cut-off"]
    assert [each.code for each in verify(library).changed] == []


def test_gone_and_away(library, make_archive, run, verify, tmp_path):
    one, other = make_archive("one"), make_archive("other")
    one.site(3)
    other.site(2, host="xa-b.example")
    run(library, one.folder, other.folder)
    lost = one.folder / "xa-a.example" / "tin-001.html"
    lost.unlink()
    other.folder.rename(tmp_path / "elsewhere")
    found = verify(library)
    assert (found.gone, found.away) == ((str(lost),), (str(other.folder),))
    assert (found.checked, found.ok, found.changed) == (2, 2, ())
    assert not found.clean
    (tmp_path / "elsewhere").rename(other.folder)
    assert verify(library, other.folder).clean
    with pytest.raises(NotFoundError, match="archive-unknown"):
        verify(library, tmp_path / "elsewhere")


def test_another_time_is_no_other_file(library, archive, run, verify):
    paths = archive.site(2)
    run(library, archive.folder)
    os.utime(paths[0], (1, 1))
    assert verify(library).clean


def test_a_library_that_may_only_be_read(library, archive, run, verify, tmp_path):
    archive.site(2)
    run(library, archive.folder)
    library.close()
    with Library(tmp_path / "library", read_only=True) as opened:
        assert verify(opened).ok == 2


def test_an_import_that_was_cut_off(library, folder, run, verify):
    path = folder / "kho.warc"
    path.write_bytes(b"".join(records()))
    run(library, folder)
    library._catalogue.database.run("UPDATE files SET sha256 = NULL")
    assert verify(library).clean
    flip(path, len(records()[0]) + len(records()[1]) - 60)
    found = verify(library)
    assert [each.code for each in found.changed] == ["member-changed"]
    assert (found.checked, found.ok) == (5, 4)


def test_progress_and_closing(library, folder, run, monkeypatch):
    monkeypatch.setattr(verifying, "_STEP_BYTES", 2**20)
    (folder / "lon.pdf").write_bytes(b"%PDF-1.4\n" + bytes(4 * 2**20))
    shutil.copy(folder / "lon.pdf", folder / "hai.pdf")
    run(library, folder)
    steps = list(library.verify())
    assert [step.stage for step in steps] == ["verify"] * (len(steps) - 1) + ["done"]
    assert len(steps) > 8
    assert steps[0].total == 2
    running = library.verify()
    next(running)
    running.close()
    assert next(library.verify()).done == 0
