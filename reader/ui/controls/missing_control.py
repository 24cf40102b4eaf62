"""Missing pages: the list of what is linked to and not archived, and the user's own list beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reader.errors import NotFoundError, ReaderError
from reader.export.missing_list import as_csv, as_seeds, as_urls
from reader.model import Backlink, MissingLink
from reader.translation import _
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.controls.save_control import SaveControl, Shape
from reader.ui.dialogs.missing_dialog import MissingDialog
from reader.ui.dialogs.presenting import present_error
from reader.ui.jobs import Jobs

if TYPE_CHECKING:
    from reader.library.library import Library


@dataclass(frozen=True, slots=True)
class _Listed:
    """What is missing, and the user's own list with whether an address is in the archive by now."""

    links: tuple[MissingLink, ...]
    wanted: dict[str, bool]


class MissingControl(QObject):
    """Opens the dialog and keeps the list of wanted addresses."""

    said = Signal(str)  # a remark for the status bar

    def __init__(self, jobs: Jobs, reading: ReadingControl, saving: SaveControl, window: QWidget) -> None:
        super().__init__(window)
        self._jobs, self._reading, self._saving, self._window = jobs, reading, saving, window
        self._dialog: MissingDialog | None = None
        reading.want_changed.connect(self.set_wanted)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {"missing-pages": self.show}

    def show(self) -> None:
        """Lists what is linked to and not archived."""
        dialog = self._dialog = MissingDialog(self._window)
        dialog.linking_wanted.connect(self._fetch_linking)
        dialog.article_chosen.connect(self._reading.open_article)
        dialog.address_chosen.connect(self._reading.follow)
        dialog.save_wanted.connect(self._save)
        dialog.want_changed.connect(self.set_wanted)
        self._saving.said.connect(dialog.tell)
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        self._fill()
        dialog.show()

    def leave(self) -> None:
        """Another library is open: what is shown is of the old one."""
        if self._dialog is not None:
            self._dialog.reject()

    def set_wanted(self, url: str, on: bool) -> None:
        """Puts an address on the user's own list, or takes it off."""
        task = self._jobs.read(partial(_set_wanted, url, on))
        task.done.connect(partial(self._tell_wanted, on))
        task.failed.connect(self._fail)

    def _tell_wanted(self, on: bool, _done: None) -> None:
        if on:
            self.said.emit(_("The address is on your list of missing pages."))
        else:
            self.said.emit(_("The address is no longer on your list."))
        self._reading.reload_pages("missing")
        if self._dialog is not None:
            self._fill()

    def _fill(self) -> None:
        if (dialog := self._dialog) is not None:
            task = self._jobs.aside(_listed, channel="missing")
            task.done.connect(self._show)
            task.failed.connect(dialog.show_error)
            dialog.finished.connect(task.cancel)

    def _show(self, listed: _Listed) -> None:
        if self._dialog is not None:
            self._dialog.show_links(listed.links, listed.wanted)

    def _fetch_linking(self, url: str) -> None:
        task = self._jobs.read(lambda library: library.missing(url).linked_from, channel="linking")
        task.done.connect(partial(self._show_linking, url))

    def _show_linking(self, url: str, linking: tuple[Backlink, ...]) -> None:
        if self._dialog is not None:
            self._dialog.show_linking(url, linking)

    def _save(self, links: Sequence[MissingLink]) -> None:
        shapes = [
            Shape(ending, name, partial(_bytes, make, links))
            for ending, name, make in (
                ("csv", _("Table (CSV)"), as_csv),
                ("txt", _("Addresses alone"), as_urls),
                ("seeds", _("Seeds for a crawler"), as_seeds),
            )
        ]
        self._saving.ask(_("Save the list"), "missing", shapes)

    def _forget(self) -> None:
        self._dialog = None

    def _fail(self, error: ReaderError) -> None:
        present_error(error, self._window)


def _bytes(make: Callable[[Sequence[MissingLink]], str], links: Sequence[MissingLink]) -> bytes:
    return make(links).encode("utf-8", "replace")


def _listed(library: Library) -> _Listed:
    links = library.missing_links()
    missing = {link.url for link in links}
    wanted = {
        each.url: each.url not in missing and _is_there(library, each.url) for each in library.marks.wanted()
    }
    return _Listed(links, wanted)


def _is_there(library: Library, url: str) -> bool:
    try:
        return bool(library.captures(url)[1])
    except NotFoundError:
        return False


def _set_wanted(url: str, on: bool, library: Library) -> None:
    if on:
        library.marks.want(url)
    else:
        library.marks.unwant(url)
