"""What our painted lists share: quiet colours made from the palette, sizes of type, text in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from reader.ui.contrast import SHAPE, TEXT, blend, standing_out
from reader.ui.reading.spans import Span, is_right_to_left, utf16_spans

_ELLIPSIS = "…"


def muted(palette: QPalette) -> QColor:
    """Text of the second rank; still 4.5:1 on the base where the text itself is dark or light enough."""
    base, text = palette.color(QPalette.ColorRole.Base), palette.color(QPalette.ColorRole.Text)
    return standing_out(palette.color(QPalette.ColorRole.PlaceholderText), text, (base,), TEXT)


def hairline(palette: QPalette) -> QColor:
    """A line between two rows, or round a list: far quieter than the edge of a control."""
    return blend(palette.color(QPalette.ColorRole.Mid), palette.color(QPalette.ColorRole.Base), 0.3)


def focus_color(palette: QPalette) -> QColor:
    """The colour of the frame round what has the keyboard."""
    grounds = [palette.color(role) for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window)]
    ink = palette.color(QPalette.ColorRole.WindowText)
    return standing_out(palette.color(QPalette.ColorRole.Highlight), ink, grounds, SHAPE)


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """The font in another size."""
    other = QFont(font)
    if font.pixelSize() > 0:
        other.setPixelSize(max(1, round(font.pixelSize() * factor)))
    else:
        other.setPointSizeF(font.pointSizeF() * factor)
    other.setBold(bold)
    return other


def draw_row_ground(
    painter: QPainter, rect: QRect, palette: QPalette, *, selected: bool, hovered: bool, focused: bool
) -> None:
    """The ground of a row: a bar at its head tells the selected one, a frame the one with the keyboard."""
    accent, base = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Base)
    if selected:
        painter.fillRect(rect, blend(accent, base, 0.16))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), accent)
    elif hovered:
        painter.fillRect(rect, blend(palette.color(QPalette.ColorRole.Text), base, 0.05))
    if focused:
        draw_focus_frame(painter, rect, palette)


def begin_row(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Saves the painter, keeps it inside a row, and draws the row's ground as its state says."""
    painter.save()
    painter.setClipRect(option.rect)
    draw_row_ground(
        painter,
        option.rect,
        option.palette,
        selected=bool(option.state & QStyle.StateFlag.State_Selected),
        hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
        focused=bool(option.state & QStyle.StateFlag.State_HasFocus),
    )


def draw_focus_frame(painter: QPainter, rect: QRect, palette: QPalette) -> None:
    """The frame of what has the keyboard."""
    painter.setPen(QPen(focus_color(palette), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set: its font and colour, and those of the marked places in it."""

    font: QFont
    color: QColor
    marked: QColor | None = None


class Lines:
    """A text broken to a width, cut off with an ellipsis after ``most`` lines.

    ``count`` and ``height`` say what it takes.
    """

    def __init__(self, text: str, style: Style, width: float, most: int, marks: Sequence[Span] = ()) -> None:
        self._style = style
        self._metrics = QFontMetricsF(style.font)
        self._rest: QPointF | None = None
        right = is_right_to_left(text)
        self._layout = QTextLayout(text, style.font)
        option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(option.alignment() | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        if marks:
            self._layout.setFormats([_format(start, end, style) for start, end in utf16_spans(text, marks)])
        self._break(len(text.encode("utf-16-le")) // 2, max(width, 1.0), most, right)

    def _break(self, length: int, width: float, most: int, right: bool) -> None:
        self._layout.beginLayout()
        top, count = 0.0, 0
        while count < most and (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            count += 1
            if count == most and line.textStart() + line.textLength() < length:
                room = self._metrics.horizontalAdvance(_ELLIPSIS)
                line.setLineWidth(max(width - room, 1.0))
                line.setPosition(QPointF(room if right else 0, top))
                used = line.naturalTextWidth()
                self._rest = QPointF(width - used - room if right else used, top)
            top += line.height()
        self._layout.endLayout()
        self.count, self.height = count, top

    @property
    def is_cut(self) -> bool:
        """Whether some of the text is not shown."""
        return self._rest is not None

    def draw(self, painter: QPainter, x: float, y: float) -> float:
        """Draws the lines with their upper left corner there; returns where the next piece may begin."""
        painter.setPen(self._style.color)
        painter.setFont(self._style.font)
        self._layout.draw(painter, QPointF(x, y))
        if self._rest is not None:
            painter.drawText(QPointF(x, y + self._metrics.ascent()) + self._rest, _ELLIPSIS)
        return y + self.height


def _format(start: int, end: int, style: Style) -> QTextLayout.FormatRange:
    marking = QTextCharFormat()
    marking.setFontWeight(QFont.Weight.Bold)
    if style.marked is not None:
        marking.setForeground(style.marked)
    span = QTextLayout.FormatRange()
    span.start, span.length, span.format = start, end - start, marking
    return span
