"""Long work on the writing thread: one after the other, shown in the status bar, ended by its button."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.errors import ReaderError
from reader.model import Progress
from reader.ui.jobs import Jobs, Task
from reader.ui.status_bar import WorkPanel

if TYPE_CHECKING:
    from reader.library.library import Library

Steps = Callable[["Library"], Generator[Progress, None, None]]


@dataclass(frozen=True, slots=True)
class _Running:
    kind: str
    task: Task
    done: Callable[[Progress | None], None] | None


class WorkControl(QObject):
    """Begins work of the kinds of ``status_bar.WORK_TITLES`` and tells how it ended."""

    progressed = Signal(str, object)  # kind, Progress
    failed = Signal(str, object)  # kind, ReaderError
    stopped = Signal(str, object)  # kind, the last Progress or None
    changed = Signal(bool)  # whether anything runs or waits

    def __init__(self, jobs: Jobs, panel: WorkPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._panel = panel
        self._running: list[_Running] = []
        panel.cancel_wanted.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._running)

    def run(self, kind: str, steps: Steps, done: Callable[[Progress | None], None] | None = None) -> None:
        """Begins work as soon as what was begun before it has ended; ``done`` gets its last step."""
        task = self._jobs.write(steps)
        work = _Running(kind, task, done)
        self._running.append(work)
        task.progressed.connect(self._show_step)
        task.done.connect(self._end_done)
        task.failed.connect(self._end_failed)
        task.stopped.connect(self._end_stopped)
        if len(self._running) == 1:
            self._panel.begin(kind)
        self.changed.emit(True)

    def cancel(self) -> None:
        """Asks the work that runs to end, and what waits never to begin."""
        for work in self._running:
            work.task.cancel()
        if self._running:
            self._panel.show_ending()

    def forget(self) -> None:
        """Takes no more notice of anything: another library is being opened."""
        for work in self._running:
            work.task.disconnect(self)
        self._running.clear()
        self._panel.end()
        self.changed.emit(False)

    def _show_step(self, step: Progress) -> None:
        if self._running and self._running[0].task is self.sender():
            self._panel.show_step(step)
            self.progressed.emit(self._running[0].kind, step)

    def _end_done(self, last: Progress | None) -> None:
        work = self._take()
        if work is not None and work.done is not None:
            work.done(last)

    def _end_failed(self, error: ReaderError) -> None:
        if (work := self._take()) is not None:
            self.failed.emit(work.kind, error)

    def _end_stopped(self, last: Progress | None = None) -> None:
        if (work := self._take()) is not None:
            self.stopped.emit(work.kind, last)

    def _take(self) -> _Running | None:
        task = self.sender()
        work = next((work for work in self._running if work.task is task), None)
        if work is None:
            return None
        self._running.remove(work)
        if self._running:
            self._panel.begin(self._running[0].kind)
        else:
            self._panel.end()
        self.changed.emit(bool(self._running))
        return work
