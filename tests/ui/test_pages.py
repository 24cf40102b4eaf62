"""The pages of a tab besides the article: welcome, not archived, cannot be shown."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from reader import __version__
from reader.errors import NotFoundError, UnusableError
from reader.model import Backlink, MarkedArticle, Missing, SavedSearch, SearchRequest
from reader.translation import set_language
from reader.ui.pages.error_page import ErrorPage
from reader.ui.pages.missing_page import MissingPage
from reader.ui.pages.welcome_page import SAMPLE_QUERIES, Shelf, WelcomePage
from reader.ui.theme import reader_themes

ADDRESS = "http://town.example/news/9?page=2&x=<b>"


def shown(page, kind=QLabel):
    QGuiApplication.processEvents()  # new widgets of a layout are shown by the event loop
    return [each.text() for each in page.findChildren(kind) if each.isVisibleTo(page) and each.text()]


def opened(qtbot, page):
    qtbot.addWidget(page)
    page.resize(700, 600)
    page.set_look(reader_themes()["light"], 17)
    page.show()
    return page


@pytest.fixture
def welcome(qtbot):
    return opened(qtbot, WelcomePage())


@pytest.fixture
def missing(qtbot, samples):
    page = opened(qtbot, MissingPage())
    hit = samples.hit(7, title="A <near> one")
    page.show_missing(Missing(ADDRESS, (hit,), (Backlink("1" * 16, None, ADDRESS, "body", "2021-06-02"),)))
    return page


def test_the_sample_archive_offers_searches(qtbot, welcome):
    welcome.show_state(is_sample=True, articles=None, queries=["mine"])
    assert shown(welcome, QPushButton) == ["Open your archive…", *SAMPLE_QUERIES]
    assert any("sample archive" in text for text in shown(welcome))
    button = next(each for each in welcome.findChildren(QPushButton) if each.text() == SAMPLE_QUERIES[0])
    with qtbot.waitSignal(welcome.query_chosen) as told:
        button.click()
    assert told.args == [SAMPLE_QUERIES[0]]


def test_a_library_tells_its_size_and_the_last_searches(welcome):
    welcome.show_state(is_sample=False, articles=12408, queries=["A & B"])
    assert "12,408 articles are ready to be searched." in shown(welcome)
    assert shown(welcome, QPushButton) == ["Add an archive…", "A && B"]


def test_what_lies_ready_in_a_library_is_offered(qtbot, welcome):
    welcome.show_state(is_sample=False, articles=3, queries=())
    opened = MarkedArticle("1" * 16, "Flood & <after>", None, "town.example", "2021-06-02", held=True)
    to_read = MarkedArticle("2" * 16, None, None, None, None, held=True)
    saved = SavedSearch("Rivers", SearchRequest(query="river", site="town.example"))
    welcome.show_shelf(Shelf((opened,), (to_read,), (saved,)))
    texts = shown(welcome)
    heads = [text for text in texts if text in ("Recently opened", "Reading list", "Saved searches")]
    assert heads == ["Recently opened", "Reading list", "Saved searches"]
    assert any("Flood &amp; &lt;after&gt;" in text and "town.example · 2 June 2021" in text for text in texts)
    button = next(each for each in welcome.findChildren(QPushButton) if each.text() == "Rivers")
    with qtbot.waitSignal(welcome.saved_chosen) as told:
        button.click()
    assert told.args == [saved]
    welcome.show_shelf(Shelf())
    assert not {"Recently opened", "Reading list", "Saved searches"} & set(shown(welcome))


def test_an_empty_library_says_how_to_begin(welcome):
    welcome.show_state(is_sample=False, articles=0, queries=())
    assert "Your library is empty" in shown(welcome)
    assert shown(welcome, QPushButton) == ["Open your archive…"]


def test_a_library_that_is_not_counted_yet_is_not_called_empty(welcome):
    welcome.show_state(is_sample=False, articles=None, queries=())
    assert "Your library is empty" not in shown(welcome)


def test_a_missing_page_tells_what_is_known(qtbot, missing):
    texts = shown(missing)
    assert texts[0] == "○ Not in the archive"
    assert texts[1].replace("\u200b", "") == ADDRESS
    assert any("A &lt;near&gt; one" in text for text in texts)
    assert any("(no title)" in text and "in its text" in text for text in texts)


def test_its_links_open_articles_and_its_address_is_copied(qtbot, missing):
    link = next(each for each in missing.findChildren(QLabel) if "near" in each.text())
    with qtbot.waitSignal(missing.link_chosen) as told:
        link.linkActivated.emit("7" * 16)
    assert told.args == ["7" * 16]
    missing._copy.click()
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_the_way_out_is_marked_as_going_online(qtbot, missing):
    with qtbot.waitSignal(missing.browser_wanted) as told:
        missing._browser.click()
    assert told.args == [ADDRESS]
    with qtbot.waitSignal(missing.browser_wanted) as told:
        missing._web_archive.click()
    assert told.args[0].endswith(ADDRESS)
    assert all("online" in button.text() for button in (missing._browser, missing._web_archive))


def test_what_is_no_address_of_the_web_has_no_way_out(missing):
    missing.show_missing(Missing("mailto:a@town.example", (), ()))
    assert not missing._browser.isVisible()
    assert "Nothing like it is in the archive" in shown(missing)


@pytest.mark.parametrize("theme", ["light", "dark", "sepia"])
@pytest.mark.parametrize("size", [11, 40])
def test_pages_follow_colours_and_size(qtbot, missing, cut_off, theme, size):
    missing.set_look(reader_themes()[theme], size)
    QGuiApplication.processEvents()
    assert missing._heading.font().pixelSize() == round(1.65 * size)
    assert missing._heading.palette().windowText().color().name() == reader_themes()[theme].ink
    assert cut_off(missing) == []


def test_an_error_is_told_in_words_and_copied_with_its_code(qtbot):
    page = opened(qtbot, ErrorPage())
    page.show_error(NotFoundError("article-unknown", id="f" * 16))
    assert "This page cannot be shown" in shown(page)
    page._copy.click()
    assert "article-unknown" in QGuiApplication.clipboard().text()
    assert not any("please report" in text for text in shown(page))
    with qtbot.waitSignal(page.retry_wanted):
        page._retry.click()
    set_language("vi")
    page.retranslate()
    assert "This page cannot be shown" not in shown(page)


def test_an_error_in_the_program_is_copied_with_what_a_mender_needs(qtbot, monkeypatch, tmp_path):
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    page = opened(qtbot, ErrorPage())
    trace = f'Traceback:\n  File "{tmp_path}/venv/reader/x.py", line 3'
    page.show_error(UnusableError("unexpected", detail="KeyError(3)", trace=trace))
    assert any("please report" in text for text in shown(page))
    page._copy.click()
    copied = QGuiApplication.clipboard().text()
    assert f"gov-reader {__version__}" in copied
    assert "~/venv/reader/x.py" in copied
    assert str(tmp_path) not in copied
    assert copied.count("KeyError(3)") == 2
