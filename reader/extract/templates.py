"""What the pages of a site have in common, learnt from their fingerprints alone.

A template is a pure function of the *set* of fingerprints: order, repetition and the number of imports do
not matter. Large sites are judged by a sample, the fingerprints with the smallest hashes, which is a
function of the set as well. An article depends on its template only through the question "is this mark of
mine repeated?", so ``affects`` can tell from the fingerprint alone whether a page must be read again.
"""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest
from zlib import crc32

from reader.extract.page import Page
from reader.model import Fingerprint, SiteTemplate

SAMPLE = 400
"""Pages a template is learnt from: enough to see furniture that stands on one page in fifty."""
LEAST_PAGES = 5
"""Fewer distinct pages teach nothing: two captures and a print copy of one article would look like
furniture."""
LEAST_REPEATS = 4
LEAST_SHARE = 0.08

_DIGITS = str.maketrans("123456789", "0" * 9)
"""Counters, clocks and dates differ from page to page in their digits only."""
_VERSION = 1
_HEAD = struct.Struct("<BIH")


def learn(fingerprints: Iterable[Fingerprint]) -> SiteTemplate | None:
    """The template of the site whose fingerprints these are; None when too few pages are known.

    Raises ValueError when the fingerprints are of several sites.
    """
    distinct = {(mark.site, mark.marks) for mark in fingerprints if mark.site and mark.marks}
    sites = {site for site, _ in distinct}
    if len(sites) > 1:
        raise ValueError(f"fingerprints of {len(sites)} sites")
    if len(distinct) < LEAST_PAGES:
        return None
    sample = nsmallest(SAMPLE, (marks for _, marks in distinct), key=lambda marks: (_digest(marks), marks))
    counts = Counter(mark for marks in sample for mark in marks)
    least = max(LEAST_REPEATS, LEAST_SHARE * len(sample))
    repeated = frozenset(mark for mark, count in counts.items() if count >= least)
    site = next(iter(sites))
    assert site is not None
    return SiteTemplate(site, len(sample), repeated) if repeated else None


def affects(fingerprint: Fingerprint, old: SiteTemplate | None, new: SiteTemplate | None) -> bool:
    """Whether the article of this page may differ under the two templates. Never False when it would."""
    before = old.repeated if old else frozenset()
    after = new.repeated if new else frozenset()
    return before is not after and any((mark in before) != (mark in after) for mark in fingerprint.marks)


def fingerprint(page: Page, site: str | None) -> Fingerprint:
    """The marks of a page's lines."""
    return Fingerprint(site, tuple(sorted(set(_marks(page)))))


def repeated_runs(page: Page, template: SiteTemplate | None) -> frozenset[int]:
    """The numbers of the lines that the template knows."""
    if template is None:
        return frozenset()
    return frozenset(number for number, mark in enumerate(_marks(page)) if mark in template.repeated)


def _marks(page: Page) -> list[int]:
    """One mark a line: its text, digits made alike, with the name of its block and whether it is a link."""
    tags, elements = page.tags, page.elements
    found = []
    for run in page.runs:
        name = f"{tags[run.owner]}.{elements[run.owner].get('class') or ''}"
        linked = "a" if run.links > 0.5 * len(run.text) else ""
        line = f"{name}|{linked}|{run.text.translate(_DIGITS)}"
        found.append(crc32(line.encode("utf-8", "surrogatepass")))
    return found


def pack_fingerprint(fingerprint: Fingerprint) -> bytes:
    """A fingerprint as bytes for the catalogue: version, site, marks as little-endian 32-bit numbers."""
    return _pack(fingerprint.site or "", 0, fingerprint.marks)


def unpack_fingerprint(data: bytes) -> Fingerprint:
    """The inverse of ``pack_fingerprint``. Raises ValueError on anything else."""
    site, _, marks = _unpack(data)
    return Fingerprint(site or None, marks)


def pack_template(template: SiteTemplate) -> bytes:
    """A template as bytes for the catalogue."""
    return _pack(template.site, template.pages, tuple(sorted(template.repeated)))


def unpack_template(data: bytes) -> SiteTemplate:
    """The inverse of ``pack_template``. Raises ValueError on anything else."""
    site, pages, marks = _unpack(data)
    return SiteTemplate(site, pages, frozenset(marks))


def _digest(marks: tuple[int, ...]) -> int:
    return crc32(_numbers(marks))


def _numbers(marks: tuple[int, ...]) -> bytes:
    return struct.pack(f"<{len(marks)}I", *marks)


def _pack(site: str, pages: int, marks: tuple[int, ...]) -> bytes:
    name = site.encode("utf-8", "surrogatepass")
    return _HEAD.pack(_VERSION, pages, len(name)) + name + _numbers(marks)


def _unpack(data: bytes) -> tuple[str, int, tuple[int, ...]]:
    try:
        version, pages, length = _HEAD.unpack_from(data)
        rest = data[_HEAD.size + length :]
        marks = struct.unpack(f"<{len(rest) // 4}I", rest)
        site = data[_HEAD.size : _HEAD.size + length].decode("utf-8", "surrogatepass")
    except (struct.error, UnicodeDecodeError) as error:
        raise ValueError("no packed marks") from error
    if version != _VERSION:
        raise ValueError(f"packed marks of version {version}")
    return site, pages, marks
