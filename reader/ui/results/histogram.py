"""Articles by year or month as bars, and a range picked on them with the mouse or the keyboard."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from reader.translation import _, format_date, format_number, ngettext
from reader.ui.contrast import blend
from reader.ui.painting import draw_focus_frame, muted, scaled
from reader.ui.results.periods import stretch, unit

Periods = tuple[str, str]

_BARS = 34  # height of the highest bar, in pixels
_LEAST_BAR = 2  # a period with a single article must be seen
_GAP = 1
_WIDEST_BAR = 44
_SMALL = 0.85
_FRAME = 3  # room for the frame of the keyboard


class Histogram(QWidget):
    """``range_chosen`` carries the first and last period; ``range_cleared``: all are wanted again."""

    range_chosen = Signal(str, str)
    range_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self._periods: tuple[str, ...] = ()
        self._chosen: Periods | None = None
        self._drag: Periods | None = None  # where the mouse or Shift began, and where it is
        self._cursor: str | None = None
        self._hovered: str | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_counts(self, counts: Mapping[str, int], chosen: Periods | None) -> None:
        """The number of articles by year ("2021") or month ("2021-05"), and the range that is in force."""
        self._counts = dict(counts)
        self._periods = stretch(counts)
        self._chosen, self._drag = chosen, None
        if self._cursor not in self._periods:
            self._cursor = None
        if self._hovered not in self._periods:
            self._hovered = None
        self.updateGeometry()
        self.describe()
        self.update()

    @property
    def periods(self) -> tuple[str, ...]:
        """All periods from the first to the last one that has an article."""
        return self._periods

    @property
    def picked(self) -> Periods | None:
        """The range that is shown as picked, the one being drawn first."""
        return (min(self._drag), max(self._drag)) if self._drag else self._chosen

    def describe(self) -> None:
        """Tells a screen reader what is shown."""
        periods = self._periods
        by_month = unit(periods) == "month"
        if not periods:
            self.setAccessibleName(_("Articles by year"))
            self.setAccessibleDescription("")
            return
        span = _("{first} to {last}").format(first=format_date(periods[0]), last=format_date(periods[-1]))
        name = _("Articles by month, {years}") if by_month else _("Articles by year, {years}")
        self.setAccessibleName(name.format(years=span))
        told = _("Arrow keys move, with Shift they pick a range, Enter filters, Delete shows all years.")
        if self._cursor is not None:
            told = f"{self._told(self._cursor)}. {told}"
        self.setAccessibleDescription(told)

    # ---- shape ---------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """As wide as it may, as high as bars and years need."""
        return QSize(200, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        text = QFontMetricsF(scaled(self.font(), _SMALL)).height()
        return QSize(80, round(_BARS + text) + 2 * _FRAME + 4)

    def _step(self) -> float:
        return min((self.width() - 2 * _FRAME) / max(len(self._periods), 1), _WIDEST_BAR)

    def _period_at(self, x: float) -> str | None:
        periods = self._periods
        if not periods:
            return None
        return periods[max(0, min(int((x - _FRAME) / self._step()), len(periods) - 1))]

    def _column(self, period: str) -> QRectF:
        step = self._step()
        return QRectF(_FRAME + self._periods.index(period) * step, _FRAME, step, _BARS)

    # ---- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, the picked range, the first and last period below."""
        periods = self._periods
        if not periods:
            return
        painter = QPainter(self)
        palette = self.palette()
        accent, ground = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Window)
        ink = palette.color(QPalette.ColorRole.WindowText)
        picked, highest = self.picked, max(1, *self._counts.values())
        for period in periods:
            column = self._column(period)
            is_in = picked is not None and picked[0] <= period <= picked[1]
            if period in (self._hovered, self._cursor if self.hasFocus() else None):
                painter.fillRect(column, blend(ink, ground, 0.12))
            if count := self._counts.get(period, 0):
                height = max(_LEAST_BAR, _BARS * count / highest)
                gap = _GAP if column.width() > 4 else 0
                bar = QRectF(column.left(), column.bottom() - height, column.width() - gap, height)
                painter.fillRect(bar, accent if is_in or picked is None else blend(ink, ground, 0.28))
        self._paint_range(painter, picked)
        self._paint_ends(painter)
        if self.hasFocus():
            draw_focus_frame(painter, self.rect(), palette)
        painter.end()

    def _paint_range(self, painter: QPainter, picked: Periods | None) -> None:
        """The base line, thick and with feet below a picked range: a shape, not only a colour."""
        periods, palette = self._periods, self.palette()
        base = self._column(periods[0]).bottom()
        quiet = blend(
            palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.3
        )
        painter.fillRect(QRectF(_FRAME, base, self._step() * len(periods), 1), quiet)
        if picked and (inside := [each for each in periods if picked[0] <= each <= picked[1]]):
            left, right = self._column(inside[0]).left(), self._column(inside[-1]).right() - _GAP
            ink = palette.color(QPalette.ColorRole.WindowText)
            painter.fillRect(QRectF(left, base, right - left, 2), ink)
            for x in (left, right - 2):
                painter.fillRect(QRectF(x, base - 3, 2, 8), ink)

    def _paint_ends(self, painter: QPainter) -> None:
        """Below the bars: what is under the pointer or the keyboard, else the first and last period."""
        periods = self._periods
        font = scaled(self.font(), _SMALL)
        painter.setFont(font)
        painter.setPen(muted(self.palette()))
        metrics = QFontMetricsF(font)
        room = QRectF(_FRAME, _FRAME + _BARS + 4, self.width() - 2 * _FRAME, metrics.height())
        told = self._hovered if self._hovered is not None else (self._cursor if self.hasFocus() else None)
        if told is not None or self._drag:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            shown = self._told_range() if self._drag else self._told(told or periods[0])
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, shown)
            return
        first, last = format_date(periods[0]), format_date(periods[-1])
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, first)
        right = min(self._column(periods[-1]).right(), room.right())
        width = metrics.horizontalAdvance(last)
        if len(periods) > 1 and right - width > metrics.horizontalAdvance(f"{first}  "):
            room.setRight(right + 2)
            painter.drawText(room, Qt.AlignmentFlag.AlignRight, last)

    def _told(self, period: str) -> str:
        return f"{format_date(period)} · {_articles(self._counts.get(period, 0))}"

    def _told_range(self) -> str:
        """The range that is being drawn."""
        first, last = self.picked or ("", "")
        count = sum(count for period, count in self._counts.items() if first <= period <= last)
        span = format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"
        return f"{span} · {_articles(count)}"

    # ---- mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a range."""
        period = self._period_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and period is not None:
            self._drag = (period, period)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws the range out, or shows what is under the pointer."""
        self._hovered = self._period_at(event.position().x())
        if self._drag and self._hovered is not None:
            self._drag = (self._drag[0], self._hovered)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the range. A click on the only period that is picked shows all again."""
        if event.button() == Qt.MouseButton.LeftButton and self._drag:
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hovered = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """A tooltip for the period under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            period = self._period_at(event.pos().x())
            if period is not None:
                QToolTip.showText(event.globalPos(), self._told(period), self)
            return True
        return super().event(event)

    # ---- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; with Shift they pick a range.

        Enter filters, Delete and Escape show all.
        """
        periods, key = self._periods, event.key()
        if not periods:
            super().keyPressEvent(event)
            return
        last = len(periods) - 1
        at = periods.index(self._cursor) if self._cursor is not None else None
        moves = {
            Qt.Key.Key_Left: last if at is None else max(at - 1, 0),
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in moves:
            self._move(
                periods[moves[Qt.Key(key)]],
                extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
            )
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._cursor is not None:
            self._drag = self._drag or (self._cursor, self._cursor)
            self._choose()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._chosen:
            self.range_cleared.emit()
        elif key == Qt.Key.Key_Escape and self._drag:
            self._drag = None
            self.update()
        else:
            super().keyPressEvent(event)

    def _move(self, period: str, *, extend: bool) -> None:
        before = self._cursor if self._cursor is not None else period
        self._drag = ((self._drag or (before, before))[0], period) if extend else None
        self._cursor = period
        self.describe()
        self.update()

    def _choose(self) -> None:
        picked, self._drag = self.picked, None
        assert picked is not None
        self.update()
        if picked == self._chosen and picked[0] == picked[1]:
            self.range_cleared.emit()
        else:
            self.range_chosen.emit(*picked)


def _articles(count: int) -> str:
    return ngettext("{count} article", "{count} articles", count).format(count=format_number(count))
