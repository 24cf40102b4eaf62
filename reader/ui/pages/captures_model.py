"""All captures of one page as the rows of a table."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.export.citation import captured_words
from reader.model import Capture, readable_path
from reader.translation import _, format_moment

_Index = QModelIndex | QPersistentModelIndex
WHEN, TEXT, FORMAT, FILE = range(4)


@dataclass(frozen=True, slots=True)
class CaptureRow:
    """A capture with the format of its file and its title."""

    capture: Capture
    format: str
    title: str | None


@dataclass(frozen=True, slots=True)
class CapturesFound:
    """The captures of an article's page, oldest first; ``article`` is the one from which they were asked."""

    article: str
    url: str
    rows: tuple[CaptureRow, ...]

    @property
    def title(self) -> str | None:
        """The title of the article."""
        return next((row.title for row in self.rows if row.capture.id == self.article), None)


class CapturesModel(QAbstractTableModel):
    """The newest capture is the first row, as in lists of versions elsewhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article = ""
        self._folder = ""  # what the paths of all captures begin with
        self.rows: Sequence[CaptureRow] = ()

    def show_found(self, found: CapturesFound) -> None:
        """Replaces everything."""
        self.beginResetModel()
        self._article, self.rows = found.article, tuple(reversed(found.rows))
        self._folder = _common_folder([row.capture for row in self.rows])
        self.endResetModel()

    def row_of(self, capture: str) -> int:
        """The row of a capture, by its id; -1 for none."""
        return next((row for row, each in enumerate(self.rows) if each.capture.id == capture), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many captures."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Time, text, format, file."""
        return 0 if parent is not None and parent.isValid() else 4

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts; how the time is known, and the whole path, as tooltips."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHEN:
            return captured_words(row.capture.captured_from)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == FILE:
            return _file(row.capture, "")
        return (self._when(row), self._text(row), row.format, _file(row.capture, self._folder))[
            index.column()
        ]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Captured"), _("Text"), _("Format"), _("File"))[section]
        return None

    def _when(self, row: CaptureRow) -> str:
        captured = row.capture.captured
        if not captured:
            return _("not known")
        return format_moment(captured)

    def _text(self, row: CaptureRow) -> str:
        if row.capture.id == self._article:
            return "▸ " + _("this capture")
        return "= " + _("the same") if row.capture.same_text else "≠ " + _("different")


def _common_folder(captures: Sequence[Capture]) -> str:
    """The deepest folder that holds all files; "" where they lie on different drives or nothing is common."""
    try:
        folder = os.path.commonpath([os.path.dirname(readable_path(each.path)) for each in captures])
    except ValueError:
        return ""
    return os.path.join(folder, "") if folder else ""


def _file(capture: Capture, folder: str) -> str:
    path = readable_path(capture.path).removeprefix(folder)
    return f"{path} · {capture.member}" if capture.member else path
