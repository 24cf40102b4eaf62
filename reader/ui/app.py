"""The window as a program: from the command that starts it to its exit code."""

from __future__ import annotations

import linecache
import logging
import os
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from reader.translation import _
from reader.ui.appearance import Appearance
from reader.ui.claim import Claim
from reader.ui.collecting import Collector
from reader.ui.failing import Failures, keep_log
from reader.ui.icons import application_icon
from reader.ui.interrupts import Interrupts
from reader.ui.jobs import Jobs
from reader.ui.main_window import MainWindow
from reader.ui.opening import first_library, opener
from reader.ui.original import engine
from reader.ui.settings import Settings

NAME = "gov-reader"
_log = logging.getLogger(__name__)


def main(files: Sequence[str] = (), library: Path | None = None) -> int:
    """Opens the window and returns the exit code. ``files`` are offered for import, ``library`` is opened.

    Raises UnusableError when the program's own files are missing.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        engine.prepare()
        application = QApplication([NAME])
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName(NAME)
    application.setWindowIcon(application_icon())
    application.setQuitOnLastWindowClosed(False)  # a closing window may be hidden while its work ends
    keep_log()
    window = make_window(application, library, own_settings())
    window.closed.connect(application.quit)
    linecache.clearcache()  # where Qt's import hook has left the source of every module
    put_back = Failures(window).install()
    collector = Collector(window)
    interrupts = Interrupts(window)
    interrupts.arrived.connect(window.close)
    window.show()
    QTimer.singleShot(0, window, lambda: window.begin(list(files)))
    try:
        code = application.exec()
    finally:
        collector.end()
        interrupts.end()
        put_back()
    if not window.has_ended:
        _log.warning("a thread did not end; leaving it")
        logging.shutdown()
        os._exit(code)  # Qt would abort the process over a thread that still runs
    return code


def own_settings() -> Settings:
    """The user's settings, in a file of the user's configuration."""
    store = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, NAME, NAME)
    store.setFallbacksEnabled(False)
    return Settings(store)


def make_window(application: QApplication, library: Path | None, settings: Settings) -> MainWindow:
    """The window, not yet shown, in the colours and language of the settings."""
    appearance = Appearance(application, settings)
    appearance.apply()
    folder = first_library(library)
    # Not the window's child: its threads may outlive the window, and must not be freed while they run.
    claim = Claim()
    jobs = Jobs(opener(folder, only_to_read=not claim.take(folder)), application)
    window = MainWindow(folder, jobs, settings, appearance, claim)
    appearance.setParent(window)
    _warn_of_fonts(window)
    return window


def _warn_of_fonts(window: MainWindow) -> None:
    if not QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese):
        window.messages.tell(
            "fonts",
            lambda: _(
                "No font on this computer has all Vietnamese letters; install one, for example Noto Serif "
                "(fonts-noto-core on Debian and Ubuntu), and start the program again."
            ),
        )
