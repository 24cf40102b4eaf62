"""The library that is open: which one, how large, what of it could not be read, and its archives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from reader.assets import sample_archive
from reader.library.library import default_library, is_library, remember_library, sample_library
from reader.model import Progress, Stats
from reader.translation import _
from reader.ui.claim import Claim
from reader.ui.controls.work_control import WorkControl
from reader.ui.dialogs.archives_dialog import ArchivesDialog
from reader.ui.dialogs.failures_dialog import FailuresDialog
from reader.ui.dialogs.presenting import present
from reader.ui.jobs import Jobs, Task
from reader.ui.opening import opener
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library


@dataclass(frozen=True, slots=True)
class _State:
    """What one look at a library tells when it has just been opened."""

    needs_repair: bool
    remark: str | None
    stats: Stats


class LibraryControl(QObject):
    """Opens libraries and keeps the window told of the one that is open."""

    left = Signal()  # another library is about to be opened
    opened = Signal()  # another library is open and is to be shown; ``start`` is awaited
    contents_changed = Signal()  # pages came, changed or went
    counted = Signal(object)  # Stats
    remarked = Signal(str)  # a code of something to be told once of this library, "" for nothing
    import_wanted = Signal(object)  # list[str], paths to be read again
    add_wanted = Signal()  # an archive is to be chosen
    offer_wanted = Signal(object)  # list[str], paths that may be imported, after asking
    failed = Signal(object)  # ReaderError
    watch_toggled = Signal(object, bool)  # str, an archive; whether it is to be watched
    forgotten = Signal(str)  # an archive that is no longer in the library
    moved = Signal(str, str)  # the old and the new place of an archive
    listed = Signal(object)  # list[str], folders of libraries that were open, the latest first

    def __init__(
        self,
        folder: Path,
        jobs: Jobs,
        work: WorkControl,
        settings: Settings,
        claim: Claim,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._folder, self._jobs, self._work, self._settings = folder, jobs, work, settings
        self._claim, self._window = claim, window
        self._stats: Stats | None = None
        self._archives: ArchivesDialog | None = None
        self._watched: Sequence[str] = ()

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "archives": self.show_archives,
            "failures": self.show_failures,
            "own-library": self.open_own,
            "sample-library": self.open_sample,
            "other-library": self.choose,
            "rebuild": self.rebuild,
        }

    @property
    def able(self) -> dict[str, bool]:
        """Which of its actions make sense now, by their names."""
        return {"own-library": not self.is_own, "sample-library": not self.is_sample}

    @property
    def folder(self) -> Path:
        """The folder of the library that is open."""
        return self._folder

    @property
    def is_sample(self) -> bool:
        """Whether it is the one of the sample archive."""
        return self._folder == sample_library()

    @property
    def is_own(self) -> bool:
        """Whether it is the user's own."""
        return self._folder == default_library()

    @property
    def is_elsewhere(self) -> bool:
        """Whether another window has it, so that it can only be read here."""
        return self._claim.is_elsewhere

    @property
    def stats(self) -> Stats | None:
        """Its size; None until it is counted."""
        return self._stats

    # ---- opening -------------------------------------------------------------------------------

    def start(self) -> None:
        """The first look at the library: repairs what was left undone, reads the sample if need be."""
        remember_library(self._folder)
        self._settings.remember_library(str(self._folder))
        self.listed.emit(self._settings.libraries)
        task = self._jobs.read(_look_at)
        task.done.connect(self._begin)
        task.failed.connect(self.failed)
        # Tables that every query with words needs: made while nothing waits, not at the first key.
        self._jobs.read(lambda library: library.spans(".", "a"), later=True)

    def open_folder(self, folder: Path) -> None:
        """Goes over to another library."""
        if folder == self._folder:
            return
        self.left.emit()
        self._work.cancel()
        self._work.forget()
        self._folder, self._stats = folder, None
        self._jobs.switch(opener(folder, only_to_read=not self._claim.take(folder)))
        self.opened.emit()

    def let_go(self) -> None:
        """The window is closed: another one may change the library."""
        self._claim.release()

    def open_own(self) -> None:
        """The user's own library."""
        self.open_folder(default_library())

    def open_sample(self) -> None:
        """The sample archive, in a library of its own."""
        self.open_folder(sample_library())

    def choose(self) -> None:
        """Asks for the folder of a library; an empty one becomes a new library."""
        folder = QFileDialog.getExistingDirectory(
            self._window, _("Folder of a library"), str(self._folder.parent)
        )
        if folder:
            self.open_chosen(Path(folder))

    def open_chosen(self, folder: Path) -> None:
        """Opens a library, or makes one in an empty folder: nothing is ever put beside other files."""
        if is_library(folder) or not any(folder.iterdir()):
            self.open_folder(folder)
            return
        box = self._no_library(_("Open another library"), str(folder), QMessageBox.Icon.Information)
        box.setInformativeText(
            _(
                "A new library needs an empty folder of its own. If these are saved pages, import them into "
                "the library that is open: they stay where they are."
            )
        )
        box.addButton(_("&Import this folder…"), QMessageBox.ButtonRole.AcceptRole)
        box.accepted.connect(lambda: self.offer_wanted.emit([str(folder)]))
        present(box)

    def _no_library(self, title: str, folder: str, sign: QMessageBox.Icon) -> QMessageBox:
        """What is told of a folder without a library; it can be closed."""
        told = _("There is no library in {place}.").format(place=folder)
        box = QMessageBox(sign, title, told, parent=self._window)
        box.setDefaultButton(box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole))
        return box

    def _begin(self, state: _State) -> None:
        self._show_stats(state.stats)
        self.remarked.emit("library-elsewhere" if self.is_elsewhere else state.remark or "")
        if self.is_elsewhere:
            return  # the other window does what is to be done
        self._claim.take(self._folder)  # one that has only just been made
        if state.needs_repair:
            self._work.run("repair", lambda library: library.repair(), self._tell_changed)
        if self.is_sample:
            # Each time, as the archive may have grown with the program; what is known is not read again.
            self._work.run(
                "sample", lambda library: library.import_paths([str(sample_archive())]), self._note_sample
            )

    # ---- its size ------------------------------------------------------------------------------

    def count(self) -> None:
        """Looks again how large it is."""
        task = self._jobs.read(lambda library: library.stats(), channel="stats")
        task.done.connect(self._show_stats)

    def note_change(self) -> None:
        """To be called when something was written: everybody looks again."""
        self.count()
        self.contents_changed.emit()
        if self._archives is not None and self._archives.isVisible():
            self._refresh_archives()

    def _show_stats(self, stats: Stats) -> None:
        self._stats = stats
        self.counted.emit(stats)

    def _note_sample(self, last: Progress | None) -> None:
        report = last.report if last is not None else None
        if report is None or report.added or report.updated or report.reextracted:
            self.note_change()

    def _tell_changed(self, _last: object) -> None:
        self.note_change()

    # ---- what was not read ---------------------------------------------------------------------

    def show_failures(self) -> None:
        """Opens the list of what could not be read."""
        task = self._jobs.read(lambda library: library.failures(), channel="failures")
        task.done.connect(self._open_failures)
        task.failed.connect(self.failed)

    def _open_failures(self, failures: object) -> None:
        dialog = FailuresDialog(failures, self._window)  # type: ignore[arg-type]  # from failures()
        dialog.retry_wanted.connect(self.import_wanted)
        present(dialog)

    # ---- its archives --------------------------------------------------------------------------

    def show_archives(self) -> None:
        """Opens the list of archives."""
        if self._archives is None:
            dialog = self._archives = ArchivesDialog((), self._window)
            dialog.add_wanted.connect(self.add_wanted)
            dialog.update_wanted.connect(self.import_wanted)
            dialog.relocate_wanted.connect(self._relocate)
            dialog.forget_wanted.connect(self._forget)
            dialog.watch_toggled.connect(self.watch_toggled)
            dialog.show_watched(self._watched)
        self._refresh_archives()
        self._archives.show()
        self._archives.raise_()

    def show_watched(self, roots: Sequence[str]) -> None:
        """Which archives are watched."""
        self._watched = roots
        if self._archives is not None:
            self._archives.show_watched(roots)

    def open_recent(self, folder: str) -> None:
        """A library that was open before; one that is not there can be taken off the list."""
        if is_library(Path(folder)):
            self.open_folder(Path(folder))
            return
        box = self._no_library(_("Recent libraries"), folder, QMessageBox.Icon.Warning)
        box.setInformativeText(_("Its disk may not be connected, or the folder was moved or deleted."))
        box.addButton(_("&Take it off the list"), QMessageBox.ButtonRole.AcceptRole)
        box.accepted.connect(partial(self._drop_recent, folder))
        present(box)

    def _drop_recent(self, folder: str) -> None:
        self._settings.libraries = [each for each in self._settings.libraries if each != folder]
        self.listed.emit(self._settings.libraries)

    def rebuild(self) -> None:
        """Makes the search index anew from the catalogue."""
        self._work.run("rebuild", lambda library: library.rebuild(), self._tell_changed)

    def _refresh_archives(self) -> None:
        task = self._jobs.read(lambda library: library.archives(), channel="archives")
        if self._archives is not None:
            task.done.connect(self._archives.show_archives)
        task.failed.connect(self.failed)

    def _relocate(self, old: str, new: str) -> None:
        task = self._change(lambda library: library.relocate(old, new))
        task.done.connect(lambda _pages: self.moved.emit(old, new))

    def _forget(self, root: str) -> None:
        task = self._change(lambda library: library.forget(root))
        task.done.connect(partial(self._offer_undo, root))

    def _offer_undo(self, root: str, _pages: object) -> None:
        self.forgotten.emit(root)
        if self._archives is not None:
            self._archives.show_forgotten(root)

    def _change(self, work: Callable[[Library], object]) -> Task:
        task = self._jobs.write(work)
        task.done.connect(self._tell_changed)
        task.failed.connect(self.failed)
        return task


def _look_at(library: Library) -> _State:
    remark = "library-read-only" if library.read_only else library.remark
    return _State(library.needs_repair and not library.read_only, remark, library.stats())
