"""Marks on several articles at once: on selected results, on all results, on what is dropped on a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.model import Flag, MarkChange, SearchRequest
from reader.translation import _, format_number, ngettext
from reader.ui.controls.search_control import SearchControl
from reader.ui.jobs import Jobs
from reader.ui.marks.keeping import MarkKeeper
from reader.ui.results.result_list import ResultList

if TYPE_CHECKING:
    from reader.library.library import Library

# What can be said of selected results, with the flag and whether it is set.
FLAGS: dict[str, tuple[Flag, bool]] = {
    "star": ("star", True),
    "unstar": ("star", False),
    "to-read": ("to-read", True),
    "read": ("read", True),
    "unread": ("read", False),
}


class SelectionMarksControl(QObject):
    """Connects the list of results to ``Library.marks``."""

    def __init__(self, keeper: MarkKeeper, jobs: Jobs, search: SearchControl, results: ResultList) -> None:
        super().__init__(keeper)
        self._keeper, self._jobs, self._search, self._results = keeper, jobs, search, results
        results.mark_wanted.connect(self.mark_selected)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"tag-results": self._ask_tag_for_all}

    @property
    def has_selection(self) -> bool:
        """Whether the keyboard is in the list of results, and several are selected there."""
        return self._results.view.hasFocus() and len(self._results.selected) > 1

    def mark_selected(self, kind: str) -> None:
        """Does one of ``FLAGS`` to the selected results, or asks for a tag or collection ("tag", "untag",
        "collect")."""
        ids = self._results.selected
        if kind in FLAGS:
            self._flag(kind, ids)
        else:
            self._ask(kind, lambda _library: ids)

    def put(self, kind: str, name: str, ids: Sequence[str]) -> None:
        """Articles were dropped on a list of the notebook."""
        if kind in FLAGS:
            self._flag(kind, ids)
        elif kind in ("tag", "collection"):
            self._name({"tag": "tag", "collection": "collect"}[kind], lambda _library: ids, name)

    def _flag(self, kind: str, ids: Sequence[str]) -> None:
        flag, on = FLAGS[kind]
        self._keeper.do(partial(_flagged, ids, flag, on), told=partial(_told, len(ids)))

    def _ask_tag_for_all(self) -> None:
        self._ask("tag", partial(_all_of, self._search.request))

    def _ask(self, kind: str, ids: Callable[[Library], Sequence[str]]) -> None:
        task = self._jobs.read(_names)
        task.done.connect(partial(self._ask_name, kind, ids))
        task.failed.connect(self._keeper.fail)

    def _ask_name(
        self,
        kind: str,
        ids: Callable[[Library], Sequence[str]],
        known: tuple[list[str], list[str]],
    ) -> None:
        title = {
            "tag": _("Add a tag to the results"),
            "untag": _("Remove a tag from the results"),
            "collect": _("Add the results to a collection"),
        }[kind]
        tags, collections = known
        offered = collections if kind == "collect" else tags
        first = offered[0] if kind == "untag" and offered else ""
        self._keeper.ask_name(title, first, offered, partial(self._name, kind, ids))

    def _name(self, kind: str, ids: Callable[[Library], Sequence[str]], name: str) -> None:
        told = {
            "tag": lambda: _("Tag “{name}” added.").format(name=name),
            "untag": lambda: _("Tag “{name}” removed.").format(name=name),
            "collect": lambda: _("Added to “{name}”.").format(name=name),
        }[kind]
        self._keeper.do(partial(_named, kind, ids, name), told=told)


def _told(count: int) -> str:
    text = ngettext("{count} article marked.", "{count} articles marked.", count)
    return text.format(count=format_number(count))


def _all_of(request: SearchRequest, library: Library) -> Sequence[str]:
    return library.every(request)


def _names(library: Library) -> tuple[list[str], list[str]]:
    marks = library.marks
    return [each.name for each in marks.tags()], [each.name for each in marks.collections()]


def _flagged(ids: Sequence[str], flag: Flag, on: bool, library: Library) -> MarkChange:
    return library.marks.flag_each(ids, flag, on=on)


def _named(kind: str, ids: Callable[[Library], Sequence[str]], name: str, library: Library) -> MarkChange:
    marks = library.marks
    do = {"tag": marks.tag_each, "untag": marks.untag_each}.get(kind)
    return do(ids(library), name) if do is not None else marks.collect(name, ids(library))
