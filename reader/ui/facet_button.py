"""A button that opens the values of one facet with their counts; one of them can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from reader.model import FacetValue
from reader.text.vietnamese import fold_text
from reader.translation import _, format_number

# From this many values on, a box narrows the list.
_LONG_LIST = 10
_MOST_ROWS = 12
_WIDTHS = (220, 420)  # least and most, in pixels
_VALUE = Qt.ItemDataRole.UserRole

# The sign for "opens a list": a menu of the button's own brings the style's sign, which lies over the text.
OPENS = "▾"


class FacetButton(QToolButton):
    """``value_chosen`` carries the value that was picked."""

    value_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[FacetValue, ...] = ()
        self._chosen: str | None = None
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._sheet = _Sheet(self._menu)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._sheet)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(self._fill)
        self._sheet.chosen.connect(self._choose)
        self.clicked.connect(self.open_menu)

    def show_values(self, values: Sequence[FacetValue], chosen: str | None) -> None:
        """The values with their counts, the most frequent first, and the one in force."""
        self._values, self._chosen = tuple(values), chosen
        self.setEnabled(bool(values))

    def set_name(self, name: str) -> None:
        """What the facet is called, in the current language."""
        self.setText(f"{name} {OPENS}")
        self.setAccessibleName(_("Filter by: {facet}").format(facet=name))
        self.setToolTip(_("Filter by: {facet}").format(facet=name))
        self._sheet.set_names(name)

    def open_menu(self) -> None:
        """Opens the list below the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _fill(self) -> None:
        self._sheet.fill(self._values, self._chosen)

    def _choose(self, value: str) -> None:
        self._menu.close()
        self.value_chosen.emit(value)


class _Sheet(QWidget):
    """The list in the menu, with a box to narrow it."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._box = QLineEdit(self)
        self._box.setClearButtonEnabled(True)
        self._list = QListWidget(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setMouseTracking(True)
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._box)
        column.addWidget(self._list)
        self._box.textChanged.connect(self._narrow)
        self._box.installEventFilter(self)
        self._list.installEventFilter(self)
        self._list.itemClicked.connect(self._choose)

    def set_names(self, name: str) -> None:
        """Sets every visible text in the current language."""
        self._box.setPlaceholderText(_("Narrow the list"))
        self._box.setAccessibleName(_("Narrow the list"))
        self._list.setAccessibleName(name)

    def fill(self, values: Sequence[FacetValue], chosen: str | None) -> None:
        """Shows the values, the chosen one with a tick and current."""
        self._list.clear()
        for value in values:
            tick = "✓ " if value.value == chosen else ""
            item = QListWidgetItem(f"{tick}{value.value}  ({format_number(value.count)})", self._list)
            item.setData(_VALUE, value.value)
            item.setToolTip(value.value)
            if tick:
                self._list.setCurrentItem(item)
        if values and self._list.currentRow() < 0:
            self._list.setCurrentRow(0)
        self._box.setVisible(len(values) >= _LONG_LIST)
        self._box.clear()
        rows = min(max(self._list.count(), 1), _MOST_ROWS)
        gaps = 2 * self._list.spacing()
        self._list.setFixedHeight(rows * (max(self._list.sizeHintForRow(0), 1) + gaps) + gaps)
        width = (
            self._list.sizeHintForColumn(0)
            + 2 * gaps
            + self._list.verticalScrollBar().sizeHint().width()
            + 16
        )
        self.setFixedWidth(max(_WIDTHS[0], min(width, _WIDTHS[1])))
        (self._box if self._box.isVisibleTo(self) else self._list).setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses, Down goes from the box into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self._list.currentItem())
                return True
            if watched is self._box and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        wanted = fold_text(text)
        first = None
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setHidden(wanted not in fold_text(item.text()))
            if first is None and not item.isHidden():
                first = item
        if first is not None:
            self._list.setCurrentItem(first)

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None and not item.isHidden():
            self.chosen.emit(str(item.data(_VALUE)))
