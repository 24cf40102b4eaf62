"""Filters: counts, chips, the bars over the years and the range of days."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QToolButton

from reader.model import FacetValue, SearchRequest
from reader.translation import set_language
from reader.ui.results.date_range import DateRangeButton
from reader.ui.results.facet_button import FacetButton
from reader.ui.results.filters import Filters, date_words
from reader.ui.results.histogram import Histogram


def values(**counts):
    return tuple(FacetValue(name.lstrip("_"), count) for name, count in counts.items())


FACETS = {
    "site": (FacetValue("town.example", 5), FacetValue("city.example", 3)),
    "year": values(_2019=2, _2021=4, _2022=1),
    "section": (FacetValue("News", 4),),
    "source": (),
}


@pytest.fixture
def filters(qtbot):
    panel = Filters()
    qtbot.addWidget(panel)
    panel.resize(320, 240)
    panel.show()
    panel.told = []
    panel.filters_changed.connect(panel.told.append)
    return panel


def chips(panel):
    return [
        button.toolTip()
        for button in panel.findChildren(QToolButton)
        if button.isVisible() and button.toolTip().startswith("Remove")
    ]


def facet(panel, name):
    return next(button for button in panel.findChildren(FacetButton) if button.text().startswith(name))


def opened_list(button, qtbot):
    button.click()
    menu = next(child for child in button.children() if child.inherits("QMenu"))
    qtbot.waitUntil(menu.isVisible)
    return menu.findChild(QListWidget), menu


# ---- facets and chips


def test_only_facets_that_divide_the_result_have_a_button(filters):
    filters.show_facets(FACETS | {"language": (FacetValue("vi", 8),)}, SearchRequest("word"), 8)
    shown = {button.text().split()[0] for button in filters.findChildren(FacetButton) if button.isVisible()}
    assert shown == {"Site", "Section"}
    assert filters.told == []


def test_a_value_is_chosen_with_its_count_in_view(filters, qtbot):
    filters.show_facets(FACETS, SearchRequest("word"))
    listed, menu = opened_list(facet(filters, "Site"), qtbot)
    assert [listed.item(row).text() for row in range(2)] == ["town.example  (5)", "city.example  (3)"]
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert filters.told == [{"site": ("city.example",)}]
    assert not menu.isVisible()
    assert len(chips(filters)) == 1


def test_the_chosen_value_is_ticked_and_choosing_it_again_drops_it(filters, qtbot):
    filters.show_facets(FACETS, SearchRequest("word", site="city.example"))
    listed, _menu = opened_list(facet(filters, "Site"), qtbot)
    assert listed.currentItem().text().startswith("city.example")
    assert listed.currentItem().checkState() == Qt.CheckState.Checked
    qtbot.keyClick(listed, Qt.Key.Key_Return)
    assert filters.told == [{}]


def test_ticks_choose_several_and_leave_the_list_open(filters, qtbot):
    filters.show_facets(FACETS, SearchRequest("word"))
    listed, menu = opened_list(facet(filters, "Site"), qtbot)
    qtbot.keyClick(listed, Qt.Key.Key_Space)
    filters.show_facets(FACETS, SearchRequest("word", site=("town.example",)))
    qtbot.keyClick(listed, Qt.Key.Key_Down)
    qtbot.keyClick(listed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert menu.isVisible()
    assert filters.told == [{"site": ("town.example",)}, {"site": ("town.example", "city.example")}]
    assert len(chips(filters)) == 3


def test_a_click_on_a_row_chooses_and_closes(filters, qtbot):
    filters.show_facets(FACETS, SearchRequest("word"))
    listed, menu = opened_list(facet(filters, "Site"), qtbot)
    place = listed.visualItemRect(listed.item(1)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert filters.told == [{"site": ("city.example",)}]
    assert not menu.isVisible()


def test_languages_and_formats_have_names(filters, qtbot):
    values = {
        "language": (FacetValue("vi", 3), FacetValue("xx-unknown", 1)),
        "format": (FacetValue("warc", 2),),
    }
    filters.show_facets(values, SearchRequest("word", format="html"), 4)
    listed, _menu = opened_list(facet(filters, "Language"), qtbot)
    assert [listed.item(row).text() for row in range(2)] == ["Vietnamese  (3)", "xx-unknown  (1)"]
    assert chips(filters) == ["Remove the filter “Format: web pages (HTML)”"]
    listed, _menu = opened_list(facet(filters, "Format"), qtbot)
    assert [listed.item(row).text() for row in range(2)] == ["WARC  (2)", "web pages (HTML)  (0)"]


def test_a_long_list_can_be_narrowed_without_marks(filters, qtbot):
    many = tuple(FacetValue(f"Tin tức {number}", 1) for number in range(20))
    filters.show_facets({"section": (*many, FacetValue("Bầu cử", 1))}, SearchRequest("word"))
    listed, menu = opened_list(facet(filters, "Section"), qtbot)
    box = menu.findChild(QLineEdit)
    qtbot.keyClicks(box, "bau cu")
    assert [listed.item(row).text() for row in range(21) if not listed.item(row).isHidden()] == [
        "Bầu cử  (1)"
    ]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert filters.told == [{"section": ("Bầu cử",)}]


def test_a_short_list_has_no_box(filters, qtbot):
    filters.show_facets(FACETS, SearchRequest("word"))
    _listed, menu = opened_list(facet(filters, "Site"), qtbot)
    assert not menu.findChild(QLineEdit).isVisible()


def test_chips_remove_their_filter(filters):
    request = SearchRequest("word", site="town.example", date_from="2021-01-01", date_to="2021-12-31")
    filters.show_facets(FACETS, request)
    assert chips(filters) == [
        "Remove the filter “Site: town.example”",
        "Remove the filter “2021”",
        "Remove all filters",
    ]
    chip = next(button for button in filters.findChildren(QToolButton) if button.text() == "2021")
    chip.click()
    assert filters.told == [{"site": ("town.example",)}]
    assert chips(filters) == ["Remove the filter “Site: town.example”"]


def test_clearing_tells_once_and_not_at_all_without_filters(filters):
    filters.show_facets(FACETS, SearchRequest("word", site="town.example"))
    filters.clear()
    filters.clear()
    assert filters.told == [{}]
    assert chips(filters) == []


def test_a_filter_that_nothing_matches_still_has_its_chip(filters):
    filters.show_facets({}, SearchRequest("word", source="paper.example"))
    assert chips(filters) == ["Remove the filter “Source: paper.example”"]


MONTHS = {
    "year": values(_2019=2, _2021=4, _2024=1),
    "month": tuple(FacetValue(m, 2) for m in ("2021-03", "2019-11")),
}


def test_many_years_are_bars_and_the_others_stay_to_be_picked(filters):
    bars = filters.findChild(Histogram)
    filters.show_facets(MONTHS, SearchRequest("word"))
    assert bars.periods == ("2019", "2020", "2021", "2022", "2023", "2024")
    filters.show_facets(MONTHS, SearchRequest("word", date_from="2019-01-01", date_to="2023-12-31"))
    assert len(bars.periods) == 6
    assert bars.picked == ("2019", "2023")
    filters.show_facets(MONTHS, SearchRequest("word", date_from="2022-01-01"))
    assert bars.periods[-1] in ("2024", "2024-12")


def test_few_years_are_shown_by_month(filters):
    bars = filters.findChild(Histogram)
    year = SearchRequest("word", date_from="2021-01-01", date_to="2021-12-31")
    filters.show_facets(MONTHS, year)
    assert (bars.periods[0], bars.periods[-1], len(bars.periods)) == ("2021-01", "2021-12", 12)
    assert bars.picked == ("2021-01", "2021-12")
    bars.range_chosen.emit("2021-02", "2021-03")
    assert filters.told == [{"date_from": ("2021-02-01",), "date_to": ("2021-03-31",)}]
    assert chips(filters) == ["Remove the filter “February 2021 – March 2021”"]
    short = {
        "year": values(_2020=2, _2021=4),
        "month": tuple(FacetValue(m, 1) for m in ("2021-01", "2020-11")),
    }
    filters.show_facets(short, SearchRequest("word"))
    assert bars.periods == ("2020-11", "2020-12", "2021-01")


def test_facets_that_were_not_counted_leave_what_is_shown(filters):
    filters.show_facets(FACETS, SearchRequest("word"))
    filters.show_facets(None, SearchRequest("word"))
    assert filters.findChild(Histogram).isVisible()


# ---- bars


@pytest.fixture
def bars(qtbot):
    bars = Histogram()
    qtbot.addWidget(bars)
    bars.resize(206, bars.sizeHint().height())
    bars.show_counts({"2000": 1, "2002": 10, "2004": 3}, None)
    bars.show()
    return bars


def at(bars, period):
    return bars._column(period).center().toPoint()


def test_a_click_picks_a_year_and_a_drag_a_range(bars, qtbot):
    with qtbot.waitSignal(bars.range_chosen) as chosen:
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=at(bars, "2002"))
    assert chosen.args == ["2002", "2002"]
    with qtbot.waitSignal(bars.range_chosen) as chosen:
        qtbot.mousePress(bars, Qt.MouseButton.LeftButton, pos=at(bars, "2004"))
        qtbot.mouseMove(bars, at(bars, "2003"))
        qtbot.mouseMove(bars, at(bars, "2001"))
        assert bars.picked == ("2001", "2004")
        qtbot.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=at(bars, "2001"))
    assert chosen.args == ["2001", "2004"]


def test_a_drag_beyond_the_bars_ends_at_the_first_or_last_year(bars, qtbot):
    with qtbot.waitSignal(bars.range_chosen) as chosen:
        qtbot.mousePress(bars, Qt.MouseButton.LeftButton, pos=at(bars, "2001"))
        qtbot.mouseMove(bars, QPoint(-50, 5))
        qtbot.mouseRelease(bars, Qt.MouseButton.LeftButton, pos=QPoint(-50, 5))
    assert chosen.args == ["2000", "2001"]


def test_a_click_on_the_only_picked_year_shows_all_again(bars, qtbot):
    bars.show_counts({"2000": 1, "2002": 10}, ("2002", "2002"))
    with qtbot.waitSignal(bars.range_cleared):
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=at(bars, "2002"))


def test_the_keyboard_picks_a_range(bars, qtbot):
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(bars, Qt.Key.Key_End)
    assert "2004 · 3 articles" in bars.accessibleDescription()
    qtbot.keyClick(bars, Qt.Key.Key_Left, shift)
    qtbot.keyClick(bars, Qt.Key.Key_Left, shift)
    assert bars.picked == ("2002", "2004")
    with qtbot.waitSignal(bars.range_chosen) as chosen:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert chosen.args == ["2002", "2004"]


def test_escape_gives_up_a_range_and_delete_drops_the_one_in_force(bars, qtbot):
    bars.show_counts({"2000": 1, "2002": 10}, ("2001", "2002"))
    qtbot.keyClick(bars, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert bars.picked == ("2000", "2000")
    qtbot.keyClick(bars, Qt.Key.Key_Escape)
    assert bars.picked == ("2001", "2002")
    with qtbot.waitSignal(bars.range_cleared):
        qtbot.keyClick(bars, Qt.Key.Key_Delete)


def test_a_picked_range_can_be_told_without_colour(bars):
    plain = bars.grab().toImage()
    bars.show_counts({"2000": 1, "2002": 10, "2004": 3}, ("2000", "2004"))
    picked = bars.grab().toImage()
    assert plain.convertToFormat(plain.Format.Format_Mono) != picked.convertToFormat(
        picked.Format.Format_Mono
    )


def test_no_articles_no_bars(bars, qtbot):
    bars.show_counts({}, None)
    with qtbot.assertNotEmitted(bars.range_chosen):
        qtbot.keyClick(bars, Qt.Key.Key_Right)
        qtbot.mouseClick(bars, Qt.MouseButton.LeftButton)
    assert not bars.grab().isNull()


# ---- days


@pytest.fixture
def dates(qtbot):
    button = DateRangeButton()
    qtbot.addWidget(button)
    button.show()
    button.click()
    button.boxes = button.findChildren(QLineEdit)
    return button


def test_years_months_and_days_are_understood(dates, qtbot):
    first, last = dates.boxes
    first.setText("05/2021")
    last.setText("2022")
    with qtbot.waitSignal(dates.range_chosen) as chosen:
        qtbot.keyClick(last, Qt.Key.Key_Return)
    assert chosen.args == ["2021-05-01", "2022-12-31"]


def test_an_open_end(dates, qtbot):
    dates.boxes[0].setText("23/05/2021")
    with qtbot.waitSignal(dates.range_chosen) as chosen:
        qtbot.keyClick(dates.boxes[0], Qt.Key.Key_Return)
    assert chosen.args == ["2021-05-23", ""]


@pytest.mark.parametrize(("first", "last", "word"), [("soon", "", "soon"), ("2022", "2021", "after")])
def test_what_is_no_range_is_told_and_kept(dates, qtbot, first, last, word):
    dates.boxes[0].setText(first)
    dates.boxes[1].setText(last)
    with qtbot.assertNotEmitted(dates.range_chosen):
        qtbot.keyClick(dates.boxes[1], Qt.Key.Key_Return)
    assert any(word in label.text() for label in dates.findChildren(QLabel))
    qtbot.keyClicks(dates.boxes[0], "1")
    assert not any(word in label.text() for label in dates.findChildren(QLabel))


def test_all_dates_again(dates, qtbot):
    dates.show_range("2021-01-01", "2021-12-31")
    assert dates.boxes[0].text() == "2021-01-01"
    with qtbot.waitSignal(dates.range_chosen) as chosen:
        next(button for button in dates.findChildren(QPushButton) if button.text() == "All dates").click()
    assert chosen.args == ["", ""]


def test_days_stand_in_the_boxes_as_the_language_writes_them(dates, qtbot):
    set_language("vi")
    dates.show_range("2021-01-01", "2021-12-31")
    assert [box.text() for box in dates.boxes] == ["01/01/2021", "31/12/2021"]
    with qtbot.waitSignal(dates.range_chosen) as chosen:
        qtbot.keyClick(dates.boxes[0], Qt.Key.Key_Return)
    assert chosen.args == ["2021-01-01", "2021-12-31"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("", "", ""),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2019-01-01", "2021-12-31", "2019 – 2021"),
        ("2021-05-23", "2021-05-23", "23 May 2021"),
        ("2021-05-01", "2021-05-31", "May 2021"),
        ("2020-02-01", "2021-05-31", "February 2020 – May 2021"),
        ("2021-05-01", "2021-05-23", "1 May 2021 – 23 May 2021"),
        ("2021-05-01", "", "from 1 May 2021"),
        ("", "2021-05-01", "until 1 May 2021"),
    ],
)
def test_a_range_in_words(first, last, words):
    assert date_words(first, last) == words


def test_another_language(filters):
    filters.show_facets(FACETS, SearchRequest("word", site="town.example"))
    before = facet(filters, "Site").text(), chips(filters)
    set_language("vi")
    filters.retranslate()
    assert before[0] not in {button.text() for button in filters.findChildren(FacetButton)}
    assert chips(filters) != before[1]


def test_every_control_has_a_name(filters):
    filters.show_facets(FACETS, SearchRequest("word", site="town.example"))
    for widget in (*filters.findChildren(QToolButton), filters.findChild(Histogram)):
        if widget.isVisible():
            assert widget.accessibleName() or widget.text()
