"""A button that opens a menu, without the small arrow: its sign says what it is.

(A style sheet could take the arrow away too, but a widget that has one keeps the colours it was made in.)
"""

from __future__ import annotations

from PySide6.QtWidgets import QStyleOptionToolButton, QToolButton, QWidget


class MenuButton(QToolButton):
    """Opens its menu at once, with a click or a key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAutoRaise(True)

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        """As a button without a menu is drawn."""
        super().initStyleOption(option)
        option.features &= ~QStyleOptionToolButton.ToolButtonFeature.HasMenu
