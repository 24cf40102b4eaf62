"""The plot of a timeline as a widget: values under the pointer, periods picked with mouse or keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QImageWriter,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.model import Timeline
from reader.translation import _, format_date
from reader.ui.contrast import blend
from reader.ui.pages.timeline_plot import Plot, PlotLook
from reader.ui.painting import draw_focus_frame, scaled
from reader.ui.theme import ReaderTheme, reader_themes

_MARGIN = 16.0
_SMALL = 0.88
_PICTURE = QSize(1200, 640)  # of a saved plot; a PNG has twice as many pixels on each side
_PICTURE_PX = 17


class TimelineView(QWidget):
    """``period_chosen`` carries the number of the query and the first and last period."""

    period_chosen = Signal(int, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline("year", ())
        self._theme = reader_themes()["light"]
        self._shares = False
        self._plot: Plot | None = None
        self._at: int | None = None  # the period under the pointer, or that of the keyboard
        self._height: float | None = None  # of the pointer
        self._begun: int | None = None  # where the mouse or Shift began a range
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 220)

    def show_timeline(self, timeline: Timeline, *, shares: bool) -> None:
        """Another timeline, or the same in another measure."""
        self._timeline, self._shares = timeline, shares
        self._begun = None
        self._lay_out()
        if self._plot and self._at is not None and self._at >= len(self._plot.periods):
            self._at = None
        self.describe()

    def set_look(self, theme: ReaderTheme) -> None:
        """Colours of the page."""
        self._theme = theme
        self._lay_out()

    @property
    def plot(self) -> Plot | None:
        """What is drawn."""
        return self._plot

    def _lay_out(self) -> None:
        room = QRectF(self.rect()).adjusted(_MARGIN, 6, -_MARGIN, -6)
        look = PlotLook.of(self._theme, self.font())
        self._plot = Plot(self._timeline, room, look, shares=self._shares) if room.isValid() else None
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        """Fits the plot."""
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def describe(self) -> None:
        """Tells a screen reader what is shown, and the values where the keyboard is."""
        self.setAccessibleName(_("Timeline"))
        told = _("Arrow keys move, with Shift they pick a range, Enter filters the search.")
        if self._plot is not None and self._at is not None and self._plot.periods:
            told = f"{'. '.join(self._lines_told(self._plot, self._at))}. {told}"
        self.setAccessibleDescription(told)

    @staticmethod
    def _lines_told(plot: Plot, number: int) -> list[str]:
        lines = (f"{plot.query(line)}: {plot.told(line, number)}" for line in range(len(plot.values)))
        return [format_date(plot.periods[number]), *lines]

    # ---- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plot, what is picked, and the values of one period."""
        painter = QPainter(self)
        if (plot := self._plot) is not None:
            self._paint_range(painter, plot)
            plot.draw(painter)
            if self._at is not None and plot.periods and (self.hasFocus() or self._height is not None):
                self._paint_values(painter, plot, self._at)
        if self.hasFocus():
            draw_focus_frame(painter, self.rect(), self.palette())
        painter.end()

    def _paint_range(self, painter: QPainter, plot: Plot) -> None:
        if self._begun is None or self._at is None:
            return
        first, last = sorted((self._begun, self._at))
        half = plot.gap / 2 if len(plot.periods) > 1 else 6
        left, right = plot.x(first) - half, plot.x(last) + half
        area = QRectF(left, plot.area.top(), right - left, plot.area.height())
        painter.fillRect(area, blend(plot.look.ink, plot.look.page, 0.1))

    def _paint_values(self, painter: QPainter, plot: Plot, number: int) -> None:
        x = plot.x(number)
        painter.setPen(QPen(plot.look.muted, 1))
        painter.drawLine(QPointF(x, plot.area.top()), QPointF(x, plot.area.bottom()))
        for line, values in enumerate(plot.values):
            plot.draw_marker(painter, line, QPointF(x, plot.y(values[number])), 5.5)
        font = scaled(self.font(), _SMALL)
        metrics = QFontMetricsF(font)
        texts = self._lines_told(plot, number)
        texts = [
            metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, plot.area.width() * 0.6) for text in texts
        ]
        height, sample = metrics.height() + 3, 40.0
        width = max(metrics.horizontalAdvance(text) for text in texts) + sample + 20
        left = x + 14 if x + 14 + width < plot.room.right() else x - 14 - width
        box = QRectF(max(left, plot.room.left()), plot.area.top() + 4, width, height * len(texts) + 12)
        painter.setPen(QPen(plot.look.muted, 1))
        painter.setBrush(plot.look.page)
        painter.drawRoundedRect(box, 4, 4)
        for row, text in enumerate(texts):
            place = QRectF(box.left() + 10, box.top() + 6 + row * height, width - 20, height)
            painter.setFont(scaled(font, 1, bold=row == 0))
            if row:
                plot.draw_sample(painter, row - 1, QPointF(place.left(), place.center().y()))
                place.setLeft(place.left() + sample)
            painter.setPen(plot.look.ink)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    # ---- mouse and keys ------------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows the values of the period under the pointer, or draws out a range."""
        if self._plot is not None:
            self._at, self._height = self._plot.number_at(event.position().x()), event.position().y()
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begins a range."""
        if self._plot is not None and event.button() == Qt.MouseButton.LeftButton and self._plot.periods:
            self._at = self._begun = self._plot.number_at(event.position().x())
            self._height = event.position().y()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Takes the range."""
        if event.button() == Qt.MouseButton.LeftButton and self._begun is not None:
            self._choose()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._height = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; with Shift they pick a range; Enter filters, Escape gives up."""
        plot, key = self._plot, event.key()
        if plot is None or not plot.periods:
            super().keyPressEvent(event)
            return
        last = len(plot.periods) - 1
        at = self._at
        moves = {
            Qt.Key.Key_Left: last if at is None else max(at - 1, 0),
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in moves:
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._move(moves[Qt.Key(key)], extend=extend)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and at is not None:
            self._choose()
        elif key == Qt.Key.Key_Escape and self._begun is not None:
            self._begun = None
            self.update()
        else:
            super().keyPressEvent(event)

    def _move(self, to: int, *, extend: bool) -> None:
        if not extend:
            self._begun = None
        elif self._begun is None:
            self._begun = to if self._at is None else self._at
        self._at = to
        self.describe()
        self.update()

    def _choose(self) -> None:
        plot, at = self._plot, self._at
        begun, self._begun = self._begun, None
        self.update()
        if plot is None or at is None:
            return
        first, last = sorted((at if begun is None else begun, at))
        line = plot.line_at(at, self._height) if self._height is not None else 0
        self.period_chosen.emit(line, plot.periods[first], plot.periods[last])

    # ---- pictures ------------------------------------------------------------------------------

    def png(self) -> bytes:
        """The plot as a picture, dark on white whatever the window's colours."""
        image = QImage(_PICTURE * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        painter = QPainter(image)
        self._draw_picture(painter)
        painter.end()
        return _kept(lambda buffer: QImageWriter(buffer, QByteArray(b"png")).write(image))

    def svg(self) -> bytes:
        """The plot as a drawing."""

        def draw(buffer: QBuffer) -> None:
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(_PICTURE)
            generator.setViewBox(QRectF(0, 0, _PICTURE.width(), _PICTURE.height()))
            generator.setTitle(", ".join(series.query for series in self._timeline.series))
            painter = QPainter(generator)
            self._draw_picture(painter)
            painter.end()

        return _kept(draw)

    def _draw_picture(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(_PICTURE_PX)
        look = PlotLook.of(reader_themes()["light"], font)
        room = QRectF(0, 0, _PICTURE.width(), _PICTURE.height())
        painter.fillRect(room, look.page)
        Plot(self._timeline, room.adjusted(20, 16, -20, -12), look, shares=self._shares).draw(painter)


def _kept(write: Callable[[QBuffer], object]) -> bytes:
    """What was written into a buffer."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    write(buffer)
    buffer.close()
    return bytes(data.data())
