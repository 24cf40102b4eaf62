"""Addresses whose readers the server sent elsewhere, as web archives recorded it."""

from uuid import NAMESPACE_URL, uuid5

import pytest

SITE = "https://xa-a.example"
TITLE, FROM = "Hội nghị tổng kết công tác bầu cử năm nay", "Trang gốc dẫn đến các trang khác"


def record(url, status, fields, body=b""):
    answer = f"HTTP/1.1 {status}\r\n{fields}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2021-06-01T00:00:00Z"
            "\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, url)}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        ).encode()
        + answer
        + b"\r\n\r\n"
    )


@pytest.fixture
def crawl(archive, library, run, ids):
    """Imports a crawl with a page that links to an address, the target page, and some redirects."""

    def of(linked, redirects, target=f"{SITE}/tin/12-hoi-nghi.html"):
        html = "Content-Type: text/html; charset=utf-8"
        first = archive.page("1.html", FROM, links=[(linked, "xem tại đây")])
        second = archive.page("2.html", TITLE)
        records = [
            record(f"{SITE}/goc.html", "200 OK", html, first.read_bytes()),
            record(target, "200 OK", html, second.read_bytes()),
            *(record(url, "301 Moved", f"{html}\r\nLocation: {to}") for url, to in redirects),
        ]
        for path in (first, second):
            path.unlink()
        (archive.folder / "x.warc").write_bytes(b"".join(records))
        run(library, archive.folder)
        return ids(library)

    return of


@pytest.mark.parametrize(
    "redirects",
    [
        [(f"{SITE}/tin/12", "/tin/12-hoi-nghi.html")],
        [(f"{SITE}/tin/12", "/moi/12"), (f"{SITE}/moi/12", f"{SITE}/tin/12-hoi-nghi.html")],
        [(f"{SITE}/tin/12", "/a"), (f"{SITE}/a", "/tin/12"), (f"{SITE}/a", "/tin/12-hoi-nghi.html")],
    ],
)
def test_a_link_leads_to_where_the_server_sent_its_readers(crawl, library, redirects):
    known = crawl("/tin/12", redirects)
    found = library.follow(known[FROM], "/tin/12")
    assert (found.status, found.id) == ("other-capture", known[TITLE])
    assert [each.id for each in library.backlinks(known[TITLE]).links] == [known[FROM]]
    assert f"{SITE}/tin/12" not in [each.url for each in library.missing_links()]


def test_redirects_that_lead_nowhere_end(crawl, library):
    known = crawl("/tin/12", [(f"{SITE}/tin/12", "/b"), (f"{SITE}/b", "/tin/12")])
    assert library.follow(known[FROM], "/tin/12").status == "missing"
    assert f"{SITE}/tin/12" in [each.url for each in library.missing_links()]


def test_what_a_server_does_not_have_is_not_its_first_page(crawl, library):
    """Many send every unknown address to the top of the site."""
    known = crawl("/tin/12", [(f"{SITE}/tin/12", "/")], target=f"{SITE}/")
    assert library.follow(known[FROM], "/tin/12").status == "missing"


def test_a_redirect_goes_with_its_archive(crawl, library, archive):
    crawl("/tin/12", [(f"{SITE}/tin/12", "/tin/12-hoi-nghi.html")])
    library.forget(str(archive.folder))
    assert library._catalogue.database.value("SELECT count(*) FROM redirects") == 0
