"""A text browser that loads nothing but the pictures handed to it: the wall around the reader view.

Qt's own document opens a local file, and on Windows a network share, whenever ``loadResource`` has no
answer for a reference. So every request ends here with bytes of ours: the picture that was handed in, an
empty one while it is awaited, and for everything else an empty one that is counted.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from reader.ui.pages.page import PICTURE_SCHEME


class _WalledDocument(QTextDocument):
    """A document that asks its browser, and nobody else, for every resource."""

    def __init__(self, browser: WalledBrowser) -> None:
        super().__init__(browser)
        self._browser = browser

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Qt's request for a picture or a style sheet."""
        return self._browser.loadResource(kind, name)


class WalledBrowser(QTextBrowser):
    """Pictures are named ``picture:N`` and given by ``hand_in``; all else is refused and listed."""

    refused_changed = Signal(int)  # how many different requests of this page were refused

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: dict[int, QImage] = {}
        self._refused: dict[str, None] = {}
        self.setDocument(_WalledDocument(self))
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAcceptDrops(False)
        self.setUndoRedoEnabled(False)

    @property
    def refused(self) -> tuple[str, ...]:
        """The requests of this page that were refused, in their order."""
        return tuple(self._refused)

    def forget(self) -> None:
        """Starts a new page: no pictures, nothing refused."""
        self._pictures.clear()
        self._refused.clear()
        self.refused_changed.emit(0)

    def hand_in(self, number: int, picture: QImage) -> None:
        """Gives the picture ``picture:NUMBER``, in the size it is to have."""
        self._pictures[number] = picture
        name = QUrl(f"{PICTURE_SCHEME}:{number}")
        self.document().addResource(QTextDocument.ResourceType.ImageResource.value, name, picture)

    def refuse(self, what: str) -> None:
        """Counts a request that was not granted."""
        if what not in self._refused:
            self._refused[what] = None
            self.refused_changed.emit(len(self._refused))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Serves what was handed in. Never answers with nothing: then Qt would go and look itself."""
        url = QUrl(name)
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        if is_picture and url.scheme() == PICTURE_SCHEME and url.path().isdecimal():
            return self._pictures.get(int(url.path()), _blank())
        self.refuse(url.toString())
        return _blank() if is_picture else b" "

    def doSetSource(
        self, url: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.HtmlResource
    ) -> None:
        """Qt's way of going to another document: closed, and counted."""
        self.refuse(QUrl(url).toString())


def _blank() -> QImage:
    picture = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
