"""The day an article was published, the words that say so, and the rule that found them.

Order, first that holds:

1. ``label``: a line near the headline or at the end with a date label ("Đăng ngày", "Published"); a label
   of a change ("Cập nhật", "Updated") only when no other is found.
2. ``json-ld``, ``microdata``, ``time-element``, ``meta``: what the page tells machines.
3. ``line``: a line near the headline that has nothing but a date (and time, weekday, author).
4. ``list-line``: the entry of the page itself in its own list of other news.
5. ``url``: a date in the address.

Never taken: a date in the frame of the page (the clock in the header, the year of the footer), a date
inside the story, one that most pages of the site share (``SiteTemplate``), one later than the capture, an
impossible one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from reader.extract import labels
from reader.extract.edges import edges
from reader.extract.head import Head
from reader.extract.lines import (
    DATE_LINE,
    DATE_REST_WORDS,
    dates_event,
    is_dateline,
    is_letter_date,
    only_date,
    without_clock,
)
from reader.extract.page import Page
from reader.extract.roles import Role
from reader.extract.tree import text_of
from reader.extract.weights import Weights
from reader.model import Listed
from reader.text import dates
from reader.text.vietnamese import fold_text, squash

EARLIEST = "1945-01-01"
"""No page tells of an older publication; older days are part of a story."""
ENTRY = 8
"""Linked signs beside a date in an item of a list: it is the day of the page that the link leads to."""
PROSE = 60.0
"""Weight of a line that is part of the story."""
SLACK = timedelta(days=1)
"""A page saved in another time zone may be a day ahead of its capture."""

_NUMERIC = re.compile(r"\d{1,2}\D{1,7}\d{1,2}\D{1,7}\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_PROSE_ON = re.compile(r"\s*[,;]?\s+[a-zà-ỹ]")
"""Behind a date in a sentence."""
_COUNTRY = re.compile(r"\.(?!us$)[a-z]{2}$")
_AMERICAN = re.compile(r"\.(?:us|gov|mil)$")
_PIECE = re.compile(r"[|•·()]|\s[-–]\s")
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
    weights: Weights,
    kept: list[bool],
    near: tuple[int, int],
    headline: int,
    title: str | None,
    related: Sequence[Listed],
    url: str | None,
    captured: str | None,
    listed: Collection[int] = (),
    stamp: Callable[[str], bool] = lambda iso: False,
) -> Dated:
    """The publication day. ``near``: the runs in which its line may stand; ``listed``: the runs of lists of
    other pages; ``stamp``: whether a day is the site's."""
    latest = _latest(captured)

    def good(iso: str | None) -> bool:
        return iso is not None and EARLIEST <= iso <= latest and not stamp(iso)

    lines = [line for line in _lines(page, weights, near) if line[0] not in listed]
    lines.sort(key=lambda line: (line[0] < headline, abs(line[0] - headline)))
    changed: Dated | None = None
    orders = _orders(head.language, url)
    for number, text in lines:
        found = next((label for order in orders if (label := _labelled(text, order))), None)
        if found and good(found[0]):
            dated = Dated(found[0], found[1], "label", number)
            if not found[2]:
                return dated
            changed = changed or dated
    for rule, text in head.dates:
        iso = machine_day(text)
        if good(iso):
            return Dated(iso, text, rule)
    for dated in _elements(page, weights, kept, near):
        if good(dated.iso):
            return dated
    first, last = _edge(weights, kept, near)
    for number, text in lines:
        if first < number <= last:
            continue
        found_line = next((line for order in orders if (line := _dates(text, order))), None)
        if found_line and good(found_line[0]):
            labelled = changed is not None and changed.run == number
            return changed if labelled and changed else Dated(found_line[0], found_line[1], "line", number)
    if changed:
        return changed
    form = fold_text(title or "")
    for entry in related:
        if form and entry.date and fold_text(entry.title) == form and good(entry.date):
            return Dated(entry.date, entry.date, "list-line")
    in_url, words = _in_url(url)
    return Dated(in_url, words, "url") if good(in_url) else Dated()


