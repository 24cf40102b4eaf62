"""Captures, the day to keep to, comparisons, documents, doubtful links and wanted addresses in the window."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton

from reader.model import Candidate, Resource, Source
from reader.ui.dialogs.as_of_dialog import AsOfDialog
from reader.ui.pages.history import Place
from reader.ui.pages.page import PageLink

FIRST, SECOND, THIRD, FOURTH = (str(number) * 16 for number in range(1, 5))
TOWN = "http://town.example/news/"


@pytest.fixture
def articles(articles):
    """The third article is an older capture of the second, the fourth a copy of the first."""
    first, second, third, fourth = articles
    third = replace(third, url=second.url, captured="2019-01-01T00:00:00Z", text="The bridge stood.")
    fourth = replace(fourth, source=Source("The town", first.url))
    return [first, second, third, fourth]


def go(qtbot, window, article):
    window.reading.open_article(article)
    qtbot.waitUntil(lambda: window.reading.article_id == article, timeout=5000)


def page(qtbot, window, kind):
    """The page of a kind in the tab on show, once it is filled."""
    tab = window.tabs.current
    qtbot.waitUntil(
        lambda: tab.place.kind == kind and tab.page is not None and not tab.is_awaited, timeout=5000
    )
    return tab.page


def texts(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisibleTo(widget)]


def test_keys_go_from_capture_to_capture(qtbot, window):
    go(qtbot, window, SECOND)
    assert not window.commands["next-capture"].isEnabled()
    window.commands["previous-capture"].trigger()
    qtbot.waitUntil(lambda: window.reading.article_id == THIRD, timeout=5000)
    assert "Capture 1 of 2" in window.tabs.current.view.toPlainText()
    assert not window.commands["previous-capture"].isEnabled()
    window.commands["next-capture"].trigger()
    qtbot.waitUntil(lambda: window.reading.article_id == SECOND, timeout=5000)
    window.tabs.step_back(-1)
    qtbot.waitUntil(lambda: window.reading.article_id == THIRD, timeout=5000)


def test_all_captures_are_a_page_and_two_are_compared(qtbot, window):
    go(qtbot, window, SECOND)
    window.commands["captures"].trigger()
    captures = page(qtbot, window, "captures")
    assert window.tabs.current.title == "Captures: Second: the bridge"
    captures._choose([SECOND, THIRD])
    captures.buttons["compare"].click()
    compared = page(qtbot, window, "comparison")
    assert window.tabs.current.place.target == f"{THIRD} {SECOND}"
    assert compared.view.count > 0
    assert window.commands["next-change"].isEnabled()
    window.commands["next-change"].trigger()
    assert compared.view.current == 0
    window.tabs.step_back(-1)
    page(qtbot, window, "captures")
    stored = [place.as_json() for place in window.tabs.places]
    window.tabs.restore([Place.from_json(each) for each in stored], 0)
    assert page(qtbot, window, "captures").chosen


def test_an_article_is_compared_with_the_capture_beside_it_and_with_its_source(qtbot, window):
    go(qtbot, window, FIRST)
    assert not window.commands["compare-capture"].isEnabled()
    go(qtbot, window, THIRD)
    window.commands["compare-capture"].trigger()
    page(qtbot, window, "comparison")
    assert window.tabs.current.place.target == f"{THIRD} {SECOND}"
    go(qtbot, window, FOURTH)
    link = next(each for each in window.tabs.current.view.page.links if each.kind == "compare")
    window.tabs.current.view.link_followed.emit(link, False)
    page(qtbot, window, "comparison")
    assert window.tabs.current.place.target == f"{FIRST} {FOURTH}"


def test_a_comparison_is_saved(qtbot, window, tmp_path):
    window.comparing.compare(THIRD, SECOND)
    page(qtbot, window, "comparison")
    window.commands["export"].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "bridge.md"))
    dialog.reject()
    qtbot.waitUntil(lambda: (tmp_path / "bridge.md").exists(), timeout=5000)
    assert "~~" in (tmp_path / "bridge.md").read_text("utf-8")


def test_the_day_to_keep_to_is_asked_for_shown_and_cleared(qtbot, window, fake):
    go(qtbot, window, FIRST)
    asked = []
    fake.statuses = lambda article, as_of=None: asked.append(as_of) or {}
    window.commands["as-of"].trigger()
    dialog = window.findChild(AsOfDialog)
    dialog._day.setText("soon")
    dialog._keep.click()
    assert dialog.isVisible()
    dialog._day.setText("2019")
    with qtbot.waitSignal(window.reading.article_shown, timeout=5000):
        dialog._keep.click()
    assert asked == ["2019-12-31"]
    assert window.toolbar._chip.isVisible()
    assert window.toolbar._chip.text() == "as of 31 December 2019"
    with qtbot.waitSignal(window.reading.article_shown, timeout=5000):
        window.commands["clear-as-of"].trigger()
    assert asked[-1] is None
    assert not window.toolbar._chip.isVisible()
    assert not window.commands["clear-as-of"].isEnabled()


def test_an_address_leads_to_the_capture_nearest_to_the_day(qtbot, window):
    window.reading.follow(TOWN + "2")
    qtbot.waitUntil(lambda: window.reading.article_id == SECOND, timeout=5000)
    window.reading.go_home()
    window.reading.set_as_of("2019-02-01")
    window.reading.follow(TOWN + "2")
    qtbot.waitUntil(lambda: window.reading.article_id == THIRD, timeout=5000)


def test_a_doubtful_link_lets_the_reader_choose(qtbot, window, fake):
    told = ("Second: the bridge", TOWN + "2", "2021-06-02", None)
    fake.doubtful[TOWN + "any"] = (Candidate(SECOND, *told), Candidate(FOURTH, None, None, None, None))
    go(qtbot, window, FIRST)
    window.tabs.current.view.link_followed.emit(PageLink("follow", TOWN + "any", ""), False)
    choices = page(qtbot, window, "choices")
    assert "◐ This link may mean several pages" in texts(choices)
    link = next(each for each in choices.findChildren(QLabel) if "Second: the bridge" in each.text())
    link.linkActivated.emit(SECOND)
    qtbot.waitUntil(lambda: window.reading.article_id == SECOND, timeout=5000)
    window.tabs.step_back(-1)
    page(qtbot, window, "choices")


def open_document(qtbot, window, fake, name, body):
    fake.documents[TOWN + name] = Resource(body, "application/octet-stream")
    go(qtbot, window, FIRST)
    window.reading.follow(TOWN + name)
    return page(qtbot, window, "document")


def test_a_document_is_handed_on_only_after_a_question(qtbot, window, fake, monkeypatch):
    handed = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: handed.append(url.toLocalFile()))
    document = open_document(qtbot, window, fake, "form.doc", b"words")
    document.other._open.click()
    box = window.findChild(QMessageBox)
    assert box.text() == "form.doc"
    assert "macros" in box.informativeText()
    box.reject()
    assert handed == []
    qtbot.waitUntil(lambda: window.findChild(QMessageBox) is None)
    document.other._open.click()
    box = window.findChild(QMessageBox)
    next(each for each in box.findChildren(QPushButton) if "Open the copy" in each.text()).click()
    assert len(handed) == 1
    copy = Path(handed[0])
    assert copy.name == "form.doc"
    assert copy.read_bytes() == b"words"
    assert not stat.S_IMODE(os.stat(copy).st_mode) & 0o333


def test_a_document_is_saved_and_comes_back(qtbot, window, fake, tmp_path):
    open_document(qtbot, window, fake, "form.doc", b"words")
    window.commands["export"].trigger()
    dialog = window.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "mine.doc"))
    dialog.reject()
    qtbot.waitUntil(lambda: (tmp_path / "mine.doc").exists(), timeout=5000)
    window.tabs.step_back(-1)
    qtbot.waitUntil(lambda: window.reading.article_id == FIRST, timeout=5000)
    window.tabs.step_back(1)
    assert page(qtbot, window, "document").title == "form.doc"


def test_a_document_that_is_gone_is_told(qtbot, window, fake):
    window.reading.open_place(Place("document", f"{FIRST} {TOWN}gone.pdf", title="gone.pdf"))
    tab = window.tabs.current
    qtbot.waitUntil(tab.error_page.isVisible, timeout=5000)
    assert tab.title == "gone.pdf"


def test_a_missing_address_goes_on_the_own_list(qtbot, window, fake):
    window.reading.follow(TOWN + "9")
    missing = page(qtbot, window, "missing")
    missing._want.click()
    qtbot.waitUntil(lambda: missing._is_wanted, timeout=5000)
    assert fake.marks.wishes == [TOWN + "9"]
    assert missing._want.text() == "Remove from the missing list"
    missing._want.click()
    qtbot.waitUntil(lambda: not missing._is_wanted, timeout=5000)
    assert fake.marks.wishes == []


def test_the_panel_compares_and_fetches_more_links(qtbot, window):
    with qtbot.waitSignal(window.related.compare_wanted):
        window.related.compare_wanted.emit(THIRD, SECOND)
    page(qtbot, window, "comparison")
    assert window.focusWidget() is None or window.focusWidget().focusPolicy() != Qt.FocusPolicy.NoFocus
