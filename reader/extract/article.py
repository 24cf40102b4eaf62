"""A saved page to an article.

The page is decoded, parsed once, and walked once into numbered lines (``walking``, ``page``). Everything
after that reads those:

1. what the page tells machines (``head``) and its address (``formats.origin``);
2. the weight of every line, furniture by name and by the site's template (``weights``);
3. the stretch that is the article (``content.CASCADE`` says how it is found, and why so), or the list that
   the page is about (``listings``);
4. its headline (``headline``), and what inside the stretch is none of it (``trimming``);
5. lists of other pages, credits, day, section, lead, pictures (``lists``, ``credits``, ``dating`` …);
6. clean HTML and text of the lines that were kept (``render``).

Pages that are no article by nature raise PageError (``refusal``). Nothing else is raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
    listings,
    lists,
    origins,
    pictures,
    refusal,
    render,
    templates,
    tree,
    trimming,
    weights,
)
from reader.extract.guesses import Guesses
from reader.extract.page import Page
from reader.extract.sanitise import sanitise
from reader.extract.tree import text_of
from reader.extract.walking import walk
from reader.formats import origin
from reader.model import Article, CapturedFrom, Encoding, Fingerprint, SavedPage, SiteTemplate, UrlFrom
from reader.text import docnumbers, language, urls
from reader.text.encoding import Decoded, decode, decode_as
from reader.text.vietnamese import squash

RECORDED_IN: dict[str, CapturedFrom] = {"html": "comment", "mhtml": "header", "eml": "header"}
"""Where a format keeps the time of capture; the others (WARC, WACZ …) have records."""
LINES_ABOVE = 6
"""Lines above the headline among which a date may stand."""
LINES_BELOW = 4
"""Lines behind the body among which a credit line may stand."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article and what its page adds to the template of its site.

    ``repeated``: the page's own marks that were taken for the site's.
    """

    article: Article
    fingerprint: Fingerprint
    repeated: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A page that was read but not yet understood. ``hidden``: texts that it does not show."""

    page: SavedPage
    encoding: Encoding
    told: head.Head
    hidden: list[str]
    walked: Page
    url: str | None
    url_from: UrlFrom | None
    site: str | None
    base: links.Base
    captured: str | None


@dataclass(frozen=True, slots=True)
class _Selected:
    """Which runs of a page are what."""

    weighed: weights.Weights
    stretch: content.Content
    title: headline.Headline
    listed: lists.Lists
    kept: list[bool]
    is_list: bool = False

    @property
    def shown_title(self) -> tuple[int, int]:
        """The runs of the headline; an empty interval before the article when the page does not show it."""
        title = self.title
        return (title.start, title.end) if title.start >= 0 else (self.stretch.start, self.stretch.start)

    @property
    def near(self) -> tuple[int, int]:
        """The runs in which the article's own lines stand, from the headline to a little behind the body."""
        last = max((number for number, keep in enumerate(self.kept) if keep), default=self.stretch.end - 1)
        end = max(self.stretch.end, min(last + LINES_BELOW, len(self.kept)))
        return min(self.shown_title[0], self.stretch.start), end


def extract(
    page: SavedPage, template: SiteTemplate | None = None, guesses: Guesses | None = None
) -> Extracted:
    """The article of a saved page. Raises PageError when the page holds none.

    Whether a page holds an article does not depend on the template, only what the article is. Without a
    template the one that ``guesses`` have for the page's site is used, and they learn from the page.
    """
    opened = _open(page)
    marks = templates.marks(opened.walked)
    days = dating.days(opened.walked, opened.told)
    told = opened.told
    own = templates.page_mark(opened.url, opened.url_from, told.page_title) if opened.url else None
    print_ = templates.fingerprint(opened.site, marks, told, days, own)
    if template is None and guesses is not None:
        template = guesses.of(opened.site)
    repeated = template.repeated.intersection(print_.marks) if template is not None else frozenset()
    # Only its own marks, so that what else a template knows makes no difference to the page.
    known = SiteTemplate(template.site, template.pages, repeated) if template and repeated else None
    article = _under(opened, marks, known) if known is not None else None
    if article is None:
        article = _article(opened, _select(opened, frozenset()), None)
    if guesses is not None:
        guesses.add(print_)
    del opened, marks  # the gate builds a tree of its own: not beside that of a large page
    return Extracted(replace(article, html=sanitise(article.html)), print_, repeated)


