"""What the actions do and which of them make sense now, as the parts of the window tell it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject

from reader.ui.actions import Actions
from reader.ui.pages.tabs import Tabs


class Doer(Protocol):
    """A part that answers actions. It may also have ``able``: which of its actions make sense now."""

    @property
    def deeds(self) -> Mapping[str, Callable[[], object]]:
        """What each of its actions does, by its name."""


class ActionsControl(QObject):
    """Every action is answered by one part, or by the page on show if that has a deed of this name."""

    def __init__(self, actions: Actions, tabs: Tabs, doers: Sequence[Doer], parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._tabs, self._doers = actions, tabs, doers
        self.deeds = {name: deed for doer in doers for name, deed in doer.deeds.items()}
        actions.chosen.connect(self.do)

    def do(self, name: str) -> None:
        """Does what an action is for."""
        tab = self._tabs.current
        if tab is not None and tab.page is not None and name in tab.deeds:
            tab.page.do(name)
        else:
            self.deeds[name]()

    def refresh(self) -> None:
        """Enables what makes sense now."""
        for doer in self._doers:
            able: Mapping[str, bool] = getattr(doer, "able", {})
            for name, on in able.items():
                self._actions[name].setEnabled(on)
