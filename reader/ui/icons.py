"""Our own line icons, drawn in the colour of the text around them."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.assets import resource

# Side lengths in pixels; Qt takes the nearest one for the size and the scale it needs.
_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, palette: QPalette) -> QIcon:
    """``resources/icons/NAME.svg`` in the text colours of ``palette``."""
    source = resource("icons", f"{name}.svg").read_text("utf-8")
    drawn = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        renderer = _renderer(source, palette.color(group, QPalette.ColorRole.WindowText))
        for side in _SIZES:
            drawn.addPixmap(_picture(renderer, side), mode)
    return drawn


def application_icon() -> QIcon:
    """The program's own icon, in its own colours."""
    renderer = QSvgRenderer(str(resource("icons", "gov-reader.svg")))
    drawn = QIcon()
    for side in (*_SIZES, 128, 256):
        drawn.addPixmap(_picture(renderer, side))
    return drawn


def _renderer(source: str, color: QColor) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(source.replace("currentColor", color.name()).encode()))


def _picture(renderer: QSvgRenderer, side: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
