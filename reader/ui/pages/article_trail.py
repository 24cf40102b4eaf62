"""Two lines in the head of an article: the way back to its sources, and its place among its captures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from reader.model import Capture, ChainStep, Neighbours
from reader.translation import _, format_date, format_number
from reader.ui.pages.page import LINK_SCHEME, PageLink
from reader.ui.wording import SIGNS, display_title, facts, state

_ARROW = " › "
_LONGEST = 60  # characters of a title in the trail; the whole one is shown on hover
_ISOLATE, _END = "\u2068", "\u2069"


class Links:
    """Numbers the links of a page as they are made."""

    def __init__(self, links: list[PageLink]) -> None:
        self._links = links

    def add(self, link: PageLink, text: str) -> str:
        """The HTML of a link."""
        self._links.append(link)
        return f'<a href="{LINK_SCHEME}:{len(self._links) - 1}">{escape(text)}</a>'


def trail_line(chain: Sequence[ChainStep], links: Links) -> str:
    """The sources of an article, each a step further back; "" where nothing more than one name is known."""
    if len(chain) < 2 or (len(chain) == 2 and chain[1].id is None and not chain[1].candidates):
        return ""
    steps = [_step(step, links) for step in chain[1:]]
    told = escape(_("Where the text comes from: this page")) + _ARROW + _ARROW.join(steps)
    own, source = chain[0].id, chain[1].id
    if own and source:
        hint = _("Shows what this page has left out of its source, or added to it")
        told += " &nbsp;" + links.add(PageLink("compare", f"{source} {own}", hint), _("Compare"))
    return told


def _step(step: ChainStep, links: Links) -> str:
    before = "≈ " if step.via == "reprint" else ""
    if step.id is not None:
        title = display_title(step.title)
        hint = (
            facts(title, step.site, date=step.date)
            + " — "
            + state(step.status, step.captured, step.captured_from)
        )
        if step.via == "reprint":
            hint += " — " + _("has the same text and is not younger")
        shown = links.add(PageLink("open", step.id, hint), _cut(title))
        where = facts(step.site, date=step.date)
        return f"{before}{SIGNS[step.status]} {_ISOLATE}{shown}{_END} ({_ISOLATE}{escape(where)}{_END})"
    if step.candidates:
        told = _("{count} pages may be meant").format(count=format_number(len(step.candidates)))
        if step.url is None:
            return f"{before}? {escape(told)}"
        return f"{before}? " + links.add(PageLink("follow", step.url, step.url), told)
    name = step.said or step.url or ""
    if step.url is None:
        return f"{before}{SIGNS['missing']} {escape(_cut(name))}"
    hint = f"{step.url} — {state('missing')}"
    return f"{before}{SIGNS['missing']} " + links.add(PageLink("follow", step.url, hint), _cut(name))


def captures_line(neighbours: Neighbours | None, links: Links) -> str:
    """Which capture of how many this is, and the way to the others; "" for the only one."""
    if neighbours is None or neighbours.total < 2:
        return ""
    told = _("Capture {number} of {count}").format(
        number=format_number(neighbours.position), count=format_number(neighbours.total)
    )
    parts = [f"<b>{escape(told)}</b>"]
    if neighbours.next is not None:
        parts.append(escape(_("there are newer ones")))
    if (before := neighbours.previous) is not None:
        link = PageLink("do", "previous-capture", _("The capture before this one"))
        parts.append(links.add(link, "◀ " + _day(before, _("older"))))
    if (behind := neighbours.next) is not None:
        link = PageLink("do", "next-capture", _("The capture after this one"))
        parts.append(links.add(link, _day(behind, _("newer")) + " ▶"))
    hint = _("Shows what differs from the capture before it, or after the first one")
    parts.append(links.add(PageLink("do", "compare-capture", hint), _("Compare")))
    parts.append(
        links.add(PageLink("do", "captures", _("Lists all captures of this page")), _("All captures"))
    )
    return " · ".join(parts)


def _day(capture: Capture, unknown: str) -> str:
    return format_date(capture.captured[:10]) if capture.captured else unknown


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
