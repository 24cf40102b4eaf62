"""The archives of the library: where they are, whether they can be reached, moving and forgetting them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.model import ArchiveRoot, readable_path
from reader.translation import _, format_bytes, format_number, ngettext
from reader.ui.dialogs.presenting import present
from reader.ui.flow_layout import FlowLayout
from reader.ui.translated import Dialog


class ArchivesDialog(Dialog):
    """Asks for what is to be done with signals; the list is given anew after each change."""

    guide_part = "libraries"

    add_wanted = Signal()
    update_wanted = Signal(object)  # list[str], roots to be read again
    relocate_wanted = Signal(object, object)  # str: old place, new place
    forget_wanted = Signal(object)  # str, a root
    watch_toggled = Signal(object, bool)  # str, a root; whether it is to be watched

    def __init__(self, archives: Sequence[ArchiveRoot], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._archives: Sequence[ArchiveRoot] = ()
        self._forgotten = ""
        self._watched: frozenset[str] = frozenset()
        self._head = QLabel(self)
        self._head.setWordWrap(True)
        self._list = QTreeWidget(self)
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setAlternatingRowColors(True)
        self._list.setColumnCount(5)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._add, self._update, self._relocate, self._forget = (QPushButton(self) for _number in range(4))
        self._remark, self._undo = QLabel(self), QPushButton(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._lay_out()
        self._list.itemSelectionChanged.connect(self._enable)
        self._list.itemChanged.connect(self._note_watch)
        self._add.clicked.connect(self.add_wanted)
        self._update.clicked.connect(self._update_chosen)
        self._relocate.clicked.connect(self._relocate_chosen)
        self._forget.clicked.connect(self._ask_to_forget)
        self._undo.clicked.connect(self._bring_back)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self._buttons.rejected.connect(self.reject)
        self.show_archives(archives)

    @property
    def chosen(self) -> ArchiveRoot | None:
        """The archive that is chosen."""
        items = self._list.selectedItems()
        return self._archives[self._list.indexOfTopLevelItem(items[0])] if items else None

    def show_archives(self, archives: Sequence[ArchiveRoot]) -> None:
        """Replaces the list."""
        self._archives = archives
        self._list.clear()
        for archive in archives:
            item = QTreeWidgetItem(self._list)
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight)
            item.setTextAlignment(3, Qt.AlignmentFlag.AlignRight)
            item.setToolTip(0, readable_path(archive.root))
        first = self._list.topLevelItem(0)
        if first is not None:
            self._list.setCurrentItem(first)
        self.retranslate()

    def show_watched(self, roots: Sequence[str]) -> None:
        """Which archives are watched."""
        self._watched = frozenset(roots)
        self.retranslate()

    def show_forgotten(self, root: str) -> None:
        """Says that an archive is gone from the library, and offers to bring it back."""
        self._forgotten = root
        self._show_remark()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Archives"))
        self._head.setText(
            _("These folders and files are in the library. They are only read; nothing here changes them.")
            if self._archives
            else _("No archive is in the library yet. Add a folder or file of saved pages; it is only read.")
        )
        self._list.setAccessibleName(_("Archives"))
        self._list.setHeaderLabels([_("Place"), _("State"), _("Pages"), _("Size"), _("Watched")])
        self._list.blockSignals(True)
        for row, archive in enumerate(self._archives):
            item = self._list.topLevelItem(row)
            if item is not None:
                item.setText(0, readable_path(archive.root))
                item.setText(1, _("● there") if archive.state == "present" else _("○ away"))
                item.setText(2, format_number(archive.pages))
                item.setText(3, format_bytes(archive.bytes))
                is_watched = archive.root in self._watched
                item.setCheckState(4, Qt.CheckState.Checked if is_watched else Qt.CheckState.Unchecked)
                item.setData(4, Qt.ItemDataRole.AccessibleTextRole, _("Watched"))
                item.setToolTip(4, _("New files in this folder come into the library by themselves"))
        self._list.blockSignals(False)
        self._add.setText(_("&Add…"))
        self._update.setText(_("&Read again"))
        self._update.setToolTip(_("Reads what is new or has changed"))
        self._relocate.setText(_("It has &moved…"))
        self._relocate.setToolTip(_("Says where the archive is now, without reading it again"))
        self._forget.setText(_("&Forget…"))
        self._forget.setToolTip(_("Removes it from the library; its files stay"))
        self._undo.setText(_("Bring it back"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        self._show_remark()
        self._enable()

    def _show_remark(self) -> None:
        if self._forgotten:
            told = _("{place} is forgotten.").format(place=readable_path(self._forgotten))
        elif any(archive.state == "away" for archive in self._archives):
            told = _(
                "An archive that is away stays searchable and readable; "
                "connect its disk to see its pictures, or say where it is now."
            )
        else:
            told = ""
        self._remark.setText(told)
        self._remark.setVisible(bool(told))
        self._undo.setVisible(bool(self._forgotten))

    def _enable(self) -> None:
        chosen = self.chosen
        self._update.setEnabled(chosen is not None and chosen.state == "present")
        self._relocate.setEnabled(chosen is not None)
        self._forget.setEnabled(chosen is not None)

    # ---- what is done --------------------------------------------------------------------------

    def _note_watch(self, item: QTreeWidgetItem, column: int) -> None:
        archive = self._archives[self._list.indexOfTopLevelItem(item)]
        on = item.checkState(4) == Qt.CheckState.Checked
        if column == 4 and on != (archive.root in self._watched):
            self.watch_toggled.emit(archive.root, on)

    def _update_chosen(self) -> None:
        if (chosen := self.chosen) is not None:
            self.update_wanted.emit([chosen.root])

    def _relocate_chosen(self) -> None:
        if (chosen := self.chosen) is None:
            return
        new = QFileDialog.getExistingDirectory(self, _("Where is it now?"), readable_path(chosen.root))
        if new:
            self.relocate_wanted.emit(chosen.root, new)

    def _ask_to_forget(self) -> None:
        if (chosen := self.chosen) is None:
            return
        told = ngettext(
            "{count} page leaves the library. The files stay where they are.",
            "{count} pages leave the library. The files stay where they are.",
            chosen.pages,
        ).format(count=format_number(chosen.pages))
        box = QMessageBox(
            QMessageBox.Icon.Question,
            _("Forget an archive"),
            _("Forget {place}?").format(place=readable_path(chosen.root)),
            QMessageBox.StandardButton.Cancel,
            self,
        )
        box.setInformativeText(told)
        box.addButton(_("Forget"), QMessageBox.ButtonRole.AcceptRole)
        box.button(QMessageBox.StandardButton.Cancel).setText(_("Cancel"))
        box.buttonClicked.connect(self._forget_if_confirmed)
        present(box)

    def _forget_if_confirmed(self) -> None:
        box = self.sender()
        if not isinstance(box, QMessageBox) or (chosen := self.chosen) is None:
            return
        button = box.clickedButton()
        if button is not None and box.buttonRole(button) == QMessageBox.ButtonRole.AcceptRole:
            self.forget_wanted.emit(chosen.root)

    def _bring_back(self) -> None:
        root, self._forgotten = self._forgotten, ""
        self._show_remark()
        self.update_wanted.emit([root])

    def _lay_out(self) -> None:
        header = self._list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2, 3, 4):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        buttons = FlowLayout(spacing=8)
        for button in (self._add, self._update, self._relocate, self._forget, self._undo):
            button.setAutoDefault(False)
        for button in (self._add, self._update, self._relocate, self._forget):
            buttons.addWidget(button)
        self._remark.setWordWrap(True)
        remark = QHBoxLayout()
        remark.addWidget(self._remark, 1)
        remark.addWidget(self._undo)
        rows = QVBoxLayout(self)
        rows.setSpacing(10)
        rows.addWidget(self._head)
        rows.addWidget(self._list, 1)
        rows.addLayout(buttons)
        rows.addLayout(remark)
        rows.addWidget(self._buttons)
        self.resize(760, 440)
