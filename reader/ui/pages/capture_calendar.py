"""When a page was captured: a small calendar, a row a year and a cell a month, with counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.translation import _, format_date, format_number, ngettext
from reader.ui.contrast import blend
from reader.ui.painting import draw_focus_frame, muted, scaled

Month = tuple[int, int]  # year, and month from 1

_FRAME = 4
_WIDEST, _NARROWEST = 44, 16  # of a cell, in pixels
_SMALL = 0.85
_MOST_EMPTY = 12  # longer spans show only the years that have captures
_MONTHS = range(1, 13)


class CaptureCalendar(QWidget):
    """``chosen``: a month was pointed out; its captures, by id. ``opened``: one is to be opened."""

    chosen = Signal(list)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: dict[Month, list[tuple[str, str]]] = {}
        self._years: list[int] = []
        self._shown: Month | None = None
        self._cursor: Month | None = None
        self._hovered: Month | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.describe()

    def show_captures(self, captures: Iterable[tuple[str, str | None]], shown: str) -> None:
        """The captures (id, time), and the id of the one that is on show; what has no time is left out."""
        months: dict[Month, list[tuple[str, str]]] = defaultdict(list)
        self._shown = None
        for name, time in captures:
            if (month := _month(time)) is not None and time is not None:
                months[month].append((name, time))
                if name == shown:
                    self._shown = month
        self._months = dict(sorted(months.items()))
        years = sorted({year for year, _number in self._months})
        if years and years[-1] - years[0] <= _MOST_EMPTY:
            years = list(range(years[0], years[-1] + 1))
        self._years = years
        self._cursor = self._shown or next(iter(self._months), None)
        self.updateGeometry()
        self.describe()
        self.update()

    @property
    def months(self) -> list[Month]:
        """The months that have captures."""
        return list(self._months)

    def describe(self) -> None:
        """Tells a screen reader what is shown."""
        self.setAccessibleName(_("Captures by month"))
        told = _("Arrow keys go from month to month, Enter opens.")
        if self._cursor is not None:
            told = f"{self._told(self._cursor)}. {told}"
        self.setAccessibleDescription(told if self._months else "")

    # ---- shape ---------------------------------------------------------------------------------

    def _line(self) -> float:
        return QFontMetricsF(self.font()).height() + 4

    def _label(self) -> float:
        return QFontMetricsF(scaled(self.font(), _SMALL)).horizontalAdvance("20000 ")

    def _cell_width(self) -> float:
        room = (self.width() - 2 * _FRAME - self._label()) / len(_MONTHS)
        return max(_NARROWEST, min(room, _WIDEST))

    def sizeHint(self) -> QSize:
        """A line for each year and one for the months."""
        return QSize(round(self._label() + len(_MONTHS) * 30 + 2 * _FRAME), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        width = self._label() + len(_MONTHS) * _NARROWEST + 2 * _FRAME
        return QSize(round(width), round((len(self._years) + 1) * self._line()) + 2 * _FRAME)

    def _cell(self, month: Month) -> QRectF:
        width, line = self._cell_width(), self._line()
        left = _FRAME + self._label() + (month[1] - 1) * width
        return QRectF(left, _FRAME + (self._years.index(month[0]) + 1) * line, width, line)

    def _month_at(self, point: QPointF) -> Month | None:
        return next((month for month in self._months if self._cell(month).contains(point)), None)

    # ---- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Years, months, and the number of captures in each cell; the month on show has a frame."""
        painter = QPainter(self)
        palette = self.palette()
        ink, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
        accent = palette.color(QPalette.ColorRole.Highlight)
        quiet, line, width = muted(palette), self._line(), self._cell_width()
        painter.setFont(scaled(self.font(), _SMALL))
        painter.setPen(quiet)
        left = _FRAME + self._label()
        middle = Qt.AlignmentFlag.AlignCenter
        for number in _MONTHS if self._years else ():
            painter.drawText(QRectF(left + (number - 1) * width, _FRAME, width, line), middle, str(number))
        for row, year in enumerate(self._years, 1):
            top = _FRAME + row * line
            painter.drawText(
                QRectF(_FRAME, top, self._label(), line), Qt.AlignmentFlag.AlignVCenter, str(year)
            )
            for number in _MONTHS:
                cell = QRectF(left + (number - 1) * width, top, width, line).adjusted(1, 1, -1, -1)
                painter.fillRect(cell, blend(ink, ground, 0.05))
        painter.setFont(scaled(self.font(), 1.0, bold=True))
        for month, captures in self._months.items():
            cell = self._cell(month).adjusted(1, 1, -1, -1)
            under = month in (self._hovered, self._cursor if self.hasFocus() else None)
            painter.fillRect(cell, blend(accent, ground, 0.45 if under else 0.25))
            painter.setPen(ink)
            painter.drawText(cell, middle, str(len(captures)))
            if month == self._shown:
                painter.setPen(QPen(ink, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(cell)
        if self.hasFocus():
            if self._cursor is not None:
                draw_focus_frame(painter, self._cell(self._cursor).toRect(), palette)
            draw_focus_frame(painter, self.rect(), palette)
        painter.end()

    def _told(self, month: Month) -> str:
        captures = self._months[month]
        count = ngettext("{count} capture", "{count} captures", len(captures))
        days = ", ".join(format_date(time[:10]) for _name, time in captures[:4])
        more = "…" if len(captures) > 4 else ""
        return f"{count.format(count=format_number(len(captures)))}: {days}{more}"

    # ---- mouse and keys ------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows what is under the pointer."""
        self._hovered = self._month_at(event.position())
        pointing = self._hovered is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hovered = None
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Points a month out."""
        month = self._month_at(event.position())
        if month is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(month)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens the first capture of a month."""
        if (month := self._month_at(event.position())) is not None:
            self.opened.emit(self._months[month][0][0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go through the months that have captures, up and down through the years."""
        months, key = list(self._months), Qt.Key(event.key())
        if not months or self._cursor is None:
            super().keyPressEvent(event)
            return
        at = months.index(self._cursor)
        moves = {
            Qt.Key.Key_Left: max(at - 1, 0),
            Qt.Key.Key_Right: min(at + 1, len(months) - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(months) - 1,
            Qt.Key.Key_Up: self._in_other_year(-1),
            Qt.Key.Key_Down: self._in_other_year(1),
        }
        if key in moves:
            self._go_to(months[moves[key]])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self._months[self._cursor][0][0])
        else:
            super().keyPressEvent(event)

    def _in_other_year(self, by: int) -> int:
        """The number of the month nearest to the current one in the next year that has captures."""
        assert self._cursor is not None
        months, (year, number) = list(self._months), self._cursor
        years = [each for each, _month in months if (each - year) * by > 0]
        if not years:
            return months.index(self._cursor)
        there = min(years) if by > 0 else max(years)
        return min(
            (at for at, month in enumerate(months) if month[0] == there),
            key=lambda at: abs(months[at][1] - number),
        )

    def _go_to(self, month: Month) -> None:
        self._cursor = month
        self.describe()
        self.update()
        self.chosen.emit([name for name, _time in self._months[month]])

    def event(self, event: QEvent) -> bool:
        """A tooltip for the month under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            month = self._month_at(QPointF(event.pos()))
            if month is not None:
                QToolTip.showText(event.globalPos(), self._told(month), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)


def _month(time: str | None) -> Month | None:
    """The year and month of a time as the library writes it; None for anything else."""
    year, month = (time or "")[:4], (time or "")[5:7]
    if not (year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
        return None
    return int(year), int(month)
