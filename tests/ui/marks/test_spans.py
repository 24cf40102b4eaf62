"""Passages cut out of a page, in Qt's units."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from reader.ui.marks.colours import COLOURS, text_format
from reader.ui.marks.spans import passage_of


def test_a_passage_has_its_surroundings_whatever_the_letters():
    text = "Trước 😀 giữa \ufffcảnh, sau"
    start = len("Trước 😀 ".encode("utf-16-le")) // 2
    end = start + len("giữa \ufffcảnh".encode("utf-16-le")) // 2
    passage = passage_of(text, start, end)
    assert (passage.before, passage.quote, passage.after) == ("Trước 😀 ", "giữa ảnh", ", sau")


@pytest.mark.parametrize("ground", ["#ffffff", "#1b1e22", "#f7efde"])
def test_no_two_colours_look_alike_even_without_colour(ground):
    formats = [text_format(colour, QColor(ground), QColor("#000000")) for colour, _name in COLOURS]
    assert len({each.background().color().name() for each in formats}) == len(COLOURS)
    assert len({each.underlineStyle() for each in formats}) == len(COLOURS)
