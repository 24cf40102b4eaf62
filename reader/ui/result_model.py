"""The results as an item model that grows page by page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model import Hit
from reader.translation import _, format_date, ngettext
from reader.ui.spans import Span, marked_text
from reader.ui.wording import display_title, facts

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1  # a Row
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """A hit as it is shown.

    ``bold`` are places in the snippet, in characters; ``badge`` is empty for most.
    """

    id: str
    title: str
    site: str
    date: str
    source: str
    snippet: str
    bold: tuple[Span, ...]
    badge: str

    @property
    def facts(self) -> str:
        """Site, date and source in one line."""
        return facts(self.site, self.date, self.source)


class ResultModel(QAbstractListModel):
    """Holds hits as they came; a row is worked out when it is first shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._rows: dict[int, Row] = {}

    def set_hits(self, hits: Iterable[Hit]) -> None:
        """The first page of another search."""
        self.beginResetModel()
        self._hits = list(hits)
        self._rows.clear()
        self.endResetModel()

    def append_hits(self, hits: Iterable[Hit]) -> None:
        """The next page."""
        more = list(hits)
        if not more:
            return
        self.beginInsertRows(_ROOT, len(self._hits), len(self._hits) + len(more) - 1)
        self._hits += more
        self.endInsertRows()

    def hit(self, row: int) -> Hit:
        """The hit in a row."""
        return self._hits[row]

    def find(self, article_id: str) -> int | None:
        """The row of an article."""
        return next((row for row, hit in enumerate(self._hits) if hit.id == article_id), None)

    def rewrite(self) -> None:
        """Works all rows out again, in another language."""
        self._rows.clear()
        if self._hits:
            self.dataChanged.emit(self.index(0), self.index(len(self._hits) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many hits have been fetched."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A Row, its title, its tooltip, or what a screen reader says."""
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self._row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row(index.row()).title
        if role == Qt.ItemDataRole.ToolTipRole:
            hit = self._hits[index.row()]
            return "\n".join(part for part in (display_title(hit.title), hit.url) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = self._row(index.row())
            return ". ".join(part for part in (row.title, row.facts, row.badge, row.snippet) if part)
        return None

    def _row(self, number: int) -> Row:
        if (row := self._rows.get(number)) is None:
            row = self._rows[number] = _row(self._hits[number])
        return row


def _row(hit: Hit) -> Row:
    snippet, bold = marked_text(hit.snippet)
    folded = ngettext("+{count} copy", "+{count} copies", hit.folded).format(count=hit.folded)
    return Row(
        id=hit.id,
        title=" ".join(display_title(hit.title).split()),
        site=hit.site or "",
        date=format_date(hit.date) if hit.date else "",
        source=_("from {source}").format(source=hit.source) if hit.source else "",
        snippet=snippet,
        bold=tuple(bold),
        badge=folded if hit.folded else "",
    )
