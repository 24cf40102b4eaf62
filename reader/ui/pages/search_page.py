"""What pages about a whole search have in common: heading, notes and tools above, what is shown below."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from reader.model import SearchRequest
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import TabPage
from reader.ui.painting import scaled

_DELAY_MS = 300  # after the last letter that is typed into a tool
_SMALLER, _SMALLEST = 0.88, 11  # type of what is shown, against that of articles; pixels


def place_of(kind: str, request: SearchRequest) -> Place:
    """The place of a page about a search."""
    return Place(kind, json.dumps(request.as_json()), title=request.query)


def stored(place: Place) -> tuple[SearchRequest, dict[str, object]]:
    """The search of a place and what else it remembers; nothing where that cannot be understood."""
    try:
        request, state = json.loads(place.target), json.loads(place.state or "{}")
    except ValueError:
        return SearchRequest(), {}
    return SearchRequest.from_json(request), state if isinstance(state, dict) else {}


class SearchPage(TabPage):
    """The export button stands for the action of that name; ``_delay`` ends when nothing more is typed."""

    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._facts, self._notes = QLabel(self), QLabel(self), QLabel(self)
        self._export = QPushButton(self)
        self._export.clicked.connect(self.export_wanted)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_DELAY_MS)

    def _arrange(self, head: Sequence[QWidget | QLayout], below: QWidget) -> None:
        """One below the other: ``head``, then what fills the page."""
        self._heading.setFont(scaled(self.font(), 1.3, bold=True))
        self._heading.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setTextFormat(Qt.TextFormat.RichText)
        self._notes.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        for label in (self._heading, self._facts, self._notes):
            label.setWordWrap(True)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        for part in head:
            if isinstance(part, QLayout):
                top.addLayout(part)
            else:
                top.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(below, 1)
        self.setAutoFillBackground(True)

    @property
    def deeds(self) -> frozenset[str]:
        """What is shown can be exported."""
        return frozenset({"export"} if self._export.isEnabled() else ())

    def do(self, deed: str) -> None:
        """Exports."""
        self.export_wanted.emit()


def tell(label: QLabel, text: str) -> None:
    """A label that takes no room while it says nothing."""
    label.setText(text)
    label.setVisible(bool(text))


def sized(font: QFont, font_px: int) -> QFont:
    """A font for lines and plots beside articles of that size."""
    font.setPixelSize(max(_SMALLEST, round(font_px * _SMALLER)))
    return font
