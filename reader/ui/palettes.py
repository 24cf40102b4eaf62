"""The colours of the window: the platform's own, or ours where it has none, made readable everywhere."""

from __future__ import annotations

import json
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from reader.assets import resource
from reader.ui.contrast import SHAPE, STARK_TEXT, TEXT, blend, standing_out

_GROUPS = (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled)
_SCHEMES = {
    "dark": Qt.ColorScheme.Dark,
    "light": Qt.ColorScheme.Light,
    "sepia": Qt.ColorScheme.Light,
    "contrast": Qt.ColorScheme.Dark,
}
_SHINE = 125  # per cent: the lightest part of a button, which is drawn with a shade
_BLACK, _WHITE = QColor("black"), QColor("white")


def is_dark(palette: QPalette) -> bool:
    """Whether the text is lighter than what lies behind it."""
    return (
        palette.color(QPalette.ColorRole.WindowText).lightness()
        > palette.color(QPalette.ColorRole.Window).lightness()
    )


def apply_to_window(application: QApplication, choice: str) -> None:
    """Makes the window light or dark; sepia is a theme of the page, its window is light.

    The platform is asked first. Where it cannot do it (a bare X server), our own dark palette steps in.
    """
    application.setPalette(QPalette())
    application.styleHints().setColorScheme(_SCHEMES.get(choice, Qt.ColorScheme.Unknown))
    palette = QPalette()  # the platform's; only roles that are set in it do not follow the platform
    if choice == "contrast":
        palette = _stored("window-contrast.json")
    elif choice == "dark" and not is_dark(application.palette()):
        palette = _stored("window-dark.json")
    stark = choice == "contrast" or (choice == "system" and prefers_contrast(application))
    application.setPalette(legible(palette, stark=stark))


def prefers_contrast(application: QApplication) -> bool:
    """Whether the system is set to high contrast, which Qt tells from 6.10 on."""
    hints = application.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    wanted = hints.accessibility()  # kept by ``hints``, which has to live as long
    return bool(wanted.contrastPreference() == Qt.ContrastPreference.HighContrast)


def is_stark(palette: QPalette) -> bool:
    """Whether ``legible`` made it for high contrast: then edges have the colour of the text."""
    return palette.color(QPalette.ColorRole.Mid) == palette.color(QPalette.ColorRole.WindowText)


def only(colors: Mapping[QPalette.ColorRole, str | QColor]) -> QPalette:
    """A palette for a widget that sets these roles; all others go on following the window.

    (A changed copy of the widget's own palette would keep every colour it had.)
    """
    palette = QPalette()
    for role, color in colors.items():
        palette.setColor(role, QColor(color))
    return palette


def legible(palette: QPalette, *, stark: bool = False) -> QPalette:
    """The palette with only those roles changed that are hard to see in many a platform's.

    Quiet text, links and selected rows get the contrast of text, what is disabled and the edges of controls
    (``Mid``) that of shapes; ``stark`` asks for more.
    """
    mended = QPalette(palette)
    least = STARK_TEXT if stark else TEXT
    base, window, button, ink = (
        palette.color(QPalette.ColorGroup.Active, role)
        for role in (
            QPalette.ColorRole.Base,
            QPalette.ColorRole.Window,
            QPalette.ColorRole.Button,
            QPalette.ColorRole.WindowText,
        )
    )
    grounds = (base, window)
    quiet = standing_out(_flat(palette.color(QPalette.ColorRole.PlaceholderText), base), ink, grounds, least)
    faint = standing_out(
        _flat(palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText), window),
        ink,
        (*grounds, button, button.lighter(_SHINE)),
        least if stark else SHAPE,
    )
    edge = ink if stark else standing_out(blend(ink, base, 0.2), ink, grounds, SHAPE)
    for group in _GROUPS:
        _select_clearly(mended, group, least)
        link = standing_out(palette.color(group, QPalette.ColorRole.Link), ink, grounds, least)
        mended.setColor(group, QPalette.ColorRole.Link, link)
        mended.setColor(group, QPalette.ColorRole.PlaceholderText, quiet)
        mended.setColor(group, QPalette.ColorRole.Mid, edge)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        mended.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return mended


def _flat(color: QColor, ground: QColor) -> QColor:
    """A colour that may be translucent, as it looks on that ground."""
    return blend(color, ground, color.alphaF())


def _select_clearly(palette: QPalette, group: QPalette.ColorGroup, least: float) -> None:
    """Moves the ground of selected text away from the text on it."""
    words = palette.color(group, QPalette.ColorRole.HighlightedText)
    ground = palette.color(group, QPalette.ColorRole.Highlight)
    away = _BLACK if words.lightness() > ground.lightness() else _WHITE
    palette.setColor(group, QPalette.ColorRole.Highlight, standing_out(ground, away, (words,), least))


def _stored(name: str) -> QPalette:
    stored = json.loads(resource("style", name).read_text("utf-8"))
    palette = QPalette()
    for role, color in stored["all"].items():
        palette.setColor(QPalette.ColorRole[role], QColor(color))
    for role, color in stored["disabled"].items():
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole[role], QColor(color))
    return palette
