"""Garbage is collected on the thread of the window only."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QTimer

from reader.ui import collecting
from reader.ui.collecting import Collector


class _Knot:
    """Something that only the collector frees."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def collector(qapp, monkeypatch):
    monkeypatch.setattr(collecting, "_DELAY_MS", 0)
    gc.enable()
    made = Collector(qapp)
    yield made
    made.end()
    assert gc.isenabled()
    made.deleteLater()


def churn():
    """Asks for memory as work does, enough to be due for collecting."""
    return [[number] for number in range(50_000)]


def test_another_thread_collects_nothing(collector):
    freed_on = []
    knot = weakref.finalize(_Knot(), lambda: freed_on.append(threading.current_thread()))
    thread = threading.Thread(target=churn)
    thread.start()
    thread.join()
    assert freed_on == []
    held = churn()
    collector.collect()
    assert freed_on == [threading.main_thread()]
    assert not knot.alive
    assert held


def test_nothing_is_collected_when_nothing_is_due(collector):
    gc.collect()
    before = [generation["collections"] for generation in gc.get_stats()]
    collector.collect()
    assert [generation["collections"] for generation in gc.get_stats()] == before


def test_what_is_due_is_collected_when_the_loop_wakes(collector, qtbot):
    knot = weakref.finalize(_Knot(), lambda: None)
    held = churn()
    qtbot.waitUntil(lambda: not knot.alive)
    assert held


def test_nothing_ticks_while_nothing_is_due(collector):
    loop = QAbstractEventDispatcher.instance()
    gc.collect()
    loop.awake.emit()
    assert not collector.findChild(QTimer).isActive()
    held = churn()
    loop.awake.emit()
    assert collector.findChild(QTimer).isActive()
    assert held


def test_what_was_there_before_is_not_looked_through(qapp):
    collector = Collector(qapp)
    assert gc.get_freeze_count() > 10_000
    collector.end()
    assert gc.get_freeze_count() == 0
    collector.deleteLater()
