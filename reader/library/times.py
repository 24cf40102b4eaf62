"""Times as the catalogue keeps them: the present one, and those of captures compared."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The present UTC time, ``YYYY-MM-DDTHH:MM:SSZ``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(day_or_time: str | None) -> str | None:
    """A UTC time as it is; a day as its noon, so that captures of the day before and after are alike far.

    None for what is neither.
    """
    if day_or_time is None or _seconds(day_or_time) is None:
        return None
    return day_or_time if "T" in day_or_time else f"{day_or_time}T12:00:00Z"


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
        then = datetime.fromisoformat(time.replace("Z", "+00:00"))
    except ValueError:
        return None
    return (then if then.tzinfo else then.replace(tzinfo=UTC)).timestamp()
