"""Commands as data: each has a place in a menu, keys are not given twice, and all of them are named."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from reader.translation import set_language
from reader.ui.actions import COMMANDS, MENUS, Actions, key_list

# The keys that are promised to the user.
PROMISED = (
    *("Ctrl+L", "Ctrl+K", "F6", "Shift+F6", "Ctrl+F", "F3", "Shift+F3", "Alt+Left", "Alt+Right"),
    *("Ctrl+T", "Ctrl+W", "Ctrl+Tab", "Ctrl+Shift+T", "J", "K", "?", "F1", "F11"),
    *("Ctrl+E", "Ctrl+Shift+C", "Ctrl+B", "Ctrl+R", "Ctrl++", "Ctrl+-", "Ctrl+0", "Ctrl+,"),
)


@pytest.fixture
def actions(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Actions(window)
    yield made
    set_language("en")


def test_every_command_stands_in_one_menu():
    placed = Counter(name for _title, names in MENUS for name in names.split())
    assert all(placed[command.name] == 1 for command in COMMANDS)


def test_no_key_does_two_things():
    keys = Counter(QKeySequence(key).toString() for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_the_promised_keys_are_there():
    given = {QKeySequence(key).toString() for command in COMMANDS for key in command.keys}
    assert {QKeySequence(key).toString() for key in PROMISED} <= given


@pytest.mark.parametrize("language", ["en", "vi"])
def test_access_keys_of_a_menu_are_different(actions, language):
    set_language(language)
    actions.retranslate()
    for title, names in MENUS:
        texts = [actions[command.name].text() for command in COMMANDS if command.name in names.split()]
        keys = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        assert [key for key, count in keys.items() if count > 1] == [], title


def test_a_choice_is_marked_and_told(actions, qtbot):
    actions.show_choices(theme="sepia", language="vi")
    marked = {action.data() for action in actions.menu("theme").actions() if action.isChecked()}
    assert marked == {"sepia"}
    dark = next(action for action in actions.menu("theme").actions() if action.data() == "dark")
    with qtbot.waitSignal(actions.theme_chosen) as told:
        dark.trigger()
    assert told.args == ["dark"]


def test_a_command_tells_its_name(actions, qtbot):
    with qtbot.waitSignal(actions.chosen) as told:
        actions["full-screen"].trigger()
    assert told.args == ["full-screen"]


def test_the_list_of_keys_is_readable():
    rows = [row for _title, some in key_list() for row in some]
    assert ("Search the archive", "Ctrl+L  ·  Ctrl+K") in rows
    assert not any("&" in text for text, _keys in rows)
