"""What a page says about itself to machines: title, meta elements, link elements, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from reader.extract.tree import roots
from reader.text.vietnamese import squash

_LD_LIMIT = 2_000_000  # signs; larger ones are product catalogues
_LD_DEPTH = 8

ARTICLE_TYPES = frozenset(
    [
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "report",
        "scholarlyarticle",
        "techarticle",
        "liveblogposting",
        "socialmediaposting",
        "medicalwebpage",
        "backgroundnewsarticle",
        "advertisercontentarticle",
        "askpublicnewsarticle",
        "reviewnewsarticle",
        "satiricalarticle",
        "governmentservice",
    ]
)
TITLES = (
    *(
        "og:title",
        "twitter:title",
        "dc.title",
        "dcterms.title",
        "dc:title",
        "parsely-title",
        "sailthru.title",
    ),
    *("headline", "title", "citation_title"),
)
"""Meta names that hold the headline, most trustworthy first."""
DATES = (
    *("article:published_time", "og:published_time", "article:published", "datepublished", "dc.date.issued"),
    *(
        "dcterms.issued",
        "dcterms.created",
        "dc.date.created",
        "dc.date",
        "dcterms.date",
        "dc:date",
        "date",
        "pubdate",
    ),
    *("publishdate", "publish-date", "publish_date", "published", "parsely-pub-date", "sailthru.date"),
    *(
        "citation_publication_date",
        "citation_date",
        "article.published",
        "published_at",
        "originalpublicationdate",
    ),
    *("cxenseparse:recs:publishtime", "article_date_original", "ptime", "displaydate", "datecreated"),
    "rnews:datepublished",
)
"""Meta names that hold the day of publication. Those of a change or of the build ("last-modified",
"revised", "expires", "og:updated_time") are left out on purpose."""
AUTHORS = (
    *("author", "article:author", "dc.creator", "dcterms.creator", "dc:creator", "parsely-author", "byl"),
    *("sailthru.author", "citation_author", "article:author_name", "cxenseparse:author", "authors"),
)
SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
DESCRIPTIONS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
)
SECTIONS = ("article:section", "section", "parsely-section", "cxenseparse:section")

_REFRESH = re.compile(
    r"^\s*(\d+(?:\.\d*)?)\s*[;,]\s*(?:url\s*=\s*)?['\"]?(.+?)['\"]?\s*$", re.IGNORECASE | re.DOTALL
)
_CDATA = re.compile(
    r"^\s*(?:<!--|/\*|//)?\s*<!\[CDATA\[\s*(?:\*/)?|(?:/\*|//)?\s*\]\]>\s*(?:\*/|-->)?\s*$|^\s*<!--|-->\s*$"
)


@dataclass(slots=True)
class Head:
    """The claims of a page; lists are in order of trust. ``dates`` are (rule, text)."""

    page_title: str = ""
    titles: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    crumbs: list[str] = field(default_factory=list)
    canonical: str | None = None
    og_url: str | None = None
    base: str | None = None
    refresh: tuple[float, str] | None = None
    language: str | None = None
    generator: str = ""
    kind: str = ""


def read(root: etree._Element) -> Head:
    """The claims of the page; must be read before ``tree.prune`` takes the scripts out."""
    head = Head()
    metas: dict[str, list[str]] = {}
    scripts: list[etree._Element] = []
    for top in roots(root):
        for element in top.iter("meta", "link", "base", "title", "script"):
            tag = element.tag
            if tag == "script":
                scripts.append(element)
            elif tag == "title":
                if not head.page_title and element.text:
                    head.page_title = squash(element.text)
            elif tag == "base":
                head.base = head.base or element.get("href")
            elif tag == "link":
                if (element.get("rel") or "").lower() == "canonical" and element.get("href"):
                    head.canonical = head.canonical or element.get("href")
            else:
                _meta(element, metas, head)
    _from_json(scripts, head)
    _from_metas(metas, head)
    head.language = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or root.get("xml:lang")
        or head.language
    )
    return head


def _meta(element: etree._Element, metas: dict[str, list[str]], head: Head) -> None:
    content = element.get("content")
    if not content:
        return
    equivalent = (element.get("http-equiv") or "").lower()
    if equivalent == "refresh":
        match = _REFRESH.match(content)
        if match and head.refresh is None:
            head.refresh = (float(match[1]), match[2].strip())
    elif equivalent == "content-language":
        head.language = head.language or content.strip()
    name = element.get("property") or element.get("name") or element.get("itemprop")
    if name:
        metas.setdefault(name.strip().lower(), []).append(content)


def _from_metas(metas: Mapping[str, list[str]], head: Head) -> None:
    def values(names: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            for value in metas.get(name, ()):
                text = squash(value)
                if text:
                    yield text

    head.titles.extend(values(TITLES))
    head.sites.extend(values(SITES))
    head.authors.extend(values(AUTHORS))
    head.descriptions.extend(values(DESCRIPTIONS))
    head.sections.extend(values(SECTIONS))
    head.og_url = next(values(("og:url",)), None)
    head.generator = next(values(("generator",)), "")
    head.kind = head.kind or next(values(("og:type",)), "")
    head.dates.extend(("meta", value) for value in values(DATES))


# ---- JSON-LD -----------------------------------------------------------------------------------


def _from_json(scripts: Iterable[etree._Element], head: Head) -> None:
    for script in scripts:
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        if len(script.text) > _LD_LIMIT:
            continue
        try:
            data = json.loads(_CDATA.sub("", script.text).strip().rstrip(";"), strict=False)
            for item in _items(data, 0):
                _from_item(item, head)
        except (ValueError, RecursionError):
            continue  # no JSON, or lists in lists without end


def _items(data: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth > _LD_DEPTH:
        return
    if isinstance(data, list):
        for entry in data:
            yield from _items(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(data.get(name), depth + 1)


def _from_item(item: Mapping[str, object], head: Head) -> None:
    types = {name.lower().rpartition("/")[2] for name in _texts(item.get("@type"))}
    if "breadcrumblist" in types and not head.crumbs:
        head.crumbs = _crumbs(item.get("itemListElement"))
    if types & {"website", "organization", "newsmediaorganization", "governmentorganization"}:
        head.sites.extend(_texts(item.get("name")))
    if not types & ARTICLE_TYPES:
        return
    head.kind = head.kind or "article"
    head.titles.extend(_texts(item.get("headline")) or _texts(item.get("name")))
    head.dates.extend(
        ("json-ld", text) for text in _texts(item.get("datePublished")) or _texts(item.get("dateCreated"))
    )
    head.authors.extend(_names(item.get("author")) or _names(item.get("creator")))
    head.sections.extend(_texts(item.get("articleSection")))
    head.descriptions.extend(_texts(item.get("description")))
    head.sites.extend(_names(item.get("publisher")))


def _texts(value: object) -> list[str]:
    """A JSON-LD value as texts: a string, or a list of them, or an object with ``@value``."""
    if isinstance(value, str):
        text = squash(value)
        return [text] if text else []
    if isinstance(value, list):
        return [text for entry in value[:20] for text in _texts(entry)]
    if isinstance(value, dict):
        return _texts(value.get("@value"))
    return []


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for entry in value[:20] for name in _names(entry)]
    if isinstance(value, dict):
        return _texts(value.get("name"))
    return _texts(value)


def _crumbs(value: object) -> list[str]:
    entries = value if isinstance(value, list) else [value]
    found = []
    for entry in entries:
        if isinstance(entry, dict):
            item = entry.get("item")
            names = _texts(entry.get("name")) or (_texts(item.get("name")) if isinstance(item, dict) else [])
            found.extend(names[:1])
    return found
