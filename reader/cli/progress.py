"""A progress line on stderr while long work runs, and Ctrl-C that lets the work come to a clean end."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import FrameType

from reader.cli.terminal import Terminal, one_line
from reader.messages import stage_word
from reader.model import Progress
from reader.translation import _, format_duration, format_number

# Seconds between two drawings: often enough to be alive, seldom enough to cost nothing.
_INTERVAL = 0.1
_BAR = 20


class ProgressLine:
    """One line that is drawn over itself; draws nothing when stderr is no terminal."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._drawn_at = 0.0
        self._stage = ""

    def show(self, step: Progress) -> None:
        """Draws a step, unless the last one has only just been drawn."""
        if not self._terminal.shows_progress:
            return
        now = time.monotonic()
        if step.stage == self._stage and now - self._drawn_at < _INTERVAL:
            return
        self._drawn_at, self._stage = now, step.stage
        text = describe(step)[: self._terminal.width]
        self._terminal.err.write(f"\r\x1b[K{text}")
        self._terminal.err.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self._drawn_at:
            self._terminal.err.write("\r\x1b[K")
            self._terminal.err.flush()
            self._drawn_at = 0.0


def describe(step: Progress) -> str:
    """A step in one line: stage, bar, count, rate, time left, what is being read."""
    parts = [stage_word(step.stage)]
    if step.total:
        filled = min(_BAR, step.done * _BAR // step.total)
        parts.append(f"{'█' * filled}{'░' * (_BAR - filled)}")
        parts.append(f"{format_number(step.done)}/{format_number(step.total)}")
    elif step.done:
        parts.append(format_number(step.done))
    if step.rate:
        parts.append(_("{rate}/s").format(rate=format_number(round(step.rate))))
    if step.eta is not None:
        parts.append(_("{time} left").format(time=format_duration(step.eta)))
    if step.current:
        parts.append(one_line(step.current))
    return "  ".join(parts)


class Interrupted:
    """Whether Ctrl-C was pressed while long work ran."""

    def __init__(self) -> None:
        self.pressed = False

    def __bool__(self) -> bool:
        return self.pressed


@contextmanager
def quiet_interrupt() -> Iterator[Interrupted]:
    """Ctrl-C is noted, not raised, so that a batch is never cut in the middle; the second press raises."""
    interrupted = Interrupted()
    if threading.current_thread() is not threading.main_thread():
        yield interrupted  # signals belong to the main thread
        return

    def note(_number: int, _frame: FrameType | None) -> None:
        if interrupted:
            raise KeyboardInterrupt
        interrupted.pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield interrupted
    finally:
        signal.signal(signal.SIGINT, before)


def run_steps(steps: Generator[Progress, None, None], terminal: Terminal) -> tuple[Progress | None, bool]:
    """Runs long work to its end or to Ctrl-C: its last step, and whether it was interrupted."""
    line, last = ProgressLine(terminal), None
    with quiet_interrupt() as interrupted:
        try:
            for last in steps:
                line.show(last)
                if interrupted:
                    break
        finally:
            steps.close()
            line.clear()
    return last, bool(interrupted)
