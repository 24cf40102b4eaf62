"""The open pages as tabs: making, closing, opening again, and what stands on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from reader.translation import _
from reader.ui.icons import icon
from reader.ui.pages.history import Place
from reader.ui.pages.page_tab import PageTab
from reader.ui.theme import ReaderTheme, ReaderType

_MOST_CLOSED = 20  # tabs that can be opened again
_CLOSE_SIDE = QTabBar.ButtonPosition.RightSide
_CLOSE_PX = 14
_LONGEST_TITLE = 60  # characters on a tab; the whole title is its tooltip

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


class Tabs(QTabWidget):
    """At least one tab is always there. What a tab shows is the business of whoever answers ``tab_made``."""

    tab_made = Signal(object)  # PageTab, before it is shown
    current_changed = Signal()  # another tab, or another page in the current one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look: tuple[ReaderTheme, ReaderType] | None = None
        self._closed: list[Place] = []
        self.setDocumentMode(True)
        self.setMovable(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabBar().setExpanding(False)
        self._add = QToolButton(self)
        self._add.setAutoRaise(True)
        self._add.clicked.connect(self.new_tab)
        self.setCornerWidget(self._add)
        self.currentChanged.connect(self._tell)
        self.retranslate()
        self.redraw_icons()

    # ---- the tabs ------------------------------------------------------------------------------

    @property
    def current(self) -> PageTab | None:
        """The tab on show; None only before the first one is made."""
        widget = self.currentWidget()
        return widget if isinstance(widget, PageTab) else None

    @property
    def pages(self) -> list[PageTab]:
        """All tabs, from left to right."""
        widgets = (self.widget(index) for index in range(self.count()))
        return [widget for widget in widgets if isinstance(widget, PageTab)]

    @property
    def places(self) -> list[Place]:
        """What all tabs show."""
        return [tab.place for tab in self.pages]

    @property
    def can_reopen(self) -> bool:
        """Whether a tab was closed that can come back."""
        return bool(self._closed)

    def add_tab(self, place: Place, *, background: bool = False) -> PageTab:
        """A new tab beside the current one. It says what it is to show; its page comes from elsewhere."""
        tab = PageTab(place, self)
        if self._look:
            tab.set_look(*self._look)
        tab.place_changed.connect(self._name_tabs)
        self.tab_made.emit(tab)
        index = self.insertTab(self.currentIndex() + 1, tab, "")
        self.tabBar().setTabButton(index, _CLOSE_SIDE, self._close_button(tab))
        self._name_tabs()
        if not background:
            self.setCurrentIndex(index)
        return tab

    def new_tab(self) -> None:
        """A new tab with the welcome page."""
        self.add_tab(Place("welcome"))

    def close_tab(self, index: int) -> None:
        """Closes a tab; instead of the last one a welcome page stays."""
        tab = self.widget(index)
        if not isinstance(tab, PageTab):
            return
        if tab.place.kind != "welcome":
            self._closed = [*self._closed, tab.place][-_MOST_CLOSED:]
        if self.count() == 1:
            self.new_tab()
        self.removeTab(self.indexOf(tab))
        tab.deleteLater()
        self._tell()  # a tab in the background has become one that can come back

    def close_current(self) -> None:
        """Closes the tab on show."""
        self.close_tab(self.currentIndex())

    def reopen(self) -> None:
        """Brings back the tab that was closed last."""
        if self._closed:
            place = self._closed.pop()
            tab = self.add_tab(place)
            tab.place_wanted.emit(tab, place)

    def restore(self, places: Sequence[Place], current: int) -> None:
        """The tabs of an earlier session, in place of all that are open."""
        self._closed.clear()  # their pages may be of another library
        for tab in self.pages:
            self.removeTab(self.indexOf(tab))
            tab.deleteLater()
        for place in places or [Place("welcome")]:
            self.setCurrentIndex(self.count() - 1)
            self.add_tab(place, background=True)
        self.setCurrentIndex(max(0, min(current, self.count() - 1)))

    def step(self, by: int) -> None:
        """To the tab on the right (1) or left (-1), round the end."""
        self.setCurrentIndex((self.currentIndex() + by) % self.count())

    # ---- actions -------------------------------------------------------------------------------

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "back": partial(self.step_back, -1),
            "forward": partial(self.step_back, 1),
            "find": self.open_find,
            **{name: partial(self.walk, 1) for name in ("next-hit", "next-change")},
            **{name: partial(self.walk, -1) for name in ("previous-hit", "previous-change")},
            "new-tab": self.new_tab,
            "close-tab": self.close_current,
            "reopen-tab": self.reopen,
            "next-tab": partial(self.step, 1),
            "previous-tab": partial(self.step, -1),
        }

    @property
    def able(self) -> dict[str, bool]:
        """Which actions make sense now, by their names; also those of others that need an article."""
        tab = self.current
        deeds = tab.deeds if tab is not None else frozenset()
        has_article = tab is not None and tab.article is not None
        return {
            **{name: has_article or name in deeds for name in _OF_ARTICLE},
            **{name: name in deeds for name in ("next-change", "previous-change")},
            "back": tab is not None and tab.history.can_go_back,
            "forward": tab is not None and tab.history.can_go_forward,
            "reopen-tab": self.can_reopen,
        }

    # ---- passed on to the tab on show ----------------------------------------------------------

    def step_back(self, by: int) -> None:
        """Back (-1) or forward (1) on the way of the tab on show."""
        if (tab := self.current) is not None:
            tab.step(by)

    def open_find(self) -> None:
        """Opens the find bar of the tab on show."""
        if (tab := self.current) is not None:
            tab.open_find()

    def walk(self, step: int) -> None:
        """To the next (1) or previous (-1) hit of the tab on show."""
        if (tab := self.current) is not None:
            tab.walk(step)

    # ---- how it looks --------------------------------------------------------------------------

    def set_look(self, theme: ReaderTheme, type_: ReaderType) -> None:
        """Colours and type of all tabs, and of those to come."""
        self._look = (theme, type_)
        for tab in self.pages:
            tab.set_look(theme, type_)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setAccessibleName(_("Open pages"))
        self._add.setToolTip(_("New tab (Ctrl+T)"))
        self._add.setAccessibleName(_("New tab"))
        for button in self._close_buttons():
            button.setToolTip(_("Close the tab"))
            button.setAccessibleName(_("Close the tab"))
        self._name_tabs()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._add.setIcon(icon("add", self.palette()))
        for button in self._close_buttons():
            button.setIcon(icon("clear", self.palette()))

    def _close_button(self, tab: PageTab) -> QToolButton:
        """Our own, as the one of Qt's usual style is red."""
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setIconSize(QSize(_CLOSE_PX, _CLOSE_PX))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIcon(icon("clear", self.palette()))
        button.setToolTip(_("Close the tab"))
        button.setAccessibleName(_("Close the tab"))
        button.clicked.connect(partial(self._close_tab_of, tab))
        return button

    def _close_tab_of(self, tab: PageTab, _checked: bool = False) -> None:
        self.close_tab(self.indexOf(tab))

    def _close_buttons(self) -> list[QToolButton]:
        buttons = (self.tabBar().tabButton(index, _CLOSE_SIDE) for index in range(self.count()))
        return [button for button in buttons if isinstance(button, QToolButton)]

    def changeEvent(self, event: QEvent) -> None:
        """Answers a change of language or palette."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.redraw_icons()
        super().changeEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The middle button closes a tab."""
        index = self.tabBar().tabAt(self.tabBar().mapFrom(self, event.position().toPoint()))
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.close_tab(index)
            return
        super().mouseReleaseEvent(event)

    def _name_tabs(self) -> None:
        for index, tab in enumerate(self.pages):
            title = tab.title
            short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
            self.setTabText(index, short.replace("&", "&&"))
            self.setTabToolTip(index, title)
        self._tell()

    def _tell(self) -> None:
        self.current_changed.emit()
