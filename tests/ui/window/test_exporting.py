"""Results are taken away from the window: all of them, or those that are selected."""

from __future__ import annotations

import csv
import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication

from reader.ui.dialogs.export_dialog import ExportDialog

FIRST = "1" * 16


@pytest.fixture
def ask(qtbot, window, tmp_path):
    """Opens the dialog by a command, for a format."""
    window._settings.export_folder = str(tmp_path)

    def opened(command, name):
        window.commands[command].trigger()
        qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(ExportDialog)))
        dialog = next(each for each in window.findChildren(ExportDialog) if each.isVisible())
        dialog.form.choose_format(name)
        return dialog

    return opened


def begin(qtbot, dialog):
    dialog._go.click()
    qtbot.waitUntil(lambda: dialog._stack.currentWidget() is dialog.outcome)


def test_all_results_go_into_a_folder_with_a_manifest(qtbot, window, ask, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    dialog = ask("export-results", "md")
    assert not dialog.form.wants_folder  # one file, unless another wish is remembered
    dialog.form._each.click()
    folder = tmp_path / "all results"
    assert dialog.path == str(folder)
    begin(qtbot, dialog)
    assert dialog.outcome.text == "4 articles exported."
    assert len(list(folder.glob("*.md"))) == 4
    assert (folder / "manifest.jsonl").is_file()
    dialog.outcome._folder.click()
    assert shown == [str(folder)]
    assert window._settings.export_folder == str(tmp_path)


def test_what_is_there_is_replaced_only_when_wanted(qtbot, window, ask, tmp_path):
    window._settings.export_combined = False
    begin(qtbot, ask("export-results", "txt"))
    window.findChildren(ExportDialog)[-1].reject()
    dialog = ask("export-results", "txt")
    begin(qtbot, dialog)
    assert dialog.outcome.text == "0 articles exported."
    dialog.outcome._replace.click()
    qtbot.waitUntil(lambda: dialog.outcome.text == "4 articles exported.")


def test_selected_results_go_into_one_file(qtbot, window, ask, tmp_path):
    view = window.results.view
    view.go_to(1)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(window.results.selected) == 2
    wanted = window.results.selected
    menu = view.menu_for(view.currentIndex())
    next(action for action in menu.actions() if action.text() == "Export 2 results…").trigger()
    dialog = next(each for each in window.findChildren(ExportDialog) if each.isVisible())
    dialog.form.choose_format("csv")
    begin(qtbot, dialog)
    rows = csv.DictReader(io.StringIO((tmp_path / "selected results.csv").read_text("utf-8-sig")))
    assert tuple(row["id"] for row in rows) == wanted
    assert not list(tmp_path.glob("manifest*"))


def test_shift_and_a_click_select_and_open_nothing(qtbot, window):
    view = window.results.view
    view.go_to(0)
    at = view.visualRect(view.model().index(2, 0)).center()
    with qtbot.assertNotEmitted(view.article_chosen):
        shift = Qt.KeyboardModifier.ShiftModifier
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, shift, at)
    assert len(window.results.selected) == 3


def test_closing_the_dialog_stops_the_export(qtbot, window, ask):
    dialog = ask("export-results", "pdf")
    dialog._go.click()
    dialog.reject()
    qtbot.waitUntil(lambda: "stopped" in window.status_bar.currentMessage())


def test_the_citation_is_copied_in_the_style_that_was_chosen(qtbot, window):
    window.reading.open_article(FIRST)
    qtbot.waitUntil(lambda: window.reading.article is not None)
    window.commands.style_chosen.emit("vietnamese")
    window.commands["copy-citation"].trigger()
    data = QGuiApplication.clipboard().mimeData()
    assert "bản lưu" in data.text() or "tệp" in data.text()
    assert data.hasHtml()
    assert window._settings.citation_style == "vietnamese"
    checked = [each.data() for each in window.commands.menu("style").actions() if each.isChecked()]
    assert checked == ["vietnamese"]
