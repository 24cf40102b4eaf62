"""Documents of the archive: shown in a tab, saved, or after a question handed to another program."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from reader.errors import UnusableError
from reader.translation import _
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.save_control import SaveControl, Shape
from reader.ui.dialogs.presenting import present, present_error
from reader.ui.pages.arriving import Document, document
from reader.ui.pages.document_kinds import file_name, kind_of
from reader.ui.pages.document_page import DocumentPage
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import PageKind

if TYPE_CHECKING:
    from reader.library.library import Library

KIND = "document"


class DocumentsControl(QObject):
    """What is handed on is a copy that cannot be run and is removed when the program ends."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, reading: ReadingControl, saving: SaveControl, window: QWidget) -> None:
        super().__init__(window)
        self._saving, self._window = saving, window
        self._copies: Path | None = None
        reading.add_kind(PageKind(KIND, self._make_page, _work))

    def _make_page(self, tab: QWidget) -> DocumentPage:
        page = DocumentPage(tab)
        page.open_wanted.connect(self._ask_to_open)
        page.save_wanted.connect(self._save)
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
            self._copies = Path(tempfile.mkdtemp(prefix="gov-reader-"))
            atexit.register(shutil.rmtree, self._copies, ignore_errors=True)
        folder = self._copies / str(len(os.listdir(self._copies)))
        folder.mkdir(mode=0o700)
        path = folder / file_name(wanted.address, wanted.resource)
        path.write_bytes(wanted.resource.body)
        path.chmod(0o400)
        return path

    # ---- saving --------------------------------------------------------------------------------

    def _save(self, wanted: Document) -> None:
        name = file_name(wanted.address, wanted.resource)
        stem, _dot, ending = name.rpartition(".")
        shape = Shape(ending, kind_of(name) or _("File"), lambda: wanted.resource.body)
        self._saving.ask(_("Save a copy"), stem, [shape])


def _work(place: Place) -> Callable[[Library], Document]:
    return partial(document, place)
