"""The related panel: the page's own list first, then what the archive adds, each section to be folded."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QMenu,
    QStackedWidget,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reader.model import Article, LinkedFrom, Related
from reader.translation import _
from reader.ui.related_delegate import RelatedDelegate, compare_rect
from reader.ui.related_model import Entry, RelatedModel, Section
from reader.ui.translated import Panel

_BUSY_AFTER_MS = 250
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RelatedPanel(Panel):
    """The page's own entries are followed by their address, computed ones are opened by their id."""

    link_followed = Signal(str, bool)  # address, whether in a new tab
    article_chosen = Signal(str, bool)  # id, whether in a new tab
    compare_wanted = Signal(str, str)  # ids of two articles, the older one first
    links_wanted = Signal(str, int)  # an article: those that link to it, from this number on
    folded_changed = Signal(list)  # names of the sections that are closed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article: Article | None = None
        self._related: Related | None = None
        self._is_busy = False
        self._folded: set[str] = set()
        self._model = RelatedModel(self)
        self.tree = _Tree(self._model, self)
        self._note = QLabel(self)
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setContentsMargins(14, 14, 14, 14)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._note)
        self._stack.addWidget(self.tree)
        self._busy_delay = QTimer(self)
        self._busy_delay.setSingleShot(True)
        self._busy_delay.setInterval(_BUSY_AFTER_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.tree)
        self._busy_delay.timeout.connect(self._show_wait)
        self.tree.chosen.connect(self._choose)
        self.tree.compared.connect(self.compare_wanted)
        self.tree.expanded.connect(self._note_fold)
        self.tree.collapsed.connect(self._note_fold)
        self.retranslate()

    # ---- what is shown -------------------------------------------------------------------------

    def show_related(self, article: Article, related: Related) -> None:
        """What belongs with an article."""
        self._end_busy()
        self._article, self._related = article, related
        self._fill()
        self.tree.scrollToTop()

    def add_links(self, article: str, found: LinkedFrom) -> None:
        """The answer to ``links_wanted``; one that is late is dropped."""
        if self._article is not None and self._article.id == article:
            self._model.add_links(found.links)

    @property
    def article(self) -> Article | None:
        """The article that the panel is about; for a moment still the one before."""
        return self._article

    def show_busy(self) -> None:
        """The answer for another article is on its way; what is shown stays for a moment."""
        self._busy_delay.start()

    def clear(self) -> None:
        """No article is on show."""
        self._end_busy()
        self._article = self._related = None
        self._fill()

    @property
    def folded(self) -> list[str]:
        """The sections that are closed, also those that are not on show now."""
        return sorted(self._folded)

    def set_folded(self, names: Iterable[str]) -> None:
        """Closes sections; the others are open."""
        self._folded = set(names)
        self._fold()

    def focus_list(self) -> None:
        """Gives the keyboard to the panel."""
        if not self.tree.currentIndex().isValid() and self._model.rowCount():
            self.tree.setCurrentIndex(self._model.index(0, 0))
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        self._model.show_related(self._article, self._related)
        self._fold()
        self._tell()

    def _fold(self) -> None:
        self.tree.blockSignals(True)
        for row, name in enumerate(self._model.section_names()):
            self.tree.setExpanded(self._model.index(row, 0), name not in self._folded)
        self.tree.blockSignals(False)

    def _note_fold(self, index: QModelIndex) -> None:
        section = self._model.item(index)
        if isinstance(section, Section):
            if self.tree.isExpanded(index):
                self._folded.discard(section.name)
            else:
                self._folded.add(section.name)
            self.folded_changed.emit(self.folded)

    def _choose(self, index: QModelIndex, new_tab: bool) -> None:
        entry = self._model.item(index)
        if not isinstance(entry, Entry):
            return
        if entry.shows_rest:
            offset = self._model.show_rest(index.parent().row())
            if offset is not None and self._article is not None:
                self.links_wanted.emit(self._article.id, offset)
        elif entry.own and entry.url:
            self.link_followed.emit(entry.url, new_tab)
        elif entry.id:
            self.article_chosen.emit(entry.id, new_tab)

    def _show_wait(self) -> None:
        self._is_busy = True
        self._tell()

    def _end_busy(self) -> None:
        self._busy_delay.stop()
        self._is_busy = False

    # ---- texts ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setAccessibleName(_("Related"))
        self.tree.setAccessibleName(_("Related"))
        self._fill()

    def _tell(self) -> None:
        if self._is_busy:
            self._note.setText(_("Looking for related articles…"))
        elif self._article is None:
            self._note.setText(
                _("Open an article: here you see the page's own list of others, and what else is related.")
            )
        else:
            self._note.setText(_("Nothing in the archive is related to this article."))
        has_rows = not self._is_busy and self._model.rowCount() > 0
        self._stack.setCurrentWidget(self.tree if has_rows else self._note)


class _Tree(QTreeView):
    """A tree without a header whose rows follow its width."""

    chosen = Signal(QModelIndex, bool)  # entry, whether in a new tab
    compared = Signal(str, str)  # ids of the two articles

    def __init__(self, model: RelatedModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._related = model
        self.setModel(model)
        self.setItemDelegate(RelatedDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are keys of the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter follows (with Ctrl in a new tab, with Alt it compares) or folds; Left goes to the heading."""
        index = self.currentIndex()
        entry = self._related.item(index)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in _ENTER and isinstance(entry, Entry) and entry.pair:
            self.compared.emit(*entry.pair)
        elif event.key() in (*_ENTER, Qt.Key.Key_Space) and index.isValid():
            self._activate(index, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click follows or folds; with Ctrl, or with the middle button, in a new tab."""
        index = self.indexAt(event.position().toPoint())
        pressed_here = index.isValid() and index == self.currentIndex()
        super().mouseReleaseEvent(event)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        middle = event.button() == Qt.MouseButton.MiddleButton
        entry = self._related.item(index)
        if pressed_here and isinstance(entry, Entry) and entry.pair and not middle:
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = self.visualRect(index)
            if compare_rect(option).contains(event.position()):
                self.compared.emit(*entry.pair)
                return
        if pressed_here and (middle or event.button() == Qt.MouseButton.LeftButton):
            self._activate(index, control or middle)

    def _activate(self, index: QModelIndex, new_tab: bool) -> None:
        if index.parent().isValid():
            self.chosen.emit(index, new_tab)
        else:
            self.setExpanded(index, not self.isExpanded(index))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the entry."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        entry = self._related.item(index)
        if isinstance(entry, Entry) and entry.leads and not entry.shows_rest:
            at = self.visualRect(index).center() if by_key else event.pos()
            self.menu_for(index, entry).popup(self.viewport().mapToGlobal(at))

    def menu_for(self, index: QModelIndex, entry: Entry) -> QMenu:
        """The context menu of an entry."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Open"), lambda: self.chosen.emit(index, False))
        menu.addAction(_("Open in new tab"), lambda: self.chosen.emit(index, True))
        if (pair := entry.pair) is not None:
            compare = menu.addAction(_("Compare with this page"), lambda: self.compared.emit(*pair))
            compare.setShortcut(QKeySequence("Alt+Return"))
        menu.addSeparator()
        menu.addAction(_("Copy title"), lambda: QGuiApplication.clipboard().setText(entry.title))
        copy = menu.addAction(_("Copy address"), lambda: QGuiApplication.clipboard().setText(entry.url or ""))
        copy.setEnabled(bool(entry.url))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other widths break the texts into other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """A column beside the article."""
        return QSize(280, 400)
