"""A page as it would be printed, to look at before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.translation import _, format_number
from reader.ui.translated import Dialog


class PrintPreview(Dialog):
    """Shows the sheets that ``paint`` draws on a printer. Frees itself when it is closed."""

    guide_part = "export"

    print_wanted = Signal()

    def __init__(
        self, printer: QPrinter, paint: Callable[[QPrinter], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._printer = printer  # Qt's preview does not keep it
        self._draw = paint
        self.pages = QPrintPreviewWidget(self._printer, self)
        self._smaller, self._larger = QToolButton(self), QToolButton(self)
        self._width, self._whole = QToolButton(self), QToolButton(self)
        self._count = QLabel(self)
        self._print, self._close = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.resize(900, 680)
        self.pages.updatePreview()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Print preview"))
        names = (_("Smaller"), _("Larger"), _("Page width"), _("Whole page"))
        buttons = (self._smaller, self._larger, self._width, self._whole)
        for button, name, sign in zip(buttons, names, ("−", "+", "", ""), strict=True):
            button.setText(sign or name)
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.pages.setAccessibleName(_("Pages"))
        self._print.setText(_("&Print…"))
        self._close.setText(_("&Close"))
        self._tell()

    def _tell(self) -> None:
        here, count = format_number(self.pages.currentPage()), format_number(self.pages.pageCount())
        self._count.setText(_("Page {page} of {count}").format(page=here, count=count))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self._smaller, self._larger, self._width, self._whole):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._print)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.pages.paintRequested.connect(self._paint)
        self.pages.previewChanged.connect(self._tell)
        self._smaller.clicked.connect(lambda: self.pages.zoomOut())
        self._larger.clicked.connect(lambda: self.pages.zoomIn())
        self._width.clicked.connect(self.pages.fitToWidth)
        self._whole.clicked.connect(self.pages.fitInView)
        self._print.clicked.connect(self._want_printed)
        self._close.clicked.connect(self.reject)

    def _paint(self, printer: QPrinter) -> None:
        self._draw(printer)

    def _want_printed(self) -> None:
        self.print_wanted.emit()
        self.accept()
