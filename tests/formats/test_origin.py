"""Original address and capture time: what tools write, the order of what tells, and nothing raised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.formats.origin import Origin, choose, parse_time, path_time, recorded
from reader.model import SavedPage

SITE = "https://thitran.example/tin/bai-1.html"


def page(**values):
    return SavedPage("/archive/tin.html", None, "html", b"", "0" * 64, 0, **values)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (f"<!DOCTYPE html>\n<!-- saved from url=(0038){SITE} -->\n<html>", Origin(SITE)),
        (f"<html><!-- saved from url=(0038){SITE} --><head>", Origin(SITE)),
        (f"<!--SAVED FROM URL=(0038){SITE}-->", Origin(SITE)),
        (
            f"<!DOCTYPE html> <html lang=vi><!--\n Page saved with SingleFile \n url: {SITE} \n"
            " saved date: Thu Jun 03 2021 09:15:02 GMT+0700 (Giờ Đông Dương) \n-->",
            Origin(SITE, "2021-06-03T02:15:02Z"),
        ),
        (
            "<!-- Mirrored from thitran.example/tin.aspx?id=5&p=2 by HTTrack Website Copier/3.x"
            " [XR&CO'2014], Wed, 02 Jun 2021 23:59:60 GMT -->",
            Origin("http://thitran.example/tin.aspx?id=5&p=2"),
        ),
        (
            "<!-- Mirrored from thitran.example/ by HTTrack Website Copier/3.49-2 [XR&CO'2014],"
            " Tue, 09 Apr 2019 14:41:28 GMT -->",
            Origin("http://thitran.example/", "2019-04-09T14:41:28Z"),
        ),
        (
            f'<html data-scrapbook-source="{SITE}?a=1&amp;b=2" data-scrapbook-create="20210603021502123">',
            Origin(SITE + "?a=1&b=2", "2021-06-03T02:15:02Z"),
        ),
        (
            f'<meta name="savepage-url" content="{SITE}">'
            '<meta name="savepage-date" content="Thu Jun 03 2021 09:15:02 GMT+0700 (+07)">',
            Origin(SITE, "2021-06-03T02:15:02Z"),
        ),
        (
            f"<!-- Saved from {SITE} at 2021-06-03T02:15:02Z using monolith v2.4 -->",
            Origin(SITE, "2021-06-03T02:15:02Z"),
        ),
        ("<!-- saved from url=(0011)about:blank -->", Origin()),
        ("<!-- saved from url=(0022)file:///C:/x/page.html -->", Origin()),
        ("<p>saved from url, by hand</p>", Origin()),
        ("", Origin()),
    ],
)
def test_what_tools_write(head, expected):
    assert recorded(head.encode()) == expected


def test_the_comment_of_a_utf16_page_is_found():
    head = f"<!DOCTYPE html>\n<!-- saved from url=(0038){SITE} -->\n<html>"
    assert recorded(head.encode("utf-16")).url == SITE
    assert recorded(head.encode("utf-16-be")).url == SITE


def test_the_browser_comment_wins_over_the_mirror_comment():
    mirrored = "Mirrored from x.example/ by HTTrack Website Copier/3.x [a], Tue, 09 Apr 2019 14:41:28 GMT"
    head = f"<!-- saved from url=(0038){SITE} --><!-- {mirrored} -->"
    assert recorded(head.encode()) == Origin(SITE, "2019-04-09T14:41:28Z")


def test_a_web_archive_tells_its_own_time():
    address = "web.archive.org/web/20170709043420/http://thitran.example/"
    head = (
        f"<!-- Mirrored from {address} by HTTrack Website Copier/3.x [a], Tue, 09 Apr 2019 14:41:03 GMT -->"
    )
    assert recorded(head.encode()) == Origin("http://" + address, "2017-07-09T04:34:20Z")
    notice = (
        b"<!--\n     FILE ARCHIVED ON 17:44:38 Mar 31, 2018 AND RETRIEVED FROM THE\n     INTERNET ARCHIVE -->"
    )
    assert recorded(b"<html>" + b"x" * 200_000 + notice).time == "2018-03-31T17:44:38Z"


def test_a_comment_far_inside_the_text_is_not_the_tools():
    assert recorded(b"<html>" + b"x" * 100_000 + f"<!-- saved from url=(0038){SITE} -->".encode()) == Origin()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tue Nov 24 2026 07:01:01 GMT+0000 (Coordinated Universal Time)", "2026-11-24T07:01:01Z"),
        ("Tue Dec 20 2022 11:17:50 GMT+0200", "2022-12-20T09:17:50Z"),
        ("Tue, 09 Apr 2019 14:41:28 GMT", "2019-04-09T14:41:28Z"),
        ("Tue,  9 Apr 2019 14:41:28 -0330", "2019-04-09T18:11:28Z"),
        ("2021-06-03T02:15:02.5+07:00", "2021-06-02T19:15:02Z"),
        ("2021-06-03T02:15:02", "2021-06-03T02:15:02Z"),
        ("Tue, 31 Feb 2019 14:41:28 GMT", None),
        ("Tue, 09 Apr 1889 14:41:28 GMT", None),
        ("Tue, 09 Xyz 2019 14:41:28 GMT", None),
        ("2021-06-03T02:15:02+99:99", None),
        ("yesterday", None),
    ],
)
def test_times(text, expected):
    assert parse_time(text) == expected


def test_time_in_a_web_archive_path():
    assert path_time("/m/web/20180712094219im_/http_/x.example/a.html") == "2018-07-12T09:42:19Z"
    assert path_time("C:\\m\\web\\20180712094219\\https\\x.example\\a.html") == "2018-07-12T09:42:19Z"
    assert path_time("https://web.archive.org/web/20180712094219/http://x.example/") == "2018-07-12T09:42:19Z"
    assert path_time("/m/20189999999999/http/x.example/a.html") is None
    assert path_time("/m/20180712/tin.html") is None


def test_order_of_addresses():
    path_url = "http://thitran.example/tin/bai-1.html"
    everything = page(recorded_url=SITE, path_url=path_url)
    claims = {"canonical": "https://thitran.example/c", "og": "https://thitran.example/o"}
    assert choose(everything, **claims) == (SITE, "comment")
    assert choose(page(path_url=path_url), **claims) == ("https://thitran.example/c", "canonical")
    assert choose(page(path_url=path_url), og="/o") == ("http://thitran.example/o", "og")
    assert choose(page(path_url=path_url), base="http://thitran.example/") == (path_url, "path")
    assert choose(page(), base="http://thitran.example/tin/") == (
        "http://thitran.example/tin/tin.html",
        "base",
    )
    assert choose(page(), base="http://thitran.example/tin") is None
    assert choose(page(), canonical="/c") is None
    assert choose(page()) is None


def test_a_canonical_that_cannot_be_this_page_is_not_believed():
    path_url = "http://thitran.example/tin/bai-1.html"
    assert choose(page(path_url=path_url), canonical="https://bao.example/bai") == (path_url, "path")
    assert choose(page(path_url=path_url), canonical="https://thitran.example/") == (path_url, "path")
    home = page(path_url="http://thitran.example/")
    assert choose(home, canonical="https://www.thitran.example/") == (
        "https://www.thitran.example/",
        "canonical",
    )


def test_an_address_inside_a_web_archive_means_the_original():
    wrapped = "https://web.archive.org/web/20170709043420/http://thitran.example/tin"
    assert choose(page(recorded_url=wrapped)) == ("http://thitran.example/tin", "comment")
    assert choose(page(), canonical=wrapped) == ("http://thitran.example/tin", "canonical")


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=400), st.text(max_size=80))
def test_never_raises(body, text):
    recorded(body)
    for comment in (
        f"<!-- saved from url=(1){text} -->",
        f"<!-- Mirrored from {text} by HTTrack Website Copier/3, {text} -->",
        f"<!-- Page saved with SingleFile\n url: {text}\n saved date: {text}\n-->",
        f'<html data-scrapbook-source="{text}" data-scrapbook-create="{text}">',
    ):
        recorded(comment.encode("utf-8", "replace"))
        recorded(comment.encode("utf-16", "replace"))
    parse_time(text)
    path_time(text)
    choose(page(recorded_url=text or None, path_url=text or None), canonical=text, og=text, base=text)


def test_a_record_of_a_web_archive_tells_the_address():
    page = SavedPage("a.warc", "0", "warc", b"", "", 0, recorded_url="http://xa.example/")
    assert choose(page, "http://b.example/") == ("http://xa.example/", "record")
