"""Reading: which page each tab shows, where its links lead, and what belongs with the article on show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError
from reader.model import Article, Followed, Related
from reader.ui.jobs import Jobs
from reader.ui.original.refusals import Refusal
from reader.ui.original.side import ORIGINAL, is_original
from reader.ui.pages.arriving import (
    Arrival,
    NotThere,
    Opened,
    choices,
    followed,
    followed_original,
    not_there,
    opened,
)
from reader.ui.pages.choices_page import ChoicesPage
from reader.ui.pages.history import Place
from reader.ui.pages.missing_page import MissingPage
from reader.ui.pages.page import PageLink, Surroundings
from reader.ui.pages.page_kinds import PageKind
from reader.ui.pages.page_tab import PageTab
from reader.ui.pages.tabs import Tabs
from reader.ui.reading.find_in_page import find_in_page
from reader.ui.reading.pictures import decoded
from reader.ui.reading.spans import Span
from reader.ui.related_panel import RelatedPanel

if TYPE_CHECKING:
    from reader.library.library import Library

_RELATED_CHANNEL = "related"
_LINKS = 500  # articles that link to one, fetched at a time


class ReadingControl(QObject):
    """Every tab has a channel of its own, so that the page asked for last is the one it shows."""

    search_wanted = Signal(str)  # a query that stands behind a link of a page
    browser_wanted = Signal(str)  # an address to be opened online, after asking
    article_shown = Signal(object)  # Article now on show in the current tab, or None
    refused_changed = Signal(int)  # refused requests of the page on show
    hint_changed = Signal(str)  # where the link under the pointer leads
    other_capture_opened = Signal()
    deed_wanted = Signal(str)  # the name of an action, which a link of a page stands for
    zoom_wanted = Signal(int)  # one step larger (1) or smaller (-1)
    want_changed = Signal(str, bool)  # an address, whether it is to be on the user's own list
    compare_wanted = Signal(str, str, bool)  # two articles, whether in a new tab
    as_of_changed = Signal(str)  # the day to which links keep, "" for none

    def __init__(self, jobs: Jobs, tabs: Tabs, related: RelatedPanel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs, self._tabs, self._related = jobs, tabs, related
        self._kinds: dict[str, PageKind] = {}
        self._as_of: str | None = None
        self.add_kind(PageKind("missing", self._make_missing_page, _missing, of_library=True))
        self.add_kind(PageKind("choices", self._make_choices_page, self._choices, of_library=True))
        self._shown: tuple[PageTab, str] | None = None  # the tab and article that the related panel is about
        tabs.tab_made.connect(self._connect_tab)
        tabs.current_changed.connect(self._follow_current)
        related.link_followed.connect(self.follow)
        related.article_chosen.connect(self.open_article)
        related.links_wanted.connect(self._fetch_links)

    def _connect_tab(self, tab: PageTab) -> None:
        tab.place_wanted.connect(self._go_to_place)
        tab.link_followed.connect(self._follow_link)
        tab.picture_wanted.connect(self._fetch_picture)
        tab.spans_wanted.connect(self._find_spans)
        tab.words_wanted.connect(self._find_words)
        tab.view.link_hovered.connect(self.hint_changed)
        tab.view.search_wanted.connect(self.search_wanted)
        tab.view.zoom_wanted.connect(self.zoom_wanted)
        tab.original.link_hovered.connect(self.hint_changed)
        tab.original.zoom_wanted.connect(self.zoom_wanted)
        for view in (tab.view, tab.original):
            view.refused_changed.connect(self._tell_refused)

    def _make_missing_page(self, tab: QWidget) -> MissingPage:
        page = MissingPage(tab)
        page.link_chosen.connect(self._open_from_list)
        page.browser_wanted.connect(self.browser_wanted)
        page.want_changed.connect(self.want_changed)
        return page

    def _make_choices_page(self, tab: QWidget) -> ChoicesPage:
        page = ChoicesPage(tab)
        page.link_chosen.connect(self._open_from_list)
        return page

    def _choices(self, place: Place) -> Callable[[Library], Followed]:
        return partial(choices, place, self._as_of)

    @property
    def kind(self) -> str:
        """The kind of page on show; "" without a tab."""
        tab = self._tabs.current
        return tab.place.kind if tab is not None else ""

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"home": self.go_home, **self._tabs.deeds}

    @property
    def able(self) -> dict[str, bool]:
        """Which of its actions make sense now, by their names."""
        return self._tabs.able

    # ---- the day to which the session keeps ----------------------------------------------------

    @property
    def as_of(self) -> str:
        """Links lead to the captures nearest to this day; "": to those nearest to the page they are on."""
        return self._as_of or ""

    def set_as_of(self, day: str) -> None:
        """Keeps to a day, or to none (""), from now on; what is on show tells where its links lead now."""
        if day == self.as_of:
            return
        self._as_of = day or None
        self._shown = None
        for tab in self._tabs.pages:
            if tab.is_filled and (tab.article is not None or tab.place.kind == "choices"):
                self._go_to_place(tab, tab.place)
        self.as_of_changed.emit(day)

    # ---- opening -------------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article on show."""
        tab = self._tabs.current
        return tab.article if tab is not None else None

    @property
    def article_id(self) -> str | None:
        """Its id."""
        article = self.article
        return article.id if article is not None else None

    @property
    def around(self) -> Surroundings:
        """Its place among the captures of its page, and its sources."""
        tab = self._tabs.current
        return tab.around if tab is not None and tab.article is not None else Surroundings()

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """What the page on show asked for and did not get."""
        tab = self._tabs.current
        return tab.refused if tab is not None else ()

    def open_article(self, article: str, new_tab: bool = False, query: str = "") -> None:
        """Shows an article in the current tab or in a new one behind it."""
        self._show_in(new_tab, Place("article", article, query))

    def add_kind(self, kind: PageKind) -> None:
        """From now on places of this kind can be opened."""
        self._kinds[kind.name] = kind

    def open_place(self, place: Place, new_tab: bool = False) -> None:
        """Shows any place in the current tab or in a new one behind it."""
        self._show_in(new_tab, place)

    def open_in_front(self, article: str) -> None:
        """Shows an article in a tab that comes to the front; a welcome page gives way to it."""
        tab, place = self._tabs.current, Place("article", article)
        if tab is not None and tab.place.kind == "welcome" and not tab.is_awaited:
            self._go_to_place(tab, place)
        else:
            self._tabs.add_tab(place)

    def open_beside(self, article: str) -> None:
        """Shows another capture of the page on show, as an original page where that is one."""
        tab = self._tabs.current
        as_original = tab is not None and is_original(tab.place)
        self._show_in(False, Place("article", article, state=ORIGINAL if as_original else ""))

    def follow(self, address: str, new_tab: bool = False) -> None:
        """Goes where an address leads: the archived page, or what is known of it if it is missing."""
        work = partial(followed, start=self.article_id, address=address, as_of=self._as_of)
        tab = None if new_tab else self._tabs.current
        if tab is not None:
            tab.is_awaited = True
        task = self._jobs.read(work, channel=_channel(tab) if tab else None)
        task.done.connect(partial(self._arrive_from_link, tab))
        task.failed.connect(partial(self._fail, tab, Place("missing", address, title=address)))

    def follow_original(self, tab: PageTab, address: str, new_tab: bool = False) -> None:
        """Goes where a link of the original page in a tab leads; what is archived comes as it looked too."""
        if tab.article is None:
            return
        work = partial(followed_original, start=tab.article.id, address=address, as_of=self._as_of)
        here = None if new_tab else tab
        tab.is_awaited = tab.is_awaited or not new_tab
        task = self._jobs.read(work, channel=None if new_tab else _channel(tab))
        task.done.connect(partial(self._arrive_from_link, here))
        task.failed.connect(partial(self._fail, here, Place("missing", address, title=address)))

    def go_home(self) -> None:
        """The welcome page in the tab on show."""
        self._show_in(False, Place("welcome"))

    def retranslate(self) -> None:
        """The pages carry words of the program: they are made anew in the current language."""
        for tab in self._tabs.pages:
            if tab.article is not None:
                self._go_to_place(tab, tab.place)

    def refresh(self) -> None:
        """The library has changed: missing pages may be there now, the related list may be longer."""
        self._shown = None
        for tab in self._tabs.pages:
            kind = self._kinds.get(tab.place.kind)
            if tab.is_filled and kind is not None and kind.of_library:
                self._go_to_place(tab, tab.place)
        self._follow_current()

    def reload(self, article: str) -> None:
        """An article reads differently now: it is shown anew where it is on show."""
        self._shown = None
        for tab in self._tabs.pages:
            if tab.article is not None and tab.article.id == article:
                self._go_to_place(tab, tab.place)

    def reload_pages(self, kind: str) -> None:
        """What pages of a kind show is to be looked up again."""
        for tab in self._tabs.pages:
            if tab.is_filled and tab.place.kind == kind:
                self._go_to_place(tab, tab.place)

    def _show_in(self, new_tab: bool, place: Place) -> PageTab:
        tab = self._tabs.current
        if new_tab or tab is None:
            tab = self._tabs.add_tab(place, background=new_tab)
            if not (tab.is_awaited or tab.is_filled):
                self._go_to_place(tab, place)
        else:
            self._go_to_place(tab, place)
        return tab

    def _go_to_place(self, tab: PageTab, place: Place) -> None:
        tab.leave()
        if kind := self._kinds.get(place.kind):
            self._open_page(tab, place, kind)
            return
        if place.kind != "article":
            tab.show_welcome()
            return
        tab.is_awaited = True
        task = self._jobs.read(partial(opened, place.target, as_of=self._as_of), channel=_channel(tab))
        task.done.connect(partial(self._arrive, tab, place))
        task.failed.connect(partial(self._fail, tab, place))

    def _open_page(self, tab: PageTab, place: Place, kind: PageKind) -> None:
        if kind.work is None:
            tab.show_page(kind, place, None)
            return
        if kind.is_long:
            tab.begin_page(kind, place)
        tab.is_awaited = True
        give = self._jobs.aside if kind.is_long else self._jobs.read
        task = give(kind.work(place), channel=_channel(tab))
        if kind.is_long:
            tab.left.connect(task.cancel)
            tab.destroyed.connect(task.cancel)
            task.progressed.connect(tab.page_of(kind).show_progress)
        task.done.connect(partial(self._show_page, tab, place, kind))
        task.failed.connect(partial(self._fail, tab, place))

    def _show_page(self, tab: PageTab, place: Place, kind: PageKind, answer: object) -> None:
        if tab in self._tabs.pages and tab.is_awaited:
            tab.show_page(kind, place, answer)

    def _arrive(self, tab: PageTab, place: Place, answer: Opened) -> None:
        if tab in self._tabs.pages and tab.is_awaited:  # else something else was opened in it meanwhile
            tab.show_article(place, answer.article, answer.page, answer.around)

    def _arrive_from_link(self, tab: PageTab | None, arrival: Arrival) -> None:
        if tab is None:
            self._show_in(True, arrival.place)
            return
        tab.leave()
        if isinstance(arrival.answer, Opened):
            self._arrive(tab, arrival.place, arrival.answer)
        else:
            self._show_page(tab, arrival.place, self._kinds[arrival.place.kind], arrival.answer)
        if arrival.is_other:
            self.other_capture_opened.emit()

    def _fail(self, tab: PageTab | None, place: Place, error: ReaderError) -> None:
        if tab is None:
            tab = self._tabs.add_tab(place)
        if tab in self._tabs.pages:
            tab.show_error(place, error)

    # ---- links ---------------------------------------------------------------------------------

    def _follow_link(self, tab: PageTab, link: PageLink, new_tab: bool) -> None:
        if link.kind == "search":
            self.search_wanted.emit(link.target)
        elif link.kind == "do":
            self.deed_wanted.emit(link.target)
        elif link.kind == "open":
            self.open_article(link.target, new_tab)
        elif link.kind == "compare":
            first, _blank, second = link.target.partition(" ")
            self.compare_wanted.emit(first, second, new_tab)
        else:
            self.follow(link.target, new_tab)

    def _open_from_list(self, article: str) -> None:
        """A link of a page of links; with Ctrl in a new tab."""
        control = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.open_article(article, bool(control))

    # ---- what a page needs ---------------------------------------------------------------------

    def _fetch_picture(self, tab: PageTab, number: int, source: str) -> None:
        article = tab.article
        if article is None:
            return
        task = self._jobs.read(lambda library: decoded(library.picture(article.id, source)), later=True)
        tab.left.connect(task.cancel)
        task.done.connect(partial(self._show_picture, tab, number))
        task.failed.connect(partial(self._show_no_picture, tab, number))

    def _show_picture(self, tab: PageTab, number: int, picture: QImage | None) -> None:
        if tab in self._tabs.pages:
            tab.view.set_picture(number, picture)

    def _show_no_picture(self, tab: PageTab, number: int, _error: ReaderError) -> None:
        self._show_picture(tab, number, None)

    def _find_spans(self, tab: PageTab, text: str, query: str) -> None:
        if not query.strip():
            tab.show_spans(())
            return
        task = self._jobs.read(lambda library: library.spans(text, query), channel=f"spans {id(tab)}")
        task.done.connect(partial(self._show_spans, tab, text))

    def _find_words(self, tab: PageTab, text: str, words: str) -> None:
        task = self._jobs.read(lambda library: find_in_page(library, text, words), channel=f"spans {id(tab)}")
        task.done.connect(partial(self._show_spans, tab, text))

    def _show_spans(self, tab: PageTab, text: str, spans: list[Span]) -> None:
        if tab in self._tabs.pages and tab.shows_text(text):
            tab.show_spans(spans)

    # ---- what belongs with the page on show ----------------------------------------------------

    def _follow_current(self) -> None:
        tab = self._tabs.current
        if tab is None:
            return
        if not tab.is_filled:
            if not tab.is_awaited:
                self._go_to_place(tab, tab.place)
            return
        self.refused_changed.emit(len(tab.refused))
        now = (tab, tab.article.id) if tab.article is not None else None
        if now == self._shown and now is not None:
            return
        self._shown = now
        self.article_shown.emit(tab.article)
        if tab.article is None:
            self._related.clear()
            return
        article = tab.article
        self._related.show_busy()
        task = self._jobs.read(partial(_related, article.id, self._as_of), channel=_RELATED_CHANNEL)
        task.done.connect(partial(self._related.show_related, article))
        task.failed.connect(self._show_nothing_related)

    def _fetch_links(self, article: str, offset: int) -> None:
        task = self._jobs.read(lambda library: library.backlinks(article, offset, _LINKS))
        task.done.connect(partial(self._related.add_links, article))

    def _show_nothing_related(self, _error: ReaderError) -> None:
        self._related.clear()

    def _tell_refused(self) -> None:
        tab = self._tabs.current
        if tab is not None and self.sender() in (tab.view, tab.original):
            self.refused_changed.emit(len(tab.refused))


def _channel(tab: PageTab) -> str:
    return f"page {id(tab)}"


def _related(article: str, as_of: str | None, library: Library) -> Related:
    return library.related(article, as_of)


def _missing(place: Place) -> Callable[[Library], NotThere]:
    return partial(not_there, place.target)
