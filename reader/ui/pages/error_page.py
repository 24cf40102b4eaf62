"""The page that stands where something could not be shown: what happened, what to do, details to copy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from reader.errors import ReaderError
from reader.messages import sentence
from reader.translation import _
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import icon
from reader.ui.pages.reading_page import ReadingPage
from reader.ui.problem_details import details


class ErrorPage(ReadingPage):
    """Says in words what a ReaderError says in a code."""

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = ReaderError("unexpected", detail="")
        self._heading = self.add_heading()
        self._text, self._next = self.add_text(), self.add_text()
        self._retry, self._copy = QPushButton(self), QPushButton(self)
        self._retry.clicked.connect(self.retry_wanted)
        self._copy.clicked.connect(self._copy_details)
        row = FlowLayout(spacing=8)
        row.addWidget(self._retry)
        row.addWidget(self._copy)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self.redraw_icons()

    def show_error(self, error: ReaderError) -> None:
        """Fills the page."""
        self._error = error
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._heading.setText(_("This page cannot be shown"))
        self._text.setText(sentence(self._error))
        self._next.setText(
            _("The rest of the program goes on. If it happens again, please report it with the details.")
        )
        self._next.setVisible(self._error.code == "unexpected")
        self._retry.setText(_("Try again"))
        self._copy.setText(_("Copy details"))

    def redraw_icons(self) -> None:
        """Draws the icon in the colours of the palette."""
        self._copy.setIcon(icon("copy", self.palette()))

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(details(self._error))
