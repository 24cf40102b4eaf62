"""Times of capture, compared."""

from __future__ import annotations

from datetime import datetime


def distance(here: str | None, there: str | None) -> tuple[float, float]:
    """How far a capture is from the time one stands at; smaller is nearer.

    Without a time to stand at the newest is nearest; what has no time is farthest.
    """
    then = _seconds(there)
    if then is None:
        return float("inf"), 0.0
    now = _seconds(here)
    return (abs(then - now) if now is not None else 0.0), -then


def _seconds(time: str | None) -> float | None:
    if time is None:
        return None
    try:
        return datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp()
    except ValueError:
        return None
