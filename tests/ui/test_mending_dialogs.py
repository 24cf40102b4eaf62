"""The dialogs for letters, values, missing pages and hashes: what they show, and what they ask for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QTreeView,
)

from reader.errors import UsageError
from reader.library.why import why
from reader.model import (
    Backlink,
    Correction,
    Difference,
    Encoding,
    MissingLink,
    Origin,
    Progress,
    Source,
    Verification,
)
from reader.translation import set_language
from reader.ui.dialogs.letters_dialog import LettersDialog
from reader.ui.dialogs.missing_dialog import MissingDialog
from reader.ui.dialogs.verify_dialog import VerifyDialog
from reader.ui.dialogs.why_dialog import WhyDialog

MADE = "2026-01-02T03:04:05Z"
HOST = "http://town.example"


@pytest.fixture
def parent(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def told(dialog):
    return [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]


def button(dialog, text):
    found = [each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text]
    assert len(found) == 1, text
    return found[0]


# ---- letters


def test_a_choice_is_tried_and_then_kept(qtbot, parent, samples):
    dialog = LettersDialog(Encoding(None, "windows-1252", doubtful=True), parent)
    dialog.show()
    with qtbot.waitSignal(dialog.try_wanted) as tried:
        dialog.begin()
    assert tried.args == [None]
    assert not button(dialog, "Use this encoding").isEnabled()
    with qtbot.waitSignal(dialog.try_wanted) as tried:
        dialog.choose("tcvn3")
    assert tried.args == ["tcvn3"]
    dialog.show_reading(samples.article(title="Cuộc họp", text="Đoạn đầu.\n\nĐoạn hai."))
    assert dialog.findChild(QPlainTextEdit).toPlainText() == "Cuộc họp\n\nĐoạn đầu.\n\nĐoạn hai."
    with qtbot.waitSignal(dialog.chosen) as chosen:
        button(dialog, "Use this encoding").click()
    assert chosen.args == ["tcvn3"]
    assert not dialog.isVisible()


def test_what_cannot_be_read_is_not_kept(qtbot, parent):
    dialog = LettersDialog(Encoding(None, "utf-8"), parent)
    dialog.show()
    dialog.choose("utf-16le")
    dialog.show_error(UsageError("no-text-in-encoding", encoding="utf-16le"))
    assert "Read as utf-16le, the page has no text; nothing was changed." in told(dialog)
    assert not button(dialog, "Use this encoding").isEnabled()


def test_the_list_begins_where_the_page_stands(qtbot, parent):
    assert LettersDialog(Encoding(None, "vni", chosen=True), parent).choice == "vni"
    assert LettersDialog(Encoding("utf-8", "utf-8"), parent).choice is None
    odd = LettersDialog(Encoding(None, "mac-cyrillic", chosen=True), parent)
    assert odd.choice == "mac-cyrillic"
    lines = [odd.findChild(QListWidget).item(row).text() for row in range(3)]
    assert lines == ["As the page itself suggests", "mac-cyrillic — mac-cyrillic", "Unicode — utf-8"]


# ---- values


def explained(samples, **changes):
    values = {
        "byline": "An",
        "source": Source("Paper", "http://paper.example/1"),
        "origins": (Origin("title", "heading", "h1"), Origin("byline", "label", "By An")),
    }
    return why(samples.article(**{**values, **changes}))


def test_each_value_says_where_it_comes_from(qtbot, parent, samples):
    dialog = WhyDialog("a" * 16, explained(samples), parent)
    dialog.show()
    assert dialog.edit("title").text() == "The election went well"
    assert dialog.edit("date").text() == "2 June 2021"
    assert dialog.edit("source").text() == "Paper <http://paper.example/1>"
    assert "a heading of the page (h1)" in told(dialog)
    assert "a line that names an author: “By An”" in told(dialog)
    assert "as the saving program noted it in the page" in told(dialog)
    assert not button(dialog, "Save").isEnabled()
    assert not button(dialog, "Undo all corrections").isEnabled()


def test_only_what_was_typed_is_saved(qtbot, parent, samples):
    dialog = WhyDialog("a" * 16, explained(samples), parent)
    dialog.show()
    dialog.edit("title").setText("  Better ")
    dialog.edit("byline").clear()
    with qtbot.waitSignal(dialog.save_wanted) as saved:
        button(dialog, "Save").click()
    assert saved.args == [{"title": "Better", "byline": ""}]
    dialog.show_error(UsageError("day-unreadable", text="x"))
    assert "⚠ “x” is not a day; write 2021-05-23 or 23/05/2021." in told(dialog)
    assert dialog.edit("title").text() == "  Better "
    dialog.show_explained(explained(samples, title="Better", byline=None))
    assert dialog.changes == {}


def test_corrections_are_marked_and_can_be_taken_back(qtbot, parent, samples):
    corrections = (Correction("title", "The election went well", "Menu", MADE, "a" * 16),)
    dialog = WhyDialog("a" * 16, explained(samples, corrections=corrections), parent)
    dialog.show()
    assert "✎ corrected by hand, 2 January 2026; the page says: Menu" in told(dialog)
    with qtbot.waitSignal(dialog.undo_wanted) as undone:
        button(dialog, "Undo").click()
    assert undone.args == ["title"]
    with qtbot.waitSignal(dialog.undo_wanted) as undone:
        button(dialog, "Undo all corrections").click()
    assert undone.args == [None]


def test_a_change_that_waits_says_so_and_is_not_asked_for_twice(qtbot, parent, samples):
    dialog = WhyDialog("a" * 16, explained(samples), parent)
    dialog.show()
    dialog.edit("title").setText("Better")
    dialog.show_waiting(behind_work=True)
    assert "An import is running; the change is made when it has ended." in told(dialog)
    assert not button(dialog, "Save").isEnabled()
    dialog.show_error(UsageError("day-unreadable", text="x"))
    assert button(dialog, "Save").isEnabled()


def test_a_text_and_a_section_are_set_right_too(qtbot, parent, samples):
    dialog = WhyDialog("a" * 16, explained(samples, section=("News", "Town"), text="One.\n\nMenu"), parent)
    dialog.show()
    assert dialog.edit("section").text() == "News › Town"
    assert dialog.text_edit().toPlainText() == "One.\n\nMenu"
    dialog.text_edit().setPlainText("One.\n")
    dialog.edit("section").setText("News")
    assert dialog.text_edit().accessibleName() == "Text"
    with qtbot.waitSignal(dialog.save_wanted) as saved:
        button(dialog, "Save").click()
    assert saved.args == [{"section": "News", "text": "One."}]


def test_another_language_is_no_change_of_a_value(qtbot, parent, samples):
    dialog = WhyDialog("a" * 16, explained(samples), parent)
    set_language("vi")
    dialog.retranslate()
    assert dialog.changes == {}


# ---- missing pages

LINKS = (
    MissingLink(f"{HOST}/menu", 9, ("menu",), "2019-01-01T00:00:00Z", "2021-01-01T00:00:00Z", ("1" * 16,)),
    MissingLink(f"{HOST}/news/flood", 3, ("body", "related"), None, None, ("1" * 16, "2" * 16)),
    MissingLink(f"{HOST}/list.pdf", 1, ("attachment",), None, None, ("2" * 16,)),
)


@pytest.fixture
def missing(qtbot, parent):
    dialog = MissingDialog(parent)
    dialog.show()
    dialog.show_links(LINKS)
    assert addresses(dialog) == [f"{HOST}/news/flood"]
    dialog._kind.setCurrentIndex(3)
    return dialog


def addresses(dialog):
    view = dialog.findChild(QTreeView)
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def test_missing_pages_are_listed_narrowed_and_sorted(missing):
    assert addresses(missing) == [link.url for link in LINKS]
    assert "3 addresses are linked to and not in the archive." in told(missing)
    missing._kind.setCurrentIndex(1)
    assert addresses(missing) == [f"{HOST}/list.pdf"]
    missing._kind.setCurrentIndex(3)
    missing._words.setText("TOWN list")
    assert addresses(missing) == [f"{HOST}/list.pdf"]
    missing._words.clear()
    missing.findChild(QTreeView).sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert addresses(missing) == [link.url for link in reversed(LINKS)]


def test_who_links_is_asked_for_shown_and_opened(qtbot, missing):
    view = missing.findChild(QTreeView)
    with qtbot.waitSignal(missing.linking_wanted) as asked:
        view.setCurrentIndex(view.model().index(1, 0))
    assert asked.args == [f"{HOST}/news/flood"]
    linking = [Backlink("1" * 16, "First", None, "body", "2021-06-01")]
    missing.show_linking(f"{HOST}/menu", linking)  # a late answer
    listed = missing.findChild(QListWidget)
    assert listed.count() == 0
    missing.show_linking(f"{HOST}/news/flood", linking)
    assert listed.item(0).text() == "First · in its text · 1 June 2021"
    with qtbot.waitSignal(missing.article_chosen) as chosen:
        listed.itemActivated.emit(listed.item(0))
    assert chosen.args == ["1" * 16, False]
    with qtbot.waitSignal(missing.address_chosen) as chosen:
        button(missing, "Show its page").click()
    assert chosen.args == [f"{HOST}/news/flood"]


def test_the_list_is_copied_and_saved(qtbot, missing):
    button(missing, "Copy the addresses").click()
    assert QGuiApplication.clipboard().text() == "".join(f"{link.url}\n" for link in LINKS)
    assert "3 addresses are on the clipboard." in told(missing)
    with qtbot.waitSignal(missing.save_wanted) as saved:
        button(missing, "Save the list…").click()
    assert saved.args == [list(LINKS)]
    missing.tell("Saved to /tmp/list.txt")
    assert "Saved to /tmp/list.txt" in told(missing)


def test_what_one_wants_stands_first_whatever_links_to_it(qtbot, missing):
    own = "http://other.example/wanted"
    missing.show_links(LINKS, {own: False, LINKS[2].url: False})
    assert addresses(missing) == [f"★ {LINKS[2].url}", f"★ {own}", LINKS[0].url, LINKS[1].url]
    missing._kind.setCurrentIndex(0)
    assert addresses(missing) == [f"★ {LINKS[2].url}", f"★ {own}", LINKS[1].url]
    assert "2 addresses are linked to and not in the archive. 2 are on your list." in told(missing)
    missing._kind.setCurrentIndex(4)
    assert [link.url for link in missing.shown] == [LINKS[2].url, own]


def test_addresses_go_on_and_off_the_own_list(qtbot, missing):
    with qtbot.waitSignal(missing.want_changed) as asked:
        button(missing, "Add to your list").click()
    assert asked.args == [LINKS[0].url, True]
    missing.show_links(LINKS, {LINKS[0].url: True})
    assert missing.findChild(QTreeView).model().index(0, 2).data() == "● in the archive now"
    with qtbot.waitSignal(missing.want_changed) as asked:
        button(missing, "Remove from your list").click()
    assert asked.args == [LINKS[0].url, False]


def test_only_menus_are_shown_at_once(qtbot, parent):
    dialog = MissingDialog(parent)
    dialog.show()
    dialog.show_links(LINKS[:1])
    assert addresses(dialog) == [f"{HOST}/menu"]


def test_nothing_missing_is_good_news(qtbot, parent):
    dialog = MissingDialog(parent)
    dialog.show()
    assert "Looking through the links…" in told(dialog)
    dialog.show_links(())
    assert "Everything that the pages link to is in the archive." in told(dialog)
    assert not button(dialog, "Save the list…").isEnabled()


# ---- hashes


def test_verify_says_how_far_it_is_and_what_it_found(qtbot, parent):
    dialog = VerifyDialog(parent)
    dialog.show()
    dialog.show_step(Progress("verify", 3, 12, eta=40.0))
    assert any("3 of 12 files · 40 s left" in text for text in told(dialog))
    found = Verification(
        12, 10, (Difference("/a/b.warc", "12", "member-changed"),), ("/a/c.html",), ("/away",)
    )
    dialog.show_found(Progress("done", 12, 12, verification=found))
    assert "⚠ 10 of 12 files and parts are what was imported." in told(dialog)
    assert dialog.findChild(QPlainTextEdit).toPlainText().split("\n") == [
        "/a/b.warc › 12\tThis part of the file is not what was imported.",
        "/a/c.html\tno longer there",
        "/away\taway, not compared",
    ]


def test_verify_finds_nothing_or_is_stopped(qtbot, parent):
    dialog = VerifyDialog(parent)
    dialog.show()
    dialog.show_found(Progress("done", 2, 2, verification=Verification(2, 2)))
    assert "✓ 2 of 2 files and parts are what was imported. Nothing has changed." in told(dialog)
    stopped = VerifyDialog(parent)
    stopped.show()
    with qtbot.waitSignal(stopped.stop_wanted):
        button(stopped, "Stop").click()
    stopped.show_stopped()
    assert "Stopped before the end; there is no result." in told(stopped)
