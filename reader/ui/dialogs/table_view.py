"""How the dialogs show their tables: rows of one height, chosen as wholes, long texts cut in the middle."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QTreeView


def show_as_table(view: QTreeView, model: QAbstractItemModel) -> None:
    """Gives a view its model and the look of a table."""
    view.setModel(model)
    view.setRootIsDecorated(False)
    view.setUniformRowHeights(True)
    view.setAlternatingRowColors(True)
    view.setAllColumnsShowFocus(True)
    view.setSelectionMode(QTreeView.SelectionMode.ExtendedSelection)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
