"""The one bridge from the core to Qt signals.

Work that only reads (search, article, related) runs on one thread, work that writes (import, rebuild) on
another, so that a search never waits for an import. Each thread opens its own library and uses it alone;
nothing else in the window calls the core for anything that takes time.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from reader.errors import ReaderError, UnusableError
from reader.model import Progress

if TYPE_CHECKING:
    from reader.library.library import Library

# Seconds between two steps of progress that are passed on: a bar is read by eye, and every signal costs
# the window a turn of its event loop.
_PROGRESS_INTERVAL = 0.05

_log = logging.getLogger(__name__)


class Task(QObject):
    """Work that was asked for. Exactly one of ``done``, ``failed`` and ``stopped`` ends it.

    All signals arrive on the thread that asked, and never before control has returned to its event loop.
    """

    progressed = Signal(object)  # Progress
    done = Signal(object)  # what the work returned; for steps, the last Progress or None
    failed = Signal(object)  # ReaderError
    stopped = Signal()  # cancelled, or overtaken by newer work of the same channel

    def __init__(self, cancelled: threading.Event, parent: QObject) -> None:
        super().__init__(parent)
        self._cancelled = cancelled

    def cancel(self) -> None:
        """Asks the work to end; ``stopped`` tells when it has."""
        self._cancelled.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether the end was asked for."""
        return self._cancelled.is_set()


@dataclass(frozen=True, slots=True)
class _Order:
    """A task as a worker sees it: plain values only, so that no Qt object is freed on its thread."""

    number: int
    work: Callable[[Library], object]
    cancelled: threading.Event


class _Worker(QThread):
    """One thread with one library and one queue."""

    answered = Signal(int, str, object)  # number of the order, name of the task's signal, value

    def __init__(self, open_library: Callable[[], Library], parent: QObject) -> None:
        super().__init__(parent)
        self._open_library = open_library
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()

    def take(self, order: _Order) -> None:
        """Queues an order; the thread starts with the first one."""
        self._orders.put(order)
        if not self.isRunning():
            self.start()

    def finish(self) -> None:
        """Lets the thread end after what is queued."""
        self._orders.put(None)

    def run(self) -> None:
        """The thread's loop."""
        library: Library | None = None
        try:
            while (order := self._orders.get()) is not None:
                if order.cancelled.is_set():
                    self.answered.emit(order.number, "stopped", None)
                    continue
                try:
                    if library is None:
                        library = self._open_library()
                    self._carry_out(order, library)
                except ReaderError as error:
                    self.answered.emit(order.number, "failed", error)
                except Exception as error:
                    _log.exception("work in the background failed")
                    self.answered.emit(
                        order.number, "failed", UnusableError("unexpected", detail=repr(error))
                    )
        finally:
            if library is not None:
                library.close()

    def _carry_out(self, order: _Order, library: Library) -> None:
        result = order.work(library)
        if isinstance(result, Generator):
            result = self._step_through(order, result)
        name = "stopped" if order.cancelled.is_set() else "done"
        self.answered.emit(order.number, name, result)

    def _step_through(self, order: _Order, steps: Generator[Progress, None, None]) -> Progress | None:
        last: Progress | None = None
        told = 0.0
        try:
            for step in steps:
                last = step
                if order.cancelled.is_set():
                    break
                if (now := time.monotonic()) - told >= _PROGRESS_INTERVAL:
                    told = now
                    self.answered.emit(order.number, "progressed", step)
        finally:
            steps.close()
        return last


class Jobs(QObject):
    """Hands work to the two threads and brings the answers back as signals of a Task.

    ``open_library`` is called once on each thread, when its first work arrives.
    """

    def __init__(self, open_library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._tasks: dict[int, Task] = {}
        self._newest: dict[str, int] = {}
        self._workers: list[_Worker] = []
        self._reading, self._writing = self._new_worker(open_library), self._new_worker(open_library)

    def read(self, work: Callable[[Library], object], *, channel: str | None = None) -> Task:
        """Runs ``work`` on the reading thread.

        Newer work of the same ``channel`` overtakes it: then its answer is dropped, and it is not even
        begun if it is still waiting.
        """
        return self._give(self._reading, work, channel)

    def write(self, work: Callable[[Library], object], *, channel: str | None = None) -> Task:
        """Runs ``work`` on the writing thread.

        If it returns a generator of Progress, that is stepped through; cancelling the task closes it.
        """
        return self._give(self._writing, work, channel)

    def switch(self, open_library: Callable[[], Library]) -> None:
        """Goes over to another library: all tasks are cancelled, later work sees the new one."""
        self._dismiss()
        self._reading, self._writing = self._new_worker(open_library), self._new_worker(open_library)

    def close(self) -> None:
        """Cancels everything and waits until both threads have closed their library."""
        self._dismiss()
        for worker in self._workers:
            worker.wait()

    def _new_worker(self, open_library: Callable[[], Library]) -> _Worker:
        worker = _Worker(open_library, self)
        worker.answered.connect(self._deliver)
        self._workers.append(worker)
        return worker

    def _dismiss(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        for worker in (self._reading, self._writing):
            worker.finish()

    def _give(self, worker: _Worker, work: Callable[[Library], object], channel: str | None) -> Task:
        number = next(self._numbers)
        if channel is not None:
            if (older := self._tasks.get(self._newest.get(channel, 0))) is not None:
                older.cancel()
            self._newest[channel] = number
        cancelled = threading.Event()
        task = self._tasks[number] = Task(cancelled, self)
        worker.take(_Order(number, work, cancelled))
        return task

    @Slot(int, str, object)
    def _deliver(self, number: int, name: str, value: object) -> None:
        task = self._tasks[number]
        if name == "progressed":
            if not task.is_cancelled:
                task.progressed.emit(value)
            return
        del self._tasks[number]
        if task.is_cancelled:
            task.stopped.emit()
        elif name == "done":
            task.done.emit(value)
        else:
            task.failed.emit(value)
        task.deleteLater()
