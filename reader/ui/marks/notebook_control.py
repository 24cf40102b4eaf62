"""The notebook in a tab: its lists, fetched one by one, what is done to them, and taking them away."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.export import mark_list, writing
from reader.model import MarkList, NotebookEntry
from reader.translation import N_, _, format_number, ngettext
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.jobs import Jobs
from reader.ui.marks.highlight_control import HighlightControl
from reader.ui.marks.keeping import MarkKeeper
from reader.ui.marks.notebook_lists import LISTS
from reader.ui.marks.notebook_page import NotebookAnswer, NotebookPage
from reader.ui.marks.selection_control import SelectionMarksControl
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import PageKind
from reader.ui.pages.tabs import Tabs
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library

_KIND = "notebook"
_FORMATS = {
    ".md": mark_list.as_markdown,
    ".csv": mark_list.as_csv,
    ".jsonl": mark_list.as_jsonl,
}


class NotebookControl(QObject):
    """Connects notebooks to ``Library.marks``."""

    def __init__(
        self,
        keeper: MarkKeeper,
        jobs: Jobs,
        settings: Settings,
        tabs: Tabs,
        reading: ReadingControl,
        highlights: HighlightControl,
        selection: SelectionMarksControl,
        window: QWidget,
    ) -> None:
        super().__init__(keeper)
        self._keeper, self._jobs, self._settings, self._tabs = keeper, jobs, settings, tabs
        self._reading, self._highlights, self._selection = reading, highlights, selection
        self._window = window
        reading.add_kind(PageKind(_KIND, self._make, _notebook, of_library=True))
        keeper.changed.connect(self._refresh)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"notebook": self.show}

    def show(self, state: str = "") -> None:
        """Opens the notebook, with a list of it, in the tab on show."""
        self._reading.open_place(Place(_KIND, title=_("Notebook"), state=state))

    def _make(self, tab: QWidget) -> NotebookPage:
        page = NotebookPage(tab)
        page.article_chosen.connect(self._open)
        page.list_wanted.connect(partial(self._fetch, page))
        page.rename_wanted.connect(self._ask_rename)
        page.delete_wanted.connect(self._delete)
        page.remove_wanted.connect(self._take_out)
        page.arranged.connect(self._arrange)
        page.dropped.connect(self._selection.put)
        page.new_collection_wanted.connect(self._ask_collection)
        page.save_wanted.connect(self._ask_where)
        return page

    def _open(self, article: str, key: str, new_tab: bool) -> None:
        self._highlights.await_page(key)
        self._reading.open_article(article, new_tab)

    def _fetch(self, page: NotebookPage, kind: MarkList, name: str) -> None:
        give = self._jobs.study if kind == "lost" else self._jobs.read
        task = give(partial(_answer, kind, name), channel=f"notebook {id(page)}")
        page.destroyed.connect(task.cancel)
        task.done.connect(page.show_answer)
        task.failed.connect(self._keeper.fail)

    def _refresh(self, _searched: bool) -> None:
        for tab in self._tabs.pages:
            if isinstance(tab.page, NotebookPage):
                self._fetch(tab.page, *tab.page.chosen)

    # ---- what is done to lists -----------------------------------------------------------------

    def _ask_rename(self, kind: MarkList, name: str) -> None:
        if kind == "tag":
            title = _("Rename the tag")
            told = N_("Tag renamed to “{name}”.")
        else:
            title = _("Rename the collection")
            told = N_("Collection renamed to “{name}”.")
        self._keeper.ask_name(title, name, [], partial(self._rename, kind, name, told))

    def _rename(self, kind: MarkList, old: str, told: str, new: str) -> None:
        def work(library: Library) -> object:
            rename = library.marks.rename_tag if kind == "tag" else library.marks.rename_collection
            return rename(old, new)

        for tab in self._tabs.pages:
            if isinstance(tab.page, NotebookPage) and tab.page.chosen == (kind, old):
                tab.page.choose(kind, new)
        self._keeper.do(work, told=lambda: _(told).format(name=new))

    def _delete(self, kind: MarkList, name: str) -> None:
        told = {
            "tag": N_("Tag “{name}” deleted."),
            "collection": N_("Collection “{name}” deleted; its articles stay."),
            "opened": N_("List cleared."),
        }[kind]
        self._keeper.do(
            lambda library: library.marks.delete_list(kind, name), told=lambda: _(told).format(name=name)
        )

    def clear_opened(self) -> None:
        """Forgets which articles were opened."""
        self._keeper.do(lambda library: library.marks.delete_list("opened") and None, searched=False)

    def _take_out(self, kind: MarkList, name: str, rows: Sequence[NotebookEntry]) -> None:
        ids = list(dict.fromkeys(row.article.id for row in rows))
        keys = [row.key for row in rows if row.key]

        def told() -> str:
            text = ngettext("{count} entry removed.", "{count} entries removed.", len(rows))
            return text.format(count=format_number(len(rows)))

        self._keeper.do(lambda library: library.marks.take_out(kind, name, ids=ids, keys=keys), told=told)

    def _arrange(self, name: str, ids: list[str]) -> None:
        self._keeper.do(lambda library: library.marks.arrange(name, ids), searched=False)

    def _ask_collection(self) -> None:
        self._keeper.ask_name(_("New collection"), "", [], self._new_collection)

    def _new_collection(self, name: str) -> None:
        self._keeper.do(lambda library: library.marks.new_collection(name), searched=False)

    # ---- taking away ---------------------------------------------------------------------------

    def _ask_where(self, entries: Sequence[NotebookEntry]) -> None:
        names = {".md": "Markdown", ".csv": _("Table (CSV)"), ".jsonl": _("Data (JSON lines)")}
        filters = ";;".join(f"{names[ending]} (*{ending})" for ending in _FORMATS)
        folder = self._settings.export_folder or os.path.expanduser("~")
        path, chosen = QFileDialog.getSaveFileName(
            self._window, _("Save this list"), os.path.join(folder, "highlights.md"), filters
        )
        if path:
            target = Path(path)
            if target.suffix.lower() not in _FORMATS:
                ending = next((each for each in _FORMATS if f"(*{each})" in chosen), ".md")
                target = target.with_name(target.name + ending)
            task = self._jobs.aside(partial(_write, target, tuple(entries)))
            task.done.connect(lambda _none: self._keeper.said.emit(_("Saved to {path}").format(path=target)))
            task.failed.connect(self._keeper.fail)


def _notebook(place: Place) -> Callable[[Library], NotebookAnswer]:
    wanted, _colon, name = place.state.partition(":")
    kind: MarkList = next((known for known in LISTS if known == wanted), "star")
    return partial(_answer, kind, name)


def _answer(kind: MarkList, name: str, library: Library) -> NotebookAnswer:
    lists = library.marks.lists()
    if not any((each.kind, each.name) == (kind, name) for each in lists):
        kind, name = "star", ""
    return NotebookAnswer(lists, kind, name, library.marks.entries(kind, name))


def _write(path: Path, entries: Sequence[NotebookEntry], library: Library) -> None:
    keys = {each.key for each in entries if each.key}
    ids = {each.article.id for each in entries if not each.key}
    highlights = [each for each in library.marks.highlights() if each.highlight.key in keys]
    notes = [each for each in library.marks.notes() if each.article.id in ids]
    ending = path.suffix.lower()
    letters = "utf-8-sig" if ending == ".csv" else "utf-8"  # spreadsheets look for the mark
    writing.refuse_inside(path, [archive.root for archive in library.archives()])
    writing.write(path, _FORMATS[ending](highlights, notes).encode(letters, "replace"), force=True)
