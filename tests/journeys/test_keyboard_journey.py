"""A day without a mouse, and what a screen reader is told on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QMenu,
    QWidget,
)

from reader.ui.actions import COMMANDS, MENUS
from reader.ui.dialogs.export_dialog import ExportDialog
from reader.ui.dialogs.preferences import Preferences

LONG = 60_000  # milliseconds
KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def press(qtbot, window, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key goes where the keyboard is."""
    qtbot.keyClick(window.focusWidget() or window, key, modifiers)


def open_an_article(qtbot, window):
    press(qtbot, window, KEY.Key_L, CONTROL)
    with qtbot.waitSignal(window.search.answered, timeout=LONG):
        QTest.keyClicks(window.focusWidget(), "bau cu")
        press(qtbot, window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.search.query == "bau cu", timeout=LONG)
    while not window.results.isAncestorOf(window.focusWidget()):
        press(qtbot, window, KEY.Key_F6)
    press(qtbot, window, KEY.Key_Home)
    press(qtbot, window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.reading.article is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.related.article is window.reading.article, timeout=LONG)
    qtbot.waitUntil(lambda: window.marks_panel.article_id == window.reading.article.id, timeout=LONG)


def test_a_day_by_keyboard_alone(qtbot, filled_window):
    window = filled_window()
    open_an_article(qtbot, window)
    first = window.reading.article.id

    press(qtbot, window, KEY.Key_D, CONTROL)
    qtbot.waitUntil(
        lambda: window.marks_panel.marks is not None and window.marks_panel.marks.starred, timeout=LONG
    )
    press(qtbot, window, KEY.Key_M, CONTROL)
    qtbot.waitUntil(window.marks_panel.note.hasFocus, timeout=LONG)
    QTest.keyClicks(window.focusWidget(), "xem lai")
    press(qtbot, window, KEY.Key_F6)
    qtbot.waitUntil(lambda: len(window.marks_panel.marks.notes) == 1, timeout=LONG)

    while not window.related.isAncestorOf(window.focusWidget()):
        press(qtbot, window, KEY.Key_F6)
    press(qtbot, window, KEY.Key_Home)
    press(qtbot, window, KEY.Key_Down)
    press(qtbot, window, KEY.Key_Return)
    qtbot.waitUntil(
        lambda: window.reading.article is None or window.reading.article.id != first, timeout=LONG
    )
    press(qtbot, window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(
        lambda: window.reading.article is not None and window.reading.article.id == first, timeout=LONG
    )
    press(qtbot, window, KEY.Key_B, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: window.tabs.current.page is not None, timeout=LONG)
    press(qtbot, window, KEY.Key_T, CONTROL)
    press(qtbot, window, KEY.Key_Tab, CONTROL)
    press(qtbot, window, KEY.Key_W, CONTROL)
    assert len(window.tabs.pages) == 1


def keys_to(qtbot, window, key, until, most=60):
    """Presses a key until something is so."""
    for _time in range(most):
        if until():
            return
        press(qtbot, window, key)
    raise AssertionError("the keyboard does not come there")


def press_in_dialog(qtbot, dialog, key, modifiers=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(dialog.focusWidget() or dialog, key, modifiers)


def the_dialog(qtbot, window, kind):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=LONG)
    dialog = next(each for each in window.findChildren(kind) if each.isVisible())
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG)
    return dialog


def come_back(qtbot, window, widget):
    """After a dialog: as a window manager does, and the keyboard is where it was."""
    window.activateWindow()
    qtbot.waitUntil(widget.hasFocus, timeout=LONG)


