"""The captures of a page: calendar and table, what is chosen in them, and what is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from reader.model import Capture
from reader.translation import set_language
from reader.ui.pages.capture_calendar import CaptureCalendar
from reader.ui.pages.captures_model import CaptureRow, CapturesFound
from reader.ui.pages.captures_page import CapturesPage
from reader.ui.pages.history import Place

TIMES = ("2019-05-02T10:00:00Z", "2021-02-01T10:00:00Z", "2021-02-20T10:00:00Z", "2021-11-05T10:00:00Z", None)


def capture(number):
    return Capture(f"{number:016x}", TIMES[number], "record", f"/archive/{number}.warc", "7", "", number == 1)


FOUND = CapturesFound(
    f"{2:016x}",
    "http://town.example/news/1",
    tuple(CaptureRow(capture(number), "warc", f"Title {number}") for number in range(5)),
)


@pytest.fixture
def calendar(qtbot):
    calendar = CaptureCalendar()
    qtbot.addWidget(calendar)
    calendar.resize(500, 150)
    calendar.show()
    calendar.show_captures([(capture(n).id, TIMES[n]) for n in range(5)], f"{2:016x}")
    calendar.pointed, calendar.wanted = [], []
    calendar.chosen.connect(calendar.pointed.append)
    calendar.opened.connect(calendar.wanted.append)
    return calendar


@pytest.fixture
def page(qtbot):
    page = CapturesPage()
    qtbot.addWidget(page)
    page.resize(700, 600)
    page.show()
    page.show_place(Place("captures", FOUND.article), FOUND)
    yield page
    set_language("en")


def cells(page, column):
    model = page.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def choose(page, *rows):
    page._choose([page.table.model().rows[row].capture.id for row in rows])


# ---- calendar


def test_months_with_captures_are_walked_by_keys(qtbot, calendar):
    assert calendar.months == [(2019, 5), (2021, 2), (2021, 11)]
    assert "2 captures: 1 February 2021, 20 February 2021" in calendar.accessibleDescription()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home):
        qtbot.keyClick(calendar, key)
    first, second, third = [[f"{0:016x}"], [f"{1:016x}", f"{2:016x}"], [f"{3:016x}"]]
    assert calendar.pointed == [third, third, first, second, first]
    qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert calendar.wanted == [f"{0:016x}"]


def test_a_month_is_pointed_out_and_opened_with_the_mouse(qtbot, calendar):
    cell = calendar._cell((2021, 11)).center().toPoint()
    qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseDClick(calendar, Qt.MouseButton.LeftButton, pos=cell)
    qtbot.mouseClick(calendar, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert calendar.pointed[0] == [f"{3:016x}"]
    assert calendar.wanted == [f"{3:016x}"]


def test_a_calendar_of_nothing_can_be_drawn(qtbot, calendar):
    calendar.show_captures([("a", None), ("b", "no time")], "a")
    calendar.grab()
    qtbot.keyClick(calendar, Qt.Key.Key_Right)
    assert calendar.months == []


def test_long_spans_leave_empty_years_out(calendar):
    calendar.show_captures([("a", "1998-01-01T00:00:00Z"), ("b", "2024-01-01T00:00:00Z")], "a")
    assert calendar._years == [1998, 2024]


# ---- page


def test_the_newest_capture_stands_first_and_says_whether_its_text_differs(page):
    assert page.title == "Captures: Title 2"
    assert cells(page, 0)[1:3] == ["5 November 2021 10:00 UTC", "20 February 2021 10:00 UTC"]
    assert cells(page, 0)[0] == "not known"
    assert cells(page, 1) == ["≠ different", "≠ different", "▸ this capture", "= the same", "≠ different"]
    assert cells(page, 3)[1] == "3.warc · 7"
    file = page.table.model().index(1, 3)
    assert file.data(Qt.ItemDataRole.ToolTipRole) == "/archive/3.warc · 7"
    assert [row.capture.id for row in page.chosen] == [FOUND.article]


def test_the_chosen_is_compared_with_the_one_from_which_one_came(qtbot, page):
    assert not page.buttons["compare"].isEnabled()
    choose(page, 1)
    with qtbot.waitSignal(page.compare_wanted) as asked:
        page.buttons["compare"].click()
    assert asked.args == [f"{2:016x}", f"{3:016x}"]
    choose(page, 1, 4)
    with qtbot.waitSignal(page.compare_wanted) as asked:
        page.buttons["compare"].click()
    assert asked.args == [f"{0:016x}", f"{3:016x}"]
    choose(page, 0, 1, 2)
    assert not page.buttons["compare"].isEnabled()


def test_one_capture_is_opened_kept_to_and_found_on_the_disk(qtbot, page):
    choose(page, 4)
    for name, signal, args in (
        ("open", page.article_chosen, [f"{0:016x}", False]),
        ("keep", page.day_wanted, ["2019-05-02"]),
        ("folder", page.folder_wanted, ["/archive/0.warc"]),
    ):
        with qtbot.waitSignal(signal) as asked:
            page.buttons[name].click()
        assert asked.args == args
    page.buttons["copy"].click()
    assert QGuiApplication.clipboard().text() == "/archive/0.warc"
    choose(page, 0)
    assert not page.buttons["keep"].isEnabled()


def test_the_calendar_chooses_in_the_table(qtbot, page):
    page.calendar.setFocus()
    qtbot.keyClick(page.calendar, Qt.Key.Key_Home)
    assert [row.capture.id for row in page.chosen] == [f"{0:016x}"]
    assert page.state == f"{0:016x}"


def test_it_speaks_vietnamese(page):
    set_language("vi")
    page.retranslate()
    assert cells(page, 1)[2] == "▸ bản này"
