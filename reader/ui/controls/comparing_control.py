"""Comparing: two captures, or an article and its source, as a page in a tab; saving what differs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.export.comparison import FORMATS, render
from reader.export.names import safe
from reader.translation import N_, _
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.save_control import SaveControl, Shape
from reader.ui.jobs import Jobs
from reader.ui.pages.comparison_page import ComparisonPage
from reader.ui.pages.comparison_words import Compared
from reader.ui.pages.history import Place
from reader.ui.pages.page import Surroundings
from reader.ui.pages.page_kinds import PageKind
from reader.ui.reading.find_in_page import find_in_page

if TYPE_CHECKING:
    from reader.library.library import Library

KIND = "comparison"
_NAMES = {"html": N_("Web page"), "md": N_("Markdown"), "txt": N_("Plain text")}


class ComparingControl(QObject):
    """Opens comparisons and exports them."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, reading: ReadingControl, saving: SaveControl, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._reading, self._saving = jobs, reading, saving
        reading.add_kind(PageKind(KIND, self._make_page, _work, is_long=True))
        reading.compare_wanted.connect(self.compare)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "compare-capture": self.compare_capture,
            "compare-source": self.compare_source,
        }

    @property
    def able(self) -> dict[str, bool]:
        """Which of its actions make sense now, by their names."""
        around = self._reading.around
        return {
            "compare-capture": _neighbouring_pair(self._reading.article_id, around) is not None,
            "compare-source": _has_source(around),
        }

    def compare(self, first: str, second: str, new_tab: bool = False) -> None:
        """Shows what differs between two articles: the older one, or the source, first."""
        self._reading.open_place(Place(KIND, f"{first} {second}"), new_tab)

    def compare_capture(self) -> None:
        """The article on show with the capture before it; the first one with the one after it."""
        pair = _neighbouring_pair(self._reading.article_id, self._reading.around)
        if pair is not None:
            self.compare(*pair)

    def compare_source(self) -> None:
        """The article on show with its source."""
        chain = self._reading.around.chain
        if _has_source(self._reading.around) and chain[0].id and chain[1].id:
            self.compare(chain[1].id, chain[0].id)

    def _make_page(self, tab: QWidget) -> ComparisonPage:
        page = ComparisonPage(tab)
        page.article_chosen.connect(self._reading.open_article)
        page.swap_wanted.connect(self.compare)
        page.export_wanted.connect(self._save)
        page.words_wanted.connect(self._find)
        page.said.connect(self.said)
        return page

    def _find(self, page: ComparisonPage, text: str, words: str) -> None:
        work = partial(find_in_page, text=text, words=words)
        task = self._jobs.read(work, channel=f"find {id(page)}")
        page.destroyed.connect(task.cancel)
        task.done.connect(partial(page.show_spans, text))

    def _save(self, compared: Compared) -> None:
        shapes = [
            Shape(
                ending,
                _(_NAMES[ending]),
                partial(render, compared.comparison, compared.a, compared.b, ending),
            )
            for ending in FORMATS
        ]
        self._saving.ask(_("Save the comparison"), _file_stem(compared), shapes)


def _neighbouring_pair(article: str | None, around: Surroundings) -> tuple[str, str] | None:
    """The ids of an article and the capture next to it, the older one first."""
    neighbours = around.neighbours
    if article is None or neighbours is None:
        return None
    if neighbours.previous is not None:
        return neighbours.previous.id, article
    return (article, neighbours.next.id) if neighbours.next is not None else None


def _has_source(around: Surroundings) -> bool:
    """Whether the source of the article is in the archive."""
    return len(around.chain) > 1 and around.chain[1].id is not None


def _work(place: Place) -> Callable[[Library], Compared]:
    first, _blank, second = place.target.partition(" ")
    return lambda library: Compared(
        library.article(first), library.article(second), library.diff(first, second)
    )


def _file_stem(compared: Compared) -> str:
    days = [(each.captured or each.date or "")[:10] for each in (compared.a, compared.b)]
    return safe("-".join(part for part in (*days, compared.b.site, compared.b.title) if part))
