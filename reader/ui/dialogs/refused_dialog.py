"""What a page asked for and did not get, as a list by kinds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from reader.library.replay_addresses import shown
from reader.translation import N_, _, format_number
from reader.ui.original.refusals import Refusal, RefusalKind
from reader.ui.translated import Dialog

_KINDS: dict[RefusalKind, str] = {
    "missing": N_("Not in the archive"),
    "connection": N_("Connections and requests of other kinds"),
    "page": N_("Leaving for another page without a click"),
    "window": N_("New windows"),
    "form": N_("Sending a form"),
    "download": N_("Downloads"),
    "dialog": N_("Questions and messages to you"),
    "permission": N_("Permissions"),
}


class RefusedDialog(Dialog):
    """Says what the page asked for and why it got nothing."""

    guide_part = "privacy"

    def __init__(self, refused: Sequence[Refusal], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._refused = tuple(refused)
        self._some = bool(refused)
        self._head, self._list = QLabel(self), QPlainTextEdit(self)
        self._list.setReadOnly(True)
        self._list.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._list.setVisible(self._some)
        self._head.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._copy = self._buttons.addButton("", QDialogButtonBox.ButtonRole.ActionRole)
        self._copy.setAutoDefault(False)
        self._copy.clicked.connect(self._copy_list)
        self._copy.setVisible(self._some)
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._list, 1)
        column.addWidget(self._buttons)
        self.resize(640, 360 if self._some else 140)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Refused requests"))
        told = _(
            "The page asked for these. They are not in the archive, and the program never goes online, "
            "so nothing was fetched."
        )
        self._head.setText(
            told if self._some else _("This page asked for nothing that is not in the archive.")
        )
        self._list.setAccessibleName(_("Refused requests"))
        self._list.setPlainText("\n\n".join(self._told()))
        self._copy.setText(_("&Copy the list"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))

    def _told(self) -> Iterator[str]:
        for kind, heading in _KINDS.items():
            found = [shown(refusal.what) for refusal in self._refused if refusal.kind == kind]
            if found:
                yield "\n".join([f"{_(heading)} ({format_number(len(found))})", *found])

    def _copy_list(self) -> None:
        QGuiApplication.clipboard().setText(self._list.toPlainText())
