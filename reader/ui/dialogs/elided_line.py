"""One line of text that loses its middle where there is no room: both ends of a path tell most."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_LEAST_WIDE = 120


class ElidedLine(QWidget):
    """The whole text is what a screen reader says and what the mouse shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Another text."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the text if there is room."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 1, metrics.lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Some letters."""
        return QSize(_LEAST_WIDE, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text as the style writes labels."""
        shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideMiddle, self.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.rect(), align, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()
