"""Whether every file is still what was imported: a bar while that is found out, then what is not."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.explanations import difference_sentence
from reader.messages import sentence
from reader.model import Progress, Verification, readable_path
from reader.translation import _, format_duration, format_number, ngettext
from reader.ui.translated import Dialog

_BAR_UNITS = 1000


class VerifyDialog(Dialog):
    """Closing it, or Stop, ends the work."""

    guide_part = "libraries"

    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: Progress | None = None
        self._found: Verification | None = None
        self._error: ReaderError | None = None
        self._is_stopped = False
        self._head, self._list = QLabel(self), QPlainTextEdit(self)
        self._head.setWordWrap(True)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._list.setReadOnly(True)
        self._list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._stop, self._copy = (
            self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole) for _number in range(2)
        )
        for button in (self._stop, self._copy):
            button.setAutoDefault(False)
        self._stop.clicked.connect(self.stop_wanted)
        self._copy.clicked.connect(self._copy_list)
        self._buttons.rejected.connect(self.reject)
        self.rejected.connect(self.stop_wanted)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._bar)
        column.addWidget(self._list, 100)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self._head.setMinimumHeight(self._head.fontMetrics().lineSpacing() * 3)
        self._head.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.resize(720, 420)
        self.retranslate()

    def show_step(self, step: Progress) -> None:
        """How far the work is."""
        self._step = step
        if step.total:
            self._bar.setRange(0, _BAR_UNITS)
            self._bar.setValue(min(_BAR_UNITS, _BAR_UNITS * step.done // step.total))
        self._show()

    def show_found(self, last: Progress | None) -> None:
        """The end of the work."""
        self._found = last.verification if last is not None else None
        self._is_stopped = self._found is None
        self._show()

    def show_stopped(self) -> None:
        """The work was stopped."""
        self._is_stopped = True
        self._show()

    def show_error(self, error: ReaderError) -> None:
        """Why the work could not be done."""
        self._error = error
        self._show()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Verify the archives"))
        self._bar.setAccessibleName(_("Comparing with what was imported"))
        self._list.setAccessibleName(_("What is not as it was"))
        self._stop.setText(_("&Stop"))
        self._copy.setText(_("&Copy the list"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        self._show()

    def _show(self) -> None:
        runs = self._found is None and self._error is None and not self._is_stopped
        self._head.setText(self._told())
        self._bar.setVisible(runs)
        self._stop.setVisible(runs)
        lines = list(_lines(self._found)) if self._found is not None else []
        self._list.setPlainText("\n".join(lines))
        self._list.setVisible(bool(lines))
        self._copy.setVisible(bool(lines))

    def _told(self) -> str:
        if self._error is not None:
            return f"⚠ {sentence(self._error)}"
        if self._found is not None:
            return _result(self._found)
        if self._is_stopped:
            return _("Stopped before the end; there is no result.")
        told = _("Every file is compared with what was imported. They are only read.")
        step = self._step
        if step is None or not step.total:
            return told
        done = _("{done} of {total} files").format(
            done=format_number(step.done), total=format_number(step.total)
        )
        left = _("{time} left").format(time=format_duration(step.eta)) if step.eta is not None else ""
        return f"{told}\n{' · '.join(part for part in (done, left) if part)}"

    def _copy_list(self) -> None:
        QGuiApplication.clipboard().setText(self._list.toPlainText())


def _result(found: Verification) -> str:
    told = ngettext(
        "{ok} of {checked} file or part is what was imported",
        "{ok} of {checked} files and parts are what was imported",
        found.checked,
    ).format(ok=format_number(found.ok), checked=format_number(found.checked))
    if found.clean and not found.away:
        return f"✓ {told}. " + _("Nothing has changed.")
    if found.clean:
        return f"✓ {told}. " + _("What is away could not be compared.")
    return f"⚠ {told}."


def _lines(found: Verification) -> Iterator[str]:
    """What is not as it was, for a list that can be copied."""
    for each in found.changed:
        place = readable_path(each.path)
        told = f"{place} › {each.member}" if each.member else place
        yield f"{told}\t{difference_sentence(each.code, each.detail)}"
    for path in found.gone:
        yield f"{readable_path(path)}\t" + _("no longer there")
    for path in found.away:
        yield f"{readable_path(path)}\t" + _("away, not compared")
