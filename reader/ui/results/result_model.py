"""The results as an item model that grows page by page; what is folded into a hit can stand below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.model import Hit
from reader.translation import _, format_date, ngettext
from reader.ui.dragging import MIME, carrying
from reader.ui.reading.spans import Span, marked_text
from reader.ui.results.facet_words import value_words
from reader.ui.wording import display_title, facts

Index = QModelIndex | QPersistentModelIndex

ROW_ROLE = Qt.ItemDataRole.UserRole + 1  # a Row
OPENED, CLOSED = "▾", "▸"
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """A hit as it is shown.

    ``bold`` are places in the snippet, in characters; ``badge`` is empty for most. ``is_copy``: it stands
    below the hit that it is folded into.
    """

    id: str
    title: str
    site: str
    date: str
    source: str
    snippet: str
    bold: tuple[Span, ...]
    badge: str
    is_copy: bool = False
    is_open: bool = False
    marks: tuple[str, ...] = ()

    @property
    def facts(self) -> str:
        """Site, date and source in one line."""
        return facts(self.site, self.date, self.source)


@dataclass(slots=True)
class _Entry:
    hit: Hit
    is_copy: bool = False
    is_open: bool = False
    row: Row | None = None


class ResultModel(QAbstractListModel):
    """Holds hits as they came; a row is worked out when it is first shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[_Entry] = []
        self._fetched = 0

    @property
    def fetched(self) -> int:
        """How many hits came; copies that were opened do not count."""
        return self._fetched

    def set_hits(self, hits: Iterable[Hit]) -> None:
        """The first page of another search."""
        self.beginResetModel()
        self._entries = [_Entry(hit) for hit in hits]
        self._fetched = len(self._entries)
        self.endResetModel()

    def renew(self, hits: Sequence[Hit], *, is_part: bool) -> bool:
        """The same hits with other marks; False, and nothing is changed, where they are others.

        ``is_part``: the list holds more than these.
        """
        leaders = [entry for entry in self._entries if not entry.is_copy]
        if [entry.hit.id for entry in leaders[: len(hits)]] != [hit.id for hit in hits]:
            return False
        if len(leaders) > len(hits) and not is_part:
            return False
        for entry, hit in zip(leaders, hits, strict=False):
            if entry.hit.marks != hit.marks:
                entry.hit, entry.row = hit, None
        self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))
        return True

    def set_marks(self, article_id: str, marks: tuple[str, ...]) -> None:
        """What somebody has put on an article, where it is among the hits."""
        for row, entry in enumerate(self._entries):
            if entry.hit.id == article_id and entry.hit.marks != marks:
                entry.hit, entry.row = replace(entry.hit, marks=marks), None
                self.dataChanged.emit(self.index(row), self.index(row))

    def append_hits(self, hits: Iterable[Hit]) -> None:
        """The next page."""
        more = [_Entry(hit) for hit in hits]
        if not more:
            return
        self.beginInsertRows(_ROOT, len(self._entries), len(self._entries) + len(more) - 1)
        self._entries += more
        self._fetched += len(more)
        self.endInsertRows()

    def hit(self, row: int) -> Hit:
        """The hit in a row."""
        return self._entries[row].hit

    def find(self, article_id: str) -> int | None:
        """The row of an article."""
        return next((row for row, each in enumerate(self._entries) if each.hit.id == article_id), None)

    # ---- copies --------------------------------------------------------------------------------

    def has_copies(self, row: int) -> bool:
        """Whether something is folded into the hit in a row."""
        return bool(self._entries[row].hit.copies) and not self._entries[row].is_copy

    def is_open(self, row: int) -> bool:
        """Whether its copies stand below it."""
        return self._entries[row].is_open

    def leader(self, row: int) -> int:
        """The row of the hit that a copy is folded into; of any other hit its own."""
        while row > 0 and self._entries[row].is_copy:
            row -= 1
        return row

    def open_copies(self, article_id: str, copies: Iterable[Hit]) -> None:
        """Puts copies below their hit, if it is there and closed."""
        row = self.find(article_id)
        found = [_Entry(hit, is_copy=True) for hit in copies]
        if row is None or not found or self._entries[row].is_open or not self.has_copies(row):
            return
        self.beginInsertRows(_ROOT, row + 1, row + len(found))
        self._entries[row + 1 : row + 1] = found
        self.endInsertRows()
        self._set_open(row, is_open=True)

    def close_copies(self, row: int) -> None:
        """Folds the copies below a hit into it again."""
        last = row
        while last + 1 < len(self._entries) and self._entries[last + 1].is_copy:
            last += 1
        if last > row:
            self.beginRemoveRows(_ROOT, row + 1, last)
            del self._entries[row + 1 : last + 1]
            self.endRemoveRows()
        self._set_open(row, is_open=False)

    def _set_open(self, row: int, *, is_open: bool) -> None:
        entry = self._entries[row]
        entry.is_open, entry.row = is_open, None
        self.dataChanged.emit(self.index(row), self.index(row))

    # ---- what views ask ------------------------------------------------------------------------

    def rewrite(self) -> None:
        """Works all rows out again, in another language."""
        for entry in self._entries:
            entry.row = None
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many rows there are, copies that were opened among them."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A Row, its title, its tooltip, or what a screen reader says."""
        if not index.isValid():
            return None
        if role == ROW_ROLE:
            return self._row(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row(index.row()).title
        if role == Qt.ItemDataRole.ToolTipRole:
            hit = self.hit(index.row())
            return "\n".join(part for part in (display_title(hit.title), hit.url) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(self._row(index.row()))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be dragged, onto lists of the notebook."""
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Articles."""
        return [MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """The articles of some rows."""
        return carrying(self.hit(index.row()).id for index in indexes)

    def _row(self, number: int) -> Row:
        entry = self._entries[number]
        if entry.row is None:
            entry.row = _row(entry)
        return entry.row


def _row(entry: _Entry) -> Row:
    hit = entry.hit
    snippet, bold = marked_text(hit.snippet)
    source = _("from {source}").format(source=hit.source) if hit.source else ""
    if entry.is_copy and hit.captured:
        source = _("saved {date}").format(date=format_date(hit.captured[:10]))
    return Row(
        id=hit.id,
        title=" ".join(display_title(hit.title).split()),
        site=hit.site or "",
        date=format_date(hit.date) if hit.date else "",
        source=source,
        snippet=snippet,
        bold=tuple(bold),
        badge="" if entry.is_copy else _badge(hit.folded, is_open=entry.is_open),
        is_copy=entry.is_copy,
        is_open=entry.is_open,
        marks=hit.marks,
    )


def _badge(count: int, *, is_open: bool) -> str:
    if not count:
        return ""
    told = ngettext("+{count} copy", "+{count} copies", count).format(count=count)
    return f"{told} {OPENED if is_open else CLOSED}"


def _spoken(row: Row) -> str:
    badge = row.badge.rstrip(f" {OPENED}{CLOSED}").lstrip("+")
    if badge:
        badge += ", " + (_("opened; Left closes them") if row.is_open else _("folded; Right opens them"))
    copy = _("Copy") if row.is_copy else ""
    marks = ", ".join(value_words("mark", mark) for mark in row.marks)
    return ". ".join(part for part in (copy, row.title, marks, row.facts, badge, row.snippet) if part)
