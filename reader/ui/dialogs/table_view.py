"""How the dialogs show their tables: rows of one height, chosen as wholes, long texts cut in the middle."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

_ROOM = QSize(12, 8)  # pixels that a cell is wider and higher than its text


class _RoomyCells(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return super().sizeHint(option, index) + _ROOM


def show_as_table(view: QTreeView, model: QAbstractItemModel) -> None:
    """Gives a view its model and the look of a table."""
    view.setModel(model)
    view.setItemDelegate(_RoomyCells(view))
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(True)
    view.setAllColumnsShowFocus(True)
    view.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
