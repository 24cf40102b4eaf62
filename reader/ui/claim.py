"""One window changes a library at a time; another one may read it meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

from reader.library.library import is_library

_NAME = "window.lock"


class Claim:
    """What a window holds of the library that is open in it: a lock file that names its process.

    The lock of a process that has died is taken over. Where no file can be written nothing is claimed, and
    nobody is kept out.
    """

    def __init__(self) -> None:
        self._lock: QLockFile | None = None
        self.is_elsewhere = False  # whether the library asked for last is another window's

    def take(self, folder: Path) -> bool:
        """Claims a library, and lets go of the one before; False when another window has it.

        A folder that is no library yet can be claimed once it is one.
        """
        self.release()
        if not is_library(folder):
            return True
        lock = QLockFile(str(folder / _NAME))
        lock.setStaleLockTime(0)  # a window may be open for days
        if lock.tryLock(0):
            self._lock = lock
        self.is_elsewhere = lock.error() == QLockFile.LockError.LockFailedError
        return not self.is_elsewhere

    def release(self) -> None:
        """Lets another window have it."""
        if self._lock is not None:
            self._lock.unlock()
        self._lock, self.is_elsewhere = None, False
