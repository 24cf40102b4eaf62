"""The preferences. Every choice applies at once; there is nothing to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from reader.translation import LANGUAGES, _
from reader.ui.actions import LANGUAGE_NAMES, SYSTEM_LANGUAGE
from reader.ui.dialogs.key_editor import KeyEditor
from reader.ui.dialogs.type_form import TypeForm
from reader.ui.theme import CHOICES, ReaderType
from reader.ui.translated import Dialog


class Preferences(Dialog):
    """Shows the choices in force and tells which one was made."""

    guide_part = "settings"

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    type_chosen = Signal(object)  # ReaderType
    remember_queries_chosen = Signal(bool)
    remember_opened_chosen = Signal(bool)
    keys_chosen = Signal(object)  # dict[str, list[str]], what differs from the usual keys

    def __init__(
        self,
        *,
        language: str,
        theme: str,
        type_: ReaderType,
        remember_queries: bool = True,
        remember_opened: bool = True,
        keys: Mapping[str, Sequence[str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._language, self._theme = QComboBox(self), QComboBox(self)
        self._queries, self._opened = QCheckBox(self), QCheckBox(self)
        self._labels = [QLabel(self) for _number in range(3)]
        self._note = QLabel(self)
        self.type_form = TypeForm(type_, self)
        self.key_editor = KeyEditor(keys or {}, self)
        self.tabs = QTabWidget(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._lay_out()
        for code in ("", *LANGUAGES):
            self._language.addItem("", code)
        for choice, _name in CHOICES:
            self._theme.addItem("", choice)
        self.retranslate()
        self._language.setCurrentIndex(max(0, self._language.findData(language)))
        self._theme.setCurrentIndex(max(0, self._theme.findData(theme)))
        self._queries.setChecked(remember_queries)
        self._opened.setChecked(remember_opened)
        self._language.currentIndexChanged.connect(self._choose_language)
        self._theme.currentIndexChanged.connect(self._choose_theme)
        self._queries.toggled.connect(self.remember_queries_chosen)
        self._opened.toggled.connect(self.remember_opened_chosen)
        self.type_form.changed.connect(self.type_chosen)
        self.key_editor.changed.connect(self.keys_chosen)
        self._buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Preferences"))
        for number, text in enumerate((_("General"), _("Reading"), _("Keys"))):
            self.tabs.setTabText(number, text)
        for label, text in zip(self._labels, (_("&Language"), _("&Colours"), _("History")), strict=True):
            label.setText(text)
        self._language.setItemText(0, _(SYSTEM_LANGUAGE))
        for index, code in enumerate(LANGUAGES, 1):
            self._language.setItemText(index, LANGUAGE_NAMES[code])
        for index, (_choice, name) in enumerate(CHOICES):
            self._theme.setItemText(index, _(name))
        self._queries.setText(_("Remember what I &search for"))
        self._opened.setText(_("Remember which articles I &open"))
        self._note.setText(_("Sepia colours the pages; the window around them stays light."))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))

    def _lay_out(self) -> None:
        general = QWidget(self)
        form = QFormLayout(general)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(self._labels[0], self._language)
        form.addRow(self._labels[1], self._theme)
        form.addRow("", self._note)
        form.addRow(self._labels[2], self._queries)
        form.addRow("", self._opened)
        for label, field in zip(self._labels, (self._language, self._theme, self._queries), strict=True):
            label.setBuddy(field)
        self._note.setWordWrap(True)
        self._note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for page in (general, self.type_form, self.key_editor):
            self.tabs.addTab(page, "")
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addWidget(self.tabs, 1)
        column.addWidget(self._buttons)
        self.setMinimumSize(560, 480)

    def _choose_language(self) -> None:
        self.language_chosen.emit(str(self._language.currentData()))

    def _choose_theme(self) -> None:
        self.theme_chosen.emit(str(self._theme.currentData()))
