"""A list view whose rows all have one height, so that its length costs nothing.

QListView walks over all its rows after every change, which takes a third of a second at 100,000 of them. Here
the place of a row is its number times the height of one. All else is QListView's own: selection,
what a screen reader sees.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_STEP = 3  # wheel steps go a third of a row


class UniformList(QListView):
    """The height of all rows is the size hint of the first one. It scrolls by pixels and never sideways."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = 0
        self._hovered = -1
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.entered.connect(self._hover)

    def menu_for(self, index: QModelIndex) -> QMenu | None:
        """The context menu of a row; None for none."""
        return None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Opens the menu of the row under the pointer; by key, that of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        menu = self.menu_for(index) if index.isValid() else None
        if menu is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            menu.popup(self.viewport().mapToGlobal(at))

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are keys of the window."""

    @property
    def row_height(self) -> int:
        """The height of a row in pixels; at least 1."""
        return max(self._row_height, 1)

    def _count(self) -> int:
        model = self.model()
        return model.rowCount() if model is not None else 0

    # ---- geometry ------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        """Measures one row instead of all."""
        self._row_height = self.sizeHintForRow(0) if self._count() else 0
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """The range of the scroll bar."""
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(max(self.row_height // _STEP, 1))
        bar.setPageStep(room)
        bar.setRange(0, max(self._count() * self.row_height - room, 0))
        QAbstractItemView.updateGeometries(self)

    def verticalOffset(self) -> int:
        """The pixels above the viewport."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """It never scrolls sideways."""
        return 0

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Moves what is seen."""
        self.viewport().scroll(0, dy)

    def visualRect(self, index: Index) -> QRect:
        """Where a row is, in the viewport."""
        if not index.isValid():
            return QRect()
        top = index.row() * self.row_height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self.row_height)

    def indexAt(self, p: QPoint) -> QModelIndex:
        """The row at a point of the viewport."""
        row = (p.y() + self.verticalOffset()) // self.row_height
        return self.model().index(row, 0) if 0 <= row < self._count() else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Brings a row into view."""
        self.executeDelayedItemsLayout()
        if not index.isValid():
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = index.row() * self.row_height
        bottom = top + self.row_height - room
        hints = QAbstractItemView.ScrollHint
        if hint == hints.PositionAtTop:
            bar.setValue(top)
        elif hint == hints.PositionAtBottom:
            bar.setValue(bottom)
        elif hint == hints.PositionAtCenter:
            bar.setValue((top + bottom) // 2)
        elif bar.value() > top:
            bar.setValue(top)
        elif bar.value() < bottom:
            bar.setValue(bottom)

    # ---- selection -----------------------------------------------------------------------------

    def moveCursor(
        self,
        cursorAction: QAbstractItemView.CursorAction,  # noqa: N803 - Qt's name
        modifiers: Qt.KeyboardModifier,
    ) -> QModelIndex:
        """The row to which a key leads."""
        count, row = self._count(), self.currentIndex().row()
        if not count:
            return QModelIndex()
        page = max(self.viewport().height() // self.row_height, 1)
        steps = {
            _Action.MoveUp: -1,
            _Action.MovePrevious: -1,
            _Action.MoveDown: 1,
            _Action.MoveNext: 1,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
            _Action.MoveHome: -count,
            _Action.MoveEnd: count,
        }
        row = 0 if row < 0 else row + steps.get(cursorAction, 0)
        return self.model().index(max(0, min(row, count - 1)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Selects the rows between the corners of a rectangle."""
        first, last = self.indexAt(rect.topLeft()), self.indexAt(rect.bottomLeft())
        selection = QItemSelection(first, last) if first.isValid() and last.isValid() else QItemSelection()
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where selected rows are."""
        region = QRegion()
        for index in selection.indexes():
            region += QRegion(self.visualRect(index).intersected(self.viewport().rect()))
        return region

    # ---- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the rows that are seen."""
        count = self._count()
        if not count:
            return
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        selected, current = self.selectionModel(), self.currentIndex()
        painter = QPainter(self.viewport())
        first = (event.rect().top() + self.verticalOffset()) // self.row_height
        last = (event.rect().bottom() + self.verticalOffset()) // self.row_height
        for row in range(max(first, 0), min(last + 1, count)):
            index = self.model().index(row, 0)
            state = plain
            if selected.isSelected(index):
                state |= QStyle.StateFlag.State_Selected
            if row == self._hovered:
                state |= QStyle.StateFlag.State_MouseOver
            if index == current and self.hasFocus():
                state |= QStyle.StateFlag.State_HasFocus
            option.rect, option.state = self.visualRect(index), state
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Notes when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self._hover(QModelIndex())
        return super().viewportEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        if self._hovered != index.row():
            self._hovered = index.row()
            self.viewport().update()
