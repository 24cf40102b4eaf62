"""The exported page can load nothing and run nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import lxml.html
import pytest

from reader.export.web_page import HTML as WEB_PAGE
from reader.model import Resource


@pytest.fixture
def hostile(going):
    """An article whose HTML got past every other gate."""
    html = (
        "<p onclick='x()'>Một</p><script>alert(1)</script><iframe src='https://a.example/'></iframe>"
        "<img src='https://a.example/x.png' onerror='x()' srcset='https://a.example/2x.png 2x'>"
        "<a href='javascript:x()'>Hai</a><link rel=stylesheet href='https://a.example/'>"
        "<meta http-equiv=refresh content='0;https://a.example/'><form action='https://a.example/'><p>Ba</p></form>"
    )
    return going(html=html, text="Một\n\nHai\n\nBa", lead=None)


def parsed(data):
    return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))


def test_nothing_in_it_asks_for_another_file(item):
    page = parsed(WEB_PAGE.render(item))
    assert not page.xpath("//script|//iframe|//link|//object|//embed|//base")
    assert all(image.get("src").startswith("data:") for image in page.iter("img"))
    assert "url(" not in WEB_PAGE.render(item).decode("utf-8")


def test_hostile_html_is_disarmed(hostile):
    page = parsed(WEB_PAGE.render(hostile))
    assert not page.xpath("//script|//iframe|//link|//form|//img|//meta[@http-equiv='refresh']")
    assert not page.xpath("//@srcset|//@onerror")
    assert not [href for href in page.xpath("//@href") if not href.startswith("https://xa-a.example/")]
    assert "Hai" in page.text_content()


def test_a_picture_that_is_none_is_not_shown(going):
    page = parsed(WEB_PAGE.render(going(lambda source: Resource(b"<script>", "text/html"))))
    assert not page.xpath("//img")


def test_its_policy_allows_its_own_style_only(item):
    data = WEB_PAGE.render(item).decode("utf-8")
    (policy,) = parsed(data.encode()).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,) = re.findall(r"<style>(.*?)</style>", data, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; img-src data:; ")


def test_right_to_left_pages_say_so(going):
    page = parsed(WEB_PAGE.render(going(language="ar")))
    assert page.get("dir") == "rtl"
    assert page.get("lang") == "ar"


def test_facts_cannot_break_out(going):
    evil = '"><script>alert(1)</script>'
    page = parsed(WEB_PAGE.render(going(title=evil, byline=evil, url=f"https://a.example/{evil}")))
    assert not page.xpath("//script")
    assert page.findtext(".//title") == evil
