"""Our own line icons, drawn in the colour of the text around them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.assets import resource

# Side lengths in logical pixels that the window uses; drawn for the sharpest screen there is.
_SIZES = (16, 18, 20, 24, 32)
_OWN_SIZES = (*_SIZES, 48, 64, 128, 256)


def icon(name: str, palette: QPalette) -> QIcon:
    """``resources/icons/NAME.svg`` in the text colours of ``palette``, also for rows that are selected."""
    source = resource("icons", f"{name}.svg").read_text("utf-8")
    words = QPalette.ColorRole.WindowText
    drawn = QIcon()
    for mode, color, sizes in (
        (QIcon.Mode.Normal, palette.color(words), _SIZES),
        (QIcon.Mode.Disabled, palette.color(QPalette.ColorGroup.Disabled, words), _SIZES),
        (QIcon.Mode.Selected, palette.color(QPalette.ColorRole.HighlightedText), _SIZES[:1]),
    ):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", color.name()).encode()))
        for side in sizes:
            drawn.addPixmap(_picture(renderer, side), mode)
    return drawn


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    renderer = QSvgRenderer(str(resource("icons", "gov-reader.svg")))
    drawn = QIcon()
    for side in _OWN_SIZES:
        drawn.addPixmap(_picture(renderer, side))
    return drawn


def blank_pixmap(width: int, height: int) -> QPixmap:
    """A transparent picture of so many logical pixels, as sharp as the sharpest screen."""
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    return picture


def _picture(renderer: QSvgRenderer, side: int) -> QPixmap:
    picture = blank_pixmap(side, side)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
