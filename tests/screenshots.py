"""A tour of the real window over the sample archive: scenes in both languages and two themes, as pictures.

Run from the source tree as ``python tests/screenshots.py``; no display is needed. Every picture goes to
``build/screenshots``; those of the README also to ``resources/screenshots``.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if hasattr(os, "geteuid") and os.geteuid() == 0:  # Chromium's sandbox does not run there
    os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QRect, QSettings, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap, QTextCursor
from PySide6.QtWidgets import QApplication, QDialog

from reader.assets import resource
from reader.ui import app
from reader.ui.main_window import MainWindow
from reader.ui.original import engine
from reader.ui.settings import Settings

SIZE = (1280, 800)
PATIENCE_MS = 60_000
TITLE_BAR = 30  # pixels
TITLE, QUERY = "Tỷ lệ cử tri đi bầu", "cu tri di bau"
WORD, LONGER = "bầu cử", "Ngày hội bầu cử ở Lam Giang"
LANGUAGES, THEMES = ("en", "vi"), ("light", "dark")
# Scene, language and theme of the pictures of the README, and what they are called there.
README = {
    ("reading", "en", "light"): "window",
    ("reading", "vi", "dark"): "window-vi-dark",
    ("comparison", "en", "light"): "comparison",
    ("timeline", "vi", "light"): "timeline-vi",
}


@dataclass(frozen=True)
class Stage:
    """An open window with what scenes need to find their way."""

    window: MainWindow

    def do(self, name: str) -> None:
        """Carries out an action of the window."""
        self.window.commands[name].trigger()

    def search(self, query: str) -> None:
        """Searches, and waits for the answer."""
        answered: list[object] = []
        self.window.search.answered.connect(answered.append)
        self.window.search.search(query)
        wait(lambda: bool(answered) and self.window.search.query == query)
        self.window.search.answered.disconnect(answered.append)
        settle(200)

    def open(self, beginning: str) -> None:
        """Opens the first result whose title begins so, and waits for what belongs with it."""
        view = self.window.results.view
        rows = [
            row
            for row in range(view.model().rowCount())
            if (view.model().hit(row).title or "").startswith(beginning)
        ]
        view.choose(view.go_to(rows[0]))
        self.arrive()

    def arrive(self) -> None:
        """Waits until an article and what belongs with it is on show."""
        window = self.window
        wait(lambda: window.reading.article is not None)
        wait(lambda: window.related.article is window.reading.article)
        settle(500)

    def show_page(self, name: str) -> None:
        """Opens a page of another kind by its action."""
        self.do(name)
        wait(lambda: self.window.tabs.current.page is not None and not self.window.tabs.current.is_awaited)
        settle(900)


def welcome(stage: Stage) -> None:
    """The first start."""
    stage.do("home")
    settle(400)


def reading(stage: Stage) -> None:
    """A search without marks, a report on show, its related articles beside it."""
    stage.search(QUERY)
    stage.open(TITLE)
    stage.window.results.focus_list()
    settle(300)


def results(stage: Stage) -> None:
    """Folded copies opened up, and filters in force."""
    stage.search(WORD)
    view = stage.window.results.view
    folded = [row for row in range(view.model().rowCount()) if view.model().hit(row).copies]
    if folded:
        view.go_to(folded[0])
        view.turn(folded[0])
    settle(500)


def marks(stage: Stage) -> None:
    """Highlights, tags and a note."""
    stage.search(WORD)
    stage.open(LONGER)
    window = stage.window
    view, panel = window.tabs.current.view, window.marks_panel
    wait(lambda: panel.marks is not None)
    if not panel.marks.tags:
        text = view.toPlainText()
        ends = [match.start() for match in re.finditer(r"\.\s", text)]
        for number, colour in ((3, "yellow"), (6, "green")):
            cursor = view.textCursor()
            cursor.setPosition(ends[number] + 2)
            cursor.setPosition(ends[number + 1] + 1, QTextCursor.MoveMode.KeepAnchor)
            view.setTextCursor(cursor)
            view.highlight_wanted.emit(colour, view.passage())
            cursor.clearSelection()
            view.setTextCursor(cursor)
        for tag in ("luận văn", "bầu cử 2021"):
            panel.tag_added.emit(tag)
        stage.do("star")
        panel.note.setPlainText("Đối chiếu với biên bản của xã.")
        wait(lambda: len(panel.marks.notes) == 1 and len(panel.marks.tags) == 2 and panel.marks.starred)
    view.verticalScrollBar().setValue(0)
    settle(600)


def notebook(stage: Stage) -> None:
    """All marks in lists."""
    stage.show_page("notebook")
    stage.window.tabs.current.page.lists.setCurrentRow(3)
    settle(300)


def concordance(stage: Stage) -> None:
    """Every place of a word in its context."""
    stage.search(WORD)
    stage.show_page("concordance")


def timeline(stage: Stage) -> None:
    """How often, and when."""
    stage.search(WORD)
    stage.show_page("timeline")


def captures(stage: Stage) -> None:
    """All captures of a page."""
    stage.search("")
    for row in range(stage.window.results.view.model().rowCount()):
        hit = stage.window.results.view.model().hit(row)
        if hit.copies:
            stage.window.results.view.choose(stage.window.results.view.go_to(row))
            stage.arrive()
            break
    stage.show_page("captures")


def comparison(stage: Stage) -> None:
    """What differs between an article and its source."""
    stage.search(WORD)
    view = stage.window.results.view
    for row in range(view.model().rowCount()):
        view.choose(view.go_to(row))
        stage.arrive()
        if stage.window.commands["compare-source"].isEnabled():
            break
    stage.show_page("compare-source")


def original(stage: Stage) -> None:
    """The page as it looked."""
    stage.search(QUERY)
    stage.open(TITLE)
    stage.do("original-view")
    settle(6000)


def missing(stage: Stage) -> None:
    """A link that leads out of the archive."""
    stage.search(QUERY)
    stage.open(TITLE)
    article = stage.window.reading.article
    addresses = [each.url for each in (*article.related, *article.links) if each.url]
    for address in addresses:
        stage.window.reading.follow(address)
        wait(lambda: not stage.window.tabs.current.is_awaited)
        if stage.window.tabs.current.page is not None:
            break
    settle(500)


def exporting(stage: Stage) -> None:
    """Taking an article away."""
    stage.search(QUERY)
    stage.open(TITLE)
    stage.do("export")
    wait(lambda: any(dialog.isVisible() for dialog in stage.window.findChildren(QDialog)))
    settle(400)


SCENES: tuple[Callable[[Stage], None], ...] = (
    *(welcome, reading, results, marks, notebook, concordance),
    *(timeline, captures, comparison, original, missing, exporting),
)


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


def open_window(application: QApplication, folder: Path, language: str, theme: str) -> MainWindow:
    """The window as it first starts, over the sample archive, with everything in a folder of its own."""
    settings = Settings(QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    settings.store.clear()
    settings.language, settings.theme = language, theme
    window = app.make_window(application, None, settings)
    window.resize(*SIZE)
    window.show()
    window.begin([])
    wait(lambda: window.library.stats is not None and bool(window.library.stats.articles))
    wait(lambda: not window.work.is_running)
    settle(500)
    return window


def picture(window: MainWindow, file: Path) -> None:
    """Saves the window, with the dialog over it if there is one."""
    shot = window.grab()
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            place = QRect(dialog.geometry().topLeft() - window.geometry().topLeft(), dialog.size())
            draw_frame(shot, place, dialog)
            dialog.render(shot, place.topLeft())
            dialog.close()
    shot.save(str(file), "PNG", 0)


def draw_frame(shot: QPixmap, place: QRect, dialog: QDialog) -> None:
    """What a desktop puts around a dialog: a bar with its title, a line, a little shadow."""
    painter, palette = QPainter(shot), dialog.palette()
    outer = place.adjusted(-1, -TITLE_BAR, 1, 1)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in range(12, 0, -2):
        painter.setBrush(QColor(0, 0, 0, 10))
        painter.drawRoundedRect(outer.adjusted(-spread, -spread // 2, spread, spread), 8, 8)
    painter.setPen(palette.color(QPalette.ColorRole.Dark))
    painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
    painter.drawRect(outer.adjusted(0, 0, -1, -1))
    painter.setPen(palette.color(QPalette.ColorRole.WindowText))
    bar = QRect(outer.topLeft(), QSize(outer.width(), TITLE_BAR))
    painter.drawText(bar, Qt.AlignmentFlag.AlignCenter, dialog.windowTitle())
    painter.end()


def main() -> int:
    """Takes all pictures, or those of the scenes that are named."""
    wanted = set(sys.argv[1:]) or {scene.__name__ for scene in SCENES}
    target = Path("build", "screenshots")
    target.mkdir(parents=True, exist_ok=True)
    shown = resource("icons").parent / "screenshots"
    engine.prepare()
    application = QApplication([app.NAME])
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = folder
        for language in LANGUAGES:
            for theme in THEMES:
                for scene in (scene for scene in SCENES if scene.__name__ in wanted):
                    window = open_window(application, Path(folder), language, theme)
                    name = f"{scene.__name__}-{language}-{theme}.png"
                    scene(Stage(window))
                    picture(window, target / name)
                    print(target / name, flush=True)
                    if kept := README.get((scene.__name__, language, theme)):
                        shutil.copyfile(target / name, shown / f"{kept}.png")
                    closed: list[bool] = []
                    window.closed.connect(lambda closed=closed: closed.append(True))
                    window.close()
                    wait(lambda closed=closed: bool(closed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
