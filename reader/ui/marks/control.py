"""Marks in the window: kept as soon as they are made, shown on the page, in the panel and in the notebook.

They are kept on the reading thread, where no import holds them up. What removes something offers to undo it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QWidget

from reader.errors import ReaderError
from reader.export import mark_list
from reader.library.anchoring import anchored_in
from reader.library.marking import name_of
from reader.messages import sentence
from reader.model import (
    Anchored,
    Article,
    ArticleMarks,
    Flag,
    MarkList,
    Notebook,
    Passage,
    Restored,
    Taken,
)
from reader.translation import N_, _, format_number, ngettext
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.dialogs.presenting import present_error
from reader.ui.jobs import Jobs, Task
from reader.ui.marks.notebook_model import Row
from reader.ui.marks.notebook_page import NotebookPage, named_rows
from reader.ui.marks.panel import MarksPanel, colour_of
from reader.ui.marks.spans import HighlightedSpan
from reader.ui.message_bar import MessageBar
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import PageKind
from reader.ui.pages.page_tab import PageTab
from reader.ui.pages.tabs import Tabs
from reader.ui.settings import Settings

if TYPE_CHECKING:
    from reader.library.library import Library

_CHANNEL = "marks"
_UNDO = "marks undo"
_KIND = "notebook"


@dataclass(frozen=True, slots=True)
class _OnPage:
    """The marks of an article, its highlights where the page has them, and all names there are."""

    marks: ArticleMarks
    anchored: tuple[Anchored, ...]
    tags: tuple[str, ...]
    collections: tuple[str, ...]


class MarksControl(QObject):
    """Connects the panel, the pages and the notebook to ``Library.marks``."""

    said = Signal(str)  # a remark for the status bar
    search_wanted = Signal(str)  # a query
    changed = Signal()  # tags or notes have changed: searches may find something else

    def __init__(
        self,
        jobs: Jobs,
        settings: Settings,
        tabs: Tabs,
        panel: MarksPanel,
        reading: ReadingControl,
        messages: MessageBar,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._jobs, self._settings, self._tabs, self._panel = jobs, settings, tabs, panel
        self._reading, self._messages, self._window = reading, messages, window
        self._article: Article | None = None
        self._awaited = ""  # key of a highlight to be gone to once its page shows it
        self._notebooks: list[NotebookPage] = []
        reading.add_kind(PageKind(_KIND, self._make_notebook, _notebook, of_library=True))
        tabs.tab_made.connect(self._connect_tab)
        tabs.current_changed.connect(self._look)  # a page that was made anew shows no highlights yet
        panel.set_folded(settings.marks_folded)
        panel.folded_changed.connect(self._note_folded)
        panel.starred_changed.connect(partial(self._set_flag, "star"))
        panel.to_read_changed.connect(partial(self._set_flag, "to-read"))
        panel.tag_added.connect(self._tag)
        panel.tag_removed.connect(self._untag)
        panel.tag_chosen.connect(self._search_tag)
        panel.note_changed.connect(self._write_note)
        panel.highlight_chosen.connect(self._go_to_highlight)
        panel.colour_chosen.connect(self._recolour)
        panel.comment_wanted.connect(self._ask_comment)
        panel.highlight_dropped.connect(self._drop_highlight)
        panel.collection_toggled.connect(self._toggle_collection)
        panel.new_collection_wanted.connect(self._ask_collection)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "star": self.toggle_star,
            "to-read": self.toggle_to_read,
            "highlight": self.highlight,
            "notebook": self.show_notebook,
            "backup": self.ask_backup,
            "restore": self.ask_restore,
            "tag": self._panel.focus_tags,
            "note": self._panel.focus_note,
        }

    # ---- the article on show -------------------------------------------------------------------

    def set_article(self, article: Article | None) -> None:
        """The article on show."""
        is_other = article is not None and (self._article is None or self._article.id != article.id)
        self._article = article
        if article is None:
            self._panel.clear()
            return
        if is_other and self._settings.remember_opened:
            self._do(partial(_note_opened, article.id), quiet=True)
        self._look()

    def leave(self) -> None:
        """Another library is open."""
        self._article = None
        self._messages.withdraw(_UNDO)
        self._panel.clear()

    def _look(self) -> None:
        article, tab = self._article, self._tabs.current
        if article is None or tab is None:
            return
        work = partial(_on_page, article.id, tab.view.toPlainText())
        task = self._jobs.read(work, channel=_CHANNEL)
        task.done.connect(partial(self._show, tab))

    def _show(self, tab: PageTab, found: _OnPage) -> None:
        if self._article is None or self._article.id != found.marks.id or tab not in self._tabs.pages:
            return
        self._panel.show_marks(found.marks, found.anchored, tags=found.tags, collections=found.collections)
        tab.view.show_highlights(
            [
                HighlightedSpan(each.highlight.key, each.highlight.colour, each.start, each.end)
                for each in found.anchored
                if each.start is not None and each.end is not None
            ]
        )
        if self._awaited and tab.view.go_to_highlight(self._awaited):
            self._awaited = ""

    # ---- what is said of it --------------------------------------------------------------------

    def toggle_star(self) -> None:
        """Stars the article on show, or takes the star back."""
        self._toggle_flag("star")

    def toggle_to_read(self) -> None:
        """Puts the article on show on the reading list, or takes it off."""
        self._toggle_flag("to-read")

    def highlight(self) -> None:
        """Highlights what is selected on the page."""
        tab = self._tabs.current
        passage = tab.view.passage() if tab is not None and tab.article is not None else None
        if passage is None:
            self.said.emit(_("Select the words first, then highlight them."))
        else:
            self._highlight("", passage)

    def _set_flag(self, flag: Flag, on: bool) -> None:
        if (article := self._article) is not None:
            task = self._do(partial(_with_flag, article.id, flag, on))
            task.done.connect(partial(self._tell_flag, flag))

    def _toggle_flag(self, flag: Flag) -> None:
        if (article := self._article) is not None:
            task = self._do(partial(_with_flag, article.id, flag, None))
            task.done.connect(partial(self._tell_flag, flag))

    def _tell_flag(self, flag: Flag, on: bool) -> None:
        told = {
            ("star", True): _("Star added."),
            ("star", False): _("Star removed."),
            ("to-read", True): _("Added to the reading list."),
            ("to-read", False): _("Removed from the reading list."),
        }
        self.said.emit(told[flag, on])

    def _tag(self, name: str) -> None:
        if (article := self._article) is not None:
            self._do(lambda library: library.marks.tag(article.id, name), searched=True)

    def _untag(self, name: str) -> None:
        if (article := self._article) is None:
            return
        self._take(
            lambda library: library.marks.untag(article.id, name),
            lambda: _("Tag “{name}” removed.").format(name=name),
        )

    def _search_tag(self, name: str) -> None:
        self.search_wanted.emit(f'tag:"{name}"')

    def _write_note(self, article_id: str, text: str) -> None:
        self._do(lambda library: library.marks.write_note(article_id, text), searched=True)

    # ---- highlights ----------------------------------------------------------------------------

    def _connect_tab(self, tab: PageTab) -> None:
        tab.view.highlight_wanted.connect(self._highlight)
        tab.view.highlight_touched.connect(self._touch)

    def _highlight(self, colour: str, passage: Passage) -> None:
        if (article := self._article) is None:
            return
        chosen = colour_of(colour or self._settings.highlight_colour)
        self._settings.highlight_colour = chosen
        self._do(
            lambda library: library.marks.highlight_passage(article.id, passage, colour=chosen),
            searched=True,
        )

    def _touch(self, key: str, at: QPoint) -> None:
        self._panel.menu_of_highlight(key).popup(at)

    def _go_to_highlight(self, key: str) -> None:
        if (tab := self._tabs.current) is not None:
            tab.view.go_to_highlight(key)

    def _recolour(self, key: str, colour: str) -> None:
        chosen = colour_of(colour)
        self._settings.highlight_colour = chosen
        self._do(lambda library: library.marks.change_highlight(key, colour=chosen))

    def _ask_comment(self, key: str) -> None:
        marks = self._panel.marks
        found = next((each for each in marks.highlights if each.key == key), None) if marks else None
        if found is None:
            return
        dialog = QInputDialog(self._window)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setWindowTitle(_("Comment on a highlight"))
        dialog.setLabelText(f"“{found.quote[:200]}”")
        dialog.setTextValue(found.comment)
        dialog.setOkButtonText(_("OK"))
        dialog.setCancelButtonText(_("Cancel"))
        dialog.textValueSelected.connect(partial(self._comment, key))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _comment(self, key: str, text: str) -> None:
        self._do(lambda library: library.marks.change_highlight(key, comment=text.strip()))

    def _drop_highlight(self, key: str) -> None:
        self._take(
            lambda library: library.marks.take_out("highlights", keys=[key]),
            lambda: _("Highlight removed."),
        )

    # ---- collections ---------------------------------------------------------------------------

    def _toggle_collection(self, name: str, on: bool) -> None:
        if (article := self._article) is None:
            return
        if on:
            self._do(lambda library: library.marks.collect(name, [article.id]))
            self.said.emit(_("Added to “{name}”.").format(name=name))
        else:
            self._take(
                lambda library: library.marks.uncollect(name, article.id),
                lambda: _("Removed from “{name}”.").format(name=name),
            )

    def _ask_collection(self) -> None:
        if (article := self._article) is not None:
            self._ask_name(
                _("New collection"),
                "",
                lambda name: self._do(lambda library: library.marks.collect(name, [article.id])),
            )

    def _ask_name(self, title: str, name: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(_("Name:"))
        dialog.setTextValue(name)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setOkButtonText(_("OK"))
        dialog.setCancelButtonText(_("Cancel"))
        dialog.textValueSelected.connect(partial(self._take_name, then))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_name(self, then: Callable[[str], object], text: str) -> None:
        try:
            then(name_of(text))
        except ReaderError as error:
            present_error(error, self._window)

    # ---- the notebook --------------------------------------------------------------------------

    def show_notebook(self) -> None:
        """Opens the notebook in the tab on show."""
        self._reading.open_place(Place(_KIND, title=_("Notebook")))

    def _make_notebook(self, tab: QWidget) -> NotebookPage:
        page = NotebookPage(tab)
        page.article_chosen.connect(self._open_from_notebook)
        page.rename_wanted.connect(self._ask_rename)
        page.delete_wanted.connect(self._delete)
        page.remove_wanted.connect(self._take_out)
        page.clear_opened_wanted.connect(self.clear_opened)
        page.save_wanted.connect(self._ask_where)
        return page

    def _open_from_notebook(self, article_id: str, key: str, new_tab: bool) -> None:
        self._awaited = key
        self._reading.open_article(article_id, new_tab)

    def _ask_rename(self, kind: str, name: str) -> None:
        if kind == "tag":
            self._ask_name(
                _("Rename the tag"),
                name,
                lambda new: self._do(lambda library: library.marks.rename_tag(name, new), searched=True),
            )
        else:
            self._ask_name(
                _("Rename the collection"),
                name,
                lambda new: self._do(lambda library: library.marks.rename_collection(name, new)),
            )

    def _delete(self, kind: Literal["tag", "collection"], name: str) -> None:
        told = {
            "tag": N_("Tag “{name}” deleted."),
            "collection": N_("Collection “{name}” deleted; its articles stay."),
        }
        self._take(
            lambda library: library.marks.delete_list(kind, name), lambda: _(told[kind]).format(name=name)
        )

    def _take_out(self, kind: MarkList, name: str, rows: Sequence[Row]) -> None:
        ids, keys = named_rows(rows), [row.key for row in rows if row.key]

        def told() -> str:
            text = ngettext("{count} entry removed.", "{count} entries removed.", len(rows))
            return text.format(count=format_number(len(rows)))

        self._take(lambda library: library.marks.take_out(kind, name, ids=ids, keys=keys), told)

    def clear_opened(self) -> None:
        """Forgets which articles were opened."""
        self._do(lambda library: library.marks.clear_opened())

    # ---- to files and back ---------------------------------------------------------------------

    def _ask_where(self, notebook: Notebook) -> None:
        filters = "Markdown (*.md);;" + _("Table (CSV)") + " (*.csv)"
        start = os.path.join(self._settings.export_folder or os.path.expanduser("~"), "highlights.md")
        path, _chosen = QFileDialog.getSaveFileName(
            self._window, _("Save highlights and notes"), start, filters
        )
        if path:
            render = mark_list.as_csv if path.lower().endswith(".csv") else mark_list.as_markdown
            self._write(Path(path), render(notebook.highlights, notebook.notes))

    def _write(self, path: Path, text: str) -> None:
        mark = "\ufeff" if path.suffix.lower() == ".csv" else ""  # spreadsheets look for it
        task = self._jobs.aside(lambda _library: path.write_text(mark + text, "utf-8", newline=""))
        task.done.connect(lambda _count: self.said.emit(_("Saved to {path}").format(path=path)))
        task.failed.connect(self._fail)

    def ask_backup(self) -> None:
        """Asks where to write a backup of all marks."""
        folder = self._settings.export_folder or os.path.expanduser("~")
        start = os.path.join(folder, "gov-reader-backup.jsonl")
        path, _chosen = QFileDialog.getSaveFileName(
            self._window, _("Back up notes and tags"), start, _("Backup") + " (*.jsonl)"
        )
        if path:
            target = Path(path if path.endswith(".jsonl") else path + ".jsonl")
            task = self._jobs.aside(lambda library: library.backup(target, force=True))
            task.done.connect(lambda _count: self.said.emit(_("Saved to {path}").format(path=target)))
            task.failed.connect(self._fail)

    def ask_restore(self) -> None:
        """Asks which backup to take up."""
        start = self._settings.export_folder or os.path.expanduser("~")
        path, _chosen = QFileDialog.getOpenFileName(
            self._window,
            _("Restore notes and tags"),
            start,
            _("Backup") + " (*.jsonl);;" + _("All files") + " (*)",
        )
        if path:
            task = self._jobs.write(lambda library: library.restore(Path(path)))
            task.done.connect(self._tell_restored)
            task.failed.connect(self._fail)

    def _tell_restored(self, done: Restored) -> None:
        told = ngettext("{count} entry restored", "{count} entries restored", done.restored)
        told = told.format(count=format_number(done.restored))
        if done.bad:
            lines = ", ".join(str(each.line) for each in done.bad[:10])
            told += " · " + _("lines that could not be used: {lines}").format(lines=lines)
        self.said.emit(told)
        self._after(searched=True)

    # ---- inside --------------------------------------------------------------------------------

    def _do(self, work: Callable[[Library], object], *, searched: bool = False, quiet: bool = False) -> Task:
        """Keeps a mark and shows how things are then; ``searched``: searches may find something else."""
        task = self._jobs.read(work)
        if not quiet:
            task.done.connect(lambda _answer: self._after(searched=searched))
            task.failed.connect(self._fail)
        return task

    def _after(self, *, searched: bool) -> None:
        self._look()
        for tab in self._tabs.pages:
            if isinstance(tab.page, NotebookPage):
                self._reading.show_again(tab)
        if searched:
            self.changed.emit()

    def _take(self, work: Callable[[Library], Taken], told: Callable[[], str]) -> None:
        """Takes something away and offers to undo that."""
        self._do(work, searched=True).done.connect(partial(self._offer_undo, told))

    def _offer_undo(self, told: Callable[[], str], taken: Taken) -> None:
        self._messages.tell(_UNDO, told, button=lambda: _("Undo"), act=partial(self._undo, taken))

    def _undo(self, taken: Taken) -> None:
        self._do(lambda library: library.marks.put_back_taken(taken), searched=True)

    def _note_folded(self, folded: bool) -> None:
        self._settings.marks_folded = folded

    def _fail(self, error: ReaderError) -> None:
        self._look()
        self.said.emit(sentence(error))
        present_error(error, self._window)


# ---- what is done on the reading thread --------------------------------------------------------------------


def _notebook(_place: Place) -> Callable[[Library], Notebook]:
    return lambda library: library.marks.notebook()


def _on_page(article_id: str, text: str, library: Library) -> _OnPage:
    marks = library.marks.of(article_id)
    return _OnPage(
        marks,
        anchored_in(text, marks.highlights),
        tuple(each.name for each in library.marks.tags()),
        tuple(each.name for each in library.marks.collections()),
    )


def _with_flag(article_id: str, flag: Flag, on: bool | None, library: Library) -> bool:
    """Sets a flag, or (None) turns it over; gives whether it is set then."""
    if on is None:
        marks = library.marks.of(article_id)
        on = not (marks.starred if flag == "star" else marks.to_read)
    library.marks.set_flag(article_id, flag, on=on)
    return on


def _note_opened(article_id: str, library: Library) -> None:
    if not library.read_only:
        library.marks.note_opened(article_id)
