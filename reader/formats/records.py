"""The records of a web archive one after the other, whatever is wrong with some of them.

Knows where records begin and end; what stands in them is for ``warc`` and ``arc`` to say (a ``Dialect``). A
wrong length is found by looking whether a record begins where the last one is said to end; if not, the next
line that begins like a record ends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from reader.errors import UnusableError
from reader.formats.http import Headers
from reader.formats.limits import STEP
from reader.formats.tape import Place, Tape, TapeError

MAX_LINE = 64 * 1024  # bytes of one header line
_MOST_LISTED = 1000  # damaged places of a file that are listed one by one
_SEPARATOR = re.compile(rb"(?:\r?\n){1,2}\Z")
_BLANKS = b"\r\n \t\x00"


@dataclass(frozen=True, slots=True)
class Head:
    """What a record's header says. ``length`` is None when it says no number of bytes.

    ``type`` is in lower case, ``time`` UTC text or None, ``url`` as recorded.
    """

    type: str
    url: str | None
    time: str | None
    length: int | None
    content_type: str
    fields: Headers = ()


@dataclass(frozen=True, slots=True)
class Dialect:
    """How records of a kind of archive begin.

    ``start`` matches the first line of a record, which takes at most ``reach`` bytes; ``next`` finds such a
    line behind another. ``parse`` reads a header whose first line is given; it raises TapeError when it is
    none. ``separators`` stand behind a block, and tell its end even if no record follows.
    """

    name: str
    start: re.Pattern[bytes]
    next: re.Pattern[bytes]
    reach: int
    parse: Callable[[bytes, Tape], Head]
    separators: tuple[bytes, ...]

    @classmethod
    def of(
        cls,
        name: str,
        start: bytes,
        reach: int,
        parse: Callable[[bytes, Tape], Head],
        separators: tuple[bytes, ...] = (),
    ) -> Dialect:
        """A dialect whose records begin with a line that the expression ``start`` describes."""
        return cls(name, re.compile(start), re.compile(b"\n(?=" + start + b")"), reach, parse, separators)


@dataclass(frozen=True, slots=True)
class Damage:
    """A place from which no record could be read, or whose record is not whole: why."""

    place: Place
    code: str
    detail: str = ""


class Record:
    """A record whose header was read. Its block can be read once, before the next record is asked for."""

    def __init__(self, tape: Tape, dialect: Dialect, place: Place, head: Head) -> None:
        self.place = place
        self.head = head
        self.damage: Damage | None = None
        self._tape = tape
        self._dialect = dialect
        self._start = tape.spot().raw
        self._pieces = self._read()
        self._begun = False

    def pieces(self) -> Iterator[bytes]:
        """The block. Never raises: ``damage`` says afterwards what was wrong with it."""
        self._begun = True
        return self._pieces

    def finish(self) -> None:
        """Passes over what was not read of the block."""
        length = self.head.length
        if not self._begun and length is not None and self._tape.skips_cheaply and self._ends_well(length):
            self._tape.skip(length)
            return
        for _ in self._pieces:
            pass

    def _read(self) -> Iterator[bytes]:
        length = self.head.length
        try:
            if length is None or (self._tape.skips_cheaply and not self._ends_well(length)):
                yield from self._up_to_start(length, b"")
                return
            left, held = yield from self._up_to_length(length)
            if left:
                self._tell("record-length-wrong" if self._goes_on() else "record-cut-off", str(length))
                yield _SEPARATOR.sub(b"", held)
            elif self.damage is None and not self._at_boundary():
                yield from self._up_to_start(length, held)
            else:
                yield held
        except TapeError as error:
            self._tell(error.code, error.detail)
        except UnusableError as error:
            self._tell(error.code, str(error.values.get("detail", "")))

    def _up_to_length(self, length: int) -> Generator[bytes, None, tuple[int, bytes]]:
        """The block as long as it is said to be; gives how much is missing, and the last bytes of it.

        Inside gzip nobody knows beforehand whether the length is right. A line in the block that begins like
        a record is a reason to look.
        """
        tape, left, held = self._tape, length, b""
        doubtful = not tape.skips_cheaply
        while left and not tape.at_seam_before(self._dialect.start):
            piece = tape.read(min(left, STEP))
            if not piece:
                break
            left -= len(piece)
            if not doubtful:
                yield piece
                continue
            window = held + piece
            cut = self._find_start(window)
            if cut is None:
                held = window[-self._dialect.reach :]
                yield window[: len(window) - len(held)]
            elif self._ends_well(left):
                doubtful, held = False, b""
                yield window
            else:
                tape.back(len(window) - cut)
                self._tell("record-length-wrong", str(length))
                yield _SEPARATOR.sub(b"", window[:cut])
                return 0, b""
        return left, held

    def _up_to_start(self, length: int | None, held: bytes) -> Iterator[bytes]:
        """The block, or the rest of it behind ``held``, up to where the next record begins."""
        tape = self._tape
        while not tape.at_seam_before(self._dialect.start):
            piece = tape.read(STEP)
            if not piece:
                break
            window = held + piece
            cut = self._find_start(window)
            if cut is not None:
                tape.back(len(window) - cut)
                self._tell("record-length-wrong", "" if length is None else str(length))
                yield _SEPARATOR.sub(b"", window[:cut])
                return
            held = window[-self._dialect.reach :]
            yield window[: len(window) - len(held)]
        yield _SEPARATOR.sub(b"", held)
        cut_off = length is not None and tape.skips_cheaply and self._start + length > tape.size
        self._tell(
            "record-cut-off" if cut_off else "record-length-wrong", "" if length is None else str(length)
        )

    def _find_start(self, window: bytes) -> int | None:
        """Where in the window a line begins like a record."""
        found = self._dialect.next.search(window)
        return found.end() if found else None

    def _ends_well(self, left: int) -> bool:
        """Whether a record, or nothing, follows so many bytes further on. The tape stays where it is."""
        here = self._tape.spot()
        try:
            return self._tape.skip(left) == left and self._at_boundary()
        except TapeError:
            return False
        finally:
            self._tape.go(here)

    def _at_boundary(self) -> bool:
        if self._tape.at_seam_before(self._dialect.start):
            return True
        ahead = self._tape.peek(self._dialect.reach)
        behind = ahead.lstrip(_BLANKS)
        return not behind or ahead.startswith(self._dialect.separators) or self._starts(behind)

    def _starts(self, line: bytes) -> bool:
        return self._dialect.start.match(line) is not None

    def _goes_on(self) -> bool:
        return bool(self._tape.peek(1))

    def _tell(self, code: str, detail: str) -> None:
        self.damage = self.damage or Damage(self.place, code, detail)


def records(tape: Tape, dialect: Dialect, end: int | None = None) -> Iterator[Record | Damage]:
    """The records from where the tape stands, up to one that begins at or after offset ``end``.

    Damaged places, and records that turn out not to be whole once they were read, come as ``Damage``; reading
    goes on behind them. Past a thousand of them they are only counted, and told at the end.
    """
    reader = _Reader(tape, dialect, end)
    unlisted = 0
    listed = 0
    for found in reader.run():
        if isinstance(found, Damage):
            listed += 1
            if listed > _MOST_LISTED:
                unlisted += 1
                continue
        yield found
    if unlisted:
        yield Damage(tape.place(), "archive-damaged", str(unlisted))


class _Reader:
    def __init__(self, tape: Tape, dialect: Dialect, end: int | None) -> None:
        self._tape = tape
        self._dialect = dialect
        self._end = end
        self._place = Place(0)

    def run(self) -> Iterator[Record | Damage]:
        while True:
            try:
                record = self._next()
                if record is None:
                    return
                yield record
                record.finish()
            except TapeError as error:
                yield Damage(self._place, error.code, error.detail)
                if not self._recover(error.code):
                    return
                continue
            except UnusableError as error:
                yield Damage(self._place, error.code, str(error.values.get("detail", "")))
                if error.code != "part-bomb" or not self._recover(error.code):
                    return
                continue
            if record.damage is not None:
                yield record.damage
                if not self._recover_from(record.damage):
                    return

    def _next(self) -> Record | None:
        tape = self._tape
        tape.skip_blanks()
        self._place = tape.place()
        if self._end is not None and self._place.raw >= self._end:
            return None
        line = tape.line(MAX_LINE)
        if not line:
            return None
        return Record(tape, self._dialect, self._place, self._dialect.parse(line, tape))

    def _recover_from(self, damage: Damage) -> bool:
        """After a record that is not whole."""
        if damage.code in ("record-length-wrong", "record-cut-off"):
            return True  # the tape stands at the next record, or at the end
        return damage.code != "archive-bomb" and self._recover(damage.code)

    def _recover(self, code: str) -> bool:
        """To the next record; False when there is none."""
        start = self._dialect.start
        try:
            if code.startswith("record-"):
                return self._tape.seek_start(start, self._dialect.next, self._dialect.reach)
            return self._tape.mend(start)
        except TapeError:
            return self._tape.mend(start)
        except UnusableError:
            return False
