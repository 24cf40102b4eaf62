"""Original pages from every format: what their references lead to, as a browser engine resolves them."""

import gzip
import io
import os
import plistlib
import tarfile
import zipfile
from base64 import encodebytes
from email.generator import BytesGenerator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urljoin

import pytest

from reader.errors import UnusableError
from reader.library import replay_addresses
from reader.library.replay_addresses import FilePlace, MemberPlace, place_of
from reader.text import legacy_tables

HOST, PAGE, OTHER = "http://www.xa-a.example", "/tin/2021/bai.html", "/tin/2021/bai-hai.html"
TEXT = "Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới. " * 4
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(60))
CSS = b'@import url("khac.css?ver=5");\nbody { background: url(../hinh/nen.png) }'
FRAME = b"<!DOCTYPE html><html><head><meta charset=utf-8><title>Khung</title></head><body>khung</body></html>"
FONT = b"wOF2" + bytes(40)
FAR = "http://media.example/chu.woff2"
# What belongs to the site: path, media type, body. References are those of the page and, for the last two
# pictures, of the style sheet.
PARTS = {
    "/css/site.css": ("text/css", CSS),
    "/css/khac.css": ("text/css", b"p { color: red }"),
    "/hinh/nen.png": ("image/png", PNG + b"nen"),
    "/tin/hinh/hop.png": ("image/png", PNG + b"hop"),
    "/tin/2021/khung.html": ("text/html", FRAME),
}
REFERENCES = {
    "/css/site.css": "/css/site.css",
    "../hinh/hop.png": "/tin/hinh/hop.png",
    HOST + "/tin/hinh/hop.png?v=20210603": "/tin/hinh/hop.png",
    "khung.html": "/tin/2021/khung.html",
}
STYLES = {"khac.css?ver=5": "/css/khac.css", "../hinh/nen.png": "/hinh/nen.png"}


def page(title, *, css="/css/site.css", picture="../hinh/hop.png", frame="khung.html", link="bai-hai.html"):
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="{css}"></head><body><h1>{title}</h1><p>{TEXT}</p>'
        f'<p><img src="{picture}" width="400" height="300"></p>'
        f'<p><a href="{link}">Bài hai của kỳ họp thứ ba</a></p>'
        f'<iframe src="{frame}"></iframe><p>{TEXT} {title}</p></body></html>'
    ).encode()


TITLE, SECOND = "Kỳ họp thứ ba của xã", "Bài hai của kỳ họp thứ ba"
PAGES = {PAGE: page(TITLE), OTHER: page(SECOND)}


def answers():
    """(address, media type, body) of the whole site."""
    yield from ((HOST + path, "text/html; charset=utf-8", body) for path, body in PAGES.items())
    yield from ((HOST + path, media_type, body) for path, (media_type, body) in PARTS.items())
    yield FAR, "font/woff2", FONT


def record(url, media_type, body, time="2021-06-03T06:00:00Z"):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {time}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", mtime=0)


def warc(folder):
    (folder / "a.warc.gz").write_bytes(b"".join(record(*each) for each in answers()))


def wacz(folder):
    with zipfile.ZipFile(folder / "a.wacz", "w") as target:
        target.writestr("archive/a.warc.gz", b"".join(record(*each) for each in answers()))
        target.writestr("datapackage.json", '{"profile": "data-package", "resources": []}')


