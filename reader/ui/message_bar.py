"""A strip above the pages: something the user ought to know, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reader.translation import _
from reader.ui.icons import icon
from reader.ui.translated import Panel

Text = Callable[[], str]


class MessageBar(Panel):
    """Shows messages below one another; each is told once, under a name, until it is closed or withdrawn.

    Texts are given as functions, so that they follow the language.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips: dict[str, _Strip] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setVisible(False)

    @property
    def texts(self) -> list[str]:
        """What is on show, from top to bottom."""
        return [strip.text for strip in self._strips.values()]

    def tell(
        self,
        name: str,
        text: Text,
        *,
        button: Text | None = None,
        act: Callable[[], None] | None = None,
        sign: str = "warning",
    ) -> None:
        """Shows a message, with a button if there is something to do; it replaces one of the same name.

        ``sign``: the name of its icon.
        """
        self.withdraw(name)
        strip = self._strips[name] = _Strip(name, text, button, act, sign, self)
        strip.closed.connect(self.withdraw)
        self._column.addWidget(strip)
        self.setVisible(True)

    def withdraw(self, name: str) -> None:
        """Takes a message away, if it is there."""
        strip = self._strips.pop(name, None)
        if strip is not None:
            self._column.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        self.setVisible(bool(self._strips))

    def retranslate(self) -> None:
        """The strips set their texts themselves."""


class _Strip(Panel):
    closed = Signal(str)

    def __init__(
        self,
        name: str,
        text: Text,
        button: Text | None,
        act: Callable[[], None] | None,
        sign: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._icon = sign
        self._name, self._text, self._button_text, self._act = name, text, button, act
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setForegroundRole(QPalette.ColorRole.ToolTipText)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._sign = QLabel(self)
        self._button = QPushButton(self)
        self._button.setVisible(act is not None)
        self._button.clicked.connect(self._press)
        self._close = QToolButton(self)
        self._close.setAutoRaise(True)
        self._close.clicked.connect(self._shut)
        row = QHBoxLayout()
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        line = QFrame(self)
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line)
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setAutoFillBackground(True)
        self.retranslate()
        self.redraw_icons()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._label.setText(self._text())
        if self._button_text is not None:
            self._button.setText(self._button_text())
        self._close.setToolTip(_("Close"))
        self._close.setAccessibleName(_("Close"))

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._sign.setPixmap(icon(self._icon, self.palette()).pixmap(18, 18))
        self._close.setIcon(icon("clear", self.palette()))

    def _press(self) -> None:
        if self._act is not None:
            self._act()
        self._shut()

    def _shut(self) -> None:
        self.closed.emit(self._name)
