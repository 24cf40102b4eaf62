"""The window: its parts, and the one place where they are connected. What they do is in the controls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow

from reader.messages import remark_sentence
from reader.model import Article, Stats
from reader.translation import _
from reader.ui import desktop_entry
from reader.ui.actions import Actions
from reader.ui.appearance import Appearance
from reader.ui.claim import Claim
from reader.ui.controls.actions_control import ActionsControl
from reader.ui.controls.captures_control import CapturesControl
from reader.ui.controls.closing import Closing
from reader.ui.controls.comparing_control import ComparingControl
from reader.ui.controls.documents_control import DocumentsControl
from reader.ui.controls.export_control import ExportControl
from reader.ui.controls.growing import Growing
from reader.ui.controls.help_control import HelpControl
from reader.ui.controls.home_control import HomeControl
from reader.ui.controls.import_control import ImportControl
from reader.ui.controls.library_control import LibraryControl
from reader.ui.controls.mending_control import MendingControl
from reader.ui.controls.missing_control import MissingControl
from reader.ui.controls.original_control import OriginalControl
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.save_control import SaveControl
from reader.ui.controls.search_control import SearchControl
from reader.ui.controls.search_tools import SearchTools
from reader.ui.controls.view_control import ViewControl
from reader.ui.controls.watch_control import WatchControl
from reader.ui.controls.work_control import WorkControl
from reader.ui.dropped import dropped_address, dropped_paths
from reader.ui.icons import application_icon
from reader.ui.jobs import Jobs
from reader.ui.marks.control import MarksControl
from reader.ui.panes import Panes
from reader.ui.reading.text_actions import copy_from, select_all_in
from reader.ui.regions import Region, walk
from reader.ui.session import Session
from reader.ui.settings import Settings
from reader.ui.status_bar import StatusBar
from reader.ui.toolbar import Toolbar


class MainWindow(QMainWindow):
    """Panels know nothing of each other; controls connect them to the library through the Jobs."""

    closed = Signal()

    def __init__(
        self,
        folder: Path,
        jobs: Jobs,
        settings: Settings,
        appearance: Appearance,
        claim: Claim | None = None,
    ) -> None:
        super().__init__()
        self.jobs = jobs
        self._settings, self._appearance = settings, appearance
        self.commands = Actions(self)
        self.toolbar = Toolbar(self.commands, self)
        self.panes = panes = Panes(self)
        self.messages, self.results, self.filters = panes.messages, panes.results, panes.filters
        self.tabs, self.related, self.marks_panel = panes.tabs, panes.related, panes.marks
        self.status_bar = StatusBar(self)
        self.addToolBar(self.toolbar)
        self.setCentralWidget(panes)
        self.setStatusBar(self.status_bar)
        self._make_controls(folder, claim or Claim())
        self.session = Session(settings, panes, self.search, folder, self)
        self._closing = Closing(jobs, self)
        self._connect_reading()
        self._connect_library()
        self._connect_rest()
        self._take_keys()
        self.commands["desktop-entry"].setVisible(desktop_entry.is_supported())
        self.commands["desktop-entry"].setChecked(desktop_entry.is_installed())
        self._dress()
        self.session.restore_window()
        self.view.begin()
        self.setAcceptDrops(True)
        self.setWindowIcon(application_icon())
        self._refresh()

    def _make_controls(self, folder: Path, claim: Claim) -> None:
        jobs, settings, actions = self.jobs, self._settings, self.commands
        self.work = WorkControl(jobs, self.status_bar.work, self)
        self.library = LibraryControl(folder, jobs, self.work, settings, claim, self)
        self.search = SearchControl(jobs, settings, self.toolbar.search_box, self.filters, self.results, self)
        self.reading = ReadingControl(jobs, self.tabs, self.related, self)
        self.saving = SaveControl(jobs, settings, self)
        self.searching = SearchTools(
            actions, jobs, settings, self.search, self.reading, self.saving, self.results, self.tabs, self
        )
        self.comparing = ComparingControl(jobs, self.reading, self.saving, self)
        self.captures = CapturesControl(self.reading, self)
        self.missing = MissingControl(jobs, self.reading, self.saving, self)
        self.documents = DocumentsControl(self.reading, self.saving, self)
        self.original = OriginalControl(jobs, self.tabs, actions, self.messages, self)
        self.importing = ImportControl(jobs, self.work, self.library, settings, self)
        self.exporting = ExportControl(actions, jobs, settings, self.search, self.results, self)
        self.mending = MendingControl(jobs, self.work, self)
        self.marks = MarksControl(
            actions,
            jobs,
            settings,
            self.tabs,
            self.marks_panel,
            self.reading,
            self.search,
            self.results,
            self.messages,
            self,
        )
        self.home = HomeControl(
            jobs, settings, self.library, self.search, self.reading, self.importing, self.tabs
        )
        self.watching = WatchControl(self.library, self.work, settings, self)
        self.help = HelpControl(self._appearance, settings, self.reading, self)
        self.view = ViewControl(actions, self._appearance, settings, self)
        self.growing = Growing(self.work, self.library, self.search, self)
        doers = (
            *(self, self.library, self.importing, self.search, self.searching, self.reading, self.captures),
            *(self.comparing, self.marks, self.exporting, self.original, self.mending, self.missing),
            *(self.view, self.help),
        )
        self.acting = ActionsControl(actions, self.tabs, doers, self)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each action does that is no control's, by its name."""
        return {
            "print": lambda: self._on_paper.print(),
            "print-preview": lambda: self._on_paper.preview(),
            "quit": self.close,
            "copy": partial(copy_from, self),
            "select-all": partial(select_all_in, self),
            "next-region": partial(self._walk_regions, 1),
            "previous-region": partial(self._walk_regions, -1),
        }

    # ---- how the parts are connected -----------------------------------------------------------

    def _connect_reading(self) -> None:
        reading, search = self.reading, self.search
        search.article_wanted.connect(reading.open_article)
        reading.search_wanted.connect(search.search)
        reading.article_shown.connect(self._note_article)
        reading.refused_changed.connect(self.status_bar.show_refused)
        reading.hint_changed.connect(self.status_bar.show_hint)
        reading.browser_wanted.connect(self.help.ask_to_leave)
        reading.zoom_wanted.connect(self._appearance.zoom)
        reading.other_capture_opened.connect(self._say_other_capture)
        reading.deed_wanted.connect(self.acting.do)
        reading.as_of_changed.connect(self.toolbar.show_day)
        reading.as_of_changed.connect(self._refresh)
        self.tabs.current_changed.connect(self._refresh)
        self.original.link_followed.connect(reading.follow_original)
        self.original.refused_wanted.connect(self.help.show_refused)
        self.captures.compare_wanted.connect(self.comparing.compare)
        self.related.compare_wanted.connect(self.comparing.compare)
        self.mending.article_changed.connect(reading.reload)
        self.mending.article_changed.connect(search.refresh)
        self.marks.search_wanted.connect(search.search)
        self.marks.changed.connect(self.home.look_for_shelf)

    def _connect_library(self) -> None:
        library, importing = self.library, self.importing
        library.left.connect(self.session.save)
        for leave in (self.search.leave, self._show_other_library, self.mending.leave, self.missing.leave):
            library.opened.connect(leave)
        library.opened.connect(self.marks.leave)
        library.listed.connect(self.commands.show_libraries)
        library.contents_changed.connect(self.search.refresh)
        library.contents_changed.connect(self.reading.refresh)
        library.counted.connect(self._show_size)
        library.remarked.connect(self._tell_remark)
        library.import_wanted.connect(importing.import_paths)
        library.offer_wanted.connect(importing.offer)
        library.add_wanted.connect(importing.choose_folder)
        library.failed.connect(self.help.show_error)
        library.failed.connect(self.search.stop_waiting)
        importing.article_found.connect(self.reading.open_in_front)
        self.results.open_wanted.connect(importing.choose_folder)
        self.commands.library_chosen.connect(library.open_recent)
        self.status_bar.failures_wanted.connect(library.show_failures)

    def _connect_rest(self) -> None:
        self.toolbar.search_box.help_wanted.connect(self.help.show_queries)
        self.status_bar.refused_wanted.connect(self.help.show_refused)
        self.help.query_wanted.connect(self.search.search)
        self.help.queries_forgotten.connect(self.search.forget_queries)
        self.help.opened_forgotten.connect(self.marks.clear_opened)
        self.help.keys_changed.connect(self._take_keys)
        self.help.address_chosen.connect(self.reading.follow)
        for control in (
            *(self.saving, self.importing, self.exporting, self.mending, self.marks, self.original),
            *(self.watching, self.comparing, self.captures, self.documents, self.missing),
        ):
            control.said.connect(self.status_bar.say)
        self._appearance.look_changed.connect(self._dress)
        self.view.sidebar_toggled.connect(self.results.setVisible)
        self.view.related_toggled.connect(self.panes.beside.setVisible)
        self._closing.finished.connect(self._go)
        self.closed.connect(self.library.let_go)
        self.destroyed.connect(self.jobs.stop)  # no answer may reach what is gone

    def _take_keys(self) -> None:
        self.commands.set_keys(self._settings.keys)
        self.toolbar.retranslate()

    @property
    def has_ended(self) -> bool:
        """Whether the window is closed and nothing of it runs any more."""
        return self._closing.has_ended

    def begin(self, paths: list[str]) -> None:
        """Fills the window; to be called once it is on the screen. ``paths`` are offered for import."""
        self._show_library()
        self.toolbar.search_box.focus_box()
        if paths:
            self.importing.offer(paths)

    @property
    def regions(self) -> list[Region]:
        """What F6 walks through."""
        return [
            Region(self.toolbar, self.toolbar.search_box.focus_box),
            Region(self.results, self.results.focus_list),
            Region(self.tabs, self.focus_page),
            Region(self.marks_panel, self.marks_panel.focus_first),
            Region(self.related, self.related.setFocus),
            Region(self.status_bar, self.status_bar.focus_first),
        ]

    def focus_page(self) -> None:
        """Gives the keyboard to the page on show."""
        if self.tabs.current is not None:
            self.tabs.current.focus_page()

    # ---- what is told to several parts ---------------------------------------------------------

    def _note_article(self, article: Article | None) -> None:
        self.results.mark_open(article.id if article is not None else "")
        self.exporting.set_article(article)
        self.mending.set_article(article)
        self.marks.set_article(article)
        self._refresh()

    def _refresh(self) -> None:
        """The title, and which actions make sense now."""
        tab = self.tabs.current
        named = tab is not None and (tab.article or tab.page)
        self.setWindowTitle(f"{tab.title} — gov-reader" if tab is not None and named else "gov-reader")
        self.view.set_place(tab.history.current.kind if tab is not None else "")
        self.acting.refresh()

    def _walk_regions(self, step: int) -> None:
        walk(self.regions, step, self.focusWidget())

    def _show_size(self, stats: Stats) -> None:
        self.status_bar.show_library(stats.articles, stats.failed)

    def _show_other_library(self) -> None:
        self.status_bar.show_library(None, 0)
        self.captures.clear_day()
        self._show_library()

    def _show_library(self) -> None:
        is_filled_now = self.library.is_sample and not self.library.is_elsewhere  # at the first start
        self.search.wait_for_pages(is_filled_now)
        self.session.restore_pages(self.library.folder)
        self.searching.begin()
        self.marks.begin()
        self.library.start()
        self.watching.begin()

    def _tell_remark(self, code: str) -> None:
        if code:
            self.messages.tell("library", partial(remark_sentence, code))
        else:
            self.messages.withdraw("library")

    def _say_other_capture(self) -> None:
        self.status_bar.say(_("The page was saved under another address: this is another capture of it."))

    @property
    def _on_paper(self) -> OriginalControl | ExportControl:
        """Who prints what is on show: the original page as Chromium lays it out, or the article as we do."""
        return self.original if self.original.is_on_show else self.exporting

    def _dress(self) -> None:
        look = self._appearance
        self.tabs.set_look(look.theme, look.type)

    # ---- events --------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Answers a change of language or palette for what is no panel."""
        if event.type() == QEvent.Type.LanguageChange:
            self.commands.retranslate()
            self.toolbar.retranslate()
            self.reading.retranslate()
            self._refresh()
        elif event.type() == QEvent.Type.PaletteChange:
            self.commands.redraw_icons()
            self.toolbar.redraw_icons()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closes once all work has ended; until then the window is hidden."""
        if not self._closing.is_begun:
            self.watching.end()
            self.session.save()
        if self._closing.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()

    def _go(self) -> None:
        """A hidden window gets no event when it is closed."""
        if self.isVisible():
            self.close()
        else:
            self.closed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files, folders and the address of a page may be dropped anywhere."""
        if dropped_paths(event.mimeData()) or dropped_address(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Offers to import them; an address is looked up in the archive."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if paths := dropped_paths(event.mimeData()):
            self.importing.offer(paths)
        elif address := dropped_address(event.mimeData()):
            self.reading.follow(address)
