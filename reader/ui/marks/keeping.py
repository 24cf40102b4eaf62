"""Keeps marks on the reading thread, where no import holds them up, and offers to undo each change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from reader.errors import ReaderError
from reader.library.marking import name_of
from reader.messages import sentence
from reader.model import MarkChange
from reader.translation import _
from reader.ui.dialogs.presenting import present_error
from reader.ui.jobs import Jobs, Task
from reader.ui.message_bar import MessageBar, Text

if TYPE_CHECKING:
    from reader.library.library import Library

_UNDO = "marks undo"
_REMEMBERED = 50  # changes that can be undone


class MarkKeeper(QObject):
    """What the controls of marks share."""

    said = Signal(str)  # a remark for the status bar
    changed = Signal(bool)  # marks have changed; whether searches may find something else
    undoable_changed = Signal(bool)  # whether there is something to undo

    def __init__(self, jobs: Jobs, messages: MessageBar, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._messages, self._window = jobs, messages, window
        self._changes: list[MarkChange] = []

    def do(
        self, work: Callable[[Library], object], *, told: Text | None = None, searched: bool = True
    ) -> Task:
        """Does something to marks; a change it gives can be undone, and ``told`` says so in a strip."""
        task = self._jobs.read(work)
        task.done.connect(partial(self._note, told, searched))
        task.failed.connect(self.fail)
        return task

    def undo(self) -> None:
        """Takes the last change back."""
        if self._changes:
            self._undo(self._changes[-1])

    def forget(self) -> None:
        """Another library is open."""
        self._messages.withdraw(_UNDO)
        self._changes.clear()
        self.undoable_changed.emit(False)

    def fail(self, error: ReaderError) -> None:
        """Shows an error, and how things are."""
        self.changed.emit(False)
        self.said.emit(sentence(error))
        present_error(error, self._window)

    def ask_name(self, title: str, name: str, known: list[str], then: Callable[[str], object]) -> None:
        """Asks for the name of a tag or collection; ``known`` ones are offered, if there are some."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(_("Name:"))
        if known:
            dialog.setComboBoxEditable(True)
            dialog.setComboBoxItems([name, *(each for each in known if each != name)])
        dialog.setTextValue(name)
        dialog.setOkButtonText(_("OK"))
        dialog.setCancelButtonText(_("Cancel"))
        dialog.textValueSelected.connect(partial(self._take_name, then))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_name(self, then: Callable[[str], object], text: str) -> None:
        try:
            then(name_of(text))
        except ReaderError as error:
            present_error(error, self._window)

    def _note(self, told: Text | None, searched: bool, answer: object) -> None:
        if isinstance(answer, MarkChange) and (answer.before or answer.after):
            self._changes = [*self._changes, answer][-_REMEMBERED:]
            self.undoable_changed.emit(True)
            if told is not None:
                self._messages.tell(
                    _UNDO, told, button=lambda: _("Undo"), act=partial(self._undo, answer), sign="notebook"
                )
            else:
                self._messages.withdraw(_UNDO)
        self.changed.emit(searched)

    def _undo(self, change: MarkChange) -> None:
        if change not in self._changes:
            return
        self._changes = [each for each in self._changes if each is not change]
        self.undoable_changed.emit(bool(self._changes))
        self._messages.withdraw(_UNDO)
        task = self._jobs.read(lambda library: library.marks.undo(change))
        task.done.connect(lambda _none: self.changed.emit(True))
        task.done.connect(lambda _none: self.said.emit(_("Undone.")))
        task.failed.connect(self.fail)
