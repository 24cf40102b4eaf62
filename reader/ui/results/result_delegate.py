"""Paints a result: title, where and when, snippet with the hits in bold. All rows have one height.

Five lines of text in every row: a short title leaves its second line to the snippet, so that rows of one
height, which keep a list of any length fast, waste no room.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QIcon, QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from reader.ui.contrast import blend
from reader.ui.icons import icon
from reader.ui.painting import Lines, Style, begin_row, hairline, muted, scaled
from reader.ui.results.result_model import ROW_ROLE, Row
from reader.ui.wording import facts

_SIDE, _TOP, _BOTTOM = 14, 9, 10  # pixels between text and edge of the row
_GAP = 2  # pixels between the parts
_MOST_TITLE, _USUAL_SNIPPET = 2, 2  # lines
_SMALL = 0.92
_BADGE_PADDING = 6
# Marks that have a sign, from left to right.
_SIGNS = (
    ("starred", "star"),
    ("to-read", "bookmark"),
    ("notes", "notebook"),
    ("highlights", "highlight"),
    ("read", "read"),
)
_INDENT = 18  # of a copy below its hit, in pixels


class ResultDelegate(QStyledItemDelegate):
    """Draws what ``ROW_ROLE`` says."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons: dict[tuple[str, int], QIcon] = {}

    def _icon(self, name: str, palette: QPalette) -> QIcon:
        key = name, palette.color(QPalette.ColorRole.WindowText).rgb()
        if key not in self._icons:
            self._icons[key] = icon(name, palette)
        return self._icons[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The one height of all rows."""
        font = option.font
        title, small = QFontMetrics(scaled(font, 1, bold=True)), QFontMetrics(scaled(font, _SMALL))
        text = title.height() * _MOST_TITLE + small.height() * (1 + _USUAL_SNIPPET)
        return QSize(0, text + _TOP + _BOTTOM + 2 * _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws a row."""
        row, rect, palette = index.data(ROW_ROLE), option.rect, option.palette
        if not isinstance(row, Row):
            return
        begin_row(painter, option)
        room = _room(rect, row)
        painter.fillRect(QRect(room.left(), rect.bottom(), rect.width(), 1), hairline(palette))
        if row.is_copy:
            painter.fillRect(QRect(room.left() - 9, rect.top(), 2, rect.height()), hairline(palette))
        signs = [self._icon(sign, palette) for mark, sign in _SIGNS if mark in row.marks]
        _draw_texts(painter, room, row, option, signs)
        painter.restore()

    def badge_rect(self, option: QStyleOptionViewItem, row: Row) -> QRectF:
        """Where the badge of a row lies; empty if it has none."""
        room = _room(option.rect, row)
        small = scaled(option.font, _SMALL)
        style = Style(scaled(option.font, 1, bold=True), option.palette.color(QPalette.ColorRole.Text))
        title = Lines(row.title, style, room.width(), _MOST_TITLE)
        top = room.top() + title.height + _GAP
        return _badge_room(room, top, QFontMetricsF(small).height(), _badge_width(row.badge, small))


def _room(rect: QRect, row: Row) -> QRect:
    """Where the texts of a row stand."""
    return rect.adjusted(_SIDE + (_INDENT if row.is_copy else 0), _TOP, -_SIDE, -_BOTTOM)


def _badge_room(room: QRect, top: float, height: float, width: float) -> QRectF:
    return QRectF(room.left() + room.width() - width + _GAP, top, width - _GAP, height) if width else QRectF()


def _draw_texts(
    painter: QPainter, room: QRect, row: Row, option: QStyleOptionViewItem, signs: Sequence[QIcon]
) -> None:
    font, palette = option.font, option.palette
    ink, quiet = palette.color(QPalette.ColorRole.Text), muted(palette)
    x, y, width = float(room.left()), float(room.top()), float(room.width())
    small = scaled(font, _SMALL)
    # What is read steps back; bold type stays, since the height of a title is counted with it.
    title_ink = quiet if "read" in row.marks else ink
    title = Lines(row.title, Style(scaled(font, 1, bold=True), title_ink), width, _MOST_TITLE)
    y = title.draw(painter, x, y) + _GAP
    badge = _badge_width(row.badge, small)
    badge += _draw_signs(painter, QPointF(x + width - badge, y), signs, QFontMetricsF(small).height())
    line = Lines(
        _fitted_facts(row, QFontMetricsF(small), width - badge), Style(small, quiet), width - badge, 1
    )
    if row.badge:
        own = _badge_width(row.badge, small)
        _draw_badge(painter, _badge_room(room, y, line.height, own), row.badge, small, palette)
    y = line.draw(painter, x, y) + _GAP
    lines = _USUAL_SNIPPET + _MOST_TITLE - title.count
    Lines(row.snippet, Style(small, quiet, marked=ink), width, lines, row.bold).draw(painter, x, y)


def _draw_signs(painter: QPainter, right: QPointF, signs: Sequence[QIcon], side: float) -> float:
    """Draws the signs of the marks, the last one's upper right corner there; gives the room they take."""
    for number, sign in enumerate(reversed(signs), 1):
        sign.paint(painter, QRectF(right.x() - number * (side + 1), right.y(), side, side).toAlignedRect())
    return len(signs) * (side + 1) + (_GAP if signs else 0)


def _fitted_facts(row: Row, metrics: QFontMetricsF, width: float) -> str:
    """Site, date and source in one line; where it is short the source goes, then the site is cut."""
    for source in (row.source, ""):
        whole = facts(row.site, row.date, source)
        if metrics.horizontalAdvance(whole) <= width:
            return whole
    room = width - metrics.horizontalAdvance(f" · {row.date}" if row.date else "")
    return facts(metrics.elidedText(row.site, Qt.TextElideMode.ElideMiddle, room), row.date)


def _badge_width(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text) + 2 * _BADGE_PADDING + 4 if text else 0.0


def _draw_badge(painter: QPainter, room: QRectF, text: str, font: QFont, palette: QPalette) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = blend(palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base), 0.12)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.setFont(font)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)
