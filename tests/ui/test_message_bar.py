"""Messages above the pages."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QToolButton

from reader.ui.message_bar import MessageBar


@pytest.fixture
def bar(qtbot):
    made = MessageBar()
    qtbot.addWidget(made)
    return made


def test_a_message_is_told_once_under_its_name(bar):
    bar.tell("a", lambda: "first")
    bar.tell("b", lambda: "second")
    bar.tell("a", lambda: "third")
    assert bar.texts == ["second", "third"]
    assert not bar.isHidden()
    bar.withdraw("a")
    bar.withdraw("b")
    bar.withdraw("b")
    assert bar.texts == []
    assert bar.isHidden()


def test_its_button_acts_and_closes_it(bar):
    acted = []
    bar.tell("a", lambda: "text", button=lambda: "Do", act=lambda: acted.append(1))
    bar.findChild(QPushButton).click()
    assert acted == [1]
    assert bar.texts == []


def test_it_can_be_closed(bar):
    bar.tell("a", lambda: "text")
    bar.findChild(QToolButton).click()
    assert bar.texts == []
