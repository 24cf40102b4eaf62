"""Documents of the archive: shown in a tab, saved, or after a question handed to another program."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reader.errors import ReaderError, UnusableError
from reader.export import registry
from reader.translation import _
from reader.ui.arriving import Document, document
from reader.ui.document_kinds import file_name, kind_of
from reader.ui.document_page import DocumentPage
from reader.ui.history import Place
from reader.ui.jobs import Jobs
from reader.ui.page_kinds import PageKind
from reader.ui.presenting import present, present_error
from reader.ui.reading_control import ReadingControl
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library

KIND = "document"


class DocumentsControl(QObject):
    """What is handed on is a copy that cannot be run and is removed when the program ends."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, reading: ReadingControl, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._reading, self._settings, self._window = jobs, reading, settings, window
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        reading.add_kind(PageKind(KIND, self._make_page, _work))

    def _make_page(self, tab: QWidget) -> DocumentPage:
        page = DocumentPage(tab)
        page.open_wanted.connect(self._ask_to_open)
        page.save_wanted.connect(self._ask_where)
        return page

    # ---- handing on ----------------------------------------------------------------------------

    def _ask_to_open(self, wanted: Document) -> None:
        name = file_name(wanted.address, wanted.resource)
        if kind_of(name) is None:
            return
        box = QMessageBox(QMessageBox.Icon.Warning, _("Open with another program"), name, parent=self._window)
        box.setInformativeText(
            _(
                "The program that your system uses for such files gets a copy of it. Old documents can carry "
                "macros and other harmful content, and that program may go online."
            )
        )
        stay = box.addButton(_("Stay here"), QMessageBox.ButtonRole.RejectRole)
        box.addButton(_("&Open the copy"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(stay)
        box.accepted.connect(partial(self._hand_on, wanted))
        present(box)

    def _hand_on(self, wanted: Document) -> None:
        try:
            path = self._copy(wanted)
        except OSError as error:
            reason = error.strerror or str(error)
            present_error(UnusableError("file-unwritable", path="", reason=reason), self._window)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.said.emit(_("A copy was handed to another program: {path}").format(path=path))

    def _copy(self, wanted: Document) -> Path:
        """A copy that can be read only, in a folder of its own."""
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="gov-reader-")
        folder = Path(self._copies.name) / str(len(os.listdir(self._copies.name)))
        folder.mkdir(mode=0o700)
        path = folder / file_name(wanted.address, wanted.resource)
        path.write_bytes(wanted.resource.body)
        path.chmod(0o400)
        return path

    # ---- saving --------------------------------------------------------------------------------

    def _ask_where(self, wanted: Document) -> None:
        folder = self._settings.export_folder or os.path.expanduser("~")
        name = file_name(wanted.address, wanted.resource)
        path, _chosen = QFileDialog.getSaveFileName(
            self._window, _("Save a copy"), os.path.join(folder, name)
        )
        if path:
            task = self._jobs.aside(partial(_saved, Path(path), wanted.resource.body))
            task.done.connect(self._tell_saved)
            task.failed.connect(self._fail)

    def _tell_saved(self, path: Path) -> None:
        self._settings.export_folder = str(path.parent)
        self.said.emit(_("Saved to {path}").format(path=path))

    def _fail(self, error: ReaderError) -> None:
        present_error(error, self._window)


def _work(place: Place) -> Callable[[Library], Document]:
    return partial(document, place)


def _saved(path: Path, body: bytes, library: Library) -> Path:
    registry.refuse_inside(path, [archive.root for archive in library.archives()])
    registry.write(path, body, force=True)  # the dialog has asked
    return path
