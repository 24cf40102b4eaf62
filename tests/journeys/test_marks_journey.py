"""Reading with a pencil: tags, a note, highlights, a collection, taken back, found again the next day."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtWidgets import QInputDialog

from reader.assets import sample_archive

LONG = 60_000  # milliseconds


def import_sample(qtbot, window):
    paths = [str(sample_archive() / "wget")]
    with qtbot.waitSignal(window.library.contents_changed, timeout=LONG):
        window.importing.import_paths(paths)
    qtbot.waitUntil(lambda: window.results.view.model().rowCount() > 0, timeout=LONG)


def open_first(qtbot, window):
    window.commands["next-result"].trigger()
    qtbot.waitUntil(lambda: window.marks_panel.article_id != "", timeout=LONG)


def select(view, start, length):
    cursor = view.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)


def test_marks_are_made_taken_back_and_there_the_next_day(qtbot, real_window):
    window = real_window()
    import_sample(qtbot, window)
    open_first(qtbot, window)
    panel, view = window.marks_panel, window.tabs.current.view
    article = panel.article_id

    window.commands["star"].trigger()
    qtbot.waitUntil(lambda: panel.marks.starred, timeout=LONG)
    window.commands["tag"].trigger()
    panel.tags.field.setText("luận văn")
    panel.tags.field.returnPressed.emit()
    qtbot.waitUntil(lambda: panel.tags.names == ["luận văn"], timeout=LONG)
    panel.note.setPlainText("Hỏi lại số liệu.")
    qtbot.waitUntil(lambda: len(panel.marks.notes) == 1, timeout=LONG)
    start = view.toPlainText().index(". ") - 20
    select(view, start, 18)
    words = view.passage().quote
    window.commands["highlight"].trigger()
    qtbot.waitUntil(lambda: len(panel.marks.highlights) == 1, timeout=LONG)
    assert panel.marks.highlights[0].quote == words
    qtbot.waitUntil(lambda: len(view.extraSelections()) >= 1, timeout=LONG)

    panel.highlight_dropped.emit(panel.marks.highlights[0].key)
    qtbot.waitUntil(lambda: panel.marks.highlights == (), timeout=LONG)
    qtbot.waitUntil(lambda: window.messages.texts == ["Highlight removed."], timeout=LONG)
    window.messages._strips["marks undo"]._press()
    qtbot.waitUntil(lambda: len(panel.marks.highlights) == 1, timeout=LONG)

    panel.new_collection_wanted.emit()
    (dialog,) = window.findChildren(QInputDialog)
    dialog.setTextValue("Chương một")
    dialog.accept()
    qtbot.waitUntil(lambda: panel.marks.collections == ("Chương một",), timeout=LONG)

    panel.tag_chosen.emit("luận văn")
    qtbot.waitUntil(lambda: window.results.view.model().rowCount() == 1, timeout=LONG)
    with qtbot.waitSignal(window.closed, timeout=LONG):
        window.close()

    window = real_window()
    window.commands["notebook"].trigger()
    qtbot.waitUntil(lambda: window.tabs.current.page is not None, timeout=LONG)
    page = window.tabs.current.page
    names = [page.lists.item(row).text() for row in range(page.lists.count())]
    assert names == [
        "Starred  (1)",
        "Reading list  (0)",
        "Read  (1)",
        "Highlights  (1)",
        "Lost highlights",
        "Notes  (1)",
        "Recently opened  (1)",
        "Collections",
        "Chương một  (1)",
        "Tags",
        "luận văn  (1)",
    ]
    page.lists.setCurrentRow(3)
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=LONG)
    page.view.chosen.emit(page.model.index(0, 0), False)
    qtbot.waitUntil(lambda: window.marks_panel.article_id == article, timeout=LONG)
    qtbot.waitUntil(lambda: window.marks.highlights.awaited == "", timeout=LONG)


def test_many_articles_are_marked_in_place_and_it_is_taken_back(qtbot, filled_window):
    window = filled_window()
    view = window.results.view
    rows = view.model().rowCount()
    assert rows > 8
    view.verticalScrollBar().setValue(view.row_height * 3)
    place = view.verticalScrollBar().value()
    for row in range(4, 8):
        flag = QItemSelectionModel.SelectionFlag.Select
        view.selectionModel().setCurrentIndex(view.model().index(row), flag)
    ids = window.results.selected

    window.results.mark_wanted.emit("to-read")
    qtbot.waitUntil(lambda: window.messages.texts == ["4 articles marked."], timeout=LONG)
    qtbot.waitUntil(
        lambda: all("to-read" in view.model().hit(row).marks for row in range(4, 8)), timeout=LONG
    )
    assert (window.results.selected, view.verticalScrollBar().value()) == (ids, place)
    window.commands["undo-mark"].trigger()
    qtbot.waitUntil(lambda: "to-read" not in view.model().hit(4).marks, timeout=LONG)
    assert window.messages.texts == []
    assert not window.commands["undo-mark"].isEnabled()

    window.results.mark_wanted.emit("tag")
    qtbot.waitUntil(lambda: len(window.findChildren(QInputDialog)) == 1, timeout=LONG)
    (dialog,) = window.findChildren(QInputDialog)
    dialog.setTextValue("chương một")
    dialog.accept()
    qtbot.waitUntil(lambda: window.messages.texts == ["Tag “chương một” added."], timeout=LONG)
    window.search.search('tag:"chuong mot"')
    qtbot.waitUntil(lambda: window.results.total == 4, timeout=LONG)


def test_words_are_highlighted_by_keys_alone_and_one_over_the_other(qtbot, filled_window):
    window = filled_window()
    open_first(qtbot, window)
    view, panel = window.tabs.current.view, window.marks_panel
    view.setFocus()
    start = view.toPlainText().index(". ") - 20
    cursor = view.textCursor()
    cursor.setPosition(start)
    view.setTextCursor(cursor)
    for _letter in range(12):
        qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    quote = view.passage().quote
    window.commands["highlight"].trigger()
    qtbot.waitUntil(lambda: [each.quote for each in panel.marks.highlights] == [quote], timeout=LONG)
    assert not view.textCursor().hasSelection()

    select(view, start + 6, 30)
    window.commands["highlight"].trigger()
    qtbot.waitUntil(lambda: len(panel.marks.highlights) == 2, timeout=LONG)
    qtbot.waitUntil(lambda: len(view.highlights_at(start + 8)) == 2, timeout=LONG)
    assert len(view.highlights_at(start + 2)) == 1
    with qtbot.waitSignal(view.highlights_touched) as touched:
        cursor.setPosition(start + 8)
        view.setTextCursor(cursor)
        reason = QContextMenuEvent.Reason.Keyboard
        view.contextMenuEvent(QContextMenuEvent(reason, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5))))
    assert len(touched.args[0]) == 2

    panel._list.setCurrentRow(0)
    qtbot.keyClick(panel._list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(panel.marks.highlights) == 1, timeout=LONG)
    window.commands["undo-mark"].trigger()
    qtbot.waitUntil(lambda: len(panel.marks.highlights) == 2, timeout=LONG)


def test_what_was_opened_last_is_in_a_menu(qtbot, filled_window):
    window = filled_window()
    open_first(qtbot, window)
    title = window.tabs.current.title
    menu = window.commands.menu("opened")
    qtbot.waitUntil(lambda: len(menu.actions()) > 1, timeout=LONG)
    assert title.startswith(menu.actions()[0].toolTip()[:20])
    menu.actions()[-1].trigger()
    qtbot.waitUntil(lambda: window.tabs.current.page is not None, timeout=LONG)
    assert window.tabs.current.page.chosen == ("opened", "")
