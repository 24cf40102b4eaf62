"""Taking articles away: which, in which format, with what, to which place, and what if that file exists."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.export.format import ExportFormat
from reader.model import ExportReport, Progress
from reader.translation import _
from reader.ui.dialogs.export_choice import Choice, Scope, Wanted
from reader.ui.dialogs.export_form import ExportForm
from reader.ui.dialogs.export_outcome import ExportOutcome
from reader.ui.dialogs.presenting import present
from reader.ui.translated import Dialog


class ExportDialog(Dialog):
    """Stays open until all is written, so that a failure can be answered by another place.

    An export of several articles ends with what became of them; that of one closes the dialog.
    """

    guide_part = "export"

    export_wanted = Signal(object)  # Wanted
    folder_wanted = Signal(str)  # the folder of what was written is to be shown

    def __init__(
        self,
        scopes: Sequence[Scope],
        formats: Sequence[ExportFormat],
        choice: Choice,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.form = ExportForm(scopes, formats, choice, self)
        self.outcome = ExportOutcome(self)
        self._stack = QStackedWidget(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._go = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._wanted: Wanted | None = None
        self._report: ExportReport | None = None
        for page in (self.form, self.outcome):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(self._stack, 1)
        column.addWidget(self._buttons)
        self._go.setDefault(True)
        self.form.checked.connect(self._go.setEnabled)
        self.form.place_wanted.connect(self._choose_place)
        self.outcome.folder_wanted.connect(self._show_folder)
        self.outcome.replace_wanted.connect(self._replace)
        self._buttons.accepted.connect(self._begin)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        self.form.check()
        self.resize(640, self.sizeHint().height())

    @property
    def path(self) -> str:
        """The file or folder that is to be written."""
        return self.form.path

    def set_path(self, path: str) -> None:
        """Another place."""
        self.form.set_path(path)

    def show_error(self, error: ReaderError) -> None:
        """Why it could not be written; the choice can be made anew."""
        self._stack.setCurrentWidget(self.form)
        self._set_busy(False)
        self.form.show_error(error)

    def show_step(self, step: Progress) -> None:
        """How far it has come."""
        self.form.show_step(step)

    def show_report(self, report: ExportReport) -> None:
        """What became of several articles; nothing more is asked for but to look at them."""
        self._report = report
        self._set_busy(False)
        self.outcome.show_report(report)
        self._stack.setCurrentWidget(self.outcome)
        self._go.hide()
        self.retranslate()
        self.outcome.focus_first()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Export"))
        self._go.setText(_("Export"))
        cancel = self._buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(_("Cancel") if self._report is None else _("Close"))
        self.form.retranslate()
        self.outcome.retranslate()

    # ---- place ---------------------------------------------------------------------------------

    def _choose_place(self) -> None:
        if self.form.wants_folder:
            folder = QFileDialog.getExistingDirectory(self, self.windowTitle(), self.form.folder)
            if folder:
                self.form.set_folder(os.path.normpath(folder))
            return
        option = QFileDialog.Option.DontConfirmOverwrite  # asked once, when the export begins
        path, _filter = QFileDialog.getSaveFileName(self, self.windowTitle(), self.path, options=option)
        if path:
            self.set_path(os.path.normpath(path))

    # ---- doing it ------------------------------------------------------------------------------

    def _begin(self) -> None:
        wanted = self.form.wanted()
        if wanted.as_folder or not os.path.lexists(wanted.path):
            self._export(wanted)
            return
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.windowTitle(),
            _("{name} exists already. Replace it?").format(name=os.path.basename(wanted.path)),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.AcceptRole)
        replace.clicked.connect(self._export_over)
        box.button(QMessageBox.StandardButton.Cancel).setText(_("Cancel"))
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        present(box)

    def _export_over(self) -> None:
        self._export(self.form.wanted(force=True))

    def _replace(self, ids: tuple[str, ...]) -> None:
        """Writes those again whose files were there already."""
        if self._wanted is not None:
            self._report = None
            self._stack.setCurrentWidget(self.form)
            self._go.show()
            self.retranslate()
            self._export(self.form.wanted(force=True, only=ids))

    def _export(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._set_busy(True)
        self.export_wanted.emit(wanted)

    def _set_busy(self, busy: bool) -> None:
        self.form.set_busy(busy)
        self._go.setEnabled(not busy and bool(self.path))

    def _show_folder(self) -> None:
        if self._report is not None:
            place = self._report.place
            self.folder_wanted.emit(place if os.path.isdir(place) else os.path.dirname(place))
