"""The status bar says what is so, in few words."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QToolButton

from reader.model import Progress
from reader.ui.status_bar import StatusBar


@pytest.fixture
def bar(qtbot):
    made = StatusBar()
    qtbot.addWidget(made)
    made.resize(1200, 30)
    made.show()
    return made


def test_the_size_of_the_library(bar):
    bar.show_library(None, 0)
    assert bar.counts_text == ""
    bar.show_library(12408, 31)
    assert bar.counts_text == "12,408 pages · 31 could not be read"
    bar.show_library(1, 0)
    assert bar.counts_text == "1 page"


def test_refused_requests(bar, qtbot):
    bar.show_refused(14)
    assert bar.counts_text == "offline: 14 requests refused on this page"
    button = next(each for each in bar.findChildren(QToolButton) if "refused" in each.text())
    with qtbot.waitSignal(bar.refused_wanted):
        button.click()
    bar.show_refused(0)
    assert bar.counts_text == ""


def test_running_work(bar, qtbot):
    work = bar.work
    assert not work.isVisible()
    work.begin("import")
    assert work.text == "Importing…"
    work.show_step(Progress("read", 340, 2000, 80.4, 20.0))
    assert work.text == "Importing · 340/2,000 · 80/s · 20 s left"
    with qtbot.waitSignal(bar.cancel_wanted):
        work.findChild(QToolButton).click()
    work.show_ending()
    assert work.text == "Importing · stopping…"
    work.end()
    assert work.text == ""
    work.show_step(Progress("read", 1, 2))
    assert not work.isVisible()


def test_more_than_a_bar_can_count(bar):
    bar.work.begin("import")
    bar.work.show_step(Progress("read", 6_000_000_000, 8_000_000_000))
    assert bar.work._bar.value() == 750


def test_a_long_hint_is_cut_in_its_middle(bar):
    bar.show_hint("http://town.example/" + "a-long-way/" * 60 + "end.html")
    assert bar.currentMessage().endswith("end.html")
    assert bar.fontMetrics().horizontalAdvance(bar.currentMessage()) < bar.width()
    bar.show_hint("")
    assert bar.currentMessage() == ""
