"""The list of results: what it shows of an answer, how it pages, and how it is used."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton, QStyleOptionViewItem

from reader.errors import UnusableError
from reader.model import QueryProblem, SearchRequest
from reader.translation import set_language
from reader.ui.results.elided_button import ElidedButton
from reader.ui.results.result_list import ResultList
from reader.ui.results.result_model import ROW_ROLE

REQUEST = SearchRequest("word", limit=20)


@pytest.fixture
def panel(qtbot):
    panel = ResultList()
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def told(panel):
    """All visible texts of the panel's labels."""
    return " | ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())


def offered(panel):
    return [button.whole_text for button in panel.findChildren(ElidedButton) if button.isVisible()]


def middle(view, row):
    return view.visualRect(view.model().index(row, 0)).center()


# ---- what it shows


def test_the_head_tells_number_and_time(panel, samples):
    panel.show_result(samples.result(range(3), total=1204), REQUEST)
    assert "1,204 results · 6 ms" in told(panel)
    panel.show_result(samples.result([1]), REQUEST)
    assert "1 result ·" in told(panel)


def test_a_row_holds_title_place_day_source_and_marked_snippet(panel, samples):
    marked = "the <mark>hit</mark> &lt;here&gt;"
    hit = samples.hit(1, source="paper.example", snippet=marked, copies=("c1", "c2"))
    panel.show_result(replace(samples.result([]), total=1, hits=(hit,)), REQUEST)
    row = panel.view.model().index(0, 0).data(ROW_ROLE)
    assert row.title == "Article 1"
    assert row.facts == "town.example · 2 June 2021 · from paper.example"
    assert row.snippet == "the hit <here>"
    assert [row.snippet[start:end] for start, end in row.bold] == ["hit"]
    assert row.badge == "+2 copies ▸"


def test_a_screen_reader_is_told_all_of_a_row(panel, samples):
    panel.show_result(samples.result([7]), REQUEST)
    spoken = panel.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Article 7. town.example · 2 June 2021. before hit after"


def test_an_article_without_title_day_or_site_has_a_row(panel, samples):
    bare = samples.hit(1, title=None, site=None, date=None, snippet="", url=None)
    panel.show_result(replace(samples.result([]), total=1, hits=(bare,)), REQUEST)
    assert panel.view.model().index(0, 0).data(ROW_ROLE).title == "(no title)"
    assert not panel.grab().isNull()


def test_all_rows_have_one_height_at_any_width(panel, samples):
    long = samples.hit(1, title="A title that takes more than a line " * 5)
    panel.show_result(
        replace(samples.result([]), total=2, hits=(long, samples.hit(2, title="Short"))), REQUEST
    )
    for width in (260, 320, 900):
        panel.resize(width, 600)
        heights = {panel.view.visualRect(panel.view.model().index(row, 0)).height() for row in (0, 1)}
        assert len(heights) == 1


def test_what_is_to_be_known_of_an_answer(panel, samples):
    problems = (QueryProblem("open-quote", 0, 1, '"'),)
    result = samples.result([1], relaxed="ranked", suggestion="<words>", undated=3, problems=problems)
    panel.show_result(result, REQUEST)
    notice = told(panel)
    assert "&lt;words&gt;" in notice
    assert "3 articles without a date" in notice
    assert len(notice.split("<br>")) == 4
    panel.show_result(samples.result([1]), REQUEST)
    assert "without a date" not in told(panel)


def test_the_suggestion_is_a_query_to_be_taken(panel, samples, qtbot):
    panel.show_result(samples.result([1], suggestion='"a & b"'), REQUEST)
    notice = next(label for label in panel.findChildren(QLabel) if "href" in label.text())
    notice.setFocus()
    with qtbot.waitSignal(panel.query_offered) as offer:
        QTest.keyClick(notice, Qt.Key.Key_Tab)
        QTest.keyClick(notice, Qt.Key.Key_Return)
    assert offer.args == ['"a & b"']


# ---- pages


