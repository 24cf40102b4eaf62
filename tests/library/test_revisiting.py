"""Revisits whose originals lie in another file, imported in any order."""

import base64
import gzip
import hashlib
from dataclasses import replace
from zlib import crc32

import pytest

from reader.errors import UnusableError
from reader.extract.article import Extracted
from reader.extract.attempt import attempt
from reader.library import reading
from reader.library.library import Library
from reader.model import Fingerprint

URL = "https://xa-a.example/tin/ngan-sach.html"
LATER = "2022-01-01T00:00:00Z"
PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Thông qua ngân sách năm tới</title></head><body>
<h1>Thông qua ngân sách năm tới</h1>
<p>Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới.</p>
<p>Các đại biểu đề nghị công khai kết quả để người dân theo dõi và góp ý.</p>
</body></html>""".encode()
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


def digest(body):
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()


def record(kind, time, body, block, url=URL):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {time}\r\n"
        f"WARC-Payload-Digest: {digest(body)}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def original(body=PAGE, media_type="text/html", url=URL):
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
    return record("response", "2021-01-01T00:00:00Z", body, answer, url)


def revisit(body=PAGE, url=URL, time=LATER):
    return record("revisit", time, body, b"", url)


@pytest.fixture
def pair(archive):
    """Two files; the names decide which is read first."""

    def write(of_original, of_revisit, originals=None, revisits=None):
        first, second = archive.folder / of_original, archive.folder / of_revisit
        first.write_bytes(originals or original())
        second.write_bytes(revisits or revisit())
        return first, second

    return write


def unresolved(library):
    return [row for row in library._catalogue.failures.all() if row[4] == "revisit-unresolved"]


def held(library):
    return library._catalogue.database.all(
        """SELECT files.path, member, captured, url, format FROM articles
        JOIN places ON article = articles.number JOIN files ON files.number = file ORDER BY captured"""
    )


@pytest.mark.parametrize("names", [("1.warc.gz", "2.warc.gz"), ("2.warc.gz", "1.warc.gz")])
@pytest.mark.parametrize("jobs", [1, 2])
def test_one_import(pair, archive, library, run, agrees, names, jobs):
    pair(*names)
    report = run(library, archive.folder, jobs=jobs)
    assert (report.added, report.skipped, report.failed, report.articles) == (2, (), (), 2)
    assert held(library) == [
        (names[0].encode(), "0", "2021-01-01T00:00:00Z", URL, "warc"),
        (names[1].encode(), "0", LATER, URL, "warc"),
    ]
    assert not unresolved(library)
    agrees(library)
    again = run(library, archive.folder)
    assert (again.added, again.unchanged, again.skipped, again.reextracted) == (0, 2, (), 0)


@pytest.mark.parametrize("first", [0, 1])
def test_one_import_each(pair, library, run, agrees, first):
    files = pair("a.warc.gz", "b.warc.gz")
    before = run(library, files[first])
    assert (before.added, len(before.skipped)) == ((1, 0) if first == 0 else (0, 1))
    after = run(library, files[1 - first])
    assert (after.added, after.skipped) == (1 if first == 0 else 2, ())
    assert [row[2] for row in held(library)] == ["2021-01-01T00:00:00Z", LATER]
    assert not unresolved(library)
    agrees(library)


def test_the_order_makes_no_difference(pair, tmp_path, run):
    files = pair("a.warc.gz", "b.warc.gz")
    known = []
    for name, order in (("one", files), ("other", files[::-1])):
        with Library(tmp_path / name) as library:
            for path in order:
                run(library, path)
            known.append(
                sorted(library._catalogue.database.all("SELECT id, sha256, text_hash FROM articles"))
            )
    assert known[0] == known[1]


def test_what_is_no_original_stays_listed(pair, archive, library, run):
    pair("1.warc.gz", "2.warc.gz", revisits=revisit(PAGE + b" "))
    report = run(library, archive.folder)
    assert (report.added, [each.code for each in report.skipped]) == (1, ["revisit-unresolved"])
    assert len(unresolved(library)) == 1


def test_a_picture_becomes_a_part(pair, archive, library, run):
    url = "https://xa-a.example/anh.png"
    pair("1.warc.gz", "2.warc.gz", original(PICTURE, "image/png", url), revisit(PICTURE, url))
    report = run(library, archive.folder)
    assert (report.added, report.skipped, report.other) == (0, (), {"resource": 2})
    assert library._catalogue.database.value("SELECT count(*) FROM resources") == 2
    assert not unresolved(library)


def test_more_than_are_taken_at_once(pair, archive, library, run):
    revisits = b"".join(revisit(time=f"2022-01-01T00:{n // 60:02}:{n % 60:02}Z") for n in range(120))
    pair("1.warc.gz", "2.warc.gz", revisits=revisits)
    report = run(library, archive.folder)
    assert (report.added, report.skipped) == (121, ())


def test_older_rules_and_the_file_itself_read_again(pair, archive, library, run, agrees):
    pair("1.warc.gz", "2.warc.gz")
    run(library, archive.folder)
    library._catalogue.database.run("UPDATE files SET rules = 'older'")
    library._catalogue.database.run("UPDATE articles SET extractor = 'older'")
    report = run(library, archive.folder)
    assert (report.added, report.unchanged, report.skipped) == (0, 2, ())
    assert len(held(library)) == 2
    agrees(library)


def test_the_check_finds_nothing_wrong(pair, archive, library, run):
    pair("1.warc.gz", "2.warc.gz")
    run(library, archive.folder)
    library._catalogue.database.run("UPDATE files SET sha256 = x'00'")
    found = list(library.verify())[-1].verification
    assert [(each.member, each.code) for each in found.changed] == [(None, "file-changed")] * 2


def test_cut_off_goes_on(pair, archive, library, run):
    pair("1.warc.gz", "2.warc.gz")
    steps = library.import_paths([str(archive.folder)], jobs=1)
    for step in steps:
        if step.stage == "reread":
            break
    steps.close()
    run(library, archive.folder)
    assert len(held(library)) == 2
    assert not unresolved(library)


def test_they_are_read_with_what_their_site_has_in_common(pair, archive, library, run, monkeypatch):
    def simple(page, template=None):
        """A paragraph that repeats on the site is no part of the article."""
        found = attempt(page)
        marks = {part: crc32(part.encode()) for part in found.article.text.split("\n\n")}
        repeated = template.repeated if template else frozenset()
        text = "\n\n".join(part for part, mark in marks.items() if mark not in repeated)
        marked = Fingerprint(found.article.site, tuple(sorted(set(marks.values()))))
        return Extracted(replace(found.article, text=text), marked)

    monkeypatch.setattr(reading, "attempt", simple)
    saved = [path.read_bytes() for path in archive.site(12)]
    folder = archive.folder / "web"
    folder.mkdir()
    urls = [f"https://xa-a.example/tin-{number:03d}.html" for number in range(12)]
    pages = list(zip(saved, urls, strict=True))
    pair(
        "web/1.warc.gz",
        "web/2.warc.gz",
        b"".join(original(body, url=url) for body, url in pages),
        b"".join(revisit(body, url) for body, url in pages),
    )
    report = run(library, folder)
    assert (report.added, report.reextracted) == (24, 24)
    rows = library._catalogue.database.all(
        "SELECT url, count(template), count(DISTINCT text_hash) FROM articles GROUP BY url ORDER BY url"
    )
    assert rows == [(url, 2, 1) for url in urls]


def test_a_chosen_encoding_is_for_them_too(pair, library, run):
    first, second = pair("1.warc.gz", "2.warc.gz")
    run(library, first)
    ((known,),) = library._catalogue.database.all("SELECT id FROM articles")
    library.reread(known, "windows-1252")
    run(library, second)
    assert library._catalogue.database.all("SELECT DISTINCT read_as FROM articles") == [("windows-1252",)]


def test_a_revisit_is_read_again_and_shown_as_it_looked(pair, archive, library, run):
    first, _ = pair("1.warc.gz", "2.warc.gz")
    run(library, archive.folder)
    ((_, of_revisit),) = library._catalogue.database.all(
        "SELECT number, id FROM articles WHERE captured = ?", (LATER,)
    )
    assert library.original(of_revisit).body == PAGE
    assert library.try_encoding(of_revisit, "windows-1252").encoding.chosen
    again = library.reread(of_revisit, "windows-1252")
    assert (again.encoding.used, again.captured) == ("windows-1252", LATER)
    assert library.reread(of_revisit, None).title == "Thông qua ngân sách năm tới"
    first.unlink()
    for ask in (library.original, lambda article_id: library.reread(article_id, "windows-1252")):
        with pytest.raises(UnusableError) as caught:
            ask(of_revisit)
        assert caught.value.code == "page-away"
