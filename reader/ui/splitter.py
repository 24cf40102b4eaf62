"""Parts beside each other, whose borders the keyboard moves too."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle

from reader.translation import _
from reader.ui.painting import draw_focus_frame

_STEP = 24  # pixels
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)
_ON = (Qt.Key.Key_Right, Qt.Key.Key_Down)


class Splitter(QSplitter):
    """The Tab key comes to each border."""

    def createHandle(self) -> QSplitterHandle:
        """A border that takes keys."""
        return _Handle(self.orientation(), self)


class _Handle(QSplitterHandle):
    """Arrow keys move it."""

    def __init__(self, orientation: Qt.Orientation, parent: QSplitter) -> None:
        super().__init__(orientation, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name()

    def changeEvent(self, event: QEvent) -> None:
        """Answers a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves a little."""
        key = Qt.Key(event.key())
        if key not in _BACK + _ON:
            super().keyPressEvent(event)
            return
        place = self.x() if self.orientation() == Qt.Orientation.Horizontal else self.y()
        self.moveSplitter(place + (_STEP if key in _ON else -_STEP))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """And where it is not."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a frame while it has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            draw_focus_frame(painter, self.rect(), self.palette())
            painter.end()

    def _name(self) -> None:
        self.setAccessibleName(_("Border between two parts; arrow keys move it"))
