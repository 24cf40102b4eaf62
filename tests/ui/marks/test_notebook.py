"""The notebook: lists, rows, narrowing, and what is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from reader.model import (
    Highlight,
    MarkedArticle,
    MarkedHighlight,
    MarkedNote,
    Note,
    Notebook,
)
from reader.ui.marks.notebook_page import NotebookPage
from reader.ui.pages.history import Place

MADE = "2024-01-02T03:04:05Z"
HERE = MarkedArticle(
    "a" * 16, "Họp dân về nước sạch", "https://xa-a.example/1", "xa-a.example", "2021-06-02", True
)
GONE = MarkedArticle("b" * 16, "Trang đã quên", None, None, None, False)
MARK = Highlight("k1", "nước  sạch", "", "", 3, "blue", "quan trọng", MADE, MADE, HERE.id)
NOTEBOOK = Notebook(
    starred=(HERE, GONE),
    highlights=(MarkedHighlight(HERE, MARK),),
    notes=(MarkedNote(HERE, Note("Hỏi lại\ntrưởng thôn", MADE, MADE, HERE.id)),),
    tags=(("luận văn", (HERE,)),),
    collections=(("Chương một", ()),),
)


@pytest.fixture
def page(qtbot):
    shown = NotebookPage()
    qtbot.addWidget(shown)
    shown.show()
    shown.show_place(Place("notebook"), NOTEBOOK)
    return shown


def choose(page, state):
    page.show_place(Place("notebook", state=state), NOTEBOOK)


def cells(page):
    model = page.model
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


def test_the_lists_stand_with_their_sizes(page):
    names = [page.lists.item(row).text() for row in range(page.lists.count())]
    assert names == [
        "Starred  (2)",
        "Reading list  (0)",
        "Highlights  (1)",
        "Notes  (1)",
        "Recently opened  (0)",
        "Chương một  (0)",
        "luận văn  (1)",
    ]
    assert cells(page) == [
        ["Họp dân về nước sạch", "", "xa-a.example", "2 June 2021"],
        ["Trang đã quên (not in the library now)", "", "", ""],
    ]


def test_a_list_comes_back_with_its_place(page):
    choose(page, "highlights:")
    assert page.state == "highlights:"
    assert cells(page)[0][1] == "“nước sạch” — quan trọng"
    choose(page, "tag:luận văn")
    assert page.lists.currentRow() == 6


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
        page.view.activated.emit(page.model.index(0, 0))
    assert chosen.args == [HERE.id, "k1", False]


def test_what_is_not_in_the_library_cannot_be_opened(qtbot, page):
    with qtbot.assertNotEmitted(page.article_chosen):
        page.view.activated.emit(page.model.index(1, 0))


def test_delete_takes_the_chosen_rows_out(qtbot, page):
    page.view.setCurrentIndex(page.model.index(1, 0))
    with qtbot.waitSignal(page.remove_wanted) as removed:
        qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    kind, name, rows = removed.args
    assert (kind, name, [row.article for row in rows]) == ("star", "", [GONE])


def test_only_tags_and_collections_can_be_renamed_and_deleted(qtbot, page):
    assert not page._rename.isVisibleTo(page)
    choose(page, "collection:Chương một")
    assert page._empty.text() == "This collection is empty."
    with qtbot.waitSignal(page.rename_wanted) as renamed:
        page._rename.click()
    with qtbot.waitSignal(page.delete_wanted) as deleted:
        page._delete.click()
    assert renamed.args == deleted.args == ["collection", "Chương một"]
