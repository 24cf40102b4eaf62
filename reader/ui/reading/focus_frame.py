"""A frame over a widget that has the keyboard, for widgets whose style shows none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.ui.painting import draw_focus_frame

# The focus comes back to where it was: from another window, from a menu.
_PASSING = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class FocusFrame(QWidget):
    """Lies over its parent; to be seen when the focus came by the keyboard, a click needs none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._watched = parent
        self._by_keyboard = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the size and the focus of the parent."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._watched.rect())
        elif isinstance(event, QFocusEvent):
            if event.gotFocus() and event.reason() not in _PASSING:
                self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
            self.setVisible(event.gotFocus() and self._by_keyboard)
            self.setGeometry(self._watched.rect())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame."""
        painter = QPainter(self)
        draw_focus_frame(painter, self.rect(), self.palette())
        painter.end()
