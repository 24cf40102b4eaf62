"""Decoded HTML to an element tree that every later step may walk without fear of its depth.

libxml2 reads fast and mends well, but it stops at 2,048 levels of nesting without raising anything; its error log
tells. Such a page, and any page nested deeper than ``MAX_DEPTH``, is read again by a slower reader that folds what
stands deeper into the last level it allows, so that no text is lost and recursion stays bounded.
"""

from __future__ import annotations

from lxml import etree

from reader.errors import PageError

MAX_DEPTH = 200
"""Levels kept. Real pages stay below 60 (695 portal pages: at most 49); a walker uses two Python frames a level."""

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
