"""A backup of all marks from the window, and its restoring."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.export import writing
from reader.messages import failure_sentence
from reader.model import Restored
from reader.translation import _, format_number, ngettext
from reader.ui.dialogs.presenting import present_remark
from reader.ui.jobs import Jobs
from reader.ui.marks.keeping import MarkKeeper
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library

_SAFE_AFTER_MS = 30_000  # after the library was opened
_MOST_STRETCHES = 40  # of bad lines that are named


class BackupControl(QObject):
    """Asks for files; ``Library.backup`` and ``restore`` do the rest."""

    def __init__(self, keeper: MarkKeeper, jobs: Jobs, settings: Settings, window: QWidget) -> None:
        super().__init__(keeper)
        self._keeper, self._jobs, self._settings, self._window = keeper, jobs, settings, window
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAFE_AFTER_MS)
        self._later.timeout.connect(self._keep_safe)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"backup": self.ask_backup, "restore": self.ask_restore}

    def begin(self) -> None:
        """A library is open: its backup of today is made when the start is over."""
        self._later.start()

    def _keep_safe(self) -> None:
        """A place that cannot be written is told of by everything else that is written there."""
        self._jobs.aside(lambda library: library.keep_safe())

    def ask_backup(self) -> None:
        """Asks where to write a backup of all marks."""
        start = os.path.join(self._folder, "gov-reader-backup.jsonl")
        path, _chosen = QFileDialog.getSaveFileName(
            self._window, _("Back up notes and tags"), start, _("Backup") + " (*.jsonl)"
        )
        if path:
            target = Path(path if path.endswith(".jsonl") else path + ".jsonl")
            task = self._jobs.aside(partial(_backed_up, target))
            task.done.connect(lambda _count: self._keeper.said.emit(_("Saved to {path}").format(path=target)))
            task.failed.connect(self._keeper.fail)

    def ask_restore(self) -> None:
        """Asks which backup to take up."""
        filters = _("Backup") + " (*.jsonl);;" + _("All files") + " (*)"
        path, _chosen = QFileDialog.getOpenFileName(
            self._window, _("Restore notes and tags"), self._folder, filters
        )
        if path:
            task = self._jobs.write(lambda library: library.restore(Path(path)))
            task.done.connect(self._tell_restored)
            task.failed.connect(self._keeper.fail)

    @property
    def _folder(self) -> str:
        return self._settings.export_folder or os.path.expanduser("~")

    def _tell_restored(self, done: Restored) -> None:
        told = ngettext("{count} entry restored", "{count} entries restored", done.restored)
        told = told.format(count=format_number(done.restored))
        self._keeper.said.emit(told)
        self._keeper.changed.emit(True)
        if done.bad:
            lines = [
                _("Lines {lines}: {reason}").format(lines=stretches(numbers), reason=failure_sentence(code))
                for code, numbers in _by_code(done).items()
            ]
            remark = told + ". " + _("Some lines could not be used.")
            present_remark(remark, "\n".join(lines), self._window)


def _backed_up(target: Path, library: Library) -> int:
    writing.refuse_inside(target, [archive.root for archive in library.archives()])
    return library.backup(target, force=True)


def _by_code(done: Restored) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for each in done.bad:
        found.setdefault(each.code, []).append(each.line)
    return found


def stretches(numbers: Sequence[int]) -> str:
    """Numbers in order, those that follow one another as one: "3–7, 9"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    told = ["–".join(map(str, run)) for run in runs[:_MOST_STRETCHES]]
    return ", ".join(told) + (", …" if len(runs) > _MOST_STRETCHES else "")
