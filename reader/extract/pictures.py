"""The pictures of an article and the lines that describe them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from reader.extract.page import Page
from reader.extract.roles import Role
from reader.extract.tree import text_of

LONGEST_CAPTION = 500  # signs; Vietnamese portals set a caption of two or three lines
LONGEST_LOOSE = 300
"""Signs of a caption that is only known by standing below a picture."""
SMALLEST = 40
"""Pixels; below this a picture is an icon, a bullet or a counter."""
LAZY = (
    *(
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-lazy",
        "data-hi-res-src",
        "data-image-src",
        "data-url",
    ),
    *("data-src-large", "data-full-src"),
)
"""Where pages keep the picture that their script loads later, when ``src`` is missing or a placeholder."""

_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|pixel|transparent|placeholder|loading|lazy|grey|clear|1x1|dot|trans|empty|load"
    r"|loader|spinner|transp|pix|fgimg|noimage|no-image|no_image)[\w-]{0,12}\.(?:gif|png|jpe?g|svg|webp)(?:$|\?)",
    re.IGNORECASE,
)
_ICON = re.compile(
    r"(?:^|[/_.-])(?:icons?|ico|bullet|arrow|emoji|smil(?:ey|ies)|btn|button|sprite|print(?:er)?|facebook"
    r"|twitter|zalo|xemtiep|share|rss)[\w-]{0,16}\.(?:gif|png|svg|jpe?g|webp)(?:$|\?)",
    re.IGNORECASE,
)
_NO_PICTURE = re.compile(r"\.(?:html?|php|aspx?|js|css)(?:$|[?#])", re.IGNORECASE)
_DRAWN = ("data:image/gif", "data:image/svg")
"""What pages put in place of a picture that comes later."""
_SIZE = re.compile(r"\s*(\d+)(?:px)?\s*$")
_ITALIC = frozenset({"i", "em"})


@dataclass(slots=True)
class Pictures:
    """``captions``: number of a picture's element -> the runs of its caption. ``caption_runs``: all of these.

    ``sources``: number of a picture's element -> its address as written, for the pictures worth showing.
    """

    sources: dict[int, str] = field(default_factory=dict)
    captions: dict[int, list[int]] = field(default_factory=dict)
    caption_runs: set[int] = field(default_factory=set)


def source(page: Page, number: int) -> str | None:
    """Where an ``img`` points, or None when it shows nothing of an article."""
    element = page.elements[number]
    for side in ("width", "height"):
        match = _SIZE.match(element.get(side) or "")
        if match and int(match[1]) < SMALLEST:
            return None
    src = (element.get("src") or "").strip()
    if not src or src.startswith(_DRAWN) or _is_named(_PLACEHOLDER, src):
        lazy = next((value for name in LAZY if (value := (element.get(name) or "").strip())), "")
        src = lazy or _from_set(element.get("data-srcset") or element.get("srcset") or "") or src
    if not src or src.startswith(_DRAWN):
        return None
    return None if any(_is_named(names, src) for names in (_PLACEHOLDER, _ICON, _NO_PICTURE)) else src


def _is_named(names: re.Pattern[str], src: str) -> bool:
    """Whether the name in a picture's address is one of these; what the page itself holds has no name."""
    return not src.startswith("data:") and names.search(src) is not None


def _from_set(value: str) -> str:
    """The first address of a ``srcset``."""
    return (
        value.strip().split(",")[0].strip().split(" ")[0] if value and not value.startswith("data:") else ""
    )


def find(page: Page, kept: list[bool]) -> Pictures:
    """The pictures of the kept runs and their captions."""
    found = Pictures()
    numbers = [number for number, run in page.own_run.items() if kept[run]]
    for number in numbers:
        src = source(page, number)
        if src:
            found.sources[number] = src
    for index, number in enumerate(numbers):
        if number not in found.sources:
            continue
        following = numbers[index + 1] if index + 1 < len(numbers) else len(page.elements)
        lines = _caption(page, kept, number, following, found.caption_runs)
        if lines:
            found.captions[number] = lines
            found.caption_runs.update(lines)
    _named(page, kept, numbers, found)
    return found


