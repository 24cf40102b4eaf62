"""Who reads the files of an import: this process when there is little to do, else worker processes."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Self

from reader.library import workers
from reader.library.reading import read_file
from reader.library.rows import FilePart, FileTask
from reader.library.workers import Crew, WorkerDied

# A worker process takes most of a second to start; meanwhile so much can be read here.
_WORTH_WORKERS_BYTES = 4 * 2**20
_WORTH_WORKERS_FILES = 60


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

    def read(self, tasks: Sequence[FileTask]) -> Generator[tuple[int, FilePart | WorkerDied], None, None]:
        """(number of the task, part of its file), in order. May be closed at any time."""
        if self._crew is None and _is_much(tasks):
            self._crew = Crew(read_file, self._jobs)
        return self._crew.run(tasks) if self._crew else workers.run(read_file, tasks, 1)


def _is_much(tasks: Sequence[FileTask]) -> bool:
    return len(tasks) >= _WORTH_WORKERS_FILES or sum(task.size for task in tasks) >= _WORTH_WORKERS_BYTES
