"""Letters, values, missing pages and hashes, through the window and a library in memory."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton

from reader.errors import UsageError
from reader.library.corrections import lay_over
from reader.library.why import why
from reader.model import Correction, Encoding, MissingLink, Progress, Verification
from reader.ui.dialogs.letters_dialog import LettersDialog
from reader.ui.dialogs.missing_dialog import MissingDialog
from reader.ui.dialogs.verify_dialog import VerifyDialog
from reader.ui.dialogs.why_dialog import WhyDialog

FIRST = "1" * 16
GONE = "http://town.example/news/9"


class Mending:
    """The part of a library that these dialogs use, over the articles of the fake one."""

    def __init__(self, fake):
        self.articles = fake.articles
        self.go_on = threading.Event()

    def try_encoding(self, article_id, name):
        if name == "utf-16le":
            raise UsageError("no-text-in-encoding", encoding=name)
        encoding = Encoding(None, name or "utf-8", chosen=name is not None)
        article = self.articles[article_id]
        return replace(article, title=f"{name}: {article.title}", encoding=encoding)

    def reread(self, article_id, name):
        self.articles[article_id] = self.try_encoding(article_id, name)
        return self.articles[article_id]

    def why(self, article_id):
        return why(self.articles[article_id])

    def correct(self, article_id, values):
        if values.get("date") == "x":
            raise UsageError("day-unreadable", text="x")
        made = "2026-01-02T03:04:05Z"
        article = self.articles[article_id]
        corrections = [
            Correction(name, value, article.title, made, article_id) for name, value in values.items()
        ]
        self.before = article
        self.articles[article_id] = lay_over(article, corrections)
        return self.articles[article_id]

    def undo_corrections(self, article_id, field=None):
        self.articles[article_id] = self.before
        return self.articles[article_id]

    def missing_links(self):
        return (MissingLink(GONE, 1, ("body",), None, None, (FIRST,)),)

    def verify(self):
        yield Progress("verify", 1, 4)
        self.go_on.wait(10)
        yield Progress("done", 4, 4, verification=Verification(4, 4))


@pytest.fixture
def mending(fake):
    found = Mending(fake)
    for name in dir(Mending):
        if not name.startswith("_"):
            setattr(fake, name, getattr(found, name))
    yield found
    found.go_on.set()


@pytest.fixture
def reading(qtbot, mending, window):
    """The window with the first article on show."""
    window.reading.open_article(FIRST)
    qtbot.waitUntil(lambda: window.reading.article is not None)
    return window


def dialog(qtbot, window, kind):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return next(each for each in window.findChildren(kind) if each.isVisible())


def button(dialog, text):
    return next(each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text)


def title(window):
    return window.reading.article.title if window.reading.article else None


def test_nothing_of_an_article_is_offered_without_one(window):
    assert not window.commands["why"].isEnabled()
    assert not window.commands["letters"].isEnabled()
    assert window.commands["missing-pages"].isEnabled()


def test_other_letters_are_tried_chosen_and_shown(qtbot, reading):
    window = reading
    offer = next(each for each in window.tabs.current.view.page.links if each.target == "letters")
    window.tabs.current.view.link_followed.emit(offer, False)
    opened = dialog(qtbot, window, LettersDialog)
    preview = opened.findChild(QPlainTextEdit)
    qtbot.waitUntil(lambda: preview.toPlainText().startswith("None: First"))
    opened.choose("utf-16le")
    qtbot.waitUntil(lambda: preview.toPlainText() == "")
    opened.choose("tcvn3")
    qtbot.waitUntil(lambda: preview.toPlainText().startswith("tcvn3: First"))
    button(opened, "Use this encoding").click()
    qtbot.waitUntil(lambda: title(window) == "tcvn3: First: the flood")
    assert "tcvn3: First" in window.tabs.current.view.toPlainText()


def test_a_value_is_set_right_and_taken_back(qtbot, reading):
    window = reading
    window.commands["why"].trigger()
    opened = dialog(qtbot, window, WhyDialog)
    opened.edit("title").setText("The great flood")
    button(opened, "Save").click()
    qtbot.waitUntil(lambda: title(window) == "The great flood")
    assert "The great flood ✎" in window.tabs.current.view.toPlainText()
    qtbot.waitUntil(lambda: button(opened, "Undo all corrections").isEnabled())
    assert opened.changes == {}
    opened.edit("date").setText("x")
    button(opened, "Save").click()
    qtbot.waitUntil(lambda: "not a day" in opened._problem.text())
    button(opened, "Undo all corrections").click()
    qtbot.waitUntil(lambda: title(window) == "First: the flood")
    assert "✎" not in window.tabs.current.view.toPlainText()


def test_a_text_is_set_right_and_marked(qtbot, reading):
    window = reading
    window.commands["why"].trigger()
    opened = dialog(qtbot, window, WhyDialog)
    opened.text_edit().setPlainText("Only this.\n\nAnd that.")
    button(opened, "Save").click()
    shown = window.tabs.current.view.toPlainText
    qtbot.waitUntil(lambda: "Only this." in shown())
    assert "The text was corrected by hand. ✎" in shown().replace("\u00a0", " ")
    qtbot.waitUntil(lambda: button(opened, "Undo all corrections").isEnabled())
    button(opened, "Undo all corrections").click()
    qtbot.waitUntil(lambda: "Only this." not in shown())


def test_a_change_waits_for_a_running_import(qtbot, fake, reading):
    window = reading
    window.importing.import_paths(["/archive"])
    window.commands["why"].trigger()
    opened = dialog(qtbot, window, WhyDialog)
    opened.edit("title").setText("The great flood")
    button(opened, "Save").click()
    assert "An import is running" in opened._problem.text()
    fake.gate.set()
    qtbot.waitUntil(lambda: title(window) == "The great flood")
    qtbot.waitUntil(lambda: opened._problem.text() == "")


def test_missing_pages_are_listed_opened_and_saved(qtbot, reading, tmp_path):
    window = reading
    window.commands["missing-pages"].trigger()
    opened = dialog(qtbot, window, MissingDialog)
    qtbot.waitUntil(lambda: opened.shown != [])
    qtbot.waitUntil(lambda: opened._linking.count() == 1)
    target = tmp_path / "list.csv"
    button(opened, "Save the list…").click()
    asked = window.findChild(QFileDialog)
    asked.fileSelected.emit(str(target))
    asked.close()
    qtbot.waitUntil(lambda: "Saved to" in opened._remark.text())
    assert target.read_text("utf-8").splitlines()[1].startswith(f"{GONE},1,body")
    button(opened, "Show its page").click()
    qtbot.waitUntil(lambda: window.tabs.current.place.kind == "missing")
    opened.close()


def test_dialogs_of_another_library_are_closed(qtbot, reading):
    window = reading
    for name, kind in (("why", WhyDialog), ("letters", LettersDialog), ("missing-pages", MissingDialog)):
        window.commands[name].trigger()
        dialog(qtbot, window, kind)
    window.library.opened.emit()
    qtbot.waitUntil(
        lambda: (
            not any(
                each.isVisible()
                for kind in (WhyDialog, LettersDialog, MissingDialog)
                for each in window.findChildren(kind)
            )
        )
    )


def test_hashes_are_compared_with_a_bar_and_can_be_stopped(qtbot, mending, window):
    window.commands["verify"].trigger()
    opened = dialog(qtbot, window, VerifyDialog)
    qtbot.waitUntil(lambda: "1 of 4 files" in opened._head.text())
    mending.go_on.set()
    qtbot.waitUntil(lambda: "Nothing has changed." in opened._head.text())
    opened.close()
    mending.go_on.clear()
    window.commands["verify"].trigger()
    again = dialog(qtbot, window, VerifyDialog)
    qtbot.waitUntil(lambda: "1 of 4 files" in again._head.text())
    button(again, "Stop").click()
    mending.go_on.set()
    qtbot.waitUntil(lambda: "Stopped before the end" in again._head.text())
