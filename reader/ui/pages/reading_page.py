"""A page of widgets in the reader's colours and column: the base of the welcome and the not-archived page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reader.ui.pages.page_kinds import TabPage
from reader.ui.theme import USUAL_PX, ReaderTheme, page_palette

_WIDEST = 640  # pixels at the usual size of type
_LINK_HTML = "html"  # the property of a label that keeps what it shows
_HEADING, _SMALL = 1.65, 0.88


class ReadingPage(TabPage):
    """A scrolling column of widgets. Panels add theirs to ``column``; labels made here follow the theme."""

    link_chosen = Signal(str)  # the target of a link in one of the lists

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._font_px = USUAL_PX
        self._labels: list[tuple[QLabel, float, bool]] = []
        self._sheet = QWidget(self)
        self._sheet.setMaximumWidth(_WIDEST)
        self._sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.column = QVBoxLayout(self._sheet)
        self.column.setContentsMargins(28, 40, 28, 40)
        self.column.setSpacing(10)
        ground = QWidget(self)
        across = QHBoxLayout(ground)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(self._sheet, 100, Qt.AlignmentFlag.AlignTop)
        across.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(ground)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)

    def add_heading(self) -> QLabel:
        """A large line."""
        return self._add_label(_HEADING, bold=True)

    def add_text(self) -> QLabel:
        """A paragraph."""
        return self._add_label(1.0)

    def add_note(self, into: QBoxLayout | None = None) -> QLabel:
        """A small paragraph in a quieter colour, in the column or elsewhere."""
        label = self._add_label(_SMALL, into=into)
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        return label

    def add_subheading(self) -> QLabel:
        """A bold line above a list."""
        self.column.addSpacing(12)
        return self._add_label(1.0, bold=True)

    def add_links(self) -> QVBoxLayout:
        """Room for lines that ``fill_links`` sets."""
        lines = QVBoxLayout()
        lines.setSpacing(6)
        self.column.addLayout(lines)
        return lines

    def fill_links(self, lines: QVBoxLayout, links: Iterable[str]) -> None:
        """Replaces the lines by labels, each with one link (made by ``wording.html_link``)."""
        while (item := lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for html in links:
            label = QLabel(self._sheet)
            label.setProperty(_LINK_HTML, html)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
            )
            label.linkActivated.connect(self.link_chosen)
            self._dress_link(label)
            lines.addWidget(label)

    def focus_first(self) -> None:
        """Gives the keyboard to the first button, else to the first link."""
        links = (each for each in self.findChildren(QLabel) if each.property(_LINK_HTML))
        for control in (*self.findChildren(QPushButton), *links):
            if control.isVisibleTo(self):
                control.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours and the size of type."""
        self._font_px = font_px
        self._area.setPalette(page_palette(theme))
        self._area.viewport().setAutoFillBackground(True)
        self._sheet.setMaximumWidth(_WIDEST * font_px // USUAL_PX)
        for label, factor, bold in self._labels:
            font = label.font()
            font.setPixelSize(round(factor * font_px))
            font.setBold(bold)
            label.setFont(font)
        for label in self.findChildren(QLabel):
            if label.property(_LINK_HTML):
                self._dress_link(label)

    def _dress_link(self, label: QLabel) -> None:
        font = label.font()
        font.setPixelSize(self._font_px)
        label.setFont(font)
        html = str(label.property(_LINK_HTML))
        # Qt takes the colour of links from the application, whatever the palette of the label says.
        palette = self._area.palette()
        link = palette.color(QPalette.ColorRole.Link).name()
        quiet = palette.color(QPalette.ColorRole.PlaceholderText).name()
        html = html.replace("<a ", f'<a style="color: {link}" ', 1)
        label.setText(html.replace("<small>", f'<small style="color: {quiet}">', 1))

    def _add_label(self, factor: float, *, bold: bool = False, into: QBoxLayout | None = None) -> QLabel:
        label = QLabel(self._sheet)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        self._labels.append((label, factor, bold))
        (into or self.column).addWidget(label)
        return label
