"""Small pieces of text that several panels show: where a link leads, how articles are named and dated."""

from __future__ import annotations

import re
from html import escape

from reader.messages import SIGNS, state_word
from reader.messages import kind_words as link_kind
from reader.model import CapturedFrom, LinkStatus
from reader.translation import _, format_date

__all__ = ["SIGNS", "breakable", "display_title", "facts", "html_link", "link_kind", "state", "state_word"]


def state(status: LinkStatus, captured: str | None = None, captured_from: CapturedFrom | None = None) -> str:
    """Sign and word, with the day of the capture where there is one: "● archived 3 June 2021".

    The time of a file is often only that of its last copying: it is told as what it is.
    """
    told = f"{SIGNS[status]} {state_word(status)}"
    if not captured:
        return told
    day = format_date(captured[:10])
    return f"{told} " + (_("(file of {date})").format(date=day) if captured_from == "file" else day)


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
    """A link for a label, with a quiet remark below it; all texts are escaped."""
    remark = f"<br><small>{escape(after)}</small>" if after else ""
    return f'<a href="{escape(target)}">{escape(text)}</a>{remark}'


def breakable(address: str) -> str:
    """An address that may be broken into lines after its signs; to be shown, not copied."""
    return re.sub(r"([/?&=._-])", "\\1\u200b", address)
