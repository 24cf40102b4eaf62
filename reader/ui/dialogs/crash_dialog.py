"""What is shown when a part of the program fails in a way that nobody foresaw: the window stays."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reader.translation import _
from reader.ui.problem_details import shareable, system
from reader.ui.translated import Dialog


class CrashDialog(Dialog):
    """Words for everybody, details for whoever mends it. Later failures join the ones on show."""

    guide_part = "trouble"

    def __init__(self, details: str, log_file: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self._text, self._details = QLabel(self), QPlainTextEdit(self)
        self._text.setWordWrap(True)
        self._details.setReadOnly(True)
        self._details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._details.setPlainText(f"{system()}\n\n{shareable(details)}")
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._copy = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_details)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._text)
        column.addWidget(self._details, 1)
        column.addWidget(self._buttons)
        self.resize(640, 360)
        self.retranslate()

    def add(self, details: str) -> None:
        """Another failure."""
        self._details.appendPlainText(f"\n{shareable(details)}")

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Something went wrong"))
        told = _(
            "A part of the program failed. Your library and your archives are unharmed, and you can go on. "
            "If it happens again, please report it with these details; they are also in {file}."
        )
        self._text.setText(told.format(file=self._log_file))
        self._details.setAccessibleName(_("Details"))
        self._copy.setText(_("&Copy details"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())
