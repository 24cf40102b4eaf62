"""Archives that are watched: what is new in them comes into the library by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from reader.model import Progress
from reader.translation import _, format_number, ngettext
from reader.ui.controls.library_control import LibraryControl
from reader.ui.controls.watching import Watcher
from reader.ui.controls.work_control import WorkControl
from reader.ui.settings import Settings


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
        library.watch_toggled.connect(self._toggle)
        work.changed.connect(self._go_on)

    @property
    def watched(self) -> list[str]:
        """The archives of the open library that are watched."""
        return list(self._settings.watched.get(str(self._library.folder), []))

    def begin(self) -> None:
        """A library is open: reads what has come into its watched archives meanwhile, then watches them."""
        self.end()
        self._library.show_watched(self.watched)
        if self.watched:
            self._start()
            self._read(self._watcher.folders if self._watcher is not None else [])

    def end(self) -> None:
        """Watches nothing any more."""
        self._waiting = []
        if self._watcher is not None:
            self._watcher.end()
            self._watcher.deleteLater()
            self._watcher = None

    def _toggle(self, root: str, on: bool) -> None:
        kept = [each for each in self.watched if each != root]
        roots = [*kept, root] if on else kept
        stored = dict(self._settings.watched)
        stored[str(self._library.folder)] = roots
        self._settings.watched = {folder: each for folder, each in stored.items() if each}
        self.end()
        self._library.show_watched(roots)
        if roots:
            self._start()
        if on:
            self._read([root])

    def _start(self) -> None:
        self._watcher = Watcher(self.watched, self)
        self._watcher.changed.connect(self._read)
        self._watcher.failed.connect(self._tell_failed)
        self._watcher.start()

    def _read(self, roots: Sequence[str]) -> None:
        self._waiting = [*self._waiting, *(root for root in roots if root not in self._waiting)]
        self._go_on()

    def _go_on(self, _is_running: bool = False) -> None:
        """One import after the other: what changes while one runs is read after it."""
        if not self._waiting or self._work.is_running:
            return
        roots, self._waiting = self._waiting, []
        self._work.run("import", lambda library: library.import_paths(roots), partial(self._finish))

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

    def _tell_failed(self, reason: str) -> None:
        self.said.emit(_("The folders cannot be watched: {reason}").format(reason=reason))
