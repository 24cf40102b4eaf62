"""``python -m tests.benchmarks.starting [--articles N]``: the program's start, its idle cost, its memory and
the pauses of its window, beside a bare PySide6 window with a field and a list in the same run.

The program is started as its users start it: with the bytecode that installing leaves, and with settings of
its own. Wall time counts from before the process is made; CPU time is steadier on a busy machine.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Any

from reader.model import Article
from tests.benchmarks import search_scale
from tests.benchmarks.corpus import Vocabulary
from tests.benchmarks.measure import table
from tests.benchmarks.starting_child import LARGE

_STARTS = 7
_IDLE_SECONDS = 60
_LARGE_BYTES = 1_000_000
_PLACES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
_LONGEST_SECONDS = 600

Told = dict[str, Any]


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.starting", description=__doc__)
    options.add_argument("--articles", type=int, default=100_000, metavar="N", help="default: 100000")
    options.add_argument("--library", type=Path, metavar="DIR", help="a library to be opened instead")
    options.add_argument("--idle", type=int, default=_IDLE_SECONDS, metavar="S", help="seconds, default: 60")
    chosen = options.parse_args()
    measure(chosen.articles, chosen.library, chosen.idle)


def measure(count: int, library: Path | None = None, seconds: int = _IDLE_SECONDS) -> None:
    """Measures over so many made articles, or over a library that the user has, and prints."""
    with tempfile.TemporaryDirectory(prefix="gov-reader-bench-") as place:
        work = Path(place)
        if library is None:
            library = work / "library"
            for name in _PLACES:  # a library of the user's is opened as the user's, who trusts it
                os.environ[name] = str(work / "home")
            made = chain(search_scale.articles(count), [_large_article()])
            search_scale.write_library(library, made)
        measure_starting(library, work)
        measure_staying(library, work, seconds)


def measure_starting(library: Path, work: Path) -> None:
    """Starts the program and the bare window by turns, and prints how long they took."""
    names = ("bare", "program")
    runs: dict[str, list[Told]] = {name: [] for name in names}
    for name in names:
        _child(work, "start", name, library)  # leaves the bytecode, and the files in the system's memory
    for _number in range(_STARTS):
        for name in names:
            runs[name].append(_child(work, "start", name, library))
    bare, program = ({key: _median(runs[name], key) for key in runs[name][0]} for name in names)
    table(
        "From the command to the window",
        [
            ("a bare PySide6 window painted", _times(bare, "painted")),
            ("our window painted", _times(program, "painted", bare)),
            ("results listed, the search box takes keys", _times(program, "listed", bare)),
            ("longest pause of the event loop on the way", f"{program['pause']:.0f} ms"),
        ],
    )


def measure_staying(library: Path, work: Path, seconds: int) -> None:
    """Uses both windows, lets them wait, and prints what they hold and do then."""
    bare = _child(work, "stay", "bare", library, seconds)
    program = _child(work, "stay", "program", library, seconds)
    rows = [("a bare PySide6 window", _memory(bare["memory"]["opened"]))]
    first = bare["memory"]["opened"]
    rows += [(f"ours, {name}", _memory(held, first)) for name, held in program["memory"].items()]
    table("Resident memory (and its share that is nobody else's)", rows)
    table(
        f"Waiting for {seconds} s",
        [
            ("a bare PySide6 window", _idle(bare["idle"])),
            ("our window, its cursor blinking", _idle(program["idle"])),
            ("our window, in the background", _idle(program["behind"])),
        ],
    )
    table(
        "Longest pause of the event loop (of it, this program's own work)",
        [(name, f"{pause:.0f} ms ({own:.0f} ms)") for name, (pause, own) in program["pauses"].items()],
    )
    table("Left over after closing", [(name, told) for name, told in program["left"].items()])


def _child(work: Path, what: str, name: str, library: Path, seconds: int = 0) -> Told:
    """Runs a part of these measurements in a process of its own; what its last line tells."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(work / "bytecode")}
    words = (what, name, str(library), str(seconds), str(time.monotonic()))
    command = [sys.executable, "-m", "tests.benchmarks.starting_child", *words]
    ran = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", timeout=_LONGEST_SECONDS)
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    told: Told = json.loads(ran.stdout.splitlines()[-1])
    return told


def _large_article() -> Article:
    """An article of a megabyte, the newest of all."""
    words = Vocabulary(_LARGE_BYTES)
    paragraphs: list[str] = []
    size = 0
    while size < _LARGE_BYTES:
        paragraphs.append(words.text(60))
        size += len(paragraphs[-1].encode())
    digest = sha256(b"large").hexdigest()
    return replace(
        next(search_scale.articles(1)),
        id=digest[:16],
        sha256=digest,
        title=LARGE,
        url="https://xa0.mau.example/dai.html",
        path="/mau/dai.html",
        date="2025-01-01",
        text="\n\n".join(paragraphs),
        html="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
    )


def _median(runs: list[Told], key: str) -> float:
    return statistics.median(run[key] for run in runs)


def _times(told: Mapping[str, float], key: str, bare: Mapping[str, float] | None = None) -> str:
    cpu = told[f"{key}_cpu"]
    ratio = f", {cpu / bare['painted_cpu']:.1f} times the bare window's" if bare else ""
    return f"{told[key]:.2f} s, CPU {cpu:.2f} s{ratio}"


def _memory(held: list[float], bare: list[float] | None = None) -> str:
    ratio = f", {held[0] / bare[0]:.1f} times the bare window's" if bare else ""
    return f"{held[0]:.0f} MiB ({held[1]:.0f}){ratio}"


def _idle(told: list[float]) -> str:
    return f"{told[0]:.2f} ms of CPU and {told[1]:.1f} awakenings a second"


if __name__ == "__main__":
    main()
