"""The filters: what is in force as chips, the years as bars, and each facet's values behind a button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from reader.model import FacetValue, SearchRequest
from reader.translation import N_, _, format_date
from reader.ui.date_range import DateRangeButton
from reader.ui.facet_button import FacetButton
from reader.ui.flow_layout import FlowLayout
from reader.ui.histogram import Histogram, Years
from reader.ui.icons import icon
from reader.ui.translated import Panel

Facets = Mapping[str, tuple[FacetValue, ...]]

# The filters that have a button, with their names.
_FACETS: tuple[tuple[str, str], ...] = (
    ("site", N_("Site")),
    ("section", N_("Section")),
    ("source", N_("Source")),
)
_DATES = ("date_from", "date_to")
_FIELDS = (*(field for field, _name in _FACETS), *_DATES)
_YEAR = "year"  # the facet behind the bars
_LONGEST_CHIP = 180  # pixels


class Filters(Panel):
    """``filters_changed`` carries all filters that are in force then; a filter that is not has no key."""

    filters_changed = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: dict[str, str] = {}
        self._facets: Facets = {}
        self._widest = _Widest()
        self._chip_row = QWidget(self)
        self._chips = FlowLayout(self._chip_row, spacing=4)
        self._histogram = Histogram(self)
        self._buttons = {field: FacetButton(self) for field, _name in _FACETS}
        self._dates = DateRangeButton(self)
        row = QWidget(self)
        buttons = FlowLayout(row, spacing=2)
        for button in (*self._buttons.values(), self._dates):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 0, 8, 4)
        column.setSpacing(4)
        for widget in (row, self._chip_row, self._histogram):
            column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for field, button in self._buttons.items():
            button.value_chosen.connect(partial(self._set, field))
        self._histogram.range_chosen.connect(self._set_years)
        self._histogram.range_cleared.connect(self._clear_dates)
        self._dates.range_chosen.connect(self._set_dates)
        self.retranslate()

    # ---- what is shown -------------------------------------------------------------------------

    @property
    def filters(self) -> dict[str, str]:
        """The filters in force."""
        return dict(self._filters)

    def show_facets(self, facets: Facets | None, request: SearchRequest) -> None:
        """The counts that belong to a request, and its filters. None leaves the counts as they are."""
        self._filters = {field: value for field in _FIELDS if (value := getattr(request, field))}
        if facets is not None:
            self._facets = self._widest.taken(facets, request)
        self._show()

    def clear(self) -> None:
        """Drops all filters, and tells of it if there were any."""
        if self._filters:
            self._filters = {}
            self._tell()

    def _show(self) -> None:
        for field, _name in _FACETS:
            values = self._facets.get(field, ())
            chosen = self._filters.get(field)
            self._buttons[field].show_values(values, chosen)
            self._buttons[field].setVisible(bool(values) or chosen is not None)
        counts = {int(v.value): v.count for v in self._facets.get(_YEAR, ()) if v.value.isdecimal()}
        years = range(min(counts), max(counts) + 1) if counts else range(0)
        self._histogram.show_counts(counts, _years(self._filters, years))
        self._histogram.setVisible(len(years) > 1)
        self._dates.show_range(*(self._filters.get(field, "") for field in _DATES))
        self._fill_chips()

    # ---- chips ---------------------------------------------------------------------------------

    def _fill_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        chips = [
            (field, f"{_(name)}: {self._filters[field]}") for field, name in _FACETS if field in self._filters
        ]
        if dates := date_words(*(self._filters.get(field, "") for field in _DATES)):
            chips.append((_DATES[0], dates))
        buttons = [self._chip(field, text) for field, text in chips]
        if len(chips) > 1:
            buttons.append(self._clear_all())
        for button in buttons:
            self._chips.addWidget(button)
            button.show()  # by itself it would be shown only with the next turn of the event loop
        self._chip_row.setVisible(bool(chips))
        self._chip_row.updateGeometry()

    def _chip(self, field: str, text: str) -> QToolButton:
        chip = QToolButton(self._chip_row)
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setIcon(icon("clear", self.palette()))
        chip.setText(chip.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _LONGEST_CHIP))
        chip.setToolTip(_("Remove the filter “{filter}”").format(filter=text))
        chip.setAccessibleName(_("Remove the filter “{filter}”").format(filter=text))
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.clicked.connect(self._clear_dates if field in _DATES else partial(self._drop, field))
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

    def _set(self, field: str, value: str) -> None:
        if self._filters.get(field) == value:
            self._drop(field)
        else:
            self._filters[field] = value
            self._tell()

    def _drop(self, field: str) -> None:
        self._filters.pop(field, None)
        self._tell()

    def _set_years(self, first: int, last: int) -> None:
        self._set_dates(f"{first:04}-01-01", f"{last:04}-12-31")

    def _set_dates(self, first: str, last: str) -> None:
        for field, value in zip(_DATES, (first, last), strict=True):
            if value:
                self._filters[field] = value
            else:
                self._filters.pop(field, None)
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
        for field, name in _FACETS:
            self._buttons[field].set_name(_(name))
        self._dates.retranslate()
        self._histogram.describe()
        self._show()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._fill_chips()


class _Widest:
    """Keeps the counts of a facet from before it was filtered by itself.

    With "2021" chosen, the answer counts no other year; the bars must still show the others, to be picked
    instead. They stay valid as long as the query and all other filters are the same.
    """

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[str, ...], tuple[FacetValue, ...]]] = {}

    def taken(self, facets: Facets, request: SearchRequest) -> Facets:
        """The facets of an answer, those that filter themselves as they were before."""
        shown = {}
        for facet, values in facets.items():
            own = _DATES if facet == _YEAR else (facet,)
            others = tuple(getattr(request, field) or "" for field in _FIELDS if field not in own)
            context = (request.query, *others)
            known = self._known.get(facet)
            if any(getattr(request, field, None) for field in own) and known and known[0] == context:
                shown[facet] = _merged(known[1], values)
            else:
                shown[facet] = tuple(values)
            self._known[facet] = (context, shown[facet])
        return shown


def _merged(known: Sequence[FacetValue], values: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    fresh = {value.value: value for value in values}
    old = tuple(fresh.pop(value.value, value) for value in known)
    return (*old, *fresh.values())


def _years(filters: Mapping[str, str], years: range) -> Years | None:
    first, last = (filters.get(field, "")[:4] for field in _DATES)
    if not years or not (first or last):
        return None
    return (int(first) if first.isdecimal() else years[0], int(last) if last.isdecimal() else years[-1])


def date_words(first: str, last: str) -> str:
    """A range of days in few words: a year, some years, or days; empty for no range."""
    if not first and not last:
        return ""
    if not last:
        return _("from {date}").format(date=format_date(first))
    if not first:
        return _("until {date}").format(date=format_date(last))
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4] if first[:4] == last[:4] else f"{first[:4]} – {last[:4]}"
    return format_date(first) if first == last else f"{format_date(first)} – {format_date(last)}"
