"""A saved page to an article.

The page is decoded, parsed once, and walked once into numbered lines (``page``). Everything after that
reads those:

1. what the page tells machines (``head``) and its address (``formats.origin``);
2. the weight of every line, furniture by name and by the site's template (``weights``);
3. the stretch that is the article (``content``: marks of known systems, then weight, then the whole
   body);
4. its headline (``headline``), and what inside the stretch is none of it (``trimming``);
5. lists of other pages, credits, day, section, lead, pictures (``lists``, ``credits``, ``dating``,
   ``crumbs``, …);
6. clean HTML and text of the lines that were kept (``render``).

Pages that are no article by nature raise PageError (``refusal``). Nothing else is raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from reader.errors import PageError
from reader.extract import (
    content,
    credits,
    crumbs,
    dating,
    head,
    headline,
    lead,
    links,
    lists,
    pictures,
    refusal,
    render,
    templates,
    tree,
    trimming,
    weights,
)
from reader.extract.page import walk
from reader.extract.tree import text_of
from reader.formats import origin
from reader.model import Article, CapturedFrom, Fingerprint, SavedPage, SiteTemplate
from reader.text import docnumbers, language, urls
from reader.text.encoding import decode
from reader.text.vietnamese import squash

RECORDED_IN: dict[str, CapturedFrom] = {"html": "comment", "mhtml": "header", "eml": "header"}
"""Where a format keeps the time of capture; the others (WARC, WACZ …) have records."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article and what its page adds to the template of its site."""

    article: Article
    fingerprint: Fingerprint


def extract(page: SavedPage, template: SiteTemplate | None = None) -> Extracted:
    """The article of a saved page. Raises PageError when the page holds none.

    Whether a page holds an article does not depend on the template, only what the article is.
    """
    if template is not None:
        try:
            return _extract(page, template)
        except PageError:
            pass
    return _extract(page, None)


def _extract(page: SavedPage, template: SiteTemplate | None) -> Extracted:
    decoded = decode(page.body, page.charset)
    root = tree.parse(decoded.text)
    told = head.read(root)
    refusal.check_source(root, told)
    hidden = [squash(text_of(element)) for element in tree.prune(root)]
    walked = walk(root)
    if walked.depth > tree.MAX_DEPTH:
        root = tree.shallow(decoded.text)
        tree.prune(root)
        walked = walk(root)

    chosen = origin.choose(page, told.canonical, told.og_url, told.base)
    url, url_from = chosen if chosen else (None, None)
    site = urls.site(url) or None if url else None
    base = _base(page, told, url)

    marks = templates.marks(walked)
    repeated = templates.repeated_runs(marks, template)
    print_ = templates.fingerprint(site, marks, told, dating.days(walked, told))
    templates.forget_titles(told, template)
    weighed = weights.weigh(walked, repeated)
    evidence = headline.gather(walked, told, weighed, url or _place(page), hidden, repeated)
    around = headline.sure_place(walked, weighed, evidence)
    if around:
        weighed = weights.weigh(walked, repeated, around)
    stretch = content.choose(walked, weighed, evidence.anchors())
    title = headline.pick(walked, weighed, evidence, (stretch.start, stretch.end))
    shown_title = (title.start, title.end) if title.start >= 0 else (stretch.start, stretch.start)
    listed = lists.find(walked, (stretch.start, stretch.end), shown_title, weighed.furniture, base.resolve)
    kept = trimming.trim(walked, weighed, stretch, title, repeated, listed).kept

    near = (min(shown_title[0], stretch.start), _behind(walked, kept, stretch.end))
    credit = credits.find(walked, told, kept, near, base.resolve)
    for number in (credit.byline_run, credit.source_run):
        if stretch.end <= number < near[1]:
            kept[number] = True  # a credit line at the end, set apart from the body
    shown = pictures.find(walked, kept)
    opening, _ = lead.find(walked, kept, shown.caption_runs, weighed.cells)
    captured = page.recorded_time or page.file_time
    day = dating.find(
        walked,
        told,
        weighed,
        kept,
        _dating_place(walked, near),
        title.text,
        listed.related,
        url,
        captured,
        lambda iso: template is not None and templates.date_mark(iso) in template.repeated,
    )
    section = crumbs.find(walked, told, title.text, max(shown_title[0], 1))
    rendered = render.render(walked, kept, shown, base.written, base.picture)
    refusal.check_text(walked, title.text, told.page_title, rendered.text)
    if refusal.is_listing(walked, kept, (stretch.start, stretch.end), _prose(weighed, kept)):
        raise PageError("listing", "skipped")
    if not rendered.text and not (title.text and rendered.images):
        raise PageError("no-text", "skipped")
    all_links, attachments = links.collect(
        walked,
        base,
        weighed.furniture,
        shown_title[0],
        frozenset(rendered.links),
        listed.related_anchors,
        listed.notice_anchors,
        credit.source_run,
    )
    article = Article(
        id=page.id,
        path=page.path,
        member=page.member,
        url=url,
        site=site,
        title=title.text,
        lead=opening,
        byline=credit.byline,
        date=day.iso,
        date_text=day.text,
        date_from=day.rule,
        captured=captured,
        captured_from=RECORDED_IN.get(page.format, "record")
        if page.recorded_time
        else "file"
        if captured
        else None,
        source=credit.source,
        section=section,
        language=language.detect(f"{title.text or ''}\n{rendered.text}", told.language),
        encoding=decoded.encoding,
        text=rendered.text,
        html=rendered.html,
        images=rendered.images,
        tables=rendered.tables,
        related=tuple(listed.related),
        notices=tuple(listed.notices),
        links=all_links,
        documents=tuple(docnumbers.find(f"{title.text or ''}\n{rendered.text}")),
        attachments=attachments,
        sha256=page.sha256,
        size=page.size,
        format=page.format,
        url_from=url_from,
        base_url=base.url,
        aliases=_aliases(page, told, url, base),
    )
    return Extracted(article, print_)


