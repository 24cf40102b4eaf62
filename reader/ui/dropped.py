"""What was dropped onto the window: files and folders, or the address of a page."""

from __future__ import annotations

import os

from PySide6.QtCore import QMimeData, QUrl


def dropped_paths(data: QMimeData) -> list[str]:
    """The local files and folders in it; addresses of the web are none."""
    if not data.hasUrls():
        return []
    return [os.path.normpath(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def dropped_address(data: QMimeData) -> str:
    """The first web address in it, dragged out of a browser or a text; "" for none."""
    urls = data.urls() if data.hasUrls() else [QUrl(data.text().strip(), QUrl.ParsingMode.StrictMode)]
    for url in urls:
        if url.scheme() in ("http", "https") and url.isValid() and url.host():
            return url.toString(QUrl.ComponentFormattingOption.FullyEncoded)
    return ""
