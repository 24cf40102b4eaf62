"""One walk over a tree: every element numbered, every text put into the run it belongs to."""

from __future__ import annotations

from collections import defaultdict

from lxml import etree

from reader.extract.page import Page, Run
from reader.extract.roles import role_of

INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "blink",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "meter",
        "nobr",
        "output",
        "picture",
        "progress",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "track",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
"""Elements that do not break a line; so are all with a colon in their name (Office: ``o:p``,
``st1:place``)."""
BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})

_BOLD, _LINK, _INLINE, _PICTURE, _BREAK, _COMMENT = 1, 2, 4, 8, 16, 32
_SOFT_HYPHEN = "\u00ad"
_BLANK_SIGNS = " \u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_FAR = 9  # more breaks than a soft one


def _kinds() -> dict[str, int]:
    """What the tags do to the line under way; a tag that is not here begins and ends a block."""
    kinds = dict.fromkeys(INLINE, _INLINE)
    kinds["a"] |= _LINK
    kinds["img"] |= _PICTURE
    kinds["br"] = _INLINE | _BREAK
    kinds[""] = _INLINE | _COMMENT
    for tag in BOLD:
        kinds[tag] = kinds.get(tag, 0) | _BOLD
    return kinds


_KINDS = _kinds()


def _blank(root: etree._Element) -> Page:
    """A page whose elements are numbered and not yet looked at."""
    elements = list(root.iter())
    size = len(elements)
    return Page(
        root=root,
        elements=elements,
        tags=[""] * size,
        tagged=defaultdict(list),
        classes=[""] * size,
        itemprops={},
        parents=[-1] * size,
        roles=[0] * size,
        marked=[],
        ends=[0] * size,
        first=[0] * size,
        last=[0] * size,
        text_run=[-1] * size,
        tail_run=[-1] * size,
        own_run={},
        runs=[],
        comments=[],
        depth=0,
    )


class _Lines:
    """The runs of a page, as the walk meets their text.

    ``count``: how many there are, ``at``: the number of the one under way. These very numbers go into the
    page's lists, since a new one for each element would take as much memory as the text.
    """

    __slots__ = ("at", "blocks", "bold", "breaks", "count", "linked", "parts", "run", "runs")

    def __init__(self, runs: list[Run]) -> None:
        self.runs = runs
        self.run: Run | None = None  # the one under way
        self.at = -1
        self.count = 0
        self.parts: list[str] = []
        self.blocks = [0]
        self.linked = 0
        self.bold = 0
        self.breaks = _FAR

    def here(self) -> Run:
        """The run under way; begins one."""
        run = self.run
        if run is None:
            owner, runs = self.blocks[-1], self.runs
            self.run = run = Run(owner, self.breaks == 1 and bool(runs) and runs[-1].owner == owner)
            runs.append(run)
            self.at = self.count
            self.count += 1
            self.breaks = 0
        return run

    def add(self, text: str) -> int:
        """Puts text into the run under way; gives its number, or -1 for a blank."""
        if text.isspace():
            if self.run is not None:
                self.parts.append(" ")
            return -1
        run = self.run or self.here()
        self.parts.append(text)
        if self.linked:
            run.links += len(text.strip())
        if self.bold:
            run.bold += len(text.strip())
        return self.at

    def end(self) -> None:
        """Ends the run under way."""
        run = self.run
        if run is not None:
            text = " ".join("".join(self.parts).split())
            run.text = text if text.isascii() else text.replace(_SOFT_HYPHEN, "").strip(_BLANK_SIGNS)
            self.parts.clear()
            self.run = None


def walk(root: etree._Element) -> Page:
    """The page below ``root``; what shows nothing must have been taken out before (``tree.prune``)."""
    page = _blank(root)
    _name(page)
    _cut(page)
    return page


def _name(page: Page) -> None:
    """What the elements are called, and what that says of them."""
    tags, tagged, classes, roles = page.tags, page.tagged, page.classes, page.roles
    for number, element in enumerate(page.elements):
        tag: object = element.tag  # a function for comments
        if not isinstance(tag, str):
            page.comments.append(number)
            continue
        tags[number] = tag
        tagged[tag].append(number)
        get = element.get
        called, itemprop = get("class"), get("itemprop")
        if called:
            classes[number] = called
        if itemprop:
            page.itemprops[number] = itemprop
        role = role_of(tag, called, get("id"), get("role"), itemprop)
        if role:
            roles[number] = role
            page.marked.append(number)


def _cut(page: Page) -> None:
    """The text of the elements, cut into runs. One loop: a call for each element would cost as much again."""
    lines = _Lines(page.runs)
    tags, parents, ends, first, last = page.tags, page.parents, page.ends, page.first, page.last
    text_run, tail_run, add, kinds = page.text_run, page.tail_run, lines.add, _KINDS
    above: list[tuple[etree._Element | None, int, int]] = [(None, -1, 0)]  # the open elements
    opened, place, kind = above[0]
    for number, element in enumerate((*page.elements, None)):
        parent = None if element is None else element.getparent()
        while opened is not None and opened is not parent:
            if kind & _BOLD:
                lines.bold -= 1
            if not kind & _INLINE:
                lines.end()
                lines.breaks = _FAR
                lines.blocks.pop()
            elif kind & _LINK:
                lines.linked -= 1
            ends[place] = number
            last[place] = lines.count
            tail = opened.tail
            if tail:
                tail_run[place] = add(tail)
            if len(above) > page.depth:
                page.depth = len(above)
            above.pop()
            opened, place, kind = above[-1]
        if element is None:
            break
        parents[number] = place
        tag = tags[number]
        kind = kinds.get(tag, 0) or (_INLINE if ":" in tag else 0)
        if not kind & _INLINE:
            lines.end()
            lines.breaks = _FAR
            lines.blocks.append(number)
            first[number] = lines.count
        elif kind & (_BREAK | _COMMENT):
            if kind & _BREAK:
                lines.end()
                lines.breaks += 1
            first[number] = lines.count
        else:
            first[number] = lines.count if lines.run is None else lines.at
            if kind & _LINK:
                if element.get("href") is None:
                    kind = _INLINE
                else:
                    lines.linked += 1
            elif kind & _PICTURE:
                lines.here().pictures += 1
                page.own_run[number] = lines.at
        if kind & _BOLD:
            lines.bold += 1
        text = None if kind & _COMMENT else element.text
        if text:
            text_run[number] = add(text)
        above.append((element, number, kind))
        opened, place = element, number
    lines.end()
    page.depth = max(0, page.depth - 1)
