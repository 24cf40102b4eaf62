"""The lines of a backup: one JSON object a line, of which the first says what the file is.

Each further line is one entry with its ``kind`` and the values below; what is not known here is passed over,
so that later versions may say more of an entry.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader import __version__
from reader.errors import UnusableError, UsageError
from reader.library.catalogue.database import Row
from reader.library.corrections import FIELDS
from reader.library.marking import name_of
from reader.library.times import now
from reader.model import BadLine

_FILE = "gov-reader backup"
_VERSION = 1
_LONGEST_LINE = 4 * 2**20

# The values of each kind of entry, in the order of the catalogue's rows.
VALUES: Mapping[str, tuple[str, ...]] = {
    "article": ("id", "title", "url", "site", "date"),
    "tag": ("id", "name", "made"),
    "note": ("id", "text", "made", "changed"),
    "flag": ("id", "flag", "made"),
    "highlight": (
        "key",
        "id",
        "quote",
        "before",
        "after",
        "start",
        "colour",
        "comment",
        "made",
        "changed",
    ),
    "collection": ("name", "made"),
    "collected": ("name", "id", "made", "place"),
    "opened": ("id", "opened"),
    "wanted": ("url", "made"),
    "search": ("name", "request", "made"),
    "correction": ("id", "field", "value", "extracted", "made", "made_on"),
    "encoding": ("id", "encoding", "was", "made", "made_on"),
}
_MAY_BE_NULL = frozenset({"title", "url", "site", "date", "value", "extracted", "place"})
_NUMBERS = frozenset({"start", "place"})
_TIMES = frozenset({"made", "changed", "opened"})
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_MOST = 2**53
_NAMED = frozenset({"tag", "collection", "collected", "search"})
_ALLOWED: Mapping[tuple[str, str], frozenset[str]] = {
    ("flag", "flag"): frozenset({"star", "to-read", "read"}),
    ("highlight", "colour"): frozenset({"yellow", "green", "blue", "pink"}),
    ("correction", "field"): frozenset(FIELDS),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that was understood: all the values of its kind."""

    kind: str
    values: Mapping[str, Any]


def head_line() -> str:
    """The first line."""
    head = {"file": _FILE, "version": _VERSION, "program": __version__, "made": now()}
    return json.dumps(head, ensure_ascii=False) + "\n"


def entry_line(kind: str, row: Row) -> str:
    """A row of the catalogue as a line."""
    entry = {"kind": kind, **dict(zip(VALUES[kind], row, strict=True))}
    return json.dumps(entry, ensure_ascii=False) + "\n"


def read(source: Path) -> tuple[list[Entry], list[BadLine]]:
    """The entries of a backup in the order of ``VALUES``, and the lines that are none.

    A damaged first line is passed over where others are good. Raises UnusableError: "file-unreadable",
    "not-a-backup", "backup-newer".
    """
    entries: list[Entry] = []
    bad: list[BadLine] = []
    try:
        with source.open("rb") as file:
            for number, line in enumerate(_lines(file.readline), 1):
                if number == 1 and _is_head(source, line):
                    continue
                if number > 1 and not line.strip():
                    continue
                if (entry := _entry(line)) is None:
                    bad.append(BadLine(number, "line-unreadable"))
                else:
                    entries.append(entry)
    except OSError as error:
        raise UnusableError("file-unreadable", path=str(source), reason=error.strerror or "") from error
    if not entries and (not source.stat().st_size or any(each.line == 1 for each in bad)):
        raise UnusableError("not-a-backup", path=str(source))
    order = list(VALUES)
    return sorted(entries, key=lambda each: order.index(each.kind)), bad


def _lines(readline: Callable[[int], bytes]) -> Iterator[bytes]:
    while line := readline(_LONGEST_LINE):
        whole = line
        while not line.endswith(b"\n") and (line := readline(_LONGEST_LINE)):
            whole = b"{"  # far too long for an entry: not read, and said to be bad
        yield whole


def _is_head(source: Path, line: bytes) -> bool:
    head = _object(line)
    if head is None or head.get("file") != _FILE or not isinstance(head.get("version"), int):
        return False
    if head["version"] > _VERSION:
        raise UnusableError("backup-newer", path=str(source))
    return True


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _entry(line: bytes) -> Entry | None:
    """An entry with all its values, each of its type; None for anything else."""
    found = _object(line)
    kind = found.get("kind") if found else None
    if found is None or not isinstance(kind, str) or kind not in VALUES:
        return None
    values: dict[str, Any] = {name: found.get(name) for name in VALUES[kind]}
    if not all(_is_good(kind, name, value) for name, value in values.items()):
        return None
    if kind in _NAMED:
        try:
            values["name"] = name_of(values["name"])
        except UsageError:
            return None
    return Entry(kind, values)


def _is_good(kind: str, name: str, value: object) -> bool:
    if value is None:
        return name in _MAY_BE_NULL
    if name in _NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST
    if not isinstance(value, str) or (name in _TIMES and not _TIME.fullmatch(value)):
        return False
    try:
        value.encode()  # half a sign is nothing that the catalogue could keep
    except UnicodeEncodeError:
        return False
    return (kind, name) not in _ALLOWED or value in _ALLOWED[kind, name]
