"""Python's garbage collection, kept on the thread of the window.

The collector runs on whatever thread happens to ask for memory, and may free a Qt object there that lies in a
cycle. Qt objects must be freed on their own thread, else the program dies; so a timer of the window collects.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class Collector(QObject):
    """Collects, on its own thread, the generations that are due by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(_EVERY_MS)

    def collect(self) -> None:
        """Collects what is due; nothing at all while the program is idle."""
        due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)

    def end(self) -> None:
        """Leaves the collector as it was found."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
