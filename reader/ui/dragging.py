"""Articles that are dragged inside the window: their ids, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData

MIME = "application/x-gov-reader-articles"


def carrying(ids: Iterable[str]) -> QMimeData:
    """Articles to be dragged."""
    data = QMimeData()
    data.setData(MIME, "\n".join(dict.fromkeys(ids)).encode())
    return data


def carried(data: QMimeData) -> list[str]:
    """The articles that are dragged; none where something else is."""
    return [each for each in bytes(data.data(MIME).data()).decode("ascii", "ignore").split("\n") if each]
