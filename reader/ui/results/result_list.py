"""The panel of results: how many, in which order, what to know about them, and the list itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.model import Hit, SearchRequest, SearchResult, Sort
from reader.translation import N_, _, format_number, ngettext
from reader.ui.icons import icon
from reader.ui.menu_button import MenuButton
from reader.ui.painting import scaled
from reader.ui.results.query_notices import PLACE, notices, problem_notices
from reader.ui.results.result_empty import EmptyResults
from reader.ui.results.result_model import ResultModel
from reader.ui.results.result_view import ResultView
from reader.ui.translated import Panel

# Work shorter than this shows no bar: it would only flicker.
_BUSY_AFTER_MS = 250
_LOW = 20  # lines of text; a lower list has room for the filters only
_SORTS: tuple[tuple[Sort, str], ...] = (
    ("relevance", N_("Relevance")),
    ("newest", N_("Newest first")),
    ("oldest", N_("Oldest first")),
    ("title", N_("By title")),
)


def _order(request: SearchRequest) -> Sort:
    """The order of the answer: without words nothing is more relevant than anything else."""
    return "newest" if request.sort == "relevance" and not request.query.strip() else request.sort


class ResultList(Panel):
    """Shows the answer to one request at a time; further pages of it are appended."""

    article_chosen = Signal(str, bool)  # id, whether in a new tab
    more_wanted = Signal()
    export_wanted = Signal()  # of the selected rows
    mark_wanted = Signal(str)  # what is to be said of the selected rows
    copies_wanted = Signal(object)  # Hit whose copies are to be shown below it
    sort_changed = Signal(str)
    query_offered = Signal(str)
    place_wanted = Signal(int, int)  # a place in the query that was not understood
    clear_filters_wanted = Signal()
    open_wanted = Signal()  # an archive is to be added: the library is empty
    retry_wanted = Signal()
    low_changed = Signal(bool)  # whether there is no height to spare above the list
    head_wanted = Signal()  # the keyboard is to go to the search box

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: SearchResult | None = None
        self._request = SearchRequest()
        self._waits_for_more = self._is_searching = self._has_more = self._is_low = False
        self._model = ResultModel(self)
        self.view = ResultView(self._model, self)
        self.empty = EmptyResults(self)
        self._count, self._notice = QLabel(self), QLabel(self)
        self._sort = QComboBox(self)
        self._more = MenuButton(self)
        self._bar = QProgressBar(self)
        self._busy_delay = QTimer(self)
        self._slot = QVBoxLayout()
        self._stack = QStackedWidget(self)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.view)
        self.retranslate()
        self.redraw_icons()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 8, 8, 4)
        self._count.setWordWrap(True)  # a narrow column breaks it; one line would keep the column wide
        self._sort.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        head.addWidget(self._count, 1)
        head.addWidget(self._sort)
        head.addWidget(self._more)
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._more.hide()
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.RichText)
        self._notice.setContentsMargins(14, 2, 10, 6)
        self._notice.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._notice.setFont(scaled(self.font(), 0.92))
        self._notice.hide()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(3)
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        self._busy_delay.setSingleShot(True)
        self._busy_delay.setInterval(_BUSY_AFTER_MS)
        self._slot.setContentsMargins(0, 0, 0, 0)
        for sort, _name in _SORTS:
            self._sort.addItem("", sort)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._slot)
        column.addWidget(self._notice)
        column.addWidget(self._bar)
        column.addWidget(self._stack, 1)
        for page in (self.view, self.empty):
            self._stack.addWidget(page)

    def _connect(self) -> None:
        self.view.article_chosen.connect(self.article_chosen)
        self.view.end_neared.connect(self._want_more)
        self.view.copies_wanted.connect(self.copies_wanted)
        self.view.export_wanted.connect(self.export_wanted)
        self.view.mark_wanted.connect(self.mark_wanted)
        self.view.stepped.connect(self.step)
        self.view.head_wanted.connect(self.head_wanted)
        self._sort.activated.connect(self._choose_sort)
        self._notice.linkActivated.connect(self._follow_notice)
        self._busy_delay.timeout.connect(self._bar.show)
        for name in ("query_offered", "clear_filters_wanted", "open_wanted", "retry_wanted"):
            getattr(self.empty, name).connect(getattr(self, name))

    # ---- what is shown -------------------------------------------------------------------------

    def set_filters(self, panel: QWidget) -> None:
        """Takes the filters between the head line and the list."""
        self._slot.addWidget(panel)

    def set_menu(self, menu: QMenu) -> None:
        """Takes a menu of what can be done with the whole result."""
        self._more.setMenu(menu)
        self._more.show()

    def show_busy(self) -> None:
        """A search is under way: what is shown stays until its answer comes; no further page is wanted."""
        self._is_searching = True
        self._busy_delay.start()

    def show_result(self, result: SearchResult, request: SearchRequest) -> None:
        """The answer to a new request, from its first hit."""
        self._end_busy()
        self._result, self._request = result, request
        self._waits_for_more = False
        self._has_more = result.more
        self._model.set_hits(result.hits)
        self.view.scrollToTop()
        with QSignalBlocker(self._sort):
            self._sort.setCurrentIndex(max(0, self._sort.findData(_order(request))))
        if result.hits:
            self._stack.setCurrentWidget(self.view)
        else:
            self.empty.show_none(result, request)
            self._stack.setCurrentWidget(self.empty)
        self._tell()
        self.view.look_ahead()

    def append(self, result: SearchResult) -> None:
        """The answer to ``more_wanted``: the next page of the same search."""
        self._end_busy()
        self._waits_for_more = False
        self._has_more = result.more
        self._model.append_hits(result.hits)
        if result.hits:
            self.view.look_ahead()

    def renew(self, result: SearchResult, request: SearchRequest) -> bool:
        """The same request answered anew, after marks have changed; False when a search is under way.

        The place in the list and the selected rows stay.
        """
        if self._is_searching or self._waits_for_more or request != self._request or self._result is None:
            return False
        had_hits = bool(self._model.fetched)
        if not self._model.renew(result.hits, is_part=result.more):
            if not (had_hits and result.hits):
                self.show_result(result, request)
                return True
            chosen, place = self.selected, self.view.verticalScrollBar().value()
            self._model.set_hits(result.hits)
            self.view.select_again(chosen)
            self.view.verticalScrollBar().setValue(place)
        self._has_more = result.more
        self._result = replace(result, took_ms=self._result.took_ms)
        self._tell()
        return True

    def show_marks(self, article_id: str, marks: tuple[str, ...]) -> None:
        """What somebody has put on an article, as in ``Hit.marks``."""
        self._model.set_marks(article_id, marks)

    def show_copies(self, request: SearchRequest, article_id: str, copies: Sequence[Hit]) -> None:
        """The answer to ``copies_wanted``; dropped when another search is on show."""
        if request == self._request:
            self._model.open_copies(article_id, copies)

    def show_error(self, error: ReaderError) -> None:
        """The search failed. If it was for a further page, what is there stays."""
        is_page = self._waits_for_more and not self._is_searching
        self._end_busy()
        self._waits_for_more = False
        if is_page:
            return
        self._result = None
        self._model.set_hits(())
        self.empty.show_error(error)
        self._stack.setCurrentWidget(self.empty)
        self._tell()

    @property
    def total(self) -> int:
        """How many hits the answer on show has, fetched or not."""
        return self._result.total if self._result is not None else 0

    @property
    def selected(self) -> tuple[str, ...]:
        """The ids of the selected results, from top to bottom."""
        return self.view.selected

    @property
    def fetched(self) -> int:
        """How many hits the list holds: the offset of the next page."""
        return self._model.fetched

    # ---- going through the results -------------------------------------------------------------

    def step(self, by: int) -> None:
        """Opens the next (1) or the previous (-1) result; the first step opens the first one."""
        if not self._model.rowCount():
            return
        current = self.view.currentIndex().row()
        row = max(0, min(current + by, self._model.rowCount() - 1))
        if row != current:
            self.view.choose(self.view.go_to(row))

    def mark_open(self, article_id: str) -> None:
        """Selects the row of the article that is being read; none if it is not among the results."""
        row = self._model.find(article_id)
        if row is None:
            self.view.clearSelection()
        elif row != self.view.currentIndex().row() or not self.view.selectionModel().hasSelection():
            self.view.go_to(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tells when the height becomes scarce, and when it is not."""
        super().resizeEvent(event)
        low = self.height() < _LOW * self.fontMetrics().lineSpacing()
        if low != self._is_low:
            self._is_low = low
            self.low_changed.emit(low)

    def focus_list(self) -> None:
        """Gives the keyboard to the list, on its first row if it was on none."""
        if self._stack.currentWidget() is self.empty:
            self.empty.focus_first()
            return
        if not self.view.currentIndex().isValid() and self._model.rowCount():
            self.view.go_to(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want_more(self) -> None:
        is_idle = not (self._waits_for_more or self._is_searching)
        if self._result is not None and is_idle and self._has_more and self.fetched:
            self._waits_for_more = True
            self.more_wanted.emit()

    def _follow_notice(self, target: str) -> None:
        if target.startswith(PLACE):
            start, _dash, end = target.removeprefix(PLACE).partition("-")
            self.place_wanted.emit(int(start), int(end))
        else:
            self.query_offered.emit(target)

    def _choose_sort(self, index: int) -> None:
        self.sort_changed.emit(str(self._sort.itemData(index)))

    def _end_busy(self) -> None:
        self._is_searching = False
        self._busy_delay.stop()
        self._bar.hide()

    # ---- texts ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        for index, (_sort, name) in enumerate(_SORTS):
            self._sort.setItemText(index, _(name))
        self._sort.setAccessibleName(_("Order of the results"))
        self._sort.setToolTip(_("Order of the results"))
        self.view.setAccessibleName(_("Results"))
        self._bar.setAccessibleName(_("Searching"))
        self._more.setToolTip(_("With these results"))
        self._more.setAccessibleName(_("With these results"))
        self._model.rewrite()
        self._tell()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._more.setIcon(icon("more", self.palette()))

    def _tell(self) -> None:
        result = self._result
        if result is None:
            self._count.clear()
            self._notice.hide()
            return
        count = ngettext("{count} result", "{count} results", result.total)
        told = count.format(count=format_number(result.total))
        self._count.setText(
            _("{results} · {time} ms").format(results=told, time=_milliseconds(result.took_ms))
        )
        notice = _notice(result)
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))


def _milliseconds(time: float) -> str:
    return format_number(max(1, round(time)))


def _notice(result: SearchResult) -> str:
    """What is to be known about the results, as rich text. Without hits the empty page tells most of it."""
    told = list(problem_notices(result.problems))
    if result.hits:
        told += notices(result, result.dropped)
        if result.undated:
            left_out = ngettext(
                "{count} article without a date is left out.",
                "{count} articles without a date are left out.",
                result.undated,
            )
            told.append(escape(left_out.format(count=format_number(result.undated))))
    return "<br>".join(told)
