"""Where the values of an article come from, for whoever doubts one of them."""

from __future__ import annotations

from collections.abc import Iterator

from reader.extract.content import Content
from reader.extract.credits import Credits
from reader.extract.crumbs import Crumbs
from reader.extract.dating import Dated
from reader.extract.headline import Headline
from reader.extract.lead import Lead
from reader.extract.page import Page
from reader.model import Origin

LONGEST_SPOT = 160  # signs
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def collect(
    page: Page, title: Headline, day: Dated, credit: Credits, lead: Lead, section: Crumbs, text: Content
) -> tuple[Origin, ...]:
    """The origin of every value that was found, in the order of the article's fields.

    Spots are the line of the page in which a value stands; of title and text, the name of their element.
    """
    return (
        *_origins(page, title, day, credit, lead, section),
        Origin("text", text.rule, _name(page, text.element)),
    )


def _origins(
    page: Page, title: Headline, day: Dated, credit: Credits, lead: Lead, section: Crumbs
) -> Iterator[Origin]:
    if title.text:
        yield _of_title(page, title)
    if lead.text:
        yield Origin("lead", lead.rule)
    if credit.byline:
        yield Origin("byline", credit.byline_rule, _line(page, credit.byline_run))
    if day.iso and day.rule:
        yield Origin("date", day.rule, _line(page, day.run) or _shortened(day.text or ""))
    if credit.source:
        yield Origin("source", credit.source_rule, _line(page, credit.source_run))
    if section.parts:
        yield Origin("section", section.rule)


def _of_title(page: Page, title: Headline) -> Origin:
    if title.start < 0:
        return Origin("title", title.rule)
    owner = page.runs[title.start].owner
    return Origin("title", "heading" if page.tags[owner] in _HEADINGS else "line", _name(page, owner))


def _name(page: Page, element: int) -> str:
    """An element as one would look for it in the page: "div#content", "div.post-title", "h1"."""
    tag = page.tags[element]
    if identity := (page.elements[element].get("id") or "").split():
        return _shortened(f"{tag}#{identity[0]}")
    names = (page.elements[element].get("class") or "").split()
    return _shortened(f"{tag}.{names[0]}") if names else tag


def _line(page: Page, run: int) -> str:
    return _shortened(page.runs[run].text) if run >= 0 else ""


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SPOT else f"{text[: LONGEST_SPOT - 1].rstrip()}…"
