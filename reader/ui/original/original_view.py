"""The original page in a tab: Chromium with its bar. It asks with signals, and lives while it is on show.

Making one starts Chromium (``engine.start`` must have been called); freeing one ends its renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QCoreApplication, QPoint, QSize, QTimer, QUrl, Signal
from PySide6.QtGui import QImage, QPageLayout, QResizeEvent
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript, QWebEngineSettings
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from reader.library.replay_addresses import shown
from reader.model import OriginalPage
from reader.translation import _
from reader.ui.original import scripts
from reader.ui.original.addresses import from_engine, to_engine
from reader.ui.original.original_bar import OriginalBar
from reader.ui.original.profile import Profile
from reader.ui.original.refusals import Refusal, Refusals
from reader.ui.original.web_page import OriginalWebPage
from reader.ui.original.web_view import WebView
from reader.ui.reading.spans import Span
from reader.ui.theme import USUAL_PX
from reader.ui.translated import Panel

_OUR_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld
_TALLEST = 16_000  # pixels of a saved picture: larger ones Chromium does not draw
_PATIENCE_MS = 5000  # after which a page that still loads is read and marked as it is
_DRAWN_AFTER_MS = 600  # how long Chromium is given to draw a page at its full height


class OriginalView(Panel):
    """Shows one OriginalPage at a time."""

    part_wanted = Signal(object)  # PartRequest
    link_followed = Signal(str, bool)  # the address as the page has it, whether in a new tab
    link_hovered = Signal(str)  # where the link under the pointer leads, "" for none
    refused_changed = Signal(int)
    refused_wanted = Signal()  # the list of refusals is to be shown
    scripts_wanted = Signal()  # the page's scripts are to run, after asking
    hits_switched = Signal(bool)
    picture_wanted = Signal()
    zoom_wanted = Signal(int)
    text_read = Signal()  # ``text`` is that of the page on show now
    hits_changed = Signal()  # how many hits are marked, or which one is gone to
    laid_out = Signal(bytes)
    crashed = Signal(str)  # the renderer ended by itself: how

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text: str | None = None  # what can be read on the page; None until it is there
        self.hits, self.current_hit = 0, -1
        self._page: OriginalPage | None = None
        self._scroll: tuple[int, int] = (0, 0)
        self._where = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._refusals = Refusals(self)
        # A profile must outlive its page: it goes when everything of the view has gone.
        self._profile = Profile(self._refusals, QCoreApplication.instance())
        self.destroyed.connect(self._profile.deleteLater)
        self._web = OriginalWebPage(self._profile, self._refusals, self)
        self._frame = _Frame(self)
        self._view = WebView(self._frame)
        self._view.setPage(self._web)
        self._web.watch(lambda: self._view.is_used)
        self._frame.hold(self._view)
        self._bar = OriginalBar(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._frame, 1)
        self.setFocusProxy(self._view)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        self._profile.handler.wanted.connect(self.part_wanted)
        self._refusals.changed.connect(self._bar.show_count)
        self._refusals.changed.connect(self.refused_changed)
        self._bar.refused_wanted.connect(self.refused_wanted)
        self._bar.hits_switched.connect(self.hits_switched)
        self._bar.scripts_switched.connect(self._switch_scripts)
        for source in (self._web, self._view):
            source.link_followed.connect(self.link_followed)
        self._web.linkHovered.connect(self._hover)
        self._web.loadFinished.connect(self._finish)
        self._patience.timeout.connect(self._finish)
        self._web.renderProcessTerminated.connect(self._note_end)
        self._view.zoom_wanted.connect(self.zoom_wanted)
        self._view.picture_wanted.connect(self.picture_wanted)

    # ---- what is shown -------------------------------------------------------------------------

    @property
    def refused(self) -> tuple[Refusal, ...]:
        """What this page asked for and did not get."""
        return self._refusals.found

    @property
    def page(self) -> OriginalPage | None:
        """The page on show."""
        return self._page

    @property
    def marks_hits(self) -> bool:
        """Whether the hits of the search are to be marked."""
        return self._bar.marks_hits

    @property
    def reached(self) -> tuple[int, int]:
        """How far the page is scrolled, in its own pixels; of one that still loads, how far it will be."""
        if self.text is None:
            return self._scroll
        place = self._web.scrollPosition()
        zoom = self._web.zoomFactor() or 1.0
        return round(place.x() / zoom), round(place.y() / zoom)

    def show_page(self, page: OriginalPage, scroll: tuple[int, int] = (0, 0), where: str = "") -> None:
        """Shows a page, without its scripts, where it was scrolled to.

        ``where``: the address of another page of the archive that is shown in its place, as a frame would.
        """
        self._page, self._scroll, self._where = page, scroll, where
        self._bar.show_address(shown(where))
        self._set_scripts(False)
        self._load()

    def run_scripts(self) -> None:
        """Loads the page on show anew, with its scripts."""
        self._set_scripts(True)
        self._load()

    def set_font_px(self, font_px: int) -> None:
        """The size of type of the reader; the page is zoomed by as much."""
        self._web.setZoomFactor(max(0.25, min(font_px / USUAL_PX, 5.0)))

    def _load(self) -> None:
        if self._page is None:
            return
        self.text, self.hits, self.current_hit = None, 0, -1
        self._refusals.forget()
        self._profile.handler.begin(self._page)
        self._web.go(to_engine(self._where or self._page.address))
        self._patience.start()

    def _switch_scripts(self, on: bool) -> None:
        self._bar.show_scripts(self._profile.handler.scripts)
        if on:
            self.scripts_wanted.emit()
        elif self._page is not None:
            self.show_page(self._page, self.reached, self._where)

    def _set_scripts(self, on: bool) -> None:
        self._profile.handler.scripts = on
        self._web.set_scripts(on)
        self._bar.show_scripts(on)

    def _finish(self) -> None:
        self._patience.stop()
        self._run(scripts.missing(_("Not in the archive")))
        self._run(scripts.read(), self._take_text)

    def _take_text(self, text: object) -> None:
        if self._scroll != (0, 0):
            self._run(scripts.scroll_to(*self._scroll))
        self.text = text if isinstance(text, str) else ""
        self.text_read.emit()

    def _note_end(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        if status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.crashed.emit(f"{status.name.removesuffix('TerminationStatus')}, {code}")

    def _hover(self, url: str) -> None:
        self.link_hovered.emit(from_engine(QUrl(url)) if url else "")

    def _run(self, script: str, then: Callable[[object], None] | None = None) -> None:
        """Runs a script of ours. The answer of one that outlives the view is dropped."""

        def answer(value: object) -> None:
            if then is not None and isValid(self):
                then(value)

        self._web.runJavaScript(script, _OUR_WORLD.value, answer)

    # ---- hits ----------------------------------------------------------------------------------

    def mark_hits(self, spans: Sequence[Span], *, go: bool = False) -> None:
        """Marks places of ``text``; ``go``: to the first one in view or below."""
        if self.text is None:
            return
        self._run(scripts.mark(self.text, spans), partial(self._take_count, go))

    def walk(self, step: int) -> None:
        """Goes to the next (1) or the previous (-1) hit, round the end."""
        if not self.hits:
            return
        number = (self.current_hit + step) % self.hits if self.current_hit >= 0 else -1
        self._run(scripts.show(number, step), self._take_current)

    def selected_text(self) -> str:
        """The text that is selected."""
        return self._web.selectedText()

    def copy_selected(self) -> None:
        """Copies what is selected."""
        self._web.triggerAction(QWebEnginePage.WebAction.Copy)

    def select_all(self) -> None:
        """Selects everything."""
        self._web.triggerAction(QWebEnginePage.WebAction.SelectAll)

    def _take_count(self, go: bool, count: object) -> None:
        self.hits, self.current_hit = int(count) if isinstance(count, int | float) else 0, -1
        self.hits_changed.emit()
        if go:
            self.walk(1)

    def _take_current(self, number: object) -> None:
        self.current_hit = int(number) if isinstance(number, int | float) else -1
        self.hits_changed.emit()

    # ---- taking it away ------------------------------------------------------------------------

    def lay_out(self, layout: QPageLayout) -> None:
        """Lays the page out on sheets of paper; ``laid_out`` gives them as a PDF, or nothing."""

        def give(sheets: QByteArray) -> None:
            if isValid(self):
                self.laid_out.emit(bytes(sheets.data()))

        self._web.printToPdf(give, layout)

    def take_picture(self, then: Callable[[QImage], None]) -> None:
        """Draws the whole page, as high as it is (up to a limit), and gives its picture."""
        bars = QWebEngineSettings.WebAttribute.ShowScrollBars
        self._web.settings().setAttribute(bars, False)
        whole = self._web.contentsSize()
        self._frame.stretch(QSize(min(_TALLEST, round(whole.width())), min(_TALLEST, round(whole.height()))))

        def grab() -> None:
            if isValid(self):
                picture = self._view.grab().toImage()
                self._frame.stretch(QSize())
                self._web.settings().setAttribute(bars, True)
                then(picture)

        QTimer.singleShot(_DRAWN_AFTER_MS, self, grab)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._view.setAccessibleName(_("Original page"))


class _Frame(QWidget):
    """Keeps the view as large as itself, or for a while larger than what can be seen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._held: QWidget | None = None
        self._least = QSize()

    def hold(self, widget: QWidget) -> None:
        self._held = widget
        self._fit()

    def stretch(self, least: QSize) -> None:
        """The least size of what is held; none: its own."""
        self._least = least
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Passes the size on."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        if self._held is not None:
            self._held.move(QPoint(0, 0))
            self._held.resize(self.size().expandedTo(self._least))
