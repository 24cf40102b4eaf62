"""The panel of marks: what it shows, and what it asks for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from reader.model import Anchored, ArticleMarks, Highlight, Note, Tag
from reader.ui.marks.panel import MarksPanel

ID, OTHER = "a" * 16, "b" * 16
MADE = "2024-01-02T03:04:05Z"


def highlight(key="k1", quote="những từ đáng nhớ", comment=""):
    return Highlight(key, quote, "", "", 0, "green", comment, MADE, MADE, ID)


@pytest.fixture
def panel(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    shown = MarksPanel(holder)
    QVBoxLayout(holder).addWidget(shown)
    holder.show()
    shown.holder = holder  # else nothing keeps it
    return shown


def show(panel, **changes):
    found = {"tags": ("luận văn", "nước"), "collections": ("Chương một",)}
    anchored = changes.pop("anchored", ())
    panel.show_marks(ArticleMarks(changes.pop("id", ID), **changes), anchored, **found)


def test_it_is_there_only_beside_an_article(panel):
    assert not panel.isVisibleTo(panel.parentWidget())
    show(panel)
    assert panel.isVisibleTo(panel.parentWidget())
    panel.clear()
    assert not panel.isVisibleTo(panel.parentWidget())
    assert panel.article_id == ""


def test_tags_are_typed_and_taken_off(qtbot, panel):
    show(panel, tags=(Tag("nước", MADE, ID), Tag("cũ", MADE, OTHER)))
    assert panel.tags.names == ["nước", "cũ"]
    buttons = panel.tags.findChildren(QToolButton)
    assert "another capture" in buttons[1].toolTip()
    panel.tags.field.setText("  luận văn ")
    with qtbot.waitSignal(panel.tag_added) as added:
        qtbot.keyClick(panel.tags.field, Qt.Key.Key_Return)
    assert added.args == ["luận văn"]
    assert panel.tags.field.text() == ""
    show_them, take_off = buttons[0].menu().actions()
    with qtbot.waitSignal(panel.tag_removed) as removed:
        take_off.trigger()
    with qtbot.waitSignal(panel.tag_chosen) as chosen:
        show_them.trigger()
    assert removed.args == chosen.args == ["nước"]


def test_a_note_is_kept_a_moment_after_it_was_written(qtbot, panel):
    show(panel, notes=(Note("đã có", MADE, MADE, ID), Note("ở bản khác", MADE, MADE, OTHER)))
    assert panel.note.toPlainText() == "đã có"
    with qtbot.waitSignal(panel.note_changed) as changed:
        panel.note.setPlainText("viết lại")
    assert changed.args == [ID, "viết lại"]


def test_a_note_is_kept_before_another_article_is_shown(qtbot, panel):
    show(panel)
    panel.note.setPlainText("vội")
    with qtbot.waitSignal(panel.note_changed) as changed:
        show(panel, id=OTHER)
    assert changed.args == [ID, "vội"]
    assert panel.note.toPlainText() == ""
    with qtbot.assertNotEmitted(panel.note_changed):
        panel.clear()


def test_what_is_being_written_is_not_replaced(panel):
    show(panel)
    panel.note.setPlainText("đang viết")
    show(panel, notes=(Note("cũ hơn", MADE, MADE, ID),))
    assert panel.note.toPlainText() == "đang viết"
    panel.save_note()


def test_highlights_are_listed_and_lost_ones_say_so(qtbot, panel):
    lost = Anchored(highlight("k2", comment="lời bình"), None, None)
    show(panel, highlights=(highlight(),), anchored=(Anchored(highlight(), 3, 20), lost))
    items = [panel._list.item(row).text() for row in range(panel._list.count())]
    assert items[0] == "“những từ đáng nhớ”"
    assert items[1].startswith("“những từ đáng nhớ”\nlời bình (not found")
    with qtbot.waitSignal(panel.highlight_chosen) as chosen:
        panel._list.itemActivated.emit(panel._list.item(0))
    assert chosen.args == ["k1"]
    menu = panel.menu_of_highlight("k1")
    with qtbot.waitSignal(panel.colour_chosen) as coloured:
        menu.actions()[2].trigger()
    assert coloured.args == ["k1", "green"]
    with qtbot.waitSignal(panel.highlight_dropped) as dropped:
        menu.actions()[-1].trigger()
    assert dropped.args == ["k1"]


def test_collections_are_ticked(qtbot, panel):
    show(panel, collections=())
    panel._collections = ("Chương một", "Chương hai")
    panel._marks = ArticleMarks(ID, collections=("Chương hai",))
    first, second, *_rest = panel.menu_of_collections().actions()
    assert (first.isChecked(), second.isChecked()) == (False, True)
    with qtbot.waitSignal(panel.collection_toggled) as toggled:
        first.trigger()
    assert toggled.args == ["Chương một", True]


def test_it_folds_to_one_line_and_opens_for_the_keyboard(qtbot, panel):
    show(panel)
    full = panel.sizeHint().height()
    with qtbot.waitSignal(panel.folded_changed):
        panel._head.click()
    assert panel.is_folded
    assert panel.sizeHint().height() < full / 2
    panel.focus_note()
    assert not panel.is_folded
