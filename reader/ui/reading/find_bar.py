"""Find in the page: a bar below the article. It only asks; the folding is the search's own."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from reader.translation import _, format_number
from reader.ui.clearable_line import ClearableLine
from reader.ui.icons import icon
from reader.ui.translated import Panel

_DELAY_MS = 120


class FindBar(Panel):
    """A box, what was found, previous and next; Escape closes it."""

    sought = Signal(str)  # the text to look for, "" for none
    walked = Signal(int)  # 1 next, -1 previous
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = ClearableLine(self)
        self._box.setMaximumWidth(360)
        self._count = QLabel(self)
        self._previous, self._next, self._close = (QToolButton(self) for _number in range(3))
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MS)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        for widget in (self._box, self._previous, self._next, self._count):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._close)
        for button in (self._previous, self._next, self._close):
            button.setAutoRaise(True)
        self._box.textChanged.connect(self._delay.start)
        self._delay.timeout.connect(self._seek)
        self._previous.clicked.connect(self._walk_back)
        self._next.clicked.connect(self._walk_on)
        self._close.clicked.connect(self.close_bar)
        self.setVisible(False)
        self.retranslate()
        self.redraw_icons()

    @property
    def text(self) -> str:
        """What is looked for; empty when the bar is closed."""
        return "" if self.isHidden() else self._box.text().strip()

    def open_bar(self, text: str = "") -> None:
        """Shows the bar, with a text to begin with."""
        self.setVisible(True)
        if text:
            self._box.setText(text)
        self._box.selectAll()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._seek()

    def close_bar(self) -> None:
        """Hides the bar; its marks go."""
        self._delay.stop()
        self.setVisible(False)
        self.closed.emit()

    def show_count(self, hits: int, current: int) -> None:
        """Says how many places were found and which one is on show (from 0, -1 none)."""
        if not self.text:
            self._count.clear()
        elif not hits:
            self._count.setText(_("Not found on this page"))
        elif current < 0:
            self._count.setText(_("{count} found").format(count=format_number(hits)))
        else:
            told = _("{number} of {count}")
            self._count.setText(told.format(number=format_number(current + 1), count=format_number(hits)))

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._box.setPlaceholderText(_("Find on this page"))
        self._box.setAccessibleName(_("Find on this page"))
        for button, text in (
            (self._previous, _("Previous hit (Shift+F3)")),
            (self._next, _("Next hit (F3)")),
            (self._close, _("Close (Esc)")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        for button, name in ((self._previous, "up"), (self._next, "down"), (self._close, "clear")):
            button.setIcon(icon(name, self.palette()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Shift+Enter walk, Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._delay.isActive():
                self._delay.stop()
                self._seek()
            else:
                self.walked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def _seek(self) -> None:
        self.sought.emit(self.text)

    def _walk_on(self) -> None:
        self.walked.emit(1)

    def _walk_back(self) -> None:
        self.walked.emit(-1)
