"""The pages of a device: documents are laid out for them and drawn, each page with a head and a foot."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
    QTextOption,
)

from reader.errors import UnusableError
from reader.export import pdf_layout
from reader.export.citation import PROGRAM
from reader.export.pdf_headings import size_headings

# Everything is laid out in units of 1/96 inch, the "px" of Qt's style sheets, and scaled once.
UNITS_PER_INCH = 96
HEAD, _FOOT = 34.0, 40.0  # units above and below the text on each page
_BODY_POINTS = 11.0
_SMALL = 10  # units: the height of header and footer letters
_MARGIN_COLOUR = "#333333"
# Faces with full Vietnamese that print well, the ones that systems bring along; else any that has it.
_FACES = (
    "Noto Serif",
    "Times New Roman",
    "Liberation Serif",
    "DejaVu Serif",
    "Noto Sans",
    "Arial",
    "Liberation Sans",
    "DejaVu Sans",
)
_STYLE = """
h1 { font-size: 20pt; margin: 0 0 6px 0; }
h2 { font-size: 14pt; margin: 16px 0 4px 0; }
h3 { font-size: 12pt; margin: 14px 0 4px 0; }
h4, h5, h6 { font-size: 11pt; margin: 12px 0 4px 0; }
p { margin: 0 0 9px 0; }
pre { white-space: pre-wrap; font-size: 9.5pt; }
.crumbs, .facts { color: #555555; font-size: 9pt; }
.caption { font-style: italic; font-size: 9.5pt; }
.missing { color: #555555; font-size: 9pt; }
a { color: #1a4f8b; text-decoration: none; }
td, th { padding: 3px; }
table { margin: 6px 0 12px 0; }
.contents td { padding: 3px 0; }
.about td { font-size: 8pt; padding: 1px 8px 1px 0; }
"""


class Paper:
    """Lengths are units of 1/96 inch; ``text_height`` is what a page has between head and foot."""

    def __init__(self, device: QPagedPaintDevice, face: str) -> None:
        self.device, self._face = device, face
        self._scale = device.logicalDpiX() / UNITS_PER_INCH
        area = device.pageLayout().paintRectPixels(device.logicalDpiX())
        self.width = area.width() / self._scale
        self.height = area.height() / self._scale
        self.text_height = self.height - HEAD - _FOOT
        self._small = QFont(face)
        self._small.setPixelSize(_SMALL)
        self._measure = QImage(1, 1, QImage.Format.Format_RGB32)
        dots_per_metre = round(UNITS_PER_INCH / 0.0254)
        self._measure.setDotsPerMeterX(dots_per_metre)
        self._measure.setDotsPerMeterY(dots_per_metre)

    def lay_out(
        self, html: str, pictures: Sequence[QImage] = (), *, is_right_to_left: bool = False
    ) -> QTextDocument:
        """A document in pages; pictures are those that ``picture:N`` names."""
        document = QTextDocument()
        document.documentLayout().setPaintDevice(self._measure)
        document.setUseDesignMetrics(True)
        font = QFont(self._face)
        font.setPointSizeF(_BODY_POINTS)
        document.setDefaultFont(font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        document.setDefaultTextOption(option)
        document.setDocumentMargin(0)
        document.setDefaultStyleSheet(_STYLE)
        for number, image in enumerate(pictures):
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"picture:{number}"), image)
        document.setHtml(html)
        size_headings(document)
        pdf_layout.shrink_end(document)
        document.setPageSize(QSizeF(self.width, self.text_height))
        pdf_layout.keep_rows(document)
        pdf_layout.keep_together(document)
        return document

    def painter(self) -> QPainter:
        """Begins to draw on the first page."""
        painter = QPainter(self.device)
        painter.scale(self._scale, self._scale)
        return painter

    def draw(self, painter: QPainter, document: QTextDocument, frame: Callable[[int], None]) -> None:
        """Draws the pages of a document, from the page that has begun; ``frame`` adds head and foot."""
        for number in range(pdf_layout.page_count(document)):
            if number:
                self.device.newPage()
            frame(number)
            painter.save()
            painter.translate(0, HEAD - number * self.text_height)
            # A picture of the next page begins a fraction of a unit above it.
            painter.setClipRect(QRectF(0, number * self.text_height, self.width, self.text_height - 1))
            context = QAbstractTextDocumentLayout.PaintContext()
            context.palette = _black_on_white()
            context.clip = QRectF(0, number * self.text_height, self.width, self.text_height)
            document.documentLayout().draw(painter, context)
            painter.restore()

    def frame(self, painter: QPainter, head: str, foot: Sequence[str], count: str) -> None:
        """Draws one line above, up to two below, and the number of the page beside these."""
        painter.setFont(self._small)
        painter.setPen(QColor(_MARGIN_COLOUR))
        metrics = QFontMetricsF(self._small, self._measure)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        line = metrics.height()
        shown = metrics.elidedText(head, Qt.TextElideMode.ElideRight, self.width)
        painter.drawText(QRectF(0, 0, self.width, line), left, shown)
        below = self.height - 2 * line
        room = self.width - metrics.horizontalAdvance(count) - 16
        for row, text in enumerate(foot):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(QRectF(0, below + row * line, room, line), left, shown)
        painter.drawText(QRectF(0, below, self.width, line), right, count)


def _black_on_white() -> QPalette:
    """Paper is white, whatever the colours of the window."""
    palette = QPalette(Qt.GlobalColor.white)
    palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    return palette


@lru_cache(maxsize=1)
def _own_application() -> QGuiApplication:
    if sys.platform.startswith("linux"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return QGuiApplication([PROGRAM])


def ensure_application() -> None:
    """Faces and pictures need one."""
    if QGuiApplication.instance() is None:
        _own_application()


def face(language: str | None) -> str:
    """A family that covers Vietnamese. Raises UnusableError("font-missing") if a Vietnamese text has none."""
    families = QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese)
    for face in (*_FACES, *families):
        if face in families:
            return face
    if language == "vi":
        raise UnusableError("font-missing")
    return QGuiApplication.font().family()
