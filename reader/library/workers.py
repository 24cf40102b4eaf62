"""Runs a function over many items in several processes: ordered answers, bounded memory, no item stops all.

Generic: knows nothing of pages. Worker processes are spawned and load only what the function's module loads.
"""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Literal, Self, TypeVar

from reader.errors import UnusableError
from reader.library.worker_process import carry_out, serve

Item = TypeVar("Item")
Value = TypeVar("Value")

_AHEAD = 2  # items a worker holds: one under way, one waiting so that it never idles
_MOST_BUFFERED = 24 * 2**20  # bytes of answers that wait for an earlier one
_QUIET_SECONDS = 300.0  # a worker that is silent for so long on one item is given up
_MOST_FALSE_STARTS = 3
_LEAVE_SECONDS = 3.0
_SHARE_OF_MEMORY = 0.75  # of the machine's, for all workers together
_LEAST_MEMORY = 2**30  # bytes a worker may take on any machine


@dataclass(frozen=True, slots=True)
class WorkerDied:
    """In place of the rest of an item's values: its worker crashed on it, or never came back (``slow``)."""

    reason: Literal["crash", "slow"]
    detail: str = ""


def default_jobs() -> int:
    """How many workers suit this machine."""
    with suppress(AttributeError):
        return max(1, min(8, len(os.sched_getaffinity(0))))
    return max(1, min(8, os.cpu_count() or 1))


def memory_limit(jobs: int) -> int | None:
    """Bytes that one of so many workers may take; None where the machine does not tell how much it has."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None
    return max(_LEAST_MEMORY, int(memory * _SHARE_OF_MEMORY / jobs))


def run(
    function: Callable[[Item], Iterable[Value]], items: Iterable[Item], jobs: int
) -> Generator[tuple[int, Value | WorkerDied], None, None]:
    """As ``Crew.run``, with workers for this once."""
    with Crew(function, jobs) as crew:
        yield from crew.run(items)


class Crew(Generic[Item, Value]):
    """Workers that stay between two lists of items; started as there is work for them. To be closed.

    ``function`` must be importable by its name; items and values are pickled. With one job everything
    happens in this process.
    """

    def __init__(self, function: Callable[[Item], Iterable[Value]], jobs: int) -> None:
        self._function = function
        self._jobs = jobs
        self._workers: list[_Worker[Item]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the workers."""
        _dismiss(self._workers, at_once=False)

    def run(self, items: Iterable[Item]) -> Generator[tuple[int, Value | WorkerDied], None, None]:
        """(number of the item, value) for every value the function gives, in order.

        With several jobs ``items`` is consumed on another thread. Closing the generator ends the workers.
        Raises UnusableError("workers-unusable", detail=…) when worker processes cannot be started.
        """
        if self._jobs <= 1:
            for number, item in enumerate(items):
                for what, _, value in carry_out(self._function, number, item):
                    if what != "end":
                        yield number, WorkerDied("crash", value) if what == "fault" else value
            return
        pool: _Pool[Item, Value] = _Pool(self._function, iter(items), self._jobs, self._workers)
        try:
            yield from pool.answers()
        finally:
            pool.close()


@dataclass(slots=True, eq=False)
class _Worker(Generic[Item]):
    process: BaseProcess
    pipe: connection.Connection
    waiting: deque[tuple[int, Item]] = field(default_factory=deque)
    heard: float = 0.0
    ready: bool = False


