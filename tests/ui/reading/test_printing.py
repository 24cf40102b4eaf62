"""Printing goes through the sheets of the PDF export."""

from __future__ import annotations

from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QMainWindow

from reader.ui.reading.printing import Printing, printer_for


def test_an_article_is_printed(qtbot, samples, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    printing = Printing(samples.article(title="Một bài", text="Chữ", html="<p>Chữ</p>"), {}, window)
    printing.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printing.printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printing.paint()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF-")


def test_sheets_have_margins(samples):
    margins = printer_for(samples.article()).pageLayout().margins(QPageLayout.Unit.Millimeter)
    assert min(margins.left(), margins.top(), margins.right(), margins.bottom()) > 15
