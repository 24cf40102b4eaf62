"""An import from the walk to the report: scan, read, commit, learn. What is committed stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Sequence
from pathlib import Path

from reader.errors import UnusableError
from reader.formats import files
from reader.library import drives
from reader.library.catalogue.catalogue import Catalogue
from reader.library.choosing import read_as_chosen
from reader.library.committing import Committer
from reader.library.index_feed import IndexFeed
from reader.library.index_keeper import IndexKeeper
from reader.library.known_roots import KnownRoots
from reader.library.learning import Learner
from reader.library.pace import Pace
from reader.library.planning import remember_pace
from reader.library.readers import Readers
from reader.library.rereading import Rereading
from reader.library.revisiting import resolve_revisits
from reader.library.rows import FilePart, FileTask, ReadPage
from reader.library.scanning import Scan, Scanner
from reader.library.tally import Tally
from reader.library.times import now
from reader.library.workers import WorkerDied
from reader.model import Article, ImportReport, Progress, Rejected

_KEEP_FREE = 32 * 2**20  # bytes left free on the library's disk, so that the last batch and its index fit
_FILE_WEIGHT = 20_000  # what a file costs besides its bytes, in bytes


class Import:
    """One import. ``report`` holds the counts at any time; ``run`` may be closed at any time."""

    def __init__(
        self,
        catalogue: Catalogue,
        keeper: IndexKeeper,
        paths: Sequence[str],
        jobs: int | None,
        free_bytes: Callable[[Path], int] = drives.free_bytes,
    ) -> None:
        self._catalogue = catalogue
        self._keeper = keeper
        self._paths = [os.path.abspath(path) for path in paths]
        self._jobs = jobs
        self._free_bytes = free_bytes
        self._roots = KnownRoots(catalogue.files, now())
        self._tally = Tally()
        self._pace = Pace(1)
        self._begun = Pace(1)
        self._stopped: str | None = "cancelled"
        self._feed: IndexFeed | None = None
        self._index_fault: UnusableError | None = None

    @property
    def report(self) -> ImportReport:
        """The counts as they stand."""
        articles = self._catalogue.articles.count_in(self._roots.regions(self._paths))
        return self._tally.report(articles, self._begun.seconds, self._stopped)

    def run(self) -> Generator[Progress, None, None]:
        """Carries it out. Raises UnusableError("path-missing") before anything is changed."""
        try:
            scanner = Scanner(self._catalogue, self._roots, self._paths)
            scan = yield from scanner.run()
            if self._catalogue.meta.indexed != self._catalogue.meta.revision:
                yield from self._keeper.repair()
            self._settle(scan)
            with Readers(self._jobs) as readers:
                yield from self._read(scan.tasks, readers)
                yield from resolve_revisits(self._catalogue, self._committer(), readers)
                rereading = Rereading(self._catalogue, self._tally, self._pass_on)
                yield from read_as_chosen(self._catalogue, rereading, readers)
                yield from Learner(self._catalogue, rereading, readers).run()
            self._close_feed(commit=True)
            self._stopped = None
        except UnusableError as error:
            if error.code != "disk-full":
                raise
            self._stopped = "disk-full"
        finally:
            self._close_feed(commit=self._stopped == "cancelled")
        if self._index_fault is not None and self._stopped is None:
            yield from self._keeper.repair()
        done = self._tally.files
        yield Progress("done", done, done, 0.0, 0.0, report=self.report)

    def _settle(self, scan: Scan) -> None:
        """Keeps what the walk alone has told."""
        self._tally.files = scan.files
        self._tally.unchanged = scan.unchanged
        self._tally.failed += scan.failed
        self._tally.skipped += scan.skipped
        self._tally.other.update(scan.other)
        if not (scan.gone or scan.settled or scan.rejected):
            return
        noticed = now()
        with self._catalogue.transaction():
            self._catalogue.sites.mark_stale_of_files(scan.gone)
            self._catalogue.files.mark_gone(scan.gone)
            for root, path in scan.settled:
                self._catalogue.failures.clear(root, [path])
            for place, path, found in scan.rejected:
                self._catalogue.failures.clear(place.number, [path])
                self._catalogue.failures.put(
                    place.number, path, None, found.kind, found.code, found.detail, noticed
                )
        for _, _, found in scan.rejected:
            self._tally.reject(found)

    def _read(self, tasks: list[FileTask], readers: Readers) -> Generator[Progress, None, None]:
        if not tasks:
            return
        self._pace = Pace(sum(task.size + _FILE_WEIGHT for task in tasks))
        committer = self._committer()
        reading = readers.read(tasks)
        done, sizes = 0, list[int]()
        try:
            for task, answer in reading:
                part = answer if isinstance(answer, FilePart) else _lost(task, answer)
                self._check_space()
                committer.take(task, part)
                if part.pages and isinstance(part.pages[0], ReadPage) and task.part is None:
                    sizes.append(task.size)
                if part.last:
                    done += task.closes
                    self._pace.step(task.closes, task.weight + task.closes * _FILE_WEIGHT)
                yield Progress("read", done, len(tasks), self._pace.rate, self._pace.eta, task.absolute)
        finally:
            reading.close()
            committer.commit()
        remember_pace(self._catalogue, sizes, len(tasks), self._pace.seconds)

    def _committer(self) -> Committer:
        return Committer(self._catalogue, self._tally, now(), self._pass_on)

    def _check_space(self) -> None:
        """Stops before the disk is so full that not even the batch under way could be kept."""
        if 0 < self._free_bytes(self._catalogue.path.parent) < _KEEP_FREE:  # 0: the drive does not tell
            raise UnusableError("disk-full", path=str(self._catalogue.path.parent))

    # ---- the index

    def _pass_on(self, revision: int, articles: Iterable[Article], deleted: Iterable[str] = ()) -> None:
        """A batch is in the catalogue: the index takes it, or, when it is damaged, is mended at the end."""
        if self._index_fault is not None:
            return
        try:
            if self._feed is None:
                if self._keeper.writable().revision != revision - 1:
                    for _ in self._keeper.repair():
                        pass
                    return
                self._feed = self._keeper.feed()
            self._feed.put(revision, articles, deleted)
        except UnusableError as error:
            if error.code == "disk-full":
                raise
            self._index_fault = error

    def _close_feed(self, *, commit: bool) -> None:
        feed, self._feed = self._feed, None
        if feed is None:
            return
        try:
            if commit:
                feed.commit(last=True)
        except UnusableError as error:
            if error.code == "disk-full":
                raise
            self._index_fault = error
        finally:
            feed.close()


def _lost(task: FileTask, died: WorkerDied) -> FilePart:
    """A file that ended its worker: listed, and not tried again until it changes or is named."""
    code = "page-crashed-reader" if died.reason == "crash" else "page-too-slow"
    try:
        sha256 = bytes.fromhex(files.digest(task.absolute).sha256) if task.closes else None
    except UnusableError:
        sha256 = None
    return FilePart((Rejected(task.absolute, None, "failed", code, died.detail),), True, sha256)
