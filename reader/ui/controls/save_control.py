"""Saving what a page of the window shows to a file: asks where, never inside an archive, and says so."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.errors import ReaderError
from reader.export import writing
from reader.translation import _
from reader.ui.dialogs.presenting import present_error
from reader.ui.jobs import Jobs
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of file: its ending, its name, and what makes its bytes.

    ``make`` runs beside everything else; with ``here`` on the thread of the window, which pictures need.
    """

    ending: str
    name: str
    make: Callable[[], bytes]
    here: bool = False


class SaveControl(QObject):
    """One file at a time; the folder is the one of the last export."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._settings, self._window = jobs, settings, window

    def ask(self, title: str, name: str, shapes: Sequence[Shape]) -> None:
        """Asks for the place and the kind of file, then writes it."""
        folder = self._settings.export_folder or os.path.expanduser("~")
        dialog = QFileDialog(self._window, title, folder)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([f"{shape.name} (*.{shape.ending})" for shape in shapes])
        dialog.setDefaultSuffix(shapes[0].ending)
        dialog.filterSelected.connect(partial(self._take_suffix, dialog, shapes))
        dialog.selectFile(f"{name}.{shapes[0].ending}")
        dialog.fileSelected.connect(partial(self.save, shapes))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, shapes: Sequence[Shape], path: str) -> None:
        """Writes the file that was asked for; its ending says which kind."""
        ending = Path(path).suffix.lower().removeprefix(".")
        shape = next((each for each in shapes if each.ending == ending), shapes[0])
        target = Path(path if shape.ending == ending else f"{path}.{shape.ending}")
        ready = shape.make() if shape.here else None
        task = self._jobs.aside(partial(_written, target, ready, shape.make))
        task.done.connect(self._tell)
        task.failed.connect(self._fail)

    def _take_suffix(self, dialog: QFileDialog, shapes: Sequence[Shape], chosen: str) -> None:
        for shape in shapes:
            if chosen.endswith(f"(*.{shape.ending})"):
                dialog.setDefaultSuffix(shape.ending)
                if files := dialog.selectedFiles():
                    dialog.selectFile(f"{Path(files[0]).stem}.{shape.ending}")

    def _tell(self, path: Path) -> None:
        self._settings.export_folder = str(path.parent)
        self.said.emit(_("Saved to {path}").format(path=path))

    def _fail(self, error: ReaderError) -> None:
        present_error(error, self._window)


def _written(target: Path, ready: bytes | None, make: Callable[[], bytes], library: Library) -> Path:
    writing.refuse_inside(target, [archive.root for archive in library.archives()])
    writing.write(target, make() if ready is None else ready, force=True)  # the dialog has asked
    return target
