"""The thin bar above an original page: that it is offline, what was refused, and its two switches."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from reader.translation import _, format_number, ngettext
from reader.ui.translated import Panel


class OriginalBar(Panel):
    """Says what is so; clicks on it are told with signals."""

    refused_wanted = Signal()
    hits_switched = Signal(bool)
    scripts_switched = Signal(bool)  # by a click; what is in force is set with ``show_scripts``

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._said, self._address = QLabel(self), QLabel(self)
        self._refused, self._hits, self._scripts = (QToolButton(self) for _number in range(3))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 8, 3)
        row.setSpacing(4)
        row.addWidget(self._said)
        row.addWidget(self._refused)
        row.addWidget(self._address, 1)
        self._address.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._address.setTextFormat(Qt.TextFormat.PlainText)
        self._address.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for button in (self._hits, self._scripts):
            button.setCheckable(True)
            row.addWidget(button)
        for button in (self._refused, self._hits, self._scripts):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._hits.setChecked(True)
        self._refused.clicked.connect(self.refused_wanted)
        self._hits.toggled.connect(self.hits_switched)
        self._scripts.clicked.connect(self.scripts_switched)
        self.retranslate()

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return self._said.text() + " " + self._refused.text()

    @property
    def marks_hits(self) -> bool:
        """Whether the hits of the search are to be marked."""
        return self._hits.isChecked()

    def show_count(self, count: int) -> None:
        """How many requests were refused."""
        self._count = count
        self.retranslate()

    def show_address(self, address: str) -> None:
        """The address of a page that is no article; "" for the page of the article."""
        self._address.setText(address)
        self._address.setToolTip(address)

    def show_scripts(self, on: bool) -> None:
        """Whether the page's own scripts run."""
        self._scripts.setChecked(on)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._said.setText(_("Original page, offline,"))
        refused = ngettext("{count} request refused", "{count} requests refused", self._count)
        self._refused.setText(refused.format(count=format_number(self._count)))
        self._refused.setToolTip(_("Show what the page asked for"))
        self._hits.setText(_("Mark hits"))
        self._hits.setToolTip(_("Mark the hits of the search on this page"))
        self._scripts.setText(_("Page scripts"))
        self._scripts.setToolTip(_("Let the page's own scripts run; they reach nothing outside the archive"))
