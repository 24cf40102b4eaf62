"""A button as wide as its place whose text is cut off with an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

_PADDING = 10  # pixels beside the text


class ElidedButton(QPushButton):
    """The whole text is what a screen reader says."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def whole_text(self) -> str:
        """The text, not cut off."""
        return self._whole

    def sizeHint(self) -> QSize:
        """As wide as the text if there is room."""
        width = self.fontMetrics().horizontalAdvance(self._whole) + 2 * _PADDING
        return QSize(width, super().sizeHint().height() + 4)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(6 * _PADDING, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, our text."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        room = self.rect().adjusted(_PADDING, 0, -_PADDING, 0)
        text = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        self.style().drawItemText(
            painter, room, align, self.palette(), self.isEnabled(), text, self.foregroundRole()
        )
        if self.hasFocus():
            option.rect = self.rect().adjusted(3, 3, -3, -3)
            painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option)
