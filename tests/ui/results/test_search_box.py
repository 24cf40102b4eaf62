"""The search box: what it asks for, when, and its drop-down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout, QWidget

from reader.model import QueryProblem
from reader.translation import set_language
from reader.ui.results.search_box import SearchBox
from reader.ui.results.suggestions import Suggestions


@pytest.fixture
def window():
    """Kept alive beside the panel in it."""
    return QWidget()


@pytest.fixture
def box(qtbot, window):
    qtbot.addWidget(window)
    box = SearchBox(window)
    column = QVBoxLayout(window)
    column.addWidget(box)
    column.addStretch(1)
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    box.focus_box()
    qtbot.waitUntil(lambda: line_of(box).hasFocus())
    box.asked = []
    box.search_wanted.connect(box.asked.append)
    return box


def line_of(box):
    return box.findChild(QLineEdit)


def list_of(box):
    return box.window().findChild(Suggestions)


def test_places_that_were_not_understood_are_underlined_until_the_text_changes(box, qtbot):
    def underlined():
        return line_of(box)._underlined, box.grab().toImage()

    box.set_text("flood xx:y")
    plain = underlined()[1]
    box.show_problems([QueryProblem("unknown-field", 6, 10)])
    marked, shown = underlined()
    assert marked
    assert shown != plain
    assert line_of(box).text() == "flood xx:y"
    box.show_problems([])
    assert not underlined()[0]


def test_an_input_method_at_work_is_left_alone(box):
    QApplication.sendEvent(line_of(box), QInputMethodEvent("bâ", []))
    box.show_problems([QueryProblem("unknown-field", 0, 1)])
    assert not line_of(box)._underlined


def test_a_place_of_the_query_is_selected(box):
    box.set_text("\U0001f30a flood (")
    box.select_place(8, 9)
    assert line_of(box).selectedText() == "("
    assert line_of(box).hasFocus()
    box.select_place(2, 99)
    assert line_of(box).selectedText() == "flood ("


def test_typing_asks_once_after_a_pause(box, qtbot):
    with qtbot.waitSignal(box.search_wanted) as asked:
        qtbot.keyClicks(line_of(box), "bau cu")
    assert asked.args == ["bau cu"]
    assert box.asked == ["bau cu"]


def test_enter_asks_at_once_and_again(box, qtbot):
    qtbot.keyClicks(line_of(box), "word")
    qtbot.keyClick(line_of(box), Qt.Key.Key_Return)
    qtbot.keyClick(line_of(box), Qt.Key.Key_Return)
    assert box.asked == ["word", "word"]


def test_the_pause_after_enter_asks_nothing_more(box, qtbot):
    qtbot.keyClicks(line_of(box), "word")
    qtbot.keyClick(line_of(box), Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(box.search_wanted, wait=250):
        pass


def test_a_text_set_from_outside_is_not_searched(box, qtbot):
    with qtbot.assertNotEmitted(box.search_wanted, wait=250):
        box.set_text("word")
    assert box.text == "word"


def test_back_to_the_same_text_within_the_pause_asks_nothing(box, qtbot):
    box.set_text("word")
    with qtbot.assertNotEmitted(box.search_wanted, wait=250):
        qtbot.keyClicks(line_of(box), "s")
        qtbot.keyClick(line_of(box), Qt.Key.Key_Backspace)


def test_escape_closes_the_list_first_then_empties_the_box(box, qtbot):
    box.set_history(["word one"])
    qtbot.keyClicks(line_of(box), "wor")
    assert list_of(box).texts == ["word one"]
    qtbot.keyClick(line_of(box), Qt.Key.Key_Escape)
    assert not list_of(box).isVisible()
    assert box.text == "wor"
    qtbot.keyClick(line_of(box), Qt.Key.Key_Escape)
    assert box.text == ""
    assert box.asked[-1] == ""


def test_history_is_found_without_marks(box, qtbot):
    box.set_history(["bầu cử quốc hội", "họp", "bầu cử"])
    qtbot.keyClicks(line_of(box), "bau cu")
    assert list_of(box).texts == ["bầu cử quốc hội", "bầu cử"]


def test_the_arrows_walk_the_list_and_come_back_to_what_was_typed(box, qtbot):
    box.set_history(["word one", "word two"])
    line = line_of(box)
    qtbot.keyClicks(line, "word")
    seen = []
    for _number in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Down)
        seen.append(line.text())
    assert seen == ["word one", "word two", "word"]
    qtbot.keyClick(line, Qt.Key.Key_Up)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert box.asked == ["word two"]
    assert not list_of(box).isVisible()


def test_alt_down_opens_the_whole_history_whatever_is_typed(box, qtbot):
    box.set_history([f"query {number}" for number in range(20)])
    box.set_text("other")
    qtbot.keyClick(line_of(box), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert len(list_of(box).texts) == 20
    assert list_of(box).geometry().bottom() <= box.window().height()
    qtbot.keyClick(line_of(box), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert not list_of(box).isVisible()


def test_down_leaves_for_the_results_when_no_list_is_open(box, qtbot):
    with qtbot.waitSignal(box.results_wanted):
        qtbot.keyClick(line_of(box), Qt.Key.Key_Down)


def test_a_click_in_the_list_searches(box, qtbot):
    box.set_history(["word one", "word two"])
    box.open_history()
    suggestions = list_of(box)
    place = suggestions.visualItemRect(suggestions.item(1)).center()
    qtbot.mouseClick(suggestions.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert box.asked == ["word two"]
    assert box.text == "word two"


def test_completions_are_asked_for_and_shown_below_the_history(box, qtbot):
    box.set_history(["election law"])
    with qtbot.waitSignal(box.complete_wanted) as wanted:
        qtbot.keyClicks(line_of(box), "el")
    assert wanted.args == ["el"]
    box.set_completions(["election law", "election results"])
    assert list_of(box).texts == ["election law", "election results"]


def test_completions_that_come_too_late_are_dropped(box, qtbot):
    qtbot.keyClicks(line_of(box), "el")
    qtbot.keyClick(line_of(box), Qt.Key.Key_Return)
    box.set_completions(["election"])
    assert not list_of(box).isVisible()


def test_leaving_the_box_closes_the_list(box, qtbot):
    box.set_history(["word"])
    box.open_history()
    assert list_of(box).isVisible()
    box.findChild(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly).setFocus()
    assert not list_of(box).isVisible()


def test_the_question_mark_asks_for_help(box, qtbot):
    help_button = box.findChild(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    with qtbot.waitSignal(box.help_wanted):
        qtbot.mouseClick(help_button, Qt.MouseButton.LeftButton)
    assert help_button.accessibleName()


def test_another_language_changes_its_texts(box, qtbot):
    before = line_of(box).placeholderText()
    set_language("vi")
    box.retranslate()
    assert line_of(box).placeholderText() != before
    assert line_of(box).accessibleName() == line_of(box).placeholderText()
