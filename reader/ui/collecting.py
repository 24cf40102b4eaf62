"""Python's garbage collection, kept on the thread of the window.

The collector runs on whatever thread happens to ask for memory, and may free a Qt object there that lies in a
cycle. Qt objects must be freed on their own thread, else the program dies; so the window's loop collects.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

_DELAY_MS = 1000


class Collector(QObject):
    """Collects, on its own thread, the generations that are due by Python's own thresholds.

    Nothing ticks: when the event loop wakes up and something is due, it is collected a moment later. What is
    there at the beginning (modules, the window) is taken to stay, and not looked through again each time.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        gc.freeze()
        self._most = gc.get_threshold()[0]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.collect)
        self._loop = QAbstractEventDispatcher.instance()
        self._loop.awake.connect(self._look)

    def _look(self) -> None:
        if gc.get_count()[0] > self._most and not self._timer.isActive():
            self._timer.start()

    def collect(self) -> None:
        """Collects what is due; nothing at all while the program is idle."""
        due = [count > threshold for count, threshold in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[0]:
            gc.collect(2 if due[1] and due[2] else 1 if due[1] else 0)

    def end(self) -> None:
        """Leaves the collector as it was found."""
        self._loop.awake.disconnect(self._look)
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()
