"""Original pages in the real window: the first, which starts Chromium, the next ones, and their memory."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.benchmarks.measure import percentile, run, table

_PAGES, _AGAIN = 20, 10
_PATIENCE_MS = 20_000


def measure_originals(library: Path) -> None:
    """Shows pages in a window in a process of its own and prints what it told."""
    told = json.loads(run([sys.executable, "-m", "tests.benchmarks.originals", str(library)]).output)
    later, memory = told["later"], told["memory"]
    table(
        f"The original page of {len(later) + 1} articles",
        [
            ("the first, with the start of Chromium", f"{told['first']:.2f} s"),
            ("the next one in the original view", _spread(later)),
            ("one after a look at the reader view", _spread(told["again"])),
            *((f"memory of all processes, {when}", f"{size:.0f} MiB") for when, size in memory.items()),
            ("renderers left after closing", str(told["renderers"])),
        ],
    )


def _spread(times: list[float]) -> str:
    return f"p50 {percentile(times, 50):.0f} ms, p95 {percentile(times, 95):.0f} ms"


def _drive(library: Path) -> dict[str, object]:
    from PySide6.QtCore import QSettings
    from PySide6.QtWidgets import QApplication

    from reader.library.library import Library
    from reader.model import SearchRequest
    from reader.ui.app import make_window
    from reader.ui.original import engine
    from reader.ui.original.side import ORIGINAL
    from reader.ui.pages.history import Place
    from reader.ui.settings import Settings

    engine.prepare()
    application = QApplication(["gov-reader"])
    with tempfile.TemporaryDirectory() as place, Library(library, read_only=True) as opened:
        hits = opened.search(SearchRequest("", limit=_PAGES)).hits
        window = make_window(
            application, library, Settings(QSettings(f"{place}/settings.ini", QSettings.Format.IniFormat))
        )
        window.show()
        window.begin([])
        memory: dict[str, float] = {}
        window.reading.open_article(hits[0].id)
        _until(lambda: window.tabs.current.article is not None)
        memory["before"] = _memory()
        first = _seconds(window, hits[0].id, lambda: window.original.show(True))
        memory["with the first page"] = _memory()
        later = []
        for hit in hits[1:]:
            place = Place("article", hit.id, state=ORIGINAL)
            later.append(_seconds(window, hit.id, lambda place=place: window.reading.open_place(place)))
        memory[f"with page {len(hits)}"] = _memory()
        again = []
        for hit in hits[:_AGAIN]:
            window.reading.open_article(hit.id)
            _until(lambda wanted=hit.id: _shows(window, wanted))
            again.append(_seconds(window, hit.id, lambda: window.original.show(True)))
        window.original.show(False)
        _until(lambda: not _renderers(), 2000)
        memory["after closing"] = _memory()
        told = {
            "first": first,
            "later": [each * 1000 for each in later],
            "again": [each * 1000 for each in again],
            "memory": memory,
            "renderers": _renderers(),
        }
        window.jobs.close()
        window.close()
    return told


def _seconds(window: object, article: str, begin: Callable[[], object]) -> float:
    """How long it takes until the original page of an article is there and its text can be searched."""
    begun = time.perf_counter()
    begin()
    _until(lambda: _is_there(window.tabs.current.original, article))  # type: ignore[attr-defined]
    return time.perf_counter() - begun


def _is_there(side: object, article: str) -> bool:
    view = side.view  # type: ignore[attr-defined]
    return view is not None and view.page is not None and view.page.id == article and view.text is not None


def _shows(window: object, article: str) -> bool:
    tab = window.tabs.current  # type: ignore[attr-defined]
    return tab.article is not None and tab.article.id == article


def _until(condition: Callable[[], object], patience: int = _PATIENCE_MS) -> None:
    from PySide6.QtCore import QEventLoop, QTimer

    loop, look = QEventLoop(), QTimer()
    look.timeout.connect(lambda: condition() and loop.quit())
    look.start(1)
    QTimer.singleShot(patience, loop.quit)
    if not condition():
        loop.exec()


def _tree() -> list[psutil.Process]:
    own = psutil.Process()
    return [own, *(each for each in own.children(recursive=True) if each.status() != psutil.STATUS_ZOMBIE)]


def _memory() -> float:
    """MiB that all processes have for themselves or share, each page counted once (PSS, Linux only)."""
    return sum(each.memory_full_info().pss for each in _tree()) / 2**20


def _renderers() -> int:
    """Processes of Chromium beside the two zygotes that wait for pages."""
    return max(0, sum("QtWebEngineProcess" in each.name() for each in _tree()) - 2)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--no-sandbox")
    print(json.dumps(_drive(Path(sys.argv[1]))), flush=True)
    os._exit(0)
