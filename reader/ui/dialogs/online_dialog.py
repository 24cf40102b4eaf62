"""The only way out of the archive: the address is shown first, and the user's own browser opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from reader.translation import _
from reader.ui.translated import Dialog
from reader.ui.wording import breakable


class OnlineDialog(Dialog):
    """``open_wanted`` is emitted only when the user confirms; Cancel is the default."""

    guide_part = "privacy"

    open_wanted = Signal(str)

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._address = address
        self._told, self._shown, self._note = (QLabel(self) for _number in range(3))
        for label in (self._told, self._shown, self._note):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        font = self._shown.font()
        font.setBold(True)
        self._shown.setFont(font)
        self._shown.setText(breakable(address))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._copy = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._open = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        self._open.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_address)
        self._buttons.accepted.connect(self._confirm)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        for widget in (self._told, self._shown, self._note):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(480)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Leave the archive"))
        self._told.setText(_("Your browser will go online and open this address:"))
        self._note.setText(
            _("What is there today may differ from what the archive holds, and its owner sees that you came.")
        )
        self._copy.setText(_("&Copy address"))
        self._open.setText(_("&Open in browser"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Stay here"))

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._address)

    def _confirm(self) -> None:
        self.accept()
        self.open_wanted.emit(self._address)
