"""Where a page came from and when it was saved: what its saving tool wrote, and what else may tell.

Address, the first that holds:

1. ``record``: the address in a web archive's record; ``comment``: what the saving tool wrote into the file:
   the browsers' "saved from url=(0042)…", SingleFile's "url: …", SavePageWE, WebScrapBook, monolith, then
   HTTrack's "Mirrored from …". (wget writes none: see 4.)
2. ``canonical``: the page's own <link rel=canonical>, and 3. ``og``: its og:url; unless it names another
   site than the mirror's path (a reprint names its original there) or a home page for an inner page.
4. ``path``: what the folders of a mirror (wget, HTTrack, a published copy) stand for.
5. ``base``: the page's <base href> joined with the file's name; only when the base is a folder.

An address inside a web archive (web.archive.org/web/2019…/http://…) stands for the original in it.

Time, the first that holds: the notice that the Wayback Machine puts at the end of a page, the time stamp in a
recorded address of a web archive, the time in the tool's comment, the Date header of wget --save-headers;
all these are *recorded*. Else the file's own: the time stamp in a web archive's path, or when it was changed.

Rules 2, 3 and 5 want the parsed page: ``extract`` passes what it finds to ``choose``.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlsplit

from reader.formats.sniff import as_ascii
from reader.model import SavedPage, UrlFrom
from reader.text import urls

_RECORDS = frozenset({"warc", "arc", "wacz"})  # formats in which every page has a record with its address
_HEAD = 64 * 1024  # tools write their comment at the top; a long style may stand before it
_TAIL = 16 * 1024

_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)\s*(\S+?)\s*-->", re.I)
_SINGLEFILE = re.compile(
    r"<!--\s*Page saved with SingleFileZ?\s+url:\s*(?P<url>\S+)"
    r"\s+saved date:\s*(?P<date>[^\n]+?)\s*(?:\n|-->)",
    re.I,
)
_MONOLITH = re.compile(r"<!--\s*Saved from (?P<url>\S+) at (?P<date>[0-9T:.+Z-]+) using monolith", re.I)
_HTTRACK = re.compile(
    r"<!--\s*Mirrored from (?P<url>.{1,4000}?) by HTTrack Website Copier/[^,>]*,\s*(?P<date>[^>]+?)\s*-->",
    re.I | re.S,
)
_SAVE_PAGE_WE = re.compile(r'<meta\s+name="savepage-(?P<key>url|date)"\s+content="(?P<value>[^"]*)"', re.I)
_WEBSCRAPBOOK = re.compile(r'\bdata-scrapbook-(?P<key>source|create)="(?P<value>[^"]*)"', re.I)
_WAYBACK = re.compile(
    r"FILE ARCHIVED ON (\d\d):(\d\d):(\d\d) ([A-Z][a-z]{2}) (\d\d), (\d{4}) AND RETRIEVED FROM"
)
_WAYBACK_PATH = re.compile(r"/(\d{14})(?:[a-z]{2}_)?/+https?[_:]?/")

_JS_DATE = re.compile(
    r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d):(\d\d):(\d\d)(?: (?:GMT|UTC)([+-]\d{4})?)?"
)
_MAIL_DATE = re.compile(
    r"(?:[A-Z][a-z]{2},\s*)?(\d{1,2})\s+([A-Z][a-z]{2})\s+(\d{4})\s+(\d\d):(\d\d):(\d\d)\s*(?:(?:GMT|UTC|Z)|([+-]\d{4}))?"
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?")
_FIRST_YEAR = 1990  # there is no web page before


@dataclass(frozen=True, slots=True)
class Origin:
    """What a page's saving tool recorded: absolute address, UTC time, or None."""

    url: str | None = None
    time: str | None = None


def recorded(body: bytes) -> Origin:
    """What the saving tool wrote into the page. Never raises."""
    head = _text(body[:_HEAD])
    url, time = None, None
    for reader in (_from_browser, _from_singlefile, _from_attributes, _from_monolith, _from_httrack):
        found = reader(head)
        url, time = url or found.url, time or found.time
    if url and (stamped := path_time(url)):
        time = stamped
    wayback = _WAYBACK.search(_text(body[-_TAIL:]) if len(body) > _HEAD else head)
    if wayback:
        hour, minute, second, month, day, year = wayback.groups()
        time = _utc(year, _MONTHS.get(month.lower()), day, hour, minute, second) or time
    return Origin(url, time)


def path_time(path: str) -> str | None:
    """The time stamp in an address or path of a web archive (web/20180712094219im_/http_/…), or None."""
    found = _WAYBACK_PATH.search(path.replace("\\", "/"))
    return _stamp(found[1]) if found else None


