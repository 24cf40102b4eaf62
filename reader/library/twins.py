"""Byte-identical copies of a page: read once, counted as often as they lie there.

What a page comes to depends on its bytes and on what its place tells: the address that a mirror's folders
stand for, the folder of its pictures, and the names that may stand for an unknown address. A copy that has
all of these in common with a page read before comes to the same, so it is not read a second time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from threading import Lock

from reader.library.rows import CopyRow, FilePart, FileTask, PartRow, ReadPage, Twin
from reader.model import Rejected, SavedPage

_MOST = 100
"""Pages of one size that are remembered."""


def told_by_place(page: SavedPage) -> tuple[str | None, ...]:
    """All that the place of a page can add to its bytes."""
    return page.path_url, page.companion, *re.split(r"[/\\]", page.path)[-2:]


def twin(page: SavedPage, row: ReadPage | PartRow | Rejected) -> Twin | None:
    """What a page of its own file came to, to be known again; None where that is of no use."""
    if isinstance(row, ReadPage):
        return Twin(page.sha256, told_by_place(page), row.article.id, row.article.format)
    if isinstance(row, Rejected) and row.kind != "failed":
        return Twin(page.sha256, told_by_place(page), rejected=(row.kind, row.code, row.detail))
    return None


def copy(page: SavedPage, twins: Sequence[Twin]) -> CopyRow | Rejected | None:
    """What a page comes to when it is a copy of one of these."""
    for known in twins:
        if known.sha256 == page.sha256 and known.told == told_by_place(page):
            if known.rejected is not None:
                return Rejected(page.path, page.member, *known.rejected, page.sha256)
            if known.id == page.id:
                return CopyRow(known.id, known.format)
    return None


class Twins:
    """The pages among some tasks that may have copies there: those of which another one has the size.

    Tasks are asked for on one thread while answers come in on another.
    """

    def __init__(self, tasks: Sequence[FileTask]) -> None:
        sizes = Counter(task.size for task in tasks if _is_plain(task))
        self._left = {size: count for size, count in sizes.items() if count > 1}
        self._known: dict[int, list[Twin]] = {}
        self._lock = Lock()

    def given(self, task: FileTask) -> FileTask:
        """The task with the pages of its size that were read before it."""
        if not _is_plain(task) or task.size not in self._left:
            return task
        with self._lock:
            self._left[task.size] -= 1
            known = self._known.get(task.size, [])
            if not self._left[task.size]:
                self._known.pop(task.size, None)
            return replace(task, twins=tuple(known)) if known else task

    def take(self, task: FileTask, part: FilePart) -> None:
        """What a task has brought."""
        if part.twin is not None and self._left.get(task.size):
            with self._lock:
                known = self._known.setdefault(task.size, [])
                known.append(part.twin)
                del known[:-_MOST]


def _is_plain(task: FileTask) -> bool:
    """Whether a task reads the whole of a file that is new, by the rules as they are."""
    return (
        task.all_pages
        and task.known_sha256 is None
        and task.part is None
        and not (task.templates or task.encodings or task.members or task.originals or task.read_before)
    )
