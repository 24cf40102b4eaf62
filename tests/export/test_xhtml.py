"""Chapters of e-books hold to the rules of HTML5, whatever a page did; nothing of its text is lost."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from contextlib import closing

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from reader.export.format import Volume
from reader.export.grid import grid
from reader.export.registry import find
from reader.export.xhtml import xhtml
from reader.export.xml_text import address

LISTS, TERMS, CELLS = {"ul": "li", "ol": "li"}, ("dt", "dd"), ("td", "th")
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "figure", "blockquote", "pre", "h2", "h3"}
JAR = os.environ.get("EPUBCHECK", "")  # the path of epubcheck.jar: it takes seconds, so it is asked for
TAGS = (
    *("p", "div", "h2", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "caption", "figure"),
    *("figcaption", "blockquote", "pre", "b", "em", "span", "a", "q", "bdo", "rt", "big", "sup"),
)


def made(html):
    tree = BeautifulSoup(f"<div>{html}</div>", "lxml").div
    told = etree.fromstring(f"<body>{xhtml(tree)}</body>".replace("xml:lang", "lang2"))
    return tree, told


def nested(depth=4):
    leaf = st.sampled_from(["một", "hai & ba", "<br>", " ", "x<y"]).map(
        lambda text: text if text == "<br>" else text.replace("&", "&amp;").replace("<y", "&lt;y")
    )
    return st.recursive(
        leaf,
        lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=3)).map(
            lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
        ),
        max_leaves=12,
    )


@given(st.lists(nested(), min_size=1, max_size=4))
@example(["<table><td>một</td></table>"])
@example(["<table><caption>một</caption></table>"])
@example(["<table><tbody><th>một</th></tbody><tr><td>hai</td></tr></table>"])
@settings(deadline=None, max_examples=60)
def test_any_nesting_becomes_well_formed_and_keeps_its_text(parts):
    tree, told = made("".join(parts))
    mine, theirs = ("".join(text.split()) for text in ("".join(told.itertext()), tree.get_text()))
    assert Counter(mine) == Counter(theirs)  # what stands loose in a table goes before it
    for element in told.iter():
        children = [child.tag for child in element]
        if element.tag in LISTS:
            assert set(children) == {LISTS[element.tag]}
        elif element.tag == "dl":
            assert set(children) == set(TERMS)
            assert (children[0], children[-1]) == TERMS
        elif element.tag in ("p", "h2", "pre", "b", "em", "span", "a", "q", "sup"):
            assert not BLOCKS & {below.tag for below in element.iterdescendants()}
        elif element.tag == "tr":
            assert set(children) <= set(CELLS)
        elif element.tag == "figure" and "figcaption" in children:
            assert children.index("figcaption") == len(children) - 1


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>a<ul><li>b</ul>c</p>", "<p>a</p><ul><li>b</li></ul>c"),
        ("<b>a<p>b</p></b>", "<b>a</b><p>b</p>"),
        ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ('<ol start="3"><li>a</li></ol>', '<ol start="3"><li>a</li></ol>'),
        ('<p lang="vi_VN" dir="up" style="color: red">a</p>', "<p>a</p>"),
        ('<p style="text-align: center">a</p>', '<p style="text-align: center">a</p>'),
        ('<a href="javascript:x()">a</a>', "a"),
        ("<table></table>", ""),
        ('<table><tr><td colspan="0" rowspan="2">a</td></tr></table>',
         '<table><tbody><tr><td rowspan="2">a</td></tr></tbody></table>'),
        ("<big>a</big>", "<span>a</span>"),
        ("<p>a\x0b\ufffeb</p>", "<p>ab</p>"),
    ],
)  # fmt: skip
def test_what_becomes_of_markup(html, told):
    assert xhtml(BeautifulSoup(f"<div>{html}</div>", "lxml").div) == told


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://a.example/tin tức?x=[1]&y=%zz", "https://a.example/tin%20t%E1%BB%A9c?x=%5B1%5D&y=%25zz"),
        ("HTTP://ủy-ban.example/", "http://xn--y-ban-5h4c.example/"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
        ("mailto:ubnd@xa.example", "mailto:ubnd@xa.example"),
        ("javascript:x()", None),
        ("https://", None),
        ("https://a.example:port/", None),
    ],
)
def test_addresses_are_written_as_uris(url, told):
    assert address(url) == told or (told is not None and "xn--" in told and "xn--" in (address(url) or ""))


def test_a_grid_knows_which_cell_covers_a_place():
    html = (
        "<table><tr><th rowspan=2>A</th><th colspan=2>B</th></tr><tr><th>C</th><th>D</th></tr>"
        "<tr><td>1</td><td rowspan=9>2</td><td>3</td></tr><tr><td>4</td></tr></table>"
    )
    places = grid(BeautifulSoup(html, "lxml").table)
    told = [[cell.tag.get_text() if cell else None for cell in row] for row in places.places]
    assert told == [["A", "B", "B"], ["A", "C", "D"], ["1", "2", "3"], ["4", "2", None]]
    assert places.head_rows == 2


@pytest.mark.skipif(not JAR, reason="EPUBCHECK does not name epubcheck.jar")
def test_epubcheck_finds_no_error(item, going, tmp_path):
    path = tmp_path / "a.epub"
    hostile = going(
        title="a\x0b<b> & \ufffe",
        html="<ul>x<li>y<table><tr><td><p>z<ul><li>1</ul></td></tr></table></ul><figure><figcaption>a"
        "</figcaption><p>b</p></figure><dl><dd>c</dd></dl><a href='http://a.example/tin tức'>d</a>",
        language="x y",
    )
    with path.open("w+b") as stream, closing(find("epub").collect(stream, Volume("Hai & ba", "a"))) as book:
        for each in (item, hostile):
            book.add(each)
        book.finish()
    ran = subprocess.run(["java", "-jar", JAR, str(path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
