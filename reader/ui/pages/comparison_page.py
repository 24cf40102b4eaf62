"""Two captures, or a copy and its source, compared: a page in a tab."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from reader.export.comparison import operation_word, render
from reader.translation import _, format_number
from reader.ui import clipboard
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import icon
from reader.ui.pages.comparison_view import ComparisonView
from reader.ui.pages.comparison_words import Compared, summary
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import TabPage
from reader.ui.reading.find_bar import FindBar
from reader.ui.reading.spans import Span
from reader.ui.theme import ReaderTheme
from reader.ui.wording import display_title

_DEEDS = frozenset({"next-change", "previous-change", "find", "next-hit", "previous-hit", "export"})
_NARROW = 560  # pixels below which two columns are too thin to be the first choice


class ComparisonPage(TabPage):
    """``place.target`` has the ids of both articles; ``state`` the shape and the difference in view."""

    article_chosen = Signal(str, bool)  # id, whether in a new tab
    swap_wanted = Signal(str, str)  # the ids as they are to stand
    export_wanted = Signal(object)  # Compared
    words_wanted = Signal(object, str, str)  # this page, its text, words that are sought in it
    said = Signal(str)  # a remark for the status bar

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compared: Compared | None = None
        self._is_busy = False
        self._summary, self._where = QLabel(self), QLabel(self)
        self._beside, self._whole = QToolButton(self), QToolButton(self)
        self._previous, self._next = QToolButton(self), QToolButton(self)
        self._swap, self._copy, self._export = QPushButton(self), QPushButton(self), QPushButton(self)
        self.view = ComparisonView(self)
        self.find_bar = FindBar(self)
        self._lay_out()
        self.find_bar.sought.connect(self._seek)
        self.find_bar.walked.connect(self._walk)
        self.find_bar.closed.connect(self._end_find)
        self.view.rendered.connect(self._seek_again)
        self._beside.toggled.connect(self._reshape)
        self._whole.toggled.connect(self._reshape)
        self._previous.clicked.connect(lambda: self.view.step(-1))
        self._next.clicked.connect(lambda: self.view.step(1))
        self._swap.clicked.connect(self._ask_to_swap)
        self._copy.clicked.connect(self.copy_all)
        self._export.clicked.connect(self._ask_to_export)
        self.view.side_chosen.connect(self._open_side)
        self.view.stepped.connect(self._tell_where)
        self.retranslate()
        self.redraw_icons()

    # ---- the page of a tab ---------------------------------------------------------------------

    @property
    def title(self) -> str:
        """What the tab is called."""
        if self._compared is None:
            return ""
        return _("Compared: {title}").format(title=display_title(self._compared.b.title))

    @property
    def state(self) -> str:
        """The shape, and the difference in view."""
        return json.dumps([self._beside.isChecked(), self._whole.isChecked(), self.view.current])

    @property
    def position(self) -> int:
        """How far it is scrolled, in pixels."""
        return self.view.verticalScrollBar().value()

    @property
    def deeds(self) -> frozenset[str]:
        """From difference to difference, find, and the export."""
        return _DEEDS if self._compared is not None else frozenset()

    def do(self, deed: str) -> None:
        """Answers a key."""
        if deed == "export":
            self._ask_to_export()
        elif deed == "find":
            selected = self.view.textCursor().selectedText()
            self.find_bar.open_bar(selected if "\u2029" not in selected else "")
        elif deed.endswith("hit") and self.find_bar.text:
            self._walk(1 if deed == "next-hit" else -1)
        else:
            self.view.step(1 if deed.startswith("next") else -1)

    def begin(self, place: Place) -> None:
        """The texts are being compared."""
        self._compared, self._is_busy = None, True
        self.find_bar.close_bar()
        self.view.clear_page()
        self._tell()

    def show_place(self, place: Place, answer: object) -> None:
        """Shows a Compared."""
        assert isinstance(answer, Compared)
        self._compared, self._is_busy = answer, False
        beside, whole, at = _shape(place.state, self.width() >= _NARROW)
        for button, on in ((self._beside, beside), (self._whole, whole)):
            button.blockSignals(True)
            button.setChecked(on)
            button.blockSignals(False)
        self.view.show_compared(answer, beside=beside, whole=whole)
        self.view.go_to(at)
        if place.position:
            self.view.verticalScrollBar().setValue(place.position)
        self._tell()

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours and the size of type."""
        self.view.set_look(theme, font_px)

    def focus_first(self) -> None:
        """The text is read and walked first."""
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what is done --------------------------------------------------------------------------

    def copy_all(self) -> None:
        """Puts the comparison on the clipboard, as text and as a page."""
        if (compared := self._compared) is not None:
            text, page = (
                render(compared.comparison, compared.a, compared.b, kind).decode() for kind in ("txt", "html")
            )
            clipboard.put(text, page)
            self.said.emit(_("The comparison is on the clipboard."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N and P walk as they do in other programs that compare."""
        step = {Qt.Key.Key_N: 1, Qt.Key.Key_P: -1}.get(Qt.Key(event.key()))
        if step and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.view.step(step)
        else:
            super().keyPressEvent(event)

    # ---- find ----------------------------------------------------------------------------------

    def show_spans(self, text: str, spans: Sequence[Span]) -> None:
        """The answer to ``words_wanted``; dropped when other text is laid out by now."""
        if text == self.view.toPlainText():
            self.view.mark_hits(spans if self.find_bar.text else ())
            if spans and self.find_bar.text:
                self.view.walk(1)
            self._tell_hits()

    def _seek(self, words: str) -> None:
        if words:
            self.words_wanted.emit(self, self.view.toPlainText(), words)
        else:
            self.view.mark_hits(())
            self._tell_hits()

    def _seek_again(self) -> None:
        if self.find_bar.text:
            self._seek(self.find_bar.text)

    def _walk(self, step: int) -> None:
        self.view.walk(step)
        self._tell_hits()

    def _end_find(self) -> None:
        self.view.mark_hits(())
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_hits(self) -> None:
        self.find_bar.show_count(self.view.hits, self.view.current_hit)

    def _reshape(self) -> None:
        self.view.set_shape(beside=self._beside.isChecked(), whole=self._whole.isChecked())
        self._tell_where()

    def _ask_to_swap(self) -> None:
        if self._compared is not None:
            self.swap_wanted.emit(self._compared.b.id, self._compared.a.id)

    def _ask_to_export(self) -> None:
        if self._compared is not None:
            self.export_wanted.emit(self._compared)

    def _open_side(self, name: str, new_tab: bool) -> None:
        if self._compared is not None:
            article = self._compared.a if name == "a" else self._compared.b
            self.article_chosen.emit(article.id, new_tab)

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.view.setAccessibleName(_("Comparison"))
        self._beside.setText(_("Side by side"))
        self._whole.setText(_("All paragraphs"))
        self._swap.setText(_("Swap"))
        self._copy.setText(_("Copy all"))
        self._export.setText(_("Export…"))
        for button, text in (
            (self._beside, _("Both texts side by side, or in one column")),
            (self._whole, _("Also the paragraphs that are the same")),
            (self._previous, _("Previous difference (P)")),
            (self._next, _("Next difference (N)")),
            (self._swap, _("The second text first")),
        ):
            button.setToolTip(text)
        for arrow in (self._previous, self._next):
            arrow.setAccessibleName(arrow.toolTip())
        self.view.redraw()
        self._tell()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        for button, name in (
            (self._previous, "up"),
            (self._next, "down"),
            (self._copy, "copy"),
            (self._export, "export"),
        ):
            button.setIcon(icon(name, self.palette()))

    def _tell(self) -> None:
        compared = self._compared
        if compared is not None:
            self._summary.setText(summary(compared.comparison))
        else:
            self._summary.setText(_("Comparing…") if self._is_busy else "")
        for button in (self._beside, self._whole, self._swap, self._copy, self._export):
            button.setEnabled(compared is not None)
        self._tell_where()
        self.changed.emit()

    def _tell_where(self) -> None:
        count, at = self.view.count, self.view.current
        for button in (self._previous, self._next):
            button.setEnabled(count > 0)
        self._where.setVisible(count > 0)
        if self._compared is None or not count:
            self._where.setText("")
        elif at < 0:
            self._where.setText(_("differences: {count}").format(count=format_number(count)))
        else:
            op = self._compared.comparison.paragraphs[self.view.current_paragraph].op
            told = _("{number} of {count}: {what}")
            self._where.setText(
                told.format(number=format_number(at + 1), count=format_number(count), what=operation_word(op))
            )

    def _lay_out(self) -> None:
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        font = self._summary.font()
        font.setBold(True)
        self._summary.setFont(font)
        for button in (self._beside, self._whole):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for arrow in (self._previous, self._next):
            arrow.setAutoRaise(True)
            arrow.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._where.setMinimumHeight(self._swap.sizeHint().height())
        head = QWidget(self)
        head.setBackgroundRole(QPalette.ColorRole.Window)
        inside = QVBoxLayout(head)
        inside.setContentsMargins(14, 10, 14, 8)
        inside.setSpacing(6)
        inside.addWidget(self._summary)
        row = FlowLayout(spacing=6)
        for widget in (
            self._previous,
            self._next,
            self._where,
            self._beside,
            self._whole,
            self._swap,
            self._copy,
            self._export,
        ):
            row.addWidget(widget)
        inside.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)


def _shape(state: str, wide: bool) -> tuple[bool, bool, int]:
    """Side by side, all paragraphs, the difference in view; by what was remembered, if that can be read."""
    try:
        beside, whole, at = json.loads(state)
        return bool(beside), bool(whole), int(at)
    except (ValueError, TypeError):
        return wide, False, -1
