"""The window: its parts, and the one place where they are connected. What they do is in the controls."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from reader.messages import remark_sentence
from reader.model import Article, Stats
from reader.translation import _
from reader.ui import desktop_entry
from reader.ui.actions import Actions
from reader.ui.appearance import Appearance
from reader.ui.controls.captures_control import CapturesControl
from reader.ui.controls.closing import Closing
from reader.ui.controls.comparing_control import ComparingControl
from reader.ui.controls.documents_control import DocumentsControl
from reader.ui.controls.export_control import ExportControl
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
from reader.ui.marks.panel import MarksPanel
from reader.ui.message_bar import MessageBar
from reader.ui.pages.tabs import Tabs
from reader.ui.reading.text_actions import copy_from, select_all_in
from reader.ui.regions import Region, walk
from reader.ui.related_panel import RelatedPanel
from reader.ui.results.filters import Filters
from reader.ui.results.result_list import ResultList
from reader.ui.session import Session
from reader.ui.settings import Settings
from reader.ui.splitter import Splitter
from reader.ui.status_bar import StatusBar
from reader.ui.toolbar import Toolbar

_LOOK_AFTER_MS = 2500  # between two looks at a library that an import fills
_SAVE_AFTER_MS = 3000  # how long after a change of tabs the session is written, so that a crash loses little
# Actions that need an article on show.
_OF_ARTICLE = (
    "export",
    "copy-citation",
    "print",
    "print-preview",
    "show-file",
    "copy-path",
    "find",
    "next-hit",
    "previous-hit",
    "why",
    "letters",
    "star",
    "to-read",
    "read",
    "highlight",
    "tag",
    "note",
)
_NARROWEST = (220, 360, 180)  # pixels: results, pages, related; less on a screen that is no wider than
_SMALL_SCREEN = 800


class MainWindow(QMainWindow):
    """Panels know nothing of each other; controls connect them to the library through the Jobs."""

    closed = Signal()

    def __init__(self, folder: Path, jobs: Jobs, settings: Settings, appearance: Appearance) -> None:
        super().__init__()
        self.jobs = jobs
        self._settings, self._appearance = settings, appearance
        self.commands = Actions(self)
        self.toolbar = Toolbar(self.commands, self)
        self.messages = MessageBar(self)
        self.results, self.filters = ResultList(self), Filters(self)
        self.tabs, self.related, self.marks_panel = Tabs(self), RelatedPanel(self), MarksPanel(self)
        self._beside = QWidget(self)  # what belongs with the page on show
        self.status_bar = StatusBar(self)
        self._splitter = Splitter(Qt.Orientation.Horizontal, self)
        self._arrange()
        self.work = WorkControl(jobs, self.status_bar.work, self)
        self.library = LibraryControl(folder, jobs, self.work, settings, self)
        self.search = SearchControl(jobs, settings, self.toolbar.search_box, self.filters, self.results, self)
        self.reading = ReadingControl(jobs, self.tabs, self.related, self)
        self.saving = SaveControl(jobs, settings, self)
        self.searching = SearchTools(
            self.commands,
            jobs,
            settings,
            self.search,
            self.reading,
            self.saving,
            self.results,
            self.tabs,
            self,
        )
        self.comparing = ComparingControl(jobs, self.reading, self.saving, self)
        self.captures = CapturesControl(self.reading, self)
        self.missing = MissingControl(jobs, self.reading, self.saving, self)
        self.documents = DocumentsControl(self.reading, self.saving, self)
        self.original = OriginalControl(jobs, self.tabs, self.commands, self.messages, self)
        self.importing = ImportControl(jobs, self.work, self.library, settings, self)
        self.exporting = ExportControl(self.commands, jobs, settings, self.search, self.results, self)
        self.mending = MendingControl(jobs, self.work, self)
        self.marks = MarksControl(
            self.commands,
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
        self.help = HelpControl(appearance, settings, self.reading, self)
        self.view = ViewControl(self.commands, appearance, settings, self)
        self._session = Session(settings, self, self._splitter)
        self._closing = Closing(jobs, self)
        self._save_later, self._look_later = QTimer(self), QTimer(self)
        for timer, delay in ((self._save_later, _SAVE_AFTER_MS), (self._look_later, _LOOK_AFTER_MS)):
            timer.setSingleShot(True)
            timer.setInterval(delay)
        self._connect()
        self._deeds = self._all_deeds()
        self.commands.chosen.connect(self._do)
        self._take_keys()
        self.commands["desktop-entry"].setVisible(desktop_entry.is_supported())
        self.commands["desktop-entry"].setChecked(desktop_entry.is_installed())
        self._dress()
        self._session.restore_window()
        self.view.begin()
        self.setAcceptDrops(True)
        self.setWindowIcon(application_icon())
        self._refresh()

    def _arrange(self) -> None:
        self.addToolBar(self.toolbar)
        self.results.set_filters(self.filters)
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.marks_panel)
        beside.addWidget(self.related, 1)
        share = min(1.0, self.screen().availableSize().width() / _SMALL_SCREEN)
        for widget, width in zip((self.results, self.tabs, self._beside), _NARROWEST, strict=True):
            widget.setMinimumWidth(int(width * share))
            self._splitter.addWidget(widget)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(1, 1)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.messages)
        column.addWidget(self._splitter, 1)
        self.setCentralWidget(middle)
        self.setStatusBar(self.status_bar)

    # ---- how the parts are connected -----------------------------------------------------------

    def _connect(self) -> None:
        search, reading, library = self.search, self.reading, self.library
        search.article_wanted.connect(reading.open_article)
        reading.search_wanted.connect(search.search)
        reading.article_shown.connect(self._note_article)
        reading.refused_changed.connect(self.status_bar.show_refused)
        reading.hint_changed.connect(self.status_bar.show_hint)
        reading.browser_wanted.connect(self.help.ask_to_leave)
        reading.zoom_wanted.connect(self._appearance.zoom)
        reading.other_capture_opened.connect(self._say_other_capture)
        self.tabs.current_changed.connect(self._save_later.start)
        self.tabs.current_changed.connect(self._refresh)
        self._save_later.timeout.connect(self.save_session)
        self.toolbar.search_box.help_wanted.connect(self.help.show_queries)
        self.help.query_wanted.connect(search.search)
        self.help.queries_forgotten.connect(search.forget_queries)
        self.help.opened_forgotten.connect(self.marks.clear_opened)
        self.help.keys_changed.connect(self._take_keys)
        self.help.address_chosen.connect(reading.follow)
        self.results.low_changed.connect(self.filters.set_low)
        self.results.open_wanted.connect(self.importing.choose_folder)
        library.opened.connect(search.leave)
        library.opened.connect(self._show_other_library)
        library.opened.connect(self.mending.leave)
        library.opened.connect(self.missing.leave)
        library.opened.connect(self.marks.leave)
        library.listed.connect(self.commands.show_libraries)
        self.commands.library_chosen.connect(library.open_recent)
        self.marks.search_wanted.connect(search.search)
        self.marks.changed.connect(self.home.refresh)
        library.contents_changed.connect(search.refresh)
        library.contents_changed.connect(reading.refresh)
        library.counted.connect(self._show_size)
        library.remarked.connect(self._tell_remark)
        library.import_wanted.connect(self.importing.import_paths)
        library.offer_wanted.connect(self.importing.offer)
        self.importing.article_found.connect(reading.open_in_front)
        library.add_wanted.connect(self.importing.choose_folder)
        library.failed.connect(self.help.show_error)
        library.failed.connect(search.stop_waiting)
        self.status_bar.failures_wanted.connect(library.show_failures)
        self.status_bar.refused_wanted.connect(self.show_refused)
        self.work.changed.connect(search.wait_for_pages)
        self.work.progressed.connect(self._look_soon)
        self._look_later.timeout.connect(self._look_again)
        reading.deed_wanted.connect(self._do)
        self.mending.article_changed.connect(reading.reload)
        self.mending.article_changed.connect(search.refresh)
        self.original.link_followed.connect(reading.follow_original)
        self.original.refused_wanted.connect(self.show_refused)
        reading.as_of_changed.connect(self.toolbar.show_day)
        reading.as_of_changed.connect(self._refresh)
        self.captures.compare_wanted.connect(self.comparing.compare)
        self.related.compare_wanted.connect(self.comparing.compare)
        for control in (
            self.saving,
            self.importing,
            self.exporting,
            self.mending,
            self.marks,
            self.original,
            self.watching,
            self.comparing,
            self.captures,
            self.documents,
            self.missing,
        ):
            control.said.connect(self.status_bar.say)
        self._appearance.look_changed.connect(self._dress)
        self.view.sidebar_toggled.connect(self.results.setVisible)
        self.view.related_toggled.connect(self._beside.setVisible)
        self._closing.finished.connect(self._go)
        self.destroyed.connect(self.jobs.stop)  # no answer may reach what is gone

    def _all_deeds(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        tabs, view = self.tabs, self.view
        return {
            "import-folder": self.importing.choose_folder,
            "import-files": self.importing.choose_files,
            "print": lambda: self._on_paper.print(),
            "print-preview": lambda: self._on_paper.preview(),
            "quit": self.close,
            "copy": partial(copy_from, self),
            "select-all": partial(select_all_in, self),
            "search": self.toolbar.search_box.focus_box,
            "clear-filters": self.filters.clear,
            "find": tabs.open_find,
            "next-hit": partial(tabs.walk, 1),
            "previous-hit": partial(tabs.walk, -1),
            "sidebar": partial(view.toggle, "sidebar"),
            "related": partial(view.toggle, "related"),
            "larger": partial(self._appearance.zoom, 1),
            "smaller": partial(self._appearance.zoom, -1),
            "usual-size": partial(self._appearance.zoom, 0),
            "serif": partial(view.toggle, "serif"),
            "full-screen": partial(view.toggle, "full-screen"),
            "back": partial(tabs.step_back, -1),
            "forward": partial(tabs.step_back, 1),
            "home": self.reading.go_home,
            "next-result": partial(self.results.step, 1),
            "previous-result": partial(self.results.step, -1),
            "new-tab": tabs.new_tab,
            "close-tab": tabs.close_current,
            "reopen-tab": tabs.reopen,
            "next-tab": partial(tabs.step, 1),
            "previous-tab": partial(tabs.step, -1),
            "next-region": partial(self._walk_regions, 1),
            "previous-region": partial(self._walk_regions, -1),
            "next-change": partial(tabs.walk, 1),
            "previous-change": partial(tabs.walk, -1),
            "missing-pages": self.missing.show,
            "refused": self.show_refused,
            **self.marks.deeds,
            **self.captures.deeds,
            **self.comparing.deeds,
            **self.library.deeds,
            **self.mending.deeds,
            **self.help.deeds,
            **self.original.deeds,
            **self.searching.deeds,
            **self.exporting.deeds,
        }

    def _do(self, name: str) -> None:
        tab = self.tabs.current
        if tab is not None and tab.page is not None and name in tab.deeds:
            tab.page.do(name)
        else:
            self._deeds[name]()

    def _take_keys(self) -> None:
        self.commands.set_keys(self._settings.keys)
        self.toolbar.retranslate()

    @property
    def has_ended(self) -> bool:
        """Whether the window is closed and nothing of it runs any more."""
        return self._closing.has_ended

    def begin(self, paths: list[str]) -> None:
        """Fills the window; to be called once it is on the screen. ``paths`` are offered for import."""
        if self._settings.library != str(self.library.folder):
            self._session.forget_pages()
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
        article = tab.article if tab is not None else None
        named = tab is not None and (article or tab.page)
        self.setWindowTitle(f"{tab.title} — gov-reader" if tab is not None and named else "gov-reader")
        self.view.set_place(tab.history.current.kind if tab is not None else "")
        commands = self.commands
        for name in _OF_ARTICLE:
            commands[name].setEnabled(article is not None or (tab is not None and name in tab.deeds))
        able = {**self.captures.able, **self.comparing.able}
        for name in ("next-change", "previous-change"):
            able[name] = tab is not None and name in tab.deeds
        for name, on in able.items():
            commands[name].setEnabled(on)
        commands["back"].setEnabled(tab is not None and tab.history.can_go_back)
        commands["forward"].setEnabled(tab is not None and tab.history.can_go_forward)
        commands["reopen-tab"].setEnabled(self.tabs.can_reopen)
        commands["own-library"].setEnabled(not self.library.is_own)
        commands["sample-library"].setEnabled(not self.library.is_sample)

    def _walk_regions(self, step: int) -> None:
        walk(self.regions, step, self.focusWidget())

    def _show_size(self, stats: Stats) -> None:
        self.status_bar.show_library(stats.articles, stats.failed)

    def _look_soon(self) -> None:
        if not self._look_later.isActive():
            self._look_later.start()

    def _look_again(self) -> None:
        """While an import runs, the count grows, and an empty list of results shows what is there already."""
        if self.work.is_running:
            self.library.count()
            if self.search.found_nothing:
                self.search.refresh()

    def _show_other_library(self) -> None:
        self.status_bar.show_library(None, 0)
        self.captures.clear_day()
        self._session.forget_pages()
        self._show_library()

    def _show_library(self) -> None:
        self.search.wait_for_pages(self.library.is_sample)  # it is filled at the first start
        self._session.restore_pages(self.tabs, self.search, self.related)
        self.searching.begin()
        self.marks.begin()
        self.library.start()
        self.watching.begin()

    def _tell_remark(self, code: str) -> None:
        if not code:
            self.messages.withdraw("library")
        elif code == "library-read-only":
            self.messages.tell("library", _read_only)
        else:
            self.messages.tell("library", partial(remark_sentence, code))

    def _say_other_capture(self) -> None:
        self.status_bar.say(_("The page was saved under another address: this is another capture of it."))

    @property
    def _on_paper(self) -> OriginalControl | ExportControl:
        """Who prints what is on show: the original page as Chromium lays it out, or the article as we do."""
        return self.original if self.original.is_on_show else self.exporting

    def show_refused(self) -> None:
        """The list of requests that the page on show was refused."""
        tab = self.tabs.current
        self.help.show_refused(tab.refused if tab is not None else ())

    def _dress(self) -> None:
        look = self._appearance
        self.tabs.set_look(look.theme, look.type)

    # ---- events --------------------------------------------------------------------------------

    def save_session(self) -> None:
        """Writes down what the window looks like and shows."""
        self._session.save(self.tabs, self.search, self.related)

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
            self.save_session()
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


def _read_only() -> str:
    return _("This library can be read, but not changed: nothing can be imported into it now.")
