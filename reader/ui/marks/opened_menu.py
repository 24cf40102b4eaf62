"""The menu of the articles that were opened last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from reader.model import MarkedArticle
from reader.translation import _
from reader.ui.wording import display_title

_WIDTH = 420  # pixels of a title


class OpenedMenu(QObject):
    """Fills a menu of the window; its last entry leads to the whole list."""

    article_chosen = Signal(str)
    all_wanted = Signal()

    def __init__(self, menu: QMenu, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = menu
        self._articles: Sequence[MarkedArticle] = ()
        menu.aboutToShow.connect(self._fill)
        self._fill()

    def show_articles(self, articles: Sequence[MarkedArticle]) -> None:
        """The articles, the latest first; those that are not in the library are left out."""
        self._articles = [each for each in articles if each.held]
        self._fill()

    def _fill(self) -> None:
        self._menu.clear()
        for each in self._articles:
            title = " ".join(display_title(each.title).split())
            shown = self._menu.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _WIDTH)
            action = self._menu.addAction(shown.replace("&", "&&"))
            action.setToolTip(title)
            action.triggered.connect(partial(self._choose, each.id))
        if self._articles:
            self._menu.addSeparator()
        self._menu.addAction(_("&All of them"), self.all_wanted.emit)

    def _choose(self, article: str, _checked: bool = False) -> None:
        self.article_chosen.emit(article)
