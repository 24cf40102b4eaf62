"""The article on the screen: one column of readable width, hits marked, links told of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QMenu, QTextEdit, QWidget

from reader.export.pdf_headings import size_headings
from reader.model import Passage
from reader.translation import _
from reader.ui import clipboard
from reader.ui.marks.colours import COLOURS, swatch
from reader.ui.marks.spans import HighlightedSpan, highlight_frames, passage_of, units_in
from reader.ui.pages.page import LINK_SCHEME, ArticlePage, PageLink
from reader.ui.reading.focus_frame import FocusFrame
from reader.ui.reading.marked_places import MarkedPlaces
from reader.ui.reading.page_pictures import PagePictures
from reader.ui.reading.spans import Span, passage, utf16_spans
from reader.ui.reading.walled_browser import WalledBrowser
from reader.ui.theme import (
    ReaderTheme,
    ReaderType,
    column_width,
    reader_css,
    reader_font,
    text_palette,
)

_SIDE_MARGIN, _TOP_MARGIN, _BOTTOM_MARGIN = 28, 24, 60  # the least distance between text and edge, in pixels
_CONTROL = Qt.KeyboardModifier.ControlModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Space: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


class ReaderView(WalledBrowser):
    """Shows an ArticlePage, marks hits in it and tells which links were followed."""

    link_followed = Signal(object, bool)  # PageLink, whether in a new tab
    link_hovered = Signal(str)  # where the link under the pointer or the focus leads, "" for none
    picture_wanted = Signal(int, str)  # number and src of a picture that the page shows
    search_wanted = Signal(str)  # a query made of the selected text
    zoom_wanted = Signal(int)  # 1 larger, -1 smaller
    highlight_wanted = Signal(str, object)  # colour ("": the one used last), Passage that is selected
    highlights_touched = Signal(list, object)  # keys of highlights, QPoint on the screen for their menu

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._page: ArticlePage | None = None
        self._theme: ReaderTheme | None = None
        self._type = ReaderType()
        self._page_pictures = PagePictures(self)
        self._focus_frame = FocusFrame(self)
        self._places = MarkedPlaces()
        self._highlights: Sequence[HighlightedSpan] = ()
        self._pressed: PageLink | None = None
        self._is_rendering = False
        self._page_pictures.changed.connect(self._lay_out_again)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._hover)

    # ---- what is shown -------------------------------------------------------------------------

    @property
    def page(self) -> ArticlePage | None:
        """The page on show."""
        return self._page

    def show_page(self, page: ArticlePage) -> None:
        """Shows a page from its beginning. Its pictures are asked for with ``picture_wanted``."""
        self._page = page
        self.forget()
        self._page_pictures.begin(page)
        self._places, self._highlights = MarkedPlaces(), ()
        self.setExtraSelections([])
        self._render()
        self.verticalScrollBar().setValue(0)
        for number, source in enumerate(page.pictures):
            self.picture_wanted.emit(number, source)

    def set_look(self, theme: ReaderTheme, type_: ReaderType) -> None:
        """Colours and type; the place in the text stays."""
        place = self.place()
        self._theme, self._type = theme, type_
        self._page_pictures.set_theme(theme)
        self.setPalette(text_palette(theme))
        self._render()
        self._mark()
        self.go_to_place(place)

    def set_picture(self, number: int, picture: QImage | None) -> None:
        """The answer to ``picture_wanted``; None when the archive has none, which counts as refused."""
        self._page_pictures.take(number, picture)

    def place(self) -> int:
        """The character at the top of the view: a place that survives another size of window or type."""
        if not self.verticalScrollBar().value():
            return 0  # asking Qt would lay out all of a page that is not yet on show
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, 2)).position()

    def go_to_place(self, place: int) -> None:
        """Scrolls until that character is at the top."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._cursor(place).top() - 2 if place > 0 else 0)

    def _cursor(self, place: int) -> QRect:
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, min(place, self.document().characterCount() - 1)))
        return self.cursorRect(cursor)

    def _render(self) -> None:
        if self._page is None or self._theme is None:
            return
        document = self.document()
        self._is_rendering = True
        document.clear()  # else each of the following lays out the page before once more
        font = reader_font(self._type.serif, self._type.px, self._type.face)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(reader_css(self._theme, font, self._type.leading))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._type.justified:
            option.setAlignment(Qt.AlignmentFlag.AlignJustify)
        document.setDefaultTextOption(option)
        self.setHtml(self._page.html)
        size_headings(document)
        self._is_rendering = False
        self._set_column()

    # ---- the column ----------------------------------------------------------------------------

    def _side_margin(self) -> float:
        column = column_width(self.document().defaultFont(), self._type.columns)
        return max(float(_SIDE_MARGIN), (self.viewport().width() - column) / 2)

    def _set_column(self) -> None:
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        margin = self._side_margin()
        if shape.leftMargin() != margin or shape.topMargin() != _TOP_MARGIN:
            shape.setMargin(0)
            shape.setLeftMargin(margin)
            shape.setRightMargin(margin)
            shape.setTopMargin(_TOP_MARGIN)
            shape.setBottomMargin(_BOTTOM_MARGIN)
            frame.setFrameFormat(shape)
        self._page_pictures.fit(self.viewport().width() - 2 * margin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the column in the middle, and the place in the text."""
        if self._is_rendering:  # a scroll bar comes or goes: column and place are set when the page is there
            super().resizeEvent(event)
            return
        place = self.place()
        super().resizeEvent(event)
        if self._page is not None:
            self._set_column()
            self.document().markContentsDirty(0, self.document().characterCount())
            self.go_to_place(place)

    def _lay_out_again(self) -> None:
        """Lays the text out with the pictures that are there now; the place in it stays."""
        place = self.place()
        self.document().markContentsDirty(0, self.document().characterCount())
        self.go_to_place(place)

    # ---- hits ----------------------------------------------------------------------------------

    @property
    def article_text(self) -> str:
        """The text down to the line above "About this capture", where a query has no hits to show."""
        block, rule = self.document().lastBlock(), QTextFormat.Property.BlockTrailingHorizontalRulerWidth
        while block.isValid() and not block.blockFormat().hasProperty(rule):
            block = block.previous()
        text = self.toPlainText()
        if not block.isValid():
            return text
        units = text.encode("utf-16-le", "surrogatepass")[: 2 * block.position()]
        return units.decode("utf-16-le", "surrogatepass")

    @property
    def hits(self) -> int:
        """How many places are marked."""
        return len(self._places)

    @property
    def current_hit(self) -> int:
        """The place that was walked to, from 0; -1 before the first step."""
        return self._places.current

    def mark_hits(self, spans: Sequence[Span]) -> None:
        """Marks places of ``toPlainText()``, given as offsets of Python characters."""
        self._places = MarkedPlaces(utf16_spans(self.toPlainText(), spans) if spans else ())
        self._mark()

    def walk(self, step: int) -> bool:
        """Goes to the next (1) or the previous (-1) hit, round the end; False if there is none.

        The first step starts from what is in view.
        """
        if (start := self._places.step(step, self.place())) is None:
            return False
        self._mark()
        bar = self.verticalScrollBar()
        where = self._cursor(start)
        if not self.viewport().rect().adjusted(0, 40, 0, -40).contains(where.center()):
            bar.setValue(bar.value() + where.center().y() - self.viewport().height() // 3)
        return True

    def show_passage(self, left: str, match: str, right: str) -> bool:
        """Scrolls to a passage of the article and selects it; False where it is not found."""
        text = self.article_text
        if (span := passage(text, left, match, right)) is None:
            return False
        start, end = utf16_spans(text, [span])[0]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._cursor(start).center().y() - self.viewport().height() // 3)
        return True

    def _mark(self) -> None:
        if self._theme is not None:
            painted = highlight_frames(self.document(), self._highlights, self._theme)
            self.setExtraSelections([*painted, *self._places.frames(self.document(), self._theme)])

    # ---- highlights ----------------------------------------------------------------------------

    def show_highlights(self, highlights: Sequence[HighlightedSpan]) -> None:
        """Highlights of ``toPlainText()``, as offsets of Python characters."""
        places = [(each.start, each.end) for each in highlights]
        spans = utf16_spans(self.toPlainText(), places) if places else []
        self._highlights = [
            replace(each, start=start, end=end) for each, (start, end) in zip(highlights, spans, strict=True)
        ]
        self._mark()

    def go_to_highlight(self, key: str) -> bool:
        """Scrolls to a highlight; False if the page does not show it."""
        found = next((each for each in self._highlights if each.key == key), None)
        if found is not None:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._cursor(found.start).top() - self.viewport().height() // 4)
        return found is not None

    def passage(self) -> Passage | None:
        """The selected words of the article with what stands around them; None when none are selected."""
        cursor, text = self.textCursor(), self.article_text
        start, end = cursor.selectionStart(), min(cursor.selectionEnd(), units_in(text))
        if start >= end:
            return None
        return passage_of(text, start, end)

    def drop_selection(self) -> None:
        """Nothing is selected; the caret stays at the end of what was."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def highlights_at(self, place: int) -> list[str]:
        """The keys of the highlights over a character, the shortest first."""
        there = [each for each in self._highlights if each.start <= place < each.end]
        return [each.key for each in sorted(there, key=lambda each: each.end - each.start)]

    # ---- links ---------------------------------------------------------------------------------

    def link_at(self, point: QPoint) -> PageLink | None:
        """The link at a point of the viewport."""
        return self._link(self.anchorAt(point))

    def _link(self, anchor: str) -> PageLink | None:
        scheme, _colon, number = anchor.partition(":")
        if self._page is None or scheme != LINK_SCHEME or not number.isdecimal():
            return None
        return self._page.links[int(number)] if int(number) < len(self._page.links) else None

    def _follow(self, url: QUrl, *, new_tab: bool = False) -> None:
        if link := self._link(url.toString()):
            new_tab = new_tab or bool(QGuiApplication.keyboardModifiers() & _CONTROL)
            self.link_followed.emit(link, new_tab)
        elif url.scheme() == "" and url.hasFragment():
            self.scrollToAnchor(url.fragment())

    def _hover(self, url: QUrl) -> None:
        link = self._link(url.toString())
        self.link_hovered.emit(link.hint if link else "")

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes from link to link; Qt tells of links under the pointer only."""
        stays = super().focusNextPrevChild(next)
        self._hover(QUrl(self._focused_anchor() if stays else ""))
        return stays

    def _focused_anchor(self) -> str:
        return self.textCursor().charFormat().anchorHref()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes the link on which the middle button went down."""
        self._pressed = self.link_at(event.position().toPoint())
        if self._pressed is None or event.button() != Qt.MouseButton.MiddleButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button opens a link in a new tab."""
        if self._pressed is None or event.button() != Qt.MouseButton.MiddleButton:
            super().mouseReleaseEvent(event)
        elif self._pressed is self.link_at(event.position().toPoint()):
            self.link_followed.emit(self._pressed, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter opens the focused link in a new tab; keys that Qt keeps for its own history go on."""
        anchor = self._focused_anchor()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CONTROL and anchor:
            self._follow(QUrl(anchor), new_tab=True)
            return
        if event.modifiers() in _PLAIN and (scroll := _SCROLLS.get(Qt.Key(event.key()))):
            self.verticalScrollBar().triggerAction(scroll)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._select_by_key(event)
        else:
            super().keyPressEvent(event)

    def _select_by_key(self, event: QKeyEvent) -> None:
        """Selects from what is in view, wherever the caret was left.

        Qt shows a caret, as if something could be written, all the time that it lets keys select.
        """
        cursor = self.textCursor()
        if not cursor.hasSelection() and not self.viewport().rect().intersects(self.cursorRect()):
            cursor.setPosition(self.place())
            self.setTextCursor(cursor)
        usual = self.textInteractionFlags()
        self.setTextInteractionFlags(usual | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        super().keyPressEvent(event)
        self.setTextInteractionFlags(usual)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl another size of type is wanted, for all pages; Qt would only blow up this one."""
        if event.modifiers() & _CONTROL:
            if event.angleDelta().y():
                self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the link, and with the text that is selected."""
        cursor, at, link = self.cursorForPosition(event.pos()), event.globalPos(), self.link_at(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            cursor, link = self.textCursor(), self._link(self._focused_anchor())
            at = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        keys = self.highlights_at(cursor.position())
        if keys and not self.textCursor().hasSelection() and link is None:
            self.highlights_touched.emit(keys, at)
            return
        self.menu_for(link).exec(at)

    def menu_for(self, link: PageLink | None) -> QMenu:
        """The context menu at a link, or elsewhere. (Qt's own would copy our numbers for addresses.)"""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if link:
            menu.addAction(_("Open"), lambda: self.link_followed.emit(link, False))
            if link.kind != "do":
                menu.addAction(_("Open in new tab"), lambda: self.link_followed.emit(link, True))
            if link.kind == "follow":
                menu.addAction(_("Copy address"), lambda: QGuiApplication.clipboard().setText(link.target))
            menu.addSeparator()
        selected = " ".join(self.textCursor().selectedText().replace("\ufffc", " ").split())
        menu.addAction(_("&Copy"), self.copy).setEnabled(bool(selected))
        menu.addAction(_("Select All"), self.selectAll)
        if selected:
            shown = menu.fontMetrics().elidedText(selected, Qt.TextElideMode.ElideRight, 260)
            menu.addSeparator()
            if (passage := self.passage()) is not None:
                colours = menu.addMenu(_("Highlight"))
                for colour, name in COLOURS:
                    action = colours.addAction(_(name))
                    action.setIcon(swatch(colour, self.palette()))
                    action.triggered.connect(partial(self.highlight_wanted.emit, colour, passage))
            menu.addAction(
                _("Search for “{text}”").format(text=shown), lambda: self.search_wanted.emit(f'"{selected}"')
            )
        return menu

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text: colours of the theme and our numbers for addresses mean nothing elsewhere."""
        text = (
            self.textCursor()
            .selectedText()
            .replace("\u2029", "\n")
            .replace("\u2028", "\n")
            .replace("\ufffc", "")
        )
        data = QMimeData()
        data.setText(text.replace("\u2068", "").replace("\u2069", ""))
        clipboard.note(data.text())
        return data
