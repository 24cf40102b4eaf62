"""Closing the window while work is running: the work is ended, what it has done is kept, nothing freezes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.ui.jobs import Jobs

# Threads that end within this time close the window without anybody noticing the wait.
_HIDE_AFTER_MS = 400
# A thread that has not ended by then hangs (a drive that no longer answers). What it has written is safe.
_GIVE_UP_AFTER_MS = 20_000


class Closing(QObject):
    """Asks the Jobs to stop and says when the window may go."""

    finished = Signal()  # everything has ended, or has had its time: close again

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self.is_begun = False
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(_HIDE_AFTER_MS)
        self._hide.timeout.connect(window.hide)
        self._give_up = QTimer(self)
        self._give_up.setSingleShot(True)
        self._give_up.setInterval(_GIVE_UP_AFTER_MS)
        self._give_up.timeout.connect(self.finished)
        jobs.stopped.connect(self._end)

    @property
    def has_ended(self) -> bool:
        """Whether everything has ended."""
        return self._jobs.is_stopped

    def may_close(self) -> bool:
        """Whether everything has ended; the first call asks for it."""
        if not self.is_begun:
            self.is_begun = True
            self._window.setEnabled(False)
            self._jobs.stop()
            if not self._jobs.is_stopped:
                self._hide.start()
                self._give_up.start()
        return self.has_ended

    def _end(self) -> None:
        self._hide.stop()
        self._give_up.stop()
        QTimer.singleShot(0, self, self.finished.emit)
