"""Several articles: a file each in a folder, or one file. Failures are listed and stop nothing."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from reader.errors import ReaderError, UnusableError
from reader.export.format import Collection, ExportFormat, Item, Volume
from reader.export.manifest import free_place, manifest
from reader.export.names import file_name, numbered, same_file
from reader.export.registry import write_item
from reader.export.writing import write, written
from reader.model import ExportEntry, ExportReport, Progress

STAGE = "export"
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class _NothingError(Exception):
    """No article could be written."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be exported where. ``place`` is a folder, or with ``combined`` the file.

    ``item`` gives an article by its id; it raises ReaderError. ``manifest``: where the list of it all goes;
    None puts it into the folder, and beside a single file none is written.
    """

    ids: Sequence[str]
    chosen: ExportFormat
    item: Callable[[str], Item]
    place: Path
    combined: bool = False
    force: bool = False
    title: str = ""
    manifest: Path | None = None


@dataclass(slots=True)
class Batch:
    """An export under way. ``entries`` grow with every step; ``errors`` are those of the failed ones."""

    order: Order
    entries: list[ExportEntry] = field(default_factory=list)
    errors: dict[str, ReaderError] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)

    def run(self) -> Generator[Progress, None, None]:
        """A step an article; the last carries the report. Closed early, separate files and the manifest of
        them stay, of a single file nothing does.

        Raises UnusableError("file-exists") for a single file or a manifest that is there, without ``force``;
        "file-unwritable" when the folder cannot be made, a single file or the manifest not be written, or the
        disk takes nothing more.
        """
        order = self.order
        if order.manifest is not None and order.manifest.exists() and not order.force:
            raise UnusableError("file-exists", path=str(order.manifest))
        if order.combined:
            yield from self._together()
            listed = order.manifest
        else:
            listed = order.manifest or free_place(order.place)
            yield from self._one_each(listed)
        yield Progress("done", len(order.ids), len(order.ids), exported=self._report(listed))

    def _one_each(self, listed: Path) -> Generator[Progress, None, None]:
        try:
            self.order.place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnusableError("file-unwritable", path=str(self.order.place), reason=reason) from error
        try:
            yield from self._steps(self._write)
        finally:
            write(listed, manifest(self.entries, listed.name), force=self.order.force)

    def _together(self) -> Generator[Progress, None, None]:
        order = self.order
        if order.place.exists() and not order.force:
            raise UnusableError("file-exists", path=str(order.place))
        with (
            suppress(_NothingError),
            written(order.place, force=order.force) as stream,
            closing(order.chosen.collect(stream, Volume(order.title, order.place.name))) as collection,
        ):
            yield from self._steps(partial(self._add, collection))
            if len(self.errors) == len(self.entries):
                raise _NothingError  # a file without an article is none
            collection.finish()
        if order.manifest is not None:
            write(order.manifest, manifest(self.entries, order.manifest.name), force=order.force)

    def _steps(self, take: Callable[[Item], str]) -> Generator[Progress, None, None]:
        """Takes one article after the other; ``take`` gives the name of its file."""
        started, total = time.monotonic(), len(self.order.ids)
        for done, ident in enumerate(self.order.ids, 1):
            entry = ExportEntry(ident, "failed")
            try:
                item = self.order.item(ident)
                article = item.article
                entry = replace(entry, sha256=article.sha256, title=article.title, url=article.url)
                entry = replace(entry, result="written", file=take(item))
            except ReaderError as error:
                if _is_of_the_disk(error):
                    raise
                self.errors[ident] = error
                detail = "; ".join(str(value) for name, value in error.values.items() if name != "id")
                values = tuple(error.values.items())
                entry = replace(entry, code=error.code, detail=detail or None, values=values)
            self.entries.append(entry)
            rate = done / max(time.monotonic() - started, 1e-6)
            current = str(self.order.place / entry.file) if entry.file and not self.order.combined else ""
            yield Progress(STAGE, done, total, rate, (total - done) / rate, current)

    def _add(self, collection: Collection, item: Item) -> str:
        collection.add(item)
        return self.order.place.name

    def _write(self, item: Item) -> str:
        """A file of its own; of two articles that would get one name the second has its id behind it."""
        name = file_name(item.article, self.order.chosen.ending)
        if same_file(name) in self._taken:
            stem = f"{name.removesuffix(self.order.chosen.ending)[:-1]}-{item.article.id}"
            name = numbered(stem, self.order.chosen.ending, lambda told: same_file(told) in self._taken)
        self._taken.add(same_file(name))
        write_item(item, self.order.chosen, self.order.place / name, force=self.order.force)
        return name

    def _report(self, listed: Path | None) -> ExportReport:
        with suppress(OSError):
            listed = listed if listed and listed.exists() else None
        return ExportReport(str(self.order.place), tuple(self.entries), str(listed) if listed else None)


def _is_of_the_disk(error: ReaderError) -> bool:
    """Whether no other article could be written either."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _NO_ROOM