class _Pool(Generic[Item, Value]):
    """The workers, the thread that talks with them, and the answers that wait for their turn."""

    def __init__(
        self,
        function: Callable[[Item], Iterable[Value]],
        items: Iterator[Item],
        jobs: int,
        workers: list[_Worker[Item]],
    ) -> None:
        self._name = (function.__module__, function.__qualname__)
        self._items = enumerate(items)
        self._jobs = jobs
        self._workers = workers
        self._again: deque[tuple[int, Item]] = deque()  # handed to a worker that died before it came to them
        self._exhausted = False
        self._handed = 0
        self._false_starts = 0
        self._change = threading.Condition()
        self._values: dict[int, deque[tuple[Value | WorkerDied, int]]] = {}
        self._ended: set[int] = set()
        self._head = 0
        self._buffered = 0
        self._total: int | None = None
        self._error: BaseException | None = None
        self._closing = False
        self._wake, self._woken = get_context("spawn").Pipe()
        self._thread = threading.Thread(target=self._talk, name="workers", daemon=True)
        self._thread.start()

    def answers(self) -> Iterator[tuple[int, Value | WorkerDied]]:
        """The values in their order; waits for them."""
        while True:
            with self._change:
                was_full = self._buffered > _MOST_BUFFERED
                while not (ready := self._take()):
                    if self._error is not None:
                        raise self._error
                    if self._total is not None and self._head >= self._total:
                        return
                    self._change.wait()
                    was_full = self._buffered > _MOST_BUFFERED
            if was_full:  # the thread may be waiting for room
                self._wake.send_bytes(b"taken")
            yield from ready

    def close(self) -> None:
        """Ends workers and thread."""
        self._closing = True
        with suppress(OSError):
            self._wake.send_bytes(b"close")
        self._thread.join()
        self._wake.close()
        self._woken.close()

    def _take(self) -> list[tuple[int, Value | WorkerDied]]:
        """What can be given out now. Called with the lock held."""
        ready: list[tuple[int, Value | WorkerDied]] = []
        while True:
            for value, weight in self._values.pop(self._head, ()):
                self._buffered -= weight
                ready.append((self._head, value))
            if self._head not in self._ended:
                return ready
            self._ended.discard(self._head)
            self._head += 1

    # ---- the thread

    def _talk(self) -> None:
        try:
            while not self._closing and not self._finished():
                self._hand_out()
                self._listen()
        except BaseException as error:
            with self._change:
                self._error = error
                self._change.notify_all()
        finally:
            if self._error is not None or not self._finished():  # else they stay for the next list
                _dismiss(self._workers, at_once=True)

    def _finished(self) -> bool:
        if not self._exhausted or self._again or any(worker.waiting for worker in self._workers):
            return False
        with self._change:
            self._change.notify_all()
        return True

    def _hand_out(self) -> None:
        """Gives every worker something to do; starts workers only as there is work for them."""
        while (worker := self._idle()) is not None:
            if (task := self._next()) is None:
                return
            if not worker.waiting:
                worker.heard = time.monotonic()
            worker.waiting.append(task)
            with suppress(OSError):  # its death is heard on the pipe
                worker.pipe.send(task)

    def _idle(self) -> _Worker[Item] | None:
        if len(self._workers) < self._jobs and not (self._exhausted and not self._again):
            busy = all(worker.waiting for worker in self._workers)
            if busy:
                self._workers.append(self._start())
        return next(
            (worker for wanted in range(_AHEAD) for worker in self._workers if len(worker.waiting) == wanted),
            None,
        )

    def _next(self) -> tuple[int, Item] | None:
        if self._again:
            return self._again.popleft()
        with self._change:
            if self._buffered > _MOST_BUFFERED:
                return None
        if not self._exhausted:
            handed = next(self._items, None)
            if handed is not None:
                self._handed += 1
                return handed
            self._exhausted = True
            with self._change:
                self._total = self._handed
                self._change.notify_all()
        return None

    def _start(self) -> _Worker[Item]:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=serve,
            args=(theirs, *self._name, memory_limit(self._jobs)),
            name="gov-reader-worker",
            daemon=True,
        )
        process.start()
        theirs.close()
        return _Worker(process, ours, heard=time.monotonic())

    def _listen(self) -> None:
        with self._change:
            full = self._buffered > _MOST_BUFFERED
            head = self._head
        heard = [
            worker.pipe
            for worker in self._workers
            if not full or any(number == head for number, _ in worker.waiting)
        ]
        for pipe in connection.wait([self._woken, *heard], timeout=1.0):
            if pipe is self._woken:
                self._woken.recv_bytes()
                continue
            worker = next(worker for worker in self._workers if worker.pipe is pipe)
            try:
                message = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker, "crash")
                continue
            self._receive(worker, message)
        now = time.monotonic()
        for worker in list(self._workers):
            if full:  # it may only be waiting for us
                worker.heard = now
            elif worker.waiting and now - worker.heard > _QUIET_SECONDS:
                self._bury(worker, "slow")

    def _receive(self, worker: _Worker[Item], message: bytes) -> None:
        worker.heard, worker.ready = time.monotonic(), True
        what, number, value = pickle.loads(message)
        if what == "ready":
            return
        with self._change:
            if what == "value":
                self._keep(number, value, len(message))
            else:
                if what == "fault":
                    self._keep(number, WorkerDied("crash", value), 0)
                worker.waiting.popleft()
                self._ended.add(number)
            if number == self._head:
                self._change.notify_all()

    def _keep(self, number: int, value: Value | WorkerDied, weight: int) -> None:
        self._values.setdefault(number, deque()).append((value, weight))
        self._buffered += weight

    def _bury(self, worker: _Worker[Item], reason: Literal["crash", "slow"]) -> None:
        """The first item a dead worker held was its end; the others go to another worker."""
        self._workers.remove(worker)
        code = _end(worker)
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts > _MOST_FALSE_STARTS:
                raise UnusableError("workers-unusable", detail=f"exit {code}")
        elif worker.waiting:
            number, _ = worker.waiting.popleft()
            with self._change:
                self._keep(number, WorkerDied(reason, f"exit {code}" if reason == "crash" else ""), 0)
                self._ended.add(number)
                self._change.notify_all()
        self._again.extendleft(reversed(worker.waiting))


def _dismiss(workers: list[_Worker[Any]], *, at_once: bool) -> None:
    """Ends workers; without work they go by themselves when their pipe closes."""
    for worker in workers:
        worker.pipe.close()
        if at_once:
            worker.process.terminate()
    for worker in workers:
        worker.process.join(_LEAVE_SECONDS)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        worker.process.close()
    workers.clear()


def _end(worker: _Worker[Any]) -> int | None:
    worker.pipe.close()
    worker.process.join(1.0)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()
    code = worker.process.exitcode
    worker.process.close()
    return code
