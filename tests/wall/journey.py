"""A walk through the window over the page of ``ways_out``, in its own process. Prints what it saw as JSON.

    journey.py LIBRARY MARKER [plain] [open]

``MARKER`` is a port to which the process connects once itself, so that whoever watches it can tell that he
sees connections. ``plain``: without the page's scripts and the exports. ``open``: without our switches, to
show what they are for.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from reader.errors import ReaderError
from reader.export import registry
from reader.export.format import Item
from reader.model import SearchRequest
from reader.ui import app
from reader.ui.original import engine, switches
from reader.ui.settings import Settings

PATIENCE, SETTLE = 30_000, 1500  # milliseconds


def wait(signal, patience: int = PATIENCE) -> None:
    """Runs the event loop until a signal comes."""
    loop = QEventLoop()
    signal.connect(loop.quit)
    QTimer.singleShot(patience, loop.quit)
    loop.exec()
    signal.disconnect(loop.quit)


def settle(milliseconds: int) -> None:
    """Runs the event loop for a while: what is to be seen here is that nothing happens."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def renderers() -> int:
    """How many processes of Chromium hold pages or wait to do so."""
    count = 0
    for entry in os.listdir("/proc") if os.path.isdir("/proc") else ():
        with suppress(OSError, ValueError):
            status = Path("/proc", entry, "stat").read_text().rpartition(")")[2].split()
            command = Path("/proc", entry, "cmdline").read_bytes()
            count += b"QtWebEngineProcess" in command and status[0] != "Z"
    return count


def walk(folder: Path, plain: bool) -> dict[str, object]:
    """The journey."""
    engine.prepare()
    application = QApplication([app.NAME])
    own = Path(tempfile.mkdtemp())
    settings = Settings(QSettings(str(own / "settings.ini"), QSettings.Format.IniFormat))
    window = app.make_window(application, folder, settings)
    window.show()
    QTimer.singleShot(0, lambda: window.begin([]))
    wait(window.search.answered)
    seen: dict[str, object] = {}
    from reader.library.library import Library

    with Library(folder, read_only=True) as library:
        article = library.article(library.search(SearchRequest("")).hits[0].id)
        window.reading.open_article(article.id)
        wait(window.reading.article_shown)
        settle(300)
        seen["reader"] = len(window.tabs.current.refused)
        started = time.perf_counter()
        window.original.show(True)
        tab = window.tabs.current
        wait(tab.original.text_read)
        seen["first"] = time.perf_counter() - started
        settle(SETTLE)
        seen["messages"] = window.messages.texts
        seen["text"] = (tab.original.text or "").replace("\n", " ")
        seen["plain"] = [(each.kind, each.what) for each in tab.refused]
        if not plain:
            tab.original.view.run_scripts()
            wait(tab.original.text_read)
            settle(2 * SETTLE)
            seen["scripts"] = [(each.kind, each.what) for each in tab.refused]
            seen["address"] = tab.original.view._web.url().toString()
            seen["tabs"] = len(window.tabs.pages)
            item = Item(article, lambda src: library.picture(article.id, src))
            for format_ in registry.FORMATS:
                with suppress(ImportError, ReaderError):
                    target = own / f"out.{format_.ending}"
                    registry.export(item, format_.name, target)
            seen["exports"] = len(os.listdir(own)) - 1
        during = renderers()
        window.original.show(False)
        settle(700)
        seen["renderers"] = (during, renderers())
    window.jobs.close()
    window.close()
    return seen


if __name__ == "__main__":
    marker = socket.socket()
    with suppress(OSError):
        marker.connect(("127.0.0.1", int(sys.argv[2])))
    marker.close()
    if "open" in sys.argv[3:]:
        switches.append = lambda: os.environ.setdefault(switches.VARIABLE, "")
    told = walk(Path(sys.argv[1]), "plain" in sys.argv[3:])
    print(json.dumps(told), flush=True)
    os._exit(0)
