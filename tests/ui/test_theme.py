"""Themes that follow the window, and type in the sizes that were asked for."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontInfo, QPalette, QTextDocument
from PySide6.QtWidgets import QApplication

from reader.export.pdf_headings import size_headings
from reader.ui import palettes, theme
from reader.ui.icons import application_icon, icon


def test_the_system_theme_follows_the_palette(qapp):
    dark, light = QPalette(QColor("#202020")), QPalette(QColor("#f0f0f0"))
    assert theme.reader_theme("system", dark) == theme.reader_themes()["dark"]
    assert theme.reader_theme("system", light) == theme.reader_themes()["light"]
    assert theme.reader_theme("sepia", dark) == theme.reader_themes()["sepia"]


def test_the_window_becomes_dark_and_light_again(qapp):
    application = QApplication.instance()
    palettes.apply_to_window(application, "dark")
    assert palettes.is_dark(application.palette())
    palettes.apply_to_window(application, "light")
    assert not palettes.is_dark(application.palette())
    palettes.apply_to_window(application, "system")


def test_headings_have_the_sizes_of_the_style_sheet(qapp):
    document = QTextDocument()
    font = theme.reader_font(True, 20)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(theme.reader_css(theme.reader_themes()["light"], font))
    document.setHtml('<h1 class="title">A <i>b</i></h1><h2>C</h2><p>D</p>')
    size_headings(document)
    sizes = {}
    block = document.begin()
    while block.isValid():
        shape = block.begin().fragment().charFormat()
        sizes[block.text()] = QFontInfo(shape.font()).pixelSize()
        block = block.next()
    assert sizes == {"A b": 34, "C": 26, "D": 20}


PROSE = (
    "Sáng nay, Ủy ban nhân dân thị xã đã họp phiên thường kỳ để nghe báo cáo về tình hình kinh tế, xã hội "
    "của chín tháng đầu năm và bàn nhiệm vụ của quý tới. Theo báo cáo, thu ngân sách đạt hơn tám mươi phần "
    "trăm kế hoạch; các xã, phường đã gieo trồng xong vụ mùa và bắt đầu tu sửa kênh mương trước khi nước về. "
)


@pytest.mark.parametrize("serif", [True, False])
@pytest.mark.parametrize("px", [14, 17, 26])
def test_lines_of_prose_have_65_to_75_characters(qapp, serif, px):
    font = theme.reader_font(serif, px)
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setTextWidth(theme.column_width(font))
    document.setPlainText(PROSE * 12)
    document.size()
    shape = document.begin().layout()
    lengths = sorted(shape.lineAt(number).textLength() for number in range(shape.lineCount() - 1))
    assert 65 <= lengths[len(lengths) // 2] <= 75


def test_icons_follow_the_palette(qapp):
    for color in ("#123456", "#fedcba"):
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.WindowText, QColor(color))
        picture = icon("back", palette).pixmap(32, 32).toImage()
        middle = {
            picture.pixelColor(x, 16).name() for x in range(32) if picture.pixelColor(x, 16).alpha() > 250
        }
        assert color in middle
    assert not application_icon().isNull()
