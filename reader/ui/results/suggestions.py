"""The drop-down of the search box: earlier queries and completions, below the box; never has the focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from reader.ui.icons import icon
from reader.ui.painting import hairline
from reader.ui.palettes import only

_LEAST_WIDTH = 240  # pixels
_ICON = 16
_MOST_SHOWN = 12  # rows before it scrolls


class Suggestions(QListWidget):
    """Lies over the window it belongs to; the box keeps the keyboard and moves the mark with ``step``."""

    chosen = Signal(str)

    def __init__(self, box: QWidget) -> None:
        super().__init__(box)
        self._box = box
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setAutoFillBackground(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setSpacing(1)
        self.setMouseTracking(True)
        self.hide()
        self.itemClicked.connect(self._choose)
        self.itemEntered.connect(self.setCurrentItem)

    @property
    def texts(self) -> list[str]:
        """What is offered, from the top."""
        return [self.item(row).text() for row in range(self.count())]

    @property
    def marked(self) -> str | None:
        """The row the mark is on."""
        item = self.currentItem()
        return item.text() if item and self.isVisible() else None

    def offer(self, earlier: Sequence[str], completions: Sequence[str]) -> None:
        """Shows both lists, earlier queries first; hides itself when there is nothing to offer."""
        self.clear()
        rows = [("clock", text) for text in earlier]
        rows += [("search", text) for text in completions if text not in earlier]
        icons = {name: icon(name, self.palette()) for name in ("clock", "search")}
        for name, text in rows:
            item = QListWidgetItem(icons[name], text, self)
            item.setToolTip(text)
        self.setCurrentRow(-1)
        self.setPalette(only({QPalette.ColorRole.WindowText: hairline(self._box.palette())}))  # the frame's
        if rows:
            self._place()
        self.setVisible(bool(rows))

    def step(self, by: int) -> str | None:
        """Moves the mark, over the ends to "none"; returns the text that is marked then."""
        places = self.count() + 1
        self.setCurrentRow((self.currentRow() + 1 + by) % places - 1)
        return self.marked

    def _place(self) -> None:
        window = self._box.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        below = self._box.mapTo(window, QPoint(0, self._box.height() + 1))
        rows = min(self.count(), _MOST_SHOWN)
        height = rows * (self.sizeHintForRow(0) + 2 * self.spacing()) + 2 * self.frameWidth() + 2
        room = window.height() - below.y()
        self.setGeometry(below.x(), below.y(), max(self._box.width(), _LEAST_WIDTH), min(height, room))
        self.raise_()

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.text())
