"""The rows of a list of the notebook, narrowed by words, colour, tag and site."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model import NotebookEntry
from reader.text.vietnamese import fold_text
from reader.translation import _, format_date
from reader.ui.dragging import MIME, carrying
from reader.ui.marks.colours import COLOURS
from reader.ui.wording import display_title

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1  # a NotebookEntry
_LONGEST_TIP = 2000  # characters
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What rows are to have; "" for anything. ``words``: whatever their marks."""

    words: str = ""
    colour: str = ""
    tag: str = ""
    site: str = ""


class NotebookModel(QAbstractListModel):
    """The entries that a narrowing lets through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """An entry, its title, its words as a tooltip, or what a screen reader says."""
        row = self._rows[index.row()]
        if role == ENTRY_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _plain("\n\n".join(part for part in (row.said, row.comment) if part) or title_of(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (row.said, row.comment, _colour(row), *told_of(row)) if part)
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


def title_of(row: NotebookEntry) -> str:
    """The title of the article of a row."""
    title = " ".join(display_title(row.article.title).split())
    return title if row.article.held else _("{title} (not in the library now)").format(title=title)


def told_of(row: NotebookEntry) -> tuple[str, ...]:
    """Title, site and day of the article of a row."""
    article = row.article
    return title_of(row), article.site or "", format_date(article.date) if article.date else ""


def _colour(row: NotebookEntry) -> str:
    return next((_(name) for colour, name in COLOURS if colour == row.colour), "")


def _plain(text: str) -> str:
    """Shown as it is: Qt takes what looks like HTML for that."""
    return f"<p style='white-space:pre-wrap'>{escape(text[:_LONGEST_TIP])}</p>"
