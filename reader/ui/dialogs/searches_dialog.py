"""The saved searches: to open, rename and delete; a deletion can be taken back while the list is open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.messages import sentence
from reader.model import SavedSearch
from reader.translation import _
from reader.ui.results.query_notices import request_words
from reader.ui.translated import Dialog

_SAVED = Qt.ItemDataRole.UserRole


class SearchesDialog(Dialog):
    """Tells what is wanted; the list changes when it is told so with ``show_searches``."""

    guide_part = "search"

    open_wanted = Signal(object)  # SavedSearch
    rename_wanted = Signal(str, str)  # old and new name
    delete_wanted = Signal(object)  # SavedSearch
    put_back_wanted = Signal(object)  # SavedSearch

    def __init__(self, searches: Sequence[SavedSearch], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deleted: SavedSearch | None = None
        self._list = QListWidget(self)
        self._list.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # names are elided
        self._told, self._said = QLabel(self), QLabel(self)
        self._told.setWordWrap(True)
        self._told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._said.setWordWrap(True)
        self._open, self._rename, self._delete, self._undo = (QPushButton(self) for _number in range(4))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        side = QVBoxLayout()
        for button in (self._open, self._rename, self._delete):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self._list, 1)
        middle.addLayout(side)
        below = QHBoxLayout()
        below.addWidget(self._said, 1)
        below.addWidget(self._undo)
        self._undo.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addLayout(middle, 1)
        column.addWidget(self._told)
        column.addLayout(below)
        column.addWidget(self._buttons)
        self.resize(560, 400)
        self._list.currentItemChanged.connect(self._tell)
        self._list.itemChanged.connect(self._note_name)
        self._list.itemDoubleClicked.connect(self._press_open)
        self._open.clicked.connect(self._press_open)
        self._rename.clicked.connect(self._press_rename)
        self._delete.clicked.connect(self._press_delete)
        self._undo.clicked.connect(self._press_undo)
        self._buttons.rejected.connect(self.reject)
        self.show_searches(searches)
        self.retranslate()

    @property
    def current(self) -> SavedSearch | None:
        """The search that is chosen."""
        item = self._list.currentItem()
        saved = item.data(_SAVED) if item is not None else None
        return saved if isinstance(saved, SavedSearch) else None

    def show_searches(self, searches: Sequence[SavedSearch], chosen: str = "") -> None:
        """The searches as they are now; ``chosen``: the name of the one to stand on."""
        row = max(self._list.currentRow(), 0)
        with QSignalBlocker(self._list):
            self._list.clear()
            for saved in searches:
                item = QListWidgetItem(saved.name, self._list)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                item.setData(_SAVED, saved)
                item.setToolTip(saved.name)
            names = [saved.name for saved in searches]
            row = names.index(chosen) if chosen in names else min(row, len(names) - 1)
            self._list.setCurrentRow(row)
        self._tell()

    def show_error(self, error: ReaderError, searches: Sequence[SavedSearch] = ()) -> None:
        """Why something did not work; the names are set back."""
        self._said.setText("⚠ " + sentence(error))
        with QSignalBlocker(self._list):
            for row in range(self._list.count()):
                item = self._list.item(row)
                item.setText(item.data(_SAVED).name)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Saved searches"))
        self._list.setAccessibleName(_("Saved searches"))
        self._open.setText(_("&Open"))
        self._rename.setText(_("&Rename"))
        self._delete.setText(_("&Delete"))
        self._undo.setText(_("&Undo"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes."""
        if event.key() == Qt.Key.Key_Delete and self._list.hasFocus():
            self._press_delete()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.hasFocus():
            self._press_open()
        else:
            super().keyPressEvent(event)

    def _press_open(self) -> None:
        if (saved := self.current) is not None:
            self.open_wanted.emit(saved)
            self.accept()

    def _press_rename(self) -> None:
        if (item := self._list.currentItem()) is not None:
            self._list.setFocus()
            self._list.editItem(item)

    def _note_name(self, item: QListWidgetItem) -> None:
        saved = item.data(_SAVED)
        if item.text() != saved.name:
            self._said.clear()
            self.rename_wanted.emit(saved.name, item.text())

    def _press_delete(self) -> None:
        if (saved := self.current) is not None:
            self._deleted = saved
            self.delete_wanted.emit(saved)
            self._tell()

    def _press_undo(self) -> None:
        if (saved := self._deleted) is not None:
            self._deleted = None
            self.put_back_wanted.emit(saved)
            self._tell()

    def _tell(self) -> None:
        saved = self.current
        for button in (self._open, self._rename, self._delete):
            button.setEnabled(saved is not None)
        if saved is not None:
            query = saved.request.query.strip() or _("All articles")
            self._told.setText(" · ".join(part for part in (query, request_words(saved.request)) if part))
        else:
            self._told.setText(_("No search has been saved yet: the menu Search does it."))
        self._undo.setVisible(self._deleted is not None)
        if self._deleted is not None:
            self._said.setText(_("“{name}” was deleted.").format(name=self._deleted.name))
        elif not self._said.text().startswith("⚠"):
            self._said.clear()
