"""Pages of other kinds in tabs: way back, session, late answers, progress, errors, actions of their own."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QLineEdit

from reader.errors import UsageError
from reader.model import Progress
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import PageKind, TabPage

FIRST = "1" * 16


class Sheet(TabPage):
    """Shows the answer as a line of text; remembers what is typed into it as its state."""

    def __init__(self, parent):
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.seen, self.steps, self.done, self.begun = [], [], [], 0

    @property
    def title(self):
        return f"Sheet {self.seen[-1][0]}" if self.seen else ""

    @property
    def state(self):
        return self.line.text()

    @property
    def position(self):
        return 7

    @property
    def deeds(self):
        return frozenset({"export"})

    def do(self, deed):
        self.done.append(deed)

    def begin(self, place):
        self.begun += 1
        self.line.clear()
        self.changed.emit()

    def show_progress(self, progress):
        self.steps.append(progress.done)

    def show_place(self, place, answer):
        self.seen.append((place.target, answer, place.position))
        self.line.setText(place.state)

    def leave(self):
        self.done.append("left")


def sheet_kind(window, **changes):
    kind = PageKind("sheet", Sheet, **changes)
    window.reading.add_kind(kind)
    return kind


def tab_with(qtbot, window, kind, count=1):
    tab = window.tabs.current
    qtbot.waitUntil(lambda: len(tab.page_of(kind).seen) == count, timeout=5000)
    return tab, tab.page_of(kind)


def test_it_is_part_of_the_way_back_with_its_state(qtbot, window):
    kind = sheet_kind(window, work=lambda place: lambda _library: place.target.upper())
    window.reading.open_place(Place("sheet", "a"))
    tab, page = tab_with(qtbot, window, kind)
    assert page.seen == [("a", "A", 0)]
    assert tab.title == "Sheet a"
    assert window.windowTitle().startswith("Sheet a")
    page.line.setText("kept")
    window.reading.open_article(FIRST)
    qtbot.waitUntil(lambda: tab.article is not None, timeout=5000)
    assert page.done == ["left"]
    assert tab.page is None
    tab.step(-1)
    tab_with(qtbot, window, kind, 2)
    assert page.seen[-1] == ("a", "A", 7)
    assert page.line.text() == "kept"


def test_a_session_brings_it_back(qtbot, window):
    kind = sheet_kind(window)
    window.reading.open_place(Place("sheet", "b", state="s"))
    tab_with(qtbot, window, kind)
    stored = [place.as_json() for place in window.tabs.places]
    window.tabs.restore([Place.from_json(each) for each in stored], 0)
    _tab, page = tab_with(qtbot, window, kind)
    assert page.seen == [("b", None, 7)]
    assert page.line.text() == "s"


def test_a_kind_that_nobody_knows_is_the_welcome_page(qtbot, window):
    window.reading.open_place(Place("strange", "b"))
    assert window.tabs.current.title == "Your library"


def test_its_actions_are_asked_of_the_page(qtbot, window):
    kind = sheet_kind(window)
    assert not window.commands["export"].isEnabled()
    window.reading.open_place(Place("sheet", "a"))
    _tab, page = tab_with(qtbot, window, kind)
    assert window.commands["export"].isEnabled()
    assert not window.commands["print"].isEnabled()
    window.commands["export"].trigger()
    assert page.done == ["export"]


def test_long_work_tells_how_far_it_is_and_ends_with_the_page(qtbot, window):
    gate, closed = threading.Event(), threading.Event()

    def steps(_library):
        try:
            yield Progress("read", 1, 2)
            gate.wait(5)
            yield Progress("done", 2, 2)
        finally:
            closed.set()

    kind = sheet_kind(window, work=lambda _place: steps, is_long=True)
    window.reading.open_place(Place("sheet", "a"))
    tab = window.tabs.current
    page = tab.page_of(kind)
    assert tab.page is page
    assert page.begun == 1
    qtbot.waitUntil(lambda: page.steps == [1], timeout=5000)
    window.reading.go_home()
    gate.set()
    assert closed.wait(5)
    window.reading.open_place(Place("sheet", "b"))
    tab_with(qtbot, window, kind)
    assert [target for target, *_rest in page.seen] == ["b"]


def test_the_state_of_a_place_stays_its_own(qtbot, window):
    kind = sheet_kind(window, work=lambda place: lambda _library: place.target, is_long=True)
    window.reading.open_place(Place("sheet", "a"))
    tab, page = tab_with(qtbot, window, kind)
    page.line.setText("of a")
    window.reading.open_place(Place("sheet", "b"))
    tab_with(qtbot, window, kind, 2)
    assert page.line.text() == ""
    tab.step(-1)
    tab_with(qtbot, window, kind, 3)
    assert page.line.text() == "of a"


def test_a_session_brings_long_work_back_once(qtbot, window):
    kind = sheet_kind(window, work=lambda _place: lambda _library: "found", is_long=True)
    window.tabs.restore([Place("sheet", "b", title="Sheet")], 0)
    _tab, page = tab_with(qtbot, window, kind)
    assert page.begun == 1
    assert page.seen == [("b", "found", 0)]


def test_what_arrives_late_stays_away(qtbot, window):
    gate = threading.Event()
    kind = sheet_kind(window, work=lambda _place: lambda _library: gate.wait(5))
    window.reading.open_place(Place("sheet", "a"))
    window.reading.go_home()
    gate.set()
    window.reading.open_place(Place("sheet", "b"), new_tab=True)
    behind = window.tabs.pages[window.tabs.currentIndex() + 1]
    qtbot.waitUntil(lambda: bool(behind.page_of(kind).seen), timeout=5000)
    assert window.tabs.current.title == "Your library"


def test_what_fails_is_told(qtbot, window):
    def work(_library):
        raise UsageError("date-unreadable", text="x")

    sheet_kind(window, work=lambda _place: work)
    window.reading.open_place(Place("sheet", "a", title="Sheet"))
    tab = window.tabs.current
    qtbot.waitUntil(lambda: tab.error_page.isVisible(), timeout=5000)
    assert tab.title == "Sheet"


@pytest.mark.parametrize(("of_library", "times"), [(True, 2), (False, 1)])
def test_a_page_of_the_library_is_made_anew_when_that_changes(qtbot, window, of_library, times):
    kind = sheet_kind(window, of_library=of_library)
    window.reading.open_place(Place("sheet", "a"))
    _tab, page = tab_with(qtbot, window, kind)
    window.reading.refresh()
    assert len(page.seen) == times
