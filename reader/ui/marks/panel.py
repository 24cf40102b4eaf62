"""What one says of the article on show: star, reading list, collections, tags, a note, highlights."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.model import Anchored, ArticleMarks, HighlightColour
from reader.translation import _, format_date
from reader.ui.icons import icon
from reader.ui.marks.colours import COLOURS, swatch
from reader.ui.marks.note_field import NoteField
from reader.ui.marks.tag_row import TagRow
from reader.ui.translated import Panel

_SAVE_AFTER_MS = 900  # after the last key in the note
_HIGHLIGHT_LINES = 6
_KEY_ROLE = Qt.ItemDataRole.UserRole
_LONGEST_QUOTE = 100  # signs of a highlight in its list


class MarksPanel(Panel):
    """Asks with signals for everything; shows what it is told. Folded it is one line."""

    starred_changed = Signal(bool)
    to_read_changed = Signal(bool)
    tag_added = Signal(str)
    tag_removed = Signal(str)
    tag_chosen = Signal(str)  # its articles are to be shown
    note_changed = Signal(str, str)  # id of the article, text
    highlight_chosen = Signal(str)  # key of one to go to
    colour_chosen = Signal(str, str)  # key, colour
    comment_wanted = Signal(str)  # key of one whose comment is to be written
    highlight_dropped = Signal(str)  # key
    address_chosen = Signal(str)  # of a link in the note
    collection_toggled = Signal(str, bool)  # name, whether the article is to be in it
    new_collection_wanted = Signal()
    folded_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: ArticleMarks | None = None
        self._anchored: tuple[Anchored, ...] = ()
        self._collections: tuple[str, ...] = ()
        self._is_folded = self._is_written = False
        self._head = QToolButton(self)
        self._star, self._to_read, self._collect = (QToolButton(self) for _number in range(3))
        self.tags = TagRow(self)
        self.note_field = NoteField(self)
        self._others = QLabel(self)
        self._list = _Highlights(self)
        self._body = QWidget(self)
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(_SAVE_AFTER_MS)
        self._arrange()
        self._head.clicked.connect(self._toggle_fold)
        self._star.clicked.connect(self.starred_changed)
        self._to_read.clicked.connect(self.to_read_changed)
        self._collect.clicked.connect(self._open_collections)
        self.tags.added.connect(self.tag_added)
        self.tags.removed.connect(self.tag_removed)
        self.tags.chosen.connect(self.tag_chosen)
        self.note_field.written.connect(self._note_written)
        self.note_field.left.connect(self.save_note)
        self.note_field.link_chosen.connect(self.address_chosen)
        self._save.timeout.connect(self.save_note)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._list.menu_wanted.connect(self._open_menu)
        self._list.dropped.connect(self._drop)
        self.retranslate()
        self.redraw_icons()
        self.clear()

    # ---- what is shown -------------------------------------------------------------------------

    @property
    def article_id(self) -> str:
        """The article that the panel is about; "" for none."""
        return self._marks.id if self._marks is not None else ""

    @property
    def note(self) -> QPlainTextEdit:
        """The editor of the note."""
        return self.note_field.editor

    @property
    def marks(self) -> ArticleMarks | None:
        """What is on show."""
        return self._marks

    def show_marks(
        self,
        marks: ArticleMarks,
        anchored: Sequence[Anchored],
        *,
        tags: Sequence[str],
        collections: Sequence[str],
    ) -> None:
        """The marks of an article; ``tags`` and ``collections`` are all there are in the library.

        What is being written in the note stays, when it is the same article's.
        """
        same = marks.id == self.article_id
        if not same:
            self.save_note()
        is_writing = same and (self._is_written or self.note.hasFocus())
        self._marks, self._anchored, self._collections = marks, tuple(anchored), tuple(collections)
        self.setVisible(True)
        self._star.setChecked(marks.starred)
        self._to_read.setChecked(marks.to_read)
        self.tags.show_tags(marks.id, marks.tags, tags)
        if not is_writing:
            self._set_note(next((note.text for note in marks.notes if note.made_on == marks.id), ""))
        self._fill()

    def clear(self) -> None:
        """No article is on show."""
        self.save_note()
        self._marks, self._anchored = None, ()
        self.setVisible(False)
        self._star.setChecked(False)
        self._to_read.setChecked(False)
        self.tags.show_tags("", (), ())
        self._set_note("")
        self._fill()

    def save_note(self) -> None:
        """Hands on what was written and is not kept yet."""
        self._save.stop()
        if self._is_written and self._marks is not None:
            self.note_changed.emit(self._marks.id, self.note.toPlainText())
        self._is_written = False

    @property
    def is_folded(self) -> bool:
        """Whether only its first line is shown."""
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        """Shows only the first line, or everything."""
        self._is_folded = folded
        self._body.setVisible(not folded)
        self._head.setArrowType(Qt.ArrowType.RightArrow if folded else Qt.ArrowType.DownArrow)

    def focus_tags(self) -> None:
        """Opens the panel and gives the keyboard to the field for tags."""
        self._unfold()
        self.tags.focus_field()

    def focus_note(self) -> None:
        """Opens the panel and gives the keyboard to the note."""
        self._unfold()
        self.note_field.edit()

    def focus_first(self) -> None:
        """Gives the keyboard to the first button."""
        self._head.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _unfold(self) -> None:
        if self._is_folded:
            self._toggle_fold()

    def _toggle_fold(self) -> None:
        self.set_folded(not self._is_folded)
        self.folded_changed.emit(self._is_folded)

    def _set_note(self, text: str) -> None:
        self.note_field.set_text(text)
        self._is_written = False
        self._save.stop()

    def _note_written(self) -> None:
        self._is_written = True
        self._save.start()

    def _fill(self) -> None:
        marks = self._marks
        others = [note for note in marks.notes if note.made_on != marks.id] if marks is not None else []
        told = [
            _("On another capture, {date}:").format(date=format_date(note.changed[:10])) + "\n" + note.text
            for note in others
        ]
        self._others.setText("\n\n".join(told))
        self._others.setVisible(bool(told))
        self._list.clear()
        for each in self._anchored:
            item = QListWidgetItem(_words(each), self._list)
            item.setData(_KEY_ROLE, each.highlight.key)
            item.setIcon(swatch(each.highlight.colour, self.palette()))
            item.setToolTip(each.highlight.quote[: 4 * _LONGEST_QUOTE])
        self._list.setVisible(bool(self._anchored))
        self._fit_list()
        self._tell_head()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words of highlights in other places."""
        super().resizeEvent(event)
        self._fit_list()

    def _fit_list(self) -> None:
        """The list is as high as its rows, up to a share of the window."""
        self._list.doItemsLayout()
        items = [self._list.item(row) for row in range(self._list.count())]
        rows = sum(self._list.visualItemRect(item).height() for item in items)
        most = max(_HIGHLIGHT_LINES * self._list.fontMetrics().lineSpacing(), self.window().height() // 3)
        self._list.setFixedHeight(min(rows + 2 * self._list.frameWidth() + 4, most))

    def _tell_head(self) -> None:
        told = _("Your marks")
        count = 0
        if self._marks is not None:
            count = len(self._marks.tags) + len(self._marks.notes) + len(self._marks.highlights)
        self._head.setText(f"{told} ({count})" if count else told)

    # ---- what is done --------------------------------------------------------------------------

    def _choose(self, item: QListWidgetItem) -> None:
        self.highlight_chosen.emit(str(item.data(_KEY_ROLE)))

    def _drop(self, item: QListWidgetItem) -> None:
        self.highlight_dropped.emit(str(item.data(_KEY_ROLE)))

    def _open_menu(self, item: QListWidgetItem, at: QPoint) -> None:
        self.menu_of_highlight(str(item.data(_KEY_ROLE))).popup(at)

    def menu_of_highlight(self, key: str) -> QMenu:
        """What can be done with a highlight."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Write a comment…"), partial(self.comment_wanted.emit, key))
        for colour, name in COLOURS:
            action = menu.addAction(_(name), partial(self.colour_chosen.emit, key, colour))
            action.setIcon(swatch(colour, self.palette()))
        menu.addSeparator()
        menu.addAction(_("Remove the highlight"), partial(self.highlight_dropped.emit, key))
        return menu

    def words_of(self, key: str) -> str:
        """The words of a highlight, shortened, with its comment."""
        told = next((_words(each) for each in self._anchored if each.highlight.key == key), "")
        return told.replace("\n", " — ")

    def sign_of(self, key: str) -> QIcon:
        """The colour of a highlight."""
        colours = (each.highlight.colour for each in self._anchored if each.highlight.key == key)
        return swatch(next(colours, COLOURS[0][0]), self.palette())

    def _open_collections(self) -> None:
        self.menu_of_collections().popup(self._collect.mapToGlobal(self._collect.rect().bottomLeft()))

    def menu_of_collections(self) -> QMenu:
        """The collections, with a tick at those that have the article, and a new one."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        inside = self._marks.collections if self._marks is not None else ()
        for name in self._collections:
            action = menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in inside)
            action.triggered.connect(partial(self.collection_toggled.emit, name, name not in inside))
        if self._collections:
            menu.addSeparator()
        menu.addAction(_("New collection…"), self.new_collection_wanted.emit)
        return menu

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setAccessibleName(_("Your marks"))
        for button, text in (
            (self._star, _("Star this article")),
            (self._to_read, _("Add to the reading list")),
            (self._collect, _("Collections")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._list.setAccessibleName(_("Highlights"))
        self._fill()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        for button, name in (
            (self._star, "star"),
            (self._to_read, "bookmark"),
            (self._collect, "collection"),
        ):
            button.setIcon(icon(name, self.palette()))
        self._fill()

    def _arrange(self) -> None:
        self._head.setAutoRaise(True)
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for button in (self._star, self._to_read):
            button.setCheckable(True)
        for button in (self._star, self._to_read, self._collect):
            button.setAutoRaise(True)
            button.setIconSize(QSize(18, 18))
        self._others.setWordWrap(True)
        self._others.setTextFormat(Qt.TextFormat.PlainText)
        self._others.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        top = QHBoxLayout()
        top.setContentsMargins(4, 2, 6, 2)
        top.setSpacing(2)
        for button in (self._head, self._star, self._to_read, self._collect):
            top.addWidget(button)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(10, 0, 10, 8)
        body.setSpacing(6)
        for widget in (self.tags, self.note_field, self._others, self._list):
            body.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._body)
        self.set_folded(False)


class _Highlights(QListWidget):
    menu_wanted = Signal(QListWidgetItem, QPoint)  # of which, where on the screen
    dropped = Signal(QListWidgetItem)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are keys of the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes the current one."""
        if event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.dropped.emit(self.currentItem())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the one under the pointer; by key, of the current one."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if by_key else self.itemAt(event.pos())
        if item is not None:
            at = self.visualItemRect(item).center() if by_key else event.pos()
            self.menu_wanted.emit(item, self.viewport().mapToGlobal(at))


def _words(each: Anchored) -> str:
    quote = " ".join(each.highlight.quote.split())
    shown = quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"
    told = f"“{shown}”"
    if each.highlight.comment:
        told += f"\n{each.highlight.comment}"
    return (
        told
        if each.start is not None
        else _("{quote} (not found on the page as it is read now)").format(quote=told)
    )


def colour_of(name: str) -> HighlightColour:
    """The colour of that name; the first one for a name that is none."""
    return next((colour for colour, _name in COLOURS if colour == name), COLOURS[0][0])
