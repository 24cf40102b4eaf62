"""Ctrl+C in the terminal, and the system's request to end, as a Qt signal; nothing is polled for it."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Qt's loop gives Python no turn to look at signals, but it wakes for a socket that Python writes to."""

    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._earlier_socket = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._earlier = {number: signal.signal(number, self._note) for number in _SIGNALS}
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)

    def end(self) -> None:
        """Puts everything back as it was."""
        self._notifier.setEnabled(False)
        for number, handler in self._earlier.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._earlier_socket)
        self._reader.close()
        self._writer.close()

    def _note(self, _number: int, _frame: object) -> None:
        self.arrived.emit()

    def _wake(self) -> None:
        try:
            self._reader.recv(64)
        except BlockingIOError:
            return
