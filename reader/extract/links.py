"""References of a page: what they mean as addresses, how the article's HTML writes them, and of which
kind they are."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from reader.extract.lines import DOCUMENT
from reader.extract.page import Page
from reader.extract.tree import text_of
from reader.formats import embedded
from reader.model import Attachment, Link, LinkKind
from reader.text import urls
from reader.text.vietnamese import squash

ARCHIVE = "archive:"
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:$|[?#])", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^\s\\]", re.IGNORECASE)
"""How a reference begins that means the same on every page."""
_LONGEST_TEXT = 500


@lru_cache(maxsize=256)
def _root(url: str) -> str | None:
    return urls.resolve(url, "/")


@lru_cache(maxsize=16384)
def _resolved(base: str | None, href: str) -> str | None:
    """Remembered, since the menus of a site have the same references on every page."""
    url = urls.resolve(base, href)
    return (urls.unwrap(url) or url) if url else None


@dataclass(frozen=True, slots=True)
class Base:
    """Where the references of a page start from; ``own`` is whether the page itself says so (<base href>)."""

    url: str | None
    own: bool = False

    def resolve(self, href: str) -> str | None:
        """The absolute web address of a reference, without fragment; a copy in a web archive gives its
        original."""
        if href.startswith("/") and self.url:
            return _resolved(_root(self.url), href)
        return _resolved(None if _WHOLE.match(href) else self.url, href)

    def written(self, href: str) -> str | None:
        """A link as the article's HTML has it: relative, or ``archive:`` and an absolute address; None
        for no target."""
        href = href.strip()
        if not href or href.startswith("#"):
            return None
        if self.own or href.startswith("/") or _SCHEME.match(href):
            url = self.resolve(href)
            return ARCHIVE + url if url else None if _SCHEME.match(href) else href
        return href

    def picture(self, src: str) -> str | None:
        """A picture's source as the article's HTML has it; ``data:`` becomes the name of the embedded
        part."""
        src = src.strip()
        if src.lower().startswith("data:"):
            return embedded.name(src)
        if src.lower().startswith("cid:"):  # another part of the same MHTML file
            return ARCHIVE + src
        return self.written(src)


def collect(
    page: Page,
    base: Base,
    furniture: list[int],
    start: int,
    body: Collection[int],
    related: Collection[int],
    notices: Collection[int],
    source_run: int,
) -> tuple[tuple[Link, ...], tuple[Attachment, ...]]:
    """Every link of the page once for each kind, in order, and the documents it offers.

    ``body``, ``related``, ``notices``: numbers of the anchors that stand in the article and in its lists.
    Documents are also taken from beside the article: behind run ``start``, but not from furniture.
    """
    found: dict[tuple[str, str], Link] = {}
    attachments: dict[str, Attachment] = {}
    for number in page.tagged.get("a", ()):
        href = (page.elements[number].get("href") or "").strip()
        if not href or href.startswith("#") or href.lower().startswith(("javascript:", "mailto:", "tel:")):
            continue
        resolved = base.resolve(href)
        url = resolved or href
        if resolved is None and _SCHEME.match(href):
            continue
        text = squash(text_of(page.elements[number]))[:_LONGEST_TEXT]
        beside = page.first[number] >= start and not furniture[number]
        kind = _kind(number, href, page, body, related, notices, source_run, beside)
        if kind == "attachment":
            known = attachments.get(url)
            if known is None or len(text) > len(known.text):
                attachments[url] = Attachment(text or url.rpartition("/")[2], url)
        known_link = found.get((url, kind))
        if known_link is None or (not known_link.text and text):
            relative = href if resolved and not href.startswith("/") and not _SCHEME.match(href) else None
            found[(url, kind)] = Link(text, url, kind, relative)
    better = {url for url, kind in found if kind != "menu"}
    links = tuple(link for (url, kind), link in found.items() if kind != "menu" or url not in better)
    return links, tuple(attachments.values())


def _kind(
    number: int,
    href: str,
    page: Page,
    body: Collection[int],
    related: Collection[int],
    notices: Collection[int],
    source_run: int,
    beside: bool,
) -> LinkKind:
    if number in related:
        return "related"
    if number in notices:
        return "notice"
    if page.first[number] == source_run >= 0:
        return "source"
    if number in body:
        if DOCUMENT.search(href):
            return "attachment"
        return "picture" if PICTURE.search(href) else "body"
    return "attachment" if beside and DOCUMENT.search(href) else "menu"
