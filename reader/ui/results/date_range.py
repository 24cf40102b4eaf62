"""A button that opens two boxes for the first and the last day; a year or a month counts as all its days."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from reader.text.dates import period
from reader.translation import _, typed_date
from reader.ui.painting import scaled
from reader.ui.results.facet_button import OPENS
from reader.ui.translated import Panel


class DateRangeButton(QToolButton):
    """``range_chosen`` carries two days ``YYYY-MM-DD``; empty stands for an open end."""

    range_chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self)
        self._sheet = _Sheet(self._menu)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._sheet)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(self._sheet.begin)
        self._sheet.chosen.connect(self._choose)
        self.clicked.connect(self.open_menu)
        self.retranslate()

    def open_menu(self) -> None:
        """Opens the boxes below the button."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def show_range(self, first: str, last: str) -> None:
        """The range in force."""
        self._sheet.set_range(first, last)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setText(_("Dates") + f" {OPENS}")
        self.setToolTip(_("Filter by date"))
        self.setAccessibleName(_("Filter by date"))

    def _choose(self, first: str, last: str) -> None:
        self._menu.close()
        self.range_chosen.emit(first, last)


class _Sheet(Panel):
    """Two boxes and what is wrong with them."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setAutoFillBackground(True)
        self._first, self._last = QLineEdit(self), QLineEdit(self)
        self._first_name, self._last_name = QLabel(self), QLabel(self)
        self._hint = QLabel(self)
        self._hint.setWordWrap(True)
        self._hint.setFont(scaled(self.font(), 0.9))
        self._apply, self._clear = QPushButton(self), QPushButton(self)
        form = QFormLayout()
        for label, box in ((self._first_name, self._first), (self._last_name, self._last)):
            label.setBuddy(box)
            form.addRow(label, box)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._clear)
        buttons.addWidget(self._apply)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._hint)
        column.addLayout(buttons)
        self._apply.clicked.connect(self.apply)
        self._clear.clicked.connect(self._empty)
        for box in (self._first, self._last):
            box.textEdited.connect(self._show_hint)
        self.retranslate()

    def set_range(self, first: str, last: str) -> None:
        """Shows a range."""
        self._first.setText(typed_date(first))
        self._last.setText(typed_date(last))
        self._show_hint()

    def begin(self) -> None:
        """The sheet was opened."""
        self._first.setFocus(Qt.FocusReason.PopupFocusReason)
        self._first.selectAll()

    def apply(self) -> None:
        """Takes what stands in the boxes, if it can be understood."""
        first, last = self._first.text().strip(), self._last.text().strip()
        starts, ends = period(first) if first else None, period(last) if last else None
        if (first and not starts) or (last and not ends):
            self._hint.setText(
                "⚠ " + _("This is not a date: {text}").format(text=first if first and not starts else last)
            )
            return
        days = (starts[0] if starts else "", ends[1] if ends else "")
        if all(days) and days[0] > days[1]:
            self._hint.setText("⚠ " + _("The first day comes after the last one."))
            return
        self.chosen.emit(*days)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the range."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._first_name.setText(_("From:"))
        self._last_name.setText(_("To:"))
        self._first.setAccessibleName(_("First day"))
        self._last.setAccessibleName(_("Last day"))
        self._apply.setText(_("Filter"))
        self._clear.setText(_("All dates"))
        self._show_hint()

    def _show_hint(self) -> None:
        self._hint.setText(_("A day, a month or a year: 2021-05-23, 23/05/2021, 05/2021, 2021"))

    def _empty(self) -> None:
        self.chosen.emit("", "")
