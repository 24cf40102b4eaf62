"""Marks in the window: the controls that keep them, and what they show of the article on show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.library.anchoring import anchored_in, beginning
from reader.model import Anchored, Article, ArticleMarks, MarkedArticle
from reader.ui.actions import Actions
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.search_control import SearchControl
from reader.ui.jobs import Jobs
from reader.ui.marks.article_control import ArticleMarksControl
from reader.ui.marks.backup_control import BackupControl
from reader.ui.marks.highlight_control import HighlightControl
from reader.ui.marks.keeping import MarkKeeper
from reader.ui.marks.notebook_control import NotebookControl
from reader.ui.marks.opened_menu import OpenedMenu
from reader.ui.marks.panel import MarksPanel
from reader.ui.marks.selection_control import SelectionMarksControl
from reader.ui.message_bar import MessageBar
from reader.ui.pages.page_tab import PageTab
from reader.ui.pages.tabs import Tabs
from reader.ui.results.result_list import ResultList
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library

_CHANNEL = "marks"
_IN_MENU = 12  # articles in the menu of those opened last


@dataclass(frozen=True, slots=True)
class _OnPage:
    """The marks of an article, its highlights where the page has them, and all names there are."""

    marks: ArticleMarks
    anchored: tuple[Anchored, ...]
    tags: tuple[str, ...]
    collections: tuple[str, ...]


class MarksControl(QObject):
    """Connects the panel, the pages, the results and the notebook to ``Library.marks``."""

    said = Signal(str)  # a remark for the status bar
    search_wanted = Signal(str)  # a query
    changed = Signal()  # marks have changed: searches may find something else

    def __init__(
        self,
        actions: Actions,
        jobs: Jobs,
        settings: Settings,
        tabs: Tabs,
        panel: MarksPanel,
        reading: ReadingControl,
        search: SearchControl,
        results: ResultList,
        messages: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions, self._jobs, self._settings = actions, jobs, settings
        self._tabs, self._panel, self._search, self._results = tabs, panel, search, results
        self._article: Article | None = None
        self.keeper = MarkKeeper(jobs, messages, window)
        self.of_article = ArticleMarksControl(self.keeper, settings, panel)
        self.highlights = HighlightControl(self.keeper, settings, tabs, panel, window)
        self.selection = SelectionMarksControl(self.keeper, jobs, search, results)
        self.notebook = NotebookControl(
            self.keeper, jobs, settings, tabs, reading, self.highlights, self.selection, window
        )
        self.backups = BackupControl(self.keeper, jobs, settings, window)
        self._opened = OpenedMenu(actions.menu("opened"), self)
        self._opened.article_chosen.connect(reading.open_article)
        self._opened.all_wanted.connect(partial(self.notebook.show, "opened:"))
        self.keeper.said.connect(self.said)
        self.keeper.changed.connect(self._note_change)
        self.keeper.undoable_changed.connect(actions["undo-mark"].setEnabled)
        self.of_article.search_wanted.connect(self.search_wanted)
        panel.address_chosen.connect(reading.follow)
        tabs.current_changed.connect(self._look)  # a page that was made anew shows no highlights yet
        actions["undo-mark"].setEnabled(False)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        parts = (self.of_article, self.highlights, self.selection, self.notebook, self.backups)
        deeds = {name: deed for part in parts for name, deed in part.deeds.items()}
        for name in ("star", "to-read", "read", "tag"):
            deeds[name] = partial(self._of_selection_or_article, name, deeds[name])
        return {**deeds, "undo-mark": self.keeper.undo}

    def _of_selection_or_article(self, name: str, deed: Callable[[], object]) -> None:
        """Where several results are selected, what is done is done to them."""
        if self.selection.has_selection:
            self.selection.mark_selected(name)
        else:
            deed()

    # ---- the article on show -------------------------------------------------------------------

    def set_article(self, article: Article | None) -> None:
        """The article on show."""
        is_other = article is not None and (self._article is None or self._article.id != article.id)
        self._article = article
        self.of_article.set_article(article.id if article is not None else "")
        if article is None:
            self._panel.clear()
            return
        if is_other and self._settings.remember_opened:
            task = self._jobs.read(partial(_opened, article.id))
            task.done.connect(self._opened.show_articles)
        self._look()

    def begin(self) -> None:
        """A library is open: what was opened in it last is in the menu."""
        self.backups.begin()
        task = self._jobs.read(lambda library: library.marks.recently_opened(_IN_MENU), later=True)
        task.done.connect(self._opened.show_articles)

    def leave(self) -> None:
        """Another library is open."""
        self._article = None
        self.of_article.set_article("")
        self.keeper.forget()
        self._panel.clear()
        self._opened.show_articles(())

    def clear_opened(self) -> None:
        """Forgets which articles were opened."""
        self.notebook.clear_opened()
        self._opened.show_articles(())

    def _note_change(self, searched: bool) -> None:
        self._look()
        if searched:
            self._search.renew()
            self.changed.emit()

    def _look(self) -> None:
        article, tab = self._article, self._tabs.current
        if article is None or tab is None:
            return
        work = partial(_on_page, article.id, tab.view.toPlainText())
        task = self._jobs.read(work, channel=_CHANNEL)
        task.done.connect(partial(self._show, tab))

    def _show(self, tab: PageTab, found: _OnPage) -> None:
        if self._article is None or self._article.id != found.marks.id or tab not in self._tabs.pages:
            return
        self._panel.show_marks(found.marks, found.anchored, tags=found.tags, collections=found.collections)
        self._results.show_marks(found.marks.id, found.marks.names)
        self.highlights.show(tab, found.anchored)
        for name, on in (
            ("star", found.marks.starred),
            ("to-read", found.marks.to_read),
            ("read", found.marks.read),
        ):
            self._actions[name].setChecked(on)


# ---- what is done on the reading thread --------------------------------------------------------------------


def _on_page(article_id: str, text: str, library: Library) -> _OnPage:
    marks = library.marks.of(article_id)
    anchored: tuple[Anchored, ...] = ()
    if marks.highlights:
        begin = beginning(text, library.article(article_id).text)
        anchored = anchored_in(text, marks.highlights, begin=begin)
    return _OnPage(
        marks,
        anchored,
        tuple(each.name for each in library.marks.tags()),
        tuple(each.name for each in library.marks.collections()),
    )


def _opened(article_id: str, library: Library) -> Sequence[MarkedArticle]:
    if not library.read_only:
        library.marks.note_opened(article_id, read=True)
    return library.marks.recently_opened(_IN_MENU)
