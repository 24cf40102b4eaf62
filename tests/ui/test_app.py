"""The program as a process: it starts, shows its window, and ends when it is told to."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

# What a start must not wait for; it is loaded when it is first needed.
NOT_AT_THE_START = (
    *(
        "bs4",
        "nh3",
        "cchardet",
        "py3langid",
        "markdownify",
        "docx",
        "pypdf",
        "watchfiles",
        "brotli",
        "libzim",
    ),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtPdf", "PySide6.QtNetwork"),
    *("multiprocessing", "asyncio", "reader.extract.article", "reader.library.workers", "reader.export.pdf"),
)

# Runs main() and, once the window is filled, ends it in one of the ways in which a user does.
PROGRAM = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from reader.ui import app
from reader.ui.main_window import MainWindow

application = QApplication([])

def when_shown():
    window = next(each for each in application.topLevelWidgets() if isinstance(each, MainWindow))
    window.search.answered.connect(lambda _result: end(window))

def end(window):
    print("shown", window.isVisible(), window.windowTitle())
    print("too early:", *(name for name in {too_early} if name in sys.modules))
    {end}

QTimer.singleShot(0, when_shown)
sys.exit(app.main([], Path(sys.argv[1])))
"""


@pytest.mark.parametrize("end", ["window.close()", "os.kill(os.getpid(), signal.SIGINT)"])
def test_the_program_starts_and_ends(tmp_path, end):
    if "SIGINT" in end and sys.platform == "win32":
        pytest.skip("Windows ends the process itself")
    code = PROGRAM.replace("{end}", end).replace("{too_early}", repr(NOT_AT_THE_START))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "library")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "shown True gov-reader\ntoo early:\n", done.stderr
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "library" / "catalogue.db").is_file()
