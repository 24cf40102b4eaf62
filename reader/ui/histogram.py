"""Articles by year as bars, and a range of years picked on them with the mouse or the keyboard."""

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

from reader.translation import _, format_number, ngettext
from reader.ui.painting import blend, draw_focus_frame, muted, scaled

Years = tuple[int, int]

_BARS = 34  # height of the highest bar, in pixels
_LEAST_BAR = 2  # a year with a single article must be seen
_GAP = 1
_WIDEST_BAR = 44
_SMALL = 0.85
_FRAME = 3  # room for the frame of the keyboard


class Histogram(QWidget):
    """``range_chosen`` carries the first and last year; ``range_cleared``: all years are wanted again."""

    range_chosen = Signal(int, int)
    range_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[int, int] = {}
        self._chosen: Years | None = None
        self._drag: Years | None = None  # where the mouse or Shift began, and where it is
        self._cursor: int | None = None
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_counts(self, counts: Mapping[int, int], chosen: Years | None) -> None:
        """The number of articles by year, and the range that is in force."""
        self._counts = dict(counts)
        self._chosen, self._drag = chosen, None
        years = self.years
        if not years or self._cursor not in years:
            self._cursor = None
        self.updateGeometry()
        self.describe()
        self.update()

    @property
    def years(self) -> range:
        """All years from the first to the last one that has an article."""
        return range(min(self._counts), max(self._counts) + 1) if self._counts else range(0)

    @property
    def picked(self) -> Years | None:
        """The range that is shown as picked, the one being drawn first."""
        return (min(self._drag), max(self._drag)) if self._drag else self._chosen

    def describe(self) -> None:
        """Tells a screen reader what is shown."""
        years = self.years
        if not years:
            self.setAccessibleName(_("Articles by year"))
            self.setAccessibleDescription("")
            return
        span = _("{first} to {last}").format(first=years[0], last=years[-1])
        self.setAccessibleName(_("Articles by year, {years}").format(years=span))
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
        return min((self.width() - 2 * _FRAME) / max(len(self.years), 1), _WIDEST_BAR)

    def _year_at(self, x: float) -> int | None:
        years = self.years
        if not years:
            return None
        return years[max(0, min(int((x - _FRAME) / self._step()), len(years) - 1))]

    def _column(self, year: int) -> QRectF:
        step = self._step()
        return QRectF(_FRAME + (year - self.years[0]) * step, _FRAME, step, _BARS)

    # ---- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars, the picked range, the first and last year below."""
        years = self.years
        if not years:
            return
        painter = QPainter(self)
        palette = self.palette()
        accent, ground = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.Window)
        ink = palette.color(QPalette.ColorRole.WindowText)
        picked, highest = self.picked, max(self._counts.values())
        for year in years:
            column = self._column(year)
            is_in = picked is not None and picked[0] <= year <= picked[1]
            if year in (self._hovered, self._cursor if self.hasFocus() else None):
                painter.fillRect(column, blend(ink, ground, 0.12))
            if count := self._counts.get(year, 0):
                height = max(_LEAST_BAR, _BARS * count / highest)
                gap = _GAP if column.width() > 4 else 0
                bar = QRectF(column.left(), column.bottom() - height, column.width() - gap, height)
                painter.fillRect(bar, accent if is_in or picked is None else blend(ink, ground, 0.28))
        self._paint_range(painter, picked)
        self._paint_years(painter)
        if self.hasFocus():
            draw_focus_frame(painter, self.rect(), palette)
        painter.end()

    def _paint_range(self, painter: QPainter, picked: Years | None) -> None:
        """The base line, thick and with feet below a picked range: a shape, not only a colour."""
        years, palette = self.years, self.palette()
        base = self._column(years[0]).bottom()
        quiet = blend(
            palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window), 0.3
        )
        painter.fillRect(QRectF(_FRAME, base, self._step() * len(years), 1), quiet)
        if picked and (inside := [year for year in years if picked[0] <= year <= picked[1]]):
            left, right = self._column(inside[0]).left(), self._column(inside[-1]).right() - _GAP
            ink = palette.color(QPalette.ColorRole.WindowText)
            painter.fillRect(QRectF(left, base, right - left, 2), ink)
            for x in (left, right - 2):
                painter.fillRect(QRectF(x, base - 3, 2, 8), ink)

    def _paint_years(self, painter: QPainter) -> None:
        years = self.years
        font = scaled(self.font(), _SMALL)
        painter.setFont(font)
        quiet = muted(self.palette())
        painter.setPen(quiet)
        top = _FRAME + _BARS + 4
        room = QRectF(_FRAME, top, self.width() - 2 * _FRAME, QFontMetricsF(font).height())
        told = self._hovered if self._hovered is not None else (self._cursor if self.hasFocus() else None)
        if told is not None:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(room, Qt.AlignmentFlag.AlignLeft, self._told(told))
            return
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft, str(years[0]))
        right = min(self._column(years[-1]).right(), room.right())
        width = QFontMetricsF(font).horizontalAdvance(str(years[-1]))
        if len(years) > 1 and right - width > QFontMetricsF(font).horizontalAdvance(f"{years[0]}  "):
            painter.drawText(
                QRectF(right - width - 2, top, width + 4, room.height()),
                Qt.AlignmentFlag.AlignLeft,
                str(years[-1]),
            )

    def _told(self, year: int) -> str:
        count = self._counts.get(year, 0)
        articles = ngettext("{count} article", "{count} articles", count).format(count=format_number(count))
        return f"{year} · {articles}"

    # ---- mouse ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a range."""
        year = self._year_at(event.position().x())
        if event.button() == Qt.MouseButton.LeftButton and year is not None:
            self._drag = (year, year)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draws the range out, or shows what is under the pointer."""
        self._hovered = self._year_at(event.position().x())
        if self._drag and self._hovered is not None:
            self._drag = (self._drag[0], self._hovered)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the range. A click on the only year that is picked shows all years again."""
        if event.button() == Qt.MouseButton.LeftButton and self._drag:
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hovered = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """A tooltip for the year under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            year = self._year_at(event.pos().x())
            if year is not None:
                QToolTip.showText(event.globalPos(), self._told(year), self)
            return True
        return super().event(event)

    # ---- keys ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; with Shift they pick a range.

        Enter filters, Delete and Escape show all.
        """
        years, key = self.years, event.key()
        if not years:
            super().keyPressEvent(event)
            return
        last = len(years) - 1
        at = years.index(self._cursor) if self._cursor is not None else None
        moves = {
            Qt.Key.Key_Left: last if at is None else max(at - 1, 0),
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in moves:
            self._move(
                years[moves[Qt.Key(key)]], extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
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

    def _move(self, year: int, *, extend: bool) -> None:
        before = self._cursor if self._cursor is not None else year
        self._drag = ((self._drag or (before, before))[0], year) if extend else None
        self._cursor = year
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