def _base(page: SavedPage, told: head.Head, url: str | None) -> links.Base:
    """Where the page's references start: its own <base>, its recorded address, its place in a mirror, its
    address."""
    start = page.recorded_url or page.path_url or url
    if start and url and start != url and urls.site(start) == urls.site(url):
        # A mirror's folders do not tell the scheme; the address does.
        start = urlunsplit(urlsplit(url)[:2] + urlsplit(start)[2:])
    own = urls.resolve(start, told.base) if told.base else None
    return links.Base(own or start, own is not None)


def _place(page: SavedPage) -> str:
    """What may stand for an unknown address: folder and name of the file, often the words of the headline."""
    parts = re.split(r"[/\\]", page.member or page.path)
    return "/" + "/".join(parts[-2:])


def _aliases(page: SavedPage, told: head.Head, url: str | None, base: links.Base) -> tuple[str, ...]:
    """Further addresses of the page on its own site."""
    found: list[str] = []
    known = {urls.key(url)} if url else set()
    for claimed in (page.path_url, told.canonical, told.og_url):
        address = base.resolve(claimed) if claimed else None
        if not address or (url and urls.site(address) != urls.site(url)):
            continue
        key = urls.key(address)
        if key not in known and (key.rstrip("/)").count("/") > 0):
            known.add(key)
            found.append(urls.normalise(address))
    return tuple(found)


def _behind(walked: object, kept: list[bool], end: int) -> int:
    last = max((number for number, keep in enumerate(kept) if keep), default=end - 1)
    return max(end, min(last + 4, len(kept)))


def _dating_place(walked: object, near: tuple[int, int]) -> tuple[int, int]:
    """Dates may stand a few lines above the headline."""
    return max(0, near[0] - 6), near[1]


def _prose(weighed: weights.Weights, kept: list[bool]) -> float:
    return sum(weight for weight, keep in zip(weighed.runs, kept, strict=True) if keep and weight > 0)
