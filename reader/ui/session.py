"""What the window looked like and showed when it was closed, brought back at the next start."""

from __future__ import annotations

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QMainWindow, QSplitter

from reader.model import SearchRequest
from reader.ui.controls.search_control import SearchControl
from reader.ui.pages.history import Place
from reader.ui.pages.tabs import Tabs
from reader.ui.related_panel import RelatedPanel
from reader.ui.settings import Settings, packed, unpacked

_FIRST_SIZE = (1280, 820)
# Shares of the width for results, pages and related items, before the user moves them.
_FIRST_WIDTHS = (330, 680, 270)


class Session:
    """Reads and writes the settings that belong to the state of the window; decides nothing else."""

    def __init__(self, settings: Settings, window: QMainWindow, splitter: QSplitter) -> None:
        self._settings, self._window, self._splitter = settings, window, splitter

    def restore_window(self) -> None:
        """Place and size of the window and of its parts."""
        if not self._window.restoreGeometry(unpacked(self._settings.geometry)):
            room = self._window.screen().availableGeometry()
            self._window.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height()))
        state = unpacked(self._settings.splitter)
        if state == QByteArray() or not self._splitter.restoreState(state):
            self._splitter.setSizes(list(_FIRST_WIDTHS))

    def restore_pages(self, tabs: Tabs, search: SearchControl, related: RelatedPanel) -> None:
        """Tabs with their places, the query and its filters."""
        related.set_folded(self._settings.folded)
        places = [Place.from_json(stored) for stored in self._settings.tabs]
        tabs.restore(places, self._settings.current_tab)
        search.ask(SearchRequest.from_json(self._settings.search))

    def save(self, tabs: Tabs, search: SearchControl, related: RelatedPanel) -> None:
        """Everything, as it is."""
        settings = self._settings
        settings.geometry = packed(self._window.saveGeometry())
        settings.splitter = packed(self._splitter.saveState())
        settings.tabs = [place.as_json() for place in tabs.places]
        settings.current_tab = tabs.currentIndex()
        settings.search = search.request.as_json()
        settings.folded = list(related.folded)

    def forget_pages(self) -> None:
        """Another library is open: its ids mean nothing there."""
        self._settings.tabs, self._settings.current_tab = [], 0
        self._settings.search = {}
