"""Pages of files: what is read, what is listed with which reason, and random access."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import unicodedata
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import NotFoundError, UnusableError
from reader.formats import embedded, files, registry
from reader.formats.walk import walk
from reader.model import FoundFile, Rejected, SavedPage

PAGE = "<!DOCTYPE html>\n<html><head><title>Cổng</title></head><body><p>Bầu cử</p></body></html>".encode()
GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
WHEN = 1_622_700_000  # 2021-06-03T06:00:00Z

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX file kinds and names")


def packed_gzip(body):
    """The same bytes every time, so that every worker collects tests of the same names."""
    return gzip.compress(body, mtime=0)


def put(folder, name, body=PAGE):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    os.utime(path, (WHEN, WHEN))
    return path


def only(path, root=None):
    """What the registry makes of one file: exactly one page or one rejection."""
    below = os.path.relpath(path, root) if root else ""
    (found,) = registry.pages(FoundFile(str(root or path), below, path.stat().st_size, WHEN * 10**9))
    return found


def rejected(path, root=None):
    found = only(path, root)
    assert isinstance(found, Rejected)
    assert (found.path, found.member) == (str(path), None)
    return found.kind, found.code, found.detail


def test_a_page_with_all_that_its_file_tells(tmp_path):
    body = b"<!-- saved from url=(0026)https://thitran.example/b1 -->\n" + PAGE
    path = put(tmp_path, "thitran.example/tin/bai.html", body)
    put(tmp_path, "thitran.example/tin/bai_files/a.png")
    assert only(path, tmp_path) == SavedPage(
        path=str(path),
        member=None,
        format="html",
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        size=len(body),
        recorded_url="https://thitran.example/b1",
        recorded_time=None,
        path_url="http://thitran.example/tin/bai.html",
        file_time="2021-06-03T06:00:00Z",
        companion="bai_files",
    )


def test_ids_do_not_depend_on_place_or_time(tmp_path):
    one, other = put(tmp_path, "a/x.html"), put(tmp_path, "www.b.example/y.html")
    os.utime(other, (1, 1))
    assert only(one).id == only(other, tmp_path).id


def test_singlefile_time_is_recorded(tmp_path):
    head = (
        b"<!--\n Page saved with SingleFile \n url: https://a.example/ \n"
        b" saved date: Thu Jun 03 2021 09:15:02 GMT+0700 (x)\n-->"
    )
    found = only(put(tmp_path, "x.html", head + PAGE))
    assert (found.recorded_url, found.recorded_time) == ("https://a.example/", "2021-06-03T02:15:02Z")
    assert found.recorded_from == "comment"


def test_saved_http_headers_are_taken_off_and_used(tmp_path):
    headers = (
        b"HTTP/1.1 200 OK\r\nDate: Thu, 03 Jun 2021 02:15:02 GMT\r\n"
        b"Content-Type: text/html; charset=windows-1258\r\n\r\n"
    )
    found = only(put(tmp_path, "x.html", headers + PAGE))
    assert (found.body, found.charset) == (PAGE, "windows-1258")
    assert (found.recorded_time, found.recorded_from) == ("2021-06-03T02:15:02Z", "header")
    assert found.size == len(headers + PAGE)


def test_a_web_archive_path_gives_the_file_time(tmp_path):
    found = only(put(tmp_path, "web/20180712094219/http_/a.example/x.html"), tmp_path)
    assert (found.path_url, found.file_time) == ("http://a.example/x.html", "2018-07-12T09:42:19Z")
    assert found.recorded_time is None


@pytest.mark.parametrize("packed", [packed_gzip(PAGE), packed_gzip(PAGE[:50]) + packed_gzip(PAGE[50:])])
def test_gzip_pages_are_unpacked_and_hashed_as_files(tmp_path, packed):
    found = only(put(tmp_path, "x.html", packed))
    assert (found.body, found.size, found.sha256) == (PAGE, len(packed), hashlib.sha256(packed).hexdigest())


def test_a_cut_off_gzip_page_gives_what_there_is(tmp_path):
    text = PAGE + os.urandom(5000).hex().encode()
    packed = packed_gzip(text)
    body = only(put(tmp_path, "x.html.gz", packed[: len(packed) * 2 // 3])).body
    assert len(PAGE) < len(body) < len(text)
    assert text.startswith(body)


def test_a_gzip_bomb_is_listed_with_bounded_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_FILE", 100_000)
    bomb = put(tmp_path, "x.html.gz", packed_gzip(PAGE + b" " * 5_000_000))
    assert rejected(bomb)[:2] == ("failed", "page-too-large")


def test_html_names_of_mirrors(tmp_path):
    host = "www.sonv.example"
    expected = {
        "index.html": f"http://{host}/",
        "tin/index.html@id=12&trang=2": f"http://{host}/tin/?id=12&trang=2",
        "Default.aspx@tabid=57&ItemID=3.html": f"http://{host}/Default.aspx?tabid=57&ItemID=3",
        "tin84a0.html": f"http://{host}/tin.html",
    }
    for name, url in expected.items():
        assert only(put(tmp_path, f"{host}/{name}"), tmp_path).path_url == url


def test_the_host_is_found_above_the_root_only_when_needed(tmp_path):
    deep = put(tmp_path, "www.sonv.example/tin/bai.html")
    assert (
        only(deep, tmp_path / "www.sonv.example" / "tin").path_url == "http://www.sonv.example/tin/bai.html"
    )
    assert only(deep).path_url == "http://www.sonv.example/tin/bai.html"
    inner = put(tmp_path, "old.backup.com/www.sonv.example/bai.html")
    assert only(inner, tmp_path / "old.backup.com").path_url == "http://www.sonv.example/bai.html"


def zipped(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, b"content")
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("style.css", b"p{}", ("other", "resource", "css")),
        ("logo.png", b"\x89PNG\r\n\x1a\n", ("other", "resource", "png")),
        ("logo.html", b"\x89PNG\r\n\x1a\n", ("other", "resource", "png")),
        ("empty.css", b"", ("other", "resource", "empty")),
        ("data.bin", bytes(range(256)), ("other", "resource", "binary")),
        ("van-ban.pdf", b"%PDF-1.4", ("other", "attachment", "pdf")),
        ("mau-don.zip", zipped("mau.doc"), ("other", "attachment", "zip")),
        ("bieu.docx", zipped("[Content_Types].xml"), ("other", "attachment", "office")),
        ("robots.txt", b"User-agent: *", ("other", "robots", "")),
        ("tin.rss", b"<?xml version='1.0'?><rss>", ("other", "feed", "")),
        ("sitemap.xml", b"<?xml version='1.0'?><urlset>", ("other", "sitemap", "")),
        ("doc.txt", b"words", ("other", "plain-text", "")),
        ("hts-log.txt", b"HTTrack3.49", ("other", "tool-file", "hts-log.txt")),
        ("Thumbs.db", b"\xd0\xcf\x11\xe0", ("other", "system-file", "Thumbs.db")),
        ("._tin.html", b"\x00\x05\x16\x07\x00", ("other", "system-file", "mac-metadata")),
        ("site.wacz", b"PK\x05\x06" + bytes(18), ("failed", "archive-empty", "")),
        ("x.7z", b"7z\xbc\xaf\x27\x1c\0", ("failed", "format-not-supported-yet", "7z")),
        ("x.mhtml", b"", ("failed", "file-empty", "")),
        ("page.html", b"", ("failed", "file-empty", "")),
        ("page.aspx@id=4", b"", ("failed", "file-empty", "")),
        ("junk.html", bytes(range(256)) * 20, ("failed", "not-a-page", "binary")),
        ("zeros.html", b"\x00" * 9000, ("failed", "not-a-page", "binary")),
        ("junk.html", b"\x1f\x8b\x08\x00" + b"\xff" * 300, ("failed", "not-a-page", "gzip")),
        ("index.html", b"<html><title>Local index - HTTrack", ("other", "tool-file", "HTTrack")),
    ],
)  # fmt: skip
def test_files_that_are_no_page_say_why(tmp_path, name, body, expected):
    assert rejected(put(tmp_path, name, body), tmp_path) == expected


def test_the_folder_of_a_page_belongs_to_it(tmp_path):
    page = put(tmp_path, "a/bai.html")
    frame = put(tmp_path, "a/bai_files/saved_resource.html")
    put(tmp_path, "a/bai_files/rar.html", b"Rar!\x1a\x07\0")
    assert rejected(frame, tmp_path) == ("other", "frame", str(page))
    assert rejected(tmp_path / "a/bai_files/rar.html", tmp_path)[:2] == ("other", "resource")
    assert isinstance(only(frame), SavedPage), "given by itself it is a page"


def test_tool_files_of_mirrors(tmp_path):
    put(tmp_path, "page.html")
    assert rejected(put(tmp_path, "page.html.orig"), tmp_path) == ("other", "tool-file", "wget")
    assert isinstance(only(put(tmp_path, "lone.html.orig"), tmp_path), SavedPage)
    assert rejected(put(tmp_path, "hts-cache/new.zip", zipped("a.html")), tmp_path)[:2] == (
        "other",
        "tool-file",
    )


def test_large_pages_are_listed_without_being_read(tmp_path, monkeypatch):
    path = put(tmp_path, "big.html", PAGE + b" " * 5000)
    monkeypatch.setattr(files, "MAX_FILE", 5000)
    assert rejected(path) == ("failed", "page-too-large", str(len(PAGE) + 5000))
    assert isinstance(only(put(tmp_path, "fits.html")), SavedPage)
    with pytest.raises(UnusableError) as caught:
        registry.read(str(path))
    assert caught.value.code == "file-too-large"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "Permission denied"), "file-unreadable"),
        (OSError(5, "Input/output error"), "file-unreadable"),
        (FileNotFoundError(2, "No such file"), "file-vanished"),
        (OSError(36 if os.name != "nt" else 38, "File name too long"), None),
    ],
)
def test_files_that_cannot_be_opened_are_listed(tmp_path, monkeypatch, error, code):
    path = put(tmp_path, "page.html")

    def refuse(*args):
        raise error

    monkeypatch.setattr(os, "open", refuse)
    found = rejected(path)
    assert found[0] == "failed"
    assert found[2] == error.strerror
    assert code is None or found[1] == code


def test_a_read_error_in_the_middle_is_listed(tmp_path, monkeypatch):
    path = put(tmp_path, "page.html")
    real = os.fdopen

    class Broken:
        def __init__(self, stream):
            self.stream = stream

        def __enter__(self):
            return self

        def __exit__(self, *args):
            self.stream.close()

        def fileno(self):
            return self.stream.fileno()

        def read(self, size):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fdopen", lambda *args: Broken(real(*args)))
    assert rejected(path) == ("failed", "file-unreadable", "Input/output error")


@posix
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "page.html")
    (found,) = registry.pages(FoundFile(str(tmp_path), "page.html", 10, 0))
    assert (found.kind, found.code, found.detail) == ("failed", "special-file", "fifo")


@posix
def test_a_whole_archive_of_odd_names(tmp_path):
    put(tmp_path, "Bầu cử.html")
    put(tmp_path, unicodedata.normalize("NFD", "Bầu cử.html"))
    put(tmp_path, "a.html", PAGE + b"1")
    put(tmp_path, "A.html", PAGE + b"2")
    put(tmp_path, os.path.join(*["dai" * 30] * 4, "x.html"), PAGE + b"3")
    with open(os.fsencode(tmp_path) + b"/tin-\xe9\xff.html", "wb") as stream:
        stream.write(PAGE)
    found = [page for file in walk([str(tmp_path)]) for page in registry.pages(file)]
    assert [type(page) for page in found] == [SavedPage] * 6
    assert len({page.sha256 for page in found}) == 4
    assert all(registry.read(page.path).body == page.body for page in found)


def test_times_outside_the_calendar_are_no_times(tmp_path):
    path = put(tmp_path, "page.html")
    (found,) = registry.pages(FoundFile(str(path), "", len(PAGE), 10**28))
    assert found.file_time is None


def test_reading_a_whole_file_and_its_media_type(tmp_path):
    png = put(tmp_path, "anh.jpg", b"\x89PNG\r\n\x1a\nrest")
    assert registry.read(str(png)).media_type == "image/png"
    assert registry.read(str(png)).body == b"\x89PNG\r\n\x1a\nrest"
    assert registry.media_type(str(put(tmp_path, "kieu.css@v=2", b"p{}"))) == "text/css"
    assert registry.media_type(str(put(tmp_path, "chu.woff2", b"wOF2\x00"))) == "font/woff2"
    assert registry.media_type(str(put(tmp_path, "trang.html"))) == "text/html"
    assert registry.media_type(str(put(tmp_path, "qd.docx", zipped("[Content_Types].xml")))).endswith(
        "wordprocessingml.document"
    )
    assert registry.media_type(str(tmp_path / "gone.png")) == "application/octet-stream"
    assert registry.media_type(str(tmp_path / "gone.mp3")) == "audio/mpeg"
    assert registry.media_type(b"GIF89a\x00") == "image/gif"
    assert registry.media_type(b"") == "application/octet-stream"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1258"])
def test_an_embedded_picture_is_read_from_its_page(tmp_path, encoding):
    text = f'<!DOCTYPE html><html><meta charset={encoding}><p>Hội đồng nhân dân</p><img src="{GIF}"></html>'
    path = put(tmp_path, "page.html", text.encode(encoding, "replace"))
    found = registry.read(str(path), embedded.name(GIF))
    assert (found.media_type, found.body[:6]) == ("image/gif", b"GIF89a")


def test_an_embedded_picture_of_a_packed_page(tmp_path):
    path = put(tmp_path, "page.html.gz", packed_gzip(PAGE + f'<img src="{GIF}">'.encode()))
    assert registry.read(str(path), embedded.name(GIF)).media_type == "image/gif"


def test_a_page_changed_on_disk_is_read_anew(tmp_path):
    path = put(tmp_path, "page.html", PAGE + f'<img src="{GIF}">'.encode())
    assert registry.read(str(path), embedded.name(GIF)).media_type == "image/gif"
    other = GIF.replace("RAA7", "RAA8")
    put(tmp_path, "page.html", PAGE + f'<p>moved</p><img src="{other}">'.encode())
    assert registry.read(str(path), embedded.name(other)).media_type == "image/gif"
    with pytest.raises(NotFoundError):
        registry.read(str(path), embedded.name(GIF))


def test_what_is_not_there_is_said(tmp_path):
    path = put(tmp_path, "page.html")
    for locator in (embedded.name(GIF), "#top", "member.png"):
        with pytest.raises(NotFoundError) as missing:
            registry.read(str(path), locator)
        assert missing.value.code == "resource-missing"
    with pytest.raises(UnusableError) as gone:
        registry.read(str(tmp_path / "gone.html"))
    assert gone.value.code == "file-vanished"
    with pytest.raises(UnusableError) as unsupported:
        registry.read(str(put(tmp_path, "x.7z", b"7z\xbc\xaf\x27\x1c\0")), "12")
    assert (unsupported.value.code, unsupported.value.values["detail"]) == (
        "format-not-supported-yet",
        "7z",
    )


def test_digest_is_that_of_the_file(tmp_path):
    body = os.urandom(3 * 2**20 + 7)
    path = put(tmp_path, "big.bin", body)
    assert files.digest(str(path)) == files.Digest(hashlib.sha256(body).hexdigest(), len(body))


def test_every_format_has_its_own_name_and_kinds():
    kinds = [kind for format_ in registry.FORMATS for kind in format_.kinds]
    assert len(kinds) == len(set(kinds))
    assert len({format_.name for format_ in registry.FORMATS}) == len(registry.FORMATS)


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=100).map(lambda tail: PAGE + tail),
        st.binary(max_size=99).map(lambda tail: packed_gzip(PAGE)[:60] + tail),
    ),
    st.sampled_from(["x.html", "x", "x.css", "x.warc", "x.zip", "x.html.gz"]),
)
def test_any_bytes_give_one_page_or_one_reason(tmp_path, body, name):
    path = put(tmp_path, name, body)
    found = only(path)
    assert isinstance(found, SavedPage) or found.code