def days(page: Page, head: Head) -> set[str]:
    """Every day that a page tells machines or bears in a line of its own; one may be the site's stamp."""
    found = {iso for _, text in head.dates if (iso := machine_day(text))}
    for number in edges(0, len(page.runs)):
        run = page.runs[number]
        if 8 <= len(run.text) <= DATE_LINE and _NUMERIC.search(run.text) and (line := only_date(run.text)):
            found.add(line[0])
    return found


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


def _lines(page: Page, weights: Weights, near: tuple[int, int]) -> list[tuple[int, str]]:
    """Short lines around the article that contain a digit, those of furniture and of tables left out."""
    found = []
    skip = int(Role.NAV | Role.FRAME | Role.TOOLS | Role.COMMENTS | Role.RELATED | Role.ASIDE | Role.LEGAL)
    for number in edges(*near):
        run = page.runs[number]
        if not run.text or len(run.text) > 4 * DATE_LINE or not any(map(str.isdigit, run.text)):
            continue
        if dates_event(page, number) or (page.tags[run.owner] == "li" and run.links >= ENTRY):
            continue
        if number not in weights.cells and not weights.furniture[run.owner] & skip:
            found.append((number, run.text))
    return found


def _edge(weights: Weights, kept: list[bool], near: tuple[int, int]) -> tuple[int, int]:
    """The first and the last run of prose: between them stands the story."""
    prose = [number for number in range(*near) if kept[number] and weights.runs[number] >= PROSE]
    return (prose[0], prose[-1]) if prose else (near[1], near[1])


def _orders(language: str | None, url: str | None) -> tuple[bool, ...]:
    """Whether numeric dates of a page begin with the month: always in the United States; on other English
    pages where the day cannot stand first ("11/20/2012")."""
    tongue = (language or "").lower().replace("_", "-")
    host = (urlsplit(url or "").hostname or "").rstrip(".")
    if (tongue == "en-us" and not _COUNTRY.search(host)) or _AMERICAN.search(host):
        return (True,)
    return (False, True) if tongue.partition("-")[0] == "en" else (False,)


def _dates(text: str, month_first: bool) -> tuple[str, str] | None:
    dates_it = is_dateline(text, month_first=month_first) or is_letter_date(text)
    return only_date(text, month_first=month_first) if dates_it else None


def _labelled(text: str, month_first: bool) -> tuple[str, str, bool] | None:
    """Day, words and whether it is the day of a change, when a line has a date label before a date."""
    if len(text) > DATE_LINE + 4 * DATE_REST_WORDS:
        return None
    known = labels.folded(labels.DATE_LABELS)
    for found in dates.find(text, month_first=month_first):
        before, behind = text[: found.start], text[found.end :]
        if (
            found.kind != "day"
            or len((before + behind).split()) > DATE_REST_WORDS + 6
            or _PROSE_ON.match(behind)
        ):
            continue
        label = _PIECE.split(without_clock(before).rstrip(" :：(,-–"))[-1]
        form = labels.fold(label.strip())
        if form in known:
            changed = any(word in form for word in labels.UPDATE_WORDS)
            return found.iso, squash(text[found.start : found.end]), changed
    return None


def _elements(page: Page, weights: Weights, kept: list[bool], near: tuple[int, int]) -> list[Dated]:
    """Machine-readable times outside the story: ``time`` elements and microdata."""
    found = []
    first, last = _edge(weights, kept, near)
    microdata = {number for number, prop in page.itemprops.items() if "datepublished" in prop.lower()}
    for number in sorted(microdata.union(page.tagged.get("time", ()))):
        element = page.elements[number]
        if page.tags[number] == "time":
            value, rule = element.get("datetime") or text_of(element), "time-element"
        else:
            value = element.get("content") or element.get("datetime") or text_of(element)
            rule = "microdata"
        run = page.first[number]
        if weights.furniture[number] or run in weights.cells:
            continue
        if near[0] <= run <= first or last <= run <= near[1]:
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
