"""Keys are changed, taken from others, and given back."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence

from reader.ui.actions import key_list
from reader.ui.dialogs.key_editor import KeyEditor


@pytest.fixture
def editor(qtbot):
    shown = KeyEditor({})
    qtbot.addWidget(shown)
    shown.show()
    return shown


def press(editor, key):
    editor.field.setKeySequence(QKeySequence(key))


def test_other_keys_are_set_and_given_back(qtbot, editor):
    editor.choose("export")
    assert editor.field.keySequence() == QKeySequence("Ctrl+E")
    press(editor, "Ctrl+Alt+E")
    with qtbot.waitSignal(editor.changed) as changed:
        editor._set.click()
    assert changed.args == [{"export": ["Ctrl+Alt+E"]}]
    assert editor.tree.currentItem().text(1) == "Ctrl+Alt+E"
    with qtbot.waitSignal(editor.changed) as changed:
        editor._usual.click()
    assert changed.args == [{}]


def test_keys_of_another_command_are_said_to_be_and_taken(qtbot, editor):
    editor.choose("export")
    press(editor, "Ctrl+P")
    assert editor.remark == "“Print” has these keys now; it would lose them."
    editor._set.click()
    assert editor.own == {"export": ["Ctrl+P"], "print": []}
    editor._all_usual.click()
    assert editor.own == {}


def test_a_command_may_have_no_keys(editor):
    editor.choose("quit")
    editor._none.click()
    assert editor.own == {"quit": []}
    assert "Quit" not in [text for _title, rows in key_list(editor.own) for text, _keys in rows]


def test_commands_are_found_by_words_and_keys(editor):
    editor.words.setText("ctrl+e")
    shown = [item.text(0) for item in editor._items() if not item.isHidden()]
    assert "Export" in shown
    assert "Print" not in shown


def test_commands_unknown_to_this_version_are_left_out(qtbot):
    editor = KeyEditor({"no-such-command": ["Ctrl+Y"], "star": ["Ctrl+Y"]})
    qtbot.addWidget(editor)
    assert editor.own == {"star": ["Ctrl+Y"]}
