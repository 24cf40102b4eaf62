"""The questions of the export dialog: what, as what, with what, where."""

from __future__ import annotations

import os
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.export.citing import STYLES
from reader.export.format import ExportFormat, Options
from reader.messages import sentence
from reader.model import Progress
from reader.translation import _, format_number, ngettext
from reader.ui.dialogs.elided_line import ElidedLine
from reader.ui.dialogs.export_choice import Choice, Scope, Wanted
from reader.ui.translated import Panel

_TITLE_SIGNS = 60  # of an article in the list of what can be exported
_CITATION = "citation"


class ExportForm(Panel):
    """Knows nothing of files but their names; the dialog asks and writes."""

    checked = Signal(bool)  # whether there is enough to begin
    place_wanted = Signal()

    def __init__(
        self, scopes: Sequence[Scope], formats: Sequence[ExportFormat], choice: Choice, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._scopes, self._formats = scopes, formats
        folder = choice.folder
        self._folder = folder if folder and os.path.isdir(folder) else os.path.expanduser("~")
        self._is_named = False  # whether the user wrote a name of their own
        self._was_folder = False  # whether that is the name of a folder
        self._prefers_together = choice.combined
        self._scope, self._format, self._style = QComboBox(self), QComboBox(self), QComboBox(self)
        self._use, self._note = QLabel(self), QLabel(self)
        self._each, self._together = QRadioButton(self), QRadioButton(self)
        self._pictures, self._corrections, self._remarks = QCheckBox(self), QCheckBox(self), QCheckBox(self)
        self._name, self._names = QLineEdit(self), QLabel(self)
        self._place, self._browse = ElidedLine(self), QPushButton(self)
        self._labels = [QLabel(self) for _number in range(7)]
        self._busy = QProgressBar(self)
        self._step: Progress | None = None
        self._error: ReaderError | None = None
        self._fill(choice)
        self._lay_out()
        self._connect()
        self.retranslate()
        self._adapt()

    def _fill(self, choice: Choice) -> None:
        for scope in self._scopes:
            self._scope.addItem("", scope.kind)
        for format_ in self._formats:
            self._format.addItem("", format_.name)
        for style in STYLES:
            self._style.addItem("", style.name)
        self._format.setCurrentIndex(max(0, self._format.findData(choice.format)))
        self._style.setCurrentIndex(max(0, self._style.findData(choice.options.style)))
        self._pictures.setChecked(choice.options.pictures)
        self._corrections.setChecked(choice.options.corrections)
        self._remarks.setChecked(choice.options.remarks)
        self._place.set_text(self._folder)

    def _connect(self) -> None:
        self._scope.currentIndexChanged.connect(self._adapt)
        self._format.currentIndexChanged.connect(self._adapt)
        for button in (self._each, self._together):
            button.clicked.connect(self._choose_files)
        self._name.textEdited.connect(self._take_name)
        self._browse.clicked.connect(self.place_wanted)

    # ---- what is chosen ------------------------------------------------------------------------

    @property
    def scope(self) -> Scope:
        """What is to be exported."""
        return self._scopes[max(0, self._scope.currentIndex())]

    @property
    def format(self) -> ExportFormat:
        """The format that is chosen."""
        return self._formats[max(0, self._format.currentIndex())]

    @property
    def path(self) -> str:
        """The file that is to be written, or the folder for a file each; "" while it has no name."""
        name = self._name.text().strip()
        if self.wants_folder:
            return os.path.join(self._folder, name) if name else self._folder
        return os.path.join(self._folder, name) if name else ""

    @property
    def wants_folder(self) -> bool:
        """Whether every article gets a file of its own in a folder."""
        return not (self.scope.is_single or self.format.list_only) and self._each.isChecked()

    @property
    def choice(self) -> Choice:
        """What is to be remembered."""
        return Choice(self.format.name, self._folder, self._prefers_together, self._options())

    def wanted(self, *, force: bool = False, only: tuple[str, ...] = ()) -> Wanted:
        """The export as it is chosen now."""
        return Wanted(self.scope, self.format, self._options(), self.path, self.wants_folder, force, only)

    def choose_format(self, name: str) -> None:
        """Another format."""
        self._format.setCurrentIndex(self._format.findData(name))

    def set_path(self, path: str) -> None:
        """Another file, or another folder for a file each."""
        folder, name = os.path.split(path.strip())
        if folder:
            self._set_folder(folder)
        self._name.setText(name)
        self._take_name()

    def set_folder(self, folder: str) -> None:
        """Another place, for the same name."""
        self._set_folder(folder)
        self.check()

    @property
    def folder(self) -> str:
        """The place."""
        return self._folder

    def _set_folder(self, folder: str) -> None:
        self._folder = folder
        self._place.set_text(folder)

    def _options(self) -> Options:
        return Options(
            pictures=self._pictures.isChecked(),
            corrections=self._corrections.isChecked(),
            remarks=self._remarks.isChecked(),
            style=str(self._style.currentData()),
        )

    # ---- what is shown -------------------------------------------------------------------------

    def check(self) -> None:
        """Tells whether there is enough to begin."""
        self.checked.emit(bool(self.path) and not self._busy.isVisible())

    def show_error(self, error: ReaderError) -> None:
        """Why the last try failed."""
        self._error = error
        self._tell()

    def show_step(self, step: Progress) -> None:
        """How far an export has come."""
        self._step = step
        if step.total:
            self._busy.setRange(0, step.total)
            self._busy.setValue(step.done)
        self._tell()

    def set_busy(self, busy: bool) -> None:
        """Whether an export runs: nothing can be chosen then."""
        self._step = None
        if busy:
            self._error = None
        self._busy.setRange(0, 0 if busy else 1)
        self._busy.setVisible(busy)
        choices: tuple[QWidget, ...] = (
            *(self._scope, self._format, self._style, self._each, self._together),
            *(self._pictures, self._corrections, self._remarks, self._name, self._browse),
        )
        for widget in choices:
            widget.setEnabled(not busy)
        self._tell()
        if not busy:
            self._adapt()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        for index, scope in enumerate(self._scopes):
            self._scope.setItemText(index, _scope_words(scope))
        for index, format_ in enumerate(self._formats):
            self._format.setItemText(index, _(format_.label))
        for index, style in enumerate(STYLES):
            self._style.setItemText(index, _(style.label))
        self._each.setText(_("A file for &each article"))
        self._together.setText(_("&All in one file"))
        self._pictures.setText(_("Pictures"))
        self._corrections.setText(_("Corrections made by hand"))
        self._remarks.setText(_("My notes and highlights"))
        self._place.setAccessibleName(_("In the folder"))
        self._browse.setText(_("&Choose…"))
        self._busy.setAccessibleName(_("Progress"))
        self._label()
        self._tell()

    def _label(self) -> None:
        """Sets the texts that depend on what is chosen."""
        is_folder, ending = self.wants_folder, self.format.ending
        name = _("&New folder") if is_folder else _("File &name")
        texts = (_("&What"), _("&Format"), _("&Style"), _("Files"), _("With"), name, _("In the folder"))
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        self._use.setText(_(self.format.use))
        self._names.setText(
            _("In it “day-site-title.{ending}” for each article, and a list of all.").format(ending=ending)
        )
        self._names.setVisible(is_folder)

    def _tell(self) -> None:
        if self._error is not None:
            self._note.setText(f"⚠ {sentence(self._error)}")
        elif self._step is not None and self._step.total:
            done, total = format_number(self._step.done), format_number(self._step.total)
            self._note.setText(_("{done} of {total}").format(done=done, total=total))
        else:
            self._note.setText(_("Original address, source, time of capture, file and checksum go with it."))

    def _adapt(self) -> None:
        """Shows what can be chosen with this scope and format, and names the file or folder."""
        scope, chosen = self.scope, self.format
        self._error = None
        is_many = not scope.is_single
        self._form.setRowVisible(2, chosen.name == _CITATION)
        self._form.setRowVisible(3, is_many)
        together = chosen.list_only or self._prefers_together
        (self._together if together else self._each).setChecked(True)
        self._each.setEnabled(not chosen.list_only)
        self._pictures.setEnabled(chosen.has_pictures)
        self._name_file()
        self._label()
        self._tell()

    def _choose_files(self) -> None:
        self._prefers_together = self._together.isChecked()
        self._adapt()

    def _name_file(self) -> None:
        """Gives the file or folder its name; one that the user wrote stays, but for its ending."""
        ending, before = self.format.ending, self._name.text()
        bare = self._without_ending(before)
        if not self._is_named:
            name = self.scope.stem if self.wants_folder else f"{self.scope.stem}.{ending}"
        elif self.wants_folder:
            name = bare
        else:
            name = f"{bare}.{ending}" if bare != before or self._was_folder else before
        self._was_folder = self.wants_folder
        self._name.setText(name)
        self._name.setCursorPosition(0)
        self.check()

    def _without_ending(self, name: str) -> str:
        """The name without the ending of a format, if it has one."""
        known = sorted((f".{each.ending}" for each in self._formats), key=len, reverse=True)
        found = next((each for each in known if name.lower().endswith(each)), "")
        return name.removesuffix(name[len(name) - len(found) :]) if found else name

    def _take_name(self) -> None:
        self._is_named = True
        self.check()

    def _lay_out(self) -> None:
        for label in (self._use, self._names, self._note):
            label.setWordWrap(True)
        for label in (self._use, self._names):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        files, self._files = QHBoxLayout(), QButtonGroup(self)
        for button in (self._together, self._each):
            files.addWidget(button)
            files.addSpacing(16)
            self._files.addButton(button)
        files.addStretch(1)
        along = QVBoxLayout()
        along.setSpacing(4)
        for box in (self._pictures, self._corrections, self._remarks):
            along.addWidget(box)
        kind = QVBoxLayout()
        kind.setSpacing(4)
        kind.addWidget(self._format)
        kind.addWidget(self._use)
        named = QVBoxLayout()
        named.setSpacing(4)
        named.addWidget(self._name)
        named.addWidget(self._names)
        place = QHBoxLayout()
        place.addWidget(self._place, 1)
        place.addWidget(self._browse)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(12)
        self._form.setHorizontalSpacing(16)
        fields = (self._scope, kind, self._style, files, along, named, place)
        for label, field in zip(self._labels, fields, strict=True):
            self._form.addRow(label, field)  # type: ignore[call-overload]
        buddies = ((0, self._scope), (1, self._format), (2, self._style), (5, self._name), (6, self._browse))
        for number, buddy in buddies:
            self._labels[number].setBuddy(buddy)
        self._busy.setTextVisible(False)
        self._busy.setMaximumHeight(8)
        self._busy.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(self._form)
        column.addWidget(self._note)
        column.addWidget(self._busy)
        column.addStretch(1)


def _scope_words(scope: Scope) -> str:
    count = format_number(scope.count)
    if scope.kind == "selection":
        told = ngettext("{count} selected result", "{count} selected results", scope.count)
        return told.format(count=count)
    if scope.kind == "results":
        told = ngettext("The one result of the search", "All {count} results of the search", scope.count)
        return told.format(count=count)
    title = scope.title if len(scope.title) <= _TITLE_SIGNS else scope.title[: _TITLE_SIGNS - 1] + "…"
    return _("This article: {title}").format(title=title)
