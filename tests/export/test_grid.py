"""Columns get the width that their words and texts need."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from reader.export.grid import grid, shares


def parts(html, room=80):
    return shares(grid(BeautifulSoup(f"<table>{html}</table>", "lxml").table), room)


def test_long_texts_get_what_short_ones_leave():
    number, text, day = parts("<tr><td>1</td><td>" + "mười hai " * 20 + "</td><td>12/03/2021</td></tr>")
    assert number < day < text
    assert sum((number, text, day)) == pytest.approx(1)
    assert day * 80 >= len("12/03/2021")


def test_no_word_is_broken_while_there_is_room():
    widths = parts("<tr><th>Resolution(s)</th>" + "<td>" + "một hai ba bốn " * 30 + "</td></tr>")
    assert widths[0] * 80 >= len("Resolution(s)")


def test_columns_that_only_wide_cells_cover_are_alike():
    first, second = parts("<tr><td colspan=2>" + "chữ " * 40 + "</td></tr>")
    assert first == second == 0.5
