"""Choosing what to import, and what it will cost, before anything is read."""

from __future__ import annotations

import os
from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.messages import sentence
from reader.model import ImportPlan, readable_path
from reader.translation import _, format_bytes, format_duration, format_number, ngettext
from reader.ui.dropped import dropped_paths
from reader.ui.translated import Dialog


class ImportDialog(Dialog):
    """Lists folders and files, asks what reading them costs, and begins only when the user says so."""

    guide_part = "start"

    plan_wanted = Signal(object)  # list[str], paths
    import_wanted = Signal(object)  # list[str], paths

    def __init__(self, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder or os.path.expanduser("~")
        self._paths: list[str] = []  # kept here: Qt's texts cannot hold bytes that are no text
        self._plan: ImportPlan | None = None
        self._error: ReaderError | None = None
        self._intro, self._cost = QLabel(self), QLabel(self)
        self._list = QListWidget(self)
        self._list.setSelectionMode(QListWidget.SelectionMode.ExtendedSelection)
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAlternatingRowColors(True)
        self._add_folder, self._add_files, self._remove = (QPushButton(self) for _number in range(3))
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setMaximumHeight(8)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._go = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._add_folder.clicked.connect(self.choose_folder)
        self._add_files.clicked.connect(self.choose_files)
        self._remove.clicked.connect(self._remove_selected)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self._list, self._remove_selected)
        self._list.itemSelectionChanged.connect(self._show)
        self._buttons.accepted.connect(self._begin)
        self._buttons.rejected.connect(self.reject)
        self.setAcceptDrops(True)
        self.retranslate()

    # ---- what is chosen ------------------------------------------------------------------------

    @property
    def paths(self) -> list[str]:
        """What is to be imported."""
        return list(self._paths)

    @property
    def folder(self) -> str:
        """Where the user chose last."""
        return self._folder

    def add_paths(self, paths: Iterable[str]) -> None:
        """Puts paths on the list, each once, and asks for the plan."""
        for path in paths:
            if path not in self._paths:
                self._paths.append(path)
                item = QListWidgetItem(readable_path(path))
                item.setToolTip(readable_path(path))
                self._list.addItem(item)
        self._ask_for_plan()

    def choose_folder(self) -> None:
        """Asks for a folder of saved pages."""
        folder = QFileDialog.getExistingDirectory(self, _("Folder of saved pages"), self._folder)
        if folder:
            self._folder = os.path.dirname(folder) or folder
            self.add_paths([os.path.normpath(folder)])

    def choose_files(self) -> None:
        """Asks for single files."""
        files, _filter = QFileDialog.getOpenFileNames(self, _("Saved pages"), self._folder)
        if files:
            self._folder = os.path.dirname(files[0])
            self.add_paths([os.path.normpath(file) for file in files])

    def _remove_selected(self) -> None:
        for item in self._list.selectedItems():
            row = self._list.row(item)
            self._list.takeItem(row)
            del self._paths[row]
        self._ask_for_plan()

    # ---- what it costs -------------------------------------------------------------------------

    def show_plan(self, plan: ImportPlan) -> None:
        """The answer to ``plan_wanted``."""
        self._plan, self._error = plan, None
        self._show()

    def show_error(self, error: ReaderError) -> None:
        """Why there is no plan."""
        self._plan, self._error = None, error
        self._show()

    def _ask_for_plan(self) -> None:
        self._plan = self._error = None
        self._show()
        if self.paths:
            self.plan_wanted.emit(self.paths)

    def _show(self) -> None:
        some = self._list.count() > 0
        waiting = some and self._plan is None and self._error is None
        self._busy.setVisible(waiting)
        self._remove.setEnabled(bool(self._list.selectedItems()))
        self._go.setEnabled(self._plan is not None and self._plan.files > 0)
        tight = self._plan is not None and self._plan.tight
        self._go.setText(_("Import all the same") if tight else _("Import"))
        self._cost.setText(self._told(waiting))

    def _told(self, waiting: bool) -> str:
        if waiting:
            return _("Counting the files…")
        if self._error is not None:
            return sentence(self._error)
        plan = self._plan
        if plan is None:
            return _("Nothing is chosen yet.")
        if not plan.files:
            return _("There are no files in it.")
        files = ngettext("{count} file", "{count} files", plan.files).format(count=format_number(plan.files))
        told = _("{files}, {size}. Reading them takes about {time}.").format(
            files=files, size=format_bytes(plan.bytes), time=format_duration(max(1, round(plan.seconds)))
        )
        room = _("The library grows by about {size}; {free} are free on its disk.").format(
            size=format_bytes(plan.library_bytes), free=format_bytes(plan.free_bytes)
        )
        if not plan.tight:
            return f"{told}\n{room}"
        warning = _(
            "That would take most of the free space. If the disk becomes full, "
            "the import stops and keeps what it has read."
        )
        return f"{told}\n{room}\n⚠ {warning}"

    def _begin(self) -> None:
        paths = self.paths
        self.accept()
        self.import_wanted.emit(paths)

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Import saved pages"))
        self._intro.setText(
            _(
                "Choose folders or files of saved pages, or drop them here. "
                "They are only read, never changed, and stay where they are."
            )
        )
        self._list.setAccessibleName(_("Folders and files to import"))
        self._add_folder.setText(_("Add a &folder…"))
        self._add_files.setText(_("Add f&iles…"))
        self._remove.setText(_("&Remove"))
        self._busy.setAccessibleName(_("Counting the files…"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._show()

    def _lay_out(self) -> None:
        for label in (self._intro, self._cost):
            label.setWordWrap(True)
        self._cost.setMinimumHeight(self._cost.fontMetrics().lineSpacing() * 3)
        self._cost.setAlignment(Qt.AlignmentFlag.AlignTop)
        side = QVBoxLayout()
        for button in (self._add_folder, self._add_files, self._remove):
            button.setAutoDefault(False)
            side.addWidget(button)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(self._list, 1)
        middle.addLayout(side)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._intro)
        column.addLayout(middle, 1)
        column.addWidget(self._busy)
        column.addWidget(self._cost)
        column.addWidget(self._buttons)
        self._go.setDefault(True)
        self.resize(640, 400)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Takes files and folders."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Puts them on the list."""
        self.add_paths(dropped_paths(event.mimeData()))
        event.acceptProposedAction()
