"""The page that every tab begins with: it knows the library and what was done in it last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.ui.controls.import_control import ImportControl
from reader.ui.controls.library_control import LibraryControl
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.search_control import SearchControl
from reader.ui.jobs import Jobs
from reader.ui.pages.page_tab import PageTab
from reader.ui.pages.tabs import Tabs
from reader.ui.pages.welcome_page import Shelf
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.model import SavedSearch

_MOST_ARTICLES, _MOST_SEARCHES = 5, 8


class HomeControl(QObject):
    """Fills the page in each tab, and again when it is come back to."""

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        library: LibraryControl,
        search: SearchControl,
        reading: ReadingControl,
        importing: ImportControl,
        tabs: Tabs,
    ) -> None:
        super().__init__(tabs)
        self._jobs, self._settings, self._library = jobs, settings, library
        self._search, self._reading, self._importing, self._tabs = search, reading, importing, tabs
        tabs.tab_made.connect(self._welcome)
        tabs.current_changed.connect(self.look_for_shelf)
        library.counted.connect(self.refresh)

    def refresh(self) -> None:
        """The library has another size."""
        for tab in self._tabs.pages:
            self._fill(tab)
        self.look_for_shelf()

    def _welcome(self, tab: PageTab) -> None:
        page = tab.welcome_page
        page.open_wanted.connect(self._importing.choose_folder)
        page.query_chosen.connect(self._search.search)
        page.saved_chosen.connect(self._open_saved)
        page.link_chosen.connect(self._reading.open_article)
        self._fill(tab)

    def _fill(self, tab: PageTab) -> None:
        stats = self._library.stats
        tab.welcome_page.show_state(
            is_sample=self._library.is_sample,
            articles=stats.articles if stats is not None else None,
            queries=self._settings.queries[:6],
        )

    def look_for_shelf(self) -> None:
        """Marks have changed, or another page is on show: what lies ready may be something else."""
        tab = self._tabs.current
        if tab is not None and tab.history.current.kind == "welcome" and self._library.stats is not None:
            self._jobs.read(_shelf, channel="shelf").done.connect(tab.welcome_page.show_shelf)

    def _open_saved(self, saved: SavedSearch) -> None:
        self._search.ask(saved.request)


def _shelf(library: Library) -> Shelf:
    marks = library.marks
    opened = [each for each in marks.recently_opened(2 * _MOST_ARTICLES) if each.held]
    to_read = [each for each in marks.flagged("to-read") if each.held]
    return Shelf(
        tuple(opened[:_MOST_ARTICLES]),
        tuple(to_read[:_MOST_ARTICLES]),
        library.searches.all()[:_MOST_SEARCHES],
    )
