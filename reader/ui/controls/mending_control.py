"""What somebody knows better than the program, or asks of it: letters, values, hashes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError
from reader.model import Article, Explained
from reader.translation import _
from reader.ui.controls.work_control import WorkControl
from reader.ui.dialogs.letters_dialog import LettersDialog
from reader.ui.dialogs.presenting import present, present_error
from reader.ui.dialogs.verify_dialog import VerifyDialog
from reader.ui.dialogs.why_dialog import WhyDialog
from reader.ui.jobs import Jobs

if TYPE_CHECKING:
    from reader.library.library import Library

_PREVIEW = "letters preview"


class MendingControl(QObject):
    """Opens its dialogs for the article on show, or for the whole library."""

    article_changed = Signal(str)  # the id of an article that reads differently now
    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, work: WorkControl, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._work, self._window = jobs, work, window
        self._article: Article | None = None
        self._letters: LettersDialog | None = None
        self._why: WhyDialog | None = None

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "why": self.show_why,
            "letters": self.show_letters,
            "verify": self.show_verify,
        }

    def set_article(self, article: Article | None) -> None:
        """The article on show."""
        self._article = article

    def leave(self) -> None:
        """Another library is open: what was shown is of the old one."""
        self._article = None
        for dialog in (self._letters, self._why):
            if dialog is not None:
                dialog.reject()

    # ---- letters -------------------------------------------------------------------------------

    def show_letters(self) -> None:
        """Offers other encodings for the article on show."""
        if (article := self._article) is None:
            return
        dialog = self._letters = LettersDialog(article.encoding, self._window)
        dialog.try_wanted.connect(partial(self._try, article.id))
        dialog.chosen.connect(partial(self._reread, article.id))
        dialog.finished.connect(self._forget_letters)
        present(dialog)
        dialog.begin()

    def _try(self, article_id: str, name: str | None) -> None:
        if self._letters is not None:
            task = self._jobs.read(lambda library: library.try_encoding(article_id, name), channel=_PREVIEW)
            task.done.connect(self._letters.show_reading)
            task.failed.connect(self._letters.show_error)

    def _reread(self, article_id: str, name: str | None) -> None:
        task = self._jobs.write(lambda library: library.reread(article_id, name))
        task.done.connect(self._tell_read)
        task.failed.connect(self._fail)
        if self._work.is_running:
            self.said.emit(_("An import is running; the page is read again when it has ended."))

    def _tell_read(self, article: Article) -> None:
        self.said.emit(_("The page is read as {encoding} now.").format(encoding=article.encoding.used))
        self.article_changed.emit(article.id)

    def _forget_letters(self) -> None:
        self._letters = None

    # ---- values --------------------------------------------------------------------------------

    def show_why(self) -> None:
        """Tells where the values of the article on show come from."""
        if (article := self._article) is None:
            return
        task = self._jobs.read(lambda library: library.why(article.id), channel="why")
        task.done.connect(partial(self._open_why, article.id))
        task.failed.connect(self._fail)

    def _open_why(self, article_id: str, explained: tuple[Explained, ...]) -> None:
        dialog = self._why = WhyDialog(article_id, explained, self._window)
        dialog.save_wanted.connect(partial(self._correct, article_id))
        dialog.undo_wanted.connect(partial(self._undo, article_id))
        dialog.finished.connect(self._forget_why)
        present(dialog)

    def _correct(self, article_id: str, values: dict[str, str]) -> None:
        self._change(article_id, lambda library: library.correct(article_id, values))

    def _undo(self, article_id: str, field: str | None) -> None:
        self._change(article_id, lambda library: library.undo_corrections(article_id, field))

    def _change(self, article_id: str, work: Callable[[Library], Article]) -> None:
        task = self._jobs.write(work)
        task.done.connect(partial(self._tell_changed, article_id))
        task.failed.connect(self._fail_why)
        if self._why is not None:
            self._why.show_waiting(behind_work=self._work.is_running)

    def _tell_changed(self, article_id: str, _article: Article) -> None:
        self.article_changed.emit(article_id)
        if self._why is not None:
            task = self._jobs.read(lambda library: library.why(article_id), channel="why")
            task.done.connect(self._why.show_explained)

    def _fail_why(self, error: ReaderError) -> None:
        if self._why is not None:
            self._why.show_error(error)
        else:
            self._fail(error)

    def _forget_why(self) -> None:
        self._why = None

    # ---- hashes --------------------------------------------------------------------------------

    def show_verify(self) -> None:
        """Compares all archives with what was imported."""
        dialog = VerifyDialog(self._window)
        task = self._jobs.aside(lambda library: library.verify(), channel="verify")
        task.progressed.connect(dialog.show_step)
        task.done.connect(dialog.show_found)
        task.failed.connect(dialog.show_error)
        task.stopped.connect(dialog.show_stopped)
        dialog.stop_wanted.connect(task.cancel)
        present(dialog)

    def _fail(self, error: ReaderError) -> None:
        present_error(error, self._window)
