"""Compares the archives with the catalogue: what must be read, what is gone, what is as it was."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field

from reader.formats.walk import walk
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.files import KnownFile, Root
from reader.library.known_roots import KnownRoots
from reader.library.paths import absolute, below, from_bytes, to_bytes
from reader.library.rows import FileTask
from reader.model import FoundFile, Progress, Rejected

_STEP = 500  # files between two steps of progress


@dataclass(slots=True)
class Scan:
    """What a walk over the archives found.

    ``rejected`` are (root, path below it, what the walk said); ``unchanged`` counts the pages of files that
    are as they were, ``failed``, ``skipped`` and ``other`` what is known of those files; ``gone`` are numbers
    of files; ``settled`` are places (root, path) of failures that are no longer there.
    """

    files: int = 0
    tasks: list[FileTask] = field(default_factory=list)
    rejected: list[tuple[Root, bytes, Rejected]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    settled: list[tuple[int, bytes]] = field(default_factory=list)
    unchanged: int = 0
    failed: list[Rejected] = field(default_factory=list)
    skipped: list[Rejected] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class _Known:
    """What the catalogue knows of one archive."""

    root: Root
    files: dict[bytes, KnownFile]
    pages: dict[int, int]
    failures: dict[bytes, list[Rejected]]
    others: dict[bytes, Counter[str]]
    met: set[bytes] = field(default_factory=set)


class Scanner:
    """One walk over ``paths`` (absolute).

    A file that failed is read again when it is named by itself. Files that were read by other rules are all
    read again.
    """

    def __init__(self, catalogue: Catalogue, roots: KnownRoots, paths: Sequence[str]) -> None:
        self._catalogue = catalogue
        self._roots = roots
        self._paths = paths
        self._named = frozenset(paths)
        self._library = os.path.abspath(catalogue.path.parent)
        self._known: dict[int, _Known] = {}
        self._packed: dict[bytes | None, bytes | None] = {}
        self.scan = Scan()

    def run(self) -> Generator[Progress, None, Scan]:
        """Walks. Raises UnusableError("path-missing") when a path does not exist, before anything else."""
        unreadable: list[str] = []
        for number, found in enumerate(walk(self._paths), 1):
            path = found.absolute if isinstance(found, FoundFile) else found.path
            if below(self._library, path) is not None:
                continue  # a library kept inside an archive is no part of it
            root, relative = self._place(path)
            known = self._of_root(root)
            if relative not in known.met:
                known.met.add(relative)
                if isinstance(found, FoundFile):
                    self.scan.files += 1
                    self._compare(found, known, relative)
                else:
                    unreadable.append(path)
                    self.scan.rejected.append((root, relative, found))
            if number % _STEP == 0:
                yield Progress("scan", number, None, current=path)
        self._find_gone(unreadable)
        return self.scan

    def _place(self, path: str) -> tuple[Root, bytes]:
        found = self._roots.of(path)
        if found is None:
            outer = max((given for given in self._paths if below(given, path) is not None), key=len)
            root = self._roots.ensure(outer)
            return root, to_bytes(below(outer, path) or "")
        return found

    def _of_root(self, root: Root) -> _Known:
        if (known := self._known.get(root.number)) is None:
            known = self._known[root.number] = _Known(
                root,
                {file.path: file for file in self._catalogue.files.below(root.number)},
                self._catalogue.articles.pages_by_file(root.number),
                self._failures(root),
                self._catalogue.failures.others_of_root(root.number),
            )
        return known

    def _failures(self, root: Root) -> dict[bytes, list[Rejected]]:
        found: dict[bytes, list[Rejected]] = {}
        for path, member, kind, code, detail in self._catalogue.failures.of_root(root.number):
            found.setdefault(path, []).append(Rejected(absolute(root.path, path), member, kind, code, detail))
        return found

    def _compare(self, found: FoundFile, known: _Known, path: bytes) -> None:
        file = known.files.get(path)
        older = file if file is not None and not self._catalogue.files.is_current(file) else None
        again = older is not None or (
            found.absolute in self._named
            and any(failure.kind == "failed" for failure in known.failures.get(path, ()))
        )
        as_it_was = file is not None and (file.size, file.mtime_ns) == (found.size, found.mtime_ns)
        if file is not None and as_it_was and file.present and file.sha256 is not None and not again:
            self.scan.unchanged += known.pages.get(file.number, 0)
            self.settle(known.failures.get(path, ()), known.others.get(path, Counter()))
            return
        # A file that was gone is read anew: which of its earlier pages it holds again is not known.
        hash_before = file.sha256 if file is not None and file.present and not again else None
        read_before = frozenset[tuple[str, int]]()
        if file is not None and as_it_was and file.present and file.sha256 is None and not again:
            read_before = self._catalogue.files.parts_of(file.number)
        if file is not None and read_before:
            self.scan.unchanged += known.pages.get(file.number, 0)
            self.settle(known.failures.get(path, ()), known.others.get(path, Counter()))
        self.scan.tasks.append(
            FileTask(
                known.root.number,
                os.fsdecode(known.root.path),
                from_bytes(path),
                found.size,
                found.mtime_ns,
                hash_before,
                self._templates(older) if older else {},
                encodings=self._catalogue.hand_work.encodings_of_file(older.number) if older else {},
                read_before=read_before,
            )
        )

    def _templates(self, file: KnownFile) -> dict[str, bytes | None]:
        """With which template each page of a file was read: with the same it comes out as it was."""
        known = self._packed
        found: dict[str, bytes | None] = {}
        for article_id, digest in self._catalogue.articles.templates_of_file(file.number):
            if digest not in known:
                known[digest] = self._catalogue.sites.template(digest)
            found[article_id] = known[digest]
        return found

    def settle(self, failures: Sequence[Rejected], others: Counter[str]) -> None:
        """A file is as it was: what is known of it still holds."""
        for failure in failures:
            (self.scan.failed if failure.kind == "failed" else self.scan.skipped).append(failure)
        self.scan.other.update(others)

    def _find_gone(self, unreadable: Sequence[str]) -> None:
        """Files that were below the paths and are no longer. What cannot be reached now is away, not gone."""
        for root, prefix in self._roots.regions(self._paths):
            self._find_gone_in(root, prefix, unreadable)

    def _find_gone_in(self, root: Root, prefix: bytes, unreadable: Sequence[str]) -> None:
        known = self._of_root(root)
        region = [file for path, file in known.files.items() if file.present and _within(path, prefix)]
        if is_away(root):
            return

        def is_lost(path: bytes) -> bool:
            place = absolute(root.path, path)
            return path not in known.met and all(below(folder, place) is None for folder in unreadable)

        self.scan.gone.extend(file.number for file in region if is_lost(file.path))
        failed = {*known.failures, *known.others}
        self.scan.settled.extend(
            (root.number, path) for path in failed if _within(path, prefix) and is_lost(path)
        )


def is_away(root: Root) -> bool:
    """Whether an archive cannot be reached now; an unplugged drive may leave an empty folder behind."""
    place = os.fsdecode(root.path)
    try:
        with os.scandir(place) as found:
            return next(found, None) is None
    except OSError:  # a file, or a folder that cannot be looked into
        return not os.path.exists(place)


def _within(path: bytes, prefix: bytes) -> bool:
    return not prefix or path == prefix or path.startswith(prefix + b"/")