def _under(opened: _Opened, marks: list[int], template: SiteTemplate) -> Article | None:
    """The article under a template; None when the page seems to hold none."""
    told = templates.without_titles(opened.told, template)
    opened = replace(opened, told=told)
    try:
        return _article(opened, _select(opened, templates.repeated_runs(marks, template)), template)
    except PageError:
        return None


def _open(page: SavedPage) -> _Opened:
    decoded = _decoded(page)
    root = tree.parse(decoded.text)
    told = head.read(root)
    refusal.check_source(root, told)
    hidden = [squash(text_of(element)) for element in tree.prune(root)]
    walked = walk(root)
    if walked.depth > tree.MAX_DEPTH:
        root = tree.shallow(decoded.text)
        tree.prune(root)
        walked = walk(root)
    url, url_from = origin.choose(page, told.canonical, told.og_url, told.base) or (None, None)
    return _Opened(
        page=page,
        encoding=decoded.encoding,
        told=told,
        hidden=hidden,
        walked=walked,
        url=url,
        url_from=url_from,
        site=(urls.site(url) or None) if url else None,
        base=_base(page, told, url),
        captured=page.recorded_time or page.file_time,
    )


def _decoded(page: SavedPage) -> Decoded:
    """The text of a page: an encoding chosen by hand wins, if its name means anything."""
    chosen = decode_as(page.body, page.read_as) if page.read_as else None
    if chosen is None:
        return decode(page.body, page.charset)
    declared = page.charset or chosen.encoding.declared
    return Decoded(chosen.text, replace(chosen.encoding, declared=declared, chosen=True))


# ---- which lines ---------------------------------------------------------------------------------


def _select(opened: _Opened, repeated: frozenset[int]) -> _Selected:
    walked, told = opened.walked, opened.told
    weighed = weights.weigh(walked, repeated)
    address = opened.url or _place(opened.page)
    evidence = headline.gather(walked, told, weighed, address, opened.hidden, repeated)
    around = headline.sure_place(walked, weighed, evidence)
    if around:
        weighed = weights.weigh(walked, repeated, around)
    stretch = content.choose(walked, weighed, evidence.anchors())
    title = headline.pick(walked, weighed, evidence, (stretch.start, stretch.end))
    found = _Selected(weighed, stretch, title, lists.Lists(), [])
    listed = lists.find(
        walked, (stretch.start, stretch.end), found.shown_title, weighed.furniture, opened.base.resolve
    )
    kept = trimming.trim(walked, weighed, stretch, title, repeated, listed).kept
    text = " ".join(run.text for run, keep in zip(walked.runs, kept, strict=True) if keep)
    refusal.check_text(title.text, told.page_title, text)
    prose = sum(weight for weight, keep in zip(weighed.runs, kept, strict=True) if keep and weight > 0)
    announces = weighed.teasers >= weights.TEASERS and prose < content.LITTLE
    if announces or refusal.is_listing(walked, kept, prose):
        weighed = weights.weigh(walked, repeated, around, teasers=False)
        listing = listings.find(walked, weighed, evidence)
        if listing is None and announces:
            return _Selected(weighed, stretch, title, listed, kept)
        if listing is None:
            raise PageError("listing" if any(run.links for run in walked.runs) else "no-text", "skipped")
        place = _Selected(weighed, listing.stretch, listing.title, lists.Lists(), listing.kept, True)
        others = lists.find(
            walked,
            (listing.entries, listing.stretch.end),
            place.shown_title,
            weighed.furniture,
            opened.base.resolve,
        )
        kept = [keep and number not in others.runs for number, keep in enumerate(listing.kept)]
        return replace(place, listed=others, kept=kept)
    return _Selected(weighed, stretch, title, listed, kept)


def _place(page: SavedPage) -> str:
    """What may stand for an unknown address: folder and name of the file, often the headline's words."""
    parts = re.split(r"[/\\]", page.member or page.path)
    return "/" + "/".join(parts[-2:])


