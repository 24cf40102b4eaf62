"""The concordance in the window: from a search to its lines, to an article at a hit, to a table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QProgressBar

from reader.ui.pages.history import Place
from reader.ui.pages.kwic_page import KwicPage

FIRST, FOURTH = "1" * 16, "4" * 16
KEY = Qt.Key


@pytest.fixture
def articles(articles, samples):
    long = " ".join(f"Day {number} without water." for number in range(400))
    text = f"The flood came. {long} After the flood came the bridge."
    html = f"<p>The flood came. {long}</p><p>After the\n<b>flood</b> came the bridge.</p>"
    articles[0] = samples.article(id=FIRST, title="First: the flood", text=text, html=html, date="2021-05-01")
    articles[3] = samples.article(id=FOURTH, title="Fourth: the flood again", text="A flood of papers.")
    return articles


def ask(qtbot, window, query):
    with qtbot.waitSignal(window.search.answered, timeout=5000):
        window.search.search(query)


def opened(qtbot, window, query="flood"):
    ask(qtbot, window, query)
    window.commands["concordance"].trigger()
    page = window.tabs.current.page
    assert isinstance(page, KwicPage)
    qtbot.waitUntil(lambda: page.shown is not None, timeout=5000)
    return page


def lines(page):
    model = page.view.model()
    return [model.line(row).right for row in range(model.rowCount())]


def test_without_a_query_there_is_no_concordance(qtbot, window):
    assert not window.commands["concordance"].isEnabled()
    ask(qtbot, window, "flood")
    assert window.commands["concordance"].isEnabled()


def test_the_lines_of_a_search_sorted_and_filtered(qtbot, window):
    page = opened(qtbot, window)
    assert window.tabs.current.title == "Concordance: flood"
    assert [line[:10] for line in lines(page)] == [" came the ", " came. Day", " of papers"]
    assert page._facts.text() == "3 lines · 2 articles"
    page._sort.setCurrentIndex(page._sort.findData("left"))
    page._sort.activated.emit(1)
    qtbot.waitUntil(lambda: lines(page)[0] == " of papers.", timeout=5000)
    qtbot.keyClicks(page._filter, "papers")
    qtbot.keyClick(page._filter, KEY.Key_Return)
    qtbot.waitUntil(lambda: len(lines(page)) == 1, timeout=5000)
    assert page._facts.text() == "1 line · 1 article · of 3 lines"
    page._filter.clear()
    qtbot.waitUntil(lambda: len(lines(page)) == 3, timeout=5000)


def test_lines_of_copies_are_folded_when_results_are(qtbot, window, fake):
    opened(qtbot, window)
    assert fake.calls[-1].fold
    window.commands["fold"].trigger()
    opened(qtbot, window, "bridge")
    assert not fake.calls[-1].fold


def test_enter_opens_the_article_at_the_hit_and_back_brings_the_same_lines(qtbot, window, fake):
    page = opened(qtbot, window)
    page.focus_first()
    asked = len(fake.calls)
    qtbot.keyClick(page.view, KEY.Key_Return)
    tab = window.tabs.current
    qtbot.waitUntil(lambda: tab.article is not None and tab.view.textCursor().hasSelection(), timeout=5000)
    assert tab.article.id == FIRST
    assert tab.view.textCursor().selectedText() == "flood"
    assert tab.view.textCursor().position() > 1000
    assert tab.view.viewport().rect().contains(tab.view.cursorRect().center())
    tab.step(-1)
    qtbot.waitUntil(lambda: tab.page is page, timeout=5000)
    assert len(lines(page)) == 3
    assert len(fake.calls) == asked


def test_a_line_opens_in_a_new_tab(qtbot, window):
    page = opened(qtbot, window)
    page.view.choose(page.view.model().index(0), new_tab=True)
    assert window.tabs.count() == 2
    assert window.tabs.current.page is page
    window.tabs.setCurrentIndex(1)
    view = window.tabs.current.view
    qtbot.waitUntil(lambda: view.textCursor().selectedText() == "flood", timeout=5000)


def test_reading_can_be_cancelled_and_begun_again(qtbot, window, fake):
    fake.slow.clear()
    ask(qtbot, window, "flood")
    window.commands["concordance"].trigger()
    page = window.tabs.current.page
    qtbot.waitUntil(lambda: "of 4 articles" in page._work.text(), timeout=5000)
    assert page.findChild(QProgressBar).isVisible()
    page._cancel.click()
    fake.slow.set()
    qtbot.waitUntil(lambda: page._work.text() == "Stopped.", timeout=5000)
    page._cancel.click()
    qtbot.waitUntil(lambda: page.shown is not None, timeout=5000)
    assert len(lines(page)) == 3


def test_another_concordance_in_the_same_tab_overtakes_the_one_before(qtbot, window, fake):
    fake.slow.clear()
    ask(qtbot, window, "flood")
    window.commands["concordance"].trigger()
    page = window.tabs.current.page
    ask(qtbot, window, "bridge")
    window.commands["concordance"].trigger()
    assert window.tabs.current.page is page
    fake.slow.set()
    qtbot.waitUntil(lambda: page.shown is not None, timeout=5000)
    assert page.query == page.shown.query == "bridge"
    assert not page._work.text().startswith("Stopped")


def test_a_closed_tab_ends_the_reading(qtbot, window, fake):
    fake.slow.clear()
    ask(qtbot, window, "flood")
    window.commands["concordance"].trigger()
    window.tabs.close_current()
    QApplication.processEvents()
    fake.slow.set()
    page = opened(qtbot, window, "bridge")
    assert len(lines(page)) >= 1


def test_a_session_brings_it_back_with_order_and_filter(qtbot, window):
    page = opened(qtbot, window)
    page._sort.setCurrentIndex(page._sort.findData("date"))
    page._filter.setText("papers")
    stored = [place.as_json() for place in window.tabs.places]
    window.tabs.restore([Place.from_json(each) for each in stored], 0)
    page = window.tabs.current.page
    qtbot.waitUntil(lambda: page.shown is not None, timeout=5000)
    assert page._sort.currentData() == "date"
    assert lines(page) == [" of papers."]


def test_the_lines_are_saved_as_a_table(qtbot, window, tmp_path):
    opened(qtbot, window)
    assert window.commands["export"].isEnabled()
    window.commands["export"].trigger()
    dialog = window.findChild(QFileDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.fileSelected.emit(str(tmp_path / "lines"))
    dialog.reject()
    qtbot.waitUntil(lambda: "Saved to" in window.status_bar.currentMessage(), timeout=5000)
    text = (tmp_path / "lines.csv").read_text("utf-8-sig")
    assert text.splitlines()[0] == "id,title,date,left,match,right"
    assert len(text.splitlines()) == 4


def test_ctrl_c_copies_the_line(qtbot, window):
    page = opened(qtbot, window)
    page.view.setCurrentIndex(page.view.model().index(2))
    page.view.setFocus()
    window.commands["copy"].trigger()
    assert QApplication.clipboard().text() == "A flood of papers."
