"""A reader without a limit of depth, for pages that libxml2 cuts off: slow, and only for those.

What is nested deeper than ``levels`` is folded into the last level: an element there becomes the next sibling
of the one it stands in, so that its text keeps its place and its own line.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from lxml import etree

VOID = frozenset(
    "area base br col embed frame hr img input link meta param source track wbr basefont keygen".split()  # noqa: SIM905
)
CLOSES = {
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "tr": ("tr", "td", "th"),
    "td": ("td", "th"),
    "th": ("td", "th"),
    "option": ("option",),
    "p": ("p",),
}
"""Elements whose beginning ends an open one of these, as far as the nearest container."""
CONTAINERS = frozenset(
    {"ul", "ol", "dl", "table", "select", "div", "section", "article", "body", "html", "td", "th"}
)

_NAME = re.compile(r"[a-z][a-z0-9.:_-]*\Z")
_ATTRIBUTE = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z")
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse(text: str, levels: int) -> etree._Element:
    """The ``html`` element of a page, nested at most ``levels`` deep. Never raises."""
    builder = _Builder(levels)
    builder.feed(text)
    builder.close()
    builder.write_text()
    return builder.root


class _Builder(HTMLParser):
    def __init__(self, levels: int) -> None:
        super().__init__(convert_charrefs=True)
        self.root = etree.Element("html")
        self._body = etree.SubElement(self.root, "body")
        self._levels = levels - 2
        self._names: list[str] = []  # open elements, as the page nests them
        self._open: list[etree._Element] = []  # the elements that stand for the first of them
        self._counts: dict[str, int] = {}
        self._last: etree._Element | None = None  # a folded element that is under way
        self._text: list[str] = []  # what goes behind the last element of the place under way

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("html", "body", "head"):
            return
        self.write_text()
        for name in CLOSES.get(tag, ()):
            self._close_nearest(name)
        element = etree.Element(tag if _NAME.match(tag) and ":" not in tag else "span")
        for name, value in attrs:
            if _ATTRIBUTE.match(name) and name.lower() not in ("xmlns",):
                element.set(name, _FORBIDDEN.sub("", value or ""))
        self._place().append(element)
        if tag in VOID:
            return
        self._names.append(tag)
        self._counts[tag] = self._counts.get(tag, 0) + 1
        if len(self._names) <= self._levels:
            self._open.append(element)
            self._last = None
        else:
            self._last = element

    def handle_endtag(self, tag: str) -> None:
        if not self._counts.get(tag):
            return
        self.write_text()
        while self._names:
            name = self._pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def write_text(self) -> None:
        """Puts the text that came since the last element into its place, at once: it comes in many pieces."""
        text = _FORBIDDEN.sub("", "".join(self._text))
        self._text.clear()
        if not text:
            return
        place = self._last if self._last is not None else self._place()
        child = next(place.iterchildren(reversed=True), None)
        if child is not None:
            child.tail = (child.tail or "") + text
        else:
            place.text = (place.text or "") + text

    def _place(self) -> etree._Element:
        return self._open[-1] if self._open else self._body

    def _pop(self) -> str:
        name = self._names.pop()
        self._counts[name] -= 1
        if len(self._names) < len(self._open):
            self._open.pop()
        if self._last is not None:
            # What follows stands outside the folded element: on a line of its own again.
            self._last = etree.SubElement(self._place(), "div") if len(self._names) > self._levels else None
        return name

    def _close_nearest(self, name: str) -> None:
        for depth in range(len(self._names) - 1, max(-1, len(self._names) - 8), -1):
            open_name = self._names[depth]
            if open_name == name:
                while len(self._names) > depth:
                    self._pop()
                return
            if open_name in CONTAINERS:
                return
