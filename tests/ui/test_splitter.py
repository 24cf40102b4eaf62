"""Borders between parts of the window, moved by the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from reader.ui.splitter import Splitter


def test_arrow_keys_move_the_border_that_has_the_keyboard(qtbot, unnamed):
    splitter = Splitter(Qt.Orientation.Horizontal)
    qtbot.addWidget(splitter)
    for _number in range(2):
        part = QLabel(splitter)
        part.setMinimumWidth(60)
        splitter.addWidget(part)
    splitter.resize(400, 100)
    splitter.show()
    splitter.setSizes([200, 195])
    border = splitter.handle(1)
    border.setFocus()
    assert unnamed(splitter) == []
    before = splitter.sizes()[0]
    qtbot.keyClick(border, Qt.Key.Key_Right)
    assert splitter.sizes()[0] == before + 24
    for _press in range(20):
        qtbot.keyClick(border, Qt.Key.Key_Left)
    assert splitter.sizes()[0] == 60
