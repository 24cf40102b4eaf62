"""Copy and Select all, for whatever text has the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reader.ui.kwic_list import KwicView

_TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit)


def copy_from(window: QWidget) -> None:
    """Copies what is selected there."""
    widget = window.focusWidget()
    if isinstance(widget, (*_TEXTS, KwicView)):
        widget.copy()


def select_all_in(window: QWidget) -> None:
    """Selects everything there."""
    text = window.focusWidget()
    if isinstance(text, _TEXTS):
        text.selectAll()
