"""Tabs: making, closing, bringing back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar, QToolButton

from reader.ui.pages.history import Place
from reader.ui.pages.tabs import Tabs


@pytest.fixture
def tabs(qtbot):
    made = Tabs()
    qtbot.addWidget(made)
    made.tab_made.connect(lambda tab: tab.place.kind == "welcome" and tab.show_welcome())
    made.restore([Place("article", "1", title="One"), Place("article", "2", title="Two & more")], 1)
    made.resize(800, 500)
    made.show()
    return made


def names(tabs):
    return [tabs.tabText(index) for index in range(tabs.count())]


def test_a_session_comes_back(tabs):
    assert names(tabs) == ["One", "Two && more"]
    assert tabs.currentIndex() == 1
    assert [place.target for place in tabs.places] == ["1", "2"]


def test_a_new_tab_stands_beside_the_current_one(tabs):
    tabs.setCurrentIndex(0)
    tabs.add_tab(Place("article", "3", title="Three"), background=True)
    assert names(tabs) == ["One", "Three", "Two && more"]
    assert tabs.currentIndex() == 0
    tabs.new_tab()
    assert tabs.tabText(tabs.currentIndex()) == "Your library"


def test_the_last_tab_gives_way_to_a_welcome(tabs):
    tabs.close_current()
    tabs.close_current()
    assert names(tabs) == ["Your library"]
    assert tabs.can_reopen
    tabs.reopen()
    tabs.reopen()
    assert [place.target for place in tabs.places if place.kind == "article"] == ["1", "2"]
    assert not tabs.can_reopen


def test_the_middle_button_and_the_cross_close_a_tab(qtbot, tabs):
    middle = Qt.MouseButton.MiddleButton
    qtbot.mouseClick(tabs.tabBar(), middle, pos=tabs.tabBar().tabRect(0).center())
    assert names(tabs) == ["Two && more"]
    button = tabs.tabBar().tabButton(0, QTabBar.ButtonPosition.RightSide)
    assert isinstance(button, QToolButton)
    assert button.accessibleName()
    button.click()
    assert names(tabs) == ["Your library"]


def test_walking_goes_round(tabs):
    tabs.step(1)
    assert tabs.currentIndex() == 0
    tabs.step(-1)
    assert tabs.currentIndex() == 1


def test_a_restored_tab_keeps_its_place_until_it_is_filled(tabs):
    tabs.restore([Place("article", "1", position=2500, title="One")], 0)
    assert tabs.places[0].position == 2500
    assert not tabs.current.is_filled


def test_a_long_title_is_cut_on_the_tab_only(tabs):
    title = "word " * 40
    tabs.restore([Place("article", "1", title=title)], 0)
    assert len(tabs.tabText(0)) <= 60
    assert tabs.tabToolTip(0) == title