# ---- what they say -------------------------------------------------------------------------------


def _article(opened: _Opened, selected: _Selected, template: SiteTemplate | None) -> Article:
    page, told, walked, base = opened.page, opened.told, opened.walked, opened.base
    listed, title, kept = selected.listed, selected.title, selected.kept
    near = selected.near
    credit = credits.Credits() if selected.is_list else credits.find(walked, told, kept, near, base.resolve)
    for number in (credit.byline_run, credit.source_run):
        if selected.stretch.end <= number < near[1]:
            kept[number] = True  # a credit line at the end, set apart from the body
    shown = pictures.find(walked, kept)
    opening = (
        lead.Lead()
        if selected.is_list
        else lead.find(walked, kept, shown.caption_runs, selected.weighed.cells)
    )
    day = _day(opened, selected, template)
    section = crumbs.find(walked, told, title.text, max(selected.shown_title[0], 1))
    rendered = render.render(walked, kept, shown, base.written, base.picture)
    if not rendered.text and not (title.text and rendered.images):
        raise PageError("no-text", "skipped")
    all_links, attachments = links.collect(
        walked,
        base,
        selected.weighed.furniture,
        selected.shown_title[0],
        frozenset(rendered.links),
        listed.related_anchors,
        listed.notice_anchors,
        credit.source_run,
    )
    return Article(
        id=page.id,
        path=page.path,
        member=page.member,
        url=opened.url,
        site=opened.site,
        title=title.text,
        lead=opening.text,
        byline=credit.byline,
        date=day.iso,
        date_text=day.text,
        date_from=day.rule,
        captured=opened.captured,
        captured_from=_captured_from(opened),
        source=credit.source,
        section=section.parts,
        language=language.detect(f"{title.text or ''}\n{rendered.text}", told.language),
        encoding=opened.encoding,
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
        url_from=opened.url_from,
        base_url=base.url,
        aliases=_aliases(opened),
        origins=origins.collect(walked, title, day, credit, opening, section, selected.stretch),
    )


def _day(opened: _Opened, selected: _Selected, template: SiteTemplate | None) -> dating.Dated:
    if selected.is_list:
        return dating.Dated()
    near = selected.near
    return dating.find(
        opened.walked,
        opened.told,
        selected.weighed,
        selected.kept,
        (max(0, near[0] - LINES_ABOVE), near[1]),
        selected.shown_title[0],
        selected.title.text,
        selected.listed.related,
        opened.url,
        opened.captured,
        selected.listed.runs,
        lambda iso: template is not None and templates.date_mark(iso) in template.repeated,
    )


def _captured_from(opened: _Opened) -> CapturedFrom | None:
    page = opened.page
    if page.recorded_time:
        return page.recorded_from or RECORDED_IN.get(page.format, "record")
    return "file" if opened.captured else None


# ---- addresses -----------------------------------------------------------------------------------


def _base(page: SavedPage, told: head.Head, url: str | None) -> links.Base:
    """Where references start: the page's <base>, its recorded address, its place in a mirror, its address."""
    start = page.recorded_url or page.path_url or url
    if start and url and start != url and urls.site(start) == urls.site(url):
        # A mirror's folders do not tell the scheme; the address does.
        start = urlunsplit(urlsplit(url)[:2] + urlsplit(start)[2:])
    own = urls.resolve(start, told.base) if told.base else None
    return links.Base(own or start, own is not None)


def _aliases(opened: _Opened) -> tuple[str, ...]:
    """Further addresses of the page on its own site."""
    page, told, url = opened.page, opened.told, opened.url
    found: list[str] = []
    known = {urls.key(url)} if url else set()
    # Mirrors give pages with parameters names that several pages may have; a recorded address is exact.
    mirrored = None if page.recorded_url else page.path_url
    for claimed in (mirrored, told.canonical, told.og_url):
        address = opened.base.resolve(claimed) if claimed else None
        if not address or (url and urls.site(address) != urls.site(url)):
            continue
        key = urls.key(address)
        if key not in known and key.rstrip("/)").count("/") > 0:
            known.add(key)
            found.append(urls.normalise(address))
    return tuple(found)
