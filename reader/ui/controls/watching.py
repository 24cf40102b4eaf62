"""Watches folders for files that come, change or go, on a thread of its own."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Mapping, Sequence
from contextlib import closing

from PySide6.QtCore import QObject, QThread, Signal

_STEP_MS = 200  # how often the thread gathers what the system told, and looks whether it is to end
_GATHER_MS = 2_000  # what comes without a break is told at least this often
_LOOK_MS = 2_000  # how often it looks whether folders went or came back with their disk

_log = logging.getLogger(__name__)


class Watcher(QThread):
    """``changed`` carries the watched folders in which something happened; ``failed`` why none is watched.

    A folder whose disk was away counts as changed when it is back.
    """

    changed = Signal(object)  # list[str]
    failed = Signal(str)

    def __init__(self, folders: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folders = list(folders)
        self._stop = threading.Event()

    def end(self) -> None:
        """Asks the thread to end, and waits for it."""
        self._stop.set()
        self.wait()

    def run(self) -> None:
        """The thread's loop."""
        there = self._there()
        try:
            while not self._stop.is_set():
                if there:
                    self._watch(there)
                else:
                    self._stop.wait(_LOOK_MS / 1000)
                before, there = there, self._there()
                if back := [folder for folder, mark in there.items() if before.get(folder) != mark]:
                    self.changed.emit(back)
        except OSError as error:
            _log.info("folders cannot be watched: %s", error)
            self.failed.emit(error.strerror or str(error))

    def _watch(self, there: Mapping[str, tuple[int, int]]) -> None:
        """Tells what happens in these folders, until the end or until one of them is another or gone."""
        from watchfiles import watch  # few people watch folders

        watching = watch(
            *there,
            watch_filter=None,
            debounce=_GATHER_MS,
            step=_STEP_MS,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
            ignore_permission_denied=True,
        )
        with closing(watching):
            for changes in watching:
                paths = [path for _change, path in changes]
                if told := [folder for folder in there if any(is_in(path, folder) for path in paths)]:
                    self.changed.emit(told)
                if self._there() != there:
                    return

    def _there(self) -> dict[str, tuple[int, int]]:
        """The folders that can be reached, each with the numbers of its device and file."""
        found = {}
        for folder in self._folders:
            try:
                told = os.stat(folder)
            except OSError:
                continue
            found[folder] = (told.st_dev, told.st_ino)
        return found


def is_in(path: str, folder: str) -> bool:
    """Whether a path is a folder or lies in it."""
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
