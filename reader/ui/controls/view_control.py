"""How the window looks: which parts are shown, colours, letters, language; what is chosen is remembered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from reader.ui.actions import Actions
from reader.ui.appearance import Appearance
from reader.ui.settings import Settings


class ViewControl(QObject):
    """Keeps the checkable actions, the settings and the appearance in step."""

    sidebar_toggled = Signal(bool)
    related_toggled = Signal(bool)

    def __init__(
        self, actions: Actions, appearance: Appearance, settings: Settings, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._actions, self._appearance = actions, appearance
        self._settings, self._window = settings, window
        self._has_article = False
        actions.theme_chosen.connect(appearance.set_theme)
        actions.language_chosen.connect(appearance.set_language)
        appearance.look_changed.connect(self._show_choices)
        appearance.language_changed.connect(self._show_choices)

    @property
    def deeds(self) -> dict[str, Callable[[], object]]:
        """What each of its actions does, by its name."""
        zoom = self._appearance.zoom
        return {
            **{name: partial(self.toggle, name) for name in ("sidebar", "related", "serif", "full-screen")},
            "larger": partial(zoom, 1),
            "smaller": partial(zoom, -1),
            "usual-size": partial(zoom, 0),
        }

    def begin(self) -> None:
        """Brings back what was chosen in an earlier session."""
        self._actions["sidebar"].setChecked(self._settings.sidebar)
        self._actions["related"].setChecked(self._settings.related)
        self.sidebar_toggled.emit(self._settings.sidebar)
        self._show_related()
        self._show_choices()

    def set_place(self, kind: str) -> None:
        """What kind of place is current: related items have a place beside an article only."""
        self._has_article = kind == "article"
        self._actions["related"].setEnabled(self._has_article)
        self._show_related()

    def toggle(self, name: str) -> None:
        """A checkable action was chosen; it shows its new state already."""
        on = self._actions[name].isChecked()
        if name == "sidebar":
            self._settings.sidebar = on
            self.sidebar_toggled.emit(on)
        elif name == "related":
            self._settings.related = on
            self._show_related()
        elif name == "serif":
            self._appearance.set_serif(on)
        else:
            self._show_full_screen(on)

    def _show_full_screen(self, on: bool) -> None:
        """A window that was maximised is so again afterwards."""
        state = self._window.windowState()
        full = Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | full if on else state & ~full)

    def _show_related(self) -> None:
        self.related_toggled.emit(self._has_article and self._settings.related)

    def _show_choices(self) -> None:
        self._actions["serif"].setChecked(self._appearance.serif)
        self._actions.show_choices(theme=self._settings.theme, language=self._settings.language)
