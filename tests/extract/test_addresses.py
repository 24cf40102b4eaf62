"""Where a page was published, and where its references lead."""

from __future__ import annotations

import pytest

HEAD = "<h1>Mở đường vào chợ</h1>"


def urls_of(links):
    return [(link.text, link.url, link.kind) for link in links if link.kind != "related"]


@pytest.mark.parametrize(
    ("head", "known", "url", "rule"),
    [
        ("<link rel=canonical href='http://a.vn/c/1.html'>", {"recorded_url": "http://a.vn/r/1.html"}, "http://a.vn/r/1.html", "comment"),
        ("<link rel=canonical href='http://a.vn/c/1.html'><meta property=og:url content='http://a.vn/o/1.html'>", {}, "http://a.vn/c/1.html", "canonical"),
        ("<meta property=og:url content='http://a.vn/o/1.html'>", {}, "http://a.vn/o/1.html", "og"),
        ("", {"path_url": "http://a.vn/m/1.html"}, "http://a.vn/m/1.html", "path"),
        ("", {}, None, None),
    ],
)  # fmt: skip
def test_the_address_of_a_page(read, story, head, known, url, rule):
    article = read(f"{head}{HEAD}{story}", **known)
    assert (article.url, article.url_from) == (url, rule)


@pytest.mark.parametrize(
    "told",
    ["http://a.vn/", "http://localhost/tin/1.html", "http://127.0.0.1/tin/1.html", "file:///C:/tin.html", ""],
)
def test_addresses_that_are_not_believed(read, story, told):
    page = f"<link rel=canonical href='{told}'>{HEAD}{story}"
    assert read(page, path_url="http://a.vn/tin/1.html").url == "http://a.vn/tin/1.html"


def test_references_start_at_the_page(read, story):
    page = f"{HEAD}<div>{story}<p>{story[3:60]} <a href=b.html>kia</a> <a href='?id=2'>hai</a> <a href=//c.vn/d.pdf>tệp</a></p></div>"
    article = read(page, recorded_url="http://a.vn/tin/1.html")
    assert urls_of(article.links) == [
        ("kia", "http://a.vn/tin/b.html", "body"),
        ("hai", "http://a.vn/tin/1.html?id=2", "body"),
        ("tệp", "http://c.vn/d.pdf", "attachment"),
    ]


def test_references_start_at_a_named_base(read, story):
    page = f"<base href=/cu/>{HEAD}<div>{story}<p>{story[3:60]} <a href=b.html>kia</a></p></div>"
    article = read(page, recorded_url="http://a.vn/tin/1.html")
    assert article.base_url == "http://a.vn/cu/"
    assert urls_of(article.links) == [("kia", "http://a.vn/cu/b.html", "body")]


def test_further_addresses_on_the_same_site(read, story):
    page = f"<link rel=canonical href=/tin/mo-duong.html><meta property=og:url content='http://b.vn/x/1'>{HEAD}{story}"
    assert read(page, recorded_url="http://a.vn/Default.aspx?id=7").aliases == (
        "http://a.vn/tin/mo-duong.html",
    )


def test_when_a_page_was_saved(read, story):
    assert read(HEAD + story).captured_from == "file"
    article = read(HEAD + story, recorded_time="2021-06-12T08:00:00Z")
    assert article.captured == "2021-06-12T08:00:00Z"
    assert article.captured_from != "file"
