"""The lists of the notebook by name and size; articles can be dropped on those that take some."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from reader.model import MarkList, NotebookList
from reader.translation import N_, _, format_number
from reader.ui.dragging import MIME, carried
from reader.ui.icons import icon
from reader.ui.painting import scaled

# What each list is called, which sign it has, and what stands in it when it is empty.
LISTS: dict[MarkList, tuple[str, str, str]] = {
    "star": (N_("Starred"), "star", N_("Articles that you star (Ctrl+D) appear here.")),
    "to-read": (
        N_("Reading list"),
        "bookmark",
        N_("Articles that you add to the reading list appear here."),
    ),
    "read": (N_("Read"), "read", N_("Articles that you have opened or marked as read appear here.")),
    "highlights": (
        N_("Highlights"),
        "highlight",
        N_("Select words in an article and press Ctrl+H: they appear here."),
    ),
    "lost": (
        N_("Lost highlights"),
        "warning",
        N_(
            "Every highlight was found in its article. Highlights whose words cannot be found, because the "
            "page is read differently or is not in the library, appear here."
        ),
    ),
    "notes": (N_("Notes"), "notebook", N_("Articles with a note of yours appear here.")),
    "opened": (N_("Recently opened"), "clock", N_("Articles that you open appear here.")),
    "collection": (
        "",
        "collection",
        N_("This collection is empty. Drag articles here, or use the menus."),
    ),
    "tag": ("", "tag", N_("No article has this tag.")),
}
_HEADINGS: dict[MarkList, str] = {"collection": N_("Collections"), "tag": N_("Tags")}
_NUMBER = Qt.ItemDataRole.UserRole
_AROUND = 10  # pixels above and below a name together
_TAKING = frozenset({"star", "to-read", "read", "collection", "tag"})


def list_name(kind: MarkList, name: str) -> str:
    """What a list is called."""
    return name or _(LISTS[kind][0])


class NotebookLists(QListWidget):
    """One line a list."""

    chosen = Signal(str, str)  # kind and name of the list that is to be shown
    dropped = Signal(str, str, list)  # kind, name, ids of articles that are to come into it

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lists: Sequence[NotebookList] = ()
        self.setIconSize(QSize(18, 18))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentRowChanged.connect(self._tell)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are keys of the window."""

    def show_lists(self, lists: Sequence[NotebookList], kind: MarkList, name: str) -> None:
        """The lists there are, and the one that is chosen."""
        self._lists = lists
        self.blockSignals(True)
        self.clear()
        before: MarkList | None = None
        for number, each in enumerate(lists):
            if each.kind in _HEADINGS and each.kind != before:
                self._add_heading(_(_HEADINGS[each.kind]))
            before = each.kind
            told = list_name(each.kind, each.name)
            size = f"  ({format_number(each.count)})" if each.count is not None else ""
            item = QListWidgetItem(told + size, self)
            item.setIcon(icon(LISTS[each.kind][1], self.palette()))
            item.setToolTip(told)
            item.setData(_NUMBER, number)
            item.setSizeHint(QSize(0, self.fontMetrics().height() + _AROUND))
            if (each.kind, each.name) == (kind, name):
                self.setCurrentItem(item)
        self.blockSignals(False)

    def _add_heading(self, text: str) -> None:
        heading = QListWidgetItem(text, self)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        heading.setFont(scaled(self.font(), 0.88, bold=True))
        heading.setSizeHint(QSize(0, self.fontMetrics().height() + 2 * _AROUND))
        heading.setTextAlignment(Qt.AlignmentFlag.AlignBottom)

    def list_in(self, row: int) -> NotebookList | None:
        """The list of a row; None for a heading."""
        item = self.item(row) if row >= 0 else None
        number = item.data(_NUMBER) if item is not None else None
        return self._lists[number] if isinstance(number, int) else None

    def _tell(self, row: int) -> None:
        if (found := self.list_in(row)) is not None:
            self.chosen.emit(found.kind, found.name)

    # ---- dropping ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Articles may come."""
        if event.mimeData().hasFormat(MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They may be let go over a list that takes some."""
        if event.mimeData().hasFormat(MIME) and self._at(event) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """They are let go."""
        if (found := self._at(event)) is not None and (ids := carried(event.mimeData())):
            event.acceptProposedAction()
            self.dropped.emit(found.kind, found.name, ids)

    def _at(self, event: QDropEvent) -> NotebookList | None:
        found = self.list_in(self.indexAt(event.position().toPoint()).row())
        return found if found is not None and found.kind in _TAKING else None
