"""The page for a link that may mean several pages of the archive: the reader chooses."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from reader.messages import SIGNS
from reader.model import Candidate, Followed
from reader.translation import _, format_date
from reader.ui.pages.history import Place
from reader.ui.pages.reading_page import ReadingPage
from reader.ui.wording import breakable, display_title, facts, html_link


class ChoicesPage(ReadingPage):
    """``link_chosen`` carries the id of the article that was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = Followed("missing", None, "", None)
        self._heading = self.add_heading()
        self._address = self.add_text()
        self._told = self.add_note()
        self._list = self.add_links()
        self.column.addStretch(1)
        self.retranslate()

    @property
    def title(self) -> str:
        """What the tab is called."""
        return _("Which page?")

    def show_place(self, place: Place, answer: object) -> None:
        """Shows the candidates of a Followed."""
        assert isinstance(answer, Followed)
        self._found = answer
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._heading.setText(f"{SIGNS['other-capture']} " + _("This link may mean several pages"))
        self._address.setText(breakable(self._found.url))
        self._address.setAccessibleName(_("Address"))
        if self._found.candidates:
            self._told.setText(_("Nothing in the archive tells which of them is meant. Choose one:"))
        else:
            self._told.setText(_("The archive has changed: the link leads to none of them any more."))
        self.fill_links(self._list, (_line(each) for each in self._found.candidates))


def _line(candidate: Candidate) -> str:
    captured = candidate.captured and _("captured {time}").format(time=format_date(candidate.captured[:10]))
    day = format_date(candidate.date) if candidate.date else None
    return html_link(candidate.id, display_title(candidate.title), after=facts(day, captured, candidate.url))
