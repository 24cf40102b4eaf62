"""A library that grows: while pages come into it, its size and an empty list of results keep up."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from reader.model import SearchResult
from reader.ui.controls.library_control import LibraryControl
from reader.ui.controls.search_control import SearchControl
from reader.ui.controls.work_control import WorkControl

_LOOK_AFTER_MS = 2500  # between two looks


class Growing(QObject):
    """Looks again now and then for as long as work tells of progress."""

    def __init__(
        self, work: WorkControl, library: LibraryControl, search: SearchControl, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work, self._library, self._search = work, library, search
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LOOK_AFTER_MS)
        self._later.timeout.connect(self._look)
        work.progressed.connect(self._look_soon)
        work.changed.connect(search.wait_for_pages)
        search.answered.connect(self._compare)

    def _look_soon(self) -> None:
        if not self._later.isActive():
            self._later.start()

    def _look(self) -> None:
        if self._work.is_running:
            self._library.count()
            if self._search.found_nothing:
                self._search.refresh()

    def _compare(self, result: SearchResult) -> None:
        """Another program has added pages when more are found than there were."""
        stats = self._library.stats
        if stats is not None and result.total > stats.articles and not self._work.is_running:
            self._library.count()
