"""The real window over a real library made of the sample archive, for the journeys."""

from __future__ import annotations

import os
import shutil
from collections import deque

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from reader.assets import sample_archive
from reader.library.library import Library
from reader.ui import app
from reader.ui.collecting import Collector
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
def filled_window(qtbot, tmp_path, sample_library):
    """Opens the window on a copy of that library; ``language`` and ``theme`` as in the settings."""
    collector = Collector(QApplication.instance())

    def open_it(language="en", theme="light", size=(1280, 820)):
        folder = tmp_path / "library"
        if not folder.exists():
            shutil.copytree(sample_library, folder)
        settings = Settings(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
        settings.language, settings.theme = language, theme
        window = app.make_window(QApplication.instance(), folder, settings)
        qtbot.addWidget(window, before_close_func=lambda each: each.jobs.close())
        window.resize(*size)
        window.show()
        with qtbot.waitSignal(window.search.answered, timeout=LONG):
            window.begin([])
        return window

    yield open_it
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    collector.end()
    collector.deleteLater()
