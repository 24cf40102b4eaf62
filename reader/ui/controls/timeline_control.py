"""The timeline: fetches its counts, searches in the periods that are picked, saves plots and tables."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.export.search_tables import timeline_csv
from reader.model import DAYS, SearchRequest, TimelineBy
from reader.translation import _
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.save_control import SaveControl, Shape
from reader.ui.controls.search_control import SearchControl
from reader.ui.jobs import Jobs
from reader.ui.pages.page_kinds import PageKind
from reader.ui.pages.search_page import place_of
from reader.ui.pages.timeline_page import KIND, TimelinePage
from reader.ui.results.periods import days


class TimelineControl(QObject):
    """Answers the pages of kind "timeline"."""

    def __init__(
        self,
        jobs: Jobs,
        search: SearchControl,
        reading: ReadingControl,
        saving: SaveControl,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._search, self._reading, self._saving = jobs, search, reading, saving
        reading.add_kind(PageKind(KIND, self._make))

    def open(self) -> None:
        """The timeline of the search in force."""
        self._search.remember_query()
        self._reading.open_place(place_of(KIND, self._search.request))

    def _make(self, tab: QWidget) -> TimelinePage:
        page = TimelinePage(tab)
        page.timeline_wanted.connect(partial(self._fetch, page))
        page.search_wanted.connect(self._search_in)
        page.export_wanted.connect(partial(self._export, page))
        return page

    def _fetch(self, page: TimelinePage, queries: list[str], by: TimelineBy, within: SearchRequest) -> None:
        task = self._jobs.read(
            lambda library: library.timeline(queries, by=by, within=within), channel=f"timeline {id(page)}"
        )
        task.done.connect(page.show_timeline)
        task.failed.connect(page.show_error)

    def _search_in(self, request: SearchRequest, first: str, last: str) -> None:
        """The articles of some periods, in the list of results."""
        filters = request.filters | dict(zip(DAYS, ((day,) for day in days(first, last)), strict=True))
        self._search.ask(request.with_filters(filters))

    def _export(self, page: TimelinePage) -> None:
        if (timeline := page.timeline) is None:
            return
        shapes = [
            Shape("svg", _("Drawing (SVG)"), page.view.svg, here=True),
            Shape("png", _("Picture (PNG)"), page.view.png, here=True),
            Shape("csv", _("Table (CSV)"), lambda: timeline_csv(timeline).encode("utf-8-sig", "replace")),
        ]
        self._saving.ask(_("Save the timeline"), _("timeline"), shapes)
