"""The tree of an article on its way out."""

from __future__ import annotations

import pytest

from reader.export.document import body


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>a</p><br><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<br>b<br></p>", "<p>a<br/>b</p>"),
        ("<ul><li><br>a <br> <br><p>b</p></li></ul>", "<ul><li>a  <p>b</p></li></ul>"),
        ("<p>a<br><br>b</p>", "<p>a<br/><br/>b</p>"),
        ("<p><b>a<br></b>b</p>", "<p><b>a<br/></b>b</p>"),
    ],
)
def test_line_breaks_at_the_edge_of_blocks_go(variant, html, kept):
    article = variant(html=html, lead=None)
    assert body(article, lambda _source: None, lambda _found: "").decode_contents() == kept
