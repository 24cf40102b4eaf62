"""Printing an article: the system's dialog, then the same sheets as those of a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QMarginsF, QObject
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from reader.export import pdf
from reader.export.format import Item
from reader.model import Article, Resource
from reader.ui.wording import display_title

_MARGIN_MM = 18.0


def printer_for(article: Article) -> QPrinter:
    """A printer with margins as a book has them, not the least that it can print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(display_title(article.title))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    return printer


class Printing(QObject):
    """One article on its way to a printer; frees itself with its dialog."""

    def __init__(self, article: Article, pictures: Mapping[str, Resource | None], window: QWidget) -> None:
        super().__init__(window)
        self._article, self._pictures = article, pictures
        self._printer = printer_for(article)
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
        paint(self._article, self._pictures, self._printer)


def paint(article: Article, pictures: Mapping[str, Resource | None], printer: QPrinter) -> None:
    """Draws the sheets of an article; ``pictures`` are by their ``src``."""
    pdf.paint(Item(article, pictures.get), printer)
