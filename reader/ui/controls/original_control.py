"""Original pages: read for the tabs that show one, and taken away as pictures and on paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.errors import ReaderError
from reader.export import writing
from reader.export.names import file_name
from reader.messages import sentence
from reader.model import OriginalPage, Resource
from reader.translation import _
from reader.ui.actions import Actions
from reader.ui.dialogs.presenting import present, present_error
from reader.ui.jobs import Jobs
from reader.ui.message_bar import MessageBar
from reader.ui.original.engine import EngineError
from reader.ui.original.scripts_dialog import ScriptsDialog
from reader.ui.pages.page_tab import PageTab
from reader.ui.pages.tabs import Tabs

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.ui.original.serving import PartRequest

_MESSAGE = "original"


class OriginalControl(QObject):
    """Connects the original sides of all tabs with the library."""

    said = Signal(str)  # a remark for the status bar
    refused_wanted = Signal()  # the list of what the page on show was refused
    link_followed = Signal(object, str, bool)  # the tab, the address as the page has it, whether in a new tab

    def __init__(
        self, jobs: Jobs, tabs: Tabs, commands: Actions, messages: MessageBar, window: QWidget
    ) -> None:
        super().__init__(window)
        self._jobs, self._tabs, self._commands = jobs, tabs, commands
        self._messages, self._window = messages, window
        tabs.tab_made.connect(self._connect_tab)
        tabs.current_changed.connect(self.refresh)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "save-picture": self.save_picture,
            "reader-view": partial(self.show, False),
            "original-view": partial(self.show, True),
        }

    def _connect_tab(self, tab: PageTab) -> None:
        side = tab.original
        side.page_wanted.connect(partial(self._fetch_page, tab))
        side.part_wanted.connect(partial(self._fetch_part, tab))
        side.link_followed.connect(partial(self.link_followed.emit, tab))
        side.scripts_wanted.connect(partial(self._ask_for_scripts, tab))
        side.picture_wanted.connect(self.save_picture)
        side.refused_wanted.connect(self.refused_wanted)
        side.failed.connect(partial(self._fail, tab))

    # ---- the switch ----------------------------------------------------------------------------

    @property
    def is_on_show(self) -> bool:
        """Whether the current tab shows an original page."""
        tab = self._tabs.current
        return tab is not None and tab.original.is_open

    def show(self, original: bool) -> None:
        """Shows the article of the current tab as its original page, or in the reader view."""
        tab = self._tabs.current
        if tab is not None and tab.article is not None:
            self._messages.withdraw(_MESSAGE)
            tab.set_original(original)
        self.refresh()

    def refresh(self) -> None:
        """Which of the two is on show, for menu and toolbar."""
        tab = self._tabs.current
        has_article = tab is not None and tab.article is not None
        original = tab is not None and tab.original.is_open
        for name, checked in (("reader-view", not original), ("original-view", original)):
            self._commands[name].setEnabled(has_article)
            self._commands[name].setChecked(has_article and checked)
        self._commands["save-picture"].setEnabled(original)

    # ---- what a page needs ---------------------------------------------------------------------

    def _fetch_page(self, tab: PageTab, article: str) -> None:
        task = self._jobs.serve(lambda library: library.original(article), channel=f"original {id(tab)}")
        tab.original.page_left.connect(task.cancel)
        task.done.connect(partial(self._show_page, tab))
        task.failed.connect(partial(self._fail_to_read, tab))

    def _show_page(self, tab: PageTab, page: OriginalPage) -> None:
        if tab in self._tabs.pages:
            tab.original.show_page(page)

    def _fetch_part(self, tab: PageTab, request: PartRequest) -> None:
        work = partial(_part, page=tab.original.page_id, address=request.address)
        task = self._jobs.serve(work)
        tab.original.page_left.connect(task.cancel)
        task.done.connect(request.answer)
        task.failed.connect(partial(_give_up, request))

    def _fail_to_read(self, tab: PageTab, error: ReaderError) -> None:
        self._tell(tab, partial(_unread, error))

    def _fail(self, tab: PageTab, error: EngineError) -> None:
        self._tell(tab, error.text)

    def _tell(self, tab: PageTab, text: Callable[[], str]) -> None:
        """Why there is no original page; the reader view goes on."""
        if tab in self._tabs.pages:
            tab.set_original(False)
            self._messages.tell(_MESSAGE, text)
            self.refresh()

    def _ask_for_scripts(self, tab: PageTab) -> None:
        if tab.original.view is not None:
            dialog = ScriptsDialog(self._window)
            dialog.wanted.connect(tab.original.view.run_scripts)
            present(dialog)

    # ---- taking it away ------------------------------------------------------------------------

    def save_picture(self) -> None:
        """Asks for a place and saves the whole page as a picture."""
        tab = self._tabs.current
        if tab is None or tab.article is None or not tab.original.is_open:
            return
        name = str(Path.home() / file_name(tab.article, "png"))
        dialog = QFileDialog(self._window, _("Save a picture of the page"), name, _("Pictures (*.png)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.selectFile(name)
        dialog.fileSelected.connect(partial(self._save_picture, tab))
        present(dialog)

    def _save_picture(self, tab: PageTab, path: str) -> None:
        task = self._jobs.aside(partial(_refuse_inside, path))
        task.done.connect(partial(self._take_picture, tab, path))
        task.failed.connect(partial(present_error, window=self._window))

    def _take_picture(self, tab: PageTab, path: str, _allowed: object) -> None:
        if tab in self._tabs.pages and tab.original.view is not None:
            tab.original.view.take_picture(partial(self._write_picture, path))

    def _write_picture(self, path: str, picture: QImage) -> None:
        if picture.save(path):
            self.said.emit(_("Saved as {path}").format(path=path))
        else:
            self.said.emit(_("The picture could not be saved as {path}").format(path=path))

    def print(self) -> None:
        """Asks for a printer and prints the original page."""
        tab = self._tabs.current
        if tab is not None and tab.original.view is not None:
            from reader.ui.original.printing import OriginalPrinting

            OriginalPrinting(tab.original.view, self._window).ask()

    def preview(self) -> None:
        """Shows the original page as it would be printed."""
        tab = self._tabs.current
        if tab is not None and tab.original.view is not None:
            from reader.ui.original.printing import OriginalPreview

            OriginalPreview(tab.original.view, self._window).ask()


def _part(library: Library, *, page: str, address: str) -> Resource | None:
    return library.replayed(address, page) if page else None


def _refuse_inside(path: str, library: Library) -> None:
    writing.refuse_inside(Path(path), [archive.root for archive in library.archives()])


def _give_up(request: PartRequest, _error: ReaderError) -> None:
    request.answer(None)


def _unread(error: ReaderError) -> str:
    return _("The original page cannot be shown.") + " " + sentence(error)
