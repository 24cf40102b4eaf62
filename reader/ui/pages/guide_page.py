"""The user guide as a page in a tab, in the language of the window."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QResizeEvent, QTextBlockFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reader.assets import resource
from reader.translation import _, language
from reader.ui.pages.history import Place
from reader.ui.pages.page import PICTURE_SCHEME
from reader.ui.pages.page_kinds import TabPage
from reader.ui.reading.walled_browser import WalledBrowser
from reader.ui.theme import USUAL_PX, ReaderTheme, column_width, reader_font, size_headings, text_palette

_SIDE, _TOP = 28, 24  # the least distance between text and edge, in pixels
_LINE_HEIGHT = 140.0  # per cent
_AFTER_PARAGRAPH = 0.5  # of the size of the type
_PICTURE = re.compile(r"(!\[[^\]]*\])\(\.\./screenshots/([\w-]+\.png)\)")


class GuidePage(TabPage):
    """Shows ``resources/guide/LANGUAGE.md``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font_px = USUAL_PX
        self._theme: ReaderTheme | None = None
        self._pictures: list[QImage] = []
        self._picture_width = 0
        self.view = WalledBrowser(self)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.anchorClicked.connect(self._refuse)
        self.setFocusProxy(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.retranslate()

    @property
    def title(self) -> str:
        """What the tab is called."""
        return _("User guide")

    @property
    def position(self) -> int:
        """How far one has read."""
        return self.view.verticalScrollBar().value()

    def show_place(self, place: Place, answer: object) -> None:
        """Goes to where one has read."""
        self.view.verticalScrollBar().setValue(place.position)

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours and the size of type."""
        self._theme, self._font_px = theme, font_px
        self.view.setPalette(text_palette(theme))
        self._render()

    def retranslate(self) -> None:
        """Shows the guide of the current language."""
        self.view.setAccessibleName(_("User guide"))
        self._render()
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column in the middle."""
        super().resizeEvent(event)
        if self._column() != self._picture_width:
            self._render()
        else:
            self._set_column()

    def _render(self) -> None:
        at = self.position
        document = self.view.document()
        document.setDefaultFont(reader_font(False, self._font_px))
        text = self._with_pictures(resource("guide", f"{language()}.md").read_text("utf-8"))
        self._hand_in_pictures()
        document.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        size_headings(document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spaced.setBottomMargin(_AFTER_PARAGRAPH * self._font_px)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)
        self._set_column()
        self.view.verticalScrollBar().setValue(at)

    def _with_pictures(self, text: str) -> str:
        """The text with its pictures named as the view knows them."""
        self._pictures = []

        def name(found: re.Match[str]) -> str:
            self._pictures.append(QImage(str(resource("screenshots", found[2]))))
            return f"{found[1]}({PICTURE_SCHEME}:{len(self._pictures) - 1})"

        return _PICTURE.sub(name, text)

    def _hand_in_pictures(self) -> None:
        """Gives the pictures in the width of the column."""
        self._picture_width = self._column()
        for number, picture in enumerate(self._pictures):
            smooth = Qt.TransformationMode.SmoothTransformation
            self.view.hand_in(number, picture.scaledToWidth(self._picture_width, smooth))

    def _column(self) -> int:
        room = self.view.viewport().width() - 2 * _SIDE
        return max(100, min(room, int(column_width(reader_font(False, self._font_px)))))

    def _set_column(self) -> None:
        document = self.view.document()
        column = column_width(document.defaultFont())
        margin = max(float(_SIDE), (self.view.viewport().width() - column) / 2)
        frame = document.rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(margin)
        shape.setRightMargin(margin)
        shape.setTopMargin(_TOP)
        shape.setBottomMargin(2 * _TOP)
        frame.setFrameFormat(shape)

    def _refuse(self, url: QUrl) -> None:
        """The guide leads nowhere."""
        self.view.refuse(url.toString())
