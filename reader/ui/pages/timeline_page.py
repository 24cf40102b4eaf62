"""The timeline as a page of a tab: how many articles of up to four queries every year or month has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QWidget,
)

from reader.errors import ReaderError
from reader.messages import sentence
from reader.model import SearchRequest, Timeline, TimelineBy, TimelineSeries
from reader.translation import N_, _, format_number, ngettext
from reader.ui.clearable_line import ClearableLine
from reader.ui.icons import blank_pixmap
from reader.ui.pages.history import Place
from reader.ui.pages.search_page import SearchPage, sized, stored, tell
from reader.ui.pages.timeline_plot import MOST_LINES
from reader.ui.pages.timeline_view import TimelineView
from reader.ui.results.periods import stretch
from reader.ui.results.query_notices import notices, problem_words, request_words
from reader.ui.theme import ReaderTheme, page_palette

KIND = "timeline"
_FEW = 4  # years; with fewer, months are shown unless years were asked for
_SIGN = QSize(32, 16)  # pixels: the piece of its line before a query
_BY: tuple[tuple[TimelineBy, str], ...] = (("year", N_("By year")), ("month", N_("By month")))


class TimelinePage(SearchPage):
    """Asks for the counts of its queries, and for searches of the periods that are picked."""

    timeline_wanted = Signal(list, str, object)  # queries, "year" or "month", SearchRequest with the filters
    search_wanted = Signal(object, str, str)  # SearchRequest, first and last period

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._target = ""
        self._within = SearchRequest()
        self._timeline: Timeline | None = None
        self._error: ReaderError | None = None
        self._is_chosen = False  # whether years or months were asked for
        self.view = TimelineView(self)
        self._boxes = [ClearableLine(self) for _number in range(MOST_LINES)]
        self._signs = [QLabel(self) for _number in range(MOST_LINES)]
        self._by, self._shares = QComboBox(self), QCheckBox(self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        queries = QGridLayout()
        queries.setHorizontalSpacing(8)
        for number, (sign, box) in enumerate(zip(self._signs, self._boxes, strict=True)):
            sign.setFixedSize(_SIGN)
            row, column = divmod(number, 2)
            queries.addWidget(sign, row, 2 * column)
            queries.addWidget(box, row, 2 * column + 1)
            queries.setColumnStretch(2 * column + 1, 1)
        for by, _name in _BY:
            self._by.addItem("", by)
        tools = QHBoxLayout()
        tools.setSpacing(12)
        tools.addWidget(self._by)
        tools.addWidget(self._shares)
        tools.addStretch(1)
        tools.addWidget(self._export)
        self._arrange((self._heading, self._facts, queries, tools, self._notes), self.view)

    def _connect(self) -> None:
        for box in self._boxes:
            box.textChanged.connect(self._delay.start)
            box.returnPressed.connect(self._ask)
        self._delay.timeout.connect(self._ask)
        self._by.activated.connect(self._choose_unit)
        self._shares.toggled.connect(self._show)
        self._notes.linkActivated.connect(self._take_offer)
        self.view.period_chosen.connect(self._pick)

    # ---- what the tab asks ---------------------------------------------------------------------

    @property
    def queries(self) -> list[str]:
        """What is compared."""
        return [text for box in self._boxes if (text := box.text().strip())]

    @property
    def timeline(self) -> Timeline | None:
        """What is on show."""
        return self._timeline

    @property
    def title(self) -> str:
        """The queries, as a timeline."""
        if not self._target:
            return ""
        return _("Timeline: {query}").format(query=", ".join(self.queries)) if self.queries else _("Timeline")

    @property
    def state(self) -> str:
        """Queries, unit and measure."""
        by = self._by.currentData() if self._is_chosen else ""
        return json.dumps({"queries": self.queries, "by": by, "shares": self._shares.isChecked()})

    def show_place(self, place: Place, answer: object) -> None:
        """Shows the timeline of a search; its queries can be changed here."""
        if place.target == self._target and self._timeline is not None:
            return
        self._target, self._timeline = place.target, None
        self._within, state = stored(place)
        kept = state.get("queries")
        queries = kept if isinstance(kept, list) and kept else [self._within.query]
        for number, box in enumerate(self._boxes):
            with QSignalBlocker(box):
                box.setText(str(queries[number]) if number < len(queries) else "")
        self._is_chosen = bool(state.get("by"))
        self._by.setCurrentIndex(max(0, self._by.findData(state.get("by"))))
        with QSignalBlocker(self._shares):
            self._shares.setChecked(bool(state.get("shares")))
        self._ask()

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours of the page."""
        self.setPalette(page_palette(theme))
        self.view.setFont(sized(self.view.font(), font_px))
        self.view.set_look(theme)
        self._draw_signs()

    def focus_first(self) -> None:
        """The plot; without one the first query."""
        has_plot = self.view.plot is not None and self.view.plot.periods
        (self.view if has_plot else self._boxes[0]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    # ---- what it is told -----------------------------------------------------------------------

    def show_timeline(self, timeline: Timeline) -> None:
        """The counts that were asked for."""
        self._error = None
        few = len(stretch(each.period for series in timeline.series for each in series.counts)) < _FEW
        if timeline.by == "year" and few and not self._is_chosen:
            self._ask_by("month")
            return
        self._timeline = timeline
        with QSignalBlocker(self._by):
            self._by.setCurrentIndex(max(0, self._by.findData(timeline.by)))
        self._show()
        self.changed.emit()

    def show_error(self, error: ReaderError) -> None:
        """It did not work."""
        self._error = error
        self._tell()

    # ---- inside --------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._delay.stop()
        self._ask_by(self._by.currentData() if self._is_chosen else "year")

    def _ask_by(self, by: TimelineBy) -> None:
        self.timeline_wanted.emit(self.queries or [""], by, self._within)

    def _choose_unit(self) -> None:
        self._is_chosen = True
        self._ask()

    def _show(self) -> None:
        if self._timeline is not None:
            self.view.show_timeline(self._timeline, shares=self._shares.isChecked())
        self._draw_signs()
        self._tell()

    def _pick(self, line: int, first: str, last: str) -> None:
        query = self._timeline.series[line].query if self._timeline else ""
        self.search_wanted.emit(SearchRequest(query).with_filters(self._within.filters), first, last)

    def _take_offer(self, query: str) -> None:
        """A query that may be meant takes the place of the one that was asked."""
        number, _colon, text = query.partition(":")
        box = [box for box in self._boxes if box.text().strip()][int(number)]
        box.setText(text)
        self._ask()

    def _draw_signs(self) -> None:
        """The piece of the line of each query, before its box."""
        filled = [box for box in self._boxes if box.text().strip()]
        plot = self.view.plot
        for sign, box in zip(self._signs, self._boxes, strict=True):
            sign.clear()
            if plot is not None and box in filled:
                picture = blank_pixmap(_SIGN.width(), _SIGN.height())
                painter = QPainter(picture)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                plot.draw_sample(painter, filled.index(box), QPointF(1, 8))
                painter.end()
                sign.setPixmap(picture)
                sign.setAccessibleName(box.text().strip())

    # ---- texts ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._heading.setText(_("Timeline"))
        for number, box in enumerate(self._boxes):
            box.setPlaceholderText(_("Compare with…") if number else _("All articles"))
            box.setAccessibleName(_("Query {number}").format(number=number + 1))
        with QSignalBlocker(self._by):
            for index, (_unit, name) in enumerate(_BY):
                self._by.setItemText(index, _(name))
        self._by.setAccessibleName(_("Count by"))
        self._shares.setText(_("&Share of all articles"))
        self._shares.setToolTip(_("How many of all articles of a month or year, in percent"))
        self._export.setText(_("E&xport…"))
        self._export.setToolTip(_("Save the plot as a picture, or the numbers as a table (Ctrl+E)"))
        if self._timeline is not None:
            self.view.show_timeline(self._timeline, shares=self._shares.isChecked())
        self.view.describe()
        self._tell()

    def _tell(self) -> None:
        tell(self._facts, request_words(self._within))
        shown = self._timeline
        has_points = bool(shown and any(series.counts for series in shown.series))
        self._export.setEnabled(has_points)
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_points else Qt.FocusPolicy.NoFocus)
        told = [escape(sentence(self._error))] if self._error else []
        told += _notes(shown.series) if shown else []
        if shown and not has_points:
            found = any(series.undated for series in shown.series)
            told.append(
                escape(_("None of the articles found has a date.") if found else _("No article was found."))
            )
        tell(self._notes, "<br>".join(told))


def _notes(all_series: Sequence[TimelineSeries]) -> list[str]:
    """What is to be known of the queries, as rich text; a suggestion is a link "number:query"."""
    told = []
    for number, series in enumerate(all_series):
        lead = f"{escape(series.query)}: " if len(all_series) > 1 and series.query else ""
        told += [lead + escape(words) for words in problem_words(series.problems)]
        told += [lead + note.replace('href="', f'href="{number}:', 1) for note in notices(series)]
    undated = [series for series in all_series if series.undated]
    if len(all_series) > 1 and undated:
        counts = (f"{escape(series.query)} {format_number(series.undated)}" for series in undated)
        told.append(_("Left out, having no date: {counts}").format(counts=" · ".join(counts)))
    elif undated:
        left_out = ngettext(
            "{count} article without a date is left out.",
            "{count} articles without a date are left out.",
            undated[0].undated,
        )
        told.append(left_out.format(count=format_number(undated[0].undated)))
    return told
