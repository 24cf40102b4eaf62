"""The bridge to the core: threads, channels, cancelling, and the end."""

from __future__ import annotations

import logging
import threading

import pytest

from reader.errors import UnusableError
from reader.model import Progress
from reader.ui.jobs import Jobs


class FakeLibrary:
    """Knows the thread that opened it."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.closed_on = None
        self.rested = 0

    def rest(self):
        self.rested += 1

    def close(self):
        self.closed_on = threading.get_ident()


@pytest.fixture
def opened():
    return []


@pytest.fixture
def jobs(qtbot, opened):
    def open_library():
        opened.append(FakeLibrary())
        return opened[-1]

    jobs = Jobs(open_library)
    yield jobs
    jobs.close()


def answer(qtbot, task):
    with qtbot.waitSignal(task.done, timeout=5000) as done:
        pass
    return done.args[0]


def test_work_runs_elsewhere_and_its_answer_arrives_here(jobs, qtbot):
    here = threading.get_ident()
    arrived = []
    task = jobs.read(lambda library: (library.thread, threading.get_ident()))
    task.done.connect(lambda _value: arrived.append(threading.get_ident()))
    opened_on, ran_on = answer(qtbot, task)
    assert opened_on == ran_on != here
    assert arrived == [here]


def test_nothing_arrives_before_control_returns_to_the_event_loop(jobs, qtbot):
    ran = threading.Event()
    task = jobs.read(lambda library: ran.set())
    assert ran.wait(5)
    answer(qtbot, task)


def test_each_thread_opens_its_library_once(jobs, qtbot, opened):
    threads = {
        answer(qtbot, give(lambda library: library.thread))
        for give in (jobs.read, jobs.write, jobs.aside) * 2
    }
    assert len(threads) == len(opened) == 3


def test_a_library_that_nobody_asks_rests_once_and_is_there_again(jobs, qtbot, opened, monkeypatch):
    monkeypatch.setattr("reader.ui.jobs._REST_AFTER", 0.0)
    answer(qtbot, jobs.read(lambda library: "first"))
    qtbot.waitUntil(lambda: opened[0].rested == 1)
    assert answer(qtbot, jobs.read(lambda library: library.rested)) == 1
    qtbot.waitUntil(lambda: opened[0].rested == 2)
    assert len(opened) == 1


def test_a_search_does_not_wait_for_an_import(jobs, qtbot):
    release = threading.Event()
    writing = jobs.write(lambda library: release.wait(5))
    aside = jobs.aside(lambda library: release.wait(5))
    assert answer(qtbot, jobs.read(lambda library: "found")) == "found"
    release.set()
    assert answer(qtbot, writing)
    del aside


def test_pictures_wait_until_nothing_else_does(jobs, qtbot):
    order, gate = [], threading.Event()
    jobs.read(lambda library: gate.wait(5))
    jobs.read(lambda library: order.append("picture 1"), later=True)
    last = jobs.read(lambda library: order.append("picture 2"), later=True)
    jobs.read(lambda library: order.append("search"))
    gate.set()
    answer(qtbot, last)
    assert order == ["search", "picture 1", "picture 2"]


def test_newer_work_of_a_channel_overtakes_the_older(jobs, qtbot):
    gate, begun, seen = threading.Event(), threading.Event(), []

    def slow(library):
        begun.set()
        gate.wait(5)
        return "old"

    tasks = [jobs.read(slow, channel="search")]
    assert begun.wait(5)
    tasks += [jobs.read(lambda library, n=n: seen.append(n) or n, channel="search") for n in (1, 2, 3)]
    other = jobs.read(lambda library: "other", channel="related")
    told = []
    for number, task in enumerate(tasks):
        task.done.connect(lambda value, number=number: told.append((number, value)))
        task.stopped.connect(lambda last, number=number: told.append((number, "stopped")))
    gate.set()
    assert answer(qtbot, other) == "other"
    assert told == [(0, "stopped"), (1, "stopped"), (2, "stopped"), (3, 3)]
    assert seen == [3]


def test_steps_are_told_and_the_last_one_is_the_answer(jobs, qtbot):
    def steps(library):
        yield Progress("scan", 0, None)
        for number in range(5):
            yield Progress("read", number, 5)

    task = jobs.write(steps)
    told = []
    task.progressed.connect(told.append)
    assert answer(qtbot, task) == Progress("read", 4, 5)
    assert told[0] == Progress("scan", 0, None)


def test_cancelling_closes_the_steps_and_tells_how_far_they_came(jobs, qtbot):
    closed = threading.Event()

    def steps(library):
        try:
            number = 0
            while True:
                yield Progress("read", number := number + 1, None)
        finally:
            closed.set()

    task = jobs.write(steps)
    task.progressed.connect(lambda step: task.cancel())
    with qtbot.waitSignal(task.stopped, timeout=5000) as stopped:
        pass
    assert closed.is_set()
    assert stopped.args[0].done >= 1
    assert answer(qtbot, jobs.write(lambda library: "next")) == "next"


def test_an_error_of_the_core_is_passed_on(jobs, qtbot):
    def fail(library):
        raise UnusableError("index-damaged")

    with qtbot.waitSignal(jobs.read(fail).failed, timeout=5000) as failed:
        pass
    assert failed.args[0].code == "index-damaged"
    assert answer(qtbot, jobs.read(lambda library: 1)) == 1


def test_an_error_of_the_program_does_not_end_the_thread(jobs, qtbot, caplog, monkeypatch):
    monkeypatch.setattr(logging.getLogger("reader.ui.jobs"), "disabled", True)
    with qtbot.waitSignal(jobs.read(lambda library: 1 // 0).failed, timeout=5000) as failed:
        pass
    assert failed.args[0].code == "unexpected"
    assert answer(qtbot, jobs.read(lambda library: 1)) == 1


def test_a_library_that_cannot_be_opened_is_tried_again(qtbot):
    tries = []

    def open_library():
        tries.append(1)
        if len(tries) == 1:
            raise UnusableError("library-busy")
        return FakeLibrary()

    jobs = Jobs(open_library)
    with qtbot.waitSignal(jobs.read(lambda library: 1).failed, timeout=5000) as failed:
        pass
    assert failed.args[0].code == "library-busy"
    assert answer(qtbot, jobs.read(lambda library: 2)) == 2
    jobs.close()


def test_another_library_is_used_after_a_switch(jobs, qtbot, opened):
    first = answer(qtbot, jobs.read(lambda library: library))
    gate = threading.Event()
    waiting = jobs.read(lambda library: gate.wait(5))
    stopped = []
    waiting.stopped.connect(stopped.append)
    other = FakeLibrary()
    jobs.switch(lambda: other)
    gate.set()
    assert answer(qtbot, jobs.read(lambda library: library)) is other
    qtbot.waitUntil(lambda: stopped == [None])
    qtbot.waitUntil(lambda: first.closed_on is not None)
    assert first.closed_on == first.thread


def test_stopping_returns_at_once_and_tells_when_all_is_closed(qtbot, opened):
    def open_library():
        opened.append(FakeLibrary())
        return opened[-1]

    jobs = Jobs(open_library)
    gate, begun = threading.Event(), threading.Event()
    jobs.write(lambda library: begun.set() or gate.wait(5))
    assert begun.wait(5)
    with qtbot.waitSignal(jobs.stopped, timeout=5000):
        jobs.stop()
        assert not jobs.is_stopped
        gate.set()
    assert jobs.is_stopped
    assert [library.closed_on for library in opened] == [library.thread for library in opened]
    late = jobs.read(lambda library: pytest.fail("begun after the end"))
    assert late.is_cancelled


def test_stopping_without_work_tells_at_once(qtbot):
    jobs = Jobs(FakeLibrary)
    with qtbot.waitSignal(jobs.stopped, timeout=0):
        jobs.stop()
    jobs.close()
    assert jobs.is_stopped
