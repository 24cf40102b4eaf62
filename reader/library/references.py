"""What an article refers to, and the keys under which its targets can be found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from reader.library import keys
from reader.model import Article, LinkKind
from reader.text import urls

# Kinds of links whose text is the title of what they lead to.
_TITLED: frozenset[LinkKind] = frozenset({"body", "related", "notice", "source"})
_CLIMBS = re.compile(r"(?:\.?\.[/\\])*")


@dataclass(frozen=True, slots=True)
class Reference:
    """A link: its address, what the page says of its target, and the relative reference it was made from."""

    url: str
    title: str | None = None
    date: str | None = None
    href: str | None = None


def references(article: Article) -> Iterator[tuple[LinkKind, Reference]]:
    """Everything an article refers to; of two mentions of an address the more telling one comes first."""
    hrefs = {link.url: link.href for link in article.links if link.href}

    def made(kind: LinkKind, url: str, text: str, date: str | None = None) -> tuple[LinkKind, Reference]:
        return kind, Reference(url, text if kind in _TITLED else None, date, hrefs.get(url))

    for entry in article.related:
        if entry.url:
            yield made("related", entry.url, entry.title, entry.date)
    for entry in article.notices:
        if entry.url:
            yield made("notice", entry.url, entry.title, entry.date)
    if article.source and article.source.url:
        yield made("source", article.source.url, article.source.text)
    for attachment in article.attachments:
        yield made("attachment", attachment.url, attachment.text)
    for link in article.links:
        yield made(link.kind, link.url, link.text)


def title_key(reference: Reference, site: str | None) -> int | None:
    """The key of the title under which a page of ``site`` links; None where the text names nothing."""
    return keys.title_key(urls.site(reference.url) or site, reference.title)


def href_of(reference: Reference) -> str | None:
    """The reference as the page has it, where it may name a file; None for an absolute address."""
    return reference.href or (None if urls.is_web(reference.url) else reference.url)


def linked_key(reference: Reference, spot: keys.Spot) -> int | None:
    """The key of the file that a reference on the page there means; see ``keys.linked_key``."""
    href = href_of(reference)
    return keys.linked_key(spot, href) if href else None


def file_keys(reference: Reference, spot: keys.Spot) -> list[int]:
    """The keys of the files that a reference on the page there may mean, the likeliest first."""
    href = href_of(reference)
    if not href:
        return []
    key = keys.linked_key(spot, href)
    return keys.below_tops(spot, href) or ([] if key is None else [key])


def leaves_its_site(reference: Reference, base: str | None) -> bool:
    """Whether a relative reference climbs above the top of the page's site.

    On the web that means the top itself; in a mirror it is the folder of another site.
    """
    if not reference.href or not base:
        return False
    climbs = _CLIMBS.match(reference.href)
    steps = len(re.findall(r"\.\.", climbs[0])) if climbs else 0
    return steps > urlsplit(base).path.count("/") - 1
