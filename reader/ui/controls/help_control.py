"""Dialogs that need nothing from the library: help, preferences, what was refused, errors, the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reader.errors import ReaderError, UnusableError
from reader.translation import _
from reader.ui import desktop_entry
from reader.ui.appearance import Appearance
from reader.ui.controls.reading_control import ReadingControl
from reader.ui.dialogs.about import About
from reader.ui.dialogs.address_dialog import AddressDialog
from reader.ui.dialogs.keys_help import KeysHelp
from reader.ui.dialogs.online_dialog import OnlineDialog
from reader.ui.dialogs.preferences import Preferences
from reader.ui.dialogs.presenting import present, present_error, with_guide
from reader.ui.dialogs.refused_dialog import RefusedDialog
from reader.ui.pages.guide_page import GuidePage
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import PageKind
from reader.ui.settings import Settings

_GUIDE = "guide"
# Kinds of pages, and the part of the guide that tells of them.
_PARTS = {
    "article": "read",
    "missing": "read",
    "choices": "read",
    "captures": "read",
    "comparison": "read",
    "document": "read",
    "kwic": "search",
    "timeline": "search",
    "notebook": "marks",
}


class HelpControl(QObject):
    """Each dialog is made when it is opened and freed when it is closed."""

    query_wanted = Signal(str)  # an example of the help card was clicked
    address_chosen = Signal(str)  # an address to be looked up in the archive
    queries_forgotten = Signal()  # what was searched for is to be shown nowhere
    opened_forgotten = Signal()  # likewise which articles were opened
    keys_changed = Signal()

    def __init__(
        self, appearance: Appearance, settings: Settings, reading: ReadingControl, window: QWidget
    ) -> None:
        super().__init__(window)
        self._reading = reading
        reading.add_kind(PageKind(_GUIDE, GuidePage))
        self._appearance, self._settings, self._window = appearance, settings, window

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        return {
            "preferences": self.show_preferences,
            "go-to-address": self.ask_for_address,
            "guide": self.show_guide,
            "keys": self.show_keys,
            "desktop-entry": self.toggle_desktop_entry,
            "about": self.show_about,
            "refused": self.show_refused,
        }

    def show_guide(self) -> None:
        """The user guide, in the tab on show, opened at the part that tells of what was on show."""
        kind = self._reading.kind
        if kind != _GUIDE:
            self._reading.open_place(Place(_GUIDE, _PARTS.get(kind, ""), title=_("User guide")))

    def show_keys(self) -> None:
        """The card of keys."""
        self._show_help(queries_first=False)

    def show_queries(self) -> None:
        """The card of the query language."""
        self._show_help(queries_first=True)

    def toggle_desktop_entry(self) -> None:
        """Puts the program into the applications menu, or takes it out."""
        try:
            if desktop_entry.is_installed():
                desktop_entry.remove()
            else:
                desktop_entry.install()
        except UnusableError as error:
            self.show_error(error)

    def show_about(self) -> None:
        """What the program is."""
        present(About(self._window))

    def show_refused(self) -> None:
        """The requests that the page on show was refused."""
        present(RefusedDialog(self._reading.refused, self._window))

    def show_preferences(self) -> None:
        """Language, colours, letters."""
        look = self._appearance
        settings = self._settings
        dialog = Preferences(
            language=settings.language,
            theme=settings.theme,
            type_=look.type,
            remember_queries=settings.remember_queries,
            remember_opened=settings.remember_opened,
            keys=settings.keys,
            parent=self._window,
        )
        dialog.language_chosen.connect(look.set_language)
        dialog.theme_chosen.connect(look.set_theme)
        dialog.type_chosen.connect(look.set_type)
        dialog.remember_queries_chosen.connect(self._remember_queries)
        dialog.remember_opened_chosen.connect(self._remember_opened)
        dialog.keys_chosen.connect(self._set_keys)
        present(dialog)

    def _remember_queries(self, on: bool) -> None:
        self._settings.remember_queries = on
        if not on:
            self._settings.queries = []
            self.queries_forgotten.emit()

    def _remember_opened(self, on: bool) -> None:
        self._settings.remember_opened = on
        if not on:
            self.opened_forgotten.emit()

    def _set_keys(self, keys: dict[str, list[str]]) -> None:
        self._settings.keys = keys
        self.keys_changed.emit()

    def ask_for_address(self) -> None:
        """Asks where to go."""
        dialog = AddressDialog(self._window)
        dialog.address_chosen.connect(self.address_chosen)
        present(dialog)

    def show_error(self, error: ReaderError) -> None:
        """Something did not work, and what to do about it."""
        present_error(error, self._window)

    def ask_to_leave(self, address: str) -> None:
        """The only way to the network: shows the address; the user's browser opens it if confirmed."""
        dialog = OnlineDialog(address, self._window)
        dialog.open_wanted.connect(self._open_in_browser)
        present(dialog)

    def _open_in_browser(self, address: str) -> None:
        QDesktopServices.openUrl(QUrl(address))

    def _show_help(self, *, queries_first: bool) -> None:
        dialog = KeysHelp(self._window, queries_first=queries_first, keys=self._settings.keys)
        dialog.example_chosen.connect(self.query_wanted)
        dialog.finished.connect(dialog.deleteLater)
        with_guide(dialog)
        dialog.show()
