"""A note: shown as it reads, edited as it is written, harmless whatever stands in it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from reader.ui.marks.note_field import NoteField


@pytest.fixture
def field(qtbot):
    holder = QWidget()
    column = QVBoxLayout(holder)
    note = NoteField(holder)
    holder.other = QLineEdit(holder)
    column.addWidget(note)
    column.addWidget(holder.other)
    qtbot.addWidget(holder)
    with qtbot.waitExposed(holder):
        holder.show()
    holder.activateWindow()
    holder.other.setFocus()
    note.holder = holder
    return note


def test_an_empty_note_is_a_field_to_write_in(field):
    assert field.editor.isVisible()
    assert not field.shown.isVisible()


def test_markdown_is_set_as_text(field):
    field.set_text("## Việc\n\n- hỏi **xã**\n")
    assert field.shown.isVisible()
    assert field.shown.toPlainText().split() == ["Việc", "hỏi", "xã"]
    assert field.editor.toPlainText() == "## Việc\n\n- hỏi **xã**\n"


def test_html_is_shown_as_written_and_pictures_are_refused(field):
    field.set_text("<script>alert(1)</script> ![x](http://a.vn/x.png) <img src='file:///etc/passwd'>")
    assert "<script>" in field.shown.toPlainText()
    field.holder.grab()
    assert set(field.shown.refused) <= {"http://a.vn/x.png"}


def test_a_key_begins_to_edit_and_leaving_ends_it(qtbot, field):
    field.set_text("một")
    qtbot.keyClick(field.shown, Qt.Key.Key_F2)
    qtbot.waitUntil(field.editor.hasFocus)
    with qtbot.waitSignal(field.written):
        field.editor.insertPlainText("hai ")
    with qtbot.waitSignal(field.left):
        field.holder.other.setFocus()
    assert field.shown.isVisible()
    assert field.shown.toPlainText() == "hai một"


def test_links_are_told_of(qtbot, field):
    field.set_text("[trang](http://a.vn/x) [tệp](file:///etc/passwd)")
    with qtbot.waitSignal(field.link_chosen) as chosen:
        field.shown.anchorClicked.emit(QUrl("http://a.vn/x"))
    assert chosen.args == ["http://a.vn/x"]
    with qtbot.assertNotEmitted(field.link_chosen):
        field.shown.anchorClicked.emit(QUrl("file:///etc/passwd"))


def test_it_grows_with_its_text_and_not_for_ever(field):
    heights = []
    for lines in (1, 6, 100):
        field.set_text("\n\n".join(["dòng"] * lines))
        heights.append(field.height())
    assert heights[0] < heights[1] < heights[2] < 400
