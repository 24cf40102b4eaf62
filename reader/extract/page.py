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

_BOLD, _LINK, _INLINE, _PICTURE, _BREAK = 1, 2, 4, 8, 16
_SOFT_HYPHEN = "\u00ad"
_BLANK_SIGNS = " \u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
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

    ``tags``: "" for a comment. ``classes``: the ``class`` as written, "" when there is none. ``parents``: -1
    for the root. ``ends[i]``: number behind the last descendant. ``first[i]`` to ``last[i]``: the runs
    inside, half-open (an inline element counts the run it is part of). ``text_run[i]``, ``tail_run[i]``,
    ``own_run[i]``: the run that holds the element's text, its tail, the element itself if it is a picture;
    -1 where there is none. ``roles``: see ``roles.Role``.
    """

    root: etree._Element
    elements: list[etree._Element]
    tags: list[str]
    classes: list[str]
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


def _kinds() -> dict[str, int]:
    """What the tags do to the line under way; a tag that is not here begins and ends a block."""
    kinds = dict.fromkeys(INLINE, _INLINE)
    kinds["a"] |= _LINK
    kinds["img"] |= _PICTURE
    kinds["br"] = _BREAK
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
        classes=[""] * size,
        parents=[-1] * size,
        roles=[0] * size,
        ends=[0] * size,
        first=[0] * size,
        last=[0] * size,
        text_run=[-1] * size,
        tail_run=[-1] * size,
        own_run=[-1] * size,
        runs=[],
        comments=[],
        depth=0,
    )


class _Walker:
    """Every element of a page passes through here, so what is called for each is kept short."""

    def __init__(self, root: etree._Element) -> None:
        self.page = _blank(root)
        self.run: Run | None = None
        self.parts: list[str] = []
        self.blocks: list[int] = []
        self.linked = 0
        self.bold = 0
        self.breaks = _FAR

    def walk(self) -> Page:
        page = self.page
        parents, elements = page.parents, page.elements
        enter, leave = self._enter, self._leave
        above: list[etree._Element] = []  # the open elements
        open_: list[tuple[int, int]] = []  # their numbers and kinds
        deepest = 0
        for number, element in enumerate(elements):
            if open_:
                parent = element.getparent()
                while above[-1] is not parent:
                    leave(above.pop(), *open_.pop(), number)
                parents[number] = open_[-1][0]
            above.append(element)
            open_.append((number, enter(number, element)))
            if len(open_) > deepest:
                deepest = len(open_)
        while open_:
            leave(above.pop(), *open_.pop(), len(elements))
        self._break()
        page.depth = deepest
        return page

    def _enter(self, number: int, element: etree._Element) -> int:
        """Begins an element; gives its kind."""
        page, run = self.page, self.run
        runs = page.runs
        tag: object = element.tag  # a function for comments
        if not isinstance(tag, str):
            page.first[number] = len(runs)
            page.comments.append(number)
            return _INLINE
        page.tags[number] = tag
        get = element.get
        classes = get("class") or ""
        page.classes[number] = classes
        page.roles[number] = role_of(tag, classes, get("id"), get("role"), get("itemprop"))
        kind = _KINDS.get(tag, 0) or (_INLINE if ":" in tag else 0)
        if kind & _INLINE:
            page.first[number] = len(runs) if run is None else len(runs) - 1
            if kind & _LINK:
                if get("href") is None:
                    kind = _INLINE
                else:
                    self.linked += 1
            elif kind & _PICTURE:
                page.own_run[number] = self._here()
                runs[-1].pictures += 1
        else:
            page.first[number] = len(runs)
            if run is not None:
                self._break()
            if kind & _BREAK:
                self.breaks += 1
            else:
                self.breaks = _FAR
                self.blocks.append(number)
        if kind & _BOLD:
            self.bold += 1
        text = element.text
        if text:
            page.text_run[number] = self._add(text)
        return kind

    def _leave(self, element: etree._Element, number: int, kind: int, behind: int) -> None:
        """Ends an element; ``behind`` is the number of the element that follows its last descendant."""
        page = self.page
        if kind & _BOLD:
            self.bold -= 1
        if kind & _LINK:
            self.linked -= 1
        elif not kind & (_INLINE | _BREAK):
            if self.run is not None:
                self._break()
            self.breaks = _FAR
            self.blocks.pop()
        page.ends[number] = behind
        page.last[number] = len(page.runs)
        tail = element.tail
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
        """Puts text into the run under way, which it begins if need be; gives the run's number."""
        run = self.run
        if text.isspace():
            if run is not None:
                self.parts.append(" ")
            return -1
        number = self._here()
        self.parts.append(text)
        if self.linked or self.bold:
            run = self.page.runs[number]
            size = len(text.strip())
            if self.linked:
                run.links += size
            if self.bold:
                run.bold += size
        return number

    def _break(self) -> None:
        """Ends the run under way."""
        run = self.run
        if run is None:
            return
        text = " ".join("".join(self.parts).split())
        if not text.isascii():
            text = text.replace(_SOFT_HYPHEN, "").strip(_BLANK_SIGNS)
        run.text = text
        self.parts.clear()
        self.run = None


def walk(root: etree._Element) -> Page:
    """The page below ``root``; what shows nothing must have been taken out before (``tree.prune``)."""
    return _Walker(root).walk()