def test_from_a_search_to_an_export_by_keyboard_alone(qtbot, filled_window):
    window = filled_window()
    open_an_article(qtbot, window)
    article, view = window.reading.article, window.tabs.current.view

    keys_to(qtbot, window, KEY.Key_F6, view.hasFocus)
    keys_to(qtbot, window, KEY.Key_Tab, lambda: view.textCursor().charFormat().isAnchor())
    assert window.status_bar.currentMessage()  # where the link leads
    press(qtbot, window, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.tabs.current.history.can_go_back, timeout=LONG)
    qtbot.waitUntil(lambda: not window.tabs.current.is_awaited, timeout=LONG)
    press(qtbot, window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: window.reading.article == article, timeout=LONG)

    keys_to(qtbot, window, KEY.Key_F6, view.hasFocus)
    for _word in range(3):
        press(qtbot, window, KEY.Key_Right, CONTROL | SHIFT)
    words = view.textCursor().selectedText().strip()
    press(qtbot, window, KEY.Key_H, CONTROL)
    panel = window.marks_panel
    qtbot.waitUntil(lambda: panel.marks is not None and len(panel.marks.highlights) == 1, timeout=LONG)
    assert panel.marks.highlights[0].quote.strip() == words

    press(qtbot, window, KEY.Key_E, CONTROL)
    dialog = the_dialog(qtbot, window, ExportDialog)
    place = Path(dialog.path)
    press_in_dialog(qtbot, dialog, KEY.Key_Return)
    qtbot.waitUntil(place.exists, timeout=LONG)
    qtbot.waitUntil(lambda: not window.findChildren(ExportDialog), timeout=LONG)
    assert article.title.split()[0] in str(PdfReader(place).metadata.title)
    come_back(qtbot, window, view)

    press(qtbot, window, KEY.Key_Comma, CONTROL)
    dialog = the_dialog(qtbot, window, Preferences)
    press_in_dialog(qtbot, dialog, KEY.Key_C, Qt.KeyboardModifier.AltModifier)  # "Colours"
    press_in_dialog(qtbot, dialog, KEY.Key_End)
    assert view.palette().color(QPalette.ColorRole.Base).name() == "#000000"
    press_in_dialog(qtbot, dialog, KEY.Key_Escape)
    assert not dialog.isVisible()
    come_back(qtbot, window, view)


def test_the_keyboard_comes_to_every_region_and_every_control(qtbot, filled_window):
    window = filled_window()
    open_an_article(qtbot, window)
    start = window.focusWidget()
    met = {start}
    for _step in range(600):  # a text hands the key to each of its links first
        QTest.keyClick(window.focusWidget(), KEY.Key_Tab)
        if window.focusWidget() is start and len(met) > 10:
            break
        met.add(window.focusWidget())
    shown = {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }
    missed = {type(widget).__name__ for widget in shown - met}
    assert missed == set()


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_control_is_without_a_name(qtbot, filled_window, unnamed, language):
    window = filled_window(language)
    assert unnamed(window) == []
    open_an_article(qtbot, window)
    assert unnamed(window) == []
    for name in ("notebook", "guide", "captures", "concordance", "timeline", "home"):
        if window.commands[name].isEnabled():
            window.commands[name].trigger()
            qtbot.waitUntil(lambda: not window.tabs.current.is_awaited, timeout=LONG)
            assert unnamed(window) == [], name


def test_every_command_stands_in_a_menu(qtbot, filled_window):
    window = filled_window()
    named = {name for _title, names in MENUS for name in names.split()}
    assert {command.name for command in COMMANDS} - named <= {"quit"}
    bar = window.menuBar()
    in_menus = set()
    menus = [action.menu() for action in bar.actions()]
    while menus:
        menu = menus.pop()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            if action.menu() is not None:
                menus.append(action.menu())
            elif isinstance(action, QAction) and not action.isSeparator():
                in_menus.add(action.objectName())
    assert {command.name for command in COMMANDS} <= in_menus
    QApplication.processEvents()


def test_no_two_commands_share_keys():
    taken = {}
    for command in COMMANDS:
        for key in command.keys:
            assert QKeySequence(key) not in taken.values(), (command.name, key)
            taken[command.name, key] = QKeySequence(key)