def _caption(page: Page, kept: list[bool], number: int, following: int, taken: set[int]) -> list[int]:
    """The runs that describe a picture; ``following`` is the next picture's number."""
    run = page.own_run[number]
    figure = page.innermost(number, ("figure",))
    if figure is not None and _alone(page, figure, number):
        lines = [k for k in range(page.first[figure], page.last[figure]) if kept[k] and page.runs[k].text]
        if lines and sum(len(page.runs[k].text) for k in lines) <= 2 * LONGEST_CAPTION:
            return [k for k in lines if k not in taken]
    if page.runs[run].text:
        alone = page.runs[run].pictures == 1 and len(page.runs[run].text) <= LONGEST_LOOSE
        return [run] if alone and run not in taken and _slanted(page, run) else []
    limit = page.own_run[following] if following < len(page.elements) else len(page.runs)
    number_of_next = run + 1
    while number_of_next < limit and not page.runs[number_of_next].text:
        number_of_next += 1
    if number_of_next >= limit or not kept[number_of_next] or number_of_next in taken:
        return []
    return [number_of_next] if _loose_caption(page, number, run, number_of_next) else []


def _alone(page: Page, figure: int, picture: int) -> bool:
    """Whether an element holds no second picture."""
    pictures = page.tagged["img"]
    place = bisect_left(pictures, picture)
    before, behind = pictures[max(0, place - 1)], pictures[place + 1 : place + 2]
    return not (figure < before < picture) and all(other >= page.ends[figure] for other in behind)


def _loose_caption(page: Page, number: int, picture_run: int, line: int) -> bool:
    """Whether a line below a picture describes it, judged by how it is set."""
    run = page.runs[line]
    if not 3 < len(run.text) <= LONGEST_LOOSE:
        return False
    if line != picture_run + 1:
        return False
    slanted = _slanted(page, line)
    same_block = run.owner == page.runs[picture_run].owner
    centred = _centred(page, run.owner)
    if same_block:
        return slanted or centred
    cell, picture_cell = _cell(page, run.owner), _cell(page, page.runs[picture_run].owner)
    if cell is not None and picture_cell is not None and cell != picture_cell:
        table = _table(page, cell)
        # A table of a picture and the line below it.
        return table is not None and table == _table(page, picture_cell) and page.last[table] == line + 1
    return slanted or (centred and _centred(page, page.runs[picture_run].owner) and not run.bold)


def _named(page: Page, kept: list[bool], numbers: list[int], found: Pictures) -> None:
    """Lines whose element is called a caption belong to the nearest picture before them, else to the next."""
    mask = int(Role.CAPTION)
    shown = [number for number in numbers if number in found.sources]
    places = [page.own_run[number] for number in shown]
    for element in page.marked:
        if not page.roles[element] & mask:
            continue
        start, end = page.first[element], page.last[element]
        lines = [
            k for k in range(start, end) if kept[k] and page.runs[k].text and k not in found.caption_runs
        ]
        if not lines or sum(len(page.runs[k].text) for k in lines) > LONGEST_CAPTION:
            continue
        before = bisect_right(places, start)
        nearest = before - 1 if before else bisect_left(places, end)
        if nearest == len(shown):
            continue
        owner = shown[nearest]
        found.captions.setdefault(owner, []).extend(lines)
        found.caption_runs.update(lines)


def _slanted(page: Page, line: int) -> bool:
    """Whether the whole line is set in italics."""
    run = page.runs[line]
    size = 0
    for number in (*page.of_line(line, "i"), *page.of_line(line, "em")):
        size += len(" ".join(text_of(page.elements[number]).split()))
        if size >= 0.9 * len(run.text):
            return True
    return any(
        page.tags[up] in _ITALIC or "italic" in (page.elements[up].get("style") or "")
        for up in page.ancestors(run.owner, 3)
    )


def _centred(page: Page, block: int) -> bool:
    for up in page.ancestors(block, 3):
        element = page.elements[up]
        if page.tags[up] == "center" or (element.get("align") or "").lower() in ("center", "middle"):
            return True
        style = (element.get("style") or "").replace(" ", "").lower()
        if "text-align:center" in style:
            return True
        if page.tags[up] in ("td", "body"):
            return False
    return False


def _cell(page: Page, block: int) -> int | None:
    return page.innermost(block, ("td", "th"))


def _table(page: Page, block: int) -> int | None:
    return page.innermost(block, ("table",))
