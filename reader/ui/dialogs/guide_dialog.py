"""The user guide over a dialog that was asked for help: the window behind it cannot be reached."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from reader.translation import _
from reader.ui.pages.guide_page import GuidePage
from reader.ui.pages.history import Place
from reader.ui.theme import USUAL_PX, reader_theme
from reader.ui.translated import Dialog

_SIZE = (760, 560)


class GuideDialog(Dialog):
    """Opened at one of the parts of the guide."""

    def __init__(self, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = part
        self.page = GuidePage(self)
        self.page.set_look(reader_theme("system", self.palette()), USUAL_PX)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.page, 1)
        column.addWidget(self._buttons)
        self.resize(*_SIZE)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("User guide"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))

    def show_part(self) -> None:
        """Goes to the part that was asked for; to be called when the dialog has its size."""
        self.page.show_place(Place("guide", self._part), None)
        self.page.view.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find, as in the window."""
        keys = {
            "find": QKeySequence.StandardKey.Find,
            "next-hit": QKeySequence.StandardKey.FindNext,
            "previous-hit": QKeySequence.StandardKey.FindPrevious,
        }
        for deed, key in keys.items():
            if event.matches(key):
                self.page.do(deed)
                return
        super().keyPressEvent(event)
