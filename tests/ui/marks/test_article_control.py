"""What a key says of the article on show, also before its marks have been read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from reader.model import ArticleMarks
from reader.ui.marks.article_control import ArticleMarksControl

FIRST, SECOND = "a" * 16, "b" * 16


class Keeper(QObject):
    """Does what it is told in a library that remembers it."""

    def __init__(self):
        super().__init__()
        self.said = []

    def do(self, work, **_more):
        marks = SimpleNamespace(
            of=lambda article: ArticleMarks(article, starred=article == SECOND),
            set_flag=lambda article, flag, *, on: self.said.append((article, flag, on)),
        )
        work(SimpleNamespace(marks=marks))
        return SimpleNamespace(done=SimpleNamespace(connect=lambda _told: None))


class Panel:
    """A panel whose marks come when the test says so."""

    def __init__(self):
        self.marks = None

    def __getattr__(self, _name):
        return SimpleNamespace(connect=lambda _slot: None)

    def set_folded(self, folded):
        pass


@pytest.fixture
def control(qapp):
    keeper, panel = Keeper(), Panel()
    control = ArticleMarksControl(keeper, SimpleNamespace(marks_folded=False), panel)
    control.keeper, control.panel = keeper, panel
    return control


def test_a_key_turns_what_the_panel_shows(control):
    control.set_article(FIRST)
    control.panel.marks = ArticleMarks(FIRST, starred=True)
    control.toggle("star")
    assert control.keeper.said == [(FIRST, "star", False)]


def test_a_key_that_comes_before_the_marks_means_the_article_on_show(control):
    control.panel.marks = ArticleMarks(FIRST)
    control.set_article(SECOND)
    control.toggle("star")
    control.toggle("to-read")
    assert control.keeper.said == [(SECOND, "star", False), (SECOND, "to-read", True)]


def test_without_an_article_a_key_says_nothing(control):
    control.panel.marks = ArticleMarks(FIRST)
    control.toggle("star")
    assert control.keeper.said == []
