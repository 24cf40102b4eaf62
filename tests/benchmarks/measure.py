"""Runs a command to its end and says what it took; percentiles; a table for the terminal."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

_SAMPLE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, CPU seconds of the process tree, and its peak of resident memory in MiB (sampled)."""

    seconds: float
    cpu: float
    peak_mib: float
    output: str


def run(command: Sequence[str]) -> Cost:
    """Runs a command; raises CalledProcessError when it fails. Exit code 1 tells of pages that failed."""
    begun = time.perf_counter()
    process = psutil.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    seen: dict[int, float] = {}
    peak = [0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(_SAMPLE_SECONDS):
            peak[0] = max(peak[0], _sample(process, seen))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, errors = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command, output, errors)
    return Cost(time.perf_counter() - begun, sum(seen.values()), peak[0] / 2**20, output)


def _sample(process: psutil.Process, seen: dict[int, float]) -> int:
    total = 0
    try:
        family = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0
    for member in family:
        try:
            total += member.memory_info().rss
            times = member.cpu_times()
            seen[member.pid] = times.user + times.system
        except psutil.Error:
            continue
    return total


def percentile(values: Sequence[float], share: int) -> float:
    """Nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Prints what was measured."""
    print(f"\n{title}")
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"  {name.ljust(width)}  {value}")
