"""What the window looked like and showed when it was closed, brought back at the next start."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from reader.model import SearchRequest
from reader.ui.controls.search_control import SearchControl
from reader.ui.pages.history import Place
from reader.ui.panes import Panes
from reader.ui.settings import Settings, packed, unpacked

_FIRST_SIZE = (1280, 820)
# Shares of the width for results, pages and related items, before the user moves them.
_FIRST_WIDTHS = (330, 680, 270)
_SAVE_AFTER_MS = 3000  # how long after a change of tabs all is written, so that a crash loses little
_MOST_LIBRARIES = 12  # whose pages are remembered


class Session(QObject):
    """Reads and writes the settings that belong to the state of the window; decides nothing else.

    Tabs and search are kept for each library, as the ids of one mean nothing in another.
    """

    def __init__(
        self, settings: Settings, panes: Panes, search: SearchControl, folder: Path, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._settings, self._panes, self._search, self._window = settings, panes, search, window
        self._folder = folder
        self._is_filled = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_SAVE_AFTER_MS)
        self._later.timeout.connect(self.save)
        panes.tabs.current_changed.connect(self._later.start)

    def restore_window(self) -> None:
        """Place and size of the window and of its parts."""
        if not self._window.restoreGeometry(unpacked(self._settings.geometry)):
            room = self._window.screen().availableGeometry()
            self._window.resize(min(_FIRST_SIZE[0], room.width()), min(_FIRST_SIZE[1], room.height()))
        state = unpacked(self._settings.splitter)
        if state == QByteArray() or not self._panes.splitter.restoreState(state):
            self._panes.splitter.setSizes(list(_FIRST_WIDTHS))

    def restore_pages(self, folder: Path) -> None:
        """Tabs with their places, the query and its filters, as they were with the library in a folder."""
        self._folder, self._is_filled = folder, True
        self._panes.related.set_folded(self._settings.folded)
        kept = self._settings.sessions.get(str(folder))
        stored = kept if isinstance(kept, dict) else {}
        tabs, current = stored.get("tabs"), stored.get("current")
        places = [Place.from_json(each) for each in tabs] if isinstance(tabs, list) else []
        self._panes.tabs.restore(places, current if isinstance(current, int) else 0)
        self._search.ask(SearchRequest.from_json(stored.get("search")))

    def save(self) -> None:
        """Everything, as it is."""
        settings, panes = self._settings, self._panes
        settings.geometry = packed(self._window.saveGeometry())
        settings.splitter = packed(panes.splitter.saveState())
        settings.folded = list(panes.related.folded)
        if not self._is_filled:
            return
        folder = str(self._folder)
        pages: dict[str, object] = {
            "tabs": [place.as_json() for place in panes.tabs.places],
            "current": panes.tabs.currentIndex(),
            "search": self._search.request.as_json(),
        }
        others = [(name, kept) for name, kept in settings.sessions.items() if name != folder]
        settings.sessions = dict([(folder, pages), *others][:_MOST_LIBRARIES])
