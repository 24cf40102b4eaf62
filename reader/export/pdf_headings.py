"""Headings of Qt's text documents, on paper and in the window."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextFragment


def size_headings(document: QTextDocument) -> None:
    """Gives headings the sizes of the style sheet: Qt sets its own factor for each level on top of them."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            for fragment in _fragments(block):
                shape = fragment.charFormat()
                shape.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(shape)
        block = block.next()


def _fragments(block: QTextBlock) -> list[QTextFragment]:
    fragments, at = [], block.begin()
    while not at.atEnd():
        fragments.append(at.fragment())
        at += 1
    return fragments
