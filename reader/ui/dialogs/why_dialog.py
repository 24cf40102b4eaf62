"""Where the values of an article come from, and a place to set each right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.explanations import (
    correction_sentence,
    extracted_sentence,
    field_label,
    origin_sentence,
    value_words,
)
from reader.messages import sentence
from reader.model import Explained
from reader.text import dates
from reader.translation import _, format_date
from reader.ui.translated import Dialog

TEXT_LINES = 10
"""Lines of a text that are seen at once."""


class _Row:
    """The widgets of one field."""

    def __init__(self, explained: Explained, parent: QWidget) -> None:
        self.explained = explained
        self.label, self.origin = QLabel(parent), QLabel(parent)
        self.origin.setWordWrap(True)
        self.origin.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.origin.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.edit: QLineEdit | QPlainTextEdit | None = None
        self.undo: QPushButton | None = None
        self.value = QLabel(parent)
        self.given = _as_typed(explained)
        if explained.correctable:
            self.edit = _edit(explained.field, self.given, parent)
            self.label.setBuddy(self.edit)
            if explained.correction is not None:
                self.undo = QPushButton(parent)
                self.undo.setAutoDefault(False)
        self.value.setVisible(self.edit is None)
        self.value.setWordWrap(True)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    @property
    def is_changed(self) -> bool:
        """Whether something else is typed than the value that is in force."""
        return self.edit is not None and self.typed != self.given

    @property
    def typed(self) -> str:
        """What stands in the field."""
        if isinstance(self.edit, QPlainTextEdit):
            return self.edit.toPlainText().strip()
        return self.edit.text().strip() if self.edit is not None else ""

    def retranslate(self, article_id: str) -> None:
        """Sets every visible text in the current language."""
        explained = self.explained
        name = field_label(explained.field)
        self.label.setText(f"{name}:")
        told = origin_sentence(explained)
        if explained.correction is not None:
            by_hand = correction_sentence(explained.correction, article_id)
            told = f"✎ {by_hand}; {extracted_sentence(explained.correction)}"
        self.origin.setText(told)
        self.value.setText(value_words(explained.field, explained.value) if explained.value else "–")
        if self.edit is not None:
            self.edit.setAccessibleName(name)
            self.edit.setAccessibleDescription(told)
        if self.undo is not None:
            self.undo.setText(_("Undo"))
            self.undo.setAccessibleName(_("Undo the correction: {field}").format(field=name))


class WhyDialog(Dialog):
    """Emits what was typed, or what is to be taken back; the values are given anew after each change."""

    guide_part = "read"

    save_wanted = Signal(object)  # dict[str, str]: field, value
    undo_wanted = Signal(object)  # a field, or None for all

    def __init__(
        self, article_id: str, explained: Sequence[Explained], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._article_id = article_id
        self._rows: list[_Row] = []
        self._error: ReaderError | None = None
        self._waits = self._waits_behind_work = False
        self._intro, self._problem = QLabel(self), QLabel(self)
        for label in (self._intro, self._problem):
            label.setWordWrap(True)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._save = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ApplyRole)
        self._undo_all = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ResetRole)
        self._undo_all.setAutoDefault(False)
        self._save.clicked.connect(self._tell_changes)
        self._undo_all.clicked.connect(self._undo)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._intro)
        column.addWidget(self._area, 1)
        column.addWidget(self._problem)
        column.addWidget(self._buttons)
        self._save.setDefault(True)
        self.resize(720, 600)
        self.show_explained(explained)

    @property
    def changes(self) -> dict[str, str]:
        """What was typed and is not yet in force."""
        return {row.explained.field: row.typed for row in self._rows if row.is_changed}

    def edit(self, field: str) -> QLineEdit:
        """Where a field of one line is typed."""
        edits = (row.edit for row in self._rows if row.explained.field == field)
        return next(edit for edit in edits if isinstance(edit, QLineEdit))

    def text_edit(self) -> QPlainTextEdit:
        """Where the text is typed, in paragraphs with blank lines between."""
        return next(row.edit for row in self._rows if isinstance(row.edit, QPlainTextEdit))

    def show_explained(self, explained: Sequence[Explained]) -> None:
        """Replaces all values."""
        self._error = None
        self._waits = False
        ground = QWidget(self._area)
        grid = QGridLayout(ground)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        self._rows = [_Row(each, ground) for each in explained]
        for number, row in enumerate(self._rows):
            at = 2 * number
            grid.addWidget(row.label, at, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(row.edit if row.edit is not None else row.value, at, 1)
            grid.addWidget(row.origin, at + 1, 1)
            grid.setRowMinimumHeight(at + 1, row.origin.fontMetrics().lineSpacing() + 10)
            row.origin.setAlignment(Qt.AlignmentFlag.AlignTop)
            if row.edit is not None:
                row.edit.textChanged.connect(self._enable)
            if row.undo is not None:
                row.undo.setObjectName(row.explained.field)
                row.undo.clicked.connect(self._undo_one)
                grid.addWidget(row.undo, at, 2)
        grid.setRowStretch(2 * len(self._rows), 1)
        self._area.setWidget(ground)
        self.retranslate()

    def show_error(self, error: ReaderError) -> None:
        """Why what was typed cannot be kept; it stays in its field."""
        self._error, self._waits = error, False
        self.retranslate()

    def show_waiting(self, *, behind_work: bool) -> None:
        """What was asked for is being done, perhaps only when other work has ended."""
        self._error, self._waits, self._waits_behind_work = None, True, behind_work
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Check title, date, source"))
        self._intro.setText(
            _(
                "Below each value you see where it comes from. What you correct is kept in the library, "
                "marked in the window and in exports, and can be undone; the saved file stays as it is."
            )
        )
        for row in self._rows:
            row.retranslate(self._article_id)
        self._area.setAccessibleName(_("Values of the article"))
        self._problem.setText(self._told())
        self._problem.setVisible(bool(self._problem.text()))
        self._save.setText(_("&Save"))
        self._undo_all.setText(_("&Undo all corrections"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        self._enable()

    def _told(self) -> str:
        if self._error is not None:
            return f"⚠ {sentence(self._error)}"
        if self._waits and self._waits_behind_work:
            return _("An import is running; the change is made when it has ended.")
        return ""

    def _enable(self) -> None:
        self._save.setEnabled(bool(self.changes) and not self._waits)
        some = any(row.undo is not None for row in self._rows)
        self._undo_all.setEnabled(some and not self._waits)
        for row in self._rows:
            if row.undo is not None:
                row.undo.setEnabled(not self._waits)

    def _tell_changes(self) -> None:
        if changes := self.changes:
            self.save_wanted.emit(changes)

    def _undo(self) -> None:
        self.undo_wanted.emit(None)

    def _undo_one(self) -> None:
        self.undo_wanted.emit(self.sender().objectName())


def _edit(field: str, value: str, parent: QWidget) -> QLineEdit | QPlainTextEdit:
    if field != "text":
        line = QLineEdit(value, parent)
        line.setCursorPosition(0)
        return line
    text = QPlainTextEdit(value, parent)
    text.setTabChangesFocus(True)
    text.setMinimumHeight(TEXT_LINES * text.fontMetrics().lineSpacing())
    return text


def _as_typed(explained: Explained) -> str:
    """A value as one would type it: days as the language writes them, where they are understood so."""
    value = explained.value or ""
    if explained.field == "date" and dates.parse(format_date(value)) == value:
        return format_date(value)
    return value
