"""Saving a search, finding it in the menu, and the list of all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from reader.model import SearchRequest
from reader.ui.dialogs.save_search_dialog import SaveSearchDialog
from reader.ui.dialogs.searches_dialog import SearchesDialog

KEY = Qt.Key


@pytest.fixture
def fake(fake):
    fake.searches.save("Bridges", SearchRequest("bridge", sort="newest"))
    fake.searches.save("Floods", SearchRequest("flood", site="town.example"))
    return fake


@pytest.fixture
def window(window, qtbot):
    qtbot.waitUntil(lambda: len(names(window)) == 2, timeout=5000)
    return window


def names(window):
    return [action.text() for action in window.commands.menu("saved").actions()]


def dialog(qtbot, window, kind):
    found = window.findChild(kind)
    qtbot.waitUntil(found.isVisible)
    return found


def test_one_of_the_menu_puts_query_filters_and_order_in_force(qtbot, window):
    assert names(window) == ["Bridges", "Floods"]
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        window.commands.menu("saved").actions()[1].trigger()
    assert window.search.request.site == ("town.example",)
    assert window.toolbar.search_box.text == "flood"
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        window.commands.menu("saved").actions()[0].trigger()
    assert (window.search.request.site, window.search.request.sort) == ((), "newest")


def test_a_search_is_saved_under_a_name(qtbot, window, fake):
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        window.search.search("election")
    window.commands["save-search"].trigger()
    opened = dialog(qtbot, window, SaveSearchDialog)
    assert opened._name.text() == "election"
    opened._name.setText("Floods")
    assert "replaced" in opened._note.text()
    opened._name.setText("The election")
    assert opened._note.text() == ""
    opened._buttons.button(QDialogButtonBox.StandardButton.Save).click()
    qtbot.waitUntil(lambda: "The election" in names(window), timeout=5000)
    assert fake.searches.kept["The election"].request.query == "election"
    assert "Saved as" in window.status_bar.currentMessage()
    qtbot.waitUntil(lambda: window.findChild(SaveSearchDialog) is None)


def test_searches_are_renamed_deleted_and_brought_back(qtbot, window):
    window.commands["manage-searches"].trigger()
    opened = dialog(qtbot, window, SearchesDialog)
    assert opened._told.text() == "bridge"
    item = opened._list.item(0)
    item.setText("Floods")
    qtbot.waitUntil(lambda: "already" in opened._said.text(), timeout=5000)
    assert item.text() == "Bridges"
    item.setText("All bridges")
    qtbot.waitUntil(lambda: names(window) == ["All bridges", "Floods"], timeout=5000)
    opened._list.setCurrentRow(1)
    opened._list.setFocus()
    qtbot.keyClick(opened._list, KEY.Key_Delete)
    qtbot.waitUntil(lambda: names(window) == ["All bridges"], timeout=5000)
    assert "“Floods” was deleted." in opened._said.text()
    opened._undo.click()
    qtbot.waitUntil(lambda: names(window) == ["All bridges", "Floods"], timeout=5000)
    assert opened.current.name == "Floods"
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        opened._open.click()
    assert window.search.query == "flood"


def test_the_history_is_cleared(qtbot, window, settings):
    settings.queries = ["flood", "bridge"]
    window.commands["clear-history"].trigger()
    assert settings.queries == []
    window.toolbar.search_box.open_history()
    assert not window.toolbar.search_box._suggestions.texts
