"""The places that are marked on a page of text, and the one that was walked to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from reader.ui.reading.spans import Span
from reader.ui.theme import ReaderTheme

# Frames painted over text cost time on every repaint; who needs more hits than this searches in the list.
_MOST_FRAMES = 2000


class MarkedPlaces:
    """Places in Qt's units, in the order of the text; ``current`` is -1 before the first step."""

    def __init__(self, spans: Sequence[Span] = ()) -> None:
        self._spans = spans
        self.current = -1

    def __len__(self) -> int:
        return len(self._spans)

    def step(self, by: int, top: int = 0) -> int | None:
        """To the next (1) or the previous (-1) place, round the end; tells where it begins, None without any.

        The first step starts from ``top``, the position that is at the top of the view.
        """
        if not self._spans:
            return None
        if self.current >= 0:
            self.current = (self.current + by) % len(self._spans)
        else:
            below = next((index for index, (start, _end) in enumerate(self._spans) if start >= top), 0)
            self.current = below if by > 0 else (below - 1) % len(self._spans)
        return self._spans[self.current][0]

    def frames(self, document: QTextDocument, theme: ReaderTheme) -> list[QTextEdit.ExtraSelection]:
        """What paints them: those around the current one, which is told apart by a line below it too."""
        hit, current = marking(theme.hit, theme.hit_ink), marking(theme.current, theme.current_ink)
        current.setFontUnderline(True)
        first = max(0, self.current - _MOST_FRAMES // 2)
        return [
            frame(document, span, current if number == self.current else hit)
            for number, span in enumerate(self._spans[first : first + _MOST_FRAMES], first)
        ]


def marking(background: str, ink: str) -> QTextCharFormat:
    """The look of marked text."""
    look = QTextCharFormat()
    look.setBackground(QColor(background))
    look.setForeground(QColor(ink))
    return look


def frame(document: QTextDocument, span: Span, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """What paints one place."""
    painted = QTextEdit.ExtraSelection()
    painted.cursor = QTextCursor(document)
    painted.cursor.setPosition(span[0])
    painted.cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
    painted.format = look
    return painted
