"""The timeline in the window: queries compared over time, periods that filter, pictures and tables."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from reader.ui.pages.history import Place
from reader.ui.pages.timeline_page import TimelinePage

KEY = Qt.Key


@pytest.fixture
def articles(samples):
    days = ["2001-03-04", "2003-05-06", "2003-07-08", "2010-01-02", None]
    titles = ["The flood", "The flood", "A bridge", "The flood again", "The flood undated"]
    return [
        samples.article(id=f"{number}" * 16, title=title, date=day, url=f"http://town.example/{number}")
        for number, (day, title) in enumerate(zip(days, titles, strict=True), 1)
    ]


def ask(qtbot, window, query):
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        window.search.search(query)


def opened(qtbot, window, query="flood"):
    ask(qtbot, window, query)
    window.commands["timeline"].trigger()
    page = window.tabs.current.page
    assert isinstance(page, TimelinePage)
    qtbot.waitUntil(lambda: page.timeline is not None, timeout=5000)
    return page


def compare(qtbot, page, *queries):
    for box, query in zip(page._boxes[1:], queries, strict=False):
        box.setText(query)
    page._boxes[1].returnPressed.emit()
    wanted = len(queries) + 1
    qtbot.waitUntil(lambda: len(page.timeline.series) == wanted, timeout=5000)


def told(page):
    return page._notes.text()


def test_the_years_of_a_search(qtbot, window):
    page = opened(qtbot, window)
    assert window.tabs.current.title == "Timeline: flood"
    assert page.view.plot.periods == tuple(str(year) for year in range(2001, 2011))
    assert page.view.plot.counts == [{"2001": 1, "2003": 1, "2010": 1}]
    assert "1 article without a date is left out." in told(page)


def test_few_years_are_shown_by_month_unless_years_were_asked_for(qtbot, window):
    page = opened(qtbot, window, "bridge")
    assert page.timeline.by == "month"
    assert page.view.plot.periods == ("2003-07",)
    page._by.setCurrentIndex(page._by.findData("year"))
    page._by.activated.emit(0)
    qtbot.waitUntil(lambda: page.timeline.by == "year", timeout=5000)


def test_queries_are_compared_as_counts_or_shares(qtbot, window):
    page = opened(qtbot, window)
    compare(qtbot, page, "bridge")
    assert window.tabs.current.title == "Timeline: flood, bridge"
    assert page.view.plot.values[1][2] == 1
    page._shares.click()
    assert page.view.plot.values[0][2] == 50
    assert page.view.plot.told(0, 2) == "50% (1)"
    assert "flood 1" in told(page)


def test_a_click_on_a_period_filters_the_search_of_the_line_that_is_nearest(qtbot, window):
    page = opened(qtbot, window)
    compare(qtbot, page, "again")
    plot = page.view.plot
    place = QPoint(round(plot.x(2)), round(plot.y(1)))
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=place)
    request = window.search.request
    assert (request.query, request.date_from, request.date_to) == ("flood", "2003-01-01", "2003-12-31")
    assert window.tabs.current.page is page


def test_the_keyboard_reads_values_and_picks_a_range(qtbot, window):
    page = opened(qtbot, window)
    page.focus_first()
    qtbot.keyClick(page.view, KEY.Key_End)
    assert page.view.accessibleDescription().startswith("2010. flood: 1. ")
    qtbot.keyClick(page.view, KEY.Key_Home)
    qtbot.keyClick(page.view, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.view, KEY.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        qtbot.keyClick(page.view, KEY.Key_Return)
    assert (window.search.request.date_from, window.search.request.date_to) == ("2001-01-01", "2003-12-31")


def test_filters_of_the_search_hold_for_the_timeline_and_for_what_it_searches(qtbot, window, fake):
    window.search._set_filters({"site": ("town.example",)})
    page = opened(qtbot, window)
    assert fake.calls[-1][2].site == ("town.example",)
    assert page._facts.text() == "Site: town.example"
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        page.view.period_chosen.emit(0, "2003", "2003")
    assert window.search.request.site == ("town.example",)


def test_lines_are_told_apart_without_colour(qtbot, window):
    page = opened(qtbot, window)
    compare(qtbot, page, "bridge", "again", "undated")
    pictures = {
        sign.pixmap().toImage().convertToFormat(QImage.Format.Format_Mono).constBits().tobytes()
        for sign in page._signs
    }
    assert len(pictures) == 4


def test_it_is_drawn_in_any_size_and_without_anything(qtbot, window):
    page = opened(qtbot, window)
    for width, height in ((1, 1), (60, 40), (300, 200), (2000, 400)):
        page.view.setMinimumSize(0, 0)
        page.view.resize(width, height)
        assert not page.view.grab().isNull()
    page._boxes[0].setText("nothing like this")
    page._boxes[0].returnPressed.emit()
    qtbot.waitUntil(lambda: page.timeline.series[0].total == 0, timeout=5000)
    assert "No article was found" in told(page)
    assert not window.commands["export"].isEnabled()
    qtbot.keyClick(page.view, KEY.Key_Right)
    assert not page.view.grab().isNull()


@pytest.mark.parametrize(
    ("ending", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbfper")]
)
def test_it_is_saved_as_a_picture_or_a_table(qtbot, window, tmp_path, ending, begins):
    opened(qtbot, window)
    window.commands["export"].trigger()
    dialog = window.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    target = tmp_path / f"t.{ending}"
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    qtbot.waitUntil(target.exists, timeout=5000)
    assert target.read_bytes().startswith(begins)


def test_a_session_brings_queries_and_measure_back(qtbot, window):
    page = opened(qtbot, window)
    compare(qtbot, page, "bridge")
    page._shares.click()
    stored = [place.as_json() for place in window.tabs.places]
    window.tabs.restore([Place.from_json(each) for each in stored], 0)
    page = window.tabs.current.page
    qtbot.waitUntil(lambda: page.timeline is not None, timeout=5000)
    assert page.queries == ["flood", "bridge"]
    assert page._shares.isChecked()
