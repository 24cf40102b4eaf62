"""One tab: an article or another kind of page, with its own way back and its own find bar."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.model import Article
from reader.translation import _
from reader.ui.original.refusals import Refusal
from reader.ui.original.side import ORIGINAL, OriginalSide, is_original
from reader.ui.pages.error_page import ErrorPage
from reader.ui.pages.history import History, Place
from reader.ui.pages.page import ArticlePage, PageLink, Surroundings
from reader.ui.pages.page_kinds import PageKind, TabPage
from reader.ui.pages.welcome_page import WelcomePage
from reader.ui.reading.find_bar import FindBar
from reader.ui.reading.reader_view import ReaderView
from reader.ui.reading.spans import Span
from reader.ui.theme import ReaderTheme, ReaderType


class PageTab(QWidget):
    """Shows one Place at a time. It asks for what it needs with signals and is told with ``show_…``."""

    place_wanted = Signal(object, object)  # the tab, Place that back or forward led to
    link_followed = Signal(object, object, bool)  # the tab, PageLink, whether in a new tab
    picture_wanted = Signal(object, int, str)  # the tab, number of the picture, its src
    spans_wanted = Signal(object, str, str)  # the tab, text of its page, query whose hits are to be marked
    words_wanted = Signal(object, str, str)  # the tab, text of its page, words that are sought on it
    place_changed = Signal()  # another page or title is on show
    left = Signal()  # what the page on show waits for is of no use any more

    def __init__(self, first: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.history = History(first)
        self.article: Article | None = None
        self.around = Surroundings()  # of the article on show
        self.is_filled = (
            False  # whether what the place says is on show; a restored tab waits until it is seen
        )
        self.is_awaited = False  # whether that is on its way
        self._on_show = first
        self._look: tuple[ReaderTheme, ReaderType] | None = None
        self._article_page: ArticlePage | None = None  # of ``article``, for the reader view
        self._pages: dict[str, TabPage] = {}  # the pages of other kinds that were made in this tab
        self.view = ReaderView(self)
        self.welcome_page = WelcomePage(self)
        self.error_page = ErrorPage(self)
        self.find_bar = FindBar(self)
        self._stack = QStackedWidget(self)
        self.original = OriginalSide(self._stack, self)
        for page in (self.view, self.welcome_page, self.error_page):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.find_bar)
        self.welcome_page.changed.connect(self.place_changed)
        self.find_bar.sought.connect(self._seek)
        self.find_bar.walked.connect(self.walk)
        self.find_bar.closed.connect(self._end_find)
        self.error_page.retry_wanted.connect(self._try_again)
        self.view.link_followed.connect(self._follow)
        self.view.picture_wanted.connect(self._want_picture)
        self.original.text_read.connect(self._ask_for_spans)
        self.original.hits_switched.connect(self._ask_for_spans)
        self.original.hits_changed.connect(self._tell_hits)

    # ---- what is shown -------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """What is on show, with the point in the text that was reached."""
        self._remember_position()
        return self.history.current

    @property
    def title(self) -> str:
        """What the tab is called."""
        place = self.history.current
        own = page.title if (page := self.page) is not None else None
        failed = _("Not shown") if self._stack.currentWidget() is self.error_page else "…"
        return (self.welcome_page.title if place.kind == "welcome" else own or place.title) or failed

    @property
    def page(self) -> TabPage | None:
        """The page on show, if it is one of a ``PageKind``."""
        page = self._pages.get(self._on_show.kind)
        return page if page is not None and page is self._stack.currentWidget() else None

    @property
    def deeds(self) -> frozenset[str]:
        """The actions that the page on show answers itself."""
        return page.deeds if (page := self.page) is not None else frozenset()

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """What the article on show asked for and did not get."""
        if self.article is None:
            return ()
        if self.original.is_open:
            return self.original.refused
        return tuple(Refusal("missing", what) for what in self.view.refused)

    def page_of(self, kind: PageKind) -> TabPage:
        """The page of a kind in this tab, made when it is first asked for."""
        if kind.name not in self._pages:
            page = self._pages[kind.name] = kind.make(self)
            self._stack.addWidget(page)
            page.changed.connect(self._tell_changed)
            if self._look:
                theme, type_ = self._look
                page.set_look(theme, type_.px)
        return self._pages[kind.name]

    def leave(self) -> None:
        """To be called before another page is shown: remembers how far one has read."""
        self._remember_position()

    def show_article(
        self, place: Place, article: Article, page: ArticlePage, around: Surroundings | None = None
    ) -> None:
        """Shows an article and scrolls to where the place says."""
        self.left.emit()
        self.article, self.around = article, around or Surroundings()
        self._article_page = page
        if is_original(place):
            self._arrive(place, page.title)
            self.original.open(article, place.state)
            self.place_changed.emit()
        else:
            self._read(page)
            self.view.go_to_place(place.position)
            self._arrive(place, page.title)
        self._ask_for_spans()

    def set_original(self, on: bool) -> None:
        """Shows the article as its original page, or in the reader view."""
        if self.article is None or self._article_page is None:
            return
        self._remember_position()
        if on:
            self.history.remember(state=ORIGINAL)
            self.original.open(self.article)
        else:
            self.history.remember(state="")
            self._read(self._article_page)
            self.view.go_to_place(self.history.current.position)
        self.place_changed.emit()
        self._ask_for_spans()

    def _read(self, page: ArticlePage) -> None:
        """Brings the reader view on show, with this page."""
        self.original.close()
        self.view.setAccessibleName(page.title)
        if self.view.page is not page:
            self.view.show_page(page)
        self._stack.setCurrentWidget(self.view)

    def begin_page(self, kind: PageKind, place: Place) -> None:
        """Shows a page whose content is on its way."""
        page = self._change_to(kind)
        page.begin(place)
        self._arrive(place, page.title or place.title)

    def show_page(self, kind: PageKind, place: Place, answer: object) -> None:
        """Shows a page with what was found for its place."""
        page = self._change_to(kind)
        page.show_place(place, answer)
        self._arrive(place, page.title or place.title)

    def _change_to(self, kind: PageKind) -> TabPage:
        self.left.emit()
        self.article = None
        page = self.page_of(kind)
        self.is_filled = False  # until it has arrived, what it says of itself is not of its place
        self._stack.setCurrentWidget(page)
        return page

    def show_welcome(self) -> None:
        """Shows the welcome page."""
        self.left.emit()
        self.article = None
        self._stack.setCurrentWidget(self.welcome_page)
        self._arrive(Place("welcome"), "")

    def show_error(self, place: Place, error: ReaderError) -> None:
        """Says why a page cannot be shown."""
        self.left.emit()
        self.article = None
        self.error_page.show_error(error)
        self._stack.setCurrentWidget(self.error_page)
        self._arrive(place, place.title)

    def step(self, by: int) -> None:
        """Back (-1) or forward (1)."""
        self._remember_position()
        before = self.history.current
        if (place := self.history.step(by)) is not before:
            self.place_wanted.emit(self, place)

    def set_look(self, theme: ReaderTheme, type_: ReaderType) -> None:
        """Colours and type of all pages."""
        self._look = (theme, type_)
        self.view.set_look(theme, type_)
        self.original.set_font_px(type_.px)
        for page in self._pages.values():
            page.set_look(theme, type_.px)
        self.welcome_page.set_look(theme, type_.px)
        self.error_page.set_look(theme, type_.px)

    def focus_page(self) -> None:
        """Gives the keyboard to the page."""
        page = self._stack.currentWidget()
        if isinstance(page, TabPage):
            page.focus_first()
        elif page is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrive(self, place: Place, title: str) -> None:
        if (before := self._pages.get(self._on_show.kind)) and self._on_show.kind != place.kind:
            before.leave()
        self._on_show = place
        self.is_filled, self.is_awaited = True, False
        self.history.go(place)
        self.history.remember(title=title)
        if place.kind != "article":
            self.original.close()
            self.find_bar.close_bar()
        self.place_changed.emit()

    def _remember_position(self) -> None:
        # After a step back the earlier page is on its way, and the view still shows the other one.
        if not self.is_filled or not self._on_show.same_page(self.history.current):
            return
        if self.original.is_open:
            self.history.remember(state=self.original.state)
        elif self.article is not None:
            self.history.remember(position=self.view.place())
        elif (page := self.page) is not None:
            self.history.remember(position=page.position, title=page.title or None, state=page.state)

    def _tell_changed(self) -> None:
        if self.sender() is self.page and self.is_filled:
            self._remember_position()
            self.place_changed.emit()

    # ---- hits ----------------------------------------------------------------------------------

    def open_find(self) -> None:
        """Opens the find bar, with the selected text in it."""
        if self.article is not None:
            original = self.original.view
            selected = original.selected_text() if original else self.view.textCursor().selectedText()
            self.find_bar.open_bar(selected if "\u2029" not in selected else "")

    def walk(self, step: int) -> None:
        """To the next or previous hit."""
        if self.original.view is not None:
            self.original.view.walk(step)
        else:
            self.view.walk(step)
            self._tell_hits()

    def shows_text(self, text: str) -> bool:
        """Whether the page on show has this text, or begins with it."""
        shown = self.original.text if self.original.is_open else self.view.toPlainText()
        return shown is not None and shown.startswith(text)

    def show_spans(self, spans: Sequence[Span]) -> None:
        """The answer to ``spans_wanted`` and ``words_wanted``. What the find bar seeks is gone to at once."""
        if self.original.is_open:
            self.original.mark_hits(spans, go=bool(self.find_bar.text))
            return
        self.view.mark_hits(spans)
        if self.find_bar.text and spans:
            self.view.walk(1)
        self._tell_hits()

    def _seek(self, text: str) -> None:
        original = self.original.view
        if original is not None:
            if original.text is not None:
                query = self.history.current.query if original.marks_hits else ""
                wanted = self.words_wanted if text else self.spans_wanted
                wanted.emit(self, original.text, text or query)
        elif text:
            self.words_wanted.emit(self, self.view.toPlainText(), text)
        else:
            self.spans_wanted.emit(self, self.view.article_text, self.history.current.query)

    def _end_find(self) -> None:
        self._ask_for_spans()
        self.focus_page()

    def _ask_for_spans(self) -> None:
        self._seek(self.find_bar.text)

    def _tell_hits(self) -> None:
        view = self.original.view or self.view
        self.find_bar.show_count(view.hits, view.current_hit)

    def _try_again(self) -> None:
        self.place_wanted.emit(self, self.history.current)

    # ---- passed on with the tab ----------------------------------------------------------------

    def _follow(self, link: PageLink, new_tab: bool) -> None:
        self.link_followed.emit(self, link, new_tab)

    def _want_picture(self, number: int, source: str) -> None:
        self.picture_wanted.emit(self, number, source)
