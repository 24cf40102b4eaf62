"""Pictures of the archive, from bytes to something Qt can draw. Runs on the reading thread."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from reader.model import Resource

# More than a screen shows; larger scans are made smaller while they are read, which saves memory and time.
_LARGEST_SIDE = 2400
_SVG = frozenset({"image/svg+xml", "image/svg"})
# A drawing may name files of its own, which Qt would open; then it is not drawn.
_REFERENCE = re.compile(rb"""(?:href\s*=\s*["']?|url\(\s*["']?)\s*(?!#|data:)[^"'\s>)]""", re.IGNORECASE)


def decoded(resource: Resource | None) -> QImage | None:
    """The picture, at most a screen in size; None for what is no picture, or would load something else."""
    if resource is None:
        return None
    if _is_drawing(resource) and _REFERENCE.search(resource.body):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(resource.body))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _LARGEST_SIDE:
        limit = QSize(_LARGEST_SIDE, _LARGEST_SIDE)
        reader.setScaledSize(size.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _is_drawing(resource: Resource) -> bool:
    return resource.media_type in _SVG or b"<svg" in resource.body[:4096].lower()
