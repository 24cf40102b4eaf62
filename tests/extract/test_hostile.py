"""Whatever bytes a file holds: an article, or a PageError that says why not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import PageError
from reader.extract.article import extract
from reader.model import SavedPage

SYSTEMS = sorted((Path(__file__).parent / "systems").glob("*.html"))
TAGS = (
    "div",
    "p",
    "table",
    "tr",
    "td",
    "span",
    "a href=x",
    "ul",
    "li",
    "h1",
    "b",
    "font",
    "base href=//x:y",
    "svg",
)
TAGS += (
    "script",
    "style",
    "!--",
    "![CDATA[",
    "?php",
    "title",
    "img src=a.jpg",
    "br",
    "form",
    "select",
    "template",
)
PIECES = st.sampled_from([*(f"<{tag}>" for tag in TAGS), *(f"</{tag.split()[0]}>" for tag in TAGS)])
WORDS = st.sampled_from(
    ["Các tin khác", "Đăng ngày 12/06/2021", "Nguồn:", "x" * 400, "\x00", "\u202e", "&#xd800;", "&"]
)
PAGES = st.lists(PIECES | WORDS | st.text(max_size=12), max_size=60).map("".join)


def tried(body, **known):
    page = SavedPage(
        path="/x.html",
        member=None,
        format="html",
        body=body,
        sha256="0" * 64,
        size=len(body),
        file_time="2024-11-24T08:00:00Z",
        **known,
    )
    try:
        return extract(page).article
    except PageError:
        return None


@settings(deadline=None)
@given(PAGES)
def test_any_order_of_tags(page):
    article = tried(page.encode("utf-8", "surrogatepass"))
    if article:
        article.text.encode("utf-8")
        article.html.encode("utf-8")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(body):
    tried(body)


@pytest.mark.parametrize("path", SYSTEMS, ids=lambda path: path.stem)
def test_damaged_pages(path):
    whole = path.read_bytes()
    chance = random.Random(path.stem)
    for _ in range(12):
        body = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            place = chance.randrange(len(body))
            cut = chance.choice((0, 1, 1, 40))
            body[place : place + cut] = chance.choice(
                (b"", b"<", b">", b'"', b"<div>", b"</div>", b"\xff", b"<!--", b"</table>")
            )
        tried(bytes(body[: chance.randrange(1, len(body))]) if chance.random() < 0.3 else bytes(body))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_address(recorded, told):
    page = f"<base href='{told}'><link rel=canonical href='{told}'><p>Một câu đủ dài để thành bài, có vài chữ.</p><a href='{told}'>x</a>"
    tried(page.encode("utf-8", "surrogatepass"), recorded_url=recorded or None)


@pytest.mark.parametrize("tag", ["div", "span", "b", "table><tr><td", "ul><li", "font", "blockquote"])
def test_deep_pages(tag):
    article = tried(
        f"<h1>Đáy sâu</h1>{f'<{tag}>' * 10_000}Một câu ở tận đáy, đủ dài để thành bài viết của trang.".encode()
    )
    assert article.text == "Một câu ở tận đáy, đủ dài để thành bài viết của trang."
