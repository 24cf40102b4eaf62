"""Takes the pictures of the README: drives the real window over the sample archive and saves what it shows.

Run from the source tree as ``python tests/screenshots.py``; no display is needed.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QSettings
from PySide6.QtWidgets import QApplication

from reader.assets import resource, sample_archive
from reader.ui import app
from reader.ui.main_window import MainWindow
from reader.ui.settings import Settings

SIZE = (1240, 780)
PATIENCE_MS = 60_000
TITLE, QUERY = "Tỷ lệ cử tri đi bầu", "cu tri di bau"


@dataclass(frozen=True)
class Scene:
    """A picture: its file, the language and colours of the window."""

    name: str
    language: str
    theme: str


SCENES = (Scene("window", "en", "light"), Scene("window-vi-dark", "vi", "dark"))


def wait(until: Callable[[], bool]) -> None:
    """Lets the window work until something is so."""
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not until():
        if deadline.hasExpired():
            raise TimeoutError
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)


def settle(milliseconds: int) -> None:
    """Lets everything that was begun be drawn."""
    deadline = QDeadlineTimer(milliseconds)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def arrange(window: MainWindow) -> None:
    """The scene: a search without marks, a report on show, its related articles beside it."""
    model = window.results.view.model()
    window.search.search(QUERY)
    wait(lambda: window.search.query == QUERY and 0 < model.rowCount() < 30)
    rows = [row for row in range(model.rowCount()) if (model.hit(row).title or "").startswith(TITLE)]
    window.results.view.choose(window.results.view.go_to(rows[0]))
    wait(lambda: window.reading.article is not None and window.related.article is window.reading.article)
    window.results.focus_list()
    settle(800)


def take(scene: Scene, application: QApplication, library: Path, target: Path) -> Path:
    """Opens the window, arranges it and saves its picture; returns the file."""
    settings = Settings(QSettings(str(library / f"{scene.name}.ini"), QSettings.Format.IniFormat))
    settings.language, settings.theme = scene.language, scene.theme
    window = app.make_window(application, library, settings)
    window.resize(*SIZE)
    window.show()
    window.begin([])
    wait(lambda: window.library.stats is not None)
    if not window.library.stats.articles:
        finished: list[object] = []
        window.work.run(
            "import", lambda opened: opened.import_paths([str(sample_archive())]), finished.append
        )
        wait(lambda: bool(finished))
        window.library.note_change()
    arrange(window)
    file = target / f"{scene.name}.png"
    window.grab().save(str(file), "PNG", 0)
    closed: list[bool] = []
    window.closed.connect(lambda: closed.append(True))
    window.close()
    wait(lambda: bool(closed))
    return file


def main() -> int:
    """Takes all pictures."""
    target = resource("icons").parent / "screenshots"
    target.mkdir(exist_ok=True)
    application = QApplication([app.NAME])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        for scene in SCENES:
            file = take(scene, application, Path(folder) / "library", target)
            print(f"{file}: {file.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
