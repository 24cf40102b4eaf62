"""Asks for the day to which links are to keep: the archive as it was then."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from reader.text.dates import period
from reader.translation import _, typed_date
from reader.ui.translated import Dialog


class AsOfDialog(Dialog):
    """``day_chosen`` carries a day ``YYYY-MM-DD``; a month or a year stands for its last day."""

    guide_part = "read"

    day_chosen = Signal(str)

    def __init__(self, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_wrong = False
        self._told, self._name, self._hint = QLabel(self), QLabel(self), QLabel(self)
        self._day = QLineEdit(typed_date(day), self)
        self._name.setBuddy(self._day)
        for label in (self._told, self._hint):
            label.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._keep = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._keep.setDefault(True)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for widget in (self._told, self._name, self._day, self._hint):
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self._day.selectAll()
        self._day.textEdited.connect(self._show_hint)
        self._buttons.accepted.connect(self._take)
        self._buttons.rejected.connect(self.reject)
        self.resize(460, 240)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Keep to a day"))
        self._told.setText(
            _(
                "Where a page was captured several times, links lead to the capture nearest to this day, "
                "until you clear it or close the program."
            )
        )
        self._name.setText(_("&Day:"))
        self._keep.setText(_("&Keep to it"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._tell_hint()

    def _show_hint(self) -> None:
        self._is_wrong = False
        self._tell_hint()

    def _tell_hint(self) -> None:
        if self._is_wrong:
            self._hint.setText("⚠ " + _("This is not a date: {text}").format(text=self._day.text()))
        else:
            self._hint.setText(_("A day, a month or a year: 2021-05-23, 23/05/2021, 05/2021, 2021"))

    def _take(self) -> None:
        if (found := period(self._day.text().strip())) is None:
            self._is_wrong = True
            self._tell_hint()
            self._day.setFocus()
            return
        self.day_chosen.emit(found[1])
        self.accept()
