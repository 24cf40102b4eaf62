"""Colours, type and language of the whole program: what is chosen applies at once and is remembered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject, Signal
from PySide6.QtWidgets import QApplication

from reader import translation
from reader.ui import control_style
from reader.ui.palettes import apply_to_window
from reader.ui.qt_texts import QtTexts
from reader.ui.settings import Settings
from reader.ui.theme import (
    LARGEST_PX,
    LOOSEST,
    NARROWEST,
    SMALLEST_PX,
    TIGHTEST,
    USUAL_PX,
    WIDEST,
    ReaderTheme,
    ReaderType,
    reader_theme,
)

_COUNTRIES = {"en": QLocale.Country.UnitedKingdom, "vi": QLocale.Country.Vietnam}  # day before month


class Appearance(QObject):
    """Applies the choices kept in the settings; ``look_changed`` tells the pages to dress anew."""

    look_changed = Signal()
    language_changed = Signal()

    def __init__(self, application: QApplication, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._settings = settings
        self._texts = QtTexts(self)

    def apply(self) -> None:
        """Takes the remembered choices into use; to be called once, before the window is made."""
        self._use_language()
        self._application.installTranslator(self._texts)
        control_style.install(self._application)
        apply_to_window(self._application, self._settings.theme)
        hints = self._application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):  # from Qt 6.10 on
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    @property
    def theme(self) -> ReaderTheme:
        """The colours of the pages."""
        return reader_theme(self._settings.theme, self._application.palette())

    @property
    def serif(self) -> bool:
        """Whether articles are set in letters with serifs."""
        return self._settings.serif

    @property
    def font_px(self) -> int:
        """The size of the text of an article, in pixels."""
        return max(SMALLEST_PX, min(self._settings.font_px, LARGEST_PX))

    @property
    def type(self) -> ReaderType:
        """How articles are set; what a settings file says beyond the limits is brought within them."""
        stored = self._settings
        return ReaderType(
            serif=stored.serif,
            px=self.font_px,
            face=stored.face,
            columns=max(NARROWEST, min(stored.columns, WIDEST)),
            leading=max(TIGHTEST, min(stored.leading, LOOSEST)),
            justified=stored.justified,
        )

    def set_type(self, type_: ReaderType) -> None:
        """Sets everything about the type at once."""
        stored = self._settings
        stored.serif, stored.face, stored.columns = type_.serif, type_.face, type_.columns
        stored.leading, stored.justified = type_.leading, type_.justified
        stored.font_px = max(SMALLEST_PX, min(type_.px, LARGEST_PX))
        self.look_changed.emit()

    def set_theme(self, choice: str) -> None:
        """One of ``theme.CHOICES``."""
        self._settings.theme = choice
        apply_to_window(self._application, choice)
        self.look_changed.emit()

    def set_serif(self, serif: bool) -> None:
        """Letters with or without serifs."""
        self._settings.serif = serif
        self.look_changed.emit()

    def set_font_px(self, size: int) -> None:
        """The size of the text, in pixels, within its limits."""
        self._settings.font_px = max(SMALLEST_PX, min(size, LARGEST_PX))
        self.look_changed.emit()

    def zoom(self, step: int) -> None:
        """Larger (1), smaller (-1) or the usual size (0). The steps grow with the size."""
        size = self.font_px
        self.set_font_px(size + step * max(1, size // 10) if step else USUAL_PX)

    def set_language(self, code: str) -> None:
        """A code, or "" for the language of the system. Every widget is told to set its texts anew."""
        self._settings.language = code
        self._use_language()
        QCoreApplication.sendEvent(self._application, QEvent(QEvent.Type.LanguageChange))
        self.language_changed.emit()

    def _use_language(self) -> None:
        """For our texts, and for the numbers and dates in fields and in Qt's own dialogs."""
        code = translation.set_language(self._settings.language or None)
        locale = QLocale(QLocale(code).language(), _COUNTRIES[code])
        QLocale.setDefault(locale)
        for widget in self._application.topLevelWidgets():
            widget.setLocale(locale)

    def _follow_system(self) -> None:
        if self._settings.theme == "system":
            apply_to_window(self._application, "system")
            self.look_changed.emit()
