"""The real window over a real library made of the sample archive, for the journeys."""

from __future__ import annotations

import shutil
from collections import deque

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from reader.assets import sample_archive
from reader.library.library import Library
from reader.ui import app
from reader.ui.collecting import Collector
from reader.ui.palettes import apply_to_window
from reader.ui.settings import Settings

LONG = 60_000  # milliseconds; reading pages waits for processes that have to start


@pytest.fixture(scope="session")
def sample_library(tmp_path_factory):
    """A library of the whole sample archive, made once; to be copied, not written."""
    folder = tmp_path_factory.mktemp("sample") / "library"
    with Library(folder) as library:
        deque(library.import_paths([str(sample_archive())], jobs=1), maxlen=0)
    return folder


@pytest.fixture
def real_window(qtbot, tmp_path):
    """Opens the real window on the library of a test; the second time as on the next day."""
    collector = Collector(QApplication.instance())

    def open_it(*, language="en", theme="system", size=(1280, 820)):
        settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        settings.language, settings.theme = language, theme
        window = app.make_window(QApplication.instance(), tmp_path / "library", settings)
        qtbot.addWidget(window, before_close_func=lambda each: each.jobs.close())
        window.resize(*size)
        window.show()
        with qtbot.waitSignal(window.search.answered, timeout=LONG):
            window.begin([])
        return window

    yield open_it
    apply_to_window(QApplication.instance(), "system")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector.end()
    collector.deleteLater()


@pytest.fixture
def filled_window(tmp_path, sample_library, real_window):
    """Opens it on a copy of the library of the sample archive; ``language`` as in the settings."""
    shutil.copytree(sample_library, tmp_path / "library")
    return lambda language="en": real_window(language=language, theme="light")
