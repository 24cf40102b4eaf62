"""Printing an original page: the system's dialog, then the sheets as Chromium lays them out.

Chromium gives the sheets as a PDF, which is drawn here: its own way to a printer did not end where we tried.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QObject, QRect, QSize, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from reader.ui.original.original_view import OriginalView

_FINEST = 300  # dots to the inch: enough for print, and a sheet still fits into memory
_ON_SCREEN = 110  # dots to the inch of a preview, which keeps all sheets
_POINTS = 72  # to the inch


class OriginalPrinting(QObject):
    """One page on its way to a printer; frees itself when it has arrived or was not wanted."""

    done = Signal()

    def __init__(self, view: OriginalView, window: QWidget) -> None:
        super().__init__(window)
        self._view = view
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._dialog = QPrintDialog(self._printer, window)
        self._dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        self._dialog.accepted.connect(self.paint)
        self._dialog.rejected.connect(self.deleteLater)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self.done.connect(self.deleteLater)
        view.destroyed.connect(self.deleteLater)

    @property
    def printer(self) -> QPrinter:
        """Where it goes."""
        return self._printer

    def ask(self) -> None:
        """Opens the dialog."""
        self._dialog.setModal(True)
        self._dialog.show()

    def paint(self) -> None:
        """Sends the sheets to the printer, once Chromium has laid them out."""
        self._view.laid_out.connect(self._send)
        self._view.lay_out(self._printer.pageLayout())

    def _send(self, sheets: bytes) -> None:
        self._view.laid_out.disconnect(self._send)
        draw(sheets, _FINEST, self._printer)
        self.done.emit()


class OriginalPreview(QObject):
    """The sheets of one page to look at before; frees itself when they are shown."""

    def __init__(self, view: OriginalView, window: QWidget) -> None:
        super().__init__(window)
        self._view, self._window = view, window
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        view.destroyed.connect(self.deleteLater)

    def ask(self) -> None:
        """Has the page laid out and opens the dialog."""
        self._view.laid_out.connect(self._show)
        self._view.lay_out(self._printer.pageLayout())

    def _show(self, sheets: bytes) -> None:
        from reader.ui.dialogs.print_preview import PrintPreview

        self._view.laid_out.disconnect(self._show)
        preview = PrintPreview(self._printer, partial(draw, sheets, _ON_SCREEN), self._window)
        preview.print_wanted.connect(partial(_print, self._view, self._window))
        preview.show()
        self.deleteLater()


def _print(view: OriginalView, window: QWidget) -> None:
    if isValid(view):  # its tab may have been closed
        OriginalPrinting(view, window).ask()


def draw(sheets: bytes, finest: int, printer: QPrinter) -> None:
    """Draws the sheets of a PDF on a printer, with so many dots to the inch at most."""
    store = QBuffer()
    store.setData(sheets)
    store.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(store)
    printer.setFullPage(True)  # the sheets have their margins already
    painter = QPainter()
    if document.pageCount() and painter.begin(printer):
        for number in range(document.pageCount()):
            if number:
                printer.newPage()
            size = document.pagePointSize(number) * (min(finest, printer.resolution()) / _POINTS)
            picture = document.render(number, QSize(round(size.width()), round(size.height())))
            painter.drawImage(QRect(0, 0, printer.width(), printer.height()), picture)
        painter.end()
    document.close()
