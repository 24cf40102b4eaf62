"""A field with a button that empties it, which a screen reader can name: Qt's own has no words."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.translation import _

_ACTION = "_q_qlineeditclearaction"  # the name that Qt gives the action of the button


class ClearableLine(QLineEdit):
    """A line edit whose button follows the language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        self._name_button()

    def changeEvent(self, event: QEvent) -> None:
        """Answers a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_button()
        super().changeEvent(event)

    def _name_button(self) -> None:
        action = self.findChild(QAction, _ACTION)
        if isinstance(action, QAction):
            action.setText(_("Clear"))
