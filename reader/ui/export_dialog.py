"""Taking an article away: in which format, to which place, and what if that file exists."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.export.format import ExportFormat
from reader.messages import sentence
from reader.translation import _
from reader.ui.presenting import present
from reader.ui.translated import Dialog


class ExportDialog(Dialog):
    """Stays open until the file is written, so that a failure can be answered by another place."""

    export_wanted = Signal(str, str, bool)  # format, path, whether an existing file is to be replaced

    def __init__(
        self,
        title: str,
        names: dict[str, str],
        formats: Sequence[ExportFormat],
        *,
        chosen: str,
        folder: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._formats, self._names = formats, names
        self._folder = folder if folder and os.path.isdir(folder) else os.path.expanduser("~")
        self._is_named = False  # whether the user wrote a name of their own
        self._title, self._note = QLabel(title, self), QLabel(self)
        self._format, self._path = QComboBox(self), QLineEdit(self)
        self._browse = QPushButton(self)
        self._labels = [QLabel(self), QLabel(self)]
        self._busy = QProgressBar(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._go = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        for format_ in formats:
            self._format.addItem("", format_.name)
        self._format.setCurrentIndex(max(0, self._format.findData(chosen)))
        self._lay_out()
        self._format.currentIndexChanged.connect(self._name_file)
        self._path.textEdited.connect(self._take_name)
        self._browse.clicked.connect(self._choose_place)
        self._buttons.accepted.connect(self._begin)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()
        self._name_file()

    @property
    def format_name(self) -> str:
        """The format that is chosen."""
        return self._formats[self._format.currentIndex()].name

    @property
    def path(self) -> str:
        """The file that is to be written."""
        return self._path.text().strip()

    def set_path(self, path: str) -> None:
        """Another place."""
        self._path.setText(path)
        self._take_name()

    def show_error(self, error: ReaderError) -> None:
        """Why it could not be written; the choice can be made anew."""
        self._set_busy(False)
        self._note.setText(f"⚠ {sentence(error)}")

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Export the article"))
        for index, format_ in enumerate(self._formats):
            self._format.setItemText(index, _(format_.label))
        for label, text in zip(self._labels, (_("&Format"), _("&Place")), strict=True):
            label.setText(text)
        self._path.setAccessibleName(_("Place"))
        self._browse.setText(_("&Choose…"))
        self._go.setText(_("Export"))
        self._note.setText(_("Original address, source, time of capture, file and checksum go with it."))
        self._busy.setAccessibleName(_("Progress"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))

    # ---- place ---------------------------------------------------------------------------------

    def _name_file(self) -> None:
        ending = self._formats[self._format.currentIndex()].ending
        if self._is_named:
            known = {f".{format_.ending}" for format_ in self._formats}
            stem, suffix = os.path.splitext(self.path)
            if suffix.lower() in known:
                self._path.setText(f"{stem}.{ending}")
        else:
            self._path.setText(os.path.join(self._folder, self._names[ending]))
        self._path.setCursorPosition(len(self._path.text()))
        self._check()

    def _take_name(self) -> None:
        self._is_named = True
        self._check()

    def _check(self) -> None:
        self._go.setEnabled(bool(self.path))

    def _choose_place(self) -> None:
        option = QFileDialog.Option.DontConfirmOverwrite  # asked once, when the export begins
        path, _filter = QFileDialog.getSaveFileName(self, self.windowTitle(), self.path, options=option)
        if path:
            self.set_path(os.path.normpath(path))

    # ---- doing it ------------------------------------------------------------------------------

    def _begin(self) -> None:
        if not os.path.lexists(self.path):
            self._export(False)
            return
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self.windowTitle(),
            _("{name} exists already. Replace it?").format(name=os.path.basename(self.path)),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        replace = box.addButton(_("Replace"), QMessageBox.ButtonRole.AcceptRole)
        replace.clicked.connect(self._export_over)
        box.button(QMessageBox.StandardButton.Cancel).setText(_("Cancel"))
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        present(box)

    def _export_over(self) -> None:
        self._export(True)

    def _export(self, force: bool) -> None:
        self._set_busy(True)
        self.export_wanted.emit(self.format_name, self.path, force)

    def _set_busy(self, busy: bool) -> None:
        self._busy.setRange(0, 0 if busy else 1)
        self._busy.setVisible(busy)
        for widget in (self._format, self._path, self._browse, self._go):
            widget.setEnabled(not busy)

    def _lay_out(self) -> None:
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        for label in (self._title, self._note):
            label.setWordWrap(True)
        place = QHBoxLayout()
        place.addWidget(self._path, 1)
        place.addWidget(self._browse)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow(self._labels[0], self._format)
        form.addRow(self._labels[1], place)
        for label, field in zip(self._labels, (self._format, self._path), strict=True):
            label.setBuddy(field)
        self._busy.setTextVisible(False)
        self._busy.setMaximumHeight(8)
        self._busy.hide()
        self._go.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addWidget(self._busy)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.resize(620, 230)
