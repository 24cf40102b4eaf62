"""Decoded HTML to an element tree that every later step may walk without fear of its depth.

libxml2 reads fast and mends well, but it stops at 2,048 levels of nesting without raising anything; its error log
tells. Such a page, and any page nested deeper than ``MAX_DEPTH``, is read again by a slower reader that folds what
stands deeper into the last level it allows, so that no text is lost and recursion stays bounded.
"""

from __future__ import annotations

import re

from lxml import etree

from reader.errors import PageError

MAX_DEPTH = 200
"""Levels kept. Real pages stay below 60; a walker uses two Python frames a level."""

_BOM_AND_BLANK = "\ufeff \t\r\n\f"


def parse(text: str) -> etree._Element:
    """The ``html`` element of a page. Raises PageError("empty-page", "skipped") when there is nothing in it."""
    text = text.replace("\0", "").strip(_BOM_AND_BLANK)
    if not text:
        raise PageError("empty-page", "skipped")
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise PageError("empty-page", "skipped") from error
    if root is None:
        raise PageError("empty-page", "skipped")
    return root


GONE = (
    "head", "title", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "applet", "select", "datalist",
    "textarea", "button", "input", "canvas", "audio", "video", "map", "noframes", "frame",
)  # fmt: skip
"""Elements that show nothing of an article, or nothing that can be shown without a script engine."""
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAY_HIDE = etree.XPath("//*[@style or @hidden]")
_MOST = 0.5
"""A hidden element with more of the page's text than this is the page itself, waiting for its script."""


def prune(root: etree._Element) -> list[etree._Element]:
    """Takes out what no reader sees; returns the hidden elements (their texts may still name the title)."""
    etree.strip_elements(root, *GONE, with_tail=False)
    hidden = [
        element
        for element in _MAY_HIDE(root)
        if element.get("hidden") is not None or _HIDING.search(element.get("style") or "")
    ]
    if not hidden:
        return []
    most = _MOST * len("".join(root.itertext()))
    taken = []
    for element in hidden:
        parent = element.getparent()
        if parent is None or len("".join(element.itertext())) > most:
            continue
        _take_out(element, parent)
        taken.append(element)
    return taken


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
