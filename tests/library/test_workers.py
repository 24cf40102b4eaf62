"""The work is ``eval``: the worker processes can import it, and an item can do whatever a test needs."""

import sys
import threading
from contextlib import closing

import pytest

from reader.errors import UnusableError
from reader.library import workers
from reader.library.workers import Crew, WorkerDied, run

CRASH = "__import__('os')._exit(7)"
HANG = "__import__('signal').pause()"
FAULT = "1 / 0"


@pytest.mark.parametrize("jobs", [1, 2])
def test_values_come_in_the_order_of_the_items(jobs):
    items = [f"range({number % 4})" for number in range(40)]
    expected = [(number, value) for number in range(40) for value in range(number % 4)]
    assert list(run(eval, items, jobs)) == expected


def test_a_crash_costs_one_item():
    items = ["[0]", "[1]", CRASH, "[3]", "[4]", CRASH, "[6]"]
    answers = list(run(eval, items, 2))
    assert [number for number, _ in answers] == [0, 1, 2, 3, 4, 5, 6]
    died = {number: value for number, value in answers if isinstance(value, WorkerDied)}
    assert died == {2: WorkerDied("crash", "exit 7"), 5: WorkerDied("crash", "exit 7")}


def test_values_before_a_crash_are_kept():
    lines = "(value if value < 2 else __import__('os')._exit(7) for value in range(5))"
    assert list(run(eval, [lines, "[9]"], 2)) == [(0, 0), (0, 1), (0, WorkerDied("crash", "exit 7")), (1, 9)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_costs_one_item(jobs):
    answers = list(run(eval, [FAULT, "[1]"], jobs))
    assert answers == [(0, WorkerDied("crash", "ZeroDivisionError: division by zero")), (1, 1)]


@pytest.mark.skipif(not hasattr(__import__("signal"), "pause"), reason="no way to wait for ever")
def test_a_worker_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(workers, "_QUIET_SECONDS", 0.5)
    answers = list(run(eval, ["[0]", HANG, "[2]"], 2))
    assert answers == [(0, 0), (1, WorkerDied("slow")), (2, 2)]


def test_closing_ends_workers_and_thread():
    before = threading.active_count()
    with closing(run(eval, ["[0]", *["range(10**9)"] * 5], 2)) as answers:
        assert next(answers) == (0, 0)
    assert threading.active_count() == before


def test_more_than_fits_is_not_lost(monkeypatch):
    """Answers to later items wait while the first is slow; they are not read without limit."""
    monkeypatch.setattr(workers, "_MOST_BUFFERED", 10_000)
    items = ["[sum(range(10**6))]", *["[b'x' * 5000] * 4"] * 12]
    answers = list(run(eval, items, 2))
    assert [number for number, _ in answers] == [0, *sorted(list(range(1, 13)) * 4)]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no limit")
def test_too_large_an_item_fails_alone(monkeypatch):
    monkeypatch.setattr(workers, "memory_limit", lambda jobs: 2**28)
    answers = list(run(eval, ["[len(b'x' * 2**29)]", "[1]"], 2))
    assert answers[0][1].detail.startswith("MemoryError")
    assert answers[1] == (1, 1)


def test_all_workers_together_leave_some_memory():
    assert workers.memory_limit(1) is None or workers.memory_limit(4) <= workers.memory_limit(1)


def test_a_value_that_cannot_travel_is_a_fault():
    answers = list(run(eval, ["[0, lambda: 0, 2]", *["[1]"] * 6], 2))
    assert answers[:2] == [(0, 0), (0, WorkerDied("crash", "cannot be pickled"))]
    assert answers[2:] == [(number, 1) for number in range(1, 7)]


def test_a_crew_stays_for_the_next_list():
    pid = "[__import__('os').getpid()]"
    with Crew(eval, 2) as crew:
        first = {value for _, value in crew.run([pid] * 20)}
        second = {value for _, value in crew.run([pid] * 20)}
        with closing(crew.run(["[0]", *["range(10**9)"] * 5])) as answers:
            next(answers)
        third = {value for _, value in crew.run([pid] * 20)}
    assert second <= first
    assert not third & first


def test_nothing_to_do():
    assert list(run(eval, [], 2)) == []


def test_workers_that_cannot_start_are_told(monkeypatch):
    monkeypatch.setattr(workers._Pool, "_start", _start_a_dead_one)
    with pytest.raises(UnusableError) as unusable:
        list(run(eval, ["[0]", "[1]"], 2))
    assert unusable.value.code == "workers-unusable"


def _start_a_dead_one(pool):
    context = workers.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=exit, args=(3,))
    process.start()
    theirs.close()
    return workers._Worker(process, ours)


def test_neither_index_nor_window_is_loaded_by_a_worker():
    loaded = "{name.split('.')[0] for name in __import__('sys').modules}"
    reading = "__import__('importlib').import_module('reader.library.reading')"
    code = f"[{reading} and sorted({loaded} & {{'whoosh', 'PySide6', 'sqlite3'}})]"
    assert next(run(eval, [code], 2)) == (0, [])
