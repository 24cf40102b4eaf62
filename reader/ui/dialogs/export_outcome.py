"""What became of an export of several articles, with what can be done next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.messages import sentence
from reader.model import ExportEntry, ExportReport
from reader.translation import _, format_number, ngettext
from reader.ui.translated import Panel

_EXISTS = "file-exists"


class ExportOutcome(Panel):
    """Counts, the failures with their reasons, and buttons for the folder and for files that were there."""

    folder_wanted = Signal()
    replace_wanted = Signal(object)  # ids of articles whose files were there already

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._report: ExportReport | None = None
        self._told, self._place, self._listed, self._lost = (QLabel(self) for _number in range(4))
        self._failures = QPlainTextEdit(self)
        self._failures.setReadOnly(True)
        self._failures.setTabChangesFocus(True)
        self._folder, self._replace = QPushButton(self), QPushButton(self)
        for label in (self._told, self._place, self._listed, self._lost):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self._told.font()
        font.setBold(True)
        self._told.setFont(font)
        row = QHBoxLayout()
        row.addWidget(self._folder)
        row.addWidget(self._replace)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._told, self._place, self._lost, self._failures, self._listed):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch(1)
        self._folder.clicked.connect(self.folder_wanted)
        self._replace.clicked.connect(self._want_replaced)
        self.retranslate()

    @property
    def text(self) -> str:
        """What it says, without the failures."""
        return self._told.text()

    def show_report(self, report: ExportReport) -> None:
        """What was done."""
        self._report = report
        self.retranslate()

    def focus_first(self) -> None:
        """Gives the keyboard to its first button."""
        self._folder.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._folder.setText(_("&Open the folder"))
        self._failures.setAccessibleName(_("What could not be exported"))
        report = self._report
        if report is None:
            return
        failed, there = report.failed, self._there
        written = len(report.entries) - len(failed)
        told = ngettext("{count} article exported.", "{count} articles exported.", written)
        self._told.setText(told.format(count=format_number(written)))
        self._place.setText(report.place)
        self._failures.setPlainText("\n".join(f"{_name(entry)}: {_reason(entry)}" for entry in failed))
        self._failures.setVisible(bool(failed))
        lost = ngettext(
            "{count} article was not exported.", "{count} articles were not exported.", len(failed)
        )
        self._lost.setText("⚠ " + lost.format(count=format_number(len(failed))))
        self._lost.setVisible(bool(failed))
        manifest = report.manifest
        self._listed.setText(_("The list of it all is in {path}.").format(path=manifest) if manifest else "")
        self._listed.setVisible(bool(manifest))
        replace = ngettext(
            "&Replace the file that exists", "&Replace the {count} files that exist", len(there)
        )
        self._replace.setText(replace.format(count=format_number(len(there))))
        self._replace.setVisible(bool(there))

    @property
    def _there(self) -> tuple[str, ...]:
        report = self._report
        return tuple(each.id for each in report.failed if each.code == _EXISTS) if report is not None else ()

    def _want_replaced(self) -> None:
        self.replace_wanted.emit(self._there)


def _name(entry: ExportEntry) -> str:
    return entry.title or entry.id


def _reason(entry: ExportEntry) -> str:
    """The sentence of a failure; what it is about stands in front of it, so a short detail is enough."""
    if entry.code == _EXISTS:
        return _("its file exists already")
    return sentence(ReaderError(entry.code or "unexpected", **dict(entry.values)))
