"""Taking articles away: as files, as a citation on the clipboard, on paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.export.citing import cite
from reader.export.format import Options
from reader.export.names import safe, stem
from reader.model import Article, Progress, Resource, SearchRequest, readable_path
from reader.translation import _
from reader.ui import clipboard
from reader.ui.actions import Actions
from reader.ui.controls.search_control import SearchControl
from reader.ui.dialogs.export_choice import Choice, Scope, ScopeKind, Wanted
from reader.ui.dialogs.export_dialog import ExportDialog
from reader.ui.jobs import Jobs
from reader.ui.results.result_list import ResultList
from reader.ui.settings import Settings
from reader.ui.wording import display_title

if TYPE_CHECKING:
    from reader.library.library import Library


class ExportControl(QObject):
    """Runs exports beside everything else, so that neither a search nor the window waits for one."""

    said = Signal(str)  # a remark for the status bar

    def __init__(
        self,
        actions: Actions,
        jobs: Jobs,
        settings: Settings,
        search: SearchControl,
        results: ResultList,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._jobs, self._settings, self._window = jobs, settings, window
        self._search, self._results = search, results
        self._article: Article | None = None
        results.export_wanted.connect(partial(self._open, "selection"))
        actions.style_chosen.connect(self.set_style)
        actions.show_choices(style=settings.citation_style)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "export": self.export,
            "export-results": self.export_results,
            "copy-citation": self.copy_citation,
            "show-file": self.show_file,
            "copy-path": self.copy_path,
        }

    def set_article(self, article: Article | None) -> None:
        """The article on show."""
        self._article = article

    def export(self) -> None:
        """Asks for format and place of the article on show, or of the results selected in the list in use."""
        if self._results.view.hasFocus() and len(self._results.selected) > 1:
            self._open("selection")
        elif self._article is not None:
            self._open("article")

    def export_results(self) -> None:
        """Asks for format and place of the results of the search in force."""
        if self._results.total:
            self._open("results")

    def copy_citation(self) -> None:
        """Puts the citation on the clipboard, as text and with its italics."""
        if (article := self._article) is None:
            return
        reference = cite(article, self._settings.citation_style)
        clipboard.put(reference.text, reference.html)
        self.said.emit(_("The citation is on the clipboard."))

    def set_style(self, style: str) -> None:
        """Citations are written so from now on."""
        self._settings.citation_style = style
        self._actions.show_choices(style=style)

    def show_file(self) -> None:
        """Opens the folder of the saved page in the system's file manager. The page itself is not opened."""
        if self._article is not None:
            self._show_folder(os.path.dirname(self._article.path))

    # ---- on paper ------------------------------------------------------------------------------

    def print(self) -> None:
        """Prints the article; its pictures are fetched first."""
        self._fetch(self._open_printing)

    def preview(self) -> None:
        """Shows the article as it would be printed; its pictures are fetched first."""
        self._fetch(self._open_preview)

    def _fetch(self, then: Callable[[Article, dict[str, Resource | None]], None]) -> None:
        if (article := self._article) is None:
            return
        task = self._jobs.aside(partial(_pictures, article), channel="print")
        task.done.connect(partial(then, article))

    def _open_printing(self, article: Article, pictures: dict[str, Resource | None]) -> None:
        from reader.ui.reading.printing import Printing  # loads Qt's printing, which few starts need

        Printing(article, pictures, self._window).ask()

    def _open_preview(self, article: Article, pictures: dict[str, Resource | None]) -> None:
        from reader.ui.dialogs.print_preview import PrintPreview
        from reader.ui.reading.printing import paint, printer_for

        preview = PrintPreview(printer_for(article), partial(paint, article, pictures), self._window)
        preview.print_wanted.connect(partial(self._open_printing, article, pictures))
        preview.show()

    def copy_path(self) -> None:
        """Puts the path of the saved page on the clipboard, with its part of a container behind it."""
        if (article := self._article) is not None:
            parts = [readable_path(article.path), article.member or ""]
            QGuiApplication.clipboard().setText(" ".join(part for part in parts if part))
            self.said.emit(_("The path of the saved file is on the clipboard."))

    # ---- as files ------------------------------------------------------------------------------

    def _open(self, kind: ScopeKind) -> None:
        scopes = self._scopes()
        scopes.sort(key=lambda scope: scope.kind != kind)  # what was asked for stands first
        from reader.export import registry  # slow to load: not before something is exported

        dialog = ExportDialog(scopes, registry.FORMATS, self._choice(), parent=self._window)
        dialog.export_wanted.connect(partial(self._write, dialog))
        dialog.folder_wanted.connect(self._show_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.NonModal)  # one can read on while it runs
        dialog.show()

    def _scopes(self) -> list[Scope]:
        found, query = list[Scope](), self._search.query.strip()
        if (article := self._article) is not None:
            found.append(Scope("article", display_title(article.title), 1, stem(article)))
        if len(selected := self._results.selected) > 1:
            found.append(Scope("selection", query, len(selected), _("selected results")))
        if total := self._results.total:
            found.append(Scope("results", query, total, safe(query) if query else _("all results")))
        return found

    def _choice(self) -> Choice:
        settings = self._settings
        options = Options(
            settings.export_pictures,
            settings.export_corrections,
            settings.export_remarks,
            settings.citation_style,
        )
        return Choice(settings.export_format, settings.export_folder, settings.export_combined, options)

    def _write(self, dialog: ExportDialog, wanted: Wanted) -> None:
        article = self._article.id if self._article is not None else ""
        if wanted.scope.is_single:
            task = self._jobs.aside(partial(_exported, article, wanted))
            task.done.connect(partial(self._finish, dialog))
        else:
            ids = wanted.only or (self._results.selected if wanted.scope.kind == "selection" else ())
            task = self._jobs.aside(partial(_batch, ids, self._search.request, wanted))
            task.progressed.connect(dialog.show_step)
            task.done.connect(partial(self._finish_many, dialog))
            task.stopped.connect(self._say_stopped)
        dialog.rejected.connect(task.cancel)
        task.failed.connect(dialog.show_error)

    def _finish(self, dialog: ExportDialog, path: Path) -> None:
        self._remember(dialog.form.choice)
        dialog.accept()
        self.said.emit(_("Exported to {path}").format(path=path))

    def _finish_many(self, dialog: ExportDialog, last: Progress | None) -> None:
        self._remember(dialog.form.choice)
        if last is not None and last.exported is not None:
            dialog.show_report(last.exported)

    def _say_stopped(self, _last: Progress | None) -> None:
        self.said.emit(_("The export was stopped; the files written so far are kept."))

    def _remember(self, choice: Choice) -> None:
        settings, options = self._settings, choice.options
        settings.export_format, settings.export_folder = choice.format, choice.folder
        settings.export_combined = choice.combined
        settings.export_pictures, settings.export_corrections = options.pictures, options.corrections
        settings.export_remarks = options.remarks
        self.set_style(options.style)

    def _show_folder(self, folder: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))


def _exported(article: str, wanted: Wanted, library: Library) -> Path:
    from reader.export import registry
    from reader.export.items import item_of
    from reader.export.writing import refuse_inside

    path = Path(wanted.path)
    refuse_inside(path, [archive.root for archive in library.archives()])
    item = item_of(library, article, wanted.options)
    return registry.export(item, wanted.format.name, path, force=wanted.force)


def _batch(
    ids: tuple[str, ...], request: SearchRequest, wanted: Wanted, library: Library
) -> Generator[Progress, None, None]:
    from reader.export.batch import Batch, Order
    from reader.export.items import item_of
    from reader.export.writing import refuse_inside

    path = Path(wanted.path)
    refuse_inside(path, [archive.root for archive in library.archives()])
    order = Order(
        ids or library.every(request),
        wanted.format,
        partial(item_of, library, options=wanted.options),
        path,
        combined=not wanted.as_folder,
        force=wanted.force,
        title=wanted.scope.title,
    )
    yield from Batch(order).run()


def _pictures(article: Article, library: Library) -> dict[str, Resource | None]:
    return {image.src: library.picture(article.id, image.src) for image in article.images}
