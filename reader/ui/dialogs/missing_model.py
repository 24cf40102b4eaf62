"""Addresses that are linked to and not archived, as a table that can be sorted and narrowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.messages import kind_words
from reader.model import LinkKind, MissingLink
from reader.translation import _, format_date, format_number

ADDRESS, COUNT, WHERE, FIRST, LAST = range(5)
_Index = QModelIndex | QPersistentModelIndex
_KEYS: tuple[Callable[[MissingLink], Any], ...] = (
    lambda link: link.url,
    lambda link: link.count,
    lambda link: link.kinds,
    lambda link: link.first or "",
    lambda link: link.last or "",
)


class MissingModel(QAbstractTableModel):
    """``links`` are those on show, in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[MissingLink] = ()
        self._wanted: Mapping[str, bool] = {}
        self._only_wanted = False
        self.links: list[MissingLink] = []
        self._words = ""
        self._kinds: frozenset[LinkKind] | None = None
        self._sorted: tuple[int, bool] | None = None

    def set_links(self, links: Sequence[MissingLink], wanted: Mapping[str, bool] | None = None) -> None:
        """Replaces everything. ``wanted``: the addresses of the user's own list, and whether they are in the
        archive by now; they stand first."""
        self._wanted = wanted or {}
        known = {link.url for link in links}
        own = [MissingLink(url, 0, (), None, None, ()) for url in self._wanted if url not in known]
        self._all = [*own, *links]
        self._refresh()

    def is_wanted(self, link: MissingLink) -> bool:
        """Whether the user wants it."""
        return link.url in self._wanted

    def narrow(self, words: str, kinds: frozenset[LinkKind] | None, *, only_wanted: bool = False) -> None:
        """Shows only addresses that have the words in them, linked in one of these ways (None: in any).

        What the user wants is shown whatever links to it; with ``only_wanted`` nothing else is.
        """
        self._words, self._kinds, self._only_wanted = words.strip().lower(), kinds, only_wanted
        self._refresh()

    def link(self, index: _Index) -> MissingLink:
        """The entry of a row."""
        return self.links[index.row()]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """As the head of the table was clicked."""
        self._sorted = (column, order == Qt.SortOrder.DescendingOrder)
        self._refresh()

    def rowCount(self, parent: _Index | None = None) -> int:
        """How many entries are shown."""
        return 0 if parent is not None and parent.isValid() else len(self.links)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Address, number of linking articles, where the links stand, first and last time."""
        return 0 if parent is not None and parent.isValid() else 5

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts; the whole address as tooltip."""
        link = self.links[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == ADDRESS:
            return link.url
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == ADDRESS and self.is_wanted(link):
            return f"{link.url}, " + _("on your list")
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == COUNT:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        is_there = self._wanted.get(link.url, False)
        return (
            f"★ {link.url}" if self.is_wanted(link) and role == Qt.ItemDataRole.DisplayRole else link.url,
            format_number(link.count),
            "● " + _("in the archive now") if is_there else ", ".join(map(kind_words, link.kinds)),
            format_date(link.first[:10]) if link.first else "–",
            format_date(link.last[:10]) if link.last else "–",
        )[index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (_("Address"), _("Articles"), _("Linked"), _("First saved"), _("Last saved"))[section]
        return None

    def _refresh(self) -> None:
        self.beginResetModel()
        self.links = [link for link in self._all if self._fits(link)]
        if self._sorted is not None:
            column, downwards = self._sorted
            self.links.sort(key=_KEYS[column], reverse=downwards)
        self.links.sort(key=lambda link: link.url not in self._wanted)
        self.endResetModel()

    def _fits(self, link: MissingLink) -> bool:
        wanted = link.url in self._wanted
        if not wanted and (
            self._only_wanted or (self._kinds is not None and not self._kinds.intersection(link.kinds))
        ):
            return False
        return not self._words or all(word in link.url.lower() for word in self._words.split())
