"""The original side of a tab: made when it is asked for, freed when the reader view or another page comes.

Nothing here loads QtWebEngine before ``open``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from reader.model import Article, OriginalPage
from reader.ui.original import engine
from reader.ui.original.engine import EngineError
from reader.ui.pages.history import Place
from reader.ui.reading.spans import Span
from reader.ui.theme import USUAL_PX

if TYPE_CHECKING:
    from reader.ui.original.original_view import OriginalView
    from reader.ui.original.refusals import Refusal

# What a place of an article remembers of the original view: that it is on show, how far it is scrolled, and
# the address of another page of the archive that is on show in it, one without an article (a list, a menu).
_STATE = re.compile(r"original(?: (\d{1,7}) (\d{1,7})(?: (\S+))?)?")
ORIGINAL = "original"


def original_state(across: int = 0, down: int = 0, where: str = "") -> str:
    """What a place remembers; ``where``: the address of a page without an article."""
    return f"{ORIGINAL} {max(across, 0)} {max(down, 0)} {where}".rstrip()


def is_original(place: Place) -> bool:
    """Whether a place shows an article as its original page."""
    return place.kind == "article" and _STATE.fullmatch(place.state) is not None


class OriginalSide(QObject):
    """Holds the view while there is one; its signals are passed on for as long as the tab lives."""

    page_wanted = Signal(str)  # the original page of this article
    part_wanted = Signal(object)  # PartRequest
    page_left = Signal()  # what the page on show waits for is of no use any more
    link_followed = Signal(str, bool)  # the address as the page has it, whether in a new tab
    link_hovered = Signal(str)
    refused_changed = Signal(int)
    refused_wanted = Signal()
    scripts_wanted = Signal()
    picture_wanted = Signal()
    zoom_wanted = Signal(int)
    text_read = Signal()
    hits_switched = Signal(bool)
    hits_changed = Signal()
    failed = Signal(object)  # EngineError: the reader view is to come back

    def __init__(self, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.view: OriginalView | None = None
        self._stack = stack
        self._font_px = USUAL_PX
        self._article: Article | None = None
        self._scroll, self._where = (0, 0), ""

    @property
    def is_open(self) -> bool:
        """Whether it is on show."""
        return self.view is not None

    @property
    def page_id(self) -> str:
        """The article whose page is on show; "" for none."""
        return self._article.id if self._article is not None else ""

    @property
    def state(self) -> str:
        """What a place is to remember."""
        if self.view is None:
            return ""
        across, down = self.view.reached if self.view.page is not None else self._scroll
        return original_state(across, down, self._where)

    @property
    def text(self) -> str | None:
        """The text of the page; None while it is not there."""
        return self.view.text if self.view is not None else None

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """What the page asked for and did not get."""
        return self.view.refused if self.view is not None else ()

    def open(self, article: Article, state: str = ORIGINAL) -> None:
        """Comes on show, and asks for the page unless it shows it already."""
        try:
            view = self.view or self._make()
        except EngineError as error:
            self.close()
            self.failed.emit(error)
            return
        self._stack.setCurrentWidget(view)
        found = _STATE.fullmatch(state)
        where = (found[3] or "") if found else ""
        before, now = self._article, (article.id, article.encoding, where)
        if before is not None and (before.id, before.encoding, self._where) == now:
            return
        self.page_left.emit()
        self._article, self._where = article, where
        self._scroll = (int(found[1] or 0), int(found[2] or 0)) if found else (0, 0)
        self.page_wanted.emit(article.id)

    def show_page(self, page: OriginalPage) -> None:
        """The answer to ``page_wanted``."""
        if self.view is not None and page.id == self.page_id:
            self.view.show_page(page, self._scroll, self._where)

    def close(self) -> None:
        """Frees the view, which ends its renderer."""
        view, self.view, self._article = self.view, None, None
        if view is not None:
            self.page_left.emit()
            self._stack.removeWidget(view)
            view.hide()
            view.deleteLater()
            self.refused_changed.emit(0)

    def set_font_px(self, font_px: int) -> None:
        """The size of type of the reader."""
        self._font_px = font_px
        if self.view is not None:
            self.view.set_font_px(font_px)

    def mark_hits(self, spans: Sequence[Span], *, go: bool) -> None:
        """Marks places of ``text``."""
        if self.view is not None:
            self.view.mark_hits(spans, go=go)

    def _make(self) -> OriginalView:
        engine.start()
        from reader.ui.original.original_view import OriginalView

        view = self.view = OriginalView(self._stack)
        view.set_font_px(self._font_px)
        for name in (
            *("part_wanted", "link_followed", "link_hovered", "refused_changed", "refused_wanted"),
            *(
                "scripts_wanted",
                "picture_wanted",
                "zoom_wanted",
                "text_read",
                "hits_switched",
                "hits_changed",
            ),
        ):
            getattr(view, name).connect(getattr(self, name))
        view.crashed.connect(self._note_crash)
        self._stack.addWidget(view)
        return view

    def _note_crash(self, how: str) -> None:
        self.failed.emit(EngineError("crashed", how))
