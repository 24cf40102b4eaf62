"""Text for the clipboard that keeps its italics and links where it is pasted into a document."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication

_LAST = "last-copied"  # a property of the application: the text that was put there last


def put(text: str, html: str) -> None:
    """Puts a text and the same as HTML on the clipboard."""
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    note(text)


def note(text: str) -> None:
    """Data made in Python, with this text, may be on the clipboard when the program ends."""
    application = QCoreApplication.instance()
    if application is None:
        return
    if application.property(_LAST) is None:
        application.aboutToQuit.connect(settle)
    application.setProperty(_LAST, text)


def settle() -> None:
    """Leaves plain text there at the end: Qt frees data that were made in Python too late, and crashes."""
    application, clipboard = QCoreApplication.instance(), QGuiApplication.clipboard()
    if application is not None and clipboard.text() == application.property(_LAST):
        clipboard.setText(clipboard.text())
