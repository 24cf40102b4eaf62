"""The user guide as a page in a tab, in the language of the window, with its parts and find."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from reader.assets import resource
from reader.export.pdf_headings import size_headings
from reader.translation import _, language
from reader.ui.pages.history import Place
from reader.ui.pages.page import PICTURE_SCHEME
from reader.ui.pages.page_kinds import TabPage
from reader.ui.reading.find_bar import FindBar
from reader.ui.reading.find_in_page import pieces
from reader.ui.reading.marked_places import MarkedPlaces
from reader.ui.reading.spans import utf16_spans
from reader.ui.reading.walled_browser import WalledBrowser
from reader.ui.theme import (
    USUAL_PX,
    ReaderTheme,
    column_width,
    reader_font,
    reader_theme,
    text_palette,
)

_SIDE, _TOP = 28, 24  # the least distance between text and edge, in pixels
_LINE_HEIGHT = 140.0  # per cent
_LEVEL = 2  # of the headings of parts
_AFTER_PARAGRAPH = 0.5  # of the size of the type
# The parts of the guide, in its order in every language; what stands above the first has no name.
PARTS = (
    *("start", "search", "read", "marks", "export", "libraries", "settings", "trouble", "install", "privacy"),
)
_DEEDS = frozenset({"find", "next-hit", "previous-hit"})
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
        self._contents, self._parts = QToolButton(self), QMenu(self)
        self._contents.setMenu(self._parts)
        self._contents.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._contents.setAutoRaise(True)
        self._places = MarkedPlaces()  # what the find bar has found
        self.find_bar = FindBar(self)
        self.find_bar.sought.connect(self._seek)
        self.find_bar.walked.connect(self._walk)
        self.find_bar.closed.connect(self._end_find)
        head = QHBoxLayout()
        head.setContentsMargins(8, 4, 8, 4)
        head.addWidget(self._contents)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
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
        """Goes to where one has read, or to the part (``place.target``) that was asked for."""
        if place.target and not place.position:
            self.show_part(place.target)
        else:
            self.view.verticalScrollBar().setValue(place.position)

    @property
    def deeds(self) -> frozenset[str]:
        """Find."""
        return _DEEDS

    def do(self, deed: str) -> None:
        """Opens the find bar, and walks through what it has found."""
        if deed == "find":
            self.find_bar.open_bar(self.view.textCursor().selectedText())
        else:
            self._walk(1 if deed == "next-hit" else -1)

    def show_part(self, name: str) -> None:
        """Goes to one of ``PARTS``; to the top for any other name."""
        headings = self._headings()
        at = PARTS.index(name) if name in PARTS else -1
        self._go_to(headings[at].position() if 0 <= at < len(headings) else 0)

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours and the size of type."""
        self._theme, self._font_px = theme, font_px
        self.view.setPalette(text_palette(theme))
        self._render()

    def retranslate(self) -> None:
        """Shows the guide of the current language."""
        self.view.setAccessibleName(_("User guide"))
        self._contents.setText(_("Contents"))
        self._render()
        self._parts.clear()
        for name, heading in zip(PARTS, self._headings(), strict=False):
            self._parts.addAction(heading.text().replace("&", "&&"), partial(self.show_part, name))
        self._seek(self.find_bar.text)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column in the middle."""
        super().resizeEvent(event)
        if self._column() != self._picture_width:
            self._render()
        else:
            self._set_column()

    def _render(self) -> None:
        at = self._reached()
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
        self._return_to(at)

    # ---- parts and words -----------------------------------------------------------------------

    def _headings(self) -> list[QTextBlock]:
        block, found = self.view.document().begin(), []
        while block.isValid():
            if block.blockFormat().headingLevel() == _LEVEL:
                found.append(block)
            block = block.next()
        return found

    def _reached(self) -> tuple[int, float]:
        """The part at the top of the view (0: above the first), and how far in it one is, from 0 to 1."""
        if not self.position:
            return 0, 0.0
        at, ends = self.view.cursorForPosition(QPoint(_SIDE, _TOP + 2)).position(), self._ends()
        part = max(number for number, end in enumerate(ends[:-1]) if end <= at)
        return part, (at - ends[part]) / max(1, ends[part + 1] - ends[part])

    def _return_to(self, reached: tuple[int, float]) -> None:
        part, share = reached
        if (ends := self._ends())[part + 1 :]:
            self._go_to(ends[part] + int(share * (ends[part + 1] - ends[part])))

    def _ends(self) -> list[int]:
        """Where the parts begin, and the end of the text."""
        headings = [block.position() for block in self._headings()]
        return [0, *headings, self.view.document().characterCount() - 1]

    def _go_to(self, position: int) -> None:
        """Brings a place of the text to the top."""
        cursor = QTextCursor(self.view.document())
        cursor.setPosition(position)
        self.view.setTextCursor(cursor)
        bar = self.view.verticalScrollBar()
        bar.setValue(bar.value() + self.view.cursorRect(cursor).top() - _TOP if position else 0)

    def _seek(self, words: str) -> None:
        text = self.view.toPlainText()
        self._places = MarkedPlaces(utf16_spans(text, pieces(text, words) if words else []))
        self._walk(1)

    def _walk(self, step: int) -> None:
        if (start := self._places.step(step)) is not None:
            self._go_to(start)
        self._mark()
        self.find_bar.show_count(len(self._places), self._places.current)

    def _end_find(self) -> None:
        self._places = MarkedPlaces()
        self._mark()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark(self) -> None:
        theme = self._theme or reader_theme("system", self.palette())
        self.view.setExtraSelections(self._places.frames(self.view.document(), theme))

    # ---- how it is laid out --------------------------------------------------------------------

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
