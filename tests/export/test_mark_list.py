"""Highlights and notes as documents."""

from __future__ import annotations

import csv
import io

from reader.export.mark_list import as_csv, as_markdown
from reader.model import Highlight, MarkedArticle, MarkedHighlight, MarkedNote, Note

MADE = "2024-01-02T03:04:05Z"
ONE = MarkedArticle("a" * 16, "Họp *dân*", "https://xa-a.example/1", "xa-a.example", "2021-06-02", True)
TWO = MarkedArticle("b" * 16, None, None, None, None, False)


def mark(article, start, quote, comment=""):
    made = Highlight(f"k{start}", quote, "", "", start, "blue", comment, MADE, MADE, article.id)
    return MarkedHighlight(article, made)


def test_markdown_has_a_section_for_each_article_in_the_order_of_the_text():
    notes = (MarkedNote(ONE, Note("Ghi **chú**", MADE, MADE, ONE.id)),)
    told = as_markdown(
        (mark(ONE, 9, "sau\nhai dòng", "bình"), mark(ONE, 2, "trước"), mark(TWO, 0, "x")), notes
    )
    first, second = told.split("## Họp \\*dân\\*")
    assert first.startswith("## (no title)")
    assert "> x" in first
    assert second.index("Ghi **chú**") < second.index("> trước") < second.index("> sau\n> hai dòng\n\nbình")
    assert "<https://xa-a.example/1>" in second


def test_a_table_reads_back_and_holds_no_formula():
    rows = list(csv.DictReader(io.StringIO(as_csv((mark(ONE, 0, "=1+1"),), ()), newline="")))
    assert rows == [
        {
            "kind": "highlight",
            "words": "'=1+1",
            "comment": "",
            "colour": "blue",
            "made": MADE,
            "id": ONE.id,
            "title": "Họp *dân*",
            "site": "xa-a.example",
            "date": "2021-06-02",
            "url": "https://xa-a.example/1",
        }
    ]
