"""Printing an original page: the system's dialog, then the sheets as Chromium lays them out."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from reader.ui.original.original_view import OriginalView


class OriginalPrinting(QObject):
    """One page on its way to a printer; frees itself when it has arrived or was not wanted."""

    def __init__(self, view: OriginalView, window: QWidget) -> None:
        super().__init__(window)
        self._view = view
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._dialog = QPrintDialog(self._printer, window)
        self._dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, False)
        self._dialog.accepted.connect(self.paint)
        self._dialog.rejected.connect(self.deleteLater)
        self._dialog.finished.connect(self._dialog.deleteLater)
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
        """Sends the sheets to the printer; Chromium does it in its own time."""
        self._view.printed.connect(self.deleteLater)
        self._view.print_to(self._printer)
