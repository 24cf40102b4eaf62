"""Colours that change while the window is open: everything in it follows, whatever it looked like before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from reader.ui import palettes
from reader.ui.contrast import TEXT, luminance, ratio
from reader.ui.dialogs.preferences import Preferences
from reader.ui.theme import reader_theme

ROLE = QPalette.ColorRole
PAIRS = ((ROLE.Text, ROLE.Base), (ROLE.WindowText, ROLE.Window), (ROLE.ButtonText, ROLE.Button))
FIRST = "1" * 16


@pytest.fixture
def full_window(qtbot, window):
    """Tabs with pages of several kinds, and a dialog over them."""
    window.reading.open_article(FIRST)
    qtbot.waitUntil(lambda: window.reading.article is not None)
    for name in ("timeline", "concordance", "guide", "home"):
        window.commands["new-tab"].trigger()
        window.commands[name].trigger()
        qtbot.waitUntil(lambda: not window.tabs.current.is_awaited)
    window.commands["preferences"].trigger()
    yield window
    palettes.apply_to_window(QApplication.instance(), "system")


def strays(window):
    """Widgets whose colours are not those that are in force, or cannot be read."""
    wanted = QApplication.palette()
    found = set()
    for widget in window.findChildren(QWidget):
        palette = widget.palette()
        if not widget.isEnabled():
            continue
        for role in (ROLE.Button, ROLE.ButtonText, ROLE.Highlight):
            if abs(luminance(palette.color(role)) - luminance(wanted.color(role))) > 0.1:
                found.add(f"{type(widget).__name__}: {role.name}")
        for ink, ground in PAIRS:
            if ratio(palette.color(ink), palette.color(ground)) < TEXT:
                found.add(f"{type(widget).__name__}: {ink.name}")
    return found


@pytest.mark.parametrize("themes", [("contrast", "light"), ("dark", "sepia"), ("light", "contrast")])
def test_every_part_takes_the_colours_that_are_chosen(full_window, themes):
    for theme in themes:
        full_window.commands.theme_chosen.emit(theme)
        QApplication.processEvents()
        assert strays(full_window) == set()
        look = reader_theme(theme, QApplication.palette())
        for tab in full_window.tabs.pages:
            assert tab.view.palette().color(ROLE.Base) == QColor(look.page)


def ink_of(icon):
    picture = icon.pixmap(20, 20).toImage()
    pixels = (picture.pixelColor(x, y) for x in range(20) for y in range(20))
    return next(pixel for pixel in pixels if pixel.alpha() == 255)


def test_the_window_follows_the_system_while_it_is_open(full_window, monkeypatch):
    """The platform of the tests has one scheme only; so what it would paint is put in its place."""
    application = QApplication.instance()
    monkeypatch.setattr(
        "reader.ui.appearance.apply_to_window",
        lambda program, _choice: palettes.apply_to_window(program, "dark"),
    )
    application.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    QApplication.processEvents()
    assert palettes.is_dark(application.palette())
    assert strays(full_window) == set()
    page = reader_theme("dark", application.palette()).page
    assert {tab.view.palette().color(ROLE.Base).name() for tab in full_window.tabs.pages} == {page}
    assert ink_of(full_window.commands["home"].icon()).lightness() > 128
    (dialog,) = full_window.findChildren(Preferences)
    assert palettes.is_dark(dialog.palette())


def test_a_chosen_theme_stays_when_the_system_changes(full_window):
    full_window.commands.theme_chosen.emit("sepia")
    QApplication.instance().styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert full_window.tabs.pages[0].view.palette().color(ROLE.Base).name() == "#f7efde"
