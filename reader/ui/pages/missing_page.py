"""The page for a link that leads out of the archive: what is known of it here, and the way out, set apart."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from reader.messages import SIGNS, kind_words
from reader.model import Missing
from reader.text.urls import host, is_web
from reader.translation import _
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import icon
from reader.ui.pages.arriving import NotThere
from reader.ui.pages.history import Place
from reader.ui.pages.reading_page import ReadingPage
from reader.ui.wording import breakable, display_title, facts, html_link

# Where the public keeps copies of pages; "*" asks for the list of all captures.
_WEB_ARCHIVE = "https://web.archive.org/web/*/{url}"


class MissingPage(ReadingPage):
    """``link_chosen`` carries the id of an article, ``browser_wanted`` an address to be opened online."""

    browser_wanted = Signal(str)
    want_changed = Signal(str, bool)  # the address, whether it is to be on the user's own list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing = Missing("", (), ())
        self._heading = self.add_heading()
        self._address = self.add_text()
        self._is_wanted = False
        self._copy, self._want = QPushButton(self), QPushButton(self)
        self._copy.clicked.connect(self._copy_address)
        self._want.clicked.connect(self._change_wanted)
        row = FlowLayout(spacing=8)
        for button in (self._copy, self._want):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.column.addLayout(row)
        self._wanted_note = self.add_note()
        self._nearest_head, self._nearest = self.add_subheading(), self.add_links()
        self._from_head, self._from = self.add_subheading(), self.add_links()
        self._online = self._online_box()
        self.column.addStretch(1)
        self.retranslate()
        self.redraw_icons()

    @property
    def title(self) -> str:
        """What the tab is called."""
        return _("Not in the archive")

    def show_place(self, place: Place, answer: object) -> None:
        """Shows a NotThere."""
        assert isinstance(answer, NotThere)
        self.show_missing(answer.missing, is_wanted=answer.is_wanted)

    def show_missing(self, missing: Missing, *, is_wanted: bool = False) -> None:
        """Fills the page."""
        self._missing, self._is_wanted = missing, is_wanted
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        missing = self._missing
        self._heading.setText(f"{SIGNS['missing']} " + _("Not in the archive"))
        self._address.setText(breakable(missing.url))
        self._address.setAccessibleName(_("Address"))
        self._copy.setText(_("Copy address"))
        self._want.setText(
            _("Remove from the missing list") if self._is_wanted else _("Add to the missing list")
        )
        self._wanted_note.setText("★ " + _("It is on your list of missing pages (Tools menu)."))
        self._wanted_note.setVisible(self._is_wanted)
        self._nearest_head.setText(
            _("Nearest in the archive") if missing.nearest else _("Nothing like it is in the archive")
        )
        self.fill_links(
            self._nearest,
            (
                html_link(hit.id, display_title(hit.title), after=facts(hit.site, date=hit.date))
                for hit in missing.nearest
            ),
        )
        self._from_head.setText(_("Who links to it"))
        self._from_head.setVisible(bool(missing.linked_from))
        self.fill_links(
            self._from,
            (
                html_link(
                    link.id, display_title(link.title), after=facts(kind_words(link.kind), date=link.date)
                )
                for link in missing.linked_from
            ),
        )
        self._online.setVisible(is_web(missing.url))
        told = _(
            "These two leave the archive: "
            "your own browser goes online and asks {host} or a web archive for the page."
        )
        self._online_note.setText(told.format(host=host(missing.url) or missing.url))
        self._browser.setText(_("Open in browser (online)…"))
        self._web_archive.setText(_("Look up in a web archive (online)…"))

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._copy.setIcon(icon("copy", self.palette()))
        for button in (self._browser, self._web_archive):
            button.setIcon(icon("online", self.palette()))

    def _online_box(self) -> QWidget:
        box = QFrame(self)
        box.setFrameShape(QFrame.Shape.StyledPanel)
        inside = QVBoxLayout(box)
        inside.setContentsMargins(16, 12, 16, 14)
        inside.setSpacing(10)
        self._online_note = self.add_note(inside)
        self._browser, self._web_archive = QPushButton(box), QPushButton(box)
        self._browser.clicked.connect(self._open_online)
        self._web_archive.clicked.connect(self._open_web_archive)
        buttons = FlowLayout(spacing=8)
        for button in (self._browser, self._web_archive):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        inside.addLayout(buttons)
        self.column.addSpacing(24)
        self.column.addWidget(box)
        return box

    def _copy_address(self) -> None:
        QGuiApplication.clipboard().setText(self._missing.url)

    def _change_wanted(self) -> None:
        self.want_changed.emit(self._missing.url, not self._is_wanted)

    def _open_online(self) -> None:
        self.browser_wanted.emit(self._missing.url)

    def _open_web_archive(self) -> None:
        self.browser_wanted.emit(_WEB_ARCHIVE.format(url=self._missing.url))
