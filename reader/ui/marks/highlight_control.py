"""Highlights: made from what is selected, shown on page and panel, coloured, commented, removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from reader.library.anchoring import beginning
from reader.model import Anchored, HighlightColour, MarkChange, Passage
from reader.translation import _
from reader.ui.marks.keeping import MarkKeeper
from reader.ui.marks.panel import MarksPanel, colour_of
from reader.ui.marks.spans import HighlightedSpan
from reader.ui.pages.page_tab import PageTab
from reader.ui.pages.tabs import Tabs
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library


class HighlightControl(QObject):
    """Connects the pages and the list of highlights to ``Library.marks``."""

    def __init__(
        self, keeper: MarkKeeper, settings: Settings, tabs: Tabs, panel: MarksPanel, window: QWidget
    ) -> None:
        super().__init__(keeper)
        self._keeper, self._settings, self._tabs = keeper, settings, tabs
        self._panel, self._window = panel, window
        self._awaited = ""  # key of a highlight to be gone to once its page shows it
        tabs.tab_made.connect(self._connect_tab)
        panel.highlight_chosen.connect(self._go_to)
        panel.colour_chosen.connect(self._recolour)
        panel.comment_wanted.connect(self._ask_comment)
        panel.highlight_dropped.connect(self._drop)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"highlight": self.highlight}

    def highlight(self) -> None:
        """Highlights what is selected on the page."""
        tab = self._tabs.current
        passage = tab.view.passage() if tab is not None and tab.article is not None else None
        if passage is None:
            self._keeper.said.emit(_("Select the words first, then highlight them."))
        else:
            self._highlight("", passage)

    def show(self, tab: PageTab, anchored: tuple[Anchored, ...]) -> None:
        """Paints the highlights of the article on show where its page has them."""
        tab.view.show_highlights(
            [
                HighlightedSpan(each.highlight.key, each.highlight.colour, each.start, each.end)
                for each in anchored
                if each.start is not None and each.end is not None
            ]
        )
        if self._awaited and tab.view.go_to_highlight(self._awaited):
            self._awaited = ""

    def await_page(self, key: str) -> None:
        """A page is on its way that is to be shown at a highlight ("": none)."""
        self._awaited = key

    @property
    def awaited(self) -> str:
        """The highlight that is still to be gone to; "" for none."""
        return self._awaited

    def _connect_tab(self, tab: PageTab) -> None:
        tab.view.highlight_wanted.connect(self._highlight)
        tab.view.highlights_touched.connect(self._touch)

    def _highlight(self, colour: str, passage: Passage) -> None:
        tab = self._tabs.current
        if tab is None or tab.article is None:
            return
        chosen = colour_of(colour or self._settings.highlight_colour)
        self._settings.highlight_colour = chosen
        begin = beginning(tab.view.toPlainText(), tab.article.text)
        passage = replace(passage, start=max(0, passage.start - begin))
        self._keeper.do(partial(_highlighted, tab.article.id, passage, chosen))
        tab.view.drop_selection()

    def _touch(self, keys: list[str], at: QPoint) -> None:
        """Opens the menu of a highlight; where several lie one over the other, a menu for each."""
        if len(keys) == 1:
            self._panel.menu_of_highlight(keys[0]).popup(at)
            return
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        for key in keys:
            one = self._panel.menu_of_highlight(key)
            one.setTitle(self._panel.words_of(key))
            one.setIcon(self._panel.sign_of(key))
            one.setParent(menu, one.windowFlags())
            menu.addMenu(one)
        menu.popup(at)

    def _go_to(self, key: str) -> None:
        if (tab := self._tabs.current) is not None:
            tab.view.go_to_highlight(key)

    def _recolour(self, key: str, colour: str) -> None:
        chosen = colour_of(colour)
        self._settings.highlight_colour = chosen
        self._keeper.do(lambda library: library.marks.change_highlight(key, colour=chosen), searched=False)

    def _ask_comment(self, key: str) -> None:
        marks = self._panel.marks
        found = next((each for each in marks.highlights if each.key == key), None) if marks else None
        if found is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(_("Comment on a highlight"))
        dialog.setLabelText(self._panel.words_of(key))
        dialog.setTextValue(found.comment)
        dialog.setOkButtonText(_("OK"))
        dialog.setCancelButtonText(_("Cancel"))
        dialog.textValueSelected.connect(partial(self._comment, key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _comment(self, key: str, text: str) -> None:
        told = None if text.strip() else lambda: _("Comment removed.")
        self._keeper.do(lambda library: library.marks.change_highlight(key, comment=text.strip()), told=told)

    def _drop(self, key: str) -> None:
        self._keeper.do(
            lambda library: library.marks.drop_highlight(key), told=lambda: _("Highlight removed.")
        )


def _highlighted(article: str, passage: Passage, colour: HighlightColour, library: Library) -> MarkChange:
    return library.marks.as_change(library.marks.highlight_passage(article, passage, colour=colour))
