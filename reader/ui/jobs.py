"""The one bridge from the core to Qt signals.

Work that only reads (search, article, related) runs on one thread, work that writes (import, rebuild) on
another, so that a search never waits for an import; long reading work (an export) has a third, original pages
a fourth, concordances a fifth. A thread starts with its first work, opens its own library and uses it alone.
Nothing else in the window calls the core for what takes time.
"""

from __future__ import annotations

import itertools
import logging
import queue
import threading
import time
import traceback
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal, Slot

from reader.errors import ReaderError, UnusableError
from reader.model import Progress
from reader.ui.memory import give_back

if TYPE_CHECKING:
    from reader.library.library import Library

# Seconds between two steps of progress that are passed on: a bar is read by eye, and every signal costs
# the window a turn of its event loop.
_PROGRESS_INTERVAL = 0.05

# Seconds without work until a library gives back what it keeps only to be fast.
_REST_AFTER = 5.0

_log = logging.getLogger(__name__)


class Task(QObject):
    """Work that was asked for. Exactly one of ``done``, ``failed`` and ``stopped`` ends it.

    All signals arrive on the thread that asked, and never before control has returned to its event loop.
    """

    progressed = Signal(object)  # Progress
    done = Signal(object)  # what the work returned; for steps, the last Progress or None
    failed = Signal(object)  # ReaderError
    # Cancelled, or overtaken by newer work of its channel; the last Progress of steps, else None.
    stopped = Signal(object)

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


@dataclass(frozen=True, slots=True, order=True)
class _Order:
    """A task as a worker sees it: plain values only, so that no Qt object is freed on its thread.

    Orders are done by rank, then in the order in which they came. The last one has no work: the thread ends.
    """

    rank: int
    number: int
    work: Callable[[Library], object] | None = field(default=None, compare=False)
    cancelled: threading.Event = field(default_factory=threading.Event, compare=False)


_NOW, _LATER, _LAST = range(3)  # ranks


