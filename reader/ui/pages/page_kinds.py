"""Pages besides the article that can stand in a tab: what such a page must answer, how a kind is told of.

A control adds a kind with ``ReadingControl.add_kind`` and opens its pages with ``open_place``. Back and
forward, the session, opening in a new tab, late answers and errors are then cared for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.model import Progress
from reader.ui.pages.history import Place
from reader.ui.theme import ReaderTheme
from reader.ui.translated import Panel

if TYPE_CHECKING:
    from reader.library.library import Library


class TabPage(Panel):
    """A page in a tab. Like every panel it asks with signals and is told with methods."""

    changed = Signal()  # its title, or what it can do, is another one

    @property
    def title(self) -> str:
        """What the tab is called; empty: by the title of the place."""
        return ""

    @property
    def position(self) -> int:
        """How far one has read; comes back as ``place.position``."""
        return 0

    @property
    def state(self) -> str:
        """What else is to come back with the page, in a form of its own; comes back as ``place.state``."""
        return ""

    @property
    def deeds(self) -> frozenset[str]:
        """The actions (names of ``actions.COMMANDS``) that this page answers itself, as it stands now."""
        return frozenset()

    def do(self, deed: str) -> None:
        """Answers one of its ``deeds``."""

    def begin(self, place: Place) -> None:
        """Long work for this place has begun; ``show_place`` follows when it is done."""

    def show_progress(self, progress: Progress) -> None:
        """A step of the long work."""

    def show_place(self, place: Place, answer: object) -> None:
        """Shows what the work for this place has found (None where the kind has no work)."""

    def leave(self) -> None:
        """Another page takes its place in the tab."""

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours and the size of type."""

    def focus_first(self) -> None:
        """Gives the keyboard to what one uses first."""
        self.setFocus()


@dataclass(frozen=True, slots=True)
class PageKind:
    """A kind of page, by the ``kind`` of its places.

    ``make`` is called once in each tab (its parent) that shows one; signals are connected there. ``work``
    gives what is to be run for a place, on the reading thread; with ``is_long`` beside it, with progress if
    it is steps, and the page is shown at once (``begin``). ``of_library``: made anew when that changes.
    """

    name: str
    make: Callable[[QWidget], TabPage]
    work: Callable[[Place], Callable[[Library], object]] | None = None
    is_long: bool = False
    of_library: bool = False
