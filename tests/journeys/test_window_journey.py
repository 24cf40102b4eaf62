"""A day with the window, done with keys and clicks, over a real library made of the sample archive."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from reader.assets import sample_archive
from reader.ui.dialogs.export_dialog import ExportDialog
from reader.ui.dialogs.import_dialog import ImportDialog
from reader.ui.dialogs.import_summary import ImportSummary
from reader.ui.dialogs.save_search_dialog import SaveSearchDialog

LONG = 60_000  # milliseconds; reading pages waits for processes that have to start
KEY = Qt.Key
TOWN, PAPER = "vinhha.lamgiang.example", "baolamgiang.example"
TITLE = "Ngày hội bầu cử ở Lam Giang"


def close(qtbot, window):
    """Closes the window as a user does, and waits until it is gone."""
    with qtbot.waitSignal(window.closed, timeout=LONG):
        window.close()
    assert window.has_ended


def dialog(qtbot, window, kind):
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(kind)), timeout=LONG)
    return next(each for each in window.findChildren(kind) if each.isVisible())


def confirm(opened):
    """Presses the button of a dialog that does what it is for."""
    box = opened.findChild(QDialogButtonBox)
    button = next(each for each in box.buttons() if box.buttonRole(each) == box.ButtonRole.AcceptRole)
    assert button.isEnabled()
    button.click()


def import_sample(qtbot, window):
    window.importing.offer([str(sample_archive())])
    chosen = dialog(qtbot, window, ImportDialog)
    qtbot.waitUntil(lambda: "files" in chosen._cost.text() and chosen._go.isEnabled(), timeout=LONG)
    confirm(chosen)
    summary = dialog(qtbot, window, ImportSummary)
    told = " ".join(label.text() for label in summary.findChildren(QLabel))
    assert "pages were read" in told
    assert "could not be read" in told
    summary.close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def type_query(qtbot, window, text):
    """Types into the search box as a person does, and waits for the answer."""
    qtbot.keyClick(window, KEY.Key_L, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(window.search.answered, timeout=LONG):
        qtbot.keyClicks(window.toolbar.search_box.focusProxy(), text)


def hits(window):
    model = window.results.view.model()
    return [model.hit(row) for row in range(model.rowCount())]


def find_hit(window, site):
    """The row of the report of the election on a site."""
    rows = enumerate(hits(window))
    return next(row for row, hit in rows if (hit.site, hit.title[: len(TITLE)]) == (site, TITLE))


def on_show(window):
    article = window.reading.article
    return (article.site, article.title) if article else None


def click_link(qtbot, window, wanted):
    """Clicks the first link of the page whose hint says ``wanted``."""
    view = window.tabs.current.view
    number = next(index for index, link in enumerate(view.page.links) if wanted(link))
    cursor = QTextCursor(view.document())
    while cursor.charFormat().anchorHref() != f"link:{number}":
        assert cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    view.setTextCursor(cursor)
    view.ensureCursorVisible()
    place = view.cursorRect(cursor).center() - QPoint(2, 0)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def back(qtbot, window):
    qtbot.keyClick(window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)


def related_entries(window):
    """(index, entry) of the page's own list."""
    model = window.related.tree.model()
    section = model.index(0, 0)
    for row in range(model.rowCount(section)):
        index = model.index(row, 0, section)
        yield index, model.item(index)


def follow_related(qtbot, window, wanted):
    tree = window.related.tree
    qtbot.waitUntil(lambda: window.related.article is window.reading.article)
    index = next(index for index, entry in related_entries(window) if wanted(entry))
    tree.setCurrentIndex(index)
    qtbot.keyClick(tree, KEY.Key_Return)


