"""Markdown: any text comes back as it was, whatever signs it holds."""

from __future__ import annotations

from html import escape

import lxml.html
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.markdown import MARKDOWN
from reader.text.vietnamese import squash

SIGNS = st.text(alphabet="aăđ1 *_`[]()<>#+-=~|!\\&;:.)\"'", min_size=1, max_size=40)


def read_back(data):
    body = data.decode("utf-8").split("\n---\n", 1)[1]
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)
    return lxml.html.fragment_fromstring(page, create_parent="div")


@given(SIGNS)
@example("1. a")
@example("- a")
@example("<b>a</b>")
@example("&amp; &#35;")
@example("[a](b) ![a][b] [a]: b")
@example("~~a~~ ~a~ ~~~")
@example("***")
@example("\\*")
@example("a  ")
@example("1 #")
@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_that_looks_like_markdown_stays_text(going, text):
    told = squash(text)
    item = going(html=f"<p>a</p><p>{escape(text)}</p>", text=text, title=text, lead=None, attachments=())
    tree = read_back(MARKDOWN.render(item))
    if told:
        assert [squash(each.text_content()) for each in tree.iter("p")][1:] == ["a", told]
        assert squash(tree.findtext("h1")) == told


@pytest.mark.parametrize("cell", ["a|b", "a\\|b", "*", "<td>"])
def test_cells_stay_cells(going, cell):
    html = f"<table><tr><th>A</th><th>B</th></tr><tr><td>{escape(cell)}</td><td>c</td></tr></table>"
    tree = read_back(MARKDOWN.render(going(html=html, text=cell, lead=None)))
    assert [each.text_content() for each in tree.iter("td")] == [cell, "c"]


def table(html, going):
    tree = read_back(MARKDOWN.render(going(html=html, text="", lead=None)))
    return [[cell.text_content() for cell in row] for row in tree.iter("tr")], tree


def test_cells_over_several_rows_leave_their_places_empty(going):
    rows, _tree = table(
        "<table><tr><th rowspan=2>Xã</th><th colspan=2>Phiếu</th></tr><tr><td>hợp lệ</td><td>hỏng</td></tr>"
        "<tr><td>A</td><td rowspan=9>1</td><td>2</td></tr><tr><td>B</td><td>3</td></tr></table>",
        going,
    )
    assert rows == [["Xã", "Phiếu", ""], ["", "hợp lệ", "hỏng"], ["A", "1", "2"], ["B", "", "3"]]


def test_a_caption_stands_before_its_table(going):
    rows, tree = table(
        "<table><caption>Bảng 1</caption><tr><th>A</th></tr><tr><td>1</td></tr></table>", going
    )
    assert rows == [["A"], ["1"]]
    assert tree.find("table").getprevious().text == "Bảng 1"


def test_a_table_without_a_head_has_an_empty_one(going):
    rows, _tree = table("<table><tbody><tr><td>A</td><td>1</td></tr></tbody></table>", going)
    assert rows == [["", ""], ["A", "1"]]


def test_a_table_in_a_table_becomes_words(going):
    inner = "<table><tr><td>một</td><td>hai</td></tr></table>"
    rows, _tree = table(f"<table><tr><th>A</th></tr><tr><td>{inner}</td></tr></table>", going)
    assert rows == [["A"], ["một hai"]]


def test_terms_and_notes_are_kept(going):
    html = "<dl><dt>Hỏi</dt><dd>Bao giờ?</dd></dl><p>Vĩnh Hà<sup>1</sup></p>"
    tree = read_back(MARKDOWN.render(going(html=html, text="", lead=None)))
    assert tree.findtext(".//strong") == "Hỏi"
    assert tree.findtext(".//sup") == "1"


LETTERS = st.text(alphabet="ab :.(-“*", min_size=1, max_size=6)


@given(LETTERS, st.sampled_from(["b", "strong", "i", "em"]), LETTERS, LETTERS)
@example("", "b", "Mission:", "providing")
@example("a", "em", "(b)", "a")
@example("a", "em", " ", "b")
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bold_letters_beside_words_stay_without_signs(going, before, tag, inside, after):
    html = f"<p>x{escape(before)}<{tag}>{escape(inside)}</{tag}>{escape(after)}x</p>"
    tree = read_back(MARKDOWN.render(going(html=html, text="", title="T", lead=None, attachments=())))
    assert squash(tree.xpath("./p[2]")[0].text_content()) == squash(f"x{before}{inside}{after}x")
