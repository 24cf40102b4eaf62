"""Files and folders that were dropped onto the window."""

from __future__ import annotations

import os

from PySide6.QtCore import QMimeData


def dropped_paths(data: QMimeData) -> list[str]:
    """The local files and folders in it; addresses of the web are none."""
    if not data.hasUrls():
        return []
    return [os.path.normpath(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
