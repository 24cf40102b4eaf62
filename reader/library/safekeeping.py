"""Backups that a library makes by itself, in a folder of its own beside the catalogue.

One a day on which something had changed, and one before every restore. The catalogue is one file, and what
people wrote is the only part of it that cannot be made again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from reader.errors import UnusableError
from reader.library.backing_up import backup
from reader.library.catalogue.catalogue import Catalogue
from reader.library.times import now

FOLDER = "backups"
_DAILY, _BEFORE = "marks", "before-restore"
_KEPT = 7  # of each kind


def keep_daily(catalogue: Catalogue, library: Path) -> Path | None:
    """Makes the backup of today, unless there is one or nothing has changed; gives its path.

    Raises UnusableError("file-unwritable").
    """
    target = _folder(library) / f"{_DAILY}-{now()[:10]}.jsonl"
    if target.exists():
        return None
    earlier = _made(library, _DAILY)
    if not backup(catalogue, target) or (earlier and _entries(earlier[-1]) == _entries(target)):
        target.unlink()
        return None
    _thin(library, _DAILY)
    return target


def keep_before_restore(catalogue: Catalogue, library: Path) -> Path | None:
    """Makes a backup of what a restore is about to change; gives its path, None where there is nothing."""
    time = now().replace(":", "").replace("-", "")
    target = _folder(library) / f"{_BEFORE}-{time}.jsonl"
    if not backup(catalogue, target, force=True):
        target.unlink()
        return None
    _thin(library, _BEFORE)
    return target


def _folder(library: Path) -> Path:
    folder = library / FOLDER
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise UnusableError("file-unwritable", path=str(folder), reason=error.strerror or "") from error
    return folder


def _made(library: Path, kind: str) -> list[Path]:
    """The backups of a kind, the oldest first."""
    return sorted((library / FOLDER).glob(f"{kind}-*.jsonl"))


def _entries(path: Path) -> list[bytes]:
    """All lines but the first, which says when it was made; none where the file cannot be read."""
    with suppress(OSError):
        return path.read_bytes().split(b"\n")[1:]
    return []


def _thin(library: Path, kind: str) -> None:
    for old in _made(library, kind)[:-_KEPT]:
        with suppress(OSError):
            old.unlink()
