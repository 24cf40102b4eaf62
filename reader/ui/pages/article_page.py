"""An article as the HTML of the reader view. Pure: it runs on the reading thread.

Every address in the page is replaced by its number (``link:3``, ``picture:0``), so that Qt, which would
parse, change or open what looks like a path, never sees one; the view looks the number up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape

import lxml.html
from lxml.html import HtmlElement

from reader.explanations import correction_sentence, extracted_sentence
from reader.export.citation import provenance
from reader.model import Article, Followed
from reader.text.urls import resolve
from reader.text.vietnamese import squash
from reader.translation import N_, _, format_date
from reader.ui.pages.article_trail import Links, captures_line, trail_line
from reader.ui.pages.long_tables import long_tables_as_lines
from reader.ui.pages.page import LINK_SCHEME, PICTURE_SCHEME, ArticlePage, PageLink, Surroundings
from reader.ui.wording import SIGNS, display_title, state

ARCHIVE_PREFIX = "archive:"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "ug", "yi", "sd", "dv"})
_DATE_PLACES = {
    "label": N_("a date line of the page"),
    "line": N_("a date line of the page"),
    "list-line": N_("the page's own list of articles"),
    "url": N_("the address"),
    "time-element": N_("a mark for machines in the page"),
    "microdata": N_("a mark for machines in the page"),
    "json-ld": N_("a mark for machines in the page"),
    "meta": N_("a mark for machines in the page"),
    "hand": N_("your correction"),
}
# Keep a date or an address in one piece between words of the other direction.
_ISOLATE, _END = "\u2068", "\u2069"


def article_page(
    article: Article, statuses: Mapping[str, Followed], around: Surroundings | None = None
) -> ArticlePage:
    """The page of an article; ``statuses`` says of its addresses where they lead."""
    return _Builder(article, statuses, around or Surroundings()).build()


class _Builder:
    def __init__(self, article: Article, statuses: Mapping[str, Followed], around: Surroundings) -> None:
        self._article = article
        self._statuses = statuses
        self._around = around
        self._base = article.base_url or article.url
        self._links: list[PageLink] = []
        self._pictures: list[str] = []
        self._words: list[str] = []

    def build(self) -> ArticlePage:
        article = self._article
        right_to_left = (article.language or "").split("-")[0] in _RIGHT_TO_LEFT
        direction = ' dir="rtl"' if right_to_left else ""
        parts = (self._head(), self._body(), self._papers(), self._about())
        html = f"<html><body{direction}>{''.join(parts)}</body></html>"
        return ArticlePage(
            display_title(article.title),
            html,
            tuple(self._links),
            tuple(self._pictures),
            right_to_left,
            tuple(self._words),
        )

    # ---- head ----------------------------------------------------------------------------------

    def _head(self) -> str:
        article = self._article
        crumbs = ""
        if article.section:
            crumbs = _block("crumbs", escape(" › ".join(article.section)) + self._by_hand("section"))
        lines = []
        date = format_date(article.date) if article.date else None
        told = (("byline", article.byline), ("date", date), ("", article.site))
        facts = [f"{_ISOLATE}{escape(fact)}{_END}{self._by_hand(field)}" for field, fact in told if fact]
        if facts:
            lines.append(_block("facts", " · ".join(facts)))
        if article.source:
            lines.append(_block("source", self._source()))
        links = Links(self._links)
        for line in (trail_line(self._around.chain, links), captures_line(self._around.neighbours, links)):
            if line:
                lines.append(_block("source", line))
        if lines:
            lines[-1] = f'<div class="end">{lines[-1]}</div>'
        title = f'<h1 class="title">{escape(display_title(article.title))}{self._by_hand("title")}</h1>'
        return crumbs + title + "".join(lines) + self._doubt() + self._text_by_hand()

    def _text_by_hand(self) -> str:
        """A quiet line for a text that is not as the page was read."""
        mark = self._by_hand("text")
        return _block("notice", escape(_("The text was corrected by hand.")) + mark) if mark else ""

    def _doubt(self) -> str:
        """A quiet line for a page whose letters are a guess, with what can be done."""
        if not self._article.encoding.doubtful:
            return ""
        offer = self._deed_link("letters", _("Letters look wrong?"), _("Choose the encoding"))
        told = _("The encoding of this page is a guess.")
        return _block("notice", f"{escape(told)} {offer}")

    def _by_hand(self, field: str) -> str:
        """A sign behind a value that was set by hand; it leads to where the value comes from."""
        for correction in self._article.corrections:
            if correction.field == field:
                by_hand = correction_sentence(correction, self._article.id)
                hint = f"{by_hand}; {extracted_sentence(correction)}"
                return f'&nbsp;<span class="state">{self._deed_link("why", "✎", hint)}</span>'
        return ""

    def _source(self) -> str:
        source = self._article.source
        assert source is not None
        told = escape(_("Source:")) + " "
        if source.url is None:
            return told + escape(source.text) + self._by_hand("source")
        followed = self._leads_to(source.url)
        shown = self._link(source.url, escape(source.text or source.url))
        return (
            told
            + shown
            + (
                f" &nbsp;{escape(state(followed.status, followed.captured, followed.captured_from))}"
                if followed
                else ""
            )
            + self._by_hand("source")
        )

    # ---- body ----------------------------------------------------------------------------------

    def _body(self) -> str:
        article = self._article
        parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
        body = lxml.html.fragment_fromstring(article.html or "", create_parent="div", parser=parser)
        if article.lead:
            _mark_lead(body, article.lead)
        for element in list(body.iter("figure", "figcaption")):
            element.set("class", "figure" if element.tag == "figure" else "caption")
            element.tag = "div" if element.tag == "figure" else "p"
        for picture in body.iter("img"):
            self._number_picture(picture)
        for anchor in list(body.iter("a")):
            self._number_link(anchor)
        told = ""
        if long_tables_as_lines(body):
            told = _block("notice", escape(_("Long tables of this page are shown line by line.")))
        for table in body.iter("table"):
            table.set("cellspacing", "0")
            table.set("border", "1")
        text: str = lxml.html.tostring(body, encoding="unicode")
        return told + text

    def _number_picture(self, picture: HtmlElement) -> None:
        source = picture.get("src") or ""
        words = squash(picture.get("alt") or "")
        picture.attrib.clear()
        picture.set("src", f"{PICTURE_SCHEME}:{len(self._pictures)}")
        if words:
            picture.set("alt", words)
        self._pictures.append(source)
        self._words.append(words)

    def _number_link(self, anchor: HtmlElement) -> None:
        href = anchor.get("href")
        if not href or href.startswith("#"):
            return
        anchor.set("href", f"{LINK_SCHEME}:{self._add_follow(href)}")
        followed = self._leads_to(href)
        if followed and followed.status == "missing":
            sign = lxml.html.fragment_fromstring(f'<span class="state">&#8239;{SIGNS["missing"]}</span>')
            sign.tail, anchor.tail = anchor.tail, None
            anchor.addnext(sign)

    # ---- what stands below ---------------------------------------------------------------------

    def _papers(self) -> str:
        article = self._article
        html = ""
        if article.attachments:
            items = (
                self._link(entry.url, escape(entry.text or entry.url)) + self._is_there(entry.url)
                for entry in article.attachments
            )
            html += _label(_("Attachments")) + _list(items)
        if article.documents:
            items = (self._search_link(f'docno:"{number}"', number) for number in article.documents)
            html += _label(_("Official documents named here")) + f"<p>{' · '.join(items)}</p>"
        return html

    def _is_there(self, address: str) -> str:
        """The state of an attachment, told by sign and word."""
        followed = self._leads_to(address)
        if followed is None:
            return ""
        return f'<span class="state"> &nbsp;{escape(state(followed.status))}</span>'

    def _about(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(label)}&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
            for label, value in (*self._rules(), *provenance(self._article, self._around.tool))
        )
        table = f'<table class="about" border="0">{rows}</table>'
        offers = (
            self._deed_link(
                "why",
                _("Check title, date, source"),
                _("Shows where each value comes from, and lets you correct it"),
            ),
            self._deed_link("letters", _("Letters look wrong?"), _("Choose the encoding")),
        )
        about = _label(_("About this capture")) + table + _block("offers", " · ".join(offers))
        return f'<hr><div dir="ltr">{about}</div>'

    def _rules(self) -> Iterable[tuple[str, str]]:
        """Where the page says what the head tells, for those who want to check it."""
        article = self._article
        if article.date and article.date_from:
            place = (
                _(_DATE_PLACES[article.date_from]) if article.date_from in _DATE_PLACES else article.date_from
            )
            yield _("Date taken from"), f"{place}: “{article.date_text}”" if article.date_text else place

    # ---- links ---------------------------------------------------------------------------------

    def _link(self, href: str, html: str) -> str:
        return f'<a href="{LINK_SCHEME}:{self._add_follow(href)}">{html}</a>'

    def _search_link(self, query: str, text: str) -> str:
        hint = _("Search for {query}").format(query=query)
        self._links.append(PageLink("search", query, hint))
        return f'<a href="{LINK_SCHEME}:{len(self._links) - 1}">{escape(text)}</a>'

    def _deed_link(self, deed: str, text: str, hint: str) -> str:
        self._links.append(PageLink("do", deed, hint))
        return f'<a href="{LINK_SCHEME}:{len(self._links) - 1}">{escape(text)}</a>'

    def _add_follow(self, href: str) -> int:
        followed = self._leads_to(href)
        address = followed.url if followed else href.removeprefix(ARCHIVE_PREFIX)
        hint = (
            f"{address} — {state(followed.status, followed.captured, followed.captured_from)}"
            if followed
            else address
        )
        self._links.append(PageLink("follow", address, hint))
        return len(self._links) - 1

    def _leads_to(self, href: str) -> Followed | None:
        address = href.removeprefix(ARCHIVE_PREFIX)
        found = self._statuses.get(address)
        absolute = resolve(self._base, address)
        if found is None and absolute:
            found = self._statuses.get(absolute)
        if found and found.status == "missing" and {address, absolute} & self._around.attachments:
            return replace(found, status="archived")  # as a file, not as a page
        return found


def _mark_lead(body: HtmlElement, lead: str) -> None:
    """Gives the lead its class where it stands in the body, else puts it in front."""
    wanted = squash(lead)
    for element in body.iter("p", "div", "h2", "h3", "h4"):
        if squash(element.text_content()) == wanted:
            element.set("class", "lead")
            return
    paragraph = lxml.html.fragment_fromstring(f'<p class="lead">{escape(lead)}</p>')
    paragraph.tail, body.text = body.text, None
    body.insert(0, paragraph)


def _block(name: str, html: str) -> str:
    return f'<p class="{name}">{html}</p>'


def _label(text: str) -> str:
    return f'<p class="label">{escape(text)}</p>'


def _list(items: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
