"""Decoded HTML to an element tree that every later step may walk without fear of its depth.

libxml2 reads fast and mends well, but it stops at 2,048 levels of nesting without raising anything; its
error log tells. Such a page, and any page nested deeper than ``MAX_DEPTH``, is read again by a slower
reader that folds what stands deeper into the last level it allows, so that no text is lost and recursion
stays bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from lxml import etree

from reader.errors import PageError
from reader.extract import deep

MAX_DEPTH = 200
"""Levels kept. Real pages stay below 60; a walker uses two Python frames a level."""

_BOM_AND_BLANK = "\ufeff \t\r\n\f"


def text_of(element: etree._Element) -> str:
    """All text inside an element, as it stands."""
    if not len(element):
        return element.text or ""
    return etree.tostring(element, method="text", encoding="unicode", with_tail=False)


def select(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    """The elements that a path finds; it must select nothing else."""
    return cast("list[etree._Element]", path(root))


def roots(root: etree._Element) -> list[etree._Element]:
    """The root and the elements behind it: libxml2 puts there what follows ``</html>``."""
    return [root, *root.itersiblings(etree.Element)]


def parse(text: str) -> etree._Element:
    """The ``html`` element of a page. Raises PageError("empty-page", "skipped") when nothing is in it."""
    text = text.replace("\0", "").strip(_BOM_AND_BLANK)
    if not text:
        raise PageError("empty-page", "skipped")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, collect_ids=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise PageError("empty-page", "skipped") from error
    if root is None:
        raise PageError("empty-page", "skipped")
    last = parser.error_log.last_error
    if last is not None and last.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return deep.parse(text, MAX_DEPTH)
    _gather_siblings(root)
    return root


def shallow(text: str) -> etree._Element:
    """The page again, nested at most ``MAX_DEPTH`` deep."""
    return deep.parse(text.replace("\0", ""), MAX_DEPTH)


def _gather_siblings(root: etree._Element) -> None:
    """What stands behind ``</html>`` becomes a second root in libxml2; browsers show it at the end of the
    body."""
    body = root.find("body")
    place = root if body is None else body
    for sibling in list(root.itersiblings()):
        tag: object = sibling.tag
        if not isinstance(tag, str):
            continue  # a comment
        for part in [sibling] if sibling.find("body") is None else sibling.findall("body"):
            if part.text and part.text.strip():
                place.append(_wrapped(part.text))
            place.extend(list(part))


def _wrapped(text: str) -> etree._Element:
    element = etree.Element("div")
    element.text = text
    return element


GONE = (
    *("head", "title", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed"),
    *("applet", "select", "datalist"),
    "textarea", "button", "input", "canvas", "audio", "video", "map", "noframes", "frame",
)  # fmt: skip
"""Elements that show nothing of an article, or nothing that can be shown without a script engine."""
HEAD_TAGS = frozenset(
    {
        "title",
        "meta",
        "link",
        "base",
        "basefont",
        "style",
        "script",
        "noscript",
        "template",
        "object",
        "bgsound",
    }
)
SWALLOWING = ("button", "select", "object", "audio", "video", "canvas", "map")
SWALLOWED = 600
"""Signs inside one of these: more is a page that forgot the closing tag."""
FORGOTTEN = 8
"""From so many large ones on they probably stand in each other, and no text is measured to its end."""
_TAKEN = "taken"
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST = 0.5
_OUTERMOST = 3
"""A hidden element with more of the page's text than this, not more levels below the body, is the page
itself, waiting for its script."""


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_STREAMED = etree.XPath("//div[@hidden and starts-with(@id, 'S:')]")
"""What React sends behind the page, to be put by its script where a template with the same number waits."""
_STAMPS = ("location", "dateline")
"""The place before the first word of a report ("location-stamp")."""
_OPENED = re.compile(
    r"accordion|collaps|panel|toggle|answer|expand|content|faq|tra-loi|traloi", re.IGNORECASE
)
_OVERLAYS = re.compile(
    r"modal|popup|pop-up|menu|nav|banner|cookie|dialog|dropdown|overlay|search|login|share|form",
    re.IGNORECASE,
)
FOLDED = 100
"""Signs of a hidden part that a click on the page unfolds, without those of links: an answer, a chapter."""


def prune(root: etree._Element) -> list[etree._Element]:
    """Takes out what no reader sees; returns the hidden elements (their texts may still name the title).

    What a heading or button of the page unfolds is seen by its readers, and stays.
    """
    _empty_head(root)
    swallowing = []
    templates = False
    for element in root.iter("span", "template", *SWALLOWING):
        if element.tag == "span":
            _dash_behind(element)
        elif element.tag == "template":
            templates = True
        else:
            swallowing.append(element)
    if templates:
        _place_streamed(root)
    opened: set[str] = set()
    large = 0
    for element in swallowing:
        opened.update(_opens(element))
        if _swallows(element, inside=large >= FORGOTTEN):
            large += 1
            element.tag = "div"
        elif element.tag == "button" and _heads(element):
            element.tag = "span"
    etree.strip_elements(root, *GONE, with_tail=False)
    hidden = [
        element
        for element in root.iter(etree.Element)
        if _hides(element.get("style")) or element.get("hidden") is not None
    ]
    if not hidden:
        return []
    if any(_may_unfold(element) for element in hidden):
        for element in root.iter(etree.Element):  # a path that asks for three attributes takes twice as long
            get = element.get
            if get("aria-controls") or get("data-target") or get("data-bs-target"):
                opened.update(_opens(element))
    most = _MOST * len(text_of(root))
    taken = []
    for element in hidden:
        parent = element.getparent()
        if parent is None or (_outer(element) and len(text_of(element)) > most):
            continue
        if element.get("id") in opened and _unfolds(element):
            continue
        taken.append(element)
    _take_all_out(root, taken)
    return taken


@lru_cache(maxsize=4096)
def _hides(style: str | None) -> bool:
    return style is not None and _HIDING.search(style) is not None


def _dash_behind(stamp: etree._Element) -> None:
    """Writes out the dash that a style sheet draws between the place and the first word of a report."""
    name = stamp.get("class")
    if not name or not any(part in name for part in _STAMPS):
        return
    if (stamp.tail or "")[:1].isalpha() and not (stamp.text or " ")[-1:].isspace():
        stamp.tail = f" – {stamp.tail}"


def _empty_head(root: etree._Element) -> None:
    """Moves what is seen out of the head: to libxml2 ``main`` or ``section`` do not begin the body."""
    head = root.find("head")
    if head is None:
        return
    seen = [child for child in head if isinstance(child.tag, str) and child.tag not in HEAD_TAGS]
    if not seen:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for child in reversed(seen):
        body.insert(0, child)


def _place_streamed(root: etree._Element) -> None:
    """Puts streamed parts where their templates wait; a part may hold templates of further parts."""
    parts = {(part.get("id") or "")[2:]: part for part in select(_STREAMED, root)}
    if not parts:
        return
    for place in list(root.iter("template")):
        kind, _, number = (place.get("id") or "").partition(":")
        parent = place.getparent()
        part = parts.get(number) if kind in ("B", "P") else None
        above = part.getparent() if part is not None else None
        if part is not None and above is not None and parent is not None and parent is not part:
            del part.attrib["hidden"]
            _take_out(part, above)
            place.addprevious(part)
            del parts[number]


def _heads(button: etree._Element) -> bool:
    """Whether a button is all there is to a heading: the question above an answer that it unfolds."""
    above = button.getparent()
    return (
        above is not None
        and above.tag in HEADINGS
        and (button.get("aria-controls") or button.get("aria-expanded") or button.get("data-bs-target"))
        is not None
    )


def _opens(element: etree._Element) -> Iterator[str]:
    """The ids of what a click on an element opens."""
    for name in ("aria-controls", "data-target", "data-bs-target"):
        claim = element.get(name)
        if claim:
            yield claim.lstrip("#")


def _unfolds(element: etree._Element) -> bool:
    """Whether a hidden element that a click opens is a part of a text: prose, and no menu or dialog."""
    if not _may_unfold(element):
        return False
    above = element.getparent()
    while above is not None:
        if above.tag in ("nav", "header", "footer", "form"):
            return False
        above = above.getparent()
    linked = sum(len(text_of(link).strip()) for link in element.iter("a"))
    size = len(" ".join(text_of(element).split()))
    return size - linked >= FOLDED and linked < 0.5 * size


def _may_unfold(element: etree._Element) -> bool:
    """Whether a hidden element is named like what a click opens in a text."""
    ident = element.get("id")
    name = f"{ident} {element.get('class') or ''}" if ident else ""
    return bool(name) and not _OVERLAYS.search(name) and _OPENED.search(name) is not None


def _outer(element: etree._Element) -> bool:
    """Whether an element is the body or stands right below it."""
    above: etree._Element | None = element
    for _ in range(_OUTERMOST + 1):
        if above is None or above.tag in ("body", "html"):
            return True
        above = above.getparent()
    return False


def _swallows(element: etree._Element, inside: bool) -> bool:
    """Whether an element that shows no text holds a page's; ``inside``: measured sign by sign."""
    if not inside:
        return len(text_of(element)) > SWALLOWED
    size = 0
    for text in element.itertext(with_tail=False):
        size += len(text)
        if size > SWALLOWED:
            return True
    return False


def _take_all_out(root: etree._Element, taken: list[etree._Element]) -> None:
    """Removes elements but not the text behind them, those inside others from these too.

    In one go: joining the texts around each would copy what stands beside many of them again and again.
    """
    tags = [element.tag for element in taken]
    for element in taken:
        element.tag = _TAKEN
    for element in (root, *taken):
        etree.strip_elements(element, _TAKEN, with_tail=False)
    for element, tag in zip(taken, tags, strict=True):
        element.tag = tag


def _take_out(element: etree._Element, parent: etree._Element) -> None:
    """Removes an element but not the text behind it."""
    tail = element.tail
    if tail:
        previous = element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        element.tail = None
    parent.remove(element)
