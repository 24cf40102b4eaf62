"""The notebook: everything that was said of articles of a library, in lists to search and to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.model import MarkList, NotebookEntry, NotebookList
from reader.translation import _, format_number, ngettext
from reader.ui.clearable_line import ClearableLine
from reader.ui.marks.colours import COLOURS, swatch
from reader.ui.marks.notebook_lists import LISTS, NotebookLists, list_name
from reader.ui.marks.notebook_model import Narrowing, NotebookModel
from reader.ui.marks.notebook_rows import NotebookRows
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import TabPage
from reader.ui.splitter import Splitter
from reader.ui.theme import ReaderTheme

_WITH_WORDS = ("highlights", "lost", "notes")  # lists whose rows say something
_NARROWEST_CHOICE = 8  # characters


@dataclass(frozen=True, slots=True)
class NotebookAnswer:
    """The lists of a library, and the rows of the chosen one."""

    lists: tuple[NotebookList, ...]
    kind: MarkList
    name: str
    entries: tuple[NotebookEntry, ...]


class NotebookPage(TabPage):
    """Lists on the left, the rows of the chosen one on the right."""

    article_chosen = Signal(str, str, bool)  # id, key of a highlight or "", whether in a new tab
    list_wanted = Signal(str, str)  # kind and name of a list whose rows are to be shown
    rename_wanted = Signal(str, str)  # kind ("tag", "collection"), name
    delete_wanted = Signal(str, str)
    remove_wanted = Signal(str, str, object)  # kind, name, list[NotebookEntry] to be taken out
    arranged = Signal(str, list)  # name of a collection, ids in their new order
    dropped = Signal(str, str, list)  # kind and name of a list, ids of articles to come into it
    new_collection_wanted = Signal()
    save_wanted = Signal(object)  # list[NotebookEntry] to be saved in a file

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lists: tuple[NotebookList, ...] = ()
        self._kind: MarkList = "star"
        self._name = ""
        self._heading, self._empty = QLabel(self), QLabel(self)
        self.lists = NotebookLists(self)
        self.words = ClearableLine(self)
        self.colour, self.tag, self.site = (QComboBox(self) for _number in range(3))
        self.model = NotebookModel(self)
        self.view = NotebookRows(self)
        self._rename, self._delete, self._remove, self._save = (QPushButton(self) for _number in range(4))
        self._up, self._down, self._new = (QPushButton(self) for _number in range(3))
        self._arrange()
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self.lists.chosen.connect(self._choose_list)
        self.lists.dropped.connect(self.dropped)
        self.words.textChanged.connect(self._narrow)
        for box in (self.colour, self.tag, self.site):
            box.activated.connect(self._narrow)
        self.view.chosen.connect(self._choose)
        self.view.removed.connect(self._take_out)
        self.view.moved.connect(self._move)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.view.selectionModel().selectionChanged.connect(self._tell)
        self._rename.clicked.connect(lambda: self.rename_wanted.emit(self._kind, self._name))
        self._delete.clicked.connect(lambda: self.delete_wanted.emit(self._kind, self._name))
        self._remove.clicked.connect(self._take_out)
        self._up.clicked.connect(lambda: self._move(-1))
        self._down.clicked.connect(lambda: self._move(1))
        self._new.clicked.connect(self.new_collection_wanted)
        self._save.clicked.connect(lambda: self.save_wanted.emit(list(self.model.rows)))

    # ---- as a page of a tab --------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What the tab is called."""
        return _("Notebook")

    @property
    def state(self) -> str:
        """The list that is chosen."""
        return f"{self._kind}:{self._name}"

    @property
    def chosen(self) -> tuple[MarkList, str]:
        """Kind and name of that list."""
        return self._kind, self._name

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
        """Shows a NotebookAnswer."""
        assert isinstance(answer, NotebookAnswer)
        self.show_answer(answer)

    def show_answer(self, answer: NotebookAnswer) -> None:
        """Lists as they are now, and the rows of one; in the same list the chosen rows stay chosen."""
        is_same = (answer.kind, answer.name) == self.chosen
        kept = ([(row.article.id, row.key) for row in self.selected], self.view.verticalScrollBar().value())
        self._lists, self._kind, self._name = answer.lists, answer.kind, answer.name
        self.lists.show_lists(self._lists, self._kind, self._name)
        self.model.show_entries(answer.entries)
        self._fill_choices()
        self._narrow()
        if is_same:
            self._choose_again(*kept)
        self._tell()
        self.changed.emit()

    def choose(self, kind: MarkList, name: str) -> None:
        """A list that is to be shown with the next answer."""
        self._kind, self._name = kind, name

    def focus_first(self) -> None:
        """Gives the keyboard to the lists."""
        self.lists.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """The notebook looks as the window does."""

    # ---- lists and rows ------------------------------------------------------------------------

    @property
    def _has_words(self) -> bool:
        return self._kind in _WITH_WORDS

    @property
    def selected(self) -> list[NotebookEntry]:
        """The chosen rows, from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        return [self.model.rows[row] for row in rows]

    def _choose_again(self, chosen: list[tuple[str, str]], place: int) -> None:
        wanted = set(chosen)
        for number, row in enumerate(self.model.rows if wanted else ()):
            if (row.article.id, row.key) in wanted:
                flag = QItemSelectionModel.SelectionFlag
                self.view.selectionModel().setCurrentIndex(self.model.index(number), flag.Select)
        self.view.verticalScrollBar().setValue(place)

    def _choose_list(self, kind: MarkList, name: str) -> None:
        self._kind, self._name = kind, name
        self.model.show_entries(())
        self._tell(waits=True)
        self.list_wanted.emit(kind, name)

    def _fill_choices(self) -> None:
        self._fill_choice(self.tag, _("Any tag"), self.model.tags())
        self._fill_choice(self.site, _("Any site"), self.model.sites())
        self.colour.setVisible(self._kind in ("highlights", "lost"))
        if not self.colour.isVisibleTo(self):
            self.colour.setCurrentIndex(0)

    def _fill_choice(self, box: QComboBox, any_of: str, values: Sequence[str]) -> None:
        chosen = box.currentData()
        box.clear()
        box.addItem(any_of, "")
        for value in values:
            box.addItem(value, value)
        box.setCurrentIndex(max(0, box.findData(chosen)) if chosen else 0)
        box.setVisible(bool(values))

    def _narrow(self) -> None:
        colour, tag, site = (str(box.currentData() or "") for box in (self.colour, self.tag, self.site))
        self.model.narrow(Narrowing(self.words.text(), colour, tag, site))
        self._tell()

    def _choose(self, index: QModelIndex, new_tab: bool) -> None:
        row = self.model.rows[index.row()]
        if row.article.held:
            self.article_chosen.emit(row.article.id, row.key, new_tab)

    def _take_out(self) -> None:
        if self._kind == "opened" and not self.selected:
            self.delete_wanted.emit("opened", "")
        elif rows := self.selected:
            self.remove_wanted.emit(self._kind, self._name, rows)

    def _move(self, step: int) -> None:
        """Moves the chosen articles of a collection up (-1) or down (1)."""
        if self._kind != "collection" or len(self.model.rows) != len(self.model.entries):
            return
        ids = [row.article.id for row in self.model.rows]
        chosen = {row.article.id for row in self.selected}
        places = [number for number, each in enumerate(ids) if each in chosen]
        for number in places if step < 0 else reversed(places):
            to = number + step
            if 0 <= to < len(ids) and ids[to] not in chosen:
                ids[number], ids[to] = ids[to], ids[number]
        if ids != [row.article.id for row in self.model.rows]:
            self.arranged.emit(self._name, ids)

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
        if self._kind == "collection":
            menu.addAction(_("Move up"), lambda: self._move(-1))
            menu.addAction(_("Move down"), lambda: self._move(1))
            menu.addSeparator()
        copied = "\n\n".join(part for part in (row.said, row.comment) if part) or row.article.title or ""
        menu.addAction(_("&Copy"), lambda: QGuiApplication.clipboard().setText(copied))
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
        self._save.setText(_("Save this list…"))
        self._up.setText(_("Move up"))
        self._down.setText(_("Move down"))
        self._new.setText(_("New collection…"))
        for box, name in ((self.colour, _("Colour")), (self.tag, _("Tag")), (self.site, _("Site"))):
            box.setAccessibleName(name)
            box.setToolTip(name)
        chosen = self.colour.currentIndex()
        self.colour.clear()
        self.colour.addItem(_("Any colour"), "")
        for colour, name in COLOURS:
            self.colour.addItem(swatch(colour, self.palette()), _(name), colour)
        self.colour.setCurrentIndex(max(0, chosen))
        self._fill_choices()
        self.lists.show_lists(self._lists, self._kind, self._name)
        self._tell()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self.retranslate()

    def _tell(self, *_selection: object, waits: bool = False) -> None:
        rows, entries = len(self.model.rows), len(self.model.entries)
        heading = list_name(self._kind, self._name)
        if self._kind == "lost" and entries:
            heading += f" ({format_number(entries)})"
        if rows != entries:
            told = ngettext("{count} of {all}", "{count} of {all}", rows)
            heading += " · " + told.format(count=format_number(rows), all=format_number(entries))
        self._heading.setText(heading)
        named = self._kind in ("tag", "collection")
        self._rename.setVisible(named)
        self._delete.setVisible(named)
        clears = self._kind == "opened" and not self.selected
        self._remove.setText(_("Clear the list") if clears else _("Remove"))
        self._remove.setEnabled(bool(rows) if clears else bool(self.selected))
        for button in (self._up, self._down):
            button.setVisible(self._kind == "collection" and entries > 1)
            button.setEnabled(bool(self.selected) and rows == entries)
        self._save.setVisible(self._has_words)
        self._save.setEnabled(bool(rows))
        if not rows:
            empty = _("Nothing here has these words.") if entries else _(LISTS[self._kind][2])
            self._empty.setText(_("Looking…") if waits else empty)
        self._empty.setVisible(not rows)
        self.view.setVisible(bool(rows))

    def _arrange(self) -> None:
        font = self._heading.font()
        font.setPointSizeF(font.pointSizeF() * 1.25)
        font.setBold(True)
        self._heading.setFont(font)
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._heading.setWordWrap(True)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(4, 12, 4, 12)
        self.view.setModel(self.model)
        narrowing = QHBoxLayout()
        for box in (self.colour, self.tag, self.site):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(_NARROWEST_CHOICE)
            narrowing.addWidget(box, 1)
        buttons = QHBoxLayout()
        for button in (self._remove, self._up, self._down, self._rename, self._delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        left, right = QWidget(self), QWidget(self)
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 0, 10)
        side.addWidget(self.lists, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 0, 10, 0)
        foot.addWidget(self._new)
        side.addLayout(foot)
        column = QVBoxLayout(right)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self._heading)
        column.addWidget(self.words)
        column.addLayout(narrowing)
        column.addWidget(self.view, 1)
        column.addWidget(self._empty, 1)
        column.addLayout(buttons)
        splitter = Splitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        splitter.setSizes([200, 520])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