def test_more_is_wanted_once_before_the_end_is_seen(panel, samples, qtbot):
    wanted = []
    panel.more_wanted.connect(lambda: wanted.append(panel.fetched))
    panel.show_result(samples.result(range(50), total=500), REQUEST)
    panel.view.scrollToBottom()
    panel.view.scrollToTop()
    panel.view.scrollToBottom()
    assert wanted == [50]
    panel.append(samples.result(range(50, 100), total=500))
    assert panel.view.model().rowCount() == 100
    panel.view.scrollToBottom()
    assert wanted == [50, 100]


def test_a_page_that_fills_less_than_the_view_asks_for_the_next_at_once(panel, samples, qtbot):
    with qtbot.waitSignal(panel.more_wanted):
        panel.show_result(samples.result(range(2), total=10), REQUEST)


def test_nothing_more_is_wanted_at_the_end_or_during_a_new_search(panel, samples):
    wanted = []
    panel.more_wanted.connect(lambda: wanted.append(1))
    panel.show_result(samples.result(range(3)), REQUEST)
    panel.view.scrollToBottom()
    assert wanted == []
    panel.show_busy()
    panel.show_result(samples.result(range(50), total=500), REQUEST)
    panel.show_busy()
    panel.view.scrollToBottom()
    assert wanted == []


def test_a_failed_page_leaves_the_list_and_is_asked_for_again(panel, samples, qtbot):
    panel.show_result(samples.result(range(50), total=500), REQUEST)
    panel.view.scrollToBottom()
    panel.show_error(UnusableError("index-damaged"))
    assert panel.view.isVisible()
    panel.view.scrollToTop()
    with qtbot.waitSignal(panel.more_wanted):
        panel.view.scrollToBottom()


def test_a_hundred_thousand_results_only_cost_what_is_seen(panel, samples, monkeypatch):
    panel.show_result(samples.result(range(1000), total=100_000), REQUEST)
    for start in range(1000, 100_000, 1000):
        panel.append(samples.result(range(start, start + 1000), total=100_000))
    assert panel.view.model().rowCount() == 100_000
    worked_out = []
    model = panel.view.model()
    plain = type(model)._row
    monkeypatch.setattr(type(model), "_row", lambda self, row: worked_out.append(row) or plain(self, row))
    panel.view.scrollToBottom()
    panel.grab()
    assert set(worked_out) <= set(range(99_900, 100_000))
    assert worked_out


# ---- states


def test_busy_shows_a_bar_only_when_it_lasts(panel, samples, qtbot):
    bar = panel.findChild(QProgressBar)
    panel.show_result(samples.result(range(3)), REQUEST)
    panel.show_busy()
    assert not bar.isVisible()
    assert panel.view.isVisible()
    qtbot.waitUntil(bar.isVisible)
    panel.show_result(samples.result(range(3)), REQUEST)
    assert not bar.isVisible()


def test_nothing_found_says_why_and_offers_other_queries(panel, samples, qtbot):
    request = replace(REQUEST, query="bầu cử xã", date_from="2021-01-01")
    panel.show_result(samples.result([], query="bầu cử xã", undated=2, suggestion="bầu cử"), request)
    assert "bầu cử xã" in told(panel)
    assert "2 articles" in told(panel)
    texts = offered(panel)
    assert texts[0] == "Clear filters"
    assert [text.split(": ")[1] for text in texts[1:-1]] == ["bầu cử", "bau cu xa", "bầu OR cử OR xã"]
    buttons = [button for button in panel.findChildren(ElidedButton) if button.isVisible()]
    with qtbot.waitSignal(panel.clear_filters_wanted):
        buttons[0].click()
    with qtbot.waitSignal(panel.query_offered) as offer:
        buttons[2].click()
    assert offer.args == ["bau cu xa"]
    with qtbot.waitSignal(panel.query_offered) as everything:
        buttons[-1].click()
    assert everything.args == [""]


def test_an_empty_library_offers_to_open_an_archive(panel, samples, qtbot):
    panel.show_result(samples.result([], query=""), SearchRequest())
    assert "empty" in told(panel)
    with qtbot.waitSignal(panel.open_wanted):
        next(button for button in panel.findChildren(QPushButton) if button.isVisible()).click()


