"""Taking the article on show away: as a file, as a citation on the clipboard, on paper."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from reader.export import registry
from reader.export.citing import cite
from reader.export.format import Options
from reader.export.items import item_of
from reader.export.names import file_name
from reader.export.writing import refuse_inside
from reader.model import Article, Resource, readable_path
from reader.translation import _
from reader.ui.export_dialog import ExportDialog
from reader.ui.jobs import Jobs
from reader.ui.presenting import present
from reader.ui.settings import Settings
from reader.ui.wording import display_title

if TYPE_CHECKING:
    from reader.library.library import Library


class ExportControl(QObject):
    """Runs exports beside everything else, so that neither a search nor the window waits for one."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._settings, self._window = jobs, settings, window
        self._article: Article | None = None

    def set_article(self, article: Article | None) -> None:
        """The article on show."""
        self._article = article

    def export(self) -> None:
        """Asks for format and place."""
        if (article := self._article) is None:
            return
        dialog = ExportDialog(
            display_title(article.title),
            {format_.ending: file_name(article, format_.ending) for format_ in registry.FORMATS},
            registry.FORMATS,
            chosen=self._settings.export_format,
            folder=self._settings.export_folder,
            parent=self._window,
        )
        dialog.export_wanted.connect(partial(self._write, dialog, article))
        present(dialog)

    def copy_citation(self) -> None:
        """Puts the citation on the clipboard."""
        if (article := self._article) is None:
            return
        QGuiApplication.clipboard().setText(cite(article).text)
        self.said.emit(_("The citation is on the clipboard."))

    def print(self) -> None:
        """Prints the article; its pictures are fetched first."""
        if (article := self._article) is None:
            return
        task = self._jobs.aside(partial(_pictures, article), channel="print")
        task.done.connect(partial(self._open_printing, article))

    def _open_printing(self, article: Article, pictures: dict[str, Resource | None]) -> None:
        from reader.ui.printing import Printing  # loads Qt's printing, which few starts need

        Printing(article, pictures, self._window).ask()

    def show_file(self) -> None:
        """Opens the folder of the saved page in the system's file manager. The page itself is not opened."""
        if self._article is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(self._article.path)))

    def copy_path(self) -> None:
        """Puts the path of the saved page on the clipboard, with its part of a container behind it."""
        if (article := self._article) is not None:
            parts = [readable_path(article.path), article.member or ""]
            QGuiApplication.clipboard().setText(" ".join(part for part in parts if part))
            self.said.emit(_("The path of the saved file is on the clipboard."))

    def _write(self, dialog: ExportDialog, article: Article, name: str, path: str, force: bool) -> None:
        task = self._jobs.aside(partial(_exported, article, name, Path(path), force))
        dialog.rejected.connect(task.cancel)
        task.done.connect(partial(self._finish, dialog, name))
        task.failed.connect(dialog.show_error)

    def _finish(self, dialog: ExportDialog, name: str, path: Path) -> None:
        self._settings.export_format, self._settings.export_folder = name, str(path.parent)
        dialog.accept()
        self.said.emit(_("Exported to {path}").format(path=path))


def _exported(article: Article, name: str, target: Path, force: bool, library: Library) -> Path:
    refuse_inside(target, [archive.root for archive in library.archives()])
    return registry.export(item_of(library, article.id, Options()), name, target, force=force)


def _pictures(article: Article, library: Library) -> dict[str, Resource | None]:
    return {image.src: library.picture(article.id, image.src) for image in article.images}
