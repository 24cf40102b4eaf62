"""Highlights as they lie in the text of a page: painted in it, and cut out of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from reader.model import HighlightColour, Passage
from reader.ui.marks.colours import text_format
from reader.ui.theme import ReaderTheme

_CONTEXT = 80  # signs before and after a passage that are handed on
_PICTURE = "\ufffc"  # stands in the place of a picture


@dataclass(frozen=True, slots=True)
class HighlightedSpan:
    """A highlight and where it lies."""

    key: str
    colour: HighlightColour
    start: int
    end: int


def highlight_frames(
    document: QTextDocument, highlights: Sequence[HighlightedSpan], theme: ReaderTheme
) -> list[QTextEdit.ExtraSelection]:
    """What paints highlights, given in Qt's units, on a page of that theme."""
    frames = []
    last = document.characterCount() - 1
    for each in highlights:
        frame = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(min(each.start, last))
        cursor.setPosition(min(each.end, last), QTextCursor.MoveMode.KeepAnchor)
        frame.cursor = cursor
        frame.format = text_format(each.colour, QColor(theme.page), QColor(theme.ink))
        frames.append(frame)
    return frames


def units_in(text: str) -> int:
    """The length of a text in Qt's units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def passage_of(text: str, start: int, end: int) -> Passage:
    """A part of a text by its offsets in Qt's units, with what stands around it."""
    units = text.encode("utf-16-le", "surrogatepass")

    def part(begin: int, stop: int) -> str:
        return units[2 * begin : 2 * stop].decode("utf-16-le", "replace").replace(_PICTURE, "")

    before = part(max(0, start - _CONTEXT), start)
    return Passage(before, part(start, end), part(end, end + _CONTEXT), len(part(0, start)))