def choose(
    page: SavedPage, canonical: str | None = None, og: str | None = None, base: str | None = None
) -> tuple[str, UrlFrom] | None:
    """The page's original address and the rule that gave it, in the order above; None when nothing tells.

    ``canonical``, ``og`` and ``base`` are as the page has them (relative ones are joined with what is known).
    """
    if page.recorded_url:
        recorded = urls.unwrap(page.recorded_url) or page.recorded_url
        return recorded, "record" if page.format in _RECORDS else "comment"
    root = urls.resolve(page.path_url, base) if base else None
    for claimed, rule in ((canonical, "canonical"), (og, "og")):
        url = urls.resolve(root or page.path_url, claimed) if claimed else None
        url = (urls.unwrap(url) or url) if url else None
        if url and _plausible(url, page.path_url):
            return url, "canonical" if rule == "canonical" else "og"
    if page.path_url:
        return page.path_url, "path"
    if root and urlsplit(root).path.endswith("/"):
        name = re.split(r"[/\\]", page.member or page.path)[-1]
        url = urls.resolve(root, name)
        return (url, "base") if url else None
    return None


def parse_time(text: str) -> str | None:
    """A time as tools write it (JavaScript, mail or ISO form) as UTC text; None when it is none."""
    if found := _ISO.search(text):
        year, month, day, hour, minute, second, zone = found.groups()
        return _utc(year, month, day, hour, minute, second, zone)
    if found := _MAIL_DATE.search(text):
        day, name, year, hour, minute, second, zone = found.groups()
        return _utc(year, _MONTHS.get(name.lower()), day, hour, minute, second, zone)
    if found := _JS_DATE.search(text):
        name, day, year, hour, minute, second, zone = found.groups()
        return _utc(year, _MONTHS.get(name.lower()), day, hour, minute, second, zone)
    return None


def _plausible(url: str, path_url: str | None) -> bool:
    """Whether a page's own claim about its address may be believed beside the mirror's path."""
    if not path_url:
        return True
    if urls.site(url) != urls.site(path_url):
        return False
    return (
        urlsplit(url).path not in ("", "/")
        or bool(urlsplit(url).query)
        or urls.key(url) == urls.key(path_url)
    )


def _from_browser(head: str) -> Origin:
    found = _SAVED_FROM.search(head)
    return Origin(_address(found[1])) if found else Origin()


def _from_singlefile(head: str) -> Origin:
    found = _SINGLEFILE.search(head)
    return Origin(_address(found["url"]), parse_time(found["date"])) if found else Origin()


def _from_monolith(head: str) -> Origin:
    found = _MONOLITH.search(head)
    return Origin(_address(found["url"]), parse_time(found["date"])) if found else Origin()


def _from_httrack(head: str) -> Origin:
    found = _HTTRACK.search(head)
    if not found:
        return Origin()
    url = found["url"].strip()
    absolute = url if re.match(r"https?://", url, re.I) else f"http://{url}"
    return Origin(_address(absolute), parse_time(found["date"]))


def _from_attributes(head: str) -> Origin:
    """Save Page WE and WebScrapBook keep both as attributes."""
    lower = head.lower()
    if "savepage-" not in lower and "data-scrapbook-" not in lower:  # the patterns are slow on long heads
        return Origin()
    values = {found["key"].lower(): html.unescape(found["value"]) for found in _SAVE_PAGE_WE.finditer(head)}
    values |= {found["key"].lower(): html.unescape(found["value"]) for found in _WEBSCRAPBOOK.finditer(head)}
    url = _address(values.get("url") or values.get("source") or "")
    return Origin(url, parse_time(values.get("date", "")) or _stamp(values.get("create", "")))


def _address(url: str) -> str | None:
    """An absolute http(s) address, or None (about:blank, file:///… say nothing)."""
    return urls.resolve(None, url.strip()) if url else None


def _stamp(digits: str) -> str | None:
    """Fourteen digits, as web archives write a UTC time."""
    return _utc(digits[:4], digits[4:6], digits[6:8], digits[8:10], digits[10:12], digits[12:14])


def _utc(
    year: str, month: str | int | None, day: str, hour: str, minute: str, second: str, zone: str | None = None
) -> str | None:
    try:
        day_and_time = (int(year), int(month or 0), int(day), int(hour), int(minute), int(second))
        moment = datetime(*day_and_time, tzinfo=_zone(zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= _FIRST_YEAR else None


def _zone(text: str | None) -> timezone:
    if not text or text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _text(part: bytes) -> str:
    """The bytes as text that is good enough to find a tool's comment in."""
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in part[:64]:
        return as_ascii(part).decode("utf-8", "replace")
    return part.decode("utf-8", "replace")
