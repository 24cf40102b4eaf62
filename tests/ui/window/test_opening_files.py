"""Files that were named or dropped, addresses that were dropped, and folders chosen as libraries."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox

from reader.ui.dialogs.import_dialog import ImportDialog
from reader.ui.dialogs.import_summary import ImportSummary

FIRST, SECOND = "1" * 16, "2" * 16
TOWN = "http://town.example/news/"


@pytest.fixture
def drop(qtbot, window):
    """Drops something onto the window; tells whether it was taken."""

    def drop_it(*urls, text=""):
        data = QMimeData()
        if urls:
            data.setUrls([QUrl(url) for url in urls])
        data.setText(text)
        action, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
        place = QPointF(300, 300)
        entering = QDragEnterEvent(place.toPoint(), action, data, button, key)
        window.dragEnterEvent(entering)
        if entering.isAccepted():
            window.dropEvent(QDropEvent(place, action, data, button, key))
        return entering.isAccepted()

    return drop_it


def offered(window):
    return [each.paths for each in window.findChildren(ImportDialog) if each.isVisible()]


@pytest.fixture
def files(fake):
    """The first two articles lie in files of their own."""
    for number in (FIRST, SECOND):
        fake.articles[number] = replace(fake.articles[number], path=f"/archive/{number}.html")


def test_a_file_that_the_library_has_is_shown_the_rest_is_offered(qtbot, window, files):
    window.importing.offer([f"/archive/{FIRST}.html", "/new/page.html", f"/archive/{SECOND}.html"])
    qtbot.waitUntil(lambda: offered(window) == [["/new/page.html"]])
    qtbot.waitUntil(lambda: window.reading.article is not None)
    qtbot.waitUntil(lambda: [place.target for place in window.tabs.places] == [FIRST, SECOND])
    assert window.tabs.currentIndex() == 1


def test_an_imported_file_is_shown(qtbot, window, fake, files):
    window.importing.offer(["/new/page.html"])
    qtbot.waitUntil(lambda: bool(offered(window)))
    dialog = next(each for each in window.findChildren(ImportDialog) if each.isVisible())
    qtbot.waitUntil(dialog._go.isEnabled)
    fake.articles[SECOND] = replace(fake.articles[SECOND], path="/new/page.html")
    fake.gate.set()
    dialog._go.click()
    qtbot.waitUntil(lambda: window.reading.article_id == SECOND, timeout=5000)
    assert not window.findChildren(ImportSummary)


def test_a_dropped_address_is_looked_up_in_the_archive(qtbot, window, drop):
    assert drop(TOWN + "2")
    qtbot.waitUntil(lambda: window.reading.article_id == SECOND)
    assert drop(text=f" {TOWN}3\n")
    qtbot.waitUntil(lambda: window.reading.article_id == "3" * 16)
    assert drop("https://elsewhere.example/")
    qtbot.waitUntil(lambda: window.tabs.current.place.kind == "missing")
    assert offered(window) == []


def test_files_come_before_addresses_and_nonsense_is_not_taken(qtbot, window, drop):
    assert drop("https://elsewhere.example/", QUrl.fromLocalFile("/new/page.html").toString())
    qtbot.waitUntil(lambda: offered(window) == [["/new/page.html"]])
    for text in ("just words", "javascript:alert(1)", "http://", "ftp://files.example/x", ""):
        assert not drop(text=text)


def test_no_library_is_made_beside_other_files(qtbot, window, tmp_path):
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text("x", "utf-8")
    before = window.library.folder
    window.library.open_chosen(tmp_path / "pages")
    assert window.library.folder == before
    (box,) = (each for each in window.findChildren(QMessageBox) if each.isVisible())
    next(each for each in box.buttons() if box.buttonRole(each) == box.ButtonRole.AcceptRole).click()
    qtbot.waitUntil(lambda: offered(window) == [[str(tmp_path / "pages")]])
    (tmp_path / "empty").mkdir()
    with qtbot.waitSignal(window.library.counted):
        window.library.open_chosen(tmp_path / "empty")
    assert window.library.folder == tmp_path / "empty"


def test_another_library_has_neither_the_tabs_nor_the_filters_of_the_old_one(qtbot, window, tmp_path):
    window.reading.open_article(SECOND, True)
    window.tabs.close_tab(1)
    assert window.commands["reopen-tab"].isEnabled()
    assert window.filters._facets
    window.library.open_folder(tmp_path / "other")
    assert not window.filters._facets
    assert not window.commands["reopen-tab"].isEnabled()
    qtbot.waitUntil(lambda: bool(window.filters._facets))


def test_pages_that_another_program_adds_are_counted(qtbot, window, fake, samples):
    fake.articles["5" * 16] = samples.article(id="5" * 16, title="Fifth: from elsewhere")
    with qtbot.waitSignal(window.library.counted):
        window.search.refresh()
    assert window.library.stats.articles == 5


def test_each_library_comes_back_with_its_own_pages(qtbot, window, tmp_path):
    window.search.search("flood")
    window.reading.open_article(SECOND)
    qtbot.waitUntil(lambda: window.reading.article_id == SECOND)
    first = window.library.folder
    window.library.open_folder(tmp_path / "other")
    qtbot.waitUntil(lambda: window.library.stats is not None)
    assert [place.kind for place in window.tabs.places] == ["welcome"]
    assert window.toolbar.search_box.text == ""
    window.library.open_folder(first)
    assert [(place.kind, place.target) for place in window.tabs.places] == [("article", SECOND)]
    assert window.toolbar.search_box.text == "flood"


def test_full_screen_gives_the_maximised_window_back(window):
    window.showMaximized()
    window.commands["full-screen"].trigger()
    assert window.isFullScreen()
    window.commands["full-screen"].trigger()
    assert window.isMaximized()
    assert not window.isFullScreen()