def arc(folder):
    head = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n"
    blocks = [("filedesc://x.arc", "text/plain", head)]
    blocks += [
        (url, kind, f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
        for url, kind, body in answers()
    ]
    lines = (
        f"{url} 127.0.0.1 20210603060000 {kind.split(';')[0]} {len(block)}\n".encode() + block + b"\n"
        for url, kind, block in blocks
    )
    (folder / "a.arc").write_bytes(b"".join(lines))


def mirror(folder):
    for url, _, body in answers():
        path = folder / url.removeprefix("http://")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def zipped(folder):
    with zipfile.ZipFile(folder / "a.zip", "w") as target:
        for url, _, body in answers():
            target.writestr(url.removeprefix("http://"), body)


def tarred(folder):
    with tarfile.open(folder / "a.tar.gz", "w:gz") as target:
        for url, _, body in answers():
            info = tarfile.TarInfo(url.removeprefix("http://"))
            info.size = len(body)
            target.addfile(info, io.BytesIO(body))


def zim(folder):
    writer = pytest.importorskip("libzim.writer")

    class Entry(writer.Item):
        def __init__(self, name, media_type, body):
            super().__init__()
            self._told = name, media_type, body

        def get_path(self):
            return self._told[0]

        def get_title(self):
            return self._told[0]

        def get_mimetype(self):
            return self._told[1]

        def get_contentprovider(self):
            return writer.StringProvider(self._told[2])

        def get_hints(self):
            return {}

    with writer.Creator(Path(folder / "a.zim")) as creator:
        for url, kind, body in answers():
            creator.add_item(Entry(url.removeprefix("http://"), kind.split(";")[0], body))
        creator.add_metadata("Scraper", "warc2zim 2.0")
        creator.add_metadata("Date", "2021-06-03")


def webarchive(folder):
    def piece(url, kind, body):
        return {
            "WebResourceURL": url,
            "WebResourceMIMEType": kind.split(";")[0],
            "WebResourceTextEncodingName": "utf-8",
            "WebResourceData": body,
        }

    first, *others = (piece(*each) for each in answers())
    top = {"WebMainResource": first, "WebSubresources": others}
    (folder / "a.webarchive").write_bytes(plistlib.dumps(top, fmt=plistlib.FMT_BINARY))


def mhtml(folder):
    parts = []
    for url, kind, body in answers():
        parts += [
            b"--b",
            f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {url}".encode(),
            b"",
            encodebytes(body),
        ]
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    (folder / "a.mht").write_bytes(head + b"\r\n".join([*parts, b"--b--", b""]))


ALL = [warc, wacz, arc, mirror, zipped, tarred, zim, webarchive, mhtml]


@pytest.fixture
def made(archive, library, run, ids):
    """Writes the site in a format, imports it, and gives its first page."""

    def make(write):
        write(archive.folder)
        run(library, archive.folder)
        return library.original(ids(library)[TITLE])

    return make


@pytest.mark.parametrize("write", ALL, ids=lambda each: each.__name__)
def test_parts_are_found_whatever_the_format(made, library, write):
    original = made(write)
    assert (original.body, original.media_type, original.charset) == (PAGES[PAGE], "text/html", "utf-8")
    for reference, path in REFERENCES.items():
        media_type, body = PARTS[path]
        found = library.replayed(urljoin(original.address, reference), original.id)
        assert found is not None, reference
        assert (found.media_type, found.body) == (media_type, body), reference
    style = urljoin(original.address, "/css/site.css")
    for reference, path in STYLES.items():
        found = library.replayed(urljoin(style, reference), original.id)
        assert found is not None, reference
        assert (found.media_type, found.body) == PARTS[path]
    font = library.replayed(FAR, original.id)
    assert font is not None
    assert font.body == FONT
    assert library.replayed(urljoin(original.address, "khong-co.png"), original.id) is None
    assert library.replayed("http://elsewhere.example/hinh.png", original.id) is None


@pytest.mark.parametrize(
    "write", [warc, wacz, arc, mirror, zipped, tarred, zim], ids=lambda each: each.__name__
)
def test_links_lead_to_pages_of_the_archive(made, library, ids, write):
    original = made(write)
    for reference in ("bai-hai.html", "/tin/2021/bai-hai.html", HOST + OTHER):
        followed = library.follow_replayed(original.id, urljoin(original.address, reference))
        assert (followed.status, followed.id) == ("archived", ids(library)[SECOND]), reference
    missing = library.follow_replayed(original.id, urljoin(original.address, "/tin/khac.html"))
    assert (missing.status, missing.id, missing.url) == ("missing", None, HOST + "/tin/khac.html")


def test_a_page_with_the_folder_its_browser_saved(archive, library, run, ids):
    saved = page(TITLE, css="bai_files/site.css", picture="bai_files/hop.png", frame="bai_files/khung.html")
    note = f"<!-- saved from url=(0042){HOST}{PAGE} -->\n".encode()
    (archive.folder / "bai.html").write_bytes(saved.replace(b"<html", note + b"<html"))
    folder = archive.folder / "bai_files"
    folder.mkdir()
    for name, body in (("site.css", CSS), ("hop.png", PNG), ("khung.html", FRAME), ("khac.css", b"p{}")):
        (folder / name).write_bytes(body)
    (archive.folder / "ngoai.css").write_bytes(b"p { color: green }")
    run(library, archive.folder)
    original = library.original(ids(library)[TITLE])
    assert isinstance(place_of(original.address), FilePlace)
    for name, body in (("site.css", CSS), ("hop.png", PNG), ("khung.html", FRAME), ("khac.css?v=1", b"p{}")):
        found = library.replayed(urljoin(original.address, f"bai_files/{name}"), original.id)
        assert found is not None, name
        assert found.body == body
    # Imported by itself, its folder is all that belongs to it.
    assert library.replayed(urljoin(original.address, "ngoai.css"), original.id) is not None
    run(library, archive.folder / "bai.html")
    library.forget(str(archive.folder))
    run(library, archive.folder / "bai.html")
    alone = library.original(ids(library)[TITLE])
    assert library.replayed(urljoin(alone.address, "bai_files/hop.png"), alone.id).body == PNG
    assert library.replayed(urljoin(alone.address, "ngoai.css"), alone.id) is None
    assert library.replayed(urljoin(alone.address, "bai_files/../ngoai.css"), alone.id) is None


def test_no_address_leads_out_of_the_archive(made, library, tmp_path):
    (tmp_path / "secret.css").write_bytes(b"p{}")
    original = made(mirror)
    start = f"http://{original.address.split('/')[2]}"
    for way in (
        "/../secret.css",
        "/%2e%2e/secret.css",
        "/www.xa-a.example/..%2f..%2f..%2fsecret.css",
        "/%00",
    ):
        assert library.replayed(start + way, original.id) is None
    assert library.replayed("http://root-99.invalid/etc/passwd", original.id) is None
    assert library.replayed((tmp_path / "secret.css").as_uri(), original.id) is None


def test_parts_by_content_id(archive, library, run, ids):
    message = EmailMessage()
    message["Date"] = "Thu, 3 Jun 2021 06:00:00 +0000"
    message.set_content(page(TITLE, picture="cid:anh@b", frame="cid:khung@b").decode(), subtype="html")
    message["Content-Location"] = HOST + PAGE
    message.add_related(PNG, "image", "png", cid="<anh@b>")
    message.add_related(FRAME.decode(), subtype="html", cid="<khung@b>")
    written = io.BytesIO()
    BytesGenerator(written).flatten(message)
    (archive.folder / "a.mht").write_bytes(written.getvalue())
    run(library, archive.folder)
    original = library.original(ids(library)[TITLE])
    assert library.replayed("cid:anh@b", original.id).body == PNG
    assert library.replayed("cid:khung@b", original.id).media_type == "text/html"
    assert library.replayed("cid:khong@b", original.id) is None


def test_the_capture_nearest_in_time_is_taken(archive, library, run, ids):
    picture = HOST + "/tin/hinh/hop.png"
    times = {"2015-01-01T00:00:00Z": PNG + b"2015", "2021-06-04T00:00:00Z": PNG + b"2021"}
    (archive.folder / "page.warc.gz").write_bytes(record(HOST + PAGE, "text/html", PAGES[PAGE]))
    for number, (time, body) in enumerate(times.items()):
        (archive.folder / f"p{number}.warc.gz").write_bytes(record(picture, "image/png", body, time))
    run(library, archive.folder)
    original = library.original(ids(library)[TITLE])
    assert library.replayed(picture, original.id).body == PNG + b"2021"
    assert library.replayed(picture, original.id, "2014-05-01T00:00:00Z").body == PNG + b"2015"


@pytest.mark.parametrize("name", ["viscii", "tcvn3"])
def test_letters_that_no_browser_knows_come_as_utf_8(archive, library, run, ids, name):
    codes = {letter: code for code, letter in reversed(list(enumerate(legacy_tables.table(name))))}
    title = TITLE.lower() if name == "tcvn3" else TITLE
    text = page(title).decode().replace('<meta charset="utf-8">', "")
    text = text.lower() if name == "tcvn3" else text
    (archive.folder / "a.html").write_bytes(bytes(codes[letter] for letter in text))
    run(library, archive.folder)
    original = library.original(next(iter(ids(library).values())))
    assert original.charset == "utf-8"
    assert title in original.body.decode()


def test_a_page_that_is_away_says_so(made, library):
    original = made(warc)
    os.rename(library.article(original.id).path, library.article(original.id).path + ".bak")
    with pytest.raises(UnusableError) as failure:
        library.original(original.id)
    assert failure.value.code == "page-away"


@pytest.mark.parametrize("path", [b"a/b c.html", b"t\xc3\xaan/%41?.html", b"\xff#x", b"a;b=c&d"])
def test_places_and_their_addresses(path):
    assert place_of(replay_addresses.of_file(7, path)) == FilePlace(7, path)
    name = os.fsdecode(path)
    if name.isprintable():
        assert place_of(replay_addresses.of_member(name)) == MemberPlace(name)
        assert replay_addresses.shown(replay_addresses.of_member(name)) == name
    assert place_of("http://www.root-3.invalid/a") is None
    assert replay_addresses.shown("http://a.example/b?c") == "http://a.example/b?c"
