"""Closing the window while work is running: the work is ended, what it has done is kept, nothing freezes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from reader.ui.jobs import Jobs

# Threads that end within this time close the window without anybody noticing the wait.
_HIDE_AFTER_MS = 400


class Closing(QObject):
    """Asks the Jobs to stop and says when the window may go."""

    finished = Signal()  # everything has ended: close again

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self.is_begun = False
        self._hide = QTimer(self)
        self._hide.setSingleShot(True)
        self._hide.setInterval(_HIDE_AFTER_MS)
        self._hide.timeout.connect(window.hide)
        jobs.stopped.connect(self._end)

    def may_close(self) -> bool:
        """Whether everything has ended; the first call asks for it."""
        if not self.is_begun:
            self.is_begun = True
            self._window.setEnabled(False)
            self._jobs.stop()
            if not self._jobs.is_stopped:
                self._hide.start()
        return self._jobs.is_stopped

    def _end(self) -> None:
        self._hide.stop()
        QTimer.singleShot(0, self, self.finished.emit)
