"""Who reads the files of an import: this process when there is little to do, else worker processes."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Self

from reader.formats import registry
from reader.library import workers
from reader.library.reading import read_file
from reader.library.rows import FilePart, FileTask
from reader.library.twins import Twins
from reader.library.workers import Crew, WorkerDied
from reader.model import FoundFile

# A worker process takes most of a second to start; meanwhile so much can be read here.
_WORTH_WORKERS_BYTES = 4 * 2**20
_WORTH_WORKERS_FILES = 60
_WORTH_CUTTING = 8 * 2**20  # bytes of a file from which on several workers may read it at once
_PART = 4 * 2**20  # about the bytes of a part
_MEMBERS = 50  # of those that are wanted of one file, for one worker at a time


class Readers:
    """Reads lists of files; workers that were started for one list stay for the next. To be closed.

    ``jobs``: how many workers at most; None for what suits the machine, 1 for none.
    """

    def __init__(self, jobs: int | None) -> None:
        self._jobs = workers.default_jobs() if jobs is None else max(1, jobs)
        self._crew: Crew[FileTask, FilePart] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._crew is not None:
            self._crew.close()

    def read(
        self, tasks: Sequence[FileTask]
    ) -> Generator[tuple[FileTask, FilePart | WorkerDied], None, None]:
        """(task, what it brings), in order. Large containers are cut: each part is a task of its own, and the
        last one ``closes`` the file. May be closed at any time.
        """
        if self._crew is None and _is_much(tasks):
            self._crew = Crew(read_file, self._jobs)
        handed: list[FileTask] = []
        twins = Twins(tasks)

        def cut() -> Iterator[FileTask]:
            for task in tasks:
                for piece in _pieces(twins.given(task)):
                    handed.append(piece)
                    yield piece

        reading = self._crew.run(cut()) if self._crew else workers.run(read_file, cut(), 1)
        try:
            for number, part in reading:
                if isinstance(part, FilePart):
                    twins.take(handed[number], part)
                yield handed[number], part
        finally:
            reading.close()


def _pieces(task: FileTask) -> Iterator[FileTask]:
    """A task, or one for each part of its file that was not read before.

    A file that may only have been touched is not cut: its worker looks at its hash first.
    """
    file = FoundFile(task.root, task.path, task.size, task.mtime_ns)
    if task.members and registry.picks(file):
        for start in range(0, len(task.members), _MEMBERS):
            some = task.members[start : start + _MEMBERS]
            closes = start + _MEMBERS >= len(task.members)
            weight = task.size * len(some) // len(task.members)
            yield replace(task, members=some, closes=closes, weight=weight)
        return
    if task.size < _WORTH_CUTTING or task.known_sha256 is not None or task.members:
        yield replace(task, weight=task.size)
        return
    left = task.size
    cuts = registry.parts(file)
    part = next(cuts, None)
    while part is not None:
        following = next(cuts, None)
        weight = left if following is None else min(left, _PART)
        left -= weight
        if following is None or (part.member, part.start) not in task.read_before:
            yield replace(task, part=part, closes=following is None, weight=weight)
        part = following


def _is_much(tasks: Sequence[FileTask]) -> bool:
    return len(tasks) >= _WORTH_WORKERS_FILES or sum(task.size for task in tasks) >= _WORTH_WORKERS_BYTES
