"""A saved page to an article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from lxml import etree

from reader.errors import PageError
from reader.extract import tree
from reader.extract.templates import mark
from reader.model import Article, Fingerprint, Image, Link, Listed, SavedPage, SiteTemplate, Source
from reader.text import dates, docnumbers, language, urls
from reader.text.encoding import decode
from reader.text.vietnamese import fold_text, squash

_HIDDEN = ("script", "style", "noscript", "template", "head", "select", "textarea", "svg", "iframe", "object")
_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "td",
    "th",
    "div",
    "blockquote",
    "pre",
    "figcaption",
}
_RELATED = ("cac tin khac", "tin da dua", "tin lien quan", "tin khac", "cac tin da dua")
_NOTICES = ("thong bao",)
_LISTED = re.compile(r"^(.*?)\s*\(?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\)?\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article and what its page adds to the template of its site."""

    article: Article
    fingerprint: Fingerprint


def extract(page: SavedPage, template: SiteTemplate | None = None) -> Extracted:
    """The article of a saved page. Raises PageError when the page holds none."""
    decoded = decode(page.body, page.charset)
    root = tree.parse(decoded.text)
    for element in list(root.iter(*_HIDDEN)):
        if element.tag != "head":
            parent = element.getparent()
            if parent is not None:
                _drop(element, parent)
    url, url_from = _address(page, root)
    base = url
    related, notices = _lists(root, base)
    heading = _first(root, "//h1|//h2|//*[contains(@class,'title') or contains(@class,'Title')]")
    title = heading or _first(root, "//title")
    lead = _first(root, "//*[contains(@class,'sapo') or contains(@class,'lead')]")
    body = _container(root)
    paragraphs, parts, source, byline = [], [], None, None
    for element in body.iter():
        if element.tag not in _BLOCKS or any(child.tag in _BLOCKS for child in element.iterdescendants()):
            continue
        text = squash("".join(element.itertext()))
        if not text or text == title:
            continue
        folded = fold_text(text)
        if folded in _RELATED:
            break
        if folded.startswith("nguon "):
            anchor = element.find(".//a")
            href = urls.resolve(base, anchor.get("href") or "") if anchor is not None else None
            source = Source(text.partition(":")[2].strip(), href)
            continue
        if folded.startswith("in trang"):
            continue
        if text.isupper() and len(text.split()) <= 5 and "right" in (element.get("align") or ""):
            byline = text
        paragraphs.append(text)
        parts.append(f"<p>{escape(text)}</p>")
    text = "\n\n".join(paragraphs)
    if not text and not related:
        raise PageError("no-text", "skipped")
    section = tuple(
        squash(part) for part in re.split("»|›", _first(root, "//*[@class='path']") or "") if part
    )
    links = tuple(
        Link(squash("".join(anchor.itertext())), address, "menu")
        for anchor in root.iter("a")
        if (address := urls.resolve(base, anchor.get("href") or ""))
    )
    site = urls.site(url) if url else None
    article = Article(
        id=page.id,
        path=page.path,
        member=page.member,
        url=url,
        site=site,
        title=title,
        lead=lead,
        byline=byline,
        date=None,
        date_text=None,
        date_from=None,
        captured=page.recorded_time or page.file_time,
        captured_from="comment" if page.recorded_time else "file" if page.file_time else None,
        source=source,
        section=section,
        language=language.detect(text, root.get("lang")),
        encoding=decoded.encoding,
        text=text,
        html="".join(parts),
        images=tuple(Image(image.get("src") or "", None) for image in body.iter("img")),
        tables=0,
        related=related,
        notices=notices,
        links=links,
        documents=tuple(docnumbers.find(text)),
        attachments=(),
        sha256=page.sha256,
        size=page.size,
        format=page.format,
        url_from=url_from,
        base_url=base,
    )
    marks = sorted({mark("text", squash(part)) for part in root.itertext() if part.strip()})
    return Extracted(article, Fingerprint(site, tuple(marks)))


def _address(page, root):
    canonical = root.xpath("//link[@rel='canonical']/@href")
    for address, rule in (
        (page.recorded_url, "comment"),
        (canonical and canonical[0], "canonical"),
        (page.path_url, "path"),
    ):
        if address and urls.is_web(address):
            return urls.normalise(address), rule
    return None, None


def _drop(element, parent):
    tail = element.tail
    previous = element.getprevious()
    parent.remove(element)
    if tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail


def _first(root, path):
    for element in root.xpath(path):
        text = squash("".join(element.itertext()))
        if text:
            return text
    return None


def _container(root):
    best, most = root, 0
    for element in root.iter("div", "td", "article", "main", "body"):
        score = sum(len("".join(child.itertext())) for child in element if child.tag == "p")
        if score > most:
            best, most = element, score
    return best


def _lists(root, base):
    found = {"related": (), "notices": ()}
    for element in root.iter("b", "th", "h2", "h3", "strong", "p", "div"):
        label = fold_text("".join(element.itertext())).strip("+ ")
        kind = "related" if label in _RELATED else "notices" if label in _NOTICES else None
        if kind is None or found[kind]:
            continue
        place = element
        while place is not None and len(place.findall(".//a")) < 1:
            place = place.getparent()
        if place is None:
            continue
        found[kind] = tuple(_entry(anchor, base) for anchor in place.iter("a") if anchor.get("href"))
    return found["related"], found["notices"]


def _entry(anchor, base):
    title = squash("".join(anchor.itertext()))
    around = squash("".join(anchor.getparent().itertext()))
    match = _LISTED.match(around)
    date = dates.parse(match[2]) if match and kind_is_list(title, match[1]) else None
    return Listed(title, urls.resolve(base, anchor.get("href")), date)


def kind_is_list(title, before):
    return title.strip("+- ") in before
