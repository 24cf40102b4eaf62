"""Archives that are watched: what is new in them comes into the library by itself."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from os.path import exists
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from reader.errors import ReaderError
from reader.messages import sentence
from reader.model import Progress
from reader.translation import _, format_number, ngettext
from reader.ui.controls.library_control import LibraryControl
from reader.ui.controls.watching import Watcher, is_in
from reader.ui.controls.work_control import WorkControl
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library


# Nothing must have changed for so long before it is read: a file is not read while it is being written.
_QUIET_MS = 2_000
_LONGEST_MS = 60_000  # but where something comes all the time, it is read after this long
_BUSY_MS = 30_000  # until the next try when another program writes into the library


class WatchControl(QObject):
    """Remembers for each library which of its archives are watched."""

    said = Signal(str)  # a remark for the status bar

    def __init__(
        self, library: LibraryControl, work: WorkControl, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library, self._work, self._settings = library, work, settings
        self._watcher: Watcher | None = None
        self._waiting: list[str] = []
        self._roots: list[str] = []  # that are being read
        self._since = QElapsedTimer()  # when the first of those that wait was told
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.timeout.connect(self._go_on)
        library.watch_toggled.connect(self._toggle)
        library.forgotten.connect(self._leave)
        library.moved.connect(self._move)
        work.changed.connect(lambda _is_running: self._go_on())
        work.failed.connect(self._note_failed)

    @property
    def watched(self) -> list[str]:
        """The archives of the open library that are watched."""
        return list(self._settings.watched.get(str(self._library.folder), []))

    def begin(self) -> None:
        """A library is open: reads what has come into its watched archives meanwhile, then watches them."""
        self.end()
        self._library.show_watched(self.watched)
        if self.watched and not self._library.is_elsewhere:
            self._start()
            self._read(self.watched)

    def end(self) -> None:
        """Watches nothing any more."""
        self._waiting = []
        self._quiet.stop()
        if self._watcher is not None:
            self._watcher.end()
            self._watcher.deleteLater()
            self._watcher = None

    def _toggle(self, root: str, on: bool) -> None:
        kept = [each for each in self.watched if each != root]
        self._keep([*kept, root] if on else kept)
        if on:
            self._read([root])

    def _leave(self, root: str) -> None:
        """What was taken out of the library must not come back by itself."""
        if root in self.watched:
            self._keep([each for each in self.watched if each != root])

    def _move(self, old: str, new: str) -> None:
        """An archive lies elsewhere now, and is watched there."""
        if any(is_in(each, old) for each in self.watched):
            self._keep([new + each[len(old) :] if is_in(each, old) else each for each in self.watched])

    def _keep(self, roots: Sequence[str]) -> None:
        """From now on these are watched."""
        stored = {**self._settings.watched, str(self._library.folder): list(roots)}
        self._settings.watched = {folder: each for folder, each in stored.items() if each}
        self.end()
        self._library.show_watched(roots)
        if roots:
            self._start()

    def _start(self) -> None:
        self._watcher = Watcher(self.watched, self)
        self._watcher.changed.connect(self._read_soon)
        self._watcher.failed.connect(self._tell_failed)
        self._watcher.start()

    def _read_soon(self, roots: Sequence[str], after: int = 0) -> None:
        if not self._waiting:
            self._since.start()
        self._waiting = [*self._waiting, *(root for root in roots if root not in self._waiting)]
        if not self._quiet.isActive() or self._since.elapsed() < _LONGEST_MS:
            self._quiet.start(max(after, _QUIET_MS))

    def _read(self, roots: Sequence[str]) -> None:
        self._read_soon(roots)
        self._quiet.stop()
        self._go_on()

    def _go_on(self) -> None:
        """One import after the other: what changes while one runs is read after it."""
        if not self._waiting or self._work.is_running or self._quiet.isActive():
            return
        self._roots, self._waiting = self._waiting, []
        self._work.run("watch", partial(_read_what_is_there, self._roots), self._finish)

    def _finish(self, last: Progress | None) -> None:
        report = last.report if last is not None else None
        if report is None:
            return
        came = report.added + report.updated
        if came or report.reextracted:
            self._library.note_change()
        if came:
            told = ngettext(
                "{count} page came from a watched folder.", "{count} pages came from watched folders.", came
            )
            self.said.emit(told.format(count=format_number(came)))

    def _note_failed(self, kind: str, error: ReaderError) -> None:
        if kind != "watch":
            return
        if error.code == "library-busy":
            self._read_soon(self._roots, _BUSY_MS)
        else:
            self._tell_failed(sentence(error))

    def _tell_failed(self, reason: str) -> None:
        self.said.emit(_("The folders cannot be watched: {reason}").format(reason=reason))


def _read_what_is_there(roots: Sequence[str], library: Library) -> Generator[Progress, None, None]:
    """Reads folders again; one whose disk is away waits until it is back."""
    if there := [root for root in roots if exists(root)]:
        yield from library.import_paths(there)
