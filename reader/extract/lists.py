"""Lists of other pages that a page shows: "other news" and announcements, with titles, targets and dates.

A list is a heading line from ``labels`` and the links that follow it in the smallest element around both.
A heading that stands over the article, or in a menu, opens no list.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from reader.extract import labels
from reader.extract.edges import edges
from reader.extract.page import Page
from reader.extract.phrases import MORE
from reader.extract.roles import Role
from reader.extract.tree import text_of
from reader.model import Listed
from reader.text import dates
from reader.text.vietnamese import squash

HEADING_WORDS = 9
LONGEST_GAP = 160
"""Signs of unlinked text between two entries (a teaser, a date); more ends the list."""
ENTRY_SHARE = 0.3
"""Linked signs of an entry with its teaser; a long line with less is a paragraph of an article."""
FIRST_GAP = 60
"""Signs between a heading and its first entry; also of the longest entry that is mostly unlinked."""
MOST_ENTRIES = 100
FIRST_LINES, LINES_BETWEEN = 30, 100
"""Lines before the first entry of a list, and between two."""
_IN_COLUMN = int(Role.ASIDE | Role.NAV | Role.FRAME)

_DATED_END = re.compile(
    r"\s*[-–(\[]?\s*\(?\[?\s*(?:ngày\s+)?(?P<date>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4})"
    r"(?:\s*[-,|]?\s*\d{1,2}\s?[:hg]\s?\d{2}(?::\d{2})?(?:\s*[AP]M)?)?\s*[)\]]+\s*$",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^[\d\s.,/|<>«»…-]+$")


@dataclass(slots=True)
class Lists:
    """``runs``: what headings and entries take up. ``anchors``: numbers of the links that are entries, by
    kind."""

    related: list[Listed] = field(default_factory=list)
    notices: list[Listed] = field(default_factory=list)
    runs: set[int] = field(default_factory=set)
    related_anchors: set[int] = field(default_factory=set)
    notice_anchors: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Entry:
    anchor: int
    title: str
    url: str | None
    date: str | None


def find(
    page: Page,
    span: tuple[int, int],
    title: tuple[int, int],
    furniture: list[int],
    resolve: Callable[[str], str | None],
) -> Lists:
    """The lists of a page whose article takes up the runs ``span`` and whose headline the runs ``title``."""
    found = Lists()
    related: dict[Listed, None] = {}
    linked = [number for number, run in enumerate(page.runs) if run.links]
    popular = labels.folded(labels.POPULAR_HEADINGS)
    notices = labels.folded(labels.NOTICE_HEADINGS)
    behind = 0  # the list that was found last
    for number in edges(0, len(page.runs)):
        run = page.runs[number]
        if number < behind or not run.text or run.text.count(" ") >= HEADING_WORDS:
            continue
        form = labels.fold(run.text)
        kind = "related" if labels.opens_list(form) else "notices" if form in notices else ""
        if not kind or title[0] <= number < title[1]:
            continue
        if kind == "related" and (number < span[0] or _beside(furniture[run.owner], form in popular)):
            continue
        link = bisect_right(linked, number)
        place = _around(page, number, linked[link], span, title) if link < len(linked) else None
        if place is None:
            continue
        entries, last = _entries(page, number + 1, page.last[place], resolve)
        if not entries:
            continue
        listed = [Listed(entry.title, entry.url, entry.date) for entry in entries]
        anchors = {entry.anchor for entry in entries}
        if kind == "related":
            related.update(dict.fromkeys(listed))
            found.related_anchors |= anchors
        elif not found.notices:
            found.notices = listed
            found.notice_anchors |= anchors
        found.runs.update(range(number, last))
        behind = last
    found.related = list(related)
    return found


def _beside(roles: int, popular: bool) -> bool:
    """Whether a list stands in a side column, where only what is called related belongs to the article."""
    return bool(roles & _IN_COLUMN) and (popular or not roles & int(Role.RELATED))


def _around(page: Page, heading: int, link: int, span: tuple[int, int], title: tuple[int, int]) -> int | None:
    """The smallest element around a heading and the first link behind it (in run ``link``), if the article
    is not inside."""
    for up in page.ancestors(page.runs[heading].owner):
        end = page.last[up]
        if link >= end:
            continue
        if page.first[up] <= title[0] < end and title[0] > heading:
            return None
        if heading < span[0] and end > span[0] and page.first[up] <= heading:
            return None
        return up
    return None


def _entries(
    page: Page, start: int, end: int, resolve: Callable[[str], str | None]
) -> tuple[list[_Entry], int]:
    """The entries from run ``start`` on, at most to ``end``, and the run behind the last one."""
    found: list[_Entry] = []
    last = entered = start
    gap = 0
    for number in range(start, end):
        run = page.runs[number]
        if not run.text:
            continue
        if number - entered > (LINES_BETWEEN if found else FIRST_LINES):
            break
        if run.links and run.links < ENTRY_SHARE * len(run.text) and len(run.text) > FIRST_GAP:
            break
        if not run.links:
            date = _only_date(run.text)
            if date:
                if found and found[-1].date is None and number - last < 3:
                    found[-1].date = date
                    last = number + 1
                continue
            if _heading(page, number):
                break
            gap += len(run.text)
            if gap > (LONGEST_GAP if found else FIRST_GAP):
                break
            continue
        entries = list(_linked(page, number, resolve))
        if found and not entries and labels.fold(run.text) not in MORE:
            continue
        if len(found) + len(entries) > MOST_ENTRIES:
            break
        for entry in entries:
            if not (found and entry.url and found[-1].url == entry.url and found[-1].title == entry.title):
                found.append(entry)
        if entries:
            entered = number
        last = number + 1
        gap = 0
    return found, last


def _heading(page: Page, number: int) -> bool:
    """Whether an unlinked line between links begins something else."""
    run = page.runs[number]
    form = labels.fold(run.text)
    if labels.opens_list(form) or form in labels.folded(labels.NOTICE_HEADINGS):
        return True
    return page.tags[run.owner] in ("h1", "h2", "h3", "h4", "th") or (
        run.bold > 0.9 * len(run.text) and len(run.text) > 5
    )


def _linked(page: Page, number: int, resolve: Callable[[str], str | None]) -> Iterator[_Entry]:
    """The entries in one line: its links, each with the date that stands behind it."""
    run = page.runs[number]
    anchors = page.anchors_of(number)
    for at in _anchors_above(page, run.owner):
        anchors.insert(0, at)
    for at in anchors:
        element = page.elements[at]
        title = squash(text_of(element))
        if not title or _NUMBER.match(title) or labels.fold(title) in MORE:
            continue
        title, date = split_date(title)
        if not title:
            continue
        if date is None and len(anchors) == 1:
            date = dates.parse(run.text.replace(title, " ", 1))
        href = element.get("href") or ""
        yield _Entry(at, title.strip(), resolve(href), date)


def _anchors_above(page: Page, block: int) -> list[int]:
    return [up for up in page.ancestors(block, 4) if page.tags[up] == "a"]


def split_date(title: str) -> tuple[str, str | None]:
    """A list entry without the date in brackets at its end, and that date."""
    match = _DATED_END.search(title)
    if not match or ("(" not in title[match.start() :] and "[" not in title[match.start() :]):
        return title, None
    date = dates.parse(match["date"])
    return title[: match.start()].rstrip(" -–(["), date


def _only_date(text: str) -> str | None:
    """The day of a line that has nothing but a date (and a time)."""
    if len(text) > 60:
        return None
    found = [date for date in dates.find(text) if date.kind == "day"]
    if len(found) != 1:
        return None
    rest = text[: found[0].start] + text[found[0].end :]
    return found[0].iso if sum(sign.isalpha() for sign in rest) <= 12 else None
