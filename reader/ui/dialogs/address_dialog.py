"""Going to an address by hand: the archived page, or what is known of it when it is not there."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from reader.translation import _
from reader.ui.clearable_line import ClearableLine
from reader.ui.translated import Dialog


class AddressDialog(Dialog):
    """Takes an address as it is pasted; ``address_chosen`` carries it with a scheme."""

    guide_part = "read"

    address_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._line = QLabel(self), ClearableLine(self)
        self._label.setBuddy(self._line)
        self._label.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._go = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._go.setDefault(True)
        self._line.textChanged.connect(self._check)
        self._buttons.accepted.connect(self._choose)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for widget in (self._label, self._line, self._buttons):
            column.addWidget(widget)
        self.setMinimumWidth(520)
        self.retranslate()
        self._check()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Go to an address"))
        self._label.setText(_("&Address of a page; it is looked up in the archive, not online:"))
        self._line.setPlaceholderText("https://")
        self._go.setText(_("Go"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))

    def _check(self) -> None:
        self._go.setEnabled(bool(self._line.text().strip()))

    def _choose(self) -> None:
        address = self._line.text().strip()
        self.accept()
        self.address_chosen.emit(address if "://" in address else f"http://{address}")
