"""What an original page asked for and did not get: kinds, counted and listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Signal

RefusalKind = Literal["missing", "connection", "form", "window", "page", "dialog", "permission", "download"]
_MOST = 2000  # different ones that are kept of a page; a script may ask for ever


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that was not granted. ``missing``: a part that the archive has not; ``what``: its address."""

    kind: RefusalKind
    what: str


class Refusals(QObject):
    """Each different one is listed once."""

    changed = Signal(int)  # how many there are

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: dict[Refusal, None] = {}

    @property
    def found(self) -> tuple[Refusal, ...]:
        """All of this page, in their order."""
        return tuple(self._found)

    def add(self, kind: RefusalKind, what: str) -> None:
        """Counts one."""
        refusal = Refusal(kind, what)
        if refusal not in self._found and len(self._found) < _MOST:
            self._found[refusal] = None
            self.changed.emit(len(self._found))

    def forget(self) -> None:
        """Another page begins."""
        self._found.clear()
        self.changed.emit(0)
