"""One run of the program, or of a bare PySide6 window, that tells on its last line what it measured.

``python -m tests.benchmarks.starting_child start|stay bare|program LIBRARY SECONDS BEGUN``; ``BEGUN`` is
``time.monotonic()`` before the process was made. Only ``starting`` runs it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

LARGE = "Một bài rất dài"
"""The title of an article of a megabyte."""

_ROWS = 50
_SETTLED_MS = 400  # after what was done, for what it leads to
_RESTED_MS = 7000  # the window gives memory back when it had nothing to do for some seconds
_ANSWER_MS = 20_000
_SEARCHES, _ARTICLES, _OPENED = 50, 30, 100

Told = dict[str, Any]


class _Start:
    """Marks on the way, in seconds of wall and of CPU time."""

    def __init__(self, begun: float) -> None:
        self._begun = begun
        self.told: Told = {}

    def mark(self, name: str) -> None:
        """Now; the first time counts."""
        if name not in self.told:
            self.told[name] = time.monotonic() - self._begun
            self.told[f"{name}_cpu"] = time.process_time()


class Probe:
    """Asks the event loop every millisecond whether it still turns."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._turns: list[tuple[float, float]] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._turn)

    def _turn(self) -> None:
        self._turns.append((time.perf_counter(), time.process_time()))

    def start(self) -> None:
        """From now on."""
        self._turns.clear()
        self._turn()
        self._timer.start()

    def stop(self) -> tuple[float, float]:
        """The longest pause in ms, and how much of it was this program's own work."""
        self._timer.stop()
        self._turn()
        pairs = zip(self._turns, self._turns[1:], strict=False)
        pauses = [(1000 * (b[0] - a[0]), 1000 * (b[1] - a[1])) for a, b in pairs]
        longest, own = max(pauses)
        return longest, min(longest, own)


def _bare_window() -> Any:
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

    window = QWidget()
    column = QVBoxLayout(window)
    field, rows = QLineEdit(window), QListView(window)
    rows.setModel(QStringListModel([f"Tin {number}" for number in range(_ROWS)], rows))
    column.addWidget(field)
    column.addWidget(rows)
    window.resize(1280, 820)
    field.setFocus()
    return window


def _when_painted(widget: Any, tell: Callable[[], None]) -> Any:
    """Calls once the event loop is back after the next painting of a widget."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self, tell)
            return False

    watch = Watch(widget)
    widget.installEventFilter(watch)
    return watch


def _start_bare(begun: float) -> Told:
    from PySide6.QtWidgets import QApplication

    start = _Start(begun)
    application = QApplication(["bare"])
    window = _bare_window()

    def painted() -> None:
        start.mark("painted")
        application.quit()

    _when_painted(window, painted)
    window.show()
    application.exec()
    return start.told


def _start_program(library: str, begun: float) -> Told:
    start = _Start(begun)
    import gc

    gc.disable()  # as reader.__main__ does, and in its order
    import reader.__main__
    import reader.library.library
    from reader.ui import app

    make = app.make_window

    def made(*words: Any) -> Any:
        window = make(*words)
        probe = Probe()

        def listed() -> None:
            start.mark("listed")
            start.told["pause"] = probe.stop()[0]
            window.close()

        def painted() -> None:
            start.mark("painted")
            probe.start()

        _when_painted(window.toolbar, painted)
        window.search.answered.connect(lambda _answer: _when_painted(window.results.view.viewport(), listed))
        return window

    app.make_window = made
    reader.__main__.main(["--library", library])
    return start.told


# ---- what stays ------------------------------------------------------------------------------------


def _wait(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _until(signal: Any, begin: Callable[[], object]) -> Any:
    """What a signal brings after ``begin``."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop, got = QEventLoop(), []

    def take(*values: object) -> None:
        got.append(values[0] if values else None)
        loop.quit()

    signal.connect(take)
    QTimer.singleShot(_ANSWER_MS, loop.quit)
    begin()
    loop.exec()
    signal.disconnect(take)
    if not got:
        raise TimeoutError(str(signal))
    return got[0]


def _memory() -> list[float]:
    import psutil

    held = psutil.Process().memory_full_info()
    return [held.rss / 2**20, held.uss / 2**20]


def _idle(seconds: int) -> list[float]:
    import psutil

    process = psutil.Process()
    before, used = process.num_ctx_switches().voluntary, time.process_time()
    _wait(1000 * seconds)
    switches = process.num_ctx_switches().voluntary - before
    return [1000 * (time.process_time() - used) / seconds, switches / seconds]


def _stay_bare(seconds: int) -> Told:
    from PySide6.QtWidgets import QApplication

    application = QApplication(["bare"])
    window = _bare_window()
    window.show()
    _wait(_SETTLED_MS)
    told = {"memory": {"opened": _memory()}, "idle": _idle(seconds)}
    application.quit()
    return told


