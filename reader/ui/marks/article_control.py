"""What is said of the article on show as a whole: star, lists, tags, note, collections."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.model import ArticleMarks, Flag, MarkChange
from reader.translation import _
from reader.ui.marks.keeping import MarkKeeper
from reader.ui.marks.panel import MarksPanel
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library


class ArticleMarksControl(QObject):
    """Connects the panel to ``Library.marks``, but for the highlights."""

    search_wanted = Signal(str)  # a query

    def __init__(self, keeper: MarkKeeper, settings: Settings, panel: MarksPanel) -> None:
        super().__init__(keeper)
        self._keeper, self._settings, self._panel = keeper, settings, panel
        self._article = ""
        panel.set_folded(settings.marks_folded)
        panel.folded_changed.connect(self._note_folded)
        panel.starred_changed.connect(partial(self.set_flag, "star"))
        panel.to_read_changed.connect(partial(self.set_flag, "to-read"))
        panel.tag_added.connect(self._tag)
        panel.tag_removed.connect(self._untag)
        panel.tag_chosen.connect(self._search_tag)
        panel.note_changed.connect(self._write_note)
        panel.collection_toggled.connect(self._toggle_collection)
        panel.new_collection_wanted.connect(self._ask_collection)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "star": partial(self.toggle, "star"),
            "to-read": partial(self.toggle, "to-read"),
            "read": partial(self.toggle, "read"),
            "tag": self._panel.focus_tags,
            "note": self._panel.focus_note,
        }

    def set_article(self, article: str) -> None:
        """The article on show ("" for none); the panel has its marks a little later."""
        self._article = article

    def toggle(self, flag: Flag) -> None:
        """Says one word of the article on show, or takes it back."""
        if not self._article:
            return
        marks = self._panel.marks
        if marks is not None and marks.id == self._article:
            self.set_flag(flag, not has_flag(marks, flag))
        else:
            self._keeper.do(partial(_toggled, self._article, flag))

    def set_flag(self, flag: Flag, on: bool) -> None:
        """Says one word of the article on show (or not)."""
        if (marks := self._panel.marks) is not None:
            task = self._keeper.do(partial(_with_flag, marks.id, flag, on))
            task.done.connect(lambda _change: self._keeper.said.emit(flag_words(flag, on)))

    def _tag(self, name: str) -> None:
        if article := self._panel.article_id:
            self._keeper.do(lambda library: library.marks.tag(article, name))

    def _untag(self, name: str) -> None:
        if article := self._panel.article_id:
            self._keeper.do(
                lambda library: library.marks.untag(article, name),
                told=lambda: _("Tag “{name}” removed.").format(name=name),
            )

    def _search_tag(self, name: str) -> None:
        self.search_wanted.emit(f'tag:"{name}"')

    def _write_note(self, article: str, text: str) -> None:
        told = None if text.strip() else lambda: _("Note removed.")
        self._keeper.do(lambda library: library.marks.write_note(article, text), told=told)

    def _toggle_collection(self, name: str, on: bool) -> None:
        if not (article := self._panel.article_id):
            return
        if on:
            self._keeper.do(lambda library: library.marks.collect(name, [article]), searched=False)
            self._keeper.said.emit(_("Added to “{name}”.").format(name=name))
        else:
            self._keeper.do(
                lambda library: library.marks.uncollect(name, article),
                told=lambda: _("Removed from “{name}”.").format(name=name),
                searched=False,
            )

    def _ask_collection(self) -> None:
        if article := self._panel.article_id:
            self._keeper.ask_name(
                _("New collection"),
                "",
                [],
                lambda name: self._keeper.do(lambda library: library.marks.collect(name, [article])),
            )

    def _note_folded(self, folded: bool) -> None:
        self._settings.marks_folded = folded


def has_flag(marks: ArticleMarks, flag: Flag) -> bool:
    """Whether an article has a flag."""
    return {"star": marks.starred, "to-read": marks.to_read, "read": marks.read}[flag]


def flag_words(flag: Flag, on: bool) -> str:
    """What is told when a flag was set or taken back."""
    return {
        ("star", True): _("Star added."),
        ("star", False): _("Star removed."),
        ("to-read", True): _("Added to the reading list."),
        ("to-read", False): _("Removed from the reading list."),
        ("read", True): _("Marked as read."),
        ("read", False): _("Marked as unread."),
    }[flag, on]


def _toggled(article: str, flag: Flag, library: Library) -> MarkChange:
    return library.marks.set_flag(article, flag, on=not has_flag(library.marks.of(article), flag))


def _with_flag(article: str, flag: Flag, on: bool, library: Library) -> MarkChange:
    return library.marks.set_flag(article, flag, on=on)
