"""What the library could not read: reasons, what to do, and another try."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.model import Failure, RejectedKind
from reader.translation import N_, _, format_number
from reader.ui.dialogs.rejected_list import RejectedList, RejectedRow, rows_of_failures
from reader.ui.translated import Dialog

_KINDS: tuple[tuple[RejectedKind, str], ...] = (
    ("failed", N_("Could not be read ({count})")),
    ("skipped", N_("Not an article ({count})")),
)


class FailuresDialog(Dialog):
    """``retry_wanted`` carries the paths of the files to be tried again."""

    guide_part = "trouble"

    retry_wanted = Signal(object)  # list[str]

    def __init__(self, failures: Sequence[Failure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RejectedRow] = []
        self._head = QLabel(self)
        self._kind = QComboBox(self)
        self._list = RejectedList(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._retry = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._copy = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._kind.addItems(["" for _kind in _KINDS])
        self._kind.currentIndexChanged.connect(self._fill)
        for button in (self._retry, self._copy):
            button.setAutoDefault(False)
        self._retry.clicked.connect(self._try_again)
        self._copy.clicked.connect(self._list.copy)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self._buttons.rejected.connect(self.reject)
        self._list.selection_changed.connect(self._name_buttons)
        self._head.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self._kind)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addLayout(row)
        column.addWidget(self._list, 1)
        column.addWidget(self._buttons)
        self.resize(780, 520)
        self.show_failures(failures)

    def show_failures(self, failures: Sequence[Failure]) -> None:
        """Replaces the list."""
        self._rows = rows_of_failures(failures)
        self.retranslate()
        self._fill()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Could not be read"))
        self._head.setText(
            _("Nothing here stops the rest: every other page is searchable.")
            if self._rows
            else _("Nothing was left out: all that was imported could be read.")
        )
        for index, (kind, name) in enumerate(_KINDS):
            count = sum(row.kind == kind for row in self._rows)
            self._kind.setItemText(index, _(name).format(count=format_number(count)))
        self._kind.setAccessibleName(_("What to list"))
        self._copy.setText(_("&Copy the list"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))
        self._name_buttons()

    def _fill(self) -> None:
        self._list.show_rows(self._shown())
        self._name_buttons()

    def _shown(self) -> list[RejectedRow]:
        kind = _KINDS[max(0, self._kind.currentIndex())][0]
        return [row for row in self._rows if row.kind == kind]

    def _name_buttons(self) -> None:
        some = bool(self._list.selected)
        self._retry.setText(_("&Try the chosen ones again") if some else _("&Try all again"))
        for button in (self._retry, self._copy):
            button.setEnabled(bool(self._shown()))

    def _try_again(self) -> None:
        rows = self._list.selected or self._shown()
        self.accept()
        self.retry_wanted.emit(list(dict.fromkeys(row.path for row in rows)))
