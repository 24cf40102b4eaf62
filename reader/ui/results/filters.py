"""The filters: what is in force as chips, the time as bars, and each facet's values behind a button."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.model import DAYS, FacetValue, SearchRequest
from reader.translation import _, format_date
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import icon
from reader.ui.results.date_range import DateRangeButton
from reader.ui.results.facet_button import FacetButton
from reader.ui.results.facet_words import FACETS, value_words
from reader.ui.results.histogram import Histogram
from reader.ui.results.periods import days, on_axis
from reader.ui.translated import Panel

Facets = Mapping[str, tuple[FacetValue, ...]]
Chosen = dict[str, tuple[str, ...]]

_FIRST_ROW = 3  # facets before the button for the dates
_LONGEST_CHIP = 180  # pixels


class Filters(Panel):
    """``filters_changed`` carries all filters that are in force then; a filter that is not has no key."""

    filters_changed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: Chosen = {}
        self._facets: Facets = {}
        self._total = 0
        self._is_low = False
        self._chip_row = QWidget(self)
        self._chips = FlowLayout(self._chip_row, spacing=4)
        self._histogram = Histogram(self)
        self._buttons = {field: FacetButton(field, self) for field, _name in FACETS}
        self._dates = DateRangeButton(self)
        row = QWidget(self)
        buttons = FlowLayout(row, spacing=2)
        shown: list[QToolButton] = list(self._buttons.values())
        for button in (*shown[:_FIRST_ROW], self._dates, *shown[_FIRST_ROW:]):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 8, 4)
        column.setSpacing(4)
        for widget in (row, self._chip_row, self._histogram):
            column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for field, button in self._buttons.items():
            button.value_turned.connect(partial(self._turn, field))
        self._histogram.range_chosen.connect(self._set_periods)
        self._histogram.range_cleared.connect(self._clear_dates)
        self._dates.range_chosen.connect(self._set_dates)
        self.retranslate()

    # ---- what is shown -------------------------------------------------------------------------

    @property
    def filters(self) -> Chosen:
        """The filters in force."""
        return dict(self._filters)

    def show_facets(self, facets: Facets | None, request: SearchRequest, total: int = 0) -> None:
        """The counts that belong to a request, its filters, and how many articles were found.

        None leaves the counts as they are.
        """
        self._filters = request.filters
        if facets is not None:
            self._facets, self._total = facets, total
        self._show()

    def clear(self) -> None:
        """Drops all filters, and tells of it if there were any."""
        if self._filters:
            self._filters = {}
            self._tell()

    def set_low(self, low: bool) -> None:
        """Whether there is room for the buttons alone."""
        self._is_low = low
        self._show_histogram()

    def _show_histogram(self) -> None:
        self._histogram.setVisible(len(self._histogram.periods) > 1 and not self._is_low)

    def _show(self) -> None:
        for field, _name in FACETS:
            values, chosen = self._facets.get(field, ()), self._filters.get(field, ())
            divides = len(values) > 1 or any(each.count < self._total for each in values)
            self._buttons[field].show_values(values, chosen)
            self._buttons[field].setVisible(divides or bool(chosen))
        years, months = (
            {each.value: each.count for each in self._facets.get(name, ())} for name in ("year", "month")
        )
        first, last = self._days
        self._histogram.show_counts(*on_axis(years, months, first, last))
        self._show_histogram()
        self._dates.show_range(first, last)
        self._fill_chips()

    @property
    def _days(self) -> tuple[str, str]:
        first, last = (next(iter(self._filters.get(field, ())), "") for field in DAYS)
        return first, last

    # ---- chips ---------------------------------------------------------------------------------

    def _fill_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        chips = [
            (field, value, f"{_(name)}: {value_words(field, value)}")
            for field, name in FACETS
            for value in self._filters.get(field, ())
        ]
        if dates := date_words(*self._days):
            chips.append((DAYS[0], "", dates))
        buttons = [self._chip(*chip) for chip in chips]
        if len(chips) > 1:
            buttons.append(self._clear_all())
        for button in buttons:
            self._chips.addWidget(button)
            button.show()  # by itself it would be shown only with the next turn of the event loop
        self._chip_row.setVisible(bool(chips))
        self._chip_row.updateGeometry()

    def _chip(self, field: str, value: str, text: str) -> QToolButton:
        chip = QToolButton(self._chip_row)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIcon(icon("clear", self.palette()))
        shown = value if field == "site" else text  # a name with dots says what it is
        chip.setText(chip.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideMiddle, _LONGEST_CHIP))
        chip.setToolTip(_("Remove the filter “{filter}”").format(filter=text))
        chip.setAccessibleName(_("Remove the filter “{filter}”").format(filter=text))
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.clicked.connect(self._clear_dates if field in DAYS else partial(self._turn, field, value))
        return chip

    def _clear_all(self) -> QToolButton:
        button = QToolButton(self._chip_row)
        button.setAutoRaise(True)
        button.setText(_("Clear all"))
        button.setToolTip(_("Remove all filters"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(self.clear)
        return button

    # ---- changes -------------------------------------------------------------------------------

    def _turn(self, field: str, value: str, _checked: bool = False) -> None:
        """A value is wanted now, or not any more."""
        chosen = self._filters.pop(field, ())
        left = tuple(each for each in chosen if each != value)
        if wanted := left if value in chosen else (*chosen, value):
            self._filters[field] = wanted
        self._tell()

    def _set_periods(self, first: str, last: str) -> None:
        self._set_dates(*days(first, last))

    def _set_dates(self, first: str, last: str) -> None:
        for field, day in zip(DAYS, (first, last), strict=True):
            self._filters.pop(field, None)
            if day:
                self._filters[field] = (day,)
        self._tell()

    def _clear_dates(self) -> None:
        self._set_dates("", "")

    def _tell(self) -> None:
        self._show()
        self.filters_changed.emit(dict(self._filters))

    # ---- language and colours ------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setAccessibleName(_("Filters"))
        for field, name in FACETS:
            self._buttons[field].set_name(_(name))
        self._dates.retranslate()
        self._histogram.describe()
        self._show()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._fill_chips()


def date_words(first: str, last: str) -> str:
    """A range of days in few words: a year, some years, or days; empty for no range."""
    if not first and not last:
        return ""
    if not last:
        return _("from {date}").format(date=format_date(first))
    if not first:
        return _("until {date}").format(date=format_date(last))
    if first.endswith("-01-01") and last.endswith("-12-31"):
        first, last = first[:4], last[:4]
    elif days(first[:7], last[:7]) == (first, last):
        first, last = first[:7], last[:7]
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"
