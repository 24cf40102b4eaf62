"""Documents that pages offer, from every kind of archive."""

import zipfile
from uuid import NAMESPACE_URL, uuid5

import pytest

TITLE = "Công khai ngân sách của xã năm nay"
SITE = "https://xa-a.example"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.mark.parametrize(
    ("page", "href", "file"),
    [
        ("a/b.html", "tep/1.pdf", "a/tep/1.pdf"),
        ("a/b.html", "../tep/1.pdf?x=1", "tep/1.pdf"),
        ("a/b.html", "/tep/1%20b.pdf", "tep/1 b.pdf"),
        ("top/a/b.html", "/tep/1.pdf", "top/tep/1.pdf"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_beside_the_page(archive, library, run, ids, page, href, file, packed):
    archive.page(page, TITLE, links=[(href, "Tải tệp")])
    target = archive.folder / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(PDF)
    place = archive.folder
    if packed:
        place = archive.folder.with_suffix(".zip")
        with zipfile.ZipFile(place, "w") as out:
            for path in sorted(archive.folder.rglob("*")):
                out.write(path, path.relative_to(archive.folder).as_posix())
    run(library, place)
    found = library.attachment(ids(library)[TITLE], href)
    assert found is not None
    assert (found.body, found.media_type) == (PDF, "application/pdf")
    assert library.attachment(ids(library)[TITLE], "khong-co.pdf") is None


def test_a_page_with_an_address_saved_with_its_documents(archive, library, run, ids):
    archive.page("b.html", TITLE, url=f"{SITE}/tin/b.html", links=[("tep/1.pdf", "Tải tệp")])
    (archive.folder / "tep").mkdir()
    (archive.folder / "tep/1.pdf").write_bytes(PDF)
    run(library, archive.folder)
    (attached,) = library.article(ids(library)[TITLE]).attachments
    assert attached.url == f"{SITE}/tin/tep/1.pdf"
    assert library.attachment(ids(library)[TITLE], attached.url).body == PDF
    assert library.archived_attachments(ids(library)[TITLE]) == {attached.url}


def test_documents_that_were_not_saved_are_told_from_those_that_were(archive, library, run, ids):
    links = [("tep/1.pdf", "Tải tệp"), ("tep/2.pdf", "Tải tệp hai")]
    archive.page("b.html", TITLE, url=f"{SITE}/tin/b.html", links=links)
    (archive.folder / "tep").mkdir()
    (archive.folder / "tep/2.pdf").write_bytes(PDF)
    run(library, archive.folder)
    assert len(library.article(ids(library)[TITLE]).attachments) == 2
    assert library.archived_attachments(ids(library)[TITLE]) == {f"{SITE}/tin/tep/2.pdf"}


def test_what_lies_outside_of_the_archive_is_never_read(archive, library, run, ids, tmp_path):
    (tmp_path / "secret.pdf").write_bytes(PDF)
    archive.page("b.html", TITLE, links=[("../secret.pdf", "Tải tệp")])
    run(library, archive.folder)
    for href in (
        "../secret.pdf",
        "/../secret.pdf",
        f"file://{tmp_path}/secret.pdf",
        f"{tmp_path}/secret.pdf",
    ):
        assert library.attachment(ids(library)[TITLE], href) is None


def record(url, kind, body, day):
    """A record of a WARC file, by the standard's own words."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (kind, len(body), body)
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, url + day)}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        ).encode()
        + answer
        + b"\r\n\r\n"
    )


def test_the_capture_of_a_web_archive_nearest_to_the_page(archive, library, run, ids):
    page = archive.page("b.html", TITLE, links=[("/tep/1.pdf", "Tải tệp")]).read_bytes()
    (archive.folder / "b.html").unlink()
    (archive.folder / "x.warc").write_bytes(
        record(f"{SITE}/tin/b.html", b"text/html; charset=utf-8", page, "2021-06-01")
        + record(f"{SITE}/tep/1.pdf", b"application/pdf", PDF + b"2019", "2019-01-01")
        + record(f"{SITE}/tep/1.pdf", b"application/pdf", PDF + b"2021", "2021-07-01")
    )
    run(library, archive.folder)
    assert library.attachment(ids(library)[TITLE], "/tep/1.pdf").body == PDF + b"2021"
    assert library.attachment(ids(library)[TITLE], f"{SITE}/tep/1.pdf").body == PDF + b"2021"
    assert library.attachment(None, "http://www.xa-a.example/tep/1.pdf").body.startswith(PDF)
    assert library.attachment(None, f"{SITE}/tep/2.pdf") is None
