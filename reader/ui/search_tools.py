"""What can be done with the search in force besides reading its results."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.ui.actions import Actions
from reader.ui.kwic_control import KwicControl
from reader.ui.result_list import ResultList
from reader.ui.search_control import SearchControl
from reader.ui.settings import Settings

# The menu beside the order of the results.
_MENU = "concordance | fold"


class SearchTools(QObject):
    """Connects the actions of the Search menu with the search; the results carry a menu of them."""

    def __init__(
        self,
        actions: Actions,
        settings: Settings,
        search: SearchControl,
        kwic: KwicControl,
        results: ResultList,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._search, self._kwic = actions, search, kwic
        search.answered.connect(self._refresh)
        actions["fold"].setChecked(settings.fold)
        results.set_menu(actions.subset(_MENU, results))

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"fold": self._fold, "concordance": self._kwic.open}

    def _refresh(self) -> None:
        self._actions["concordance"].setEnabled(bool(self._search.query.strip()))

    def _fold(self) -> None:
        self._search.fold(self._actions["fold"].isChecked())
