"""The preview shows the sheets that a printer gets."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QPushButton

from reader.ui.dialogs.print_preview import PrintPreview
from reader.ui.reading.printing import paint, printer_for


@pytest.fixture
def preview(qtbot, samples):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    html = "<p>Đoạn văn.</p>" * 200
    article = samples.article(title="Một bài", text="Chữ", html=html)
    preview = PrintPreview(printer_for(article), partial(paint, article, {}), window)
    preview.show()
    qtbot.waitExposed(preview)
    yield preview
    window.close()


def test_an_article_is_shown_as_sheets(qtbot, preview):
    qtbot.waitUntil(lambda: preview.pages.pageCount() > 2)
    assert f"of {preview.pages.pageCount()}" in preview._count.text()


def test_it_hands_over_to_printing_and_goes(qtbot, preview):
    button = next(each for each in preview.findChildren(QPushButton) if each.text() == "&Print…")
    with qtbot.waitSignal(preview.print_wanted):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not preview.isVisible()
