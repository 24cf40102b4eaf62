"""A timeline drawn: lines told apart by dashes and markers as well as by colour. Knows nothing of widgets."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from reader.model import Timeline
from reader.translation import _, format_date, format_number, format_percent, ngettext
from reader.ui.contrast import blend
from reader.ui.painting import scaled
from reader.ui.results.periods import stretch
from reader.ui.theme import ReaderTheme, tints

MOST_LINES = 4
_DASHES: tuple[Sequence[float], ...] = ((), (6, 3), (1.5, 2.5), (7, 2.5, 1.5, 2.5))
_PEN = 2.0
_MARKER = 4.0  # half its width, in pixels
_MARKER_GAP = 14.0  # pixels between two markers; where points are denser, some go without
_TICKS = 5
_SAMPLE = 30.0  # width of a line in the legend
_SMALL = 0.88
_LONGEST = 0.6  # of the width, for a query in the legend


@dataclass(frozen=True, slots=True)
class PlotLook:
    """Colours and type of a plot."""

    page: QColor
    ink: QColor
    muted: QColor
    lines: tuple[QColor, ...]
    font: QFont

    @classmethod
    def of(cls, theme: ReaderTheme, font: QFont) -> PlotLook:
        """As the pages look."""
        page = QColor(theme.page)
        names = tints(dark=page.lightnessF() < 0.5).lines
        lines = tuple(QColor(name) for name in names)
        return cls(page, QColor(theme.ink), QColor(theme.muted), lines, font)


class Plot:
    """Where everything of a timeline lies in a rectangle, and the drawing of it.

    ``shares``: the height of a point is its share of all articles of its period, in percent.
    """

    def __init__(self, timeline: Timeline, room: QRectF, look: PlotLook, *, shares: bool = False) -> None:
        self.timeline, self.room, self.look, self.shares = timeline, room, look, shares
        self.periods = stretch(each.period for series in timeline.series for each in series.counts)
        self.counts = [
            {each.period: each.count for each in series.counts} for series in timeline.series[:MOST_LINES]
        ]
        self._all = {each.period: each.count for each in timeline.all}
        self.values = [[self._value(counts, period) for period in self.periods] for counts in self.counts]
        self._small = scaled(look.font, _SMALL)
        self._metrics = QFontMetricsF(self._small)
        self._step = _nice_step(
            max((max(line, default=0) for line in self.values), default=0), whole=not shares
        )
        highest = max((max(line, default=0) for line in self.values), default=0)
        self._top = max(math.ceil(highest / self._step), 1) * self._step
        self._legend = list(self._legend_places())
        self.area = self._area()

    def _value(self, counts: dict[str, int], period: str) -> float:
        count = counts.get(period, 0)
        if not self.shares:
            return count
        return 100 * count / whole if (whole := self._all.get(period, 0)) else 0

    # ---- geometry ------------------------------------------------------------------------------

    def _area(self) -> QRectF:
        line = self._metrics.height()
        left = max(self._metrics.horizontalAdvance(text) for _value, text in self.ticks()) + 14
        top = (self._legend[-1][1].bottom() - self.room.top() if self._legend else 0) + 14
        return self.room.adjusted(left, top, -14, -(line + 12))

    def ticks(self) -> Iterator[tuple[float, str]]:
        """The heights that are named, with their names."""
        for step in range(round(self._top / self._step) + 1):
            value = step * self._step
            number = round(value, 2) if value % 1 else int(value)
            yield value, (format_percent if self.shares else format_number)(number)

    @property
    def gap(self) -> float:
        """Pixels between two periods."""
        return self.area.width() / max(len(self.periods) - 1, 1)

    def x(self, number: int) -> float:
        """Where a period stands."""
        if len(self.periods) == 1:
            return self.area.center().x()
        return self.area.left() + number * self.gap

    def y(self, value: float) -> float:
        """Where a value stands."""
        return self.area.bottom() - self.area.height() * value / self._top

    def number_at(self, x: float) -> int | None:
        """The period that is nearest to a place."""
        if not self.periods:
            return None
        return max(0, min(round((x - self.area.left()) / self.gap), len(self.periods) - 1))

    def line_at(self, number: int, y: float) -> int:
        """The line that is nearest to a height at a period."""
        return min(range(len(self.values)), key=lambda line: abs(self.y(self.values[line][number]) - y))

    # ---- words ---------------------------------------------------------------------------------

    def told(self, line: int, number: int) -> str:
        """The value of a point: "12", or "3.1 % (12)"."""
        count = format_number(self.counts[line].get(self.periods[number], 0))
        if not self.shares:
            return count
        return f"{format_percent(round(self.values[line][number], 1))} ({count})"

    def query(self, line: int) -> str:
        """The query of a line, as the legend names it."""
        series = self.timeline.series[line]
        return series.query.strip() or _("All articles")

    # ---- drawing -------------------------------------------------------------------------------

    def draw(self, painter: QPainter) -> None:
        """Everything: legend, grid, axis, lines."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._small)
        self._draw_legend(painter)
        if not self.periods:
            return
        self._draw_grid(painter)
        self._draw_periods(painter)
        for line in range(len(self.values)):
            self._draw_line(painter, line)

    def _draw_grid(self, painter: QPainter) -> None:
        rule = blend(self.look.ink, self.look.page, 0.14)
        for value, text in self.ticks():
            y = self.y(value)
            painter.setPen(QPen(rule if value else blend(self.look.ink, self.look.page, 0.5), 1))
            painter.drawLine(QPointF(self.area.left() - 4, y), QPointF(self.area.right(), y))
            painter.setPen(self.look.muted)
            height = self._metrics.height()
            place = QRectF(self.room.left(), y - height / 2, self.area.left() - self.room.left() - 10, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_periods(self, painter: QPainter) -> None:
        top, end = self.area.bottom() + 7, -1e9
        painter.setPen(self.look.muted)
        for number, text in self._period_names():
            x, width = self.x(number), self._metrics.horizontalAdvance(text)
            painter.drawLine(QPointF(x, self.area.bottom()), QPointF(x, self.area.bottom() + 4))
            left = max(self.room.left(), min(x - width / 2, self.room.right() - width))
            if left > end + 8:
                painter.drawText(QPointF(left, top + self._metrics.ascent()), text)
                end = left + width

    def _period_names(self) -> Iterator[tuple[int, str]]:
        """The periods that have a name below the axis: months by name where there is room, else years."""
        by_month = bool(self.periods) and "-" in self.periods[0]
        wide = max(self._metrics.horizontalAdvance(format_date(each)) for each in self.periods) + 16
        if by_month and self.gap * 12 < wide * 2:
            every = max(1, math.ceil((self._metrics.horizontalAdvance("2021") + 14) / (self.gap * 12)))
            for number, period in enumerate(self.periods):
                if period.endswith("-01") and int(period[:4]) % every == 0:
                    yield number, period[:4]
            return
        every = max(1, math.ceil(wide / self.gap)) if len(self.periods) > 1 else 1
        if by_month:
            every = next((each for each in (1, 2, 3, 4, 6) if each >= every), 6)
        for number, period in enumerate(self.periods):
            place = int(period[5:7]) - 1 if by_month else int(period)
            if place % every == 0 or len(self.periods) == 1:
                yield number, format_date(period)

    def _draw_line(self, painter: QPainter, line: int) -> None:
        points = [QPointF(self.x(at), self.y(value)) for at, value in enumerate(self.values[line])]
        painter.setPen(self._pen(line))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if len(points) > 1:
            painter.drawPolyline(points)
        every = max(1, math.ceil(_MARKER_GAP / self.gap)) if len(points) > 1 else 1
        for number, point in enumerate(points):
            if number % every == line % every or self._is_peak(line, number):
                self.draw_marker(painter, line, point)

    def _is_peak(self, line: int, number: int) -> bool:
        return self.values[line][number] == max(self.values[line]) > 0

    def _pen(self, line: int) -> QPen:
        pen = QPen(self.look.lines[line], _PEN)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if _DASHES[line]:
            pen.setDashPattern(list(_DASHES[line]))
        return pen

    def draw_marker(self, painter: QPainter, line: int, at: QPointF, size: float = _MARKER) -> None:
        """The marker of a line: a circle, square, triangle or diamond."""
        painter.setPen(QPen(self.look.page, 1))
        painter.setBrush(self.look.lines[line])
        if line == 0:
            painter.drawEllipse(at, size, size)
        elif line == 1:
            painter.drawRect(
                QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size).adjusted(0.5, 0.5, -0.5, -0.5)
            )
        else:
            painter.drawPolygon(_corners(at, size * 1.3, 3 if line == 2 else 4))

    def _legend_places(self) -> Iterator[tuple[str, QRectF]]:
        x, y = self.room.left(), self.room.top()
        height = self._metrics.height() + 4
        for line, series in enumerate(self.timeline.series[:MOST_LINES]):
            total = ngettext("{count} article", "{count} articles", series.total)
            name = self._metrics.elidedText(
                self.query(line), Qt.TextElideMode.ElideRight, self.room.width() * _LONGEST
            )
            text = f"{name} · {total.format(count=format_number(series.total))}"
            width = _SAMPLE + 8 + self._metrics.horizontalAdvance(text) + 22
            if x > self.room.left() and x + width > self.room.right():
                x, y = self.room.left(), y + height
            yield text, QRectF(x, y, width, height)
            x += width

    def _draw_legend(self, painter: QPainter) -> None:
        for line, (text, place) in enumerate(self._legend):
            self.draw_sample(painter, line, QPointF(place.left(), place.center().y()))
            painter.setPen(self.look.ink)
            painter.drawText(
                place.adjusted(_SAMPLE + 8, 0, 0, 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                text,
            )

    def draw_sample(self, painter: QPainter, line: int, at: QPointF) -> None:
        """A piece of a line with its marker, from a point to the right."""
        painter.setPen(self._pen(line))
        painter.drawLine(at, at + QPointF(_SAMPLE, 0))
        self.draw_marker(painter, line, at + QPointF(_SAMPLE / 2, 0))


def _corners(at: QPointF, size: float, count: int) -> QPolygonF:
    turns = (math.tau * corner / count - math.pi / 2 for corner in range(count))
    return QPolygonF(
        [QPointF(at.x() + size * math.cos(turn), at.y() + size * math.sin(turn)) for turn in turns]
    )


def _nice_step(highest: float, *, whole: bool) -> float:
    """The distance of two grid lines: 1, 2 or 5 times a power of ten."""
    rough = max(highest, 1e-9) / _TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    return max(step, 1.0) if whole else max(step, 0.01)
