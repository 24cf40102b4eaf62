"""How well colours stand out from each other, as WCAG 2 measures it, and colours that stand out enough."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QColor

TEXT, STARK_TEXT, SHAPE = 4.5, 7.0, 3.0  # the least ratios of WCAG 2: 1.4.3, 1.4.6 and 1.4.11
_STEPS = 50


def luminance(color: QColor) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2, from the definition of sRGB)."""
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = map(_linear, parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def ratio(one: QColor, other: QColor) -> float:
    """The contrast of two opaque colours, from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def blend(over: QColor, under: QColor, share: float) -> QColor:
    """``share`` (0 to 1) of the first colour on the second."""
    rest = 1 - share
    return QColor.fromRgbF(
        share * over.redF() + rest * under.redF(),
        share * over.greenF() + rest * under.greenF(),
        share * over.blueF() + rest * under.blueF(),
    )


def standing_out(color: QColor, towards: QColor, grounds: Iterable[QColor], least: float) -> QColor:
    """The colour, moved towards another one just so far that it has that ratio to all the grounds.

    The other colour itself where even that is not enough.
    """
    against = list(grounds)
    for step in range(_STEPS):
        moved = blend(towards, color, step / _STEPS)
        if all(ratio(moved, ground) >= least for ground in against):
            return moved
    return QColor(towards)
