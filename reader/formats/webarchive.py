"""One archive of web records, wherever its bytes lie: its pages, one record, parts to read apart, faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import BinaryIO

from reader.errors import NotFoundError, UnusableError
from reader.formats import files, webrecords
from reader.formats.digests import wrong_digests
from reader.formats.format import Fault, Found, Part
from reader.formats.limits import Allowance
from reader.formats.records import Damage, Dialect, Head, Record, records
from reader.formats.revisits import Originals, is_original
from reader.formats.tape import Place, Tape, TapeError, open_tape
from reader.formats.webrecords import Container, Content
from reader.model import FoundFile, Rejected, Resource

PART_SIZE = 4 * 2**20  # bytes on disk


def _open_file(path: str, _: str) -> BinaryIO:
    return files.open_file(path)


@dataclass(frozen=True, slots=True)
class WebArchive:
    """An archive of records: a file, or with ``member`` an archive inside that file.

    ``opener`` gives the bytes, seekable, for path and member; it raises UnusableError. ``elsewhere`` finds
    for a revisit the archives beside this one, and the places in them, where its original may lie.
    """

    path: str
    format: str
    dialect: Dialect
    size: int
    mtime_ns: int
    member: str = ""
    opener: Callable[[str, str], BinaryIO] = _open_file
    elsewhere: Callable[[WebArchive, Head], Iterator[tuple[WebArchive, Place]]] | None = None

    @classmethod
    def of(cls, file: FoundFile, format_: str, dialect: Dialect) -> WebArchive:
        """The archive that a file is."""
        return cls(file.absolute, format_, dialect, file.size, file.mtime_ns)

    def found(self, part: Part) -> Iterator[Found]:
        """What a part holds. Never raises."""
        reading = _Reading(self)
        try:
            with closing(reading):
                yield from reading.run(part)
        except TapeError as error:
            yield Rejected(self.path, self._locator(Place(part.start)), "failed", error.code, error.detail)
        except UnusableError as error:
            yield Rejected(self.path, self.member or None, "failed", error.code, _detail(error))

    def read(self, locator: str) -> Resource:
        """The content of the record at a locator, of a revisit that of its original.

        Raises NotFoundError("resource-missing"), UnusableError.
        """
        place = Place.parse(locator)
        with closing(_Reading(self)) as reading:
            record = reading.record_at(place) if place else None
            if record is not None and record.head.type == "revisit":
                record = reading.original(record.head)
            if record is None:
                raise NotFoundError("resource-missing", path=self.path, locator=locator)
            return webrecords.resource(reading.container, record)

    def some(self, locators: Iterable[str]) -> Iterator[Found]:
        """What the records at these locators are, in the order in which they lie. Never raises.

        Where no record begins, nothing is given.
        """
        places = sorted({place for locator in locators if (place := Place.parse(locator)) is not None})
        try:
            with closing(_Reading(self)) as reading:
                for place in places:
                    if (record := reading.record_at(place)) is not None:
                        yield reading.found(record)
        except UnusableError as error:
            yield Rejected(self.path, self.member or None, "failed", error.code, _detail(error))

    def revisited(self, locator: str, other: WebArchive, original: str) -> Found | None:
        """The page of a revisit in this archive whose original is thought to lie in another one.

        None when there is no such revisit, or the other record is not its original. Raises UnusableError.
        """
        mine, theirs = Place.parse(locator), Place.parse(original)
        if mine is None or theirs is None:
            return None
        with closing(_Reading(self)) as here, closing(_Reading(other)) as there:
            record, found = here.record_at(mine), there.record_at(theirs)
            if record is None or found is None or not is_original(found.head, record.head):
                return None
            return webrecords.found(here.container, found, record.head, self._locator(mine))

    def original_of(self, revisit: Head) -> str | None:
        """The locator, in the file, of the record that a revisit of this archive stands for; None if it is
        not in the file. Raises UnusableError.
        """
        with closing(_Reading(self)) as reading:
            record = reading.original(revisit)
            if record is None:
                return None
            return f"{reading.container_of(record).prefix}{record.place}"

    def parts(self) -> Iterator[Part]:
        """Cuts the archive at beginnings of records. One that is compressed as a whole is one part."""
        start = 0
        if self.size >= 2 * PART_SIZE:
            try:
                with closing(self.tape()) as tape:
                    for met in records(tape, self.dialect):
                        if met.place.inner and not start:
                            break
                        if not met.place.inner and met.place.raw - start >= PART_SIZE:
                            yield Part(start, met.place.raw, self.member)
                            start = met.place.raw
            except UnusableError:
                pass  # told by ``found``
        yield Part(start, None, self.member)

    def faults(self) -> Iterator[Fault]:
        """Damaged places, and recorded digests that do not agree with their records. Never raises."""
        for _, faults in self.checked():
            yield from faults

    def checked(self) -> Iterator[tuple[Record | None, list[Fault]]]:
        """All records, already read, with what is wrong with them; without a record what else is wrong."""
        try:
            with closing(self.tape()) as tape:
                for met in records(tape, self.dialect):
                    place = self._locator(met.place)
                    if isinstance(met, Damage):
                        yield None, [Fault(place, met.code, met.detail)]
                    else:
                        yield met, [Fault(place, "digest-wrong", name) for name in wrong_digests(met)]
        except UnusableError as error:
            yield None, [Fault(self.member, error.code, _detail(error))]

    def tape(self, allowance: Allowance | None = None) -> Tape:
        """Its bytes from the beginning; to be closed. Raises UnusableError."""
        return open_tape(self.opener(self.path, self.member), allowance or Allowance(self.size))

    def _locator(self, place: Place) -> str:
        return f"{self.member}:{place}" if self.member else str(place)


class _Reading:
    """One go through an archive, or at one of its records; to be closed."""

    def __init__(self, archive: WebArchive) -> None:
        self.archive = archive
        self._allowance = Allowance(archive.size)
        self._spare: Tape | None = None  # for what is read out of turn
        self._other: _Reading | None = None  # another archive, in which an original lies
        self._last: Record | None = None  # the last one that was read out of turn
        self.container = Container(
            path=archive.path,
            format=archive.format,
            prefix=f"{archive.member}:" if archive.member else "",
            file_time=files.time_of(archive.mtime_ns),
            allowance=self._allowance,
        )

    def run(self, part: Part) -> Iterator[Found]:
        """What the records of a part are. Raises TapeError when it begins nowhere, and UnusableError."""
        with closing(self.archive.tape(self._allowance)) as tape:
            tape.go(Place(part.start))
            met = None
            for met in records(tape, self.archive.dialect, part.end):
                if isinstance(met, Damage):
                    place = f"{self.container.prefix}{met.place}"
                    yield Rejected(self.container.path, place, "failed", met.code, met.detail)
                else:
                    yield self.found(met)
            if met is None and not part.start:
                yield Rejected(self.container.path, self.archive.member or None, "failed", "archive-empty")

    def record_at(self, place: Place) -> Record | None:
        """The record that begins at a place, if one does. Raises UnusableError."""
        if self._spare is None:
            self._spare = self.archive.tape(self._allowance)
        try:
            self._spare.go(place)
        except TapeError:
            return None
        record = next(records(self._spare, self.archive.dialect), None)
        self._last = record if isinstance(record, Record) and record.place == place else None
        return self._last

    def original(self, revisit: Head) -> Record | None:
        """The record that a revisit stands for. Raises UnusableError."""
        for place in _originals(self.archive).places(revisit):
            record = self.record_at(place)
            if record is not None and is_original(record.head, revisit):
                return record
        if self.archive.elsewhere is not None:
            for archive, place in self.archive.elsewhere(self.archive, revisit):
                record = self._reading_of(archive).record_at(place)
                if record is not None and is_original(record.head, revisit):
                    return record
        return None

    def _reading_of(self, archive: WebArchive) -> _Reading:
        if self._other is None or self._other.archive != archive:
            if self._other is not None:
                self._other.close()
            self._other = _Reading(archive)
        return self._other

    def container_of(self, record: Record) -> Container:
        """The archive in which a record lies that ``original`` gave."""
        other = self._other
        return other.container if other is not None and other.holds(record) else self.container

    def holds(self, record: Record) -> bool:
        """Whether the record was read from this archive."""
        return record is self._last

    def close(self) -> None:
        """Closes what was opened."""
        if self._spare is not None:
            self._spare.close()
        if self._other is not None:
            self._other.close()

    def found(self, record: Record) -> Found:
        """What a record is."""
        locator = f"{self.container.prefix}{record.place}"
        try:
            if record.head.type == "revisit":
                return self._revisited(record, locator)
            return webrecords.found(self.container, record, record.head, locator)
        except UnusableError as error:
            return Rejected(self.container.path, locator, "failed", error.code, _detail(error))

    def _revisited(self, record: Record, locator: str) -> Found:
        content = Content(record)
        if (refused := webrecords.refused(self.container, content, record.head, locator)) is not None:
            return refused
        original = self.original(record.head)
        if original is None:
            return webrecords.unresolved(self.container, content, record.head, locator)
        return webrecords.found(self.container, original, record.head, locator)


@lru_cache(maxsize=2)
def _originals(archive: WebArchive) -> Originals:
    with closing(archive.tape()) as tape:
        return Originals(tape, archive.dialect)


def _detail(error: UnusableError) -> str:
    return str(error.values.get("detail", ""))
