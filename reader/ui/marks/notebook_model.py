"""The rows of a list of the notebook as a table, narrowed by words, colour, tag and site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPalette

from reader.model import NotebookEntry
from reader.text.vietnamese import fold_text
from reader.translation import _, format_date
from reader.ui.dragging import MIME, carrying
from reader.ui.marks.colours import swatch
from reader.ui.wording import display_title

TITLE, SAID, SITE, DATE = range(4)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What rows are to have; "" for anything. ``words``: whatever their marks."""

    words: str = ""
    colour: str = ""
    tag: str = ""
    site: str = ""


class NotebookModel(QAbstractTableModel):
    """The entries that a narrowing lets through."""

    def __init__(self, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._entries: Sequence[NotebookEntry] = ()
        self._narrowing = Narrowing()
        self._rows: list[NotebookEntry] = []

    @property
    def entries(self) -> Sequence[NotebookEntry]:
        """All entries of the list."""
        return self._entries

    @property
    def rows(self) -> list[NotebookEntry]:
        """What is on show."""
        return self._rows

    def show_entries(self, entries: Sequence[NotebookEntry]) -> None:
        """Shows a list."""
        self._entries = entries
        self.narrow(self._narrowing)

    def narrow(self, wanted: Narrowing) -> None:
        """Only rows that have all this."""
        self.beginResetModel()
        self._narrowing = wanted
        words = fold_text(wanted.words).split()
        self._rows = [
            each
            for each in self._entries
            if (not wanted.colour or each.colour == wanted.colour)
            and (not wanted.tag or wanted.tag in each.tags)
            and (not wanted.site or each.article.site == wanted.site)
            and all(word in each.folded for word in words)
        ]
        self.endResetModel()

    def tags(self) -> list[str]:
        """The tags of the list."""
        return sorted({tag for each in self._entries for tag in each.tags}, key=fold_text)

    def sites(self) -> list[str]:
        """The sites of the list."""
        return sorted({each.article.site for each in self._entries if each.article.site})

    def set_palette(self, palette: QPalette) -> None:
        """The colours of highlights are drawn for this one."""
        self._palette = palette

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Title, what was said, site, day."""
        return 0 if parent.isValid() else 4

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == SAID:
            return row.said
        if role == Qt.ItemDataRole.DecorationRole and index.column() == SAID and row.colour is not None:
            return swatch(row.colour, self._palette)
        return None

    def _text(self, row: NotebookEntry, column: int) -> str:
        article = row.article
        match column:
            case 0:
                title = display_title(article.title)
                return title if article.held else _("{title} (not in the library now)").format(title=title)
            case 1:
                return " ".join(row.said.split())
            case 2:
                return article.site or ""
            case _:
                return format_date(article.date) if article.date else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The name of a column."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (_("Title"), _("Words"), _("Site"), _("Date"))[section]
        return None

    # ---- dragging ------------------------------------------------------------------------------

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Rows can be dragged onto other lists."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Articles."""
        return [MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """The articles of some rows."""
        return carrying(self._rows[index.row()].article.id for index in indexes)
