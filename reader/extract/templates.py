"""What the pages of a site have in common, learnt from their fingerprints alone.

Several captures of one page count once: else what the page says would pass for what the site says.
A template is a pure function of the *set* of fingerprints: order, repetition and the number of imports do
not matter. Large sites are judged by a sample, the fingerprints with the smallest hashes, which is a
function of the set as well. An article depends on its template only through the question "is this mark of
mine repeated?", so ``affects`` can tell from the fingerprint alone whether a page must be read again.

A mark is a 32-bit hash of a piece of text in its place. Its two lowest bits are its kind, for each kind asks
for another share of pages before it counts as repeated.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import heappush, heappushpop
from zlib import crc32

from reader.extract.head import Head
from reader.extract.page import Page
from reader.model import Fingerprint, SiteTemplate, UrlFrom
from reader.text import urls

SAMPLE = 400
"""Pages a template is learnt from: enough to see furniture that stands on one page in twelve."""
LEAST_PAGES = 5
"""Fewer distinct pages teach nothing: two captures and a print copy would look like furniture."""
LINE, TITLE, DATE, PAGE = 0, 1, 2, 3
SHARES = {LINE: (4, 0.08), TITLE: (3, 0.25), DATE: (10, 0.8)}
"""Pages and share of pages from which on a mark is repeated. Furniture may stand in one section only. A title
that a quarter of the pages tell names the site. A day is a stamp only when nearly all pages bear it: a portal
is often filled with its first articles in one day."""

_RECORDED: frozenset[UrlFrom] = frozenset({"record", "comment", "path"})  # not told by the page itself
_KINDS = 3
_DIGITS = bytes.maketrans(b"123456789", b"0" * 9)
"""Counters and clocks differ from page to page in their digits only."""
_VERSION = 2
_HEAD = struct.Struct("<BIH")
_NUMBER = struct.Struct("<I")


# ---- marks of a page -----------------------------------------------------------------------------


def marks(page: Page) -> list[int]:
    """One mark a line: its text with digits made alike, the name of its block, and whether it is a link."""
    tags, classes = page.tags, page.classes
    found = []
    for run in page.runs:
        linked = "a" if run.links > 0.5 * len(run.text) else ""
        place = crc32(_utf8(f"{tags[run.owner]}.{classes[run.owner]}|{linked}|"))
        found.append(crc32(_utf8(run.text).translate(_DIGITS), place) & ~_KINDS | LINE)
    return found


def title_mark(title: str) -> int:
    """The mark of a title that the page tells machines."""
    return _mark(TITLE, title)


def date_mark(iso: str) -> int:
    """The mark of a day that the page bears outside its story."""
    return _mark(DATE, iso)


def page_mark(url: str, url_from: UrlFrom | None, title: str) -> int:
    """The mark that all captures of a page share.

    An address that the page itself tells is trusted only with its title: some sites call every page by the
    address of their home page.
    """
    told = "" if url_from in _RECORDED else f"|{title}"
    return _mark(PAGE, urls.key(url) + told)


def fingerprint(
    site: str | None, lines: Iterable[int], head: Head, days: Iterable[str], page: int | None = None
) -> Fingerprint:
    """The fingerprint of a page: its lines, its told titles, the days it bears, and which page it is."""
    found = set(lines)
    if page is not None:
        found.add(page)
    found.update(title_mark(title) for title in (*head.titles, head.page_title) if title)
    found.update(map(date_mark, days))
    return Fingerprint(site, tuple(sorted(found)))


def repeated_runs(lines: Sequence[int], template: SiteTemplate | None) -> frozenset[int]:
    """The numbers of the lines that the template knows."""
    if template is None:
        return frozenset()
    return frozenset(number for number, mark in enumerate(lines) if mark in template.repeated)


def without_titles(head: Head, template: SiteTemplate | None) -> Head:
    """What a page tells, but for the titles that name the site."""
    if template is None:
        return head
    repeated = template.repeated
    titles = [title for title in head.titles if title_mark(title) not in repeated]
    return replace(
        head,
        titles=titles,
        page_title="" if title_mark(head.page_title) in repeated else head.page_title,
    )


# ---- learning ------------------------------------------------------------------------------------


def learn(fingerprints: Iterable[Fingerprint]) -> SiteTemplate | None:
    """The template of the site whose fingerprints these are; None when too few pages are known.

    Holds no more than ``SAMPLE`` of them at a time. Raises ValueError when they are of several sites.
    """
    sample = Sample()
    for entry in fingerprints:
        sample.add(entry)
    return sample.template()


class Sample:
    """The fingerprints of a site that its template is learnt from, one a page."""

    def __init__(self) -> None:
        self._site: str | None = None
        self._order: list[tuple[int, bytes]] = []  # a heap of pages, the largest hash first
        self._chosen: dict[bytes, bytes] = {}  # of several captures of a page the one with the least marks

    def add(self, fingerprint: Fingerprint) -> None:
        """Takes a fingerprint into account. Raises ValueError when it is of another site."""
        if not fingerprint.site or not fingerprint.marks:
            return
        if self._site is not None and fingerprint.site != self._site:
            raise ValueError("fingerprints of several sites")
        self._site = fingerprint.site
        marks = _numbers(fingerprint.marks)
        page = next((mark for mark in fingerprint.marks if mark & _KINDS == PAGE), None)
        name = marks if page is None else _NUMBER.pack(page)
        if name in self._chosen:
            self._chosen[name] = min(self._chosen[name], marks)
            return
        item = (-crc32(name), name)
        if len(self._order) < SAMPLE:
            heappush(self._order, item)
        elif item > self._order[0]:
            del self._chosen[heappushpop(self._order, item)[1]]
        else:
            return
        self._chosen[name] = marks

    def template(self) -> SiteTemplate | None:
        """What they have in common; None when they are too few."""
        size = len(self._chosen)
        if self._site is None or size < LEAST_PAGES:
            return None
        sample = self._chosen.values()
        counts = Counter(mark for marks in sample for (mark,) in _NUMBER.iter_unpack(marks))
        least = {kind: max(pages, share * size) for kind, (pages, share) in SHARES.items()}
        repeated = frozenset(
            mark for mark, count in counts.items() if count >= least.get(mark & _KINDS, 1 << 31)
        )
        return SiteTemplate(self._site, size, repeated) if repeated else None


def affects(fingerprint: Fingerprint, old: SiteTemplate | None, new: SiteTemplate | None) -> bool:
    """Whether the article of this page may differ under the two templates. Never False when it would."""
    before = old.repeated if old else frozenset()
    after = new.repeated if new else frozenset()
    return before is not after and any((mark in before) != (mark in after) for mark in fingerprint.marks)


# ---- bytes for the catalogue ---------------------------------------------------------------------


def pack_fingerprint(fingerprint: Fingerprint) -> bytes:
    """A fingerprint as bytes for the catalogue: version, site, marks as little-endian 32-bit numbers."""
    return _pack(fingerprint.site or "", 0, fingerprint.marks)


def unpack_fingerprint(data: bytes) -> Fingerprint:
    """The inverse of ``pack_fingerprint``. Raises ValueError on anything else."""
    site, _, found = _unpack(data)
    return Fingerprint(site or None, found)


def pack_template(template: SiteTemplate) -> bytes:
    """A template as bytes for the catalogue."""
    return _pack(template.site, template.pages, tuple(sorted(template.repeated)))


def unpack_template(data: bytes) -> SiteTemplate:
    """The inverse of ``pack_template``. Raises ValueError on anything else."""
    site, pages, found = _unpack(data)
    return SiteTemplate(site, pages, frozenset(found))


def _mark(kind: int, text: str) -> int:
    return crc32(_utf8(text)) & ~_KINDS | kind


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _numbers(found: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(found)}I", *found)


def _pack(site: str, pages: int, found: tuple[int, ...]) -> bytes:
    name = site.encode("utf-8", "surrogatepass")
    return _HEAD.pack(_VERSION, pages, len(name)) + name + _numbers(found)


def _unpack(data: bytes) -> tuple[str, int, tuple[int, ...]]:
    try:
        version, pages, length = _HEAD.unpack_from(data)
        rest = data[_HEAD.size + length :]
        found = struct.unpack(f"<{len(rest) // 4}I", rest)
        site = data[_HEAD.size : _HEAD.size + length].decode("utf-8", "surrogatepass")
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError("no packed marks") from error
    if version != _VERSION:
        raise ValueError(f"packed marks of version {version}")
    return site, pages, found
