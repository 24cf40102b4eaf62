"""The preferences. Every choice applies at once; there is nothing to confirm."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reader.translation import LANGUAGES, _
from reader.ui.actions import LANGUAGE_NAMES, SYSTEM_LANGUAGE
from reader.ui.theme import CHOICES, LARGEST_PX, SMALLEST_PX
from reader.ui.translated import Dialog


class Preferences(Dialog):
    """Shows the choices in force and tells which one was made."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    serif_chosen = Signal(bool)
    size_chosen = Signal(int)

    def __init__(
        self, *, language: str, theme: str, serif: bool, font_px: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._theme = QComboBox(self), QComboBox(self)
        self._serif, self._sans = QRadioButton(self), QRadioButton(self)
        self._faces = QButtonGroup(self)
        self._size = QSpinBox(self)
        self._labels = [QLabel(self) for _number in range(4)]
        self._note = QLabel(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._lay_out()
        for code in ("", *LANGUAGES):
            self._language.addItem("", code)
        for choice, _name in CHOICES:
            self._theme.addItem("", choice)
        self.retranslate()
        self._language.setCurrentIndex(max(0, self._language.findData(language)))
        self._theme.setCurrentIndex(max(0, self._theme.findData(theme)))
        (self._serif if serif else self._sans).setChecked(True)
        self._size.setRange(SMALLEST_PX, LARGEST_PX)
        self._size.setValue(font_px)
        self._language.currentIndexChanged.connect(self._choose_language)
        self._theme.currentIndexChanged.connect(self._choose_theme)
        self._serif.toggled.connect(self.serif_chosen)
        self._size.valueChanged.connect(self.size_chosen)
        self._buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Preferences"))
        texts = (_("&Language"), _("&Colours"), _("Letters"), _("&Size of the text"))
        for label, text in zip(self._labels, texts, strict=True):
            label.setText(text)
        self._language.setItemText(0, _(SYSTEM_LANGUAGE))
        for index, code in enumerate(LANGUAGES, 1):
            self._language.setItemText(index, LANGUAGE_NAMES[code])
        for index, (_choice, name) in enumerate(CHOICES):
            self._theme.setItemText(index, _(name))
        self._serif.setText(_("With s&erifs"))
        self._sans.setText(_("With&out serifs"))
        self._size.setSuffix(" px")
        self._note.setText(_("Sepia colours the pages; the window around them stays light."))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))

    def _lay_out(self) -> None:
        faces = QHBoxLayout()
        for button in (self._serif, self._sans):
            self._faces.addButton(button)
            faces.addWidget(button)
        faces.addStretch(1)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(self._labels[0], self._language)
        form.addRow(self._labels[1], self._theme)
        form.addRow(self._labels[2], faces)
        form.addRow(self._labels[3], self._size)
        for label, field in zip(
            self._labels, (self._language, self._theme, self._serif, self._size), strict=True
        ):
            label.setBuddy(field)
        self._note.setWordWrap(True)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(440)

    def _choose_language(self) -> None:
        self.language_chosen.emit(str(self._language.currentData()))

    def _choose_theme(self) -> None:
        self.theme_chosen.emit(str(self._theme.currentData()))
