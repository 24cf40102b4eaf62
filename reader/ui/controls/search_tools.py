"""What can be done with the search in force besides reading its results."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.translation import _
from reader.ui.actions import Actions
from reader.ui.controls.kwic_control import KwicControl
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.save_control import SaveControl
from reader.ui.controls.search_control import SearchControl
from reader.ui.controls.searches_control import SearchesControl
from reader.ui.controls.timeline_control import TimelineControl
from reader.ui.jobs import Jobs
from reader.ui.pages.tabs import Tabs
from reader.ui.results.result_list import ResultList
from reader.ui.settings import Settings

# The menu beside the order of the results.
_MENU = "concordance timeline | save-search saved | fold | tag-results export-results"


class SearchTools(QObject):
    """Connects the actions of the Search menu with the search; the results carry a menu of them."""

    def __init__(
        self,
        actions: Actions,
        jobs: Jobs,
        settings: Settings,
        search: SearchControl,
        reading: ReadingControl,
        saving: SaveControl,
        results: ResultList,
        tabs: Tabs,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._search = actions, search
        self._kwic = KwicControl(jobs, search, reading, tabs, saving, self)
        self._timeline = TimelineControl(jobs, search, reading, saving, self)
        self._searches = SearchesControl(jobs, search, actions.menu("saved"), window)
        self._searches.said.connect(saving.said)
        self._said = saving.said
        search.answered.connect(self._refresh)
        actions["fold"].setChecked(settings.fold)
        results.set_menu(actions.subset(_MENU, results))

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "fold": self._fold,
            "concordance": self._kwic.open,
            "timeline": self._timeline.open,
            "save-search": self._searches.save,
            "manage-searches": self._searches.manage,
            "clear-history": self._clear_history,
        }

    def begin(self) -> None:
        """A library is open: its saved searches are in the menu."""
        self._searches.refresh()

    def _clear_history(self) -> None:
        self._search.forget_queries()
        self._said.emit(_("The search history is empty."))

    def _refresh(self) -> None:
        self._actions["concordance"].setEnabled(bool(self._search.query.strip()))
        for name in ("export-results", "tag-results"):
            self._actions[name].setEnabled(not self._search.found_nothing)

    def _fold(self) -> None:
        self._search.fold(self._actions["fold"].isChecked())
