"""The search box: results while typing, earlier queries and completions below it, help on the language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QInputMethodEvent, QKeyEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from reader.model import QueryProblem
from reader.text.vietnamese import fold_text
from reader.translation import _
from reader.ui.clearable_line import ClearableLine
from reader.ui.icons import icon
from reader.ui.reading.spans import Span, utf16_spans
from reader.ui.results.suggestions import Suggestions
from reader.ui.translated import Panel

# Long enough that a word typed fast is one search, short enough that the answer seems to come at once.
_DELAY_MS = 150
_MOST_EARLIER = 6  # earlier queries offered while typing; all of them when the list is opened
_SHORTEST_PREFIX = 2  # characters before completions are asked for


class SearchBox(Panel):
    """Emits what is to be searched; texts that are set from outside are not searched again."""

    search_wanted = Signal(str)
    complete_wanted = Signal(str)  # the text for which completions are wanted
    help_wanted = Signal()
    results_wanted = Signal()  # the keyboard is to go to the results

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: list[str] = []
        self._asked = ""  # the query that was searched last
        self._typed = ""  # the text as the user wrote it, while the box shows a suggestion
        self._settled = True  # whether the query was ended (Enter, Escape, a choice) after the last letter
        self._line = _Line(self)
        self._suggestions = Suggestions(self._line)
        self._sign, self._drop = QAction(self), QAction(self)
        self._line.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._line.addAction(self._drop, QLineEdit.ActionPosition.TrailingPosition)
        self._help = QToolButton(self)
        self._help.setAutoRaise(True)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._line, 1)
        row.addWidget(self._help)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._line)
        self._sign.triggered.connect(self._search_now)
        self._drop.triggered.connect(self.open_history)
        self._help.clicked.connect(self.help_wanted)
        self._line.textEdited.connect(self._edited)
        self._line.key_pressed.connect(self._answer_key)
        self._line.left.connect(self._suggestions.hide)
        self._suggestions.chosen.connect(self._take)
        self._delay.timeout.connect(self._search)
        self.retranslate()
        self.redraw_icons()

    # ---- what it is told -----------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._line.text().strip()

    def set_text(self, text: str) -> None:
        """Puts a query into the box without searching for it."""
        self._delay.stop()
        self._suggestions.hide()
        if text != self._line.text():
            self._line.setText(text)
            self._line.setCursorPosition(0 if not self._line.hasFocus() else len(text))
        self._asked = self._typed = text.strip()

    def set_history(self, queries: Sequence[str]) -> None:
        """Earlier queries, the newest first."""
        self._history = list(queries)

    def set_completions(self, texts: Sequence[str]) -> None:
        """The answer to ``complete_wanted``.

        It comes too late when the keyboard is elsewhere or a search was begun.
        """
        if self._line.hasFocus() and self._typed and self._suggestions.marked is None and not self._settled:
            self._suggestions.offer(self._earlier(), list(texts))

    def show_problems(self, problems: Sequence[QueryProblem]) -> None:
        """Underlines the places that were not understood, while the query stands there as it was asked."""
        if self.text == self._asked:
            lead = len(self._line.text()) - len(self._line.text().lstrip())
            self._line.underline([(lead + each.start, lead + each.end) for each in problems])

    def select_place(self, start: int, end: int) -> None:
        """Gives the keyboard to the box, with a place of the query selected."""
        lead = len(self._line.text()) - len(self._line.text().lstrip())
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        spans = utf16_spans(self._line.text(), [(lead + start, min(lead + end, len(self._line.text())))])
        self._line.setSelection(spans[0][0], spans[0][1] - spans[0][0])

    def focus_box(self) -> None:
        """Gives the keyboard to the box, its text selected."""
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._line.selectAll()

    def open_history(self) -> None:
        """Opens the list of earlier queries; once more closes it."""
        if self._suggestions.isVisible():
            self._suggestions.hide()
            return
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._line.end(False)
        self._typed = self.text
        self._suggestions.offer(self._history, ())

    # ---- typing --------------------------------------------------------------------------------

    def _edited(self, text: str) -> None:
        self._settled = False
        self._typed = text.strip()
        self._delay.start()
        self._suggestions.offer(self._earlier() if self._typed else (), ())
        if len(self._typed) >= _SHORTEST_PREFIX:
            self.complete_wanted.emit(self._typed)

    def _earlier(self) -> list[str]:
        wanted = fold_text(self._typed)
        found = (query for query in self._history if wanted in fold_text(query) and query != self._typed)
        return [query for query, _number in zip(found, range(_MOST_EARLIER), strict=False)]

    def _search(self) -> None:
        if self.text != self._asked:
            self._asked = self.text
            self.search_wanted.emit(self.text)

    def _search_now(self) -> None:
        self._delay.stop()
        self._settled = True
        self._suggestions.hide()
        self._asked = self._typed = self.text
        self.search_wanted.emit(self.text)

    def _take(self, text: str) -> None:
        self._line.setText(text)
        self._search_now()

    # ---- keys ----------------------------------------------------------------------------------

    def _answer_key(self, event: QKeyEvent) -> None:
        """Accepts the keys that mean something here; the line edit gets the others."""
        key, modifiers = event.key(), event.modifiers()
        alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search_now()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and alt:
            self.open_history()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self._suggestions.isVisible():
            marked = self._suggestions.step(1 if key == Qt.Key.Key_Down else -1)
            self._line.setText(self._typed if marked is None else marked)
        elif key == Qt.Key.Key_Down:
            self.results_wanted.emit()
        elif key == Qt.Key.Key_Escape and self._suggestions.isVisible():
            self._settled = True
            self._suggestions.hide()
            self._line.setText(self._typed)
        elif key == Qt.Key.Key_Escape and self._line.text():
            self._take("")
        else:
            event.ignore()

    # ---- language and colours ------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._line.setPlaceholderText(_("Search the archive"))
        self._line.setAccessibleName(_("Search the archive"))
        self._line.setAccessibleDescription(
            _("Results appear while you type. Down goes to the results, Alt+Down opens earlier searches.")
        )
        self._sign.setText(_("Search"))
        self._sign.setToolTip(_("Search (Enter)"))
        self._drop.setText(_("Earlier searches"))
        self._drop.setToolTip(_("Earlier searches (Alt+Down)"))
        self._help.setToolTip(_("How to search"))
        self._help.setAccessibleName(_("How to search"))
        self._suggestions.setAccessibleName(_("Earlier searches and completions"))

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._sign.setIcon(icon("search", self.palette()))
        self._drop.setIcon(icon("down", self.palette()))
        self._help.setIcon(icon("question", self.palette()))


class _Line(ClearableLine):
    """A line edit whose owner sees its keys first."""

    key_pressed = Signal(object)  # QKeyEvent, accepted unless the owner ignores it
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composes = self._underlined = False

    def event(self, event: QEvent) -> bool:
        """Keeps Escape from shortcuts of the window while there is something for it to clear."""
        wanted = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if wanted and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def underline(self, spans: Sequence[Span]) -> None:
        """Draws a wavy line below some places; letters that are typed take it away.

        The only way to format the text of a line edit is to tell it of an input method's attributes; while
        one is at work (as for Vietnamese), it is left alone.
        """
        if self._composes or (not spans and not self._underlined):
            return
        self._underlined = bool(spans)
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wavy.setUnderlineColor(self.palette().color(QPalette.ColorRole.Text))
        kind = QInputMethodEvent.AttributeType.TextFormat
        attributes = [
            QInputMethodEvent.Attribute(kind, start - self.cursorPosition(), end - start, wavy)
            for start, end in utf16_spans(self.text(), [(a, min(b, len(self.text()))) for a, b in spans])
            if start < end
        ]
        super().inputMethodEvent(QInputMethodEvent("", attributes))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Notes whether an input method is at work."""
        self._composes = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Asks the owner, then does what a line edit does."""
        event.accept()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells the owner."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
