"""The window as a whole, over a library in memory."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from reader.ui.actions import COMMANDS
from reader.ui.dialogs.archives_dialog import ArchivesDialog
from reader.ui.dialogs.failures_dialog import FailuresDialog
from reader.ui.dialogs.import_dialog import ImportDialog
from reader.ui.dialogs.import_summary import ImportSummary
from reader.ui.dialogs.keys_help import KeysHelp
from reader.ui.dialogs.online_dialog import OnlineDialog
from reader.ui.pages.page import PageLink

FIRST, SECOND, THIRD = "1" * 16, "2" * 16, "3" * 16


def shown(window):
    """The id of the article on show, or None."""
    article = window.reading.article
    return article.id if article else None


def open_article(qtbot, window, article, **how):
    window.reading.open_article(article, **how)
    qtbot.waitUntil(lambda: shown(window) == article)


def link(window, text):
    """The link of the page on show whose address ends so."""
    return next(each for each in window.tabs.current.view.page.links if each.target.endswith(text))


def dialog(qtbot, window, kind):
    """The dialog of a kind, once it is open."""
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)))
    return next(each for each in window.findChildren(kind) if each.isVisible())


def test_it_begins_with_the_newest_articles_and_a_welcome(window):
    assert window.results.view.model().rowCount() == 4
    assert window.tabs.current.place.kind == "welcome"
    assert "4 pages" in window.status_bar.counts_text
    assert "1 could not be read" in window.status_bar.counts_text


def test_every_command_does_something(window):
    assert {command.name for command in COMMANDS} == set(window.acting.deeds)


def test_a_search_while_typing_shows_its_results(qtbot, window):
    window.toolbar.search_box.focus_box()
    with qtbot.waitSignal(window.search.answered):
        qtbot.keyClicks(window.toolbar.search_box.focusProxy(), "flood")
    assert window.results.view.model().rowCount() == 2


def test_a_result_opens_with_its_hits_marked(qtbot, window):
    with qtbot.waitSignal(window.search.answered):
        window.search.search("flood")
    window.results.article_chosen.emit(FIRST, False)
    qtbot.waitUntil(lambda: shown(window) == FIRST)
    qtbot.waitUntil(lambda: window.tabs.current.view.hits == 1)
    assert window.windowTitle().startswith("First: the flood")
    assert window.toolbar.search_box.text == "flood"


def test_an_archived_link_opens_here_and_back_returns_to_the_place(qtbot, window):
    open_article(qtbot, window, FIRST)
    window.tabs.current.view.link_followed.emit(link(window, "/2"), False)
    qtbot.waitUntil(lambda: shown(window) == SECOND)
    assert window.tabs.count() == 1
    view = window.tabs.current.view
    view.go_to_place(2500)
    reached = view.place()
    assert reached > 1000
    window.commands["back"].trigger()
    qtbot.waitUntil(lambda: shown(window) == FIRST)
    window.commands["forward"].trigger()
    qtbot.waitUntil(lambda: shown(window) == SECOND)
    assert abs(window.tabs.current.view.place() - reached) < 80


def test_a_link_in_a_new_tab_leaves_the_page_on_show(qtbot, window):
    open_article(qtbot, window, FIRST)
    window.tabs.current.view.link_followed.emit(link(window, "/2"), True)
    qtbot.waitUntil(lambda: window.tabs.count() == 2)
    assert shown(window) == FIRST
    window.commands["next-tab"].trigger()
    qtbot.waitUntil(lambda: shown(window) == SECOND)
    assert not window.commands["back"].isEnabled()


def test_a_link_out_of_the_archive_leads_to_a_page_that_says_so(qtbot, window):
    open_article(qtbot, window, FIRST)
    window.tabs.current.view.link_followed.emit(link(window, "/9"), False)
    qtbot.waitUntil(lambda: window.tabs.current.place.kind == "missing")
    texts = [label.text() for label in window.tabs.current.page.findChildren(QLabel)]
    assert any("Not in the archive" in text for text in texts)
    assert any("First" in text for text in texts)
    assert shown(window) is None


def test_leaving_the_archive_asks_first_and_stays_by_default(qtbot, window, monkeypatch):
    asked = []
    monkeypatch.setattr("reader.ui.controls.help_control.QDesktopServices.openUrl", asked.append)
    window.reading.browser_wanted.emit("http://town.example/news/9")
    leaving = dialog(qtbot, window, OnlineDialog)
    qtbot.keyClick(leaving, Qt.Key.Key_Return)
    assert not leaving.isVisible()
    assert asked == []
    window.reading.browser_wanted.emit("http://town.example/news/9")
    dialog(qtbot, window, OnlineDialog)._confirm()
    assert [url.toString() for url in asked] == ["http://town.example/news/9"]


def test_the_related_list_belongs_to_the_page_on_show(qtbot, window):
    open_article(qtbot, window, FIRST)
    qtbot.waitUntil(lambda: window.related.tree.model().rowCount() > 0)
    window.related.link_followed.emit("http://town.example/news/2", False)
    qtbot.waitUntil(lambda: shown(window) == SECOND)


def test_the_first_page_leads_back_to_what_was_opened(qtbot, window):
    page = window.tabs.current.welcome_page
    open_article(qtbot, window, FIRST)
    window.commands["home"].trigger()
    qtbot.waitUntil(lambda: any(f"Article {FIRST}" in label.text() for label in page.findChildren(QLabel)))
    page.link_chosen.emit(FIRST)
    qtbot.waitUntil(lambda: shown(window) == FIRST)


def test_related_items_stand_beside_an_article_only(qtbot, window):
    assert not window.related.isVisible()
    assert not window.commands["related"].isEnabled()
    open_article(qtbot, window, FIRST)
    assert window.related.isVisible()
    window.commands["related"].trigger()
    assert not window.related.isVisible()
    window.commands["related"].trigger()
    window.commands["home"].trigger()
    assert not window.related.isVisible()
    window.commands["back"].trigger()
    qtbot.waitUntil(window.related.isVisible)


def test_the_width_of_the_related_items_outlives_a_start_without_them(qtbot, make_window):
    window = make_window()
    open_article(qtbot, window, FIRST)
    qtbot.waitUntil(lambda: window.panes.splitter.sizes()[2] > 0)
    results, page, related = window.panes.splitter.sizes()
    window.panes.splitter.setSizes([results, page - 60, related + 60])
    wide = window.panes.splitter.sizes()[2]
    assert wide > related
    window.commands["home"].trigger()
    with qtbot.waitSignal(window.closed):
        window.close()
    again = make_window()
    assert not again.related.isVisible()
    open_article(qtbot, again, FIRST)
    qtbot.waitUntil(lambda: abs(again.panes.splitter.sizes()[2] - wide) < 8)


def test_the_answer_for_the_page_asked_for_last_is_the_one_shown(qtbot, window):
    for article in (FIRST, SECOND, THIRD, FIRST, THIRD):
        window.reading.open_article(article)
    qtbot.waitUntil(lambda: shown(window) == THIRD)
    with qtbot.waitSignal(window.search.answered):
        window.search.refresh()
    assert shown(window) == THIRD


def test_an_article_that_is_gone_is_told_of_and_the_window_goes_on(qtbot, window):
    window.reading.open_article("f" * 16)
    page = window.tabs.current.error_page
    qtbot.waitUntil(page.isVisible)
    open_article(qtbot, window, FIRST)


def test_a_picture_that_is_not_there_is_counted_as_refused(qtbot, window):
    open_article(qtbot, window, FIRST)
    qtbot.waitUntil(lambda: "1 request refused" in window.status_bar.counts_text)
    window.commands["home"].trigger()
    assert "refused" not in window.status_bar.counts_text


def test_a_number_of_a_document_is_a_search(qtbot, window):
    open_article(qtbot, window, FIRST)
    number = next(each for each in window.tabs.current.view.page.links if each.kind == "search")
    with qtbot.waitSignal(window.search.answered):
        window.tabs.current.view.link_followed.emit(number, False)
    assert window.toolbar.search_box.text == 'docno:"126/NQ-CP"'


def test_tabs_close_and_come_back(qtbot, window):
    open_article(qtbot, window, FIRST)
    window.commands["close-tab"].trigger()
    assert window.tabs.current.place.kind == "welcome"
    window.commands["reopen-tab"].trigger()
    qtbot.waitUntil(lambda: shown(window) == FIRST)


def test_actions_that_need_an_article_wait_for_one(qtbot, window):
    assert not window.commands["export"].isEnabled()
    open_article(qtbot, window, FIRST)
    assert window.commands["export"].isEnabled()
    window.commands["copy-citation"].trigger()
    assert "First: the flood" in QGuiApplication.clipboard().text()


def test_f6_walks_through_the_regions(qtbot, window):
    open_article(qtbot, window, FIRST)
    qtbot.waitUntil(lambda: window.related.tree.model().rowCount() > 0)
    window.toolbar.search_box.focus_box()
    met = []
    for _step in range(6):
        window.commands["next-region"].trigger()
        met.append(
            next(i for i, r in enumerate(window.regions) if r.widget.isAncestorOf(window.focusWidget()))
        )
    assert met == [1, 2, 3, 4, 5, 0]
    window.commands["previous-region"].trigger()
    assert window.status_bar.isAncestorOf(window.focusWidget())


def test_j_and_k_walk_through_the_results(qtbot, window):
    window.tabs.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: shown(window) == FIRST)
    qtbot.keyClick(window, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: shown(window) == SECOND)
    qtbot.keyClick(window, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: shown(window) == FIRST)


def test_letters_that_are_keys_can_be_typed_into_the_box(qtbot, window):
    window.toolbar.search_box.focus_box()
    qtbot.keyClicks(window.toolbar.search_box.focusProxy(), "jk?")
    assert window.toolbar.search_box.text == "jk?"


def test_the_query_card_offers_examples(qtbot, window):
    window.toolbar.search_box.help_wanted.emit()
    card = dialog(qtbot, window, KeysHelp)
    card.example_chosen.emit("title:flood")
    assert window.toolbar.search_box.text == "title:flood"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_language_changes_while_the_window_is_open(qtbot, window, language):
    open_article(qtbot, window, FIRST)
    with qtbot.waitSignal(window.reading.article_shown, raising=False, timeout=300):
        window.commands.language_chosen.emit(language)
    wanted = {"vi": "Tệp", "en": "File"}[language]
    qtbot.waitUntil(lambda: wanted in window.menuBar().actions()[0].text().replace("&", ""))
    window.commands.language_chosen.emit("en")


def test_everything_in_the_window_follows_the_language(qtbot, window, brackets, foreign):
    open_article(qtbot, window, FIRST)
    window.commands["find"].trigger()
    brackets()
    qtbot.waitUntil(lambda: "⟦" in window.tabs.current.view.toPlainText())
    data = (
        "First Second Third Fourth The flood came the bridge election again a paragraph Other paper gone "
        "List town reader"
    )
    assert foreign(window, data) == []


@pytest.mark.parametrize("theme", ["dark", "sepia", "light"])
def test_the_colours_change_while_the_window_is_open(qtbot, window, theme):
    open_article(qtbot, window, FIRST)
    window.commands.theme_chosen.emit(theme)
    page = window.tabs.current.view.palette().base().color().name()
    assert page == {"dark": "#1b1e22", "sepia": "#f7efde", "light": "#ffffff"}[theme]
    window.commands.theme_chosen.emit("system")


def test_zoom_keeps_its_limits(window, settings):
    for _step in range(60):
        window.commands["larger"].trigger()
    assert settings.font_px == 40
    window.commands["usual-size"].trigger()
    assert settings.font_px == 17


# ---- library --------------------------------------------------------------------------------------


def test_import_plans_runs_and_says_what_it_did(qtbot, window, fake):
    window.importing.offer(["/new"])
    chosen = dialog(qtbot, window, ImportDialog)
    qtbot.waitUntil(chosen._go.isEnabled)
    chosen._go.click()
    qtbot.waitUntil(lambda: "/1,000" in window.status_bar.work.text)
    assert "12 s left" in window.status_bar.work.text
    fake.gate.set()
    summary = dialog(qtbot, window, ImportSummary)
    assert any("12 pages were read" in label.text() for label in summary.findChildren(QLabel))
    assert ["/new"] in fake.calls
    assert window.status_bar.work.text == ""


def test_an_import_of_what_is_not_there_says_so(qtbot, window):
    window.importing.offer(["/absent"])
    chosen = dialog(qtbot, window, ImportDialog)
    qtbot.waitUntil(lambda: "does not exist" in chosen._cost.text())
    assert not chosen._go.isEnabled()


def test_an_import_can_be_stopped(qtbot, window):
    window.importing.import_paths(["/new"])
    qtbot.waitUntil(lambda: "/1,000" in window.status_bar.work.text)
    window.status_bar.work.cancel_wanted.emit()
    qtbot.waitUntil(lambda: not window.work.is_running)
    assert "kept" in window.status_bar.currentMessage()


def test_search_and_reading_go_on_during_an_import(qtbot, window):
    window.importing.import_paths(["/new"])
    qtbot.waitUntil(lambda: window.work.is_running)
    with qtbot.waitSignal(window.search.answered):
        window.search.search("bridge")
    open_article(qtbot, window, SECOND)
    assert window.work.is_running


def test_failures_are_listed_and_tried_again(qtbot, window, fake):
    window.status_bar.failures_wanted.emit()
    failures = dialog(qtbot, window, FailuresDialog)
    failures._try_again()
    qtbot.waitUntil(lambda: ["/archive/bad.html"] in fake.calls)


def test_an_archive_is_forgotten_and_brought_back(qtbot, window, fake):
    window.commands["archives"].trigger()
    archives = dialog(qtbot, window, ArchivesDialog)
    qtbot.waitUntil(lambda: archives.chosen is not None)
    archives.forget_wanted.emit("/archive")
    qtbot.waitUntil(lambda: archives.chosen is None)
    qtbot.waitUntil(lambda: archives._undo.isVisible())
    archives._undo.click()
    qtbot.waitUntil(lambda: ["/archive"] in fake.calls)


# ---- closing and coming back ----------------------------------------------------------------------


def test_closing_during_an_import_ends_it_and_waits_for_the_library(qtbot, window, fake):
    window.importing.import_paths(["/new"])
    qtbot.waitUntil(lambda: "/1,000" in window.status_bar.work.text)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert fake.closed.is_set()
    assert not window.isVisible()


def test_a_session_comes_back(qtbot, make_window, settings):
    window = make_window()
    window.search.search("flood")
    open_article(qtbot, window, FIRST)
    window.reading.open_article(SECOND, new_tab=True)
    window.commands["next-tab"].trigger()
    qtbot.waitUntil(lambda: shown(window) == SECOND)
    window.tabs.current.view.go_to_place(2500)
    reached = window.tabs.current.view.place()
    window.commands["related"].trigger()
    window.commands["larger"].trigger()
    with qtbot.waitSignal(window.closed):
        window.close()

    again = make_window()
    qtbot.waitUntil(lambda: shown(again) == SECOND)
    assert again.tabs.count() == 2
    assert abs(again.tabs.current.view.place() - reached) < 80
    assert again.search.query == "flood"
    assert again.toolbar.search_box.text == "flood"
    assert not again.related.isVisible()
    assert settings.font_px == 18
    again.commands["previous-tab"].trigger()
    qtbot.waitUntil(lambda: shown(again) == FIRST)


def test_nothing_of_another_library_comes_back(qtbot, make_window, tmp_path):
    window = make_window()
    open_article(qtbot, window, FIRST)
    with qtbot.waitSignal(window.closed):
        window.close()
    again = make_window(tmp_path / "other")
    assert again.tabs.current.place.kind == "welcome"


@pytest.mark.parametrize("language", ["en", "vi"])
def test_a_small_window_has_room_for_its_texts(qtbot, window, cut_off, language):
    window.commands.language_chosen.emit(language)
    window.resize(1024, 700)
    open_article(qtbot, window, FIRST)
    QGuiApplication.processEvents()
    assert window.width() == 1024
    assert cut_off(window) == []
    window.commands.language_chosen.emit("en")


def test_every_control_has_a_name(qtbot, window):
    open_article(qtbot, window, FIRST)
    window.tabs.current.open_find()
    window.importing.import_paths(["/new"])
    qtbot.waitUntil(lambda: "/1,000" in window.status_bar.work.text)
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            told = QAccessible.queryAccessibleInterface(widget)
            assert told.text(QAccessible.Text.Name), (widget, widget.parent())


def test_every_dialog_is_freed_when_it_is_closed(qtbot, window):
    for name in ("about", "preferences", "keys", "refused", "go-to-address"):
        window.commands[name].trigger()
        opened = dialog(qtbot, window, QDialog)
        with qtbot.waitSignal(opened.destroyed):
            opened.close()


def test_a_link_of_no_kind_of_address_is_told_of(qtbot, window):
    open_article(qtbot, window, FIRST)
    window.tabs.current.view.link_followed.emit(PageLink("follow", "mailto:a@b.example", ""), False)
    qtbot.waitUntil(lambda: window.tabs.current.place.kind == "missing")
