"""Paints the related panel: headings with a line, entries with their sign in front and their state below."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from reader.translation import _, format_number
from reader.ui.painting import Lines, Style, draw_row_ground, hairline, muted, scaled
from reader.ui.related_model import ITEM_ROLE, Entry, Section

_SIDE, _MARGIN = 12, 18  # left edge, and the room for the sign
_ABOVE, _BELOW = 5, 6
_HEADING = 9  # pixels above and below a heading
_MOST_TITLE, _MOST_DETAIL = 3, 2  # lines
_SMALL = 0.9


class RelatedDelegate(QStyledItemDelegate):
    """Rows are as high as their texts at the width of the view."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """What the row takes."""
        item = index.data(ITEM_ROLE)
        font, palette = option.font, option.palette
        width = self._view.viewport().width()
        if not isinstance(item, Entry):
            return QSize(width, round(QFontMetricsF(scaled(font, 1, bold=True)).height()) + 2 * _HEADING)
        title, detail = _texts(item, font, palette, width)
        return QSize(width, round(title.height + detail.height + 0.5) + _ABOVE + _BELOW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draws a row."""
        item = index.data(ITEM_ROLE)
        rect, state = option.rect, option.state
        palette = option.palette
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        leads = isinstance(item, Section) or (isinstance(item, Entry) and item.leads)
        draw_row_ground(
            painter,
            rect,
            palette,
            selected=bool(state & QStyle.StateFlag.State_Selected) and isinstance(item, Entry),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver) and leads,
            focused=bool(state & QStyle.StateFlag.State_HasFocus),
        )
        if isinstance(item, Section):
            is_open = bool(state & QStyle.StateFlag.State_Open)
            _draw_section(painter, rect, item, option.font, palette, is_open=is_open)
        elif isinstance(item, Entry):
            _draw_entry(painter, rect, item, option.font, palette)
            if item.pair is not None:
                font = scaled(option.font, _SMALL)
                font.setUnderline(True)
                painter.setFont(font)
                painter.setPen(palette.color(QPalette.ColorRole.Link))
                painter.drawText(compare_rect(option), Qt.AlignmentFlag.AlignRight, _compare())
        painter.restore()


def compare_rect(option: QStyleOptionViewItem) -> QRectF:
    """Where the offer to compare stands in the row of an entry that has one."""
    metrics = QFontMetricsF(scaled(option.font, _SMALL))
    width, height = metrics.horizontalAdvance(_compare()), metrics.height()
    rect = QRectF(option.rect)
    return QRectF(rect.right() - _SIDE - width, rect.bottom() - _BELOW - height, width, height)


def _compare() -> str:
    return "≠ " + _("Compare")


def _draw_section(
    painter: QPainter, rect: QRect, section: Section, font: QFont, palette: QPalette, *, is_open: bool
) -> None:
    bold = scaled(font, 0.95, bold=True)
    metrics = QFontMetricsF(bold)
    middle = rect.center().y() + 0.5
    _draw_arrow(painter, QPointF(rect.left() + _SIDE + 4, middle), palette, is_open=is_open)
    x = float(rect.left() + _SIDE + _MARGIN)
    count = f"({format_number(section.count)})"
    room = rect.right() - x - _SIDE - metrics.horizontalAdvance(f"  {count}")
    title = metrics.elidedText(section.title, Qt.TextElideMode.ElideRight, room)
    base = middle + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(bold)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    painter.drawText(QPointF(x, base), title)
    x += metrics.horizontalAdvance(title + " ")
    painter.setFont(scaled(font, 0.95))
    painter.setPen(muted(palette))
    painter.drawText(QPointF(x, base), count)
    x += metrics.horizontalAdvance(count + "  ")
    painter.setPen(QPen(hairline(palette), 1))
    painter.drawLine(QPointF(x, middle), QPointF(rect.right() - _SIDE, middle))


def _draw_arrow(painter: QPainter, middle: QPointF, palette: QPalette, *, is_open: bool) -> None:
    points = ((-4, -2.0), (0, 2.5), (4, -2.0)) if is_open else ((-2.0, -4), (2.5, 0), (-2.0, 4))
    painter.setPen(
        QPen(
            palette.color(QPalette.ColorRole.Text),
            1.6,
            c=Qt.PenCapStyle.RoundCap,
            j=Qt.PenJoinStyle.RoundJoin,
        )
    )
    painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in points]))


def _draw_entry(painter: QPainter, rect: QRect, entry: Entry, font: QFont, palette: QPalette) -> None:
    title, detail = _texts(entry, font, palette, rect.width())
    x, y = rect.left() + _SIDE + _MARGIN, rect.top() + _ABOVE
    painter.setFont(font)
    painter.setPen(palette.color(QPalette.ColorRole.Text))
    sign = QRectF(rect.left() + _SIDE - 2, y, _MARGIN - 4, QFontMetricsF(font).height())
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, entry.sign)
    below = title.draw(painter, x, y)
    detail.draw(painter, x, below)


def _texts(entry: Entry, font: QFont, palette: QPalette, width: int) -> tuple[Lines, Lines]:
    ink, quiet, room = palette.color(QPalette.ColorRole.Text), muted(palette), _room(width)
    title = Lines(entry.title, Style(font, ink if entry.leads else quiet), room, _MOST_TITLE)
    small = scaled(font, _SMALL)
    if entry.pair is not None:
        room -= QFontMetricsF(small).horizontalAdvance(_compare()) + _SIDE
    detail = Lines(entry.detail, Style(small, quiet), room, _MOST_DETAIL if entry.detail else 0)
    return title, detail


def _room(width: int) -> float:
    return width - 2 * _SIDE - _MARGIN
