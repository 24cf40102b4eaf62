"""Text in a few lines, and the colours made from a palette."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from reader.ui.painting import Lines, Style, scaled

LONG = "Sáng 2-6, Ủy ban bầu cử tỉnh tổ chức hội nghị tổng kết cuộc bầu cử đại biểu Quốc hội " * 4


@pytest.fixture
def style(qapp):
    return Style(QFont(), QColor("black"))


def test_a_short_text_takes_one_line_and_is_whole(style):
    lines = Lines("Bầu cử", style, 300, 3)
    assert lines.count == 1
    assert not lines.is_cut


def test_a_long_text_is_cut_after_the_lines_it_may_have(style):
    lines = Lines(LONG, style, 200, 2)
    assert lines.count == 2
    assert lines.is_cut
    assert lines.height == pytest.approx(2 * Lines("A", style, 200, 1).height)


def test_no_lines_for_no_text_at_all(style):
    assert Lines("", style, 200, 0).height == 0


def test_a_word_wider_than_the_room_is_broken(style):
    assert Lines("a" * 300, style, 100, 4).count == 4


def ink(lines, width, height):
    """The columns of a picture of the lines that are not blank."""
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    lines.draw(painter, 0, 0)
    painter.end()
    return [x for x in range(width) if any(picture.pixelColor(x, y).lightness() < 128 for y in range(height))]


def test_text_from_right_to_left_stands_on_the_right(style):
    left, right = Lines("vote", style, 200, 1), Lines("انتخابات", style, 200, 1)
    assert max(ink(left, 200, 40)) < 100
    assert min(ink(right, 200, 40)) > 100


@pytest.mark.parametrize("text", [LONG, "انتخابات مجلس النواب في المدينة " * 8])
def test_the_cut_text_with_its_ellipsis_stays_in_its_room(style, text):
    lines = Lines(text, style, 150, 2)
    columns = ink(lines, 200, 80)
    assert lines.is_cut
    assert max(columns) <= 151


def test_marks_beyond_the_basic_plane_are_set_where_they_stand(style):
    bold = Style(style.font, QColor("white"), marked=QColor("black"))
    lines = Lines("𝒜𝒜 hit", bold, 300, 1, [(3, 6)])
    plain = Lines("𝒜𝒜 ", style, 300, 1)
    columns = ink(lines, 300, 40)
    assert columns
    assert min(columns) >= max(ink(plain, 300, 40))


def test_scaling(qapp):
    font = QFont()
    font.setPixelSize(10)
    assert scaled(font, 1.5).pixelSize() == 15
    font.setPointSizeF(10)
    assert scaled(font, 0.5, bold=True).pointSizeF() == 5
    assert scaled(font, 0.5, bold=True).bold()
