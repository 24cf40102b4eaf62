"""Records of web archives as they are, byte for byte, with the records that go with them: for handing on."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from reader.errors import NotFoundError, UnusableError
from reader.formats import files, wacz, warc
from reader.formats.http import header
from reader.formats.limits import MAX_PART
from reader.formats.records import MAX_LINE, Damage, Head, Record, records
from reader.formats.revisits import is_original
from reader.formats.sniff import HEAD, sniff
from reader.formats.tape import Place, Tape, TapeError
from reader.formats.webarchive import WebArchive

_NEIGHBOURS = 6  # records before and behind an answer among which its request and metadata are looked for


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record: ``data`` are its header and block as they lie in the archive, without what separates records.

    ``dialect`` is "warc" or "arc"; ``block`` is the last part of ``data``; ``locator`` its place.
    """

    dialect: str
    head: Head
    data: bytes
    block: bytes
    locator: str


def archive_of(path: str, locator: str) -> tuple[WebArchive, str] | None:
    """The web archive to which a locator in a file leads, and the locator in it; None in any other file.

    Raises UnusableError.
    """
    kind = sniff(files.read_head(path, HEAD), os.path.basename(path)).kind
    if kind in ("warc", "arc"):
        return warc.archive_of(path, kind), locator
    return wacz.archive_of(path, locator) if ":" in locator else None


def raw(path: str, locator: str) -> RawRecord:
    """The record at a locator. Raises NotFoundError("resource-missing"), and UnusableError for one that is
    damaged or too large.
    """
    archive, place = _placed(path, locator)
    with closing(archive.tape()) as tape:
        return _raw(archive, tape, place)


def refers_to(record: RawRecord) -> str | None:
    """The address of the original of a revisit; None for any other record."""
    if record.head.type != "revisit":
        return None
    return header(record.head.fields, "warc-refers-to-target-uri").strip("<> ") or record.head.url


def original(path: str, locator: str, others: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    """Where the original of a revisit lies: in the same archive, else at one of the other places.

    Never raises for the sake of another file.
    """
    archive, place = _placed(path, locator)
    with closing(archive.tape()) as tape:
        head = _raw(archive, tape, place).head
    if (found := archive.original_of(head)) is not None:
        return path, found
    for other_path, other_locator in others:
        try:
            if is_original(raw(other_path, other_locator).head, head):
                return other_path, other_locator
        except (NotFoundError, UnusableError):
            continue
    return None


def companions(path: str, locator: str, before: str | None) -> list[RawRecord]:
    """The request and metadata records of an answer, and the warcinfo record that its archive begins with.

    They are looked for among the records around it, from the place ``before`` on (None: nothing is known to
    lie before it but the beginning). Never raises for a damaged neighbour.
    """
    archive, place = _placed(path, locator)
    if archive.dialect.name != "warc":
        return []
    with closing(archive.tape()) as tape:
        own = _raw(archive, tape, place).head
        start = Place.parse(before.rpartition(":")[2]) if before else None
        first = _first(archive, tape)
        found = (
            [first] if first is not None and first.head.type == "warcinfo" and _is_of(first.head, own) else []
        )
        places = list(_around(archive, tape, start or Place(0), place, own))
        return found + [_raw(archive, tape, each) for each in places]


def _around(archive: WebArchive, tape: Tape, start: Place, place: Place, own: Head) -> Iterator[Place]:
    """Places of the records near an answer that belong to it."""
    ahead: deque[tuple[Place, Head]] = deque(maxlen=_NEIGHBOURS)
    behind: list[tuple[Place, Head]] = []
    try:
        tape.go(start)
    except TapeError:
        return
    for met in records(tape, archive.dialect):
        if isinstance(met, Damage):
            continue
        if met.place < place:
            ahead.append((met.place, met.head))
        elif met.place > place:
            behind.append((met.place, met.head))
            if len(behind) >= _NEIGHBOURS:
                break
    yield from (where for where, head in (*ahead, *behind) if _goes_with(head, own))


def _goes_with(head: Head, own: Head) -> bool:
    """Whether a request or metadata record tells of an answer: it names it, or is named by it."""
    if head.type not in ("request", "metadata"):
        return False
    mine, theirs = header(own.fields, "warc-record-id"), header(head.fields, "warc-record-id")
    named = {value for name, value in head.fields if name.lower() in ("warc-concurrent-to", "warc-refers-to")}
    naming = {value for name, value in own.fields if name.lower() == "warc-concurrent-to"}
    if mine in named or theirs in naming:
        return True
    return not named and not naming and (head.url, head.time) == (own.url, own.time)


def _is_of(info: Head, own: Head) -> bool:
    """Whether a warcinfo record is that of a record: it is named, or nothing else is."""
    named = header(own.fields, "warc-warcinfo-id")
    return not named or named == header(info.fields, "warc-record-id")


def _first(archive: WebArchive, tape: Tape) -> RawRecord | None:
    try:
        return _raw(archive, tape, Place(0))
    except (NotFoundError, UnusableError):
        return None


def _placed(path: str, locator: str) -> tuple[WebArchive, Place]:
    found = archive_of(path, locator)
    place = Place.parse(found[1]) if found else None
    if found is None or place is None:
        raise NotFoundError("resource-missing", path=path, locator=locator)
    return found[0], place


def _raw(archive: WebArchive, tape: Tape, place: Place) -> RawRecord:
    """The record at a place, whole. Raises NotFoundError, UnusableError."""
    try:
        tape.go(place)
        written = _header(tape)
        tape.go(place)
    except TapeError as error:
        raise UnusableError(error.code, path=archive.path, detail=error.detail) from error
    record = next(records(tape, archive.dialect), None)
    if isinstance(record, Damage):
        raise UnusableError(record.code, path=archive.path, detail=record.detail)
    if record is None or record.place != place:
        raise NotFoundError("resource-missing", path=archive.path, locator=str(place))
    block = _block(record, archive.path)
    locator = f"{archive.member}:{place}" if archive.member else str(place)
    return RawRecord(archive.dialect.name, record.head, written + block, block, locator)


def _block(record: Record, path: str) -> bytes:
    pieces, size = [], 0
    for piece in record.pieces():
        pieces.append(piece)
        size += len(piece)
        if size > MAX_PART:
            raise UnusableError("page-too-large", path=path, detail=str(record.head.length))
    if record.damage is not None:
        raise UnusableError(record.damage.code, path=path, detail=record.damage.detail)
    return b"".join(pieces)


def _header(tape: Tape) -> bytes:
    """The lines up to and with the empty one; of an ARC record its one line."""
    found = [tape.line(MAX_LINE)]
    if found[0][:5].upper() == b"WARC/":
        while (line := tape.line(MAX_LINE)).strip(b"\r\n"):
            found.append(line)
        found.append(line)
    return b"".join(found)
