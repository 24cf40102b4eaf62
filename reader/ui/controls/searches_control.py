"""Saved searches: their menu, saving, and the list in which they are renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from reader.errors import ReaderError
from reader.model import SavedSearch
from reader.translation import _
from reader.ui.controls.search_control import SearchControl
from reader.ui.dialogs.presenting import present
from reader.ui.dialogs.save_search_dialog import SaveSearchDialog
from reader.ui.dialogs.searches_dialog import SearchesDialog
from reader.ui.jobs import Jobs

if TYPE_CHECKING:
    from reader.library.library import Library

_MOST_IN_MENU = 25
_LONGEST = 48  # characters of a name in the menu


class SearchesControl(QObject):
    """Keeps the menu in step with the library."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, search: SearchControl, menu: QMenu, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._search, self._menu, self._window = jobs, search, menu, window
        self._searches: tuple[SavedSearch, ...] = ()
        self._dialog: SearchesDialog | None = None
        menu.triggered.connect(self._choose)
        self._fill()

    def refresh(self) -> None:
        """Asks the library for its searches: another one is open."""
        self._run(lambda _library: None)

    def save(self) -> None:
        """Asks for a name for the search in force."""
        request = self._search.request
        dialog = SaveSearchDialog(request, [saved.name for saved in self._searches], self._window)
        dialog.save_wanted.connect(
            lambda name: self._run(
                lambda library: library.searches.save(name, request),
                done=partial(self._note_saved, dialog),
                failed=dialog.show_error,
            )
        )
        present(dialog)

    def manage(self) -> None:
        """Opens the list."""
        dialog = self._dialog = SearchesDialog(self._searches, self._window)
        dialog.open_wanted.connect(self._open)
        dialog.rename_wanted.connect(
            lambda old, new: self._run(lambda library: library.searches.rename(old, new))
        )
        dialog.delete_wanted.connect(
            lambda saved: self._run(lambda library: library.searches.delete(saved.name))
        )
        dialog.put_back_wanted.connect(lambda saved: self._run(partial(_put_back, saved)))
        dialog.finished.connect(self._forget_dialog)
        present(dialog)

    def _run(
        self,
        work: Callable[[Library], object],
        *,
        done: Callable[[str], None] | None = None,
        failed: Callable[[ReaderError], None] | None = None,
    ) -> None:
        """Does something to the searches and takes up what there is then."""

        def run(library: Library) -> tuple[object, tuple[SavedSearch, ...]]:
            return work(library), library.searches.all()

        task = self._jobs.read(run)
        task.done.connect(partial(self._take, done))
        task.failed.connect(failed or self._fail)

    def _take(
        self, done: Callable[[str], None] | None, answer: tuple[object, tuple[SavedSearch, ...]]
    ) -> None:
        result, self._searches = answer
        name = result.name if isinstance(result, SavedSearch) else result if isinstance(result, str) else ""
        self._fill()
        if self._dialog is not None:
            self._dialog.show_searches(self._searches, name)
        if done is not None:
            done(name)

    def _fail(self, error: ReaderError) -> None:
        if self._dialog is not None:
            self._dialog.show_error(error)

    def _note_saved(self, dialog: SaveSearchDialog, name: str) -> None:
        dialog.accept()
        self.said.emit(_("Saved as “{name}”.").format(name=name))

    def _forget_dialog(self) -> None:
        self._dialog = None

    def _fill(self) -> None:
        self._menu.clear()
        for saved in self._searches[:_MOST_IN_MENU]:
            name = saved.name if len(saved.name) <= _LONGEST else saved.name[: _LONGEST - 1] + "…"
            action = QAction(name.replace("&", "&&"), self._menu)
            action.setData(saved)
            self._menu.addAction(action)
        self._menu.setEnabled(bool(self._searches))

    def _choose(self, action: QAction) -> None:
        if isinstance(saved := action.data(), SavedSearch):
            self._open(saved)

    def _open(self, saved: SavedSearch) -> None:
        self._search.ask(saved.request)


def _put_back(saved: SavedSearch, library: Library) -> SavedSearch:
    library.searches.put_back(saved)
    return saved
