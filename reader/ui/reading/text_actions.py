"""Copy and Select all, for whatever text or list of results has the keyboard."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from reader.ui.pages.kwic_list import KwicView
from reader.ui.results.result_view import ResultView

_TEXTS = (QLineEdit, QTextEdit, QPlainTextEdit)


@runtime_checkable
class Copying(Protocol):
    """A part of the window that copies by itself."""

    def copy_selected(self) -> None:
        """Copies what is selected."""

    def select_all(self) -> None:
        """Selects everything."""


def copy_from(window: QWidget) -> None:
    """Copies what is selected there."""
    text = window.focusWidget()
    if isinstance(text, (*_TEXTS, KwicView)):
        text.copy()
    elif (around := _copying(text)) is not None:
        around.copy_selected()


def select_all_in(window: QWidget) -> None:
    """Selects everything there."""
    text = window.focusWidget()
    if isinstance(text, (*_TEXTS, ResultView)):
        text.selectAll()
    elif (around := _copying(text)) is not None:
        around.select_all()


def _copying(widget: QWidget | None) -> Copying | None:
    """What the widget with the keyboard belongs to, if that copies by itself."""
    while widget is not None and not isinstance(widget, Copying):
        widget = widget.parentWidget()
    return widget
