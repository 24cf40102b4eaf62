"""What is shown belongs to the query in the box: answers to older questions never get there."""

from __future__ import annotations

import threading

import pytest


class Slow:
    """Holds the first call for a query back until it is let go; tells when it was begun."""

    def __init__(self, fake, name, query):
        self.begun, self.gate = threading.Event(), threading.Event()
        self._whole = getattr(fake, name)
        self._query = query
        setattr(fake, name, self)

    def __call__(self, first, *rest, **named):
        if getattr(first, "query", first) == self._query and not self.begun.is_set():
            self.begun.set()
            self.gate.wait(5)
        return self._whole(first, *rest, **named)


@pytest.fixture
def shown(window):
    """The queries whose answers were shown, in order."""
    queries = []
    window.search.answered.connect(lambda result: queries.append(result.query))
    return queries


def titles(window):
    model = window.results.view.model()
    return [model.hit(row).title for row in range(model.rowCount())]


def test_a_slow_answer_to_an_older_query_is_never_shown(qtbot, window, fake, shown):
    slow = Slow(fake, "search", "flood")
    window.search.search("flood")
    assert slow.begun.wait(5)
    window.search.search("bridge")
    slow.gate.set()
    qtbot.waitUntil(lambda: shown == ["bridge"], timeout=5000)
    assert titles(window) == ["Second: the bridge"]
    assert window.results._request.query == "bridge"


def test_of_many_queries_typed_in_a_row_only_the_last_is_searched(qtbot, window, fake, shown):
    slow = Slow(fake, "search", "f")
    window.search.search("f")
    assert slow.begun.wait(5)
    for query in ("fl", "flo", "floo", "flood"):
        window.search.search(query)
    slow.gate.set()
    qtbot.waitUntil(lambda: bool(shown), timeout=5000)
    assert shown == ["flood"]
    asked = [call.query for call in fake.calls if hasattr(call, "query")]
    assert {"fl", "flo", "floo"}.isdisjoint(asked)


def test_a_further_page_of_an_older_search_is_not_appended(qtbot, window, fake, shown):
    slow = Slow(fake, "search", "flood")
    slow.begun.set()
    window.search.search("flood")
    qtbot.waitUntil(lambda: shown == ["flood"], timeout=5000)
    slow.begun.clear()
    window.results.more_wanted.emit()
    assert slow.begun.wait(5)
    window.search.search("bridge")
    slow.gate.set()
    qtbot.waitUntil(lambda: shown == ["flood", "bridge"], timeout=5000)
    assert titles(window) == ["Second: the bridge"]


def test_completions_for_what_was_typed_before_are_not_offered(qtbot, window, fake):
    box = window.toolbar.search_box
    box.focus_box()
    slow = Slow(fake, "complete", "Fi")
    qtbot.keyClicks(box.focusProxy(), "Fi")
    assert slow.begun.wait(5)
    box.focusProxy().clear()
    qtbot.keyClicks(box.focusProxy(), "Sec")
    slow.gate.set()
    qtbot.waitUntil(lambda: "Second: the bridge" in box._suggestions.texts, timeout=5000)
    assert "First: the flood" not in box._suggestions.texts