def _stay_program(library: str, seconds: int) -> Told:
    import gc

    gc.disable()
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    import reader.library.library  # noqa: F401
    from reader.ui import app
    from reader.ui.collecting import Collector

    application = QApplication(["gov-reader"])
    window = app.make_window(application, Path(library), app.own_settings())
    collector = Collector(window)
    window.show()
    answer = _until(window.search.answered, lambda: window.begin([]))
    _wait(_RESTED_MS)
    memory = {"opened": _memory()}
    titles = " ".join(hit.title or "" for hit in answer.hits).split()
    pauses = _pauses(window, answer, titles)
    for number in range(_SEARCHES):
        query = " ".join(titles[2 * number : 2 * number + 2])
        _until(window.search.answered, lambda query=query: window.search.search(query))
    _wait(_RESTED_MS)
    memory[f"after {_SEARCHES} searches"] = _memory()
    answer = _until(window.search.answered, lambda: window.search.search(""))
    for hit in answer.hits[:_ARTICLES]:
        _until(window.reading.article_shown, lambda hit=hit: window.reading.open_article(hit.id))
    _wait(_RESTED_MS)
    memory[f"after {_ARTICLES} articles"] = _memory()
    left = _left(window, answer.hits)
    _wait(_RESTED_MS)
    memory["after all of this"] = _memory()
    window.activateWindow()  # the dialogs had it
    window.toolbar.search_box.focus_box()
    _wait(_SETTLED_MS)
    idle = _idle(seconds)
    QApplication.setCursorFlashTime(0)  # what a window that is not the active one is like
    window.results.setFocus()
    _wait(_SETTLED_MS)
    behind = _idle(seconds)
    _until(window.closed, window.close)
    collector.end()
    return {"memory": memory, "idle": idle, "behind": behind, "pauses": pauses, "left": left}


def _pauses(window: Any, answer: Any, titles: list[str]) -> dict[str, tuple[float, float]]:
    """The longest pause of the event loop while each of these is done."""
    from dataclasses import replace

    search, reading, look = window.search, window.reading, window._appearance
    request = search.request
    large = _until(search.answered, lambda: search.search(f'title:"{LARGE}"')).hits
    common = " ".join(titles[:2])
    site = answer.hits[0].site

    def ask(**changes: Any) -> Callable[[], object]:
        return lambda: _until(search.answered, lambda: search.ask(replace(request, **changes)))

    def shown(article: str, new_tab: bool = False) -> Callable[[], object]:
        if new_tab:
            return lambda: reading.open_article(article, True)
        return lambda: _until(reading.article_shown, lambda: reading.open_article(article))

    deeds: dict[str, Callable[[], object]] = {
        "a search": ask(query=common),
        "all, sorted by title for the first time": ask(query="", sort="title"),
        "all, sorted by date": ask(query="", sort="oldest"),
        "all of a site": lambda: _until(
            search.answered, lambda: search.ask(request.with_filters({"site": (site,)}))
        ),
        "an article": shown(answer.hits[1].id),
        "an article in a new tab": shown(answer.hits[2].id, True),
        "to the other tab": lambda: window.tabs.step(1),
        "to the dark theme": lambda: look.set_theme("dark"),
        "to the light theme": lambda: look.set_theme("light"),
        "to Vietnamese": lambda: look.set_language("vi"),
        "to English": lambda: look.set_language("en"),
        "larger type": lambda: look.zoom(1),
    }
    if large:
        deeds["an article of 1 MB"] = shown(large[0].id)
        deeds["to another tab"] = lambda: window.tabs.step(1)
        deeds["back to the article of 1 MB"] = lambda: window.tabs.step(1)
        deeds["larger type, over the article of 1 MB"] = lambda: look.zoom(1)
        deeds["to the dark theme, over it"] = lambda: look.set_theme("dark")
        deeds["to the light theme, over it"] = lambda: look.set_theme("light")
        deeds["an article after it"] = shown(answer.hits[3].id)
    probe = Probe()
    pauses = {}
    for name, do in deeds.items():
        _wait(_SETTLED_MS)
        probe.start()
        do()
        _wait(_SETTLED_MS)
        pauses[name] = probe.stop()
    return pauses


def _left(window: Any, hits: Any) -> dict[str, str]:
    """How many Qt objects and how much memory some things leave behind, when each was done often."""
    import gc

    from PySide6.QtCore import QCoreApplication, QEvent, QObject

    def objects() -> int:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return len(window.findChildren(QObject)) + len(QCoreApplication.instance().children())

    def tab(number: int) -> None:
        hit = hits[number % len(hits)]

        def open_it() -> None:
            window.reading.open_article(hit.id, True)
            window.tabs.setCurrentIndex(window.tabs.currentIndex() + 1)

        _until(window.reading.article_shown, open_it)
        window.tabs.close_current()

    def dialog(number: int) -> None:
        from PySide6.QtWidgets import QApplication, QDialog

        window.acting.do(("about", "preferences", "keys")[number % 3])
        _wait(1)
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog) and widget.isVisible():
                widget.reject()

    def language(number: int) -> None:
        window._appearance.set_language(("vi", "en")[number % 2])

    told = {}
    for name, do in (("tabs with articles", tab), ("dialogs", dialog), ("changes of language", language)):
        for number in range(6):
            do(number)
        _wait(_RESTED_MS)
        before, held = objects(), _memory()[0]
        for number in range(_OPENED):
            do(number)
        _wait(_RESTED_MS)
        more = _memory()[0] - held
        told[f"{_OPENED} {name}"] = f"{objects() - before} objects of Qt, {more:+.1f} MiB"
    return told


def main() -> None:
    """Measures and prints."""
    import json

    what, name, library, seconds, begun = sys.argv[1:]
    if what == "start":
        told = _start_bare(float(begun)) if name == "bare" else _start_program(library, float(begun))
    else:
        told = _stay_bare(int(seconds)) if name == "bare" else _stay_program(library, int(seconds))
    print(json.dumps(told))


if __name__ == "__main__":
    main()
