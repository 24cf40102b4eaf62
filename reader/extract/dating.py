"""The day an article was published, the words that say so, and the rule that found them.

Order, first that holds:

1. ``label``: a line near the headline or at the end with a date label ("Đăng ngày", "Published"); a label of a change
   ("Cập nhật", "Updated") only when no other is found.
2. ``json-ld``, ``microdata``, ``time-element``, ``meta``: what the page tells machines.
3. ``line``: a line near the headline that has nothing but a date (and time, weekday, author).
4. ``list-line``: the entry of the page itself in its own list of other news.
5. ``url``: a date in the address.

Never taken: a date in the frame of the page (the clock in the header, the year of the footer), a date inside the
story, one that most pages of the site share (``SiteTemplate``), one later than the capture, an impossible one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reader.extract import labels
from reader.extract.head import Head
from reader.extract.page import Page
from reader.extract.roles import Role
from reader.model import Listed
from reader.text import dates
from reader.text.vietnamese import fold_text, squash

EARLIEST = "1945-01-01"
"""No page tells of an older publication; older days are part of a story."""
LINE = 90
"""Signs of a line that only dates an article."""
REST_WORDS = 9
"""Words beside the date in such a line: weekday, time, author, counter."""
SLACK = timedelta(days=1)
"""A page saved in another time zone may be a day ahead of its capture."""

_ISO = re.compile(r"^\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T ]|$)")
_URL = re.compile(
    r"/(?P<y>(?:19|20)\d{2})[/-](?P<m>0?[1-9]|1[0-2])[/-](?P<d>0?[1-9]|[12]\d|3[01])(?:[/-]|$)"
    r"|[/_-](?P<y2>20[012]\d)(?P<m2>0[1-9]|1[0-2])(?P<d2>0[1-9]|[12]\d|3[01])(?:\d{4,9})?(?:[/_.-]|$)"
    r"|(?<=\D)(?P<y3>20[012]\d)(?P<m3>0[1-9]|1[0-2])(?P<d3>0[1-9]|[12]\d|3[01])(?:[0-2]\d[0-5]\d[0-5]\d\d{0,3})\.(?:htm|html|aspx|chn)"
)


@dataclass(frozen=True, slots=True)
class Dated:
    """``text``: the words that say it; ``run``: the line they stand in, or -1."""

    iso: str | None = None
    text: str | None = None
    rule: str | None = None
    run: int = -1


def find(
    page: Page,
    head: Head,
    furniture: list[int],
    kept: list[bool],
    near: tuple[int, int],
    title: str | None,
    related: Sequence[Listed],
    url: str | None,
    captured: str | None,
    stamp: Callable[[str], bool] = lambda iso: False,
) -> Dated:
    """The publication day. ``near``: the runs in which its line may stand; ``stamp``: whether a day is the site's."""
    latest = _latest(captured)

    def good(iso: str | None) -> bool:
        return iso is not None and EARLIEST <= iso <= latest and not stamp(iso)

    lines = _lines(page, furniture, kept, near)
    changed: Dated | None = None
    for number, text in lines:
        found = _labelled(text)
        if found and good(found[0]):
            dated = Dated(found[0], found[1], "label", number)
            if not found[2]:
                return dated
            changed = changed or dated
    for rule, text in head.dates:
        iso = machine_day(text)
        if good(iso):
            return Dated(iso, text, rule)
    for dated in _elements(page, furniture, near):
        if good(dated.iso):
            return dated
    for number, text in lines:
        found_line = _only_date(text)
        if found_line and good(found_line[0]):
            return Dated(found_line[0], found_line[1], "line", number)
    if changed:
        return changed
    form = fold_text(title or "")
    for entry in related:
        if form and entry.date and fold_text(entry.title) == form and good(entry.date):
            return Dated(entry.date, entry.date, "list-line")
    iso, text = _in_url(url)
    if good(iso):
        return Dated(iso, text, "url")
    return Dated()


def machine_day(text: str) -> str | None:
    """The day of a machine-readable time as written, without any shift of time zone; else of a human one."""
    match = _ISO.match(text)
    if match:
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            return None
    return dates.parse(text)


def _latest(captured: str | None) -> str:
    if captured:
        try:
            return (date.fromisoformat(captured[:10]) + SLACK).isoformat()
        except ValueError:
            pass
    return "2100-01-01"


def _lines(
    page: Page, furniture: list[int], kept: list[bool], near: tuple[int, int]
) -> list[tuple[int, str]]:
    """Short lines near the article that contain a digit: those that are no part of it first, in reading order."""
    found = []
    skip = int(Role.NAV | Role.FRAME | Role.COMMENTS | Role.RELATED | Role.ASIDE | Role.LEGAL)
    for number in range(*near):
        run = page.runs[number]
        if run.text and len(run.text) <= 4 * LINE and any(map(str.isdigit, run.text)):
            if not furniture[run.owner] & skip:
                found.append((number, run.text))
    return found


def _labelled(text: str) -> tuple[str, str, bool] | None:
    """Day, words and whether it is the day of a change, when a line has a date label before a date."""
    known = labels.folded(labels.DATE_LABELS)
    for found in dates.find(text):
        if found.kind != "day":
            continue
        before = text[: found.start]
        label = re.split(r"[|•·–]|\s-\s|\d{1,2}[:h]\d{2}(?::\d{2})?|\)\s", before.rstrip(" :：(,-–"))[-1]
        form = fold_text(
            re.sub(r"(?i)(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|\w+day|lúc|,|:)\s*", " ", label)
        )
        if form in known or fold_text(label) in known:
            return (
                found.iso,
                squash(text[found.start : found.end]),
                any(word in form for word in labels.UPDATE_WORDS),
            )
    return None


def _only_date(text: str) -> tuple[str, str] | None:
    """Day and words of a line that says little else."""
    if len(text) > LINE:
        return None
    days = [found for found in dates.find(text) if found.kind == "day"]
    if not days or len(days) > 2:
        return None
    rest = text[: days[0].start] + " " + text[days[0].end :]
    if len(rest.split()) > REST_WORDS or re.search(r"[.!?]\s+\w", rest):
        return None
    return days[0].iso, squash(text[days[0].start : days[0].end])


def _elements(page: Page, furniture: list[int], near: tuple[int, int]) -> list[Dated]:
    """Machine-readable times in the page: ``time`` elements and microdata near the article."""
    found = []
    for number, tag in enumerate(page.tags):
        element = page.elements[number]
        if tag == "time":
            value, rule = element.get("datetime") or "".join(element.itertext()), "time-element"
        elif "datepublished" in (element.get("itemprop") or "").lower() if tag else False:
            value, rule = (
                element.get("content") or element.get("datetime") or "".join(element.itertext()),
                "microdata",
            )
        else:
            continue
        if furniture[number] or not near[0] <= page.first[number] <= near[1]:
            continue
        found.append(Dated(machine_day(squash(value)), squash(value), rule))
    return found


def _in_url(url: str | None) -> tuple[str | None, str | None]:
    match = _URL.search(url or "")
    if not match:
        return None, None
    for tail in ("", "2", "3"):
        if match["y" + tail]:
            try:
                day = date(int(match["y" + tail]), int(match["m" + tail]), int(match["d" + tail]))
            except ValueError:
                return None, None
            return day.isoformat(), match[0].strip("/_.-")
    return None, None
