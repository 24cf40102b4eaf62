"""A walk through the window with original pages, in its own process (Chromium stays in one until its end).

    walk.py LIBRARY FOLDER

Prints as JSON what was seen on the way; ``test_original_pages`` says what it ought to be.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.model import SearchRequest
from reader.ui import app
from reader.ui.original import engine
from reader.ui.original.engine import EngineError
from reader.ui.settings import Settings

PATIENCE = 20_000  # milliseconds
_PLACE = """(() => { const box = document.getElementById(NAME).getClientRects()[0];
    return [box.left + box.width / 2, box.top + box.height / 2]; })()"""


def until(condition: Callable[[], object]) -> bool:
    """Runs the event loop until something is so; False when it does not become so."""
    loop = QEventLoop()
    look, end = QTimer(), QTimer()
    look.timeout.connect(lambda: condition() and loop.quit())
    look.start(10)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    end.start(PATIENCE)
    if not condition():
        loop.exec()
    return bool(condition())


class Walk:
    """The steps, each of which notes what it sees."""

    def __init__(self, folder: Path, own: Path) -> None:
        self.own = own
        engine.prepare()
        self.application = QApplication([app.NAME])
        self.settings = Settings(QSettings(str(own / "settings.ini"), QSettings.Format.IniFormat))
        self.settings.language = "en"
        self.window = app.make_window(self.application, folder, self.settings)
        self.window.resize(1200, 800)
        self.window.show()
        answered: list[object] = []
        self.window.search.answered.connect(answered.append)
        self.window.begin([])
        until(lambda: answered)
        self.seen: dict[str, object] = {}

    @property
    def tab(self):
        return self.window.tabs.current

    @property
    def side(self):
        return self.tab.original

    @property
    def view(self):
        return self.side.view

    def shown(self) -> bool:
        """Waits for the text of an original page."""
        return until(lambda: self.side.text is not None)

    def arrived(self) -> bool:
        """Whether the original page of the article on show can be read."""
        article, view = self.tab.article, self.view
        if article is None or view is None or view.page is None:
            return False
        return view.page.id == article.id and view.text is not None

    def ask(self, script: str):
        """What a script in our own world gives."""
        answers: list[object] = []
        self.view._run(f"JSON.stringify({script}) || 'null'", answers.append)
        until(lambda: answers)
        return json.loads(str(answers[0]))

    def click(self, name: str, button=Qt.MouseButton.LeftButton, keys=Qt.KeyboardModifier.NoModifier) -> None:
        """Clicks with the mouse on the element of this id."""
        across, down = self.ask(_PLACE.replace("NAME", json.dumps(name)))
        zoom = self.view._web.zoomFactor()
        inner = self.view._view.focusProxy()
        QTest.mouseClick(inner, button, keys, QPoint(round(across * zoom), round(down * zoom)))

    def open(self, query: str) -> None:
        from reader.library.library import Library

        with Library(self.window.library.folder, read_only=True) as library:
            article = library.search(SearchRequest(query)).hits[0].id
        self.window.reading.open_article(article, query=query)
        until(lambda: self.tab.article is not None and self.tab.article.id == article)

    def switch(self) -> None:
        """Reader to original and what is marked there."""
        self.window.acting.do("original-view")
        self.seen["shown"] = self.shown()
        until(lambda: self.view.hits)
        self.seen["bar"] = self.view._bar.text
        self.seen["refused"] = [[each.kind, each.what] for each in self.tab.refused]
        self.seen["status bar"] = self.window.status_bar.counts_text
        self.seen["checked"] = [
            self.window.commands[name].isChecked() for name in ("reader-view", "original-view")
        ]
        self.seen["text"] = self.side.text
        self.seen["styled"] = self.ask("getComputedStyle(document.querySelector('h1')).color")
        self.seen["pictures"] = self.ask(
            "[...document.images].map(image => [image.naturalWidth, 'readerMissing' in image.dataset])"
        )
        self.seen["frame"] = self.ask("document.querySelector('iframe').contentDocument.body.innerText")

        menu = self.view._view.menu_for("http://a.example/", "words")
        self.seen["menu"] = [action.text().replace("&", "") for action in menu.actions() if action.text()]
        self.window.help.show_refused()
        dialog = self.dialog("RefusedDialog")
        self.seen["list"] = dialog._list.toPlainText()
        dialog.reject()

    def dialog(self, name: str):
        return next(each for each in self.application.topLevelWidgets() if type(each).__name__ == name)

    def find(self) -> None:
        """Hits of the search, their switch, and the find bar."""
        self.seen["hits"] = self.view.hits
        self.seen["marked"] = self.ask(
            "[...CSS.highlights.get('reader-hit')].map(range => range.toString()).sort()"
        )
        self.window.acting.do("next-hit")
        until(lambda: self.view.current_hit >= 0)
        self.seen["walked"] = self.view.current_hit
        self.view._bar._hits.click()
        self.seen["unmarked"] = until(lambda: self.view.hits == 0)
        self.view._bar._hits.click()
        until(lambda: self.view.hits)
        found: dict[str, object] = {}
        for words in ("phiên họp", "phien hop", "trong khung", "không có đâu"):
            self.tab.find_bar.open_bar(words)
            said = self.tab.find_bar._count
            said.clear()
            self.tab.find_bar._seek()
            until(lambda said=said: " of " in said.text() or "Not" in said.text())
            found[words] = said.text()
        self.seen["found"] = found
        self.tab.find_bar.close_bar()

    def scripts(self) -> None:
        """The page's own scripts: off, on after asking, off again."""
        self.seen["scripts off"] = "written by a script" in (self.side.text or "")
        self.view._bar._scripts.click()
        dialog = self.dialog("ScriptsDialog")
        self.view.text = None
        dialog.accept()
        dialog.wanted.emit()
        self.shown()
        self.seen["scripts on"] = "written by a script" in (self.side.text or "")
        self.seen["scripts checked"] = self.view._bar._scripts.isChecked()

    def follow(self) -> None:
        """Links by mouse: to an archived page, back, in a new tab, to what is missing."""
        first = self.tab.article.id
        self.ask("window.scrollTo(0, 100)")
        until(lambda: self.view.reached[1] == 100)
        self.click("next")
        until(lambda: self.arrived() and self.tab.article.id != first)
        checked = self.view._bar._scripts.isChecked()
        self.seen["followed"] = [self.tab.article.title, self.side.is_open, checked]
        self.window.acting.do("back")
        until(lambda: self.arrived() and self.tab.article.id == first)
        until(lambda: self.view.reached[1] == 100)
        self.seen["back"] = [self.tab.article.id == first, self.view.reached[1]]
        self.click("next", Qt.MouseButton.MiddleButton)
        until(lambda: len(self.window.tabs.pages) == 2)
        self.click("next", Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier)
        until(lambda: len(self.window.tabs.pages) == 3)
        self.seen["new tabs"] = [len(self.window.tabs.pages), self.tab.article.id == first]
        self.ask("window.scrollTo(0, 100)")
        self.click("gone")
        until(lambda: self.tab.place.kind == "missing")
        self.seen["missing"] = [self.tab.place.target, self.side.is_open]
        self.window.acting.do("back")
        until(self.arrived)
        self.seen["after missing"] = self.side.is_open

    def lists(self) -> None:
        """A page that is no article, a link on it, and the way back."""
        heading = "document.querySelector('h1').innerText"
        first = self.ask(heading)
        self.click("list")
        until(lambda: self.tab.place.where and self.arrived() and "lục" in self.side.text[:40])
        styled = self.ask("getComputedStyle(document.querySelector('h1')).color")
        address = self.view._bar._address.text()
        self.seen["list page"] = [self.side.text, styled, address, len(self.tab.refused)]
        self.click("back")
        until(lambda: not self.tab.place.where and self.arrived())
        self.seen["from the list"] = self.tab.article.title
        self.window.acting.do("back")
        until(lambda: self.tab.place.where and self.arrived() and "lục" in self.ask(heading))
        self.seen["back to the list"] = self.ask(heading)
        self.window.acting.do("back")
        until(lambda: not self.tab.place.where and self.arrived() and first in self.side.text)
        self.seen["back to the article"] = [self.ask(heading), self.view._bar._address.text()]

    def language(self) -> None:
        """Another language while a page is on show: the page stays as it is."""
        self.ask("window.kept = true")
        self.window._appearance.set_language("vi")
        until(lambda: self.view._bar.text.startswith("Trang") and not self.tab.is_awaited)
        self.seen["vietnamese"] = self.view._bar.text
        self.seen["kept"] = self.ask("window.kept === true")
        self.window._appearance.set_language("en")
        until(lambda: not self.tab.is_awaited)

    def take_away(self) -> None:
        """A picture of the whole page, paper, the session."""
        pictures: list[object] = []
        self.view.take_picture(pictures.append)
        until(lambda: pictures)
        self.seen["picture"] = [pictures[0].width(), pictures[0].height(), self.view._view.height()]
        from reader.ui.original.printing import OriginalPrinting

        printing = OriginalPrinting(self.view, self.window)
        printing.printer.setOutputFileName(str(self.own / "paper.pdf"))
        ended: list[bool] = []
        printing.done.connect(lambda: ended.append(True))
        printing.paint()
        until(lambda: ended)
        self.seen["paper"] = (self.own / "paper.pdf").read_bytes()[:5].decode()
        from reader.ui.dialogs.print_preview import PrintPreview

        self.window.acting.do("print-preview")
        until(lambda: any(each.isVisible() for each in self.window.findChildren(PrintPreview)))
        (preview,) = self.window.findChildren(PrintPreview)
        until(lambda: preview.pages.pageCount() > 0)
        self.seen["preview"] = preview.pages.pageCount()
        preview.grab().save(str(self.own / "preview.png"))
        preview.close()
        self.window.session.save()
        (kept,) = self.settings.sessions.values()
        self.seen["session"] = kept["tabs"][kept["current"]]["state"]

    def fail(self) -> None:
        """The renderer dies, and Chromium cannot be started."""
        os.kill(self.view._web.renderProcessPid(), signal.SIGKILL)
        until(lambda: self.window.messages.texts)
        self.seen["crash"] = [self.window.messages.texts, self.side.is_open, self.tab.view.isVisible()]
        self.window.acting.do("original-view")
        self.seen["again"] = self.shown()
        self.seen["message gone"] = self.window.messages.texts
        self.window.acting.do("reader-view")
        self.seen["reader"] = [self.side.is_open, self.tab.view.isVisible()]

        def refuse() -> None:
            raise EngineError("missing", "libnss3.so")

        engine.start = refuse
        self.window.acting.do("original-view")
        self.seen["no engine"] = [self.window.messages.texts, self.side.is_open, self.tab.view.isVisible()]
        self.seen["no engine checked"] = self.window.commands["reader-view"].isChecked()

    def go(self) -> dict[str, object]:
        """All steps."""
        self.open("bầu cử")
        for step in (
            *(self.switch, self.find, self.scripts, self.follow, self.lists),
            *(self.language, self.take_away, self.fail),
        ):
            began = time.perf_counter()
            step()
            print(step.__name__, round(time.perf_counter() - began, 1), file=sys.stderr)
        self.window.jobs.close()
        self.window.close()
        return self.seen


if __name__ == "__main__":
    print(json.dumps(Walk(Path(sys.argv[1]), Path(sys.argv[2])).go()), flush=True)
    os._exit(0)
