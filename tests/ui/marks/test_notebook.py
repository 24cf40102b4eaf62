"""The notebook: lists, rows, narrowing, and what is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDropEvent

from reader.model import MarkedArticle, NotebookEntry, NotebookList
from reader.ui.dragging import carried, carrying
from reader.ui.marks.notebook_page import NotebookAnswer, NotebookPage
from reader.ui.pages.history import Place

MADE = "2024-01-02T03:04:05Z"
HERE = MarkedArticle(
    "a" * 16, "Họp dân về nước sạch", "https://xa-a.example/1", "xa-a.example", "2021-06-02", True
)
GONE = MarkedArticle("b" * 16, "Trang đã quên", None, None, None, False)
LISTS = (
    NotebookList("star", "", 2),
    NotebookList("highlights", "", 2),
    NotebookList("lost", "", None),
    NotebookList("notes", "", 1),
    NotebookList("opened", "", 0),
    NotebookList("collection", "Chương một", 0),
    NotebookList("tag", "luận văn", 1),
)
ROWS = {
    "star:": (NotebookEntry(HERE), NotebookEntry(GONE)),
    "highlights:": (
        NotebookEntry(
            HERE, "nước sạch", MADE, "k1", "blue", "quan trọng", ("luận văn",), "nuoc sach quan trong"
        ),
        NotebookEntry(HERE, "họp dân", MADE, "k2", "pink", folded="hop dan"),
    ),
    "notes:": (NotebookEntry(HERE, "Hỏi lại\ntrưởng thôn", MADE, folded="hoi lai\ntruong thon"),),
    "tag:luận văn": (NotebookEntry(HERE),),
}


def answer(state="star:"):
    kind, _colon, name = state.partition(":")
    return NotebookAnswer(LISTS, kind, name, ROWS.get(state, ()))


@pytest.fixture
def page(qtbot):
    shown = NotebookPage()
    qtbot.addWidget(shown)
    shown.show()
    shown.show_place(Place("notebook"), answer())
    return shown


def choose(page, state):
    page.show_place(Place("notebook", state=state), answer(state))


def spoken(page):
    model = page.model
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.index(row).data(role) for row in range(model.rowCount())]


def test_the_lists_stand_with_their_sizes(page):
    names = [page.lists.item(row).text() for row in range(page.lists.count())]
    assert names == [
        "Starred  (2)",
        "Highlights  (2)",
        "Lost highlights",
        "Notes  (1)",
        "Recently opened  (0)",
        "Collections",
        "Chương một  (0)",
        "Tags",
        "luận văn  (1)",
    ]
    assert spoken(page) == [
        "Họp dân về nước sạch. xa-a.example. 2 June 2021",
        "Trang đã quên (not in the library now)",
    ]


def test_a_list_comes_back_with_its_place(page):
    choose(page, "highlights:")
    assert page.state == "highlights:"
    assert spoken(page)[0].startswith("nước sạch. quan trọng. Blue. Họp dân về nước sạch")
    choose(page, "tag:luận văn")
    assert page.lists.currentItem().text() == "luận văn  (1)"


def test_rows_are_narrowed_whatever_the_marks(page):
    choose(page, "notes:")
    page.words.setText("truong thon")
    assert len(page.model.rows) == 1
    page.words.setText("mùa màng")
    assert page.model.rows == []
    assert page._empty.text() == "Nothing here has these words."


def test_a_row_opens_its_article_at_the_highlight(qtbot, page):
    choose(page, "highlights:")
    with qtbot.waitSignal(page.article_chosen) as chosen:
        page.view.chosen.emit(page.model.index(0, 0), False)
    assert chosen.args == [HERE.id, "k1", False]


def test_what_is_not_in_the_library_cannot_be_opened(qtbot, page):
    with qtbot.assertNotEmitted(page.article_chosen):
        page.view.chosen.emit(page.model.index(1, 0), False)


def test_delete_takes_the_chosen_rows_out(qtbot, page):
    page.view.setCurrentIndex(page.model.index(1, 0))
    with qtbot.waitSignal(page.remove_wanted) as removed:
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    kind, name, rows = removed.args
    assert (kind, name, [row.article for row in rows]) == ("star", "", [GONE])


def test_only_tags_and_collections_can_be_renamed_and_deleted(qtbot, page):
    assert not page._rename.isVisibleTo(page)
    choose(page, "collection:Chương một")
    assert page._empty.text().startswith("This collection is empty.")
    with qtbot.waitSignal(page.rename_wanted) as renamed:
        page._rename.click()
    with qtbot.waitSignal(page.delete_wanted) as deleted:
        page._delete.click()
    assert renamed.args == deleted.args == ["collection", "Chương một"]


def test_highlights_are_narrowed_by_colour_and_tag(page):
    choose(page, "highlights:")
    page.colour.setCurrentIndex(page.colour.findData("pink"))
    page.colour.activated.emit(page.colour.currentIndex())
    assert [row.key for row in page.model.rows] == ["k2"]
    assert page._heading.text() == "Highlights · 1 of 2"
    page.colour.setCurrentIndex(0)
    page.tag.setCurrentIndex(page.tag.findData("luận văn"))
    page.tag.activated.emit(page.tag.currentIndex())
    assert [row.key for row in page.model.rows] == ["k1"]
    choose(page, "star:")
    assert len(page.model.rows) == 2  # no row there has a tag to choose


def test_another_list_is_asked_for(qtbot, page):
    with qtbot.waitSignal(page.list_wanted) as wanted:
        page.lists.setCurrentRow(1)
    assert wanted.args == ["highlights", ""]
    assert page._empty.text() == "Looking…"


def test_what_is_chosen_stays_chosen_when_the_list_is_shown_again(page):
    choose(page, "highlights:")
    page.view.setCurrentIndex(page.model.index(1, 0))
    choose(page, "highlights:")
    assert [row.key for row in page.selected] == ["k2"]


def test_what_is_shown_is_saved(qtbot, page):
    choose(page, "highlights:")
    page.words.setText("quan trong")
    with qtbot.waitSignal(page.save_wanted) as saved:
        page._save.click()
    assert [row.key for row in saved.args[0]] == ["k1"]


def test_articles_of_a_collection_are_moved(qtbot, page):
    rows = tuple(NotebookEntry(replace(HERE, id=letter * 16)) for letter in "abc")
    page.show_answer(NotebookAnswer(LISTS, "collection", "Chương một", rows))
    page.view.setCurrentIndex(page.model.index(2, 0))
    with qtbot.waitSignal(page.arranged) as arranged:
        qtbot.keyClick(page.view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert [each[0] for each in arranged.args[1]] == ["a", "c", "b"]


def test_rows_carry_their_articles_when_dragged(page):
    data = page.model.mimeData([page.model.index(0), page.model.index(1)])
    assert carried(data) == [HERE.id, GONE.id]


def test_articles_are_dropped_on_lists_that_take_some(qtbot, page):
    def drop(row):
        at = QPointF(page.lists.visualItemRect(page.lists.item(row)).center())
        event = QDropEvent(
            at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        page.lists.dropEvent(event)

    data = carrying(["c" * 16])
    with qtbot.assertNotEmitted(page.dropped):
        for row in (3, 5):
            drop(row)
    with qtbot.waitSignal(page.dropped) as dropped:
        drop(6)
    assert dropped.args == ["collection", "Chương một", ["c" * 16]]
