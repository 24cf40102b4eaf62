"""What nobody foresaw: it is logged and shown, and the window stays."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from reader.ui.dialogs.crash_dialog import CrashDialog

_LARGEST_LOG = 1_000_000  # bytes
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_log = logging.getLogger(__name__)


def log_file() -> Path:
    """Where the program writes down what went wrong."""
    return platformdirs.user_log_path("gov-reader", appauthor=False) / "gov-reader.log"


def keep_log() -> None:
    """Writes warnings and errors, Qt's too, into the log file; without a place for it, nowhere."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_LARGEST_LOG, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    qInstallMessageHandler(_log_qt)


def _log_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), "%s %s", context.category or "", text)


class Failures(QObject):
    """Takes exceptions that nobody caught, from any thread, and shows them in one dialog."""

    happened = Signal(str)  # the traceback

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: CrashDialog | None = None
        self.happened.connect(self.show)

    def install(self) -> Callable[[], None]:
        """Becomes the place where uncaught exceptions arrive; the answer puts the earlier place back."""
        before, before_threads = sys.excepthook, threading.excepthook
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread

        def put_back() -> None:
            sys.excepthook, threading.excepthook = before, before_threads

        return put_back

    def show(self, details: str) -> None:
        """Shows a traceback, or adds it to the one on show."""
        if self._dialog is not None and self._dialog.isVisible():
            self._dialog.add(details)
            return
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = CrashDialog(details, str(log_file()), self._window)
        self._dialog.open()

    def _catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        _log.error("uncaught", exc_info=(kind, error, trace))
        self.happened.emit("".join(traceback.format_exception(kind, error, trace)))

    def _catch_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._catch(told.exc_type, told.exc_value, told.exc_traceback)
