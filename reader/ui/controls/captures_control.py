"""Captures: their list, the way from one to the next, and the day to which links keep."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reader.model import Capture
from reader.translation import _, format_date
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.dialogs.as_of_dialog import AsOfDialog
from reader.ui.dialogs.presenting import present
from reader.ui.pages.captures_model import CaptureRow, CapturesFound
from reader.ui.pages.captures_page import CapturesPage
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import PageKind

if TYPE_CHECKING:
    from reader.library.library import Library

KIND = "captures"
_MOST_READ = 300  # captures whose format and title are read as well


class CapturesControl(QObject):
    """Works on the article on show."""

    compare_wanted = Signal(str, str)  # two captures, the older one first
    said = Signal(str)  # a remark for the status bar

    def __init__(self, reading: ReadingControl, window: QWidget) -> None:
        super().__init__(window)
        self._reading, self._window = reading, window
        reading.add_kind(PageKind(KIND, self._make_page, _work, of_library=True))
        reading.as_of_changed.connect(self._tell_day)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "captures": self.show_all,
            "previous-capture": partial(self.step, -1),
            "next-capture": partial(self.step, 1),
            "as-of": self.ask_for_day,
            "clear-as-of": self.clear_day,
        }

    @property
    def able(self) -> dict[str, bool]:
        """Which of its actions make sense now, by their names."""
        neighbours = self._reading.around.neighbours
        return {
            "captures": self._reading.article is not None,
            "previous-capture": neighbours is not None and neighbours.previous is not None,
            "next-capture": neighbours is not None and neighbours.next is not None,
            "clear-as-of": bool(self._reading.as_of),
        }

    def show_all(self) -> None:
        """Lists the captures of the page on show."""
        if (article := self._reading.article_id) is not None:
            self._reading.open_place(Place(KIND, article))

    def step(self, by: int) -> None:
        """To the capture after (1) or before (-1) the one on show."""
        neighbours = self._reading.around.neighbours
        if neighbours is not None:
            capture = neighbours.next if by > 0 else neighbours.previous
            if capture is not None:
                self._reading.open_beside(capture.id)

    def ask_for_day(self) -> None:
        """Asks to which day links are to keep."""
        article = self._reading.article
        captured = article.captured if article is not None else None
        dialog = AsOfDialog(self._reading.as_of or (captured or "")[:10], self._window)
        dialog.day_chosen.connect(self._reading.set_as_of)
        present(dialog)

    def clear_day(self) -> None:
        """Links lead to the capture nearest to the page they are on again."""
        self._reading.set_as_of("")

    def _tell_day(self, day: str) -> None:
        if day:
            told = _("Links now lead to the captures nearest to {day}.").format(day=format_date(day))
        else:
            told = _("Links lead to the captures nearest to the page they are on.")
        self.said.emit(told)

    def _make_page(self, tab: QWidget) -> CapturesPage:
        page = CapturesPage(tab)
        page.article_chosen.connect(self._reading.open_article)
        page.compare_wanted.connect(self.compare_wanted)
        page.day_wanted.connect(self._reading.set_as_of)
        page.folder_wanted.connect(_show_folder)
        return page


def _work(place: Place) -> Callable[[Library], CapturesFound]:
    return partial(captures_found, place.target)


def captures_found(article: str, library: Library) -> CapturesFound:
    """All captures of an article's page."""
    url, captures = library.captures(article)
    read = [_row(capture, library) for capture in captures[:_MOST_READ]]
    return CapturesFound(
        article, url, (*read, *(CaptureRow(capture, "", None) for capture in captures[_MOST_READ:]))
    )


def _row(capture: Capture, library: Library) -> CaptureRow:
    article = library.article(capture.id)
    return CaptureRow(capture, article.format, article.title)


def _show_folder(path: str) -> None:
    """Opens the folder in the system's file manager; the file itself is not opened."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(path)))
