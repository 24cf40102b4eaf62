"""F6 and Shift+F6: from one part of the window to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the window and how the keyboard gets into it."""

    widget: QWidget
    enter: Callable[[], None]


def walk(regions: list[Region], step: int, focus: QWidget | None) -> None:
    """To the next (1) or previous (-1) region that is visible, round the end."""
    shown = [region for region in regions if region.widget.isVisible()]
    if not shown:
        return
    here = next((index for index, region in enumerate(shown) if _holds(region.widget, focus)), None)
    if here is None:
        here = -1 if step > 0 else 0
    shown[(here + step) % len(shown)].enter()


def _holds(widget: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (widget is focus or widget.isAncestorOf(focus))
