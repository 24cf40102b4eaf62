"""Asked before the scripts of a page run."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from reader.translation import _
from reader.ui.translated import Dialog

_WIDTH = 460


class ScriptsDialog(Dialog):
    """Says what scripts may do, and what not."""

    guide_part = "read"

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setMinimumWidth(_WIDTH)
        self._buttons = QDialogButtonBox(self)
        self._run = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._leave = self._buttons.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        self._leave.setDefault(True)
        self._buttons.accepted.connect(self.accept)
        self._buttons.accepted.connect(self.wanted)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._buttons)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Run the scripts of this page?"))
        self._text.setText(
            _(
                "Scripts are programs that the page brings with it. They can show parts of the page that are "
                "hidden otherwise, and they can change what it says or keep the computer busy. They reach "
                "nothing outside the archive: what they ask of the network is refused and counted. They run "
                "for this page only, until you leave it."
            )
        )
        self._run.setText(_("&Run scripts"))
        self._leave.setText(_("&Do not run"))
