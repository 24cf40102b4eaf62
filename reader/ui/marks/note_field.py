"""The note on an article: its Markdown set as text, and the field to write it in when it has the keyboard.

HTML in a note is shown as it is written, pictures are not fetched, and links are only told of.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from reader.translation import _
from reader.ui.reading.walled_browser import WalledBrowser
from reader.ui.translated import Panel

_LEAST, _MOST = 2, 12  # lines
_INDENT = 14  # pixels
_BEGINS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_AWAY = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class NoteField(Panel):
    """Grows with its text. ``editor`` holds the text."""

    written = Signal()  # somebody has changed the text
    left = Signal()  # the keyboard has left the editor
    link_chosen = Signal(str)  # an address in the note

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = QPlainTextEdit(self)
        self.shown = _Shown(self)
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._change)
        self.editor.installEventFilter(self)
        self.shown.edit_wanted.connect(self.edit)
        self.shown.anchorClicked.connect(self._choose_link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.editor)
        column.addWidget(self.shown)
        self.retranslate()
        self._settle()

    def set_text(self, text: str) -> None:
        """Another note; nobody has written it here."""
        if self.editor.toPlainText() != text:
            self.editor.blockSignals(True)
            self.editor.setPlainText(text)
            self.editor.blockSignals(False)
        self._settle()

    def edit(self) -> None:
        """Gives the keyboard to the editor."""
        self.shown.hide()
        self.editor.show()
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When the keyboard leaves the editor, the note is shown as it reads."""
        if watched is self.editor and isinstance(event, QFocusEvent) and event.lostFocus():
            self.left.emit()
            if event.reason() not in _AWAY:
                self._settle()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines in other places."""
        super().resizeEvent(event)
        self._fit()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.editor.setPlaceholderText(_("A note on this article (Markdown)"))
        self.editor.setAccessibleName(_("Note"))
        self.shown.setAccessibleName(_("Note"))
        self.shown.setToolTip(_("Click to edit the note"))

    def _change(self) -> None:
        self._fit()
        self.written.emit()

    def _choose_link(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            self.link_chosen.emit(url.toString())

    def _settle(self) -> None:
        """Shows the note as it reads, unless somebody writes it, or the empty editor."""
        text = self.editor.toPlainText()
        if self.editor.hasFocus():
            return
        features = QTextDocument.MarkdownFeature
        document = self.shown.document()
        document.setMarkdown(text, features.MarkdownDialectGitHub | features.MarkdownNoHTML)
        _quieten(document)
        self.shown.setVisible(bool(text.strip()))
        self.editor.setVisible(not text.strip())
        self._fit()

    def _fit(self) -> None:
        line = self.editor.fontMetrics().lineSpacing()
        if self.editor.isVisibleTo(self):
            height = (
                self.editor.document().size().height() * line + 2 * self.editor.document().documentMargin()
            )
        else:
            document = self.shown.document()
            document.setTextWidth(self.shown.viewport().width())
            height = document.size().height()
        frame = 2 * self.editor.frameWidth() + 4
        self.setFixedHeight(round(min(max(height, _LEAST * line), _MOST * line)) + frame)


def _quieten(document: QTextDocument) -> None:
    """Headings in the size of the text, lists near the edge: the panel is narrow."""
    document.setIndentWidth(_INDENT)
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            plain = QTextCharFormat()
            plain.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
            cursor.mergeCharFormat(plain)
        block = block.next()


class _Shown(WalledBrowser):
    """The note as it reads. A click beside a link, Enter or F2 begin to edit it."""

    edit_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click that selects nothing and is on no link."""
        super().mouseReleaseEvent(event)
        is_click = event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection()
        if is_click and not self.anchorAt(event.position().toPoint()):
            self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that begin to edit."""
        if event.key() in _BEGINS and not self.textCursor().charFormat().anchorHref():
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)
