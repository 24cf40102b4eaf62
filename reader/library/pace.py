"""How fast long work goes, and how long it will take."""

from __future__ import annotations

import time


class Pace:
    """Counts items and their weight; the time left is told by weight, since files differ in size."""

    def __init__(self, weight: int) -> None:
        self._start = time.monotonic()
        self._left = max(1, weight)
        self._done = 0
        self._items = 0

    def step(self, items: int, weight: int) -> None:
        """Some more is done."""
        self._items += items
        self._done += weight
        self._left -= weight

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._start

    @property
    def rate(self) -> float:
        """Items a second."""
        return self._items / self.seconds if self.seconds > 0 else 0.0

    @property
    def eta(self) -> float | None:
        """Seconds left; None until a second has passed."""
        if not self._done or self.seconds < 1.0:
            return None
        return max(0.0, self.seconds / self._done * max(0, self._left))
