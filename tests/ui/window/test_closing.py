"""Closing a window whose work takes its time, or never ends."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QTimer

from reader.ui.controls import closing


@pytest.fixture
def slow(fake, monkeypatch):
    """Work that goes on after it was told to end, until ``slow`` is set."""
    event = threading.Event()
    monkeypatch.setattr(closing, "_HIDE_AFTER_MS", 1)
    yield event
    event.set()


def begin_slow_work(qtbot, window, slow):
    began = threading.Event()

    def work(_library):
        began.set()
        slow.wait(30)

    window.jobs.read(work)
    qtbot.waitUntil(began.is_set)


def test_a_window_waits_out_of_sight_for_its_work(qtbot, make_window, slow):
    window = make_window()
    begin_slow_work(qtbot, window, slow)
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert not window.has_ended
    with qtbot.waitSignal(window.closed):
        slow.set()
    assert window.has_ended


def test_a_thread_that_never_ends_is_given_up(qtbot, make_window, slow, monkeypatch):
    monkeypatch.setattr(closing, "_GIVE_UP_AFTER_MS", 50)
    window = make_window()
    begin_slow_work(qtbot, window, slow)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert not window.has_ended
    slow.set()


def test_the_session_is_saved_before_the_window_goes(qtbot, make_window, settings):
    window = make_window()
    window.search.search("flood")
    with qtbot.waitSignal(window.closed):
        QTimer.singleShot(0, window, window.close)
    assert settings.sessions[str(window.library.folder)]["search"]["query"] == "flood"
