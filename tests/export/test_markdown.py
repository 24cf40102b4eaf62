"""Markdown: any text comes back as it was, whatever signs it holds."""

from __future__ import annotations

from html import escape

import lxml.html
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.export.markdown import render
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
def test_text_that_looks_like_markdown_stays_text(variant, text):
    told = squash(text)
    article = variant(html=f"<p>a</p><p>{escape(text)}</p>", text=text, title=text, lead=None, attachments=())
    tree = read_back(render(article, lambda source: None))
    if told:
        assert [squash(each.text_content()) for each in tree.iter("p")][1:] == ["a", told]
        assert squash(tree.findtext("h1")) == told


@pytest.mark.parametrize("cell", ["a|b", "a\\|b", "*", "<td>"])
def test_cells_stay_cells(variant, cell):
    html = f"<table><tr><th>A</th><th>B</th></tr><tr><td>{escape(cell)}</td><td>c</td></tr></table>"
    tree = read_back(render(variant(html=html, text=cell, lead=None), lambda source: None))
    assert [each.text_content() for each in tree.iter("td")] == [cell, "c"]
