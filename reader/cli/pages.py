"""Reads the pages of a file for ``extract``. Runs in worker processes, which load neither Qt nor whoosh."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from reader.cli import copies
from reader.extract.article import Extracted
from reader.extract.attempt import attempt
from reader.extract.guesses import Guesses
from reader.formats.registry import pages
from reader.model import (
    Fingerprint,
    FoundFile,
    Rejected,
    ResourceEntry,
    SavedPage,
    SiteTemplate,
    readable_path,
)


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read. With ``templates``, by the page's number in the file, only those pages are wanted,
    under these templates and not under guessed ones. ``known``: keys of pages that need not be read again.
    """

    found: FoundFile | Rejected
    templates: Mapping[int, SiteTemplate | None] | None = None
    known: frozenset[bytes] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the output, a JSON document, compressed. ``number`` is that of the page in its file; the line
    of an error has no fingerprint. ``repeated``: the marks of the page that were taken for the site's.
    ``failed``: the page should have been read, it is not merely no article. ``key``: that of the page
    (``copies.key``). ``copy``: the document has only what is different from that of the known page.
    """

    number: int
    packed: bytes
    fingerprint: Fingerprint | None = None
    repeated: frozenset[int] = frozenset()
    failed: bool = False
    key: bytes = b""
    copy: bool = False

    @property
    def text(self) -> str:
        """The JSON document."""
        return zlib.decompress(self.packed).decode("utf-8")


def read(task: Task) -> Iterator[Line]:
    """The lines of a file: an article or an error for every page, nothing for a file that is none."""
    if isinstance(task.found, Rejected):
        yield from _rejection(0, task.found)
        return
    for number, page in enumerate(pages(task.found)):
        if isinstance(page, ResourceEntry):
            continue
        if task.templates is not None and number not in task.templates:
            continue
        if isinstance(page, Rejected):
            yield from _rejection(number, page)
            continue
        own = copies.key(page)
        if own in task.known:
            yield _copy(number, page, own)
        elif task.templates is None:
            yield from _lines(number, attempt(page, guesses=_guesses()), own)
        else:
            yield from _lines(number, attempt(page, task.templates[number]), own)


def _lines(number: int, result: Extracted | Rejected, own: bytes) -> Iterator[Line]:
    if isinstance(result, Rejected):
        for line in _rejection(number, result):
            yield replace(line, key=own)
    else:
        packed = _packed(result.article.as_json())
        yield Line(number, packed, result.fingerprint, result.repeated, key=own)


def _copy(number: int, page: SavedPage, own: bytes) -> Line:
    captured = page.recorded_time or page.file_time
    shape: dict[str, object] = {"path": readable_path(page.path), "captured": captured}
    return Line(number, _packed(shape), key=own, copy=True)


def copied(line: Line, copy: Line) -> Line:
    """The line of a copy, from that of the page that it is a copy of."""
    shape = json.loads(line.text)
    shape.update((name, value) for name, value in json.loads(copy.text).items() if name in shape)
    return replace(line, number=copy.number, packed=_packed(shape))


@lru_cache(maxsize=1)
def _guesses() -> Guesses:
    """Those of this process."""
    return Guesses()


def error_line(number: int, rejected: Rejected) -> Line:
    """The line for a page that cannot be read."""
    error = {"code": rejected.code, "detail": readable_path(rejected.detail)}
    path = readable_path(rejected.path)
    shape: dict[str, object] = {"path": path, "member": rejected.member, "error": error}
    return Line(number, _packed(shape), failed=rejected.kind == "failed")


def _rejection(number: int, rejected: Rejected) -> Iterator[Line]:
    if rejected.kind != "other":
        yield error_line(number, rejected)


def _packed(shape: dict[str, object]) -> bytes:
    # The fastest level: a line is written and read once.
    return zlib.compress(json.dumps(shape, ensure_ascii=False).encode("utf-8", "replace"), 1)