def test_an_error_is_told_and_can_be_tried_again(panel, samples, qtbot):
    panel.show_result(samples.result(range(3)), REQUEST)
    panel.show_busy()
    panel.show_error(UnusableError("index-damaged"))
    assert not panel.view.isVisible()
    assert "search failed" in told(panel)
    assert "3 results" not in told(panel)
    with qtbot.waitSignal(panel.retry_wanted):
        next(button for button in panel.findChildren(QPushButton) if button.isVisible()).click()
    panel.show_result(samples.result(range(3)), REQUEST)
    assert panel.view.isVisible()


def test_the_keyboard_reaches_what_is_offered(panel, samples, qtbot):
    panel.activateWindow()
    panel.show_result(samples.result([], query="one two"), SearchRequest("one two"))
    panel.focus_list()
    first = next(button for button in panel.findChildren(ElidedButton) if button.isVisible())
    qtbot.waitUntil(first.hasFocus)


# ---- use


def test_click_ctrl_click_and_middle_click_open(panel, samples, qtbot):
    panel.show_result(samples.result(range(3)), REQUEST)
    opened = []
    panel.article_chosen.connect(lambda article, new_tab: opened.append((int(article, 16), new_tab)))
    viewport = panel.view.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=middle(panel.view, 1))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, control, pos=middle(panel.view, 2))
    qtbot.mouseClick(viewport, Qt.MouseButton.MiddleButton, pos=middle(panel.view, 0))
    qtbot.mouseClick(viewport, Qt.MouseButton.RightButton, pos=middle(panel.view, 0))
    assert opened == [(1, False), (2, True), (0, True)]


def test_a_press_that_is_released_elsewhere_opens_nothing(panel, samples, qtbot):
    panel.show_result(samples.result(range(3)), REQUEST)
    viewport = panel.view.viewport()
    with qtbot.assertNotEmitted(panel.article_chosen):
        qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=middle(panel.view, 0))
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(10, viewport.height() - 2))


def test_enter_j_and_k(panel, samples, qtbot):
    panel.show_result(samples.result(range(3)), REQUEST)
    opened = []
    panel.article_chosen.connect(lambda article, new_tab: opened.append((int(article, 16), new_tab)))
    panel.focus_list()
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    qtbot.keyClick(panel.view, Qt.Key.Key_J)
    qtbot.keyClick(panel.view, Qt.Key.Key_J)
    qtbot.keyClick(panel.view, Qt.Key.Key_J)
    qtbot.keyClick(panel.view, Qt.Key.Key_K)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [(0, False), (1, False), (2, False), (1, False), (1, True)]


def test_up_from_the_first_row_leaves_the_list(panel, samples, qtbot):
    panel.show_result(samples.result(range(3)), REQUEST)
    panel.focus_list()
    qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(panel.head_wanted):
        qtbot.keyClick(panel.view, Qt.Key.Key_Up)
    with qtbot.waitSignal(panel.head_wanted):
        qtbot.keyClick(panel.view, Qt.Key.Key_Up)


def test_the_article_on_show_is_marked_without_being_opened(panel, samples, qtbot):
    panel.show_result(samples.result(range(5)), REQUEST)
    with qtbot.assertNotEmitted(panel.article_chosen):
        panel.mark_open(f"{3:016x}")
    assert [index.row() for index in panel.view.selectedIndexes()] == [3]
    panel.mark_open("unknown")
    assert panel.view.selectedIndexes() == []


def test_without_words_the_order_is_told_to_be_by_date(panel, samples):
    panel.show_result(samples.result(range(3)), replace(REQUEST, query=" "))
    assert panel._sort.currentData() == "newest"
    panel.show_result(samples.result(range(3)), REQUEST)
    assert panel._sort.currentData() == "relevance"


def test_the_order_is_told_only_when_the_user_changes_it(panel, samples, qtbot):
    box = panel.findChild(QComboBox)
    with qtbot.assertNotEmitted(panel.sort_changed):
        panel.show_result(samples.result(range(3)), replace(REQUEST, sort="newest"))
    assert box.currentText() == "Newest first"
    box.setFocus()
    with qtbot.waitSignal(panel.sort_changed) as changed:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert changed.args == ["oldest"]


