"""The notebook: everything that was said of articles of a library, in lists to search and to take away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reader.model import Notebook
from reader.translation import N_, _, format_number
from reader.ui.clearable_line import ClearableLine
from reader.ui.dialogs.table_view import show_as_table
from reader.ui.icons import icon
from reader.ui.marks.notebook_model import DATE, SAID, SITE, TITLE, NotebookModel, Part, Row, parts
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import TabPage
from reader.ui.theme import ReaderTheme

# What each list is called, which sign it has, and what stands in it when it is empty.
_LISTS = {
    "star": (N_("Starred"), "star", N_("Articles that you star (Ctrl+D) appear here.")),
    "to-read": (
        N_("Reading list"),
        "bookmark",
        N_("Articles that you add to the reading list appear here."),
    ),
    "highlights": (
        N_("Highlights"),
        "highlight",
        N_("Select words in an article and press Ctrl+H: they appear here."),
    ),
    "notes": (N_("Notes"), "notebook", N_("Articles with a note of yours appear here.")),
    "opened": (N_("Recently opened"), "clock", N_("Articles that you open appear here.")),
    "collection": ("", "collection", N_("This collection is empty.")),
    "tag": ("", "tag", N_("No article has this tag.")),
}
_PART_ROLE = Qt.ItemDataRole.UserRole


class NotebookPage(TabPage):
    """Lists on the left, the rows of the chosen one on the right."""

    article_chosen = Signal(str, str, bool)  # id, key of a highlight or "", whether in a new tab
    rename_wanted = Signal(str, str)  # kind ("tag", "collection"), name
    delete_wanted = Signal(str, str)
    remove_wanted = Signal(str, str, object)  # kind, name, list[Row] to be taken out
    clear_opened_wanted = Signal()
    save_wanted = Signal(object)  # the Notebook whose highlights and notes are to be saved

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notebook = Notebook()
        self._parts: list[Part] = []
        self._wanted = ""
        self._heading, self._empty = QLabel(self), QLabel(self)
        self.lists = QListWidget(self)
        self.words = ClearableLine(self)
        self.model = NotebookModel(self)
        self.view = _Table(self)
        self._rename, self._delete, self._remove, self._save = (QPushButton(self) for _number in range(4))
        self._arrange()
        self.lists.currentRowChanged.connect(self._show_list)
        self.words.textChanged.connect(self._narrow)
        self.view.chosen.connect(self._choose)
        self.view.removed.connect(self._take_out)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self._rename.clicked.connect(self._ask_rename)
        self._delete.clicked.connect(self._ask_delete)
        self._remove.clicked.connect(self._take_out)
        self._save.clicked.connect(lambda: self.save_wanted.emit(self._notebook))
        self.retranslate()

    # ---- as a page of a tab --------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What the tab is called."""
        return _("Notebook")

    @property
    def state(self) -> str:
        """The list that is chosen."""
        part = self._part
        return f"{part.kind}:{part.name}" if part is not None else ""

    @property
    def deeds(self) -> frozenset[str]:
        """It is searched with its own field."""
        return frozenset({"find"})

    def do(self, deed: str) -> None:
        """Gives the keyboard to the field."""
        if deed == "find":
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.words.selectAll()

    def show_place(self, place: Place, answer: object) -> None:
        """Shows a Notebook; the list that was chosen stays chosen."""
        assert isinstance(answer, Notebook)
        self._wanted = place.state or self.state
        self._notebook, self._parts = answer, parts(answer)
        self._fill()

    def focus_first(self) -> None:
        """Gives the keyboard to the lists."""
        self.lists.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """The notebook looks as the window does."""

    # ---- lists and rows ------------------------------------------------------------------------

    @property
    def _part(self) -> Part | None:
        row = self.lists.currentRow()
        return self._parts[row] if 0 <= row < len(self._parts) else None

    @property
    def selected(self) -> list[Row]:
        """The chosen rows."""
        return [self.model.rows[index.row()] for index in self.view.selectionModel().selectedRows()]

    def _fill(self) -> None:
        wanted = self._wanted
        self.lists.blockSignals(True)
        self.lists.clear()
        chosen = 0
        for number, part in enumerate(self._parts):
            name = part.name or _(_LISTS[part.kind][0])
            item = QListWidgetItem(f"{name}  ({format_number(len(part.rows))})", self.lists)
            item.setIcon(icon(_LISTS[part.kind][1], self.palette()))
            if f"{part.kind}:{part.name}" == wanted:
                chosen = number
        self.lists.setCurrentRow(chosen if self._parts else -1)
        self.lists.blockSignals(False)
        self._show_list()

    def _show_list(self) -> None:
        part = self._part
        self.model.show_part(part)
        has_words = part is not None and part.kind in ("highlights", "notes")
        for section in (SITE, DATE):
            self.view.setColumnHidden(section, has_words)  # the words need the room
        self.view.setColumnHidden(SAID, not has_words)
        self._wanted = self.state
        self._tell()
        self.changed.emit()

    def _narrow(self) -> None:
        self.model.narrow(self.words.text())
        self._tell()

    def _choose(self, index: QModelIndex, new_tab: bool) -> None:
        row = self.model.rows[index.row()]
        if row.article.held:
            self.article_chosen.emit(row.article.id, row.key, new_tab)

    def _take_out(self) -> None:
        part, rows = self._part, self.selected
        if part is not None and part.kind == "opened":
            self.clear_opened_wanted.emit()
        elif part is not None and rows:
            self.remove_wanted.emit(part.kind, part.name, rows)

    def _ask_rename(self) -> None:
        if (part := self._part) is not None:
            self.rename_wanted.emit(part.kind, part.name)

    def _ask_delete(self) -> None:
        if (part := self._part) is not None:
            self.delete_wanted.emit(part.kind, part.name)

    def _open_menu(self, at: QPoint) -> None:
        index = self.view.indexAt(at)
        if index.isValid():
            self.menu_for(index).popup(self.view.viewport().mapToGlobal(at))

    def menu_for(self, index: QModelIndex) -> QMenu:
        """What can be done with a row."""
        row = self.model.rows[index.row()]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, new_tab in ((_("Open"), False), (_("Open in new tab"), True)):
            action = menu.addAction(text)
            action.setEnabled(row.article.held)
            action.triggered.connect(lambda _on=False, there=new_tab: self._choose(index, there))
        menu.addSeparator()
        copied = row.said or row.article.title or ""
        menu.addAction(_("&Copy"), lambda: QGuiApplication.clipboard().setText(copied))
        if (part := self._part) is not None and part.kind != "opened":
            menu.addAction(_("Remove"), self._take_out)
        return menu

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.lists.setAccessibleName(_("Lists of the notebook"))
        self.words.setPlaceholderText(_("Words in this list"))
        self.words.setAccessibleName(_("Words in this list"))
        self.view.setAccessibleName(_("Notebook"))
        self._rename.setText(_("Rename…"))
        self._delete.setText(_("Delete"))
        self._save.setText(_("Save highlights and notes…"))
        self._wanted = self.state or self._wanted
        self._fill()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._wanted = self.state or self._wanted
        self._fill()

    def _tell(self) -> None:
        part = self._part
        name = (part.name or _(_LISTS[part.kind][0])) if part is not None else ""
        self._heading.setText(name)
        named = part is not None and part.kind in ("tag", "collection")
        self._rename.setVisible(named)
        self._delete.setVisible(named)
        is_opened = part is not None and part.kind == "opened"
        self._remove.setText(_("Clear the list") if is_opened else _("Remove"))
        self._remove.setEnabled(bool(self.model.rows) if is_opened else bool(self.selected))
        self._save.setVisible(part is not None and part.kind in ("highlights", "notes"))
        self._save.setEnabled(bool(self._notebook.highlights or self._notebook.notes))
        is_empty = not self.model.rows
        if part is not None and is_empty:
            self._empty.setText(_("Nothing here has these words.") if part.rows else _(_LISTS[part.kind][2]))
        self._empty.setVisible(is_empty)
        self.view.setVisible(not is_empty)

    def _arrange(self) -> None:
        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self._heading.setFont(font)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(4, 12, 4, 12)
        self.lists.setIconSize(QSize(18, 18))
        self.lists.setFrameShape(QListWidget.Shape.NoFrame)
        show_as_table(self.view, self.model)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = self.view.header()
        header.setStretchLastSection(False)
        for section, share in ((TITLE, 260), (SAID, 320), (SITE, 150), (DATE, 110)):
            header.resizeSection(section, share)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(SAID, QHeaderView.ResizeMode.Stretch)
        buttons = QHBoxLayout()
        for button in (self._remove, self._rename, self._delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._heading)
        column.addWidget(self.words)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(buttons)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(self.lists)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([200, 520])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


class _Table(QTreeView):
    chosen = Signal(QModelIndex, bool)  # row, whether in a new tab
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.activated.connect(self._activate)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: single letters are keys of the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chosen rows out."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def _activate(self, index: QModelIndex) -> None:
        control = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.chosen.emit(index, bool(control))


def named_rows(rows: Sequence[Row]) -> list[str]:
    """The ids of the articles of rows, each once."""
    return list(dict.fromkeys(row.article.id for row in rows))
