"""The bar at the top: back and forward, the search box, and how pages look."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QWidget

from reader.translation import _, format_date
from reader.ui.actions import Actions
from reader.ui.icons import icon
from reader.ui.menu_button import MenuButton
from reader.ui.results.search_box import SearchBox

_ICON_SIDE = 20


class Toolbar(QToolBar):
    """Holds the search box; everything else on it are the window's actions."""

    def __init__(self, actions: Actions, window: QMainWindow) -> None:
        super().__init__(window)
        self._actions = actions
        self.search_box = SearchBox(self)
        self._letters, self._colours = MenuButton(self), MenuButton(self)
        self._day = ""
        self._chip = MenuButton(self)
        self._chip.setMenu(self._menu("as-of", "clear-as-of"))
        self._chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._letters.setMenu(
            self._menu("larger", "smaller", "usual-size", None, "serif", None, "preferences")
        )
        self._colours.setMenu(actions.menu("theme"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setIconSize(QSize(_ICON_SIDE, _ICON_SIDE))
        for name in ("sidebar", "back", "forward", "home"):
            self.addAction(actions[name])
        self.addWidget(self._gap())
        self.addWidget(self.search_box)
        self._chip_place = self.addWidget(self._chip)
        self._chip_place.setVisible(False)
        self._chip.setAutoRaise(False)  # it tells a state: it must not pass for one tool among others
        self.addWidget(self._gap())
        for name in ("reader-view", "original-view"):
            self.addAction(actions[name])
        self.addWidget(self._gap())
        for button in (self._letters, self._colours):
            self.addWidget(button)
        self.addAction(actions["export"])
        self.addAction(actions["related"])
        self.retranslate()
        self.redraw_icons()

    def show_day(self, day: str) -> None:
        """The day to which links keep; "" for none."""
        self._day = day
        self._chip_place.setVisible(bool(day))
        self._tell_day()

    def _tell_day(self) -> None:
        shown = format_date(self._day) if self._day else ""
        told = _("Links lead to the captures nearest to {day}").format(day=shown)
        self._chip.setText(_("as of {day}").format(day=shown))
        self._chip.setToolTip(told)
        self._chip.setAccessibleName(told)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Tools"))
        self._actions["reader-view"].setIconText(_("Reader"))
        self._actions["original-view"].setIconText(_("Original"))
        for button, text in ((self._letters, _("Font and size")), (self._colours, _("Colours"))):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._tell_day()

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._chip.setIcon(icon("clock", self.palette()))
        self._letters.setIcon(icon("letters", self.palette()))
        self._colours.setIcon(icon("contrast", self.palette()))

    def _menu(self, *names: str | None) -> QMenu:
        menu = QMenu(self)
        actions: list[QAction | None] = [self._actions[name] if name else None for name in names]
        for action in actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        return menu

    def _gap(self) -> QWidget:
        gap = QWidget(self)
        gap.setFixedWidth(8)
        return gap
