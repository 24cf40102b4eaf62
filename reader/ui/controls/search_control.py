"""Searching: what the box, the filters and the result list ask for, and the answers they get."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from reader.errors import ReaderError
from reader.model import Hit, SearchRequest, SearchResult, Sort
from reader.ui.jobs import Jobs
from reader.ui.results.filters import Filters
from reader.ui.results.result_list import ResultList
from reader.ui.results.search_box import SearchBox
from reader.ui.settings import Settings

_PAGE = 50  # hits fetched at a time
_COMPLETIONS = 8
_SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "title")
_MOST_RENEWED = 500  # hits that are asked for again when marks have changed
_CHANNEL, _COMPLETION_CHANNEL, _RENEWAL = "search", "complete", "renew"


class SearchControl(QObject):
    """One request is in force; every change of it is a new search that overtakes the one before."""

    answered = Signal(object)  # SearchResult of the request in force
    article_wanted = Signal(str, bool, str)  # id, whether in a new tab, the query whose hits to mark

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        box: SearchBox,
        filters: Filters,
        results: ResultList,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._settings = jobs, settings
        self._box, self._filters, self._results = box, filters, results
        self._request = SearchRequest(limit=_PAGE, facets=True, choosing=True, fold=settings.fold)
        self._total = 0
        self._waits = False
        self._connect()
        box.set_history(settings.queries)

    def _connect(self) -> None:
        self._box.search_wanted.connect(self._set_query)
        self._box.complete_wanted.connect(self._complete)
        self._box.results_wanted.connect(self._results.focus_list)
        self._filters.filters_changed.connect(self._set_filters)
        self._results.sort_changed.connect(self._set_sort)
        self._results.more_wanted.connect(self._fetch_more)
        self._results.copies_wanted.connect(self._fetch_copies)
        self._results.query_offered.connect(self.search)
        self._results.place_wanted.connect(self._box.select_place)
        self._results.clear_filters_wanted.connect(self._filters.clear)
        self._results.retry_wanted.connect(self.refresh)
        self._results.head_wanted.connect(self._box.focus_box)
        self._results.article_chosen.connect(self._choose)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "search": self._box.focus_box,
            "clear-filters": self._filters.clear,
            "next-result": partial(self._results.step, 1),
            "previous-result": partial(self._results.step, -1),
        }

    # ---- what is in force ----------------------------------------------------------------------

    @property
    def query(self) -> str:
        """The query in force."""
        return self._request.query

    @property
    def found_nothing(self) -> bool:
        """Whether the answer on show has no hit."""
        return self._total == 0

    @property
    def request(self) -> SearchRequest:
        """What is asked for now."""
        return self._request

    def search(self, query: str) -> None:
        """Puts a query into the box and asks."""
        self._box.set_text(query)
        self._set_query(query)

    def ask(self, request: SearchRequest) -> None:
        """Puts query, filters and order of a request in force, and asks."""
        self._box.set_text(request.query)
        self._request = replace(
            self._request.with_filters(request.filters), query=request.query, sort=request.sort
        )
        self.refresh()

    def fold(self, on: bool) -> None:
        """Whether captures and reprints of an article are shown as one; remembered."""
        self._settings.fold = on
        if on != self._request.fold:
            self._request = replace(self._request, fold=on)
            self.refresh()

    def refresh(self) -> None:
        """Asks again: the library has changed, or the last try failed."""
        self._results.show_busy()
        request = self._request
        task = self._jobs.read(lambda library: library.search(request), channel=_CHANNEL)
        task.done.connect(partial(self._show, request))
        task.failed.connect(self._fail)

    def renew(self) -> None:
        """Asks again for what the list shows: marks have changed. The place in the list stays."""
        count = min(max(self._results.fetched, _PAGE), _MOST_RENEWED)
        request = replace(self._request, limit=count)
        task = self._jobs.read(lambda library: library.search(request), channel=_RENEWAL)
        task.done.connect(partial(self._show_renewed, self._request))

    def _show_renewed(self, request: SearchRequest, result: SearchResult) -> None:
        if request == self._request and self._results.renew(result, request):
            self._total = result.total
            self._filters.show_facets(result.facets, request, result.total)

    def wait_for_pages(self, waits: bool) -> None:
        """While pages are being read into it, a library without any is not called empty."""
        had_waited, self._waits = self._waits, waits
        if had_waited and not waits and self.found_nothing:
            self.refresh()

    def leave(self) -> None:
        """Another library is open: its filters are not those of the old one."""
        self._total = 0
        self._results.show_busy()
        self._filters.show_facets({}, replace(self._request.with_filters({}), query=""))

    def stop_waiting(self) -> None:
        """No pages will come."""
        self.wait_for_pages(False)

    def forget_queries(self) -> None:
        """Empties the history of the box."""
        self._settings.queries = []
        self._box.set_history([])

    def remember_query(self) -> None:
        """Keeps the query in force in the history of the box."""
        self._settings.remember_query(self._request.query)
        self._box.set_history(self._settings.queries)

    # ---- what the panels ask for ---------------------------------------------------------------

    def _set_query(self, query: str) -> None:
        self._request = replace(self._request, query=query)
        self.refresh()

    def _set_filters(self, filters: dict[str, tuple[str, ...]]) -> None:
        self._request = self._request.with_filters(filters)
        self.refresh()

    def _set_sort(self, sort: str) -> None:
        chosen: Sort = next((known for known in _SORTS if known == sort), "relevance")
        self._request = replace(self._request, sort=chosen)
        self.refresh()

    def _fetch_more(self) -> None:
        request = replace(self._request, offset=self._results.fetched, facets=False)
        task = self._jobs.read(lambda library: library.search(request), channel=_CHANNEL)
        task.done.connect(self._results.append)
        task.failed.connect(self._fail)

    def _fetch_copies(self, hit: Hit) -> None:
        request = self._request
        task = self._jobs.read(lambda library: library.copies(hit, request))
        task.done.connect(partial(self._results.show_copies, request, hit.id))

    def _complete(self, text: str) -> None:
        task = self._jobs.read(
            lambda library: library.complete(text, _COMPLETIONS), channel=_COMPLETION_CHANNEL
        )
        task.done.connect(self._box.set_completions)

    def _choose(self, article: str, new_tab: bool) -> None:
        self.remember_query()
        self.article_wanted.emit(article, new_tab, self._request.query)

    # ---- answers -------------------------------------------------------------------------------

    def _show(self, request: SearchRequest, result: SearchResult) -> None:
        self._total = result.total
        if self._waits and not result.total and not request.query:
            self._results.show_busy()
            self.answered.emit(result)
            return
        self._results.show_result(result, request)
        self._box.show_problems(result.problems)
        self._filters.show_facets(result.facets, request, result.total)
        self.answered.emit(result)

    def _fail(self, error: ReaderError) -> None:
        self._results.show_error(error)
