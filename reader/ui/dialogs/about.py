"""What the program is, its version, and what it is built with."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader import __version__
from reader.translation import _
from reader.ui.icons import application_icon
from reader.ui.translated import Dialog


class About(Dialog):
    """A card to read."""

    guide_part = "install"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._name, self._text = QLabel(self), QLabel(self), QLabel(self)
        self._sign.setPixmap(application_icon().pixmap(64, 64))
        self._sign.setAccessibleName("gov-reader")
        font = self._name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.4)
        self._name.setFont(font)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(self._name)
        words.addWidget(self._text)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.addLayout(row, 1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(460)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("About gov-reader"))
        self._name.setText(f"gov-reader {__version__}")
        paragraphs = (
            _("Reads saved government pages offline: search, read, follow, take away with a citation."),
            _("It sends nothing to any network address and changes nothing in your archives."),
            _("Free software under the MIT licence. The window uses Qt {version} under the LGPL.").format(
                version=qVersion()
            ),
        )
        self._text.setText("\n\n".join(paragraphs))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
