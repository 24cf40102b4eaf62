"""Widgets that follow the language and the colours: Qt tells each of a change, it sets its own anew."""

from __future__ import annotations

from typing import ClassVar, cast

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLayout, QScrollArea, QVBoxLayout, QWidget

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
    """A dialog whose visible texts are all set in ``retranslate``.

    ``guide_part`` names the part of the user guide that F1 opens (``guide_page.PARTS``).
    """

    guide_part: ClassVar[str] = ""

    def setVisible(self, visible: bool) -> None:
        """Before it is seen: the same margin everywhere, words without signs on its buttons, and its size."""
        layout = self.layout()
        if visible and layout is not None and not self.isVisible():
            for box in self.findChildren(QDialogButtonBox):
                for button in box.buttons():
                    button.setIcon(QIcon())
            layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
            self._fit()
        super().setVisible(visible)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        """Answers a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.isVisible():
                self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        """Makes room for all its texts, which may wrap; on a very small screen its contents scroll."""
        layout, room = self.layout(), self._room()
        if layout is None:
            return
        layout.activate()
        least = layout.totalMinimumSize().expandedTo(self.minimumSize())
        wanted = self.size() if self.testAttribute(Qt.WidgetAttribute.WA_Resized) else self.sizeHint()
        size = wanted.expandedTo(least)
        if layout.hasHeightForWidth():
            size.setHeight(max(size.height(), layout.totalHeightForWidth(size.width())))
            least.setHeight(max(least.height(), layout.totalMinimumHeightForWidth(size.width())))
        if least.width() > room.width() or least.height() > room.height():
            self._scroll()
        self.resize(size.boundedTo(room))

    def _room(self) -> QSize:
        return self.screen().availableSize()

    def _scroll(self) -> None:
        area = QScrollArea(self)
        held = QWidget(area)
        held.setMinimumSize(self.minimumSize())
        self.setMinimumSize(0, 0)
        held.setLayout(cast(QLayout, self.layout()))  # takes it, with all widgets in it, from the dialog
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
