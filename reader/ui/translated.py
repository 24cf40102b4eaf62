"""Widgets that follow the language and the colours: Qt tells each of a change, it sets its own anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QIcon, QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

_MARGIN = 16  # pixels around the contents of a dialog


class Panel(QWidget):
    """A widget whose visible texts are all set in ``retranslate`` and whose icons in ``redraw_icons``."""

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        raise NotImplementedError

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette; nothing to do for a panel without any."""

    def changeEvent(self, event: QEvent) -> None:
        """Answers a change of language or palette."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.redraw_icons()
        super().changeEvent(event)


class Dialog(QDialog):
    """A dialog whose visible texts are all set in ``retranslate``."""

    def showEvent(self, event: QShowEvent) -> None:
        """Gives its contents the same margin everywhere, and its buttons words without signs."""
        for box in self.findChildren(QDialogButtonBox):
            for button in box.buttons():
                button.setIcon(QIcon())
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        super().showEvent(event)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Answers a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
