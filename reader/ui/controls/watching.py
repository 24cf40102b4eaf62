"""Watches folders for files that come, change or go, on a thread of its own."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, QThread, Signal

_QUIET_MS = 2_000  # changes this close together are told as one: a crawl writes many files
_LOOK_MS = 1_000  # how often the thread looks whether it is to end

_log = logging.getLogger(__name__)


class Watcher(QThread):
    """``changed`` carries the watched folders in which something happened; ``failed`` why none is watched."""

    changed = Signal(object)  # list[str]
    failed = Signal(str)

    def __init__(self, folders: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = [folder for folder in folders if os.path.isdir(folder)]
        self._stop = threading.Event()

    @property
    def folders(self) -> list[str]:
        """What is watched: the given folders that are there."""
        return list(self._folders)

    def end(self) -> None:
        """Asks the thread to end, and waits for it."""
        self._stop.set()
        self.wait()

    def run(self) -> None:
        """The thread's loop."""
        if not self._folders:
            return
        from watchfiles import watch  # few people watch folders

        try:
            for changes in watch(
                *self._folders,
                watch_filter=None,
                debounce=_QUIET_MS,
                rust_timeout=_LOOK_MS,
                stop_event=self._stop,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                paths = [path for _change, path in changes]
                self.changed.emit(
                    [folder for folder in self._folders if any(_is_in(path, folder) for path in paths)]
                )
        except OSError as error:
            _log.info("folders cannot be watched: %s", error)
            self.failed.emit(error.strerror or str(error))


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
