"""Comparing: two captures, or an article and its source, as a page in a tab; saving what differs."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.errors import ReaderError
from reader.export import registry
from reader.export.comparison import FORMATS, render
from reader.export.names import safe
from reader.translation import N_, _
from reader.ui.comparison_page import ComparisonPage
from reader.ui.comparison_words import Compared
from reader.ui.history import Place
from reader.ui.jobs import Jobs
from reader.ui.page import Surroundings
from reader.ui.page_kinds import PageKind
from reader.ui.presenting import present_error
from reader.ui.reading_control import ReadingControl
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library

KIND = "comparison"
_NAMES = {"html": N_("Web page"), "md": N_("Markdown"), "txt": N_("Plain text")}


class ComparingControl(QObject):
    """Opens comparisons and exports them."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, reading: ReadingControl, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._reading, self._settings, self._window = jobs, reading, settings, window
        reading.add_kind(PageKind(KIND, self._make_page, _work, is_long=True))
        reading.compare_wanted.connect(self.compare)

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
        page.export_wanted.connect(self._ask_where)
        page.said.connect(self.said)
        return page

    def _ask_where(self, compared: Compared) -> None:
        filters = {f"{_(_NAMES[ending])} (*.{ending})": ending for ending in FORMATS}
        folder = self._settings.export_folder or os.path.expanduser("~")
        path, chosen = QFileDialog.getSaveFileName(
            self._window,
            _("Save the comparison"),
            os.path.join(folder, f"{_file_stem(compared)}.{FORMATS[0]}"),
            ";;".join(filters),
        )
        if path:
            target = Path(path)
            ending = target.suffix[1:].lower()
            if ending not in FORMATS:
                ending = filters.get(chosen, FORMATS[0])
                target = target.with_name(f"{target.name}.{ending}")
            task = self._jobs.aside(partial(_saved, target, ending, compared))
            task.done.connect(self._tell_saved)
            task.failed.connect(self._fail)

    def _tell_saved(self, path: Path) -> None:
        self._settings.export_folder = str(path.parent)
        self.said.emit(_("Saved to {path}").format(path=path))

    def _fail(self, error: ReaderError) -> None:
        present_error(error, self._window)


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


def _saved(path: Path, ending: str, compared: Compared, library: Library) -> Path:
    registry.refuse_inside(path, [archive.root for archive in library.archives()])
    data = render(compared.comparison, compared.a, compared.b, ending)
    registry.write(path, data, force=True)  # the dialog has asked
    return path


def _file_stem(compared: Compared) -> str:
    days = [(each.captured or each.date or "")[:10] for each in (compared.a, compared.b)]
    return safe("-".join(part for part in (*days, compared.b.site, compared.b.title) if part))
