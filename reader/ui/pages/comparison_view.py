"""The text of a comparison on the screen: what differs marked by signs and strokes, a part at a time."""

from __future__ import annotations

import bisect
from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QTextBlock,
    QTextCursor,
    QTextOption,
    QTextTable,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QWidget

from reader.translation import _
from reader.ui.pages.comparison_html import EARLIER, GAP, MORE, OPEN, change_anchor, comparison_html
from reader.ui.pages.comparison_words import Compared, Gap, Row, changes, rows
from reader.ui.reading.marked_places import MarkedPlaces, frame, marking
from reader.ui.reading.spans import Span, utf16_spans
from reader.ui.reading.walled_browser import WalledBrowser
from reader.ui.theme import USUAL_PX, ReaderTheme, reader_css, reader_font, text_palette

AROUND = 1  # paragraphs that are the same and shown before and after each difference
_PART = 300  # rows laid out at a time: a table of thousands would hold up the window
_BEFORE = 20  # rows kept before a difference that lies outside of what is laid out
_MARGIN = 20
_CONTROL = Qt.KeyboardModifier.ControlModifier


class ComparisonView(WalledBrowser):
    """Shows rows of a comparison; ``step`` walks from difference to difference."""

    side_chosen = Signal(str, bool)  # "a" or "b", whether in a new tab
    stepped = Signal()
    rendered = Signal()  # other text is laid out: what was found in it is gone

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self._compared: Compared | None = None
        self._theme: ReaderTheme | None = None
        self._font_px = USUAL_PX
        self._beside, self._whole = True, False
        self._filled: set[int] = set()  # gaps that were opened
        self._rows: list[Row] = []
        self._first, self._part = 0, _PART  # the rows that are laid out: the first one, and how many
        self._changes: list[int] = []
        self._at = -1
        self._places = MarkedPlaces()  # what the find bar has found
        self.anchorClicked.connect(self._follow)

    # ---- what is shown -------------------------------------------------------------------------

    def show_compared(self, compared: Compared, *, beside: bool, whole: bool) -> None:
        """Shows a comparison from its beginning."""
        self._compared = compared
        self._beside, self._whole = beside, whole
        self._filled, self._first, self._part, self._at = set(), 0, _PART, -1
        self._changes = changes(compared.comparison.paragraphs)
        self._choose_rows()
        self._render()

    def set_shape(self, *, beside: bool, whole: bool) -> None:
        """Side by side or in one column; all paragraphs or those that differ."""
        self._beside, self._whole = beside, whole
        self._choose_rows()
        self._first, self._part = 0, _PART
        self._render()
        self._go()

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours and the size of type."""
        self._theme, self._font_px = theme, font_px
        self.setPalette(text_palette(theme))
        self.redraw()

    def redraw(self) -> None:
        """Colours, type or language are others; the place stays."""
        place = self.verticalScrollBar().value()
        self._render()
        self._mark()
        self.verticalScrollBar().setValue(place)

    def clear_page(self) -> None:
        """Nothing is on show."""
        self._compared, self._rows, self._changes, self._at = None, [], [], -1
        self._render()

    def _choose_rows(self) -> None:
        if self._compared is None:
            return
        self._rows = []
        paragraphs = self._compared.comparison.paragraphs
        for row in rows(paragraphs, None if self._whole else AROUND):
            if isinstance(row, Gap) and row.first in self._filled:
                self._rows += [(n, paragraphs[n]) for n in range(row.first, row.first + row.count)]
            else:
                self._rows.append(row)

    def _render(self) -> None:
        document = self.document()
        document.clear()
        self._places = MarkedPlaces()
        if self._compared is None or self._theme is None:
            return
        font = reader_font(False, self._font_px)
        document.setDefaultFont(font)
        document.setDefaultStyleSheet(reader_css(self._theme, font))
        document.setDocumentMargin(_MARGIN)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        end = self._first + self._part
        left = max(0, len(self._rows) - end)
        rows = self._rows[self._first : end]
        self.setHtml(
            comparison_html(self._compared, rows, beside=self._beside, before=self._first, left=left)
        )
        self.rendered.emit()

    # ---- from difference to difference ---------------------------------------------------------

    @property
    def count(self) -> int:
        """How many paragraphs differ."""
        return len(self._changes)

    @property
    def current(self) -> int:
        """The difference that was walked to, from 0; -1 before the first step."""
        return self._at

    @property
    def current_paragraph(self) -> int:
        """Which paragraph of the comparison that is."""
        return self._changes[self._at]

    def step(self, by: int) -> None:
        """To the next (1) or the previous (-1) difference, round the end."""
        if self._changes:
            self._at = (self._at + by) % len(self._changes) if self._at >= 0 else (0 if by > 0 else -1)
            self._at %= len(self._changes)
            self._go()
            self.stepped.emit()

    def go_to(self, number: int) -> None:
        """To a difference by its number, if there is one."""
        if 0 <= number < len(self._changes):
            self._at = number
            self._go()
            self.stepped.emit()

    def _go(self) -> None:
        if self._at < 0:
            return
        row = self._row_of(self._changes[self._at])
        if not self._first <= row < self._first + self._part:
            self._first, self._part = max(0, row - _BEFORE), _PART
            self._render()
        self._mark()
        if (block := self._block_of(self._changes[self._at])).isValid():
            bar = self.verticalScrollBar()
            top = self.cursorRect(QTextCursor(block)).top()
            bar.setValue(bar.value() + top - self.viewport().height() // 4)

    def _row_of(self, number: int) -> int:
        starts = [row.first if isinstance(row, Gap) else row[0] for row in self._rows]
        return bisect.bisect_right(starts, number) - 1

    def _block_of(self, number: int) -> QTextBlock:
        name, block = change_anchor(number), self.document().begin()
        while block.isValid():
            at = block.begin()
            while not at.atEnd():
                if name in at.fragment().charFormat().anchorNames():
                    return block
                at += 1
            block = block.next()
        return block

    def _mark(self) -> None:
        """Marks what the find bar has found, and the sign of the difference that was walked to."""
        if self._theme is None:
            return
        marked = self._places.frames(self.document(), self._theme)
        if self._at >= 0:
            cursor = QTextCursor(self._block_of(self._changes[self._at]))
            if not cursor.isNull() and isinstance(table := cursor.currentTable(), QTextTable):
                cell = table.cellAt(cursor)
                ends = cell.firstCursorPosition().position(), cell.lastCursorPosition().position()
                look = marking(self._theme.current, self._theme.current_ink)
                marked.append(frame(self.document(), ends, look))
        self.setExtraSelections(marked)

    # ---- find ----------------------------------------------------------------------------------

    @property
    def hits(self) -> int:
        """How many places the find bar has found in what is laid out."""
        return len(self._places)

    @property
    def current_hit(self) -> int:
        """The place that was walked to, from 0; -1 before the first step."""
        return self._places.current

    def mark_hits(self, spans: Sequence[Span]) -> None:
        """Marks places of ``toPlainText()``, given as offsets of Python characters."""
        self._places = MarkedPlaces(utf16_spans(self.toPlainText(), spans))
        self._mark()

    def walk(self, step: int) -> None:
        """To the next (1) or previous (-1) place that was found, round the end."""
        if (start := self._places.step(step)) is None:
            return
        self._mark()
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() - self.viewport().height() // 3)

    # ---- links ---------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done here. (Qt's own menu would copy our numbers for addresses.)"""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(_("&Copy"), self.copy)
        copy.setEnabled(self.textCursor().hasSelection())
        menu.addAction(_("Select &all"), self.selectAll)
        menu.popup(event.globalPos())

    def _follow(self, url: QUrl) -> None:
        kind, target = url.scheme(), url.path()
        if kind == OPEN:
            self.side_chosen.emit(target, bool(QGuiApplication.keyboardModifiers() & _CONTROL))
        elif kind == MORE:
            self._part += _PART
            self.redraw()
        elif kind == EARLIER:
            more = min(_PART, self._first)
            self._first, self._part = self._first - more, self._part + more
            self._render()
            self._mark()
        elif kind == GAP and target.isdecimal():
            self._filled.add(int(target))
            self._choose_rows()
            self.redraw()
