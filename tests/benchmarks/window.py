"""The real window over a library: start to first results, opening articles, pauses while typing."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import psutil

from tests.benchmarks.measure import percentile, run, table

_ARTICLES = 50
_PROBE_MS = 5  # how often the event loop is asked whether it still turns
_TYPED = "kế hoạch của ủy ban nhân dân"
_KEY_MS = 60  # a fast typist's distance between two keys
_ANSWER_MS = 15_000


def measure_window(library: Path, work: Path) -> None:
    """Starts the window in a process of its own and prints what it told."""
    told = json.loads(run([sys.executable, "-m", "tests.benchmarks.window", str(library)]).output)
    opened, start = told["opened"], told["start"]
    table(
        "The window over that library",
        [
            ("from the start of the process to the first results", f"{start:.2f} s"),
            (
                "an article opened",
                _spread(opened),
            ),
            ("longest pause of the event loop while typing", f"{told['pause']:.0f} ms"),
            ("resident memory at the end", f"{told['memory'] / 2**20:.0f} MiB"),
        ],
    )


def _spread(times: list[float]) -> str:
    return f"p50 {percentile(times, 50):.0f} ms, p95 {percentile(times, 95):.0f} ms"


def _drive(library: Path) -> dict[str, object]:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from reader.ui.app import make_window
    from reader.ui.settings import Settings

    application = QApplication(["gov-reader"])
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(QSettings(f"{place}/settings.ini", QSettings.Format.IniFormat))
        window = make_window(application, library, settings)
        window.show()
        window.begin([])
        answer = _await(window.search.answered)
        process = psutil.Process()
        start = time.time() - process.create_time()
        opened = [_milliseconds(lambda h=hit: _open(window, h.id)) for hit in answer.hits[:_ARTICLES]]
        pause = _type(window)
        memory = process.memory_info().rss
        _await(window.closed, begin=window.close)
    return {"start": start, "opened": opened, "pause": pause, "memory": memory}


def _open(window: object, article: str) -> None:
    window.reading.open_article(article)  # type: ignore[attr-defined]
    _await(window.reading.article_shown, lambda shown: shown is not None and shown.id == article)  # type: ignore[attr-defined]


def _type(window: object) -> float:
    """Types a query key by key and returns the longest time between two turns of the event loop, in ms."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    turns: list[float] = []
    probe = QTimer()
    probe.setInterval(_PROBE_MS)
    probe.timeout.connect(lambda: turns.append(time.perf_counter()))
    window.toolbar.search_box.focus_box()  # type: ignore[attr-defined]
    probe.start()
    for sign in _TYPED:
        window.toolbar.search_box.set_text(window.toolbar.search_box.text + sign)  # type: ignore[attr-defined]
        window.search.search(window.toolbar.search_box.text)  # type: ignore[attr-defined]
        QTimer.singleShot(_KEY_MS, loop.quit)
        loop.exec()
    probe.stop()
    return 1000 * max(later - earlier for earlier, later in pairwise(turns))


def _await(
    signal: object, wanted: Callable[..., bool] = lambda *_: True, begin: Callable[[], object] | None = None
) -> object:
    from PySide6.QtCore import QEventLoop, QTimer

    loop, got = QEventLoop(), []

    def take(value: object = None) -> None:
        if wanted(value):
            got.append(value if value is not None else True)
            loop.quit()

    signal.connect(take)  # type: ignore[attr-defined]
    QTimer.singleShot(_ANSWER_MS, loop.quit)
    if begin is not None:
        begin()
    loop.exec()
    signal.disconnect(take)  # type: ignore[attr-defined]
    if not got:
        raise TimeoutError("the window did not answer")
    return got[0]


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)


if __name__ == "__main__":
    print(json.dumps(_drive(Path(sys.argv[1]))))
