"""The concordance as a page of a tab: every hit of a search on a line, with what stands around it."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.messages import sentence
from reader.model import KwicResult, KwicSort, Progress, SearchRequest
from reader.translation import N_, _, format_number, ngettext
from reader.ui.clearable_line import ClearableLine
from reader.ui.pages.history import Place
from reader.ui.pages.kwic_list import KwicModel, KwicView
from reader.ui.pages.search_page import SearchPage, sized, stored, tell
from reader.ui.results.query_notices import notice_html, request_words
from reader.ui.theme import ReaderTheme, page_palette, text_palette

KIND = "kwic"
_SORTS: tuple[tuple[KwicSort, str], ...] = (
    ("right", N_("By what follows")),
    ("left", N_("By what stands before")),
    ("date", N_("By date")),
)


class KwicPage(SearchPage):
    """Asks for the lines of its search and for their order; shows them when they come."""

    lines_wanted = Signal(object)  # SearchRequest
    arranging_wanted = Signal(object, str, str)  # KwicResult, order, words the lines must have
    cancel_wanted = Signal()
    line_chosen = Signal(object, bool, str)  # KwicLine, whether in a new tab, the query
    query_offered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = ""
        self._request = SearchRequest()
        self._whole: KwicResult | None = None  # all lines, as they came
        self._shown: KwicResult | None = None  # those on show
        self._step: Progress | None = None
        self._error: ReaderError | None = None
        self._is_stopped = False
        self._running = 0  # readings that have not ended; all but the last were overtaken
        self._reached = 0  # the row to go to when the lines are there
        self._model = KwicModel(self)
        self.view = KwicView(self._model, self)
        self._sort, self._filter = QComboBox(self), ClearableLine(self)
        self._cancel = QPushButton(self)
        self._bar, self._work = QProgressBar(self), QLabel(self)
        self._busy, self._stack = QWidget(self), QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        for sort, _name in _SORTS:
            self._sort.addItem("", sort)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        for widget, stretch in ((self._sort, 0), (self._filter, 1), (self._export, 0)):
            tools.addWidget(widget, stretch)
        column = QVBoxLayout(self._busy)
        column.setContentsMargins(16, 28, 16, 16)
        self._work.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._work.setWordWrap(True)
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(8)
        column.addWidget(self._work)
        column.addWidget(self._bar)
        column.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        for page in (self.view, self._busy):
            self._stack.addWidget(page)
        self._arrange((self._heading, self._facts, self._notes, tools), self._stack)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        self.view.line_chosen.connect(self._choose)
        self.view.head_wanted.connect(self._filter.setFocus)
        self._sort.activated.connect(self._arrange_lines)
        self._filter.textEdited.connect(self._delay.start)
        self._filter.textChanged.connect(self._notice_cleared)
        self._filter.installEventFilter(self)
        self._delay.timeout.connect(self._arrange_lines)
        self._cancel.clicked.connect(self._press_cancel)
        self._notes.linkActivated.connect(self.query_offered)

    # ---- what the tab asks ---------------------------------------------------------------------

    @property
    def title(self) -> str:
        """The query, as a concordance."""
        return _("Concordance: {query}").format(query=self._request.query) if self._target else ""

    @property
    def position(self) -> int:
        """The line at the top of the view."""
        return self.view.verticalOffset() // self.view.row_height if self._shown else self._reached

    @property
    def state(self) -> str:
        """Order and filter."""
        return json.dumps({"sort": self._sort.currentData(), "filter": self._filter.text()})

    def show_place(self, place: Place, answer: object) -> None:
        """Shows the concordance of a search; lines that are here already are not read again."""
        if place.target == self._target and self._whole is not None:
            return
        self._target, self._reached = place.target, place.position
        self._request, state = stored(place)
        self._sort.setCurrentIndex(max(0, self._sort.findData(state.get("sort"))))
        self._filter.setText(str(state.get("filter", "")))
        self._begin()

    def leave(self) -> None:
        """What is still being read is of no use any more."""
        if self._whole is None:
            self.cancel_wanted.emit()

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours of the page, and the size of its type."""
        self.setPalette(page_palette(theme))
        self.view.setPalette(text_palette(theme))
        self.view.setFont(sized(self.view.font(), font_px))

    def focus_first(self) -> None:
        """The list, on its first line; the button that ends the work while it runs."""
        if self._stack.currentWidget() is self._busy:
            self._cancel.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        if not self.view.currentIndex().isValid() and self._model.rowCount():
            self._go_to(0)
        self.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what it is told -----------------------------------------------------------------------

    @property
    def shown(self) -> KwicResult | None:
        """The lines on show."""
        return self._shown

    @property
    def query(self) -> str:
        """Whose hits are listed."""
        return self._request.query

    def show_progress(self, progress: Progress) -> None:
        """A step of the reading."""
        self._step = progress
        self._tell()

    def show_read(self, last: Progress | None) -> None:
        """The reading has ended: its last step has all lines."""
        self._running -= 1
        if last is not None and last.found is not None:
            self._whole, self._step = last.found, None
            self._arrange_lines()

    def show_arranged(self, result: KwicResult) -> None:
        """The lines in the order, and those of the filter, that were asked for."""
        self._shown = result
        self._model.set_lines(result.lines)
        self._stack.setCurrentWidget(self.view)
        if self._reached:
            self._go_to(min(self._reached, len(result.lines) - 1), select=False)
            self._reached = 0
        self._tell()
        self.changed.emit()

    def show_failed(self, error: ReaderError) -> None:
        """The reading did not work."""
        self._running -= 1
        self.show_error(error)

    def show_error(self, error: ReaderError) -> None:
        """Something did not work."""
        self._error = error
        self._stack.setCurrentWidget(self._busy)
        self._tell()

    def show_stopped(self) -> None:
        """A reading was ended early, this one or one that it has overtaken."""
        self._running -= 1
        self._is_stopped = self._whole is None and not self._running
        self._tell()

    # ---- inside --------------------------------------------------------------------------------

    def _begin(self) -> None:
        self._whole = self._shown = self._step = self._error = None
        self._is_stopped = False
        self._running += 1
        self._model.set_lines(())
        self._stack.setCurrentWidget(self._busy)
        self.lines_wanted.emit(self._request)
        self._tell()

    def _press_cancel(self) -> None:
        """Ends the reading; when it has ended, begins it again."""
        if self._is_stopped or self._error is not None:
            self._begin()
        else:
            self.cancel_wanted.emit()

    def _arrange_lines(self) -> None:
        self._delay.stop()
        if self._whole is not None:
            self.arranging_wanted.emit(
                self._whole, str(self._sort.currentData()), self._filter.text().strip()
            )

    def _notice_cleared(self, text: str) -> None:
        """The button in the box clears it without telling of an edit."""
        if not text and self._shown is not self._whole:
            self._delay.start()

    def _choose(self, line: object, new_tab: bool) -> None:
        self.line_chosen.emit(line, new_tab, self._request.query)

    def _go_to(self, row: int, *, select: bool = True) -> None:
        index = self._model.index(row)
        if select:
            self.view.setCurrentIndex(index)
        self.view.scrollTo(
            index, KwicView.ScrollHint.PositionAtTop if not select else KwicView.ScrollHint.EnsureVisible
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter into the list, Enter filters at once."""
        if watched is self._filter and event.type() == QEvent.Type.KeyPress:
            key = cast(QKeyEvent, event).key()
            if key == Qt.Key.Key_Down:
                self.focus_first()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._arrange_lines()
                return True
        return super().eventFilter(watched, event)

    # ---- texts ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        with QSignalBlocker(self._sort):
            for index, (_sort, name) in enumerate(_SORTS):
                self._sort.setItemText(index, _(name))
        self._sort.setAccessibleName(_("Order of the lines"))
        self._sort.setToolTip(_("Order of the lines"))
        self._filter.setPlaceholderText(_("Only lines with…"))
        self._filter.setAccessibleName(_("Only lines with these words"))
        self._export.setText(_("E&xport…"))
        self._export.setToolTip(_("Save the lines as a table (Ctrl+E)"))
        self.view.setAccessibleName(_("Lines of the concordance"))
        self.view.setAccessibleDescription(_("Enter opens the article at the hit."))
        self._bar.setAccessibleName(_("Reading the hits"))
        self._tell()

    def _tell(self) -> None:
        self._heading.setText(self.title)
        result = self._shown
        tell(self._facts, _counted(result, self._whole) if result else request_words(self._request))
        tell(self._notes, notice_html(result) if result else "")
        self._filter.setEnabled(self._whole is not None)
        self._export.setEnabled(bool(result and result.lines))
        self._tell_work()

    def _tell_work(self) -> None:
        step = self._step
        ended = self._error is not None or self._is_stopped
        self._cancel.setText(_("Read again") if ended else _("Cancel"))
        self._bar.setVisible(not ended)
        self._bar.setRange(0, (step.total or 0) if step else 0)
        self._bar.setValue(step.done if step else 0)
        if self._error is not None:
            self._work.setText(sentence(self._error))
        elif self._is_stopped:
            self._work.setText(_("Stopped."))
        elif step and step.total:
            told = _("Reading the hits: {done} of {total} articles")
            self._work.setText(told.format(done=format_number(step.done), total=format_number(step.total)))
        else:
            self._work.setText(_("Reading the hits…"))


def _counted(shown: KwicResult, whole: KwicResult | None) -> str:
    lines = ngettext("{count} line", "{count} lines", shown.total).format(count=format_number(shown.total))
    articles = ngettext("{count} article", "{count} articles", shown.articles).format(
        count=format_number(shown.articles)
    )
    told = f"{lines} · {articles}"
    if whole is not None and whole.total != shown.total:
        told += " · " + _("of {count} lines").format(count=format_number(whole.total))
    return told
