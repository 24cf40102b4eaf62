"""One walk over the tree of a page: its elements in order, and the runs of text that stand in them.

A *run* is a line as a reader sees it: text between two breaks, where a break is the border of a block
element or a ``br``. All later steps work on the numbered runs: they weigh them, choose a stretch of them, and
leave some out; only the renderer goes back to the tree, and writes what belongs to the runs that were kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

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

_COMMENT = ""
_SOFT_HYPHEN = "\u00ad"
_BLANK_SIGNS = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff \t"
_FAR = 9  # more breaks than a soft one


@dataclass(slots=True)
class Run:
    """A line of text.

    ``owner``: number of the block element it stands in. ``soft``: only one ``br`` parts it from the run
    before it, in the same block. ``links``, ``bold``: how many of its signs are linked or bold.
    ``pictures``: its ``img``.
    """

    owner: int
    soft: bool
    text: str = ""
    links: int = 0
    bold: int = 0
    pictures: int = 0


@dataclass(slots=True)
class Page:
    """The elements and runs of a page, by number.

    ``tags``: "" for a comment. ``parents``: -1 for the root. ``ends[i]``: number behind the last
    descendant. ``first[i]`` to ``last[i]``: the runs inside, half-open (an inline element counts the run
    it is part of). ``text_run[i]``, ``tail_run[i]``, ``own_run[i]``: the run that holds the element's
    text, its tail, the element itself if it is a picture; -1 where there is none. ``roles``: see
    ``roles.Role``.
    """

    root: etree._Element
    elements: list[etree._Element]
    tags: list[str]
    parents: list[int]
    roles: list[int]
    ends: list[int]
    first: list[int]
    last: list[int]
    text_run: list[int]
    tail_run: list[int]
    own_run: list[int]
    runs: list[Run]
    comments: list[int]
    depth: int

    def ancestors(self, number: int) -> list[int]:
        """The element and all above it, innermost first."""
        found = []
        while number >= 0:
            found.append(number)
            number = self.parents[number]
        return found

    def text(self, number: int) -> str:
        """The text of all runs inside an element, blanks between them."""
        return " ".join(run.text for run in self.runs[self.first[number] : self.last[number]] if run.text)


class _Walker:
    def __init__(self, root: etree._Element) -> None:
        self.page = Page(root, [], [], [], [], [], [], [], [], [], [], [], [], 0)
        self.run: Run | None = None
        self.parts: list[str] = []
        self.blocks: list[int] = []
        self.linked = 0
        self.bold = 0
        self.breaks = _FAR

    def walk(self) -> Page:
        page = self.page
        elements, parents = page.elements, page.parents
        open_: list[int] = []
        deepest = 0
        for element in page.root.iter():
            parent = element.getparent()
            while open_ and elements[open_[-1]] is not parent:
                self._close(open_.pop())
            number = len(elements)
            elements.append(element)
            parents.append(open_[-1] if open_ else -1)
            self._open(number, element)
            open_.append(number)
            if len(open_) > deepest:
                deepest = len(open_)
        while open_:
            self._close(open_.pop())
        self._break()
        page.depth = deepest
        return page

    def _open(self, number: int, element: etree._Element) -> None:
        page = self.page
        tag: object = element.tag  # a function for comments
        page.ends.append(0)
        page.last.append(0)
        page.text_run.append(-1)
        page.tail_run.append(-1)
        page.own_run.append(-1)
        if not isinstance(tag, str):
            page.tags.append(_COMMENT)
            page.roles.append(0)
            page.first.append(len(page.runs))
            page.comments.append(number)
            return
        page.tags.append(tag)
        get = element.get
        page.roles.append(
            role_of(tag, get("class") or "", get("id") or "", get("role") or "", get("itemprop") or "")
        )
        if tag in INLINE or ":" in tag:
            page.first.append(len(page.runs) - 1 if self.run is not None else len(page.runs))
            if tag == "a" and get("href") is not None:
                self.linked += 1
            elif tag == "img":
                page.own_run[number] = self._here()
                page.runs[-1].pictures += 1
        elif tag == "br":
            page.first.append(len(page.runs))
            self._break()
            self.breaks += 1
        else:
            self._break()
            self.breaks = _FAR
            page.first.append(len(page.runs))
            self.blocks.append(number)
        if tag in BOLD:
            self.bold += 1
        text = element.text
        if text:
            page.text_run[number] = self._add(text)

    def _close(self, number: int) -> None:
        page = self.page
        tag = page.tags[number]
        if tag in BOLD:
            self.bold -= 1
        if tag == "a":
            if page.elements[number].get("href") is not None:
                self.linked -= 1
        elif tag and tag not in INLINE and tag != "br" and ":" not in tag:
            self._break()
            self.breaks = _FAR
            self.blocks.pop()
        page.ends[number] = len(page.elements)
        page.last[number] = len(page.runs)
        tail = page.elements[number].tail
        if tail:
            page.tail_run[number] = self._add(tail)

    def _here(self) -> int:
        """The number of the run under way; begins one."""
        runs = self.page.runs
        if self.run is None:
            owner = self.blocks[-1] if self.blocks else 0
            soft = self.breaks == 1 and bool(runs) and runs[-1].owner == owner
            self.run = Run(owner, soft)
            runs.append(self.run)
            self.breaks = 0
        return len(runs) - 1

    def _add(self, text: str) -> int:
        stripped = text.strip()
        if not stripped:
            if self.run is not None:
                self.parts.append(" ")
            return -1
        number = self._here()
        self.parts.append(text)
        run = self.page.runs[number]
        if self.linked:
            run.links += len(stripped)
        if self.bold:
            run.bold += len(stripped)
        return number

    def _break(self) -> None:
        run = self.run
        if run is None:
            return
        text = " ".join("".join(self.parts).split())
        if _SOFT_HYPHEN in text:
            text = text.replace(_SOFT_HYPHEN, "")
        run.text = text.strip(_BLANK_SIGNS)
        self.parts.clear()
        self.run = None


def walk(root: etree._Element) -> Page:
    """The page below ``root``; what shows nothing must have been taken out before (``tree.prune``)."""
    return _Walker(root).walk()
