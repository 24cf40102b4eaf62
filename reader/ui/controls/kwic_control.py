"""The concordance: makes its lines beside everything else, opens articles at a hit, saves tables."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reader.export.search_tables import kwic_csv
from reader.model import Article, KwicLine, KwicResult, KwicSort, SearchRequest
from reader.translation import _
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.save_control import SaveControl, Shape
from reader.ui.controls.search_control import SearchControl
from reader.ui.jobs import Jobs
from reader.ui.pages.kwic_page import KIND, KwicPage
from reader.ui.pages.page_kinds import PageKind
from reader.ui.pages.search_page import place_of
from reader.ui.pages.tabs import Tabs

WIDTH = 90
"""Signs of context on both sides, enough for a wide window."""


class KwicControl(QObject):
    """Answers the pages of kind "kwic"."""

    def __init__(
        self,
        jobs: Jobs,
        search: SearchControl,
        reading: ReadingControl,
        tabs: Tabs,
        saving: SaveControl,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._jobs, self._search, self._reading = jobs, search, reading
        self._tabs, self._saving = tabs, saving
        self._wanted: dict[str, KwicLine] = {}  # by article: the line that it is to be opened at
        reading.add_kind(PageKind(KIND, self._make))
        reading.article_shown.connect(self._go_to_hit)

    def open(self) -> None:
        """The concordance of the search in force."""
        if self._search.query.strip():
            self._search.remember_query()
            self._reading.open_place(place_of(KIND, self._search.request))

    def _make(self, tab: QWidget) -> KwicPage:
        page = KwicPage(tab)
        page.lines_wanted.connect(partial(self._read, page))
        page.arranging_wanted.connect(partial(self._arrange, page))
        page.line_chosen.connect(self._open_line)
        page.query_offered.connect(partial(self._ask_again, page))
        page.export_wanted.connect(partial(self._export, page))
        return page

    # ---- lines ---------------------------------------------------------------------------------

    def _read(self, page: KwicPage, request: SearchRequest) -> None:
        request = replace(request, fold=self._search.request.fold)  # the place of a page does not say
        task = self._jobs.study(
            lambda library: library.kwic_steps(request, width=WIDTH), channel=f"kwic {id(page)}"
        )
        page.cancel_wanted.connect(task.cancel)
        page.destroyed.connect(task.cancel)
        task.progressed.connect(page.show_progress)
        task.done.connect(page.show_read)
        task.failed.connect(page.show_failed)
        task.stopped.connect(page.show_stopped)

    def _arrange(self, page: KwicPage, result: KwicResult, sort: KwicSort, containing: str) -> None:
        task = self._jobs.study(
            lambda library: library.kwic_arranged(result, sort=sort, containing=containing),
            channel=f"kwic order {id(page)}",
        )
        task.done.connect(page.show_arranged)
        task.failed.connect(page.show_error)

    # ---- what one does with them ---------------------------------------------------------------

    def _open_line(self, line: KwicLine, new_tab: bool, query: str) -> None:
        self._wanted = {**self._wanted, line.id: line} if new_tab else {line.id: line}
        self._reading.open_article(line.id, new_tab, query)

    def _go_to_hit(self, article: Article | None) -> None:
        tab = self._tabs.current
        line = self._wanted.pop(article.id, None) if article is not None else None
        if line is not None and tab is not None and line.start >= 0:
            tab.view.show_passage(line.left, line.match, line.right)

    def _ask_again(self, page: KwicPage, query: str) -> None:
        self._search.search(query)
        self.open()

    def _export(self, page: KwicPage) -> None:
        if (result := page.shown) is None:
            return
        table = Shape("csv", _("Table (CSV)"), lambda: kwic_csv(result).encode("utf-8-sig", "replace"))
        self._saving.ask(_("Save the lines"), _("concordance"), [table])
