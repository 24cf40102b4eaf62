"""The colours of highlights: their names, and how they are drawn on each ground.

Each has a line of its own below the words, so that they are told apart without colour too.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QPainter, QPalette, QPen, QTextCharFormat

from reader.model import HighlightColour
from reader.translation import N_
from reader.ui.icons import blank_pixmap
from reader.ui.palettes import is_dark
from reader.ui.theme import tints

COLOURS: tuple[tuple[HighlightColour, str], ...] = (
    ("yellow", N_("Yellow")),
    ("green", N_("Green")),
    ("blue", N_("Blue")),
    ("pink", N_("Pink")),
)
_LINES: dict[HighlightColour, QTextCharFormat.UnderlineStyle] = {
    "yellow": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "green": QTextCharFormat.UnderlineStyle.DashUnderline,
    "blue": QTextCharFormat.UnderlineStyle.DotLine,
    "pink": QTextCharFormat.UnderlineStyle.DashDotLine,
}
_PEN_LINES: dict[HighlightColour, Qt.PenStyle] = {
    "yellow": Qt.PenStyle.SolidLine,
    "green": Qt.PenStyle.DashLine,
    "blue": Qt.PenStyle.DotLine,
    "pink": Qt.PenStyle.DashDotLine,
}


def text_format(colour: HighlightColour, ground: QColor, ink: QColor) -> QTextCharFormat:
    """How highlighted words look on a page of that ground and ink."""
    shown = QTextCharFormat()
    shown.setBackground(QBrush(QColor(tints(dark=ground.lightness() < 128).highlights[colour])))
    shown.setUnderlineStyle(_LINES[colour])
    shown.setUnderlineColor(ink)
    return shown


def swatch(colour: HighlightColour, palette: QPalette, side: int = 16) -> QIcon:
    """A small square of the colour with its line."""
    picture = blank_pixmap(side, side)
    painter = QPainter(picture)
    painter.fillRect(1, 1, side - 2, side - 2, QColor(tints(dark=is_dark(palette)).highlights[colour]))
    painter.setPen(QPen(palette.windowText().color(), 2, _PEN_LINES[colour]))
    painter.drawLine(2, side - 3, side - 3, side - 3)
    painter.end()
    return QIcon(picture)
