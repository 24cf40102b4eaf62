"""A button that opens the values of one facet with their counts; any number of them can be chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from reader.model import FacetValue
from reader.text.vietnamese import fold_text
from reader.translation import _, format_number
from reader.ui.clearable_line import ClearableLine
from reader.ui.painting import scaled
from reader.ui.results.facet_words import value_words

# From this many values on, a box narrows the list.
_LONG_LIST = 10
_MOST_ROWS = 12
_WIDTHS = (220, 420)  # least and most, in pixels
_VALUE = Qt.ItemDataRole.UserRole

# The sign for "opens a list": a menu of the button's own brings the style's sign, which lies over the text.
OPENS = "▾"


class FacetButton(QToolButton):
    """``value_turned`` carries the value that is wanted now, or not wanted any more."""

    value_turned = Signal(str)

    def __init__(self, field: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._values: tuple[FacetValue, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._menu = QMenu(self)
        self._sheet = _Sheet(field, self._menu)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._sheet)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(self._fill)
        self._sheet.turned.connect(self.value_turned)
        self._sheet.ended.connect(self._menu.close)
        self.clicked.connect(self.open_menu)

    def show_values(self, values: Sequence[FacetValue], chosen: Sequence[str]) -> None:
        """The values with their counts, the most frequent first, and those in force."""
        self._values, self._chosen = tuple(values), tuple(chosen)
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


class _Ticks(QStyledItemDelegate):
    """Frames the boxes of the ticks: those of Qt's usual style are not seen on dark grounds."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws the row, then the frame."""
        super().paint(painter, option, index)
        shape = QStyleOptionViewItem(option)
        self.initStyleOption(shape, index)
        widget = option.widget
        box = widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shape, widget)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        painter.drawRect(box.adjusted(1, 1, -2, -2))


class _Sheet(QWidget):
    """The list in the menu, with a box to narrow it. A tick leaves it open, a row closes it."""

    turned = Signal(str)
    ended = Signal()

    def __init__(self, field: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._ticked = False  # whether the click under way hit a tick
        self._hint = QLabel(self)
        self._hint.setFont(scaled(self.font(), 0.88))
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._hint.setContentsMargins(4, 0, 4, 2)
        self._box = ClearableLine(self)
        self._list = QListWidget(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setUniformItemSizes(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setMouseTracking(True)
        self._list.setItemDelegate(_Ticks(self._list))
        self._list.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._box)
        column.addWidget(self._list)
        column.addWidget(self._hint)
        self._box.textChanged.connect(self._narrow)
        self._box.installEventFilter(self)
        self._list.installEventFilter(self)
        self._list.itemClicked.connect(self._click)
        self._list.itemChanged.connect(self._turn)

    def set_names(self, name: str) -> None:
        """Sets every visible text in the current language."""
        self._box.setPlaceholderText(_("Narrow the list"))
        self._box.setAccessibleName(_("Narrow the list"))
        self._list.setAccessibleName(name)
        self._hint.setText(_("A tick or Space chooses several"))

    def fill(self, values: Sequence[FacetValue], chosen: Sequence[str]) -> None:
        """Shows the values, the chosen ones ticked and the first of them current."""
        self._list.blockSignals(True)  # ticks that are set here are nobody's choice
        self._list.clear()
        gone = [FacetValue(value, 0) for value in chosen if all(each.value != value for each in values)]
        for value in (*values, *gone):
            words = value_words(self._field, value.value)
            item = QListWidgetItem(f"{words}  ({format_number(value.count)})", self._list)
            item.setData(_VALUE, value.value)
            item.setToolTip(words)
            is_chosen = value.value in chosen
            item.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            if is_chosen and self._list.currentRow() < 0:
                self._list.setCurrentItem(item)
        self._list.blockSignals(False)
        self._hint.setVisible(self._list.count() > 1)
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
        """Enter chooses and closes (with Ctrl it does not close), Down goes from the box into the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                stays = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self._choose(self._list.currentItem(), stays=stays)
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

    def _choose(self, item: QListWidgetItem | None, *, stays: bool) -> None:
        if item is None or item.isHidden():
            return
        was = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if was else Qt.CheckState.Checked)
        self._ticked = False
        if not stays:
            self.ended.emit()

    def _turn(self, item: QListWidgetItem) -> None:
        """A tick was set or taken away."""
        self._ticked = True
        self.turned.emit(str(item.data(_VALUE)))

    def _click(self, item: QListWidgetItem) -> None:
        if self._ticked:  # Qt tells of the tick before it tells of the click
            self._ticked = False
            return
        control = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        self._choose(item, stays=control)
