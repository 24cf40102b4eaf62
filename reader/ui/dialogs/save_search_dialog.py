"""Asks for the name of a search that is to be saved."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.messages import sentence
from reader.model import SearchRequest
from reader.text.vietnamese import squash
from reader.translation import _
from reader.ui.results.query_notices import request_words
from reader.ui.translated import Dialog


class SaveSearchDialog(Dialog):
    """``save_wanted`` carries the name; a name that is there already is said before it is replaced."""

    guide_part = "search"

    save_wanted = Signal(str)

    def __init__(self, request: SearchRequest, known: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request, self._known = request, frozenset(known)
        self._label, self._told, self._note = QLabel(self), QLabel(self), QLabel(self)
        self._name = QLineEdit(suggested_name(request), self)
        self._name.selectAll()
        self._name.setFocus()
        self._label.setBuddy(self._name)
        for label in (self._told, self._note):
            label.setWordWrap(True)
        self._told.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        buttons = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(buttons.Save | buttons.Cancel, self)
        self._buttons.accepted.connect(self._save)
        self._buttons.rejected.connect(self.reject)
        self._name.textChanged.connect(self._look)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for widget in (self._label, self._name, self._told, self._note):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(420)
        self.retranslate()

    def show_error(self, error: ReaderError) -> None:
        """Why it was not saved."""
        self._note.setText("⚠ " + sentence(error))

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Save the search"))
        self._label.setText(_("&Name of the search"))
        query = self._request.query.strip() or _("All articles")
        self._told.setText(" · ".join(part for part in (query, request_words(self._request)) if part))
        buttons = QDialogButtonBox.StandardButton
        self._buttons.button(buttons.Save).setText(_("&Save"))
        self._buttons.button(buttons.Cancel).setText(_("&Cancel"))
        self._look()

    def _look(self) -> None:
        name = squash(self._name.text())
        self._buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(bool(name))
        is_known = name in self._known
        self._note.setText(_("There is a search of this name; it is replaced.") if is_known else "")

    def _save(self) -> None:
        self.save_wanted.emit(self._name.text())


def suggested_name(request: SearchRequest) -> str:
    """The query, or what the filters say."""
    return squash(request.query.strip() or request_words(request))[:80]
