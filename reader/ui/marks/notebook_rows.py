"""The rows of a list of the notebook as cards: what was said, with its colour, and of which article."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.model import NotebookEntry
from reader.ui.marks.colours import swatch
from reader.ui.marks.notebook_model import ENTRY_ROLE, told_of
from reader.ui.painting import Lines, Style, begin_row, hairline, muted, scaled
from reader.ui.results.uniform_list import UniformList

_SIDE, _TOP, _BOTTOM, _GAP = 14, 9, 10, 3  # pixels
_SIGN = 16  # side of the square of a colour, and the room beside it
_MOST_SAID, _MOST_COMMENT = 2, 1  # lines
_SMALL = 0.92


class NotebookRows(UniformList):
    """One card a row. All have one height, which depends on whether something is said in them."""

    chosen = Signal(QModelIndex, bool)  # row, whether in a new tab
    removed = Signal()
    moved = Signal(int)  # the chosen rows, up (-1) or down (1)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Cards(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens (with Ctrl in a new tab), Delete takes out, Ctrl+Up and Ctrl+Down move."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex(), control)
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif control and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens; with Ctrl in a new tab."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            control = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            self.chosen.emit(index, bool(control))


class _Cards(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The one height of all rows."""
        row = index.data(ENTRY_ROLE)
        usual, small = QFontMetricsF(option.font), QFontMetricsF(scaled(option.font, _SMALL))
        lines = usual.height()
        if isinstance(row, NotebookEntry) and row.said:
            lines = usual.height() * _MOST_SAID + small.height() * _MOST_COMMENT + _GAP
        return QSize(0, round(lines + small.height() + _GAP) + _TOP + _BOTTOM)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws a row."""
        row, rect, palette = index.data(ENTRY_ROLE), option.rect, option.palette
        if not isinstance(row, NotebookEntry):
            return
        begin_row(painter, option)
        room = rect.adjusted(_SIDE, _TOP, -_SIDE, -_BOTTOM)
        painter.fillRect(QRect(room.left(), rect.bottom(), rect.width(), 1), hairline(palette))
        if row.colour is not None:
            line = round(QFontMetricsF(option.font).height())
            sign = QRect(room.left(), room.top() + (line - _SIGN) // 2, _SIGN, _SIGN)
            swatch(row.colour, palette).paint(painter, sign)
            room.setLeft(room.left() + _SIGN + 8)
        y = float(room.top())
        for lines in _texts(row, option, room.width()):
            y = lines.draw(painter, room.left(), y) + _GAP
        painter.restore()


def _texts(row: NotebookEntry, option: QStyleOptionViewItem, width: int) -> Iterator[Lines]:
    palette = option.palette
    ink, quiet = palette.color(QPalette.ColorRole.Text), muted(palette)
    small = scaled(option.font, _SMALL)
    title, *facts = told_of(row)
    if row.said:
        said = Lines(" ".join(row.said.split()), Style(option.font, ink), width, _MOST_SAID)
        yield said
        if row.comment:
            comment = scaled(option.font, _SMALL)
            comment.setItalic(True)
            yield Lines(" ".join(row.comment.split()), Style(comment, ink), width, _MOST_COMMENT)
        facts = [title, *facts]
    else:
        yield Lines(title, Style(scaled(option.font, 1, bold=True), ink), width, 1)
    yield Lines(" · ".join(part for part in facts if part), Style(small, quiet), width, 1)
