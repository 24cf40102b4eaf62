"""The list whose rows have one height: geometry, keys, selection, painting."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QStyle

from reader.ui.results.uniform_list import UniformList

ROWS = 100_000
Hint = QAbstractItemView.ScrollHint


@pytest.fixture
def view(qtbot):
    view = UniformList()
    qtbot.addWidget(view)
    view.setModel(QStringListModel([f"row {number}" for number in range(ROWS)], view))
    view.resize(200, 300)
    view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


def index(view, row):
    return view.model().index(row, 0)


@pytest.mark.parametrize("row", [0, 1, 77_777, ROWS - 1])
def test_the_row_at_the_place_of_a_row_is_that_row(view, row):
    view.scrollTo(index(view, row))
    place = view.visualRect(index(view, row))
    assert view.viewport().rect().contains(place)
    for y in (place.top(), place.bottom()):
        assert view.indexAt(QPoint(5, y)).row() == row


def test_there_is_nothing_below_the_last_row(view):
    view.model().setStringList(["one", "two"])
    view.doItemsLayout()
    assert not view.indexAt(QPoint(5, 2 * view.row_height)).isValid()
    assert view.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    ("hint", "edge"),
    [(Hint.PositionAtTop, "top"), (Hint.PositionAtBottom, "bottom"), (Hint.EnsureVisible, "bottom")],
)
def test_scrolling_to_a_row(view, hint, edge):
    view.scrollTo(index(view, 500), hint)
    place = view.visualRect(index(view, 500))
    room = view.viewport().rect()
    assert place.top() == 0 if edge == "top" else place.bottom() == room.bottom()


def test_a_row_in_view_is_not_scrolled(view):
    view.verticalScrollBar().setValue(1000)
    seen = view.indexAt(QPoint(5, 100))
    view.scrollTo(seen)
    assert view.verticalScrollBar().value() == 1000


def test_keys_move_by_row_by_page_and_to_the_ends(view, qtbot):
    page = view.viewport().height() // view.row_height
    seen = []
    keys = (
        Qt.Key.Key_Down,
        Qt.Key.Key_Down,
        Qt.Key.Key_PageDown,
        Qt.Key.Key_Up,
        Qt.Key.Key_End,
        Qt.Key.Key_Down,
    )
    for key in (*keys, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
        seen.append(view.currentIndex().row())
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
        assert [chosen.row() for chosen in view.selectedIndexes()] == [seen[-1]]
    assert seen == [1, 2, 2 + page, 1 + page, ROWS - 1, ROWS - 1, ROWS - 1 - page, 0, 0]


def test_a_click_selects_the_row_under_it(view, qtbot):
    view.scrollTo(index(view, 600))
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index(view, 598)).center()
    )
    assert [chosen.row() for chosen in view.selectedIndexes()] == [598]


def test_rows_that_come_later_lengthen_the_bar(view):
    before = view.verticalScrollBar().maximum()
    view.model().insertRows(ROWS, 10)
    view.executeDelayedItemsLayout()
    assert view.verticalScrollBar().maximum() == before + 10 * view.row_height


def test_the_row_under_the_pointer_is_shown_so(view, qtbot):
    hovered = []

    class Noting(type(view.itemDelegate())):
        def paint(self, painter, option, index):
            if option.state & QStyle.StateFlag.State_MouseOver:
                hovered.append(index.row())

    view.setItemDelegate(Noting(view))
    qtbot.mouseMove(view.viewport(), view.visualRect(index(view, 3)).center())
    qtbot.waitUntil(lambda: hovered != [])
    assert set(hovered) == {3}


def test_only_what_is_seen_is_painted(view):
    painted = []
    delegate = view.itemDelegate()

    class Counting(type(delegate)):
        def paint(self, painter, option, index):
            painted.append(index.row())

    view.setItemDelegate(Counting(view))
    view.scrollTo(index(view, 50_000), Hint.PositionAtTop)
    painted.clear()
    view.grab()
    assert min(painted) == 50_000
    assert len(set(painted)) <= view.viewport().height() // view.row_height + 2


def test_an_empty_list(view, qtbot):
    view.model().setStringList([])
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert not view.grab().isNull()
    assert not view.indexAt(QPoint(5, 5)).isValid()


def test_a_screen_reader_sees_a_list(view):
    told = QAccessible.queryAccessibleInterface(view)
    assert told.role() == QAccessible.Role.List
    assert told.childCount() == ROWS
    assert told.child(5).text(QAccessible.Text.Name) == "row 5"
    assert told.child(5).rect().height() == view.row_height
