"""Printing an article: the system's dialog, then the same sheets as those of a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from reader.export import pdf
from reader.export.format import Item
from reader.model import Article, Resource
from reader.ui.wording import display_title


class Printing(QObject):
    """One article on its way to a printer; frees itself with its dialog."""

    def __init__(self, article: Article, pictures: Mapping[str, Resource | None], window: QWidget) -> None:
        super().__init__(window)
        self._article, self._pictures = article, pictures
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(display_title(article.title))
        self._dialog = QPrintDialog(self._printer, window)
        self._dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        self._dialog.accepted.connect(self.paint)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.destroyed.connect(self.deleteLater)

    @property
    def printer(self) -> QPrinter:
        """Where it goes."""
        return self._printer

    def ask(self) -> None:
        """Opens the dialog."""
        self._dialog.setModal(True)
        self._dialog.show()

    def paint(self) -> None:
        """Sends the sheets to the printer."""
        pdf.paint(Item(self._article, self._pictures.get), self._printer)
