"""The pictures of the page on show: in the size of the column, framed while they are awaited or missing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from reader.translation import _
from reader.ui.pages.page import ArticlePage
from reader.ui.reading.walled_browser import WalledBrowser
from reader.ui.theme import ReaderTheme

# Pictures that come one by one are laid out together; those that take long get a frame meanwhile.
_LAYOUT_MS, _FRAME_MS = 30, 250
_WIDEST_WORDS = 420  # pixels


class PagePictures(QObject):
    """Hands pictures to a browser; ``changed`` tells that the text is to be laid out again."""

    changed = Signal()

    def __init__(self, browser: WalledBrowser) -> None:
        super().__init__(browser)
        self._browser = browser
        self._page: ArticlePage | None = None
        self._theme: ReaderTheme | None = None
        self._room = 0
        self._originals: dict[int, QImage] = {}
        self._widths: dict[int, tuple[int, float]] = {}  # what each was last fitted to: width, pixels in one
        self._layout_delay, self._frame_delay = QTimer(self), QTimer(self)
        for timer, delay in ((self._layout_delay, _LAYOUT_MS), (self._frame_delay, _FRAME_MS)):
            timer.setSingleShot(True)
            timer.setInterval(delay)
        self._layout_delay.timeout.connect(self.changed)
        self._frame_delay.timeout.connect(self._frame_awaited)

    def begin(self, page: ArticlePage) -> None:
        """Another page: its pictures are all awaited."""
        self._page = page
        self._originals.clear()
        self._widths.clear()
        self._layout_delay.stop()
        if page.pictures:
            self._frame_delay.start()

    def set_theme(self, theme: ReaderTheme) -> None:
        """The colours of the frames to come."""
        self._theme = theme

    def take(self, number: int, picture: QImage | None) -> None:
        """A picture came; None when the archive has none, which counts as refused."""
        if self._page is None or number >= len(self._page.pictures):
            return
        if picture is None or picture.isNull():
            self._browser.refuse(self._page.pictures[number])
            picture = self._frame(number, _("Picture not in the archive"))
        self._originals[number] = picture
        self._widths.pop(number, None)
        self._fit(number, picture)
        self._layout_delay.start()

    def fit(self, room: float) -> None:
        """Gives all pictures the size they have in a column that is ``room`` pixels wide."""
        self._room = int(room)
        for number, picture in self._originals.items():
            self._fit(number, picture)

    def _fit(self, number: int, picture: QImage) -> None:
        """No wider than the column, never enlarged; as sharp as the screen can show."""
        ratio = self._browser.devicePixelRatioF()
        width = int(min(picture.width() / picture.devicePixelRatio(), self._room))
        if width <= 0 or self._widths.get(number) == (width, ratio):
            return
        self._widths[number] = (width, ratio)
        pixels = min(picture.width(), int(width * ratio))
        fitted = picture.scaledToWidth(pixels, Qt.TransformationMode.SmoothTransformation)
        fitted.setDevicePixelRatio(pixels / width)
        self._browser.hand_in(number, fitted)

    def _frame_awaited(self) -> None:
        if self._page is None:
            return
        for number in range(len(self._page.pictures)):
            if number not in self._originals:
                self._fit(number, self._frame(number, _("Picture is being read…")))
        self.changed.emit()

    def _frame(self, number: int, told: str) -> QImage:
        """A drawn frame with words in it, those of the page too."""
        font = self._browser.font()
        metrics = QFontMetrics(font)
        lines = [told]
        if self._page and number < len(self._page.words) and (words := self._page.words[number]):
            lines.append(metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST_WORDS))
        width = max(metrics.horizontalAdvance(line) for line in lines)
        size = QSize(width + 48, metrics.height() * (2 + len(lines)))
        ratio = self._browser.devicePixelRatioF()
        picture = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        picture.setDevicePixelRatio(ratio)
        picture.fill(QColor(self._theme.shade if self._theme else "#ffffff"))
        painter = QPainter(picture)
        painter.setPen(QColor(self._theme.muted if self._theme else "#000000"))
        painter.setFont(font)
        painter.drawText(QRect(QPoint(), size), Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
        painter.end()
        return picture
