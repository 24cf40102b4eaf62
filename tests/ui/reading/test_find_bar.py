"""The find bar: when it asks, what it says, and its keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from reader.translation import set_language
from reader.ui.reading.find_bar import FindBar


@pytest.fixture
def window():
    """Kept alive beside the panel in it."""
    return QWidget()


@pytest.fixture
def bar(qtbot, window):
    qtbot.addWidget(window)
    bar = FindBar(window)
    window.resize(600, 100)
    window.show()
    window.activateWindow()
    bar.asked, bar.steps = [], []
    bar.sought.connect(bar.asked.append)
    bar.walked.connect(bar.steps.append)
    return bar


def box(bar):
    return bar.findChild(QLineEdit)


def count(bar):
    return bar.findChild(QLabel).text()


def test_it_opens_with_a_text_and_asks_for_it(bar, qtbot):
    assert bar.isHidden()
    bar.open_bar("vote")
    qtbot.waitUntil(lambda: box(bar).hasFocus())
    assert bar.asked == ["vote"]
    assert box(bar).selectedText() == "vote"


def test_typing_asks_once_after_a_pause(bar, qtbot):
    bar.open_bar()
    with qtbot.waitSignal(bar.sought) as asked:
        qtbot.keyClicks(box(bar), "vote")
    assert asked.args == ["vote"]
    assert bar.asked == ["", "vote"]


def test_enter_asks_at_once_then_walks(bar, qtbot):
    bar.open_bar()
    qtbot.keyClicks(box(bar), "vote")
    qtbot.keyClick(box(bar), Qt.Key.Key_Return)
    assert bar.asked[-1] == "vote"
    assert bar.steps == []
    qtbot.keyClick(box(bar), Qt.Key.Key_Return)
    qtbot.keyClick(box(bar), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.steps == [1, -1]


def test_escape_closes_it_and_its_text_is_no_longer_sought(bar, qtbot):
    bar.open_bar("vote")
    with qtbot.waitSignal(bar.closed):
        qtbot.keyClick(box(bar), Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert bar.text == ""


def test_it_says_how_many_there_are_and_which_is_on_show(bar):
    bar.open_bar("vote")
    bar.show_count(0, -1)
    assert count(bar) == "Not found on this page"
    bar.show_count(1200, -1)
    assert count(bar) == "1,200 found"
    bar.show_count(12, 0)
    assert count(bar) == "1 of 12"
    box(bar).clear()
    bar.show_count(0, -1)
    assert count(bar) == ""


def test_the_buttons_walk_close_and_have_names(bar, qtbot):
    bar.open_bar("vote")
    buttons = {button.accessibleName(): button for button in bar.findChildren(QToolButton)}
    buttons = {name: button for name, button in buttons.items() if name}
    buttons["Previous hit (Shift+F3)"].click()
    buttons["Next hit (F3)"].click()
    assert bar.steps == [-1, 1]
    buttons["Close (Esc)"].click()
    assert bar.isHidden()


def test_another_language(bar):
    before = box(bar).placeholderText()
    set_language("vi")
    bar.retranslate()
    assert box(bar).placeholderText() != before