def test_the_menu_of_a_row(panel, samples, qtbot, qapp):
    panel.show_result(samples.result([4]), REQUEST)
    menu = panel.view.menu_for(panel.view.model().index(0, 0))
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["Open", "Open in new tab", "Marks", "Copy title", "Copy address"]
    with qtbot.waitSignal(panel.article_chosen) as chosen:
        actions["Open in new tab"].trigger()
    assert chosen.args == [f"{4:016x}", True]
    actions["Copy address"].trigger()
    assert qapp.clipboard().text() == "http://town.example/news/4"


def test_another_language_changes_rows_and_head(panel, samples):
    panel.show_result(samples.result(range(3)), REQUEST)
    before = told(panel), panel.view.model().index(0, 0).data(ROW_ROLE).date
    set_language("vi")
    panel.retranslate()
    after = told(panel), panel.view.model().index(0, 0).data(ROW_ROLE).date
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_every_control_has_a_name(panel, samples):
    panel.show_result(samples.result(range(3)), REQUEST)
    for widget in (panel.view, panel.findChild(QComboBox), panel.findChild(QProgressBar)):
        assert widget.accessibleName()


# ---- copies that are folded into a hit


@pytest.fixture
def folded(panel, samples):
    hit = samples.hit(1, copies=("c1", "c2"))
    panel.show_result(replace(samples.result([0, 2]), hits=(hit, samples.hit(2))), REQUEST)
    panel.copies = [samples.hit(8, id="c1"), samples.hit(9, id="c2", captured=None)]
    panel.asked = []
    panel.copies_wanted.connect(lambda hit: panel.asked.append(hit.id))
    return panel


def shown(panel):
    model = panel.view.model()
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(model.rowCount())]
    return [("  " if row.is_copy else "") + row.title for row in rows]


def test_copies_are_opened_and_folded_with_the_keyboard(folded, samples, qtbot):
    folded.view.go_to(0)
    qtbot.keyClick(folded.view, Qt.Key.Key_Right)
    assert folded.asked == [samples.hit(1).id]
    folded.show_copies(REQUEST, samples.hit(1).id, folded.copies)
    assert shown(folded) == ["Article 1", "  Article 8", "  Article 9", "Article 2"]
    assert folded.fetched == 2
    first, second = (folded.view.model().index(row, 0).data(ROW_ROLE) for row in (0, 1))
    assert first.badge == "+2 copies ▾"
    assert "saved 3 June 2021" in second.facts
    spoken = folded.view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Copy. Article 8")
    folded.view.go_to(2)
    qtbot.keyClick(folded.view, Qt.Key.Key_Left)
    assert folded.view.currentIndex().row() == 0
    qtbot.keyClick(folded.view, Qt.Key.Key_Left)
    assert shown(folded) == ["Article 1", "Article 2"]
    qtbot.keyClick(folded.view, Qt.Key.Key_Left)
    assert len(folded.asked) == 1


def test_a_click_on_the_badge_opens_copies_and_a_click_beside_it_the_article(folded, qtbot):
    opened = []
    folded.article_chosen.connect(lambda *told: opened.append(told))
    view, option = folded.view, QStyleOptionViewItem()
    view.initViewItemOption(option)
    index = view.model().index(0, 0)
    option.rect = view.visualRect(index)
    badge = view.itemDelegate().badge_rect(option, index.data(ROW_ROLE))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=badge.center().toPoint())
    assert len(folded.asked) == 1
    assert opened == []
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=option.rect.topLeft() + QPoint(30, 20))
    assert len(opened) == 1


def test_copies_of_an_earlier_search_are_dropped(folded, samples):
    folded.show_copies(SearchRequest("other"), samples.hit(1).id, folded.copies)
    assert shown(folded) == ["Article 1", "Article 2"]


def test_the_context_menu_opens_copies(folded):
    menu = folded.view.menu_for(folded.view.model().index(0, 0))
    next(action for action in menu.actions() if action.text() == "Show the copies").trigger()
    assert len(folded.asked) == 1
    plain = folded.view.menu_for(folded.view.model().index(1, 0))
    assert not any("copies" in action.text() for action in plain.actions())