def test_import_search_open_follow_back_export(qtbot, real_window, tmp_path):
    window = real_window()
    import_sample(qtbot, window)
    qtbot.waitUntil(lambda: len(hits(window)) >= 30, timeout=LONG)

    # Typed without marks, the town's report of the election is found, and opened with Enter.
    type_query(qtbot, window, "ngay hoi bau cu")
    # It is folded into the newspaper's, of which it is a reprint; Right opens what is folded.
    paper = find_hit(window, PAPER)
    assert "<mark>" in hits(window)[paper].snippet
    assert hits(window)[paper].copies
    view = window.results.view
    view.go_to(paper)
    qtbot.keyClick(view, KEY.Key_Right)
    qtbot.waitUntil(lambda: len(hits(window)) > paper + 1 and view.model().is_open(paper))
    assert find_hit(window, TOWN) > paper
    view.go_to(find_hit(window, TOWN))
    qtbot.keyClick(view, KEY.Key_Return)
    qtbot.waitUntil(lambda: on_show(window) and on_show(window)[0] == TOWN)
    qtbot.waitUntil(lambda: window.tabs.current.view.hits > 1)
    report = on_show(window)
    assert report[1].startswith(TITLE)

    # Its source was archived too: a click leads to the newspaper, and back again.
    click_link(qtbot, window, lambda link: PAPER in link.target and "● archived" in link.hint)
    qtbot.waitUntil(lambda: on_show(window) and on_show(window)[0] == PAPER)
    back(qtbot, window)
    qtbot.waitUntil(lambda: on_show(window) == report)

    # Of the page's own list one entry is there, another one was never saved.
    follow_related(qtbot, window, lambda entry: entry.own and entry.sign == "●")
    qtbot.waitUntil(lambda: on_show(window) and on_show(window) != report)
    back(qtbot, window)
    qtbot.waitUntil(lambda: on_show(window) == report)
    follow_related(qtbot, window, lambda entry: entry.own and entry.sign == "○")
    qtbot.waitUntil(lambda: window.tabs.current.place.kind == "missing")
    missing = window.tabs.current.page
    assert any(TITLE in label.text() for label in missing.findChildren(QLabel))
    back(qtbot, window)
    qtbot.waitUntil(lambda: on_show(window) == report)

    # It is taken away with its origin; the archive itself stays closed to exports.
    qtbot.keyClick(window, KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
    export = dialog(qtbot, window, ExportDialog)
    export.form.choose_format("md")
    export.set_path(str(sample_archive() / "report.md"))
    confirm(export)
    qtbot.waitUntil(lambda: "⚠" in export.form._note.text(), timeout=LONG)
    assert not (sample_archive() / "report.md").exists()
    export.set_path(str(tmp_path / "report.md"))
    confirm(export)
    qtbot.waitUntil(lambda: (tmp_path / "report.md").exists(), timeout=LONG)
    text = (tmp_path / "report.md").read_text("utf-8")
    assert report[1] in text
    assert window.reading.article.sha256 in text
    qtbot.waitUntil(lambda: "Exported" in window.status_bar.currentMessage())

    # The next day begins where this one ended.
    close(qtbot, window)
    window = real_window()
    qtbot.waitUntil(lambda: on_show(window) == report, timeout=LONG)
    assert window.toolbar.search_box.text == "ngay hoi bau cu"
    assert window.library.stats is None or window.library.stats.articles >= 30


def test_closing_in_the_middle_of_an_import(qtbot, real_window):
    window = real_window()
    window.importing.import_paths([str(sample_archive())])
    qtbot.waitUntil(lambda: window.status_bar.work.text != "Importing…", timeout=LONG)
    close(qtbot, window)
    window = real_window()
    with qtbot.waitSignal(window.work.changed, timeout=LONG, check_params_cb=lambda running: not running):
        window.importing.import_paths([str(sample_archive())])
    dialog(qtbot, window, ImportSummary).close()
    qtbot.waitUntil(lambda: window.library.stats.articles >= 30, timeout=LONG)


def test_the_first_start_reads_the_sample_archive(qtbot, real_window, monkeypatch, tmp_path):
    monkeypatch.setattr("reader.ui.controls.library_control.sample_library", lambda: tmp_path / "library")
    window = real_window()
    welcome = window.tabs.current.welcome_page
    qtbot.waitUntil(lambda: len(hits(window)) >= 30, timeout=LONG)
    assert any("sample archive" in label.text() for label in welcome.findChildren(QLabel))
    with qtbot.waitSignal(window.search.answered, timeout=LONG):
        welcome.query_chosen.emit('"Hội đồng nhân dân"')
    assert hits(window)


def shown_page(qtbot, window, is_ready):
    """The page of the current tab, when it shows what was asked for."""
    qtbot.waitUntil(lambda: window.tabs.current.page is not None, timeout=LONG)
    page = window.tabs.current.page
    qtbot.waitUntil(lambda: bool(is_ready(page)), timeout=LONG)
    return page


def test_filter_compare_read_in_context_and_save_the_search(qtbot, real_window, tmp_path):
    window = real_window()
    import_sample(qtbot, window)
    type_query(qtbot, window, "bau cu")

    # The years of the result lead to the timeline, where it is compared with another query.
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, KEY.Key_L, control_shift)
    page = shown_page(qtbot, window, lambda page: page.timeline)
    page._boxes[1].setFocus()
    page._boxes[1].setText("lũ")
    qtbot.keyClick(page._boxes[1], KEY.Key_Return)
    qtbot.waitUntil(lambda: len(page.timeline.series) == 2, timeout=LONG)
    assert all(series.total for series in page.timeline.series)

    # A year picked on it with the keyboard filters the results; the counts of other years stay.
    before = window.results._result.total
    year = max(page.timeline.series[0].counts, key=lambda each: each.count).period[:4]
    page._by.setCurrentIndex(page._by.findData("year"))
    drawn = page.timeline
    page._by.activated.emit(0)
    qtbot.waitUntil(lambda: page.timeline is not drawn and page.timeline.by == "year", timeout=LONG)
    page.focus_first()
    qtbot.keyClick(page.view, KEY.Key_Home)
    for _step in range(page.view.plot.periods.index(year)):
        qtbot.keyClick(page.view, KEY.Key_Right)
    with qtbot.waitSignal(window.search.answered, timeout=LONG):
        qtbot.keyClick(page.view, KEY.Key_Return)
    assert 0 < window.results._result.total < before
    assert {hit.date[:4] for hit in hits(window)} == {year}
    assert len(window.results._result.facets["year"]) > 1

    # The concordance of what is left; a line leads to its place in the article, and back.
    qtbot.keyClick(window, KEY.Key_K, control_shift)
    lines = shown_page(qtbot, window, lambda page: page.shown)
    assert {line.date[:4] for line in lines.shown.lines} == {year}
    lines.focus_first()
    qtbot.keyClick(lines.view, KEY.Key_Return)
    tab = window.tabs.current
    qtbot.waitUntil(lambda: tab.article is not None and tab.view.textCursor().hasSelection(), timeout=LONG)
    back(qtbot, window)
    qtbot.waitUntil(lambda: tab.page is lines, timeout=LONG)

    # Query and filters are kept under a name, and are there the next day.
    qtbot.keyClick(window, KEY.Key_S, control_shift)
    saving = dialog(qtbot, window, SaveSearchDialog)
    qtbot.keyClicks(saving._name, "Elections")
    confirm(saving)
    menu = window.commands.menu("saved")
    qtbot.waitUntil(lambda: bool(menu.actions()), timeout=LONG)
    assert [action.text() for action in menu.actions()] == ["Elections"]
    found = window.results._result.total
    close(qtbot, window)
    window = real_window()
    with qtbot.waitSignal(window.search.answered, timeout=LONG):
        window.search.search("")
        window.filters.clear()
    menu = window.commands.menu("saved")
    qtbot.waitUntil(lambda: bool(menu.actions()), timeout=LONG)
    with qtbot.waitSignal(window.search.answered, timeout=LONG):
        menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: window.results._result.total == found, timeout=LONG)
    assert window.toolbar.search_box.text == "bau cu"