class _Worker(QThread):
    """One thread with one library and one queue."""

    answered = Signal(int, str, object)  # number of the order, name of the task's signal, value

    def __init__(self, open_library: Callable[[], Library], parent: QObject) -> None:
        super().__init__(parent)
        self._open_library = open_library
        self._orders: queue.PriorityQueue[_Order] = queue.PriorityQueue()

    def take(self, order: _Order) -> None:
        """Queues an order; the thread starts with the first one."""
        self._orders.put(order)
        if not self.isRunning():
            self.start()

    def finish(self) -> None:
        """Lets the thread end after what is queued."""
        self._orders.put(_Order(_LAST, 0))

    def run(self) -> None:
        """The thread's loop."""
        library: Library | None = None
        try:
            while (order := self._next(library)).work is not None:
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
                    told = UnusableError("unexpected", detail=repr(error), trace=traceback.format_exc())
                    self.answered.emit(order.number, "failed", told)
        finally:
            if library is not None:
                library.close()

    def _next(self, library: Library | None) -> _Order:
        """The next order, awaited; a library that has long had none is told to rest, once."""
        if library is not None:
            with suppress(queue.Empty):
                return self._orders.get(timeout=_REST_AFTER)
            with suppress(ReaderError):  # the next work will tell what is wrong
                library.rest()
            give_back()
        return self._orders.get()

    def _carry_out(self, order: _Order, library: Library) -> None:
        assert order.work is not None
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
    """Hands work to the threads and brings the answers back as signals of a Task.

    ``open_library`` is called once on each thread, when its first work arrives.
    """

    stopped = Signal()  # all threads have ended after ``stop``

    def __init__(self, open_library: Callable[[], Library], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._tasks: dict[int, Task] = {}
        self._newest: dict[str, int] = {}
        self._workers: list[_Worker] = []
        self._is_closing = self._has_told = False
        self._start(open_library)

    def read(
        self, work: Callable[[Library], object], *, channel: str | None = None, later: bool = False
    ) -> Task:
        """Runs ``work`` on the reading thread; with ``later`` only when nothing else waits there (pictures).

        Newer work of the same ``channel`` overtakes it: then its answer is dropped, and it is not even
        begun if it is still waiting.
        """
        return self._give(self._reading, work, channel, _LATER if later else _NOW)

    def write(self, work: Callable[[Library], object], *, channel: str | None = None) -> Task:
        """Runs ``work`` on the writing thread.

        If it returns a generator of Progress, that is stepped through; cancelling the task closes it.
        """
        return self._give(self._writing, work, channel, _NOW)

    def aside(self, work: Callable[[Library], object], *, channel: str | None = None) -> Task:
        """Runs long reading ``work`` where it holds up neither searches nor an import; or steps."""
        return self._give(self._beside, work, channel, _NOW)

    def serve(self, work: Callable[[Library], object], *, channel: str | None = None) -> Task:
        """Runs ``work`` for an original page, whose many parts would hold up searches and be held up."""
        return self._give(self._serving, work, channel, _NOW)

    def study(self, work: Callable[[Library], object], *, channel: str | None = None) -> Task:
        """Runs long ``work`` or steps whose result somebody looks at: exports neither wait for it nor hold it
        up."""
        return self._give(self._studying, work, channel, _NOW)

    def switch(self, open_library: Callable[[], Library]) -> None:
        """Goes over to another library: all tasks are cancelled, later work sees the new one."""
        self._dismiss()
        self._start(open_library)

    def stop(self) -> None:
        """Cancels everything and asks the threads to end; ``stopped`` tells when they have.

        Work that is asked for later is never begun, and its task never answered.
        """
        self._is_closing = True
        self._dismiss()
        self._tell_stopped()

    @property
    def is_stopped(self) -> bool:
        """Whether no thread runs and none will."""
        return self._is_closing and not self._workers

    def close(self) -> None:
        """Like ``stop``, but waits for the threads."""
        workers = list(self._workers)
        self.stop()
        for worker in workers:
            worker.wait()
        self._tell_stopped()

    def _start(self, open_library: Callable[[], Library]) -> None:
        self._reading = self._new_worker(open_library)
        self._writing = self._new_worker(open_library)
        self._beside = self._new_worker(open_library)
        self._serving = self._new_worker(open_library)
        self._studying = self._new_worker(open_library)

    def _new_worker(self, open_library: Callable[[], Library]) -> _Worker:
        worker = _Worker(open_library, self)
        worker.answered.connect(self._deliver)
        worker.finished.connect(self._drop_ended)
        self._workers.append(worker)
        return worker

    @Slot()
    def _drop_ended(self) -> None:
        for worker in [worker for worker in self._workers if worker.isFinished()]:
            self._workers.remove(worker)
            worker.deleteLater()
        self._tell_stopped()

    def _tell_stopped(self) -> None:
        if self._is_closing:
            self._workers = [worker for worker in self._workers if worker.isRunning()]
        if self.is_stopped and not self._has_told:
            self._has_told = True
            self.stopped.emit()

    def _dismiss(self) -> None:
        for task in self._tasks.values():
            task.cancel()
        for worker in (self._reading, self._writing, self._beside, self._serving, self._studying):
            worker.finish()

    def _give(
        self, worker: _Worker, work: Callable[[Library], object], channel: str | None, rank: int
    ) -> Task:
        number = next(self._numbers)
        if channel is not None:
            if (older := self._tasks.get(self._newest.get(channel, 0))) is not None:
                older.cancel()
            self._newest[channel] = number
        cancelled = threading.Event()
        task = Task(cancelled, self)
        if self._is_closing:
            cancelled.set()
            return task
        self._tasks[number] = task
        worker.take(_Order(rank, number, work, cancelled))
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
            task.stopped.emit(value if isinstance(value, Progress) else None)
        elif name == "done":
            task.done.emit(value)
        else:
            task.failed.emit(value)
        task.deleteLater()
