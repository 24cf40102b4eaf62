"""What stands side by side below the tool bar: results, pages, and what belongs with the page on show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.ui.marks.panel import MarksPanel
from reader.ui.message_bar import MessageBar
from reader.ui.pages.tabs import Tabs
from reader.ui.related_panel import RelatedPanel
from reader.ui.results.filters import Filters
from reader.ui.results.result_list import ResultList
from reader.ui.splitter import Splitter

_NARROWEST = (220, 360, 180)  # pixels: results, pages, related; less on a screen that is no wider than
_SMALL_SCREEN = 800


class Panes(QWidget):
    """Makes the panels and arranges them; they know nothing of each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.messages = MessageBar(self)
        self.results, self.filters = ResultList(self), Filters(self)
        self.tabs, self.related, self.marks = Tabs(self), RelatedPanel(self), MarksPanel(self)
        self.beside = QWidget(self)  # what belongs with the page on show
        self.splitter = Splitter(Qt.Orientation.Horizontal, self)
        self.results.set_filters(self.filters)
        self.results.low_changed.connect(self.filters.set_low)
        beside = _column(self.beside)
        beside.addWidget(self.marks)
        beside.addWidget(self.related, 1)
        share = min(1.0, self.screen().availableSize().width() / _SMALL_SCREEN)
        for widget, width in zip((self.results, self.tabs, self.beside), _NARROWEST, strict=True):
            widget.setMinimumWidth(int(width * share))
            self.splitter.addWidget(widget)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(1, 1)
        column = _column(self)
        column.addWidget(self.messages)
        column.addWidget(self.splitter, 1)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column
