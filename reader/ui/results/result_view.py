"""The list of results: opens with click or Enter, in new tabs too, and asks for more before it ends."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QMenu, QStyleOptionViewItem, QWidget

from reader.translation import N_, _, format_number, ngettext
from reader.ui.results.result_delegate import ResultDelegate
from reader.ui.results.result_model import ROW_ROLE, ResultModel, Row
from reader.ui.results.uniform_list import UniformList

# Heights of the view that should lie fetched below what is seen.
_AHEAD = 3
# What can be said of the selected rows; "" parts.
_MARKS = (
    ("star", N_("Star")),
    ("unstar", N_("Remove the star")),
    ("to-read", N_("Add to the reading list")),
    ("read", N_("Mark as read")),
    ("unread", N_("Mark as unread")),
    ("", ""),
    ("tag", N_("Add a tag…")),
    ("untag", N_("Remove a tag…")),
    ("collect", N_("Add to a collection…")),
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ResultView(UniformList):
    """One row a hit. J and K are left to whoever steps through results; letters never jump."""

    article_chosen = Signal(str, bool)  # id, whether in a new tab
    end_neared = Signal()
    stepped = Signal(int)  # J and K
    export_wanted = Signal()  # of the selected rows
    mark_wanted = Signal(str)  # what is to be said of the selected rows: a key of ``_MARKS``
    copies_wanted = Signal(object)  # Hit whose copies are to be shown below it
    head_wanted = Signal()  # the keyboard is to go to the search box

    def __init__(self, model: ResultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(ResultDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalScrollBar().valueChanged.connect(self.look_ahead)

    def choose(self, index: QModelIndex, *, new_tab: bool = False) -> None:
        """Opens the article of a row."""
        if index.isValid():
            self.article_chosen.emit(self._model.hit(index.row()).id, new_tab)

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of the selected rows, from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return tuple(dict.fromkeys(self._model.hit(row).id for row in rows))

    def select_again(self, ids: Iterable[str]) -> None:
        """Selects the rows of articles, where they are; the last one is current."""
        for each in ids:
            if (row := self._model.find(each)) is not None:
                flag = QItemSelectionModel.SelectionFlag
                self.selectionModel().setCurrentIndex(self._model.index(row), flag.Select)

    def go_to(self, row: int) -> QModelIndex:
        """Selects a row and scrolls to it."""
        index = self._model.index(row)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return index

    def turn(self, row: int) -> None:
        """Opens the copies that are folded into a hit, or folds them again."""
        if not self._model.has_copies(row):
            return
        if self._model.is_open(row):
            self._model.close_copies(row)
        else:
            self.copies_wanted.emit(self._model.hit(row))

    def look_ahead(self) -> None:
        """Tells when the end of what was fetched comes near."""
        self.executeDelayedItemsLayout()  # else the bar still tells of the rows before
        bar = self.verticalScrollBar()
        if bar.maximum() - bar.value() <= _AHEAD * self.viewport().height():
            self.end_neared.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A higher view sees further."""
        super().resizeEvent(event)
        self.look_ahead()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens (with Ctrl in a new tab), J and K step, Right and Left open and fold copies.

        Up from the first row leaves the list.
        """
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _ENTER:
            self.choose(self.currentIndex(), new_tab=control)
        elif plain and event.key() in (Qt.Key.Key_J, Qt.Key.Key_K):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_J else -1)
        elif plain and event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.head_wanted.emit()
        elif plain and event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and self.currentIndex().isValid():
            self._unfold(self.currentIndex().row(), opens=event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _unfold(self, row: int, *, opens: bool) -> None:
        """Right opens a hit, Left folds it; Left on a copy goes to the hit first."""
        leader = self._model.leader(row)
        if leader != row and not opens:
            self.go_to(leader)
        elif self._model.is_open(row) != opens:
            self.turn(row)

    def _is_on_badge(self, index: QModelIndex, point: QPoint) -> bool:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row) or not row.badge:
            return False
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        delegate = cast(ResultDelegate, self.itemDelegate())
        return delegate.badge_rect(option, row).adjusted(-3, -3, 3, 3).contains(QPointF(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens; with Ctrl, or with the middle button, in a new tab; with Shift it only selects."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        pressed_here = index.isValid() and index == self.currentIndex()
        super().mouseReleaseEvent(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return  # rows are being selected
        if pressed_here and event.button() == Qt.MouseButton.LeftButton:
            if self._is_on_badge(index, point):
                self.turn(index.row())
            else:
                self.choose(index, new_tab=control)
        elif pressed_here and event.button() == Qt.MouseButton.MiddleButton:
            self.choose(index, new_tab=True)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """The context menu of a row."""
        hit = self._model.hit(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self.article_chosen.emit(hit.id, False))
        menu.addAction(_("Open in new tab"), lambda: self.article_chosen.emit(hit.id, True))
        menu.addSeparator()
        if self._model.has_copies(index.row()):
            told = _("Fold the copies") if self._model.is_open(index.row()) else _("Show the copies")
            menu.addAction(told, lambda: self.turn(index.row()))
            menu.addSeparator()
        if (count := len(self.selected)) > 1:
            told = ngettext("Export {count} result…", "Export {count} results…", count)
            menu.addAction(told.format(count=format_number(count)), self.export_wanted.emit)
            menu.addSeparator()
        marks = menu.addMenu(_("Marks"))
        for kind, text in _MARKS:
            if kind:
                marks.addAction(_(text), partial(self.mark_wanted.emit, kind))
            else:
                marks.addSeparator()
        menu.addSeparator()
        texts = ((_("Copy title"), hit.title), (_("Copy address"), hit.url))
        for text, value in texts:
            action = menu.addAction(text)
            action.setEnabled(bool(value))
            action.triggered.connect(
                lambda _on=False, told=value or "": QGuiApplication.clipboard().setText(told)
            )
        return menu

    def changeEvent(self, event: QEvent) -> None:
        """Another font changes the height of the rows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()
