"""Importing: from the choice of folders and files to the summary of what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError
from reader.model import ImportReport, Progress
from reader.translation import _, format_number
from reader.ui.controls.library_control import LibraryControl
from reader.ui.controls.work_control import WorkControl
from reader.ui.dialogs.import_dialog import ImportDialog
from reader.ui.dialogs.import_summary import ImportSummary
from reader.ui.dialogs.presenting import present, present_error
from reader.ui.jobs import Jobs
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library


_MOST_SHOWN = 10  # pages that are shown at once, each in its tab


@dataclass(frozen=True, slots=True)
class _Sorted:
    """Of some paths: the articles of those that the library has as pages, and the other paths."""

    articles: tuple[str, ...]
    rest: tuple[str, ...]


class ImportControl(QObject):
    """What is imported while the sample archive is open goes into the user's own library."""

    said = Signal(str)  # a remark for the status bar
    article_found = Signal(str)  # the article of a file that was named or dropped

    def __init__(
        self, jobs: Jobs, work: WorkControl, library: LibraryControl, settings: Settings, window: QWidget
    ) -> None:
        super().__init__(window)
        self._jobs, self._work, self._library = jobs, work, library
        self._settings, self._window = settings, window
        self._dialog: ImportDialog | None = None
        self._named: tuple[str, ...] = ()  # files whose articles are to be shown once they are read
        work.stopped.connect(self._tell_stopped)
        work.failed.connect(self._tell_failed)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"import-folder": self.choose_folder, "import-files": self.choose_files}

    def choose_folder(self) -> None:
        """Asks for a folder, then shows what importing it costs."""
        self._open().choose_folder()

    def choose_files(self) -> None:
        """Asks for files, then shows what importing them costs."""
        self._open().choose_files()

    def offer(self, paths: Sequence[str]) -> None:
        """Files and folders that were dropped, or named at the start.

        A page that the library has is shown; for the rest it is told what importing it costs.
        """
        wanted = list(paths)
        task = self._jobs.read(partial(_sorted, wanted))
        task.done.connect(self._take_sorted)
        task.failed.connect(lambda _error: self._ask(wanted))

    def import_paths(self, paths: Sequence[str]) -> None:
        """Begins to import, without asking."""
        if self._library.is_sample:
            self._library.open_own()
        chosen = list(paths)
        self._named = tuple(path for path in chosen if path in self._named)
        self._work.run("import", lambda library: library.import_paths(chosen), self._finish)

    # ---- pages that were named -----------------------------------------------------------------

    def _take_sorted(self, sorted_: _Sorted) -> None:
        self._show_found(sorted_)
        if sorted_.rest:
            self._ask(sorted_.rest)

    def _ask(self, paths: Sequence[str]) -> None:
        self._named = tuple(paths)
        self._open().add_paths(paths)

    def _show_named(self, report: ImportReport, found: _Sorted) -> None:
        """Files that are on show need no summary, unless there is something to be told of them."""
        self._show_found(found)
        if found.rest or report.failed or report.skipped or report.stopped:
            present(ImportSummary(report, self._window))

    def _show_found(self, sorted_: _Sorted) -> None:
        for article in sorted_.articles[:_MOST_SHOWN]:
            self.article_found.emit(article)

    # ---- before --------------------------------------------------------------------------------

    def _open(self) -> ImportDialog:
        if self._dialog is None:
            dialog = self._dialog = ImportDialog(self._settings.import_folder, self._window)
            dialog.plan_wanted.connect(self._plan)
            dialog.import_wanted.connect(self.import_paths)
            dialog.finished.connect(self._close)
        self._dialog.open()
        return self._dialog

    def _plan(self, paths: list[str]) -> None:
        task = self._jobs.aside(lambda library: library.plan_import(paths), channel="plan")
        if self._dialog is not None:
            task.done.connect(self._dialog.show_plan)
            task.failed.connect(self._dialog.show_error)

    def _close(self) -> None:
        if self._dialog is not None:
            self._settings.import_folder = self._dialog.folder
            self._dialog.deleteLater()
            self._dialog = None

    # ---- after ---------------------------------------------------------------------------------

    def _finish(self, last: Progress | None) -> None:
        self._library.note_change()
        report = last.report if last is not None else None
        named, self._named = self._named, ()
        if report is None:
            return
        if 0 < len(named) <= _MOST_SHOWN:
            task = self._jobs.read(partial(_sorted, named))
            task.done.connect(partial(self._show_named, report))
        else:
            present(ImportSummary(report, self._window))

    def _tell_stopped(self, kind: str, last: Progress | None) -> None:
        self._library.note_change()
        if kind == "import":
            done = format_number(last.done) if last is not None else "0"
            self.said.emit(_("The import was stopped; what was read ({count}) is kept.").format(count=done))

    def _tell_failed(self, kind: str, error: ReaderError) -> None:
        self._library.note_change()
        if kind != "watch":  # nobody has asked for it: no dialog gets in the way
            present_error(error, self._window)


def _sorted(paths: Sequence[str], library: Library) -> _Sorted:
    """A file with a single article is that page; what holds more, or is not known, is the rest."""
    articles, rest = [], []
    for path in paths:
        found = library.articles_in(path, 2)
        if len(found) == 1:
            articles.append(found[0])
        else:
            rest.append(path)
    return _Sorted(tuple(articles), tuple(rest))
