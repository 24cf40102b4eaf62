"""``python -m tests.benchmarks.typing [--articles N]``: the real window over a made library, typed into fast.

A probe asks the event loop every millisecond whether it still turns; a pause between two turns is a frame
that comes late. What of it is this program's own work is told by its CPU time: on a busy machine the rest
is other programs'. Keys go through the event loop as those of a keyboard do.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import percentile, run, table
from tests.benchmarks.search_scale import articles, write_library

_LATE_MS = 50
_PACES = (60, 180)  # ms between two keys: a word is one search, and every letter is one
_REST_MS = 700  # after the last key, for its answer
_LIBRARY = "library"


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.typing", description=__doc__)
    options.add_argument("--articles", type=int, default=100_000, metavar="N", help="default: 100000")
    options.add_argument("--library", type=Path, metavar="DIR", help="type over this library instead")
    options.add_argument("--drive", type=Path, metavar="DIR", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.drive:
        print(json.dumps(_drive(chosen.drive)))
        return
    with tempfile.TemporaryDirectory(prefix="gov-reader-bench-") as place:
        library = chosen.library or Path(place) / _LIBRARY
        if not chosen.library:
            write_library(library, articles(chosen.articles))
        measure_typing(library)


def measure_typing(library: Path) -> None:
    """Types in a process of its own and prints what the probe saw."""
    command = [sys.executable, "-m", "tests.benchmarks.typing", "--drive", str(library)]
    told = json.loads(run(command).output.splitlines()[-1])
    pauses = told["pauses"]
    own = [min(pause, cpu) for pause, cpu in zip(pauses, told["cpu"], strict=True)]
    late, own_late = (sum(each > _LATE_MS for each in some) for some in (pauses, own))
    table(
        f"Typing into the window over {told['articles']} articles",
        [
            ("keys typed, searches answered", f"{told['keys']}, {told['answers']}"),
            ("pauses of the event loop, p99", f"{percentile(pauses, 99):.0f} ms"),
            ("longest pause", f"{max(pauses):.0f} ms, by own work {max(own):.0f} ms ({told['longest']})"),
            (f"pauses longer than {_LATE_MS} ms", f"{late}, by own work {own_late}"),
            ("the longest search", f"{told['slowest']:.0f} ms"),
        ],
    )


def _drive(library: Path) -> dict[str, Any]:
    from PySide6.QtCore import QEvent, QEventLoop, QSettings, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    from reader.ui.app import make_window
    from reader.ui.settings import Settings

    application = QApplication(["gov-reader"])

    def wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def press(sign: str) -> None:
        box = window.toolbar.search_box.focusProxy()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(box, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))

    with tempfile.TemporaryDirectory() as place:
        settings = Settings(QSettings(f"{place}/settings.ini", QSettings.Format.IniFormat))
        window = make_window(application, library, settings)
        window.resize(1280, 820)
        window.show()
        answers: list[Any] = []
        window.search.answered.connect(answers.append)
        window.begin([])
        while not answers:
            wait(50)
        wait(_REST_MS)
        queries = _queries([hit.title or "" for hit in answers[-1].hits])
        articles = answers[-1].total
        answers.clear()
        turns: list[tuple[float, float, str]] = []
        now = [""]
        probe = QTimer()
        probe.setTimerType(Qt.TimerType.PreciseTimer)
        probe.setInterval(1)
        probe.timeout.connect(lambda: turns.append((time.perf_counter(), time.process_time(), now[0])))
        probe.start()
        for pace in _PACES:
            for query in queries:
                window.toolbar.search_box.focus_box()
                window.search.search("")
                for sign in query:
                    press(sign)
                    wait(pace)
                    now[0] = f"{query!r}, a key each {pace} ms"
                wait(_REST_MS)
        probe.stop()
        window.close()
        while not window.has_ended:
            wait(20)
    pauses = [
        (1000 * (later[0] - earlier[0]), 1000 * (later[1] - earlier[1]), later[2])
        for earlier, later in pairwise(turns)
    ]
    return {
        "articles": articles,
        "keys": sum(map(len, queries)) * len(_PACES),
        "answers": len(answers),
        "slowest": max(answer.took_ms for answer in answers),
        "pauses": [pause for pause, _cpu, _name in pauses],
        "cpu": [cpu for _pause, cpu, _name in pauses],
        "longest": max(pauses)[2],
    }


def _queries(titles: list[str]) -> list[str]:
    """Queries of several kinds, out of titles."""
    words = [title.split() for title in titles if len(title.split()) >= 4]
    two, three, many = (" ".join(words[number][:count]) for number, count in ((0, 2), (1, 3), (2, 4)))
    return [
        two,
        f'"{three}"',
        f"{many} {three} {two}",
        f"{words[3][0][:2]}*",
        f"title:{words[4][0]} date:2019",
    ]


if __name__ == "__main__":
    main()
