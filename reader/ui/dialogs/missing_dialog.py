"""What the pages link to and no archive holds: a list to look through, and to take elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.export.missing_list import as_urls
from reader.messages import kind_words, sentence
from reader.model import Backlink, LinkKind, MissingLink
from reader.translation import N_, _, format_number, ngettext
from reader.ui.clearable_line import ClearableLine
from reader.ui.dialogs.missing_model import ADDRESS, COUNT, FIRST, LAST, WHERE, MissingModel
from reader.ui.dialogs.table_view import show_as_table
from reader.ui.translated import Dialog
from reader.ui.wording import display_title, facts

# What is listed: its name, and the kinds of links that count (None: all); the last is the user's own list.
_CHOICES: tuple[tuple[str, frozenset[LinkKind] | None], ...] = (
    (N_("Linked from texts and lists"), frozenset({"body", "source", "related", "notice"})),
    (N_("Documents"), frozenset({"attachment"})),
    (N_("Linked from menus"), frozenset({"menu"})),
    (N_("Everything"), None),
    (N_("On your list"), None),
)
_EVERYTHING, _OWN = len(_CHOICES) - 2, len(_CHOICES) - 1
_LINKING_LINES = 6


class MissingDialog(Dialog):
    """Asks who links to the address that is chosen; tells what is to be opened or saved."""

    guide_part = "read"

    linking_wanted = Signal(str)  # an address
    article_chosen = Signal(str, bool)  # id, whether in a new tab
    address_chosen = Signal(str)  # its page is to be shown
    save_wanted = Signal(object)  # list[MissingLink]
    want_changed = Signal(str, bool)  # an address, whether it is to be on the user's own list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: Sequence[MissingLink] | None = None
        self._error: ReaderError | None = None
        self._said = ""
        self._head, self._linking_head, self._remark = QLabel(self), QLabel(self), QLabel(self)
        self._busy = QProgressBar(self)
        self._words, self._kind = ClearableLine(self), QComboBox(self)
        self._model = MissingModel(self)
        self._view = QTreeView(self)
        self._linking = QListWidget(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._save, self._copy, self._open, self._want = (
            self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole) for _number in range(4)
        )
        self._kind.addItems(["" for _choice in _CHOICES])
        self._model.narrow("", _CHOICES[0][1])
        self._lay_out()
        self._words.textChanged.connect(self._narrow)
        self._kind.currentIndexChanged.connect(self._narrow)
        self._view.selectionModel().selectionChanged.connect(self._ask_for_linking)
        self._model.modelReset.connect(self._ask_for_linking)
        self._view.activated.connect(self._open_address)
        self._linking.itemActivated.connect(self._open_linking)
        self._save.clicked.connect(self._ask_to_save)
        self._want.clicked.connect(self._change_wanted)
        self._copy.clicked.connect(self._copy_addresses)
        self._open.clicked.connect(self._open_address)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()

    # ---- what is shown -------------------------------------------------------------------------

    def show_links(self, links: Sequence[MissingLink], wanted: Mapping[str, bool] | None = None) -> None:
        """The list, most linked first; before it the user's own (see ``MissingModel.set_links``)."""
        before = self._chosen()
        self._links, self._error = links, None
        self._model.set_links(links, wanted)
        if not self._model.links:
            self._kind.setCurrentIndex(_EVERYTHING)
        if self._model.links:
            urls = [link.url for link in self._model.links]
            row = urls.index(before.url) if before is not None and before.url in urls else 0
            self._view.setCurrentIndex(self._model.index(row, ADDRESS))
        self.retranslate()

    def show_error(self, error: ReaderError) -> None:
        """Why there is no list, or why it was not saved."""
        self._error = error
        self.retranslate()

    def tell(self, text: str) -> None:
        """A remark below the list."""
        self._said, self._error = text, None
        self._show()

    def show_linking(self, url: str, linking: Sequence[Backlink]) -> None:
        """The answer to ``linking_wanted``; one that is late is dropped."""
        chosen = self._chosen()
        if chosen is None or chosen.url != url:
            return
        self._linking.clear()
        for link in linking:
            told = facts(display_title(link.title), kind_words(link.kind), date=link.date)
            item = QListWidgetItem(told, self._linking)
            item.setData(Qt.ItemDataRole.UserRole, link.id)

    @property
    def shown(self) -> list[MissingLink]:
        """The chosen entries, or all on show when less than two are chosen."""
        rows = self._view.selectionModel().selectedRows()
        return [self._model.link(row) for row in rows] if len(rows) > 1 else self._model.links

    def _chosen(self) -> MissingLink | None:
        index = self._view.currentIndex()
        return self._model.link(index) if index.isValid() else None

    def _narrow(self) -> None:
        choice = max(0, self._kind.currentIndex())
        self._model.narrow(self._words.text(), _CHOICES[choice][1], only_wanted=choice == _OWN)
        if self._model.links:
            self._view.setCurrentIndex(self._model.index(0, ADDRESS))
        self._show()

    def _ask_for_linking(self) -> None:
        self._linking.clear()
        chosen = self._chosen()
        if chosen is not None:
            self.linking_wanted.emit(chosen.url)
        self._show()

    # ---- what is done --------------------------------------------------------------------------

    def _open_address(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.address_chosen.emit(chosen.url)

    def _open_linking(self, item: QListWidgetItem) -> None:
        self.article_chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)), False)

    def _copy_addresses(self) -> None:
        shown = self.shown
        QGuiApplication.clipboard().setText(as_urls(shown))
        told = ngettext(
            "{count} address is on the clipboard.", "{count} addresses are on the clipboard.", len(shown)
        )
        self._said = told.format(count=format_number(len(shown)))
        self._show()

    def _ask_to_save(self) -> None:
        self.save_wanted.emit(self.shown)

    def _change_wanted(self) -> None:
        if (chosen := self._chosen()) is not None:
            self.want_changed.emit(chosen.url, not self._model.is_wanted(chosen))

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Missing pages"))
        self._words.setPlaceholderText(_("Words of the address"))
        self._words.setAccessibleName(_("Words of the address"))
        self._kind.setAccessibleName(_("What to list"))
        for number, (name, _kinds) in enumerate(_CHOICES):
            self._kind.setItemText(number, _(name))
        self._view.setAccessibleName(_("Missing pages"))
        self._model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._model.columnCount() - 1)
        self._view.viewport().update()
        self._linking_head.setText(_("Who links to it:"))
        self._linking.setAccessibleName(_("Who links to it"))
        self._busy.setAccessibleName(_("Looking through the links…"))
        self._save.setText(_("&Save the list…"))
        self._copy.setText(_("&Copy the addresses"))
        self._open.setText(_("Sho&w its page"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        self._show()

    def _show(self) -> None:
        self._busy.setVisible(self._links is None and self._error is None)
        self._head.setText(self._told())
        for button in (self._save, self._copy):
            button.setEnabled(bool(self._model.links))
        chosen = self._chosen()
        self._open.setEnabled(chosen is not None)
        self._want.setEnabled(chosen is not None)
        wanted = chosen is not None and self._model.is_wanted(chosen)
        self._want.setText(_("&Remove from your list") if wanted else _("&Add to your list"))
        self._remark.setText(f"⚠ {sentence(self._error)}" if self._error is not None else self._said)
        self._remark.setVisible(bool(self._remark.text()))

    def _told(self) -> str:
        if self._links is None:
            return _("Looking through the links…") if self._error is None else ""
        if not self._links and not self._model.links:
            return _("Everything that the pages link to is in the archive.")
        own = sum(self._model.is_wanted(link) for link in self._model.links)
        count = sum(link.count > 0 for link in self._model.links)
        told = ngettext(
            "{count} address is linked to and not in the archive.",
            "{count} addresses are linked to and not in the archive.",
            count,
        ).format(count=format_number(count))
        if not own:
            return told
        listed = ngettext("{count} is on your list.", "{count} are on your list.", own)
        return f"{told} {listed.format(count=format_number(own))}"

    def _lay_out(self) -> None:
        for label in (self._head, self._remark):
            label.setWordWrap(True)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setMaximumHeight(8)
        show_as_table(self._view, self._model)
        self._view.setSortingEnabled(True)
        header = self._view.header()
        header.setSortIndicator(COUNT, Qt.SortOrder.DescendingOrder)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(ADDRESS, QHeaderView.ResizeMode.Stretch)
        day = header.fontMetrics().horizontalAdvance("30 September 2026") + 24
        for section, width in ((COUNT, 80), (WHERE, 190), (FIRST, day), (LAST, day)):
            header.resizeSection(section, width)
        self._linking.setMaximumHeight(self._linking.fontMetrics().lineSpacing() * _LINKING_LINES)
        for button in (self._save, self._copy, self._open, self._want):
            button.setAutoDefault(False)
        narrowing = QHBoxLayout()
        narrowing.addWidget(self._words, 1)
        narrowing.addWidget(self._kind)
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._busy)
        column.addLayout(narrowing)
        column.addWidget(self._view, 1)
        for widget in (self._linking_head, self._linking, self._remark, self._buttons):
            column.addWidget(widget)
        self.resize(920, 620)
