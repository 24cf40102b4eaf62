"""A list of what could not be read: file, reason, and for the chosen one what can be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeView, QVBoxLayout, QWidget

from reader.messages import failure_advice, failure_sentence
from reader.model import Failure, ImportReport, RejectedKind, readable_path
from reader.translation import _, format_date
from reader.ui.dialogs.table_view import show_as_table
from reader.ui.translated import Panel

_FILE, _REASON, _WHEN = range(3)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A page that became no article. ``when`` is a UTC time or empty."""

    path: str
    member: str | None
    kind: RejectedKind
    code: str
    detail: str
    when: str = ""

    @property
    def shown(self) -> str:
        """File and part of it, as text."""
        path = readable_path(self.path)
        return f"{path} › {self.member}" if self.member else path


def rows_of_report(report: ImportReport) -> list[RejectedRow]:
    """What an import could not read, and after it what is no article by nature."""
    return [
        RejectedRow(entry.path, entry.member, entry.kind, entry.code, entry.detail)
        for entry in (*report.failed, *report.skipped)
    ]


def rows_of_failures(failures: Iterable[Failure]) -> list[RejectedRow]:
    """What the library remembers."""
    return [
        RejectedRow(entry.path, entry.member, entry.kind, entry.code, entry.detail, entry.when)
        for entry in failures
    ]


class RejectedModel(QAbstractTableModel):
    """File, reason, and the day it was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[RejectedRow] = ()

    def set_rows(self, rows: Sequence[RejectedRow]) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, index: int) -> RejectedRow:
        """The entry at a place."""
        return self._rows[index]

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many entries there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """The day is shown only where it is known."""
        if parent is not None and parent.isValid():
            return 0
        return 3 if self._rows and self._rows[0].when else 2

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts; the whole path as tooltip."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == _FILE:
                return row.shown
            if index.column() == _REASON:
                return failure_sentence(row.code, row.detail)
            return format_date(row.when[:10])
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.shown if index.column() == _FILE else failure_sentence(row.code, row.detail)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("File"), _("Reason"), _("Found on"))[section]
        return None


class RejectedList(Panel):
    """The list with what can be done below it. Ctrl+C copies the chosen lines."""

    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RejectedModel(self)
        self._view = QTreeView(self)
        show_as_table(self._view, self._model)
        self._advice = QLabel(self)
        self._advice.setWordWrap(True)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._advice.setMinimumHeight(self._advice.fontMetrics().lineSpacing() * 3)
        self._advice.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._view, 1)
        column.addWidget(self._advice)
        self._view.selectionModel().selectionChanged.connect(self._select)
        copying = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self._view, self.copy)
        copying.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.retranslate()

    def hasHeightForWidth(self) -> bool:
        """It scrolls in whatever room is left; layouts would take its wish as the least it needs."""
        return False

    @property
    def selected(self) -> list[RejectedRow]:
        """The chosen entries."""
        return [self._model.row(index.row()) for index in self._view.selectionModel().selectedRows()]

    def show_rows(self, rows: Sequence[RejectedRow]) -> None:
        """Replaces the list."""
        self._model.set_rows(rows)
        header = self._view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_REASON, QHeaderView.ResizeMode.Stretch)
        if self._model.columnCount() > _WHEN:
            header.setSectionResizeMode(_WHEN, QHeaderView.ResizeMode.ResizeToContents)
        self._select()

    def copy(self) -> None:
        """Puts the chosen lines, or all if none is, on the clipboard."""
        rows = self.selected or [self._model.row(number) for number in range(self._model.rowCount())]
        lines = (f"{row.shown}\t{failure_sentence(row.code, row.detail)}" for row in rows)
        QGuiApplication.clipboard().setText("\n".join(lines))

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._view.setAccessibleName(_("What could not be read"))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, _FILE, _REASON)
        self._view.viewport().update()
        self._select()

    def _select(self) -> None:
        chosen = self.selected
        hint = _("Choose a line to see what can be done.") if self._model.rowCount() else ""
        self._advice.setText(self._told(chosen[0]) if len(chosen) == 1 else hint)
        self.selection_changed.emit()

    @staticmethod
    def _told(row: RejectedRow) -> str:
        told = failure_sentence(row.code, row.detail)
        advice = failure_advice(row.code)
        return f"{row.shown}\n{told} {advice}".strip()
