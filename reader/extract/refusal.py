"""Pages that are no article by nature: redirects, frames, error pages, lists without text."""

from __future__ import annotations

import re

from lxml import etree

from reader.errors import PageError
from reader.extract.head import Head
from reader.extract.page import Page
from reader.extract.phrases import ERROR, ERROR_TITLES
from reader.extract.tree import text_of
from reader.text.vietnamese import fold_text

QUICK_REFRESH = 30.0
"""Seconds; a later refresh only reloads a page that is read meanwhile."""
STUB = 400
"""Signs of text of a page that only sends its reader on."""
ERROR_TEXT = 1500
"""Signs of text of an error page; longer pages write about an error."""
ERROR_LINE = 120
"""Signs of a page that says nothing but what went wrong."""
LISTING_LINKS = 4
LISTING_SHARE = 0.6
PROSE = 60.0
"""Weight of one sentence: a page with less has no text of its own."""

_SCRIPT_REDIRECT = re.compile(
    r"""(?:window|document|self|top|parent)?\.?\blocation(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*["']([^"']+)""",
    re.IGNORECASE,
)
_PART = re.compile(r"\s[-–—|»:]+\s|\s*[|»]\s*|:\s")


def check_source(root: etree._Element, head: Head) -> None:
    """Before anything is taken out. Raises PageError for frames and redirects."""
    body = root.find("body")
    if root.find(".//frameset") is not None and (body is None or not text_of(body).strip()):
        raise PageError("frameset", "skipped")
    if head.refresh and head.refresh[0] <= QUICK_REFRESH and head.refresh[1]:
        if _is_stub(root, STUB):
            raise PageError("redirect", "skipped", detail=head.refresh[1][:300])
        return
    scripts = root.findall(".//script")
    if scripts and len(scripts) <= 3 and _is_stub(root, STUB // 4):
        for script in scripts:
            match = _SCRIPT_REDIRECT.search((script.text or "")[:4000])
            if match:
                raise PageError("redirect", "skipped", detail=match[1][:300])


def check_text(title: str | None, page_title: str, text: str) -> None:
    """Raises PageError("error-page") for what a server shows instead of a page."""
    if len(text) > ERROR_TEXT:
        return
    for line in (title or "", page_title, text if len(text) <= ERROR_LINE else ""):
        for part in (line, *_PART.split(line)):
            form = fold_text(part)[:120]
            if form and (ERROR.match(form) or form in ERROR_TITLES):
                raise PageError("error-page", "skipped", detail=line[:120])


def is_listing(page: Page, kept: list[bool], prose: float) -> bool:
    """Whether nothing was kept, or only links with hardly a sentence between them."""
    lines = [run for run, keep in zip(page.runs, kept, strict=True) if keep]
    if any(run.pictures for run in lines) and not any(run.text for run in lines):
        return False  # a scanned document
    lines = [run for run in lines if run.text]
    size = sum(len(run.text) for run in lines)
    linked = [run for run in lines if run.links > 0.5 * len(run.text)]
    if not lines or (prose < PROSE and len(linked) == len(lines)):
        return True
    many = len(linked) >= LISTING_LINKS
    return prose < PROSE and many and sum(len(run.text) for run in linked) > LISTING_SHARE * size


def _is_stub(root: etree._Element, enough: int) -> bool:
    """Whether the body shows fewer signs of text."""
    body = root.find("body")
    if body is None:
        return True
    size = 0
    for element in body.iter():
        shown = element.tag not in ("script", "style", "noscript", "template") and isinstance(
            element.tag, str
        )
        if shown and element.text:
            size += len(element.text.strip())
        if element.tail:
            size += len(element.tail.strip())
        if size >= enough:
            return False
    return True
