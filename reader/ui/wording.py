"""Small pieces of text that several panels show: where a link leads, how articles are named and dated."""

from __future__ import annotations

import re
from html import escape

from reader.model import LinkKind, LinkStatus
from reader.translation import N_, _, format_date

# A state is always a sign and a word, never a colour alone.
SIGNS: dict[LinkStatus, str] = {"archived": "●", "other-capture": "◐", "missing": "○"}
_STATES: dict[LinkStatus, str] = {
    "archived": N_("archived"),
    "other-capture": N_("another capture"),
    "missing": N_("not in the archive"),
}
_KINDS: dict[LinkKind, str] = {
    "body": N_("in its text"),
    "source": N_("as its source"),
    "related": N_("in its list of other articles"),
    "notice": N_("in its notices"),
    "menu": N_("in its menu"),
    "attachment": N_("as an attachment"),
    "picture": N_("as a picture"),
}


def state_word(status: LinkStatus) -> str:
    """Where a link leads, in words."""
    return _(_STATES[status])


def state(status: LinkStatus, captured: str | None = None) -> str:
    """Sign and word, with the day of the capture where there is one: "● archived 3 June 2021"."""
    told = f"{SIGNS[status]} {state_word(status)}"
    return f"{told} {format_date(captured[:10])}" if captured else told


def link_kind(kind: LinkKind) -> str:
    """In what part of a page a link stands."""
    return _(_KINDS[kind])


def display_title(title: str | None) -> str:
    """A title that is never empty."""
    return title or _("(no title)")


def facts(*parts: str | None, date: str | None = None) -> str:
    """What is said of an article in one line: the parts that are known, then its day."""
    told = [part for part in parts if part]
    if date:
        told.append(format_date(date))
    return " · ".join(told)


def html_link(target: str, text: str, *, after: str = "") -> str:
    """A link for a label, with a quiet remark behind it; all texts are escaped."""
    remark = f" &nbsp;<small>{escape(after)}</small>" if after else ""
    return f'<a href="{escape(target)}">{escape(text)}</a>{remark}'


def breakable(address: str) -> str:
    """An address that may be broken into lines after its signs; to be shown, not copied."""
    return re.sub(r"([/?&=._-])", "\\1\u200b", address)
