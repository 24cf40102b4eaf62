"""Formatted references in three small styles of our own, each with the archived copy and its hash.

``author-date`` and ``notes`` use the words of the language in force. ``vietnamese`` follows the habit of
Vietnamese theses (author, year in brackets, title in quotation marks, address, day of access) and is in
Vietnamese whatever the language of the program.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from reader.export.collecting import joined
from reader.export.format import ExportFormat, Item
from reader.export.heading import shown_title
from reader.model import Article, readable_path
from reader.text.vietnamese import squash
from reader.translation import N_, _, format_date

_HASH_SIGNS = 16  # of a SHA-256: enough to find the file again in any archive


@dataclass(frozen=True, slots=True)
class Reference:
    """A formatted reference: as text, and as HTML with the title of the whole in italics and a link."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style: its name on the command line, its label (to be translated) and how it writes."""

    name: str
    label: str
    write: Callable[[Article], str]


def cite(article: Article, style: str = "author-date") -> Reference:
    """The reference in a style; an unknown name stands for the first one.

    In what a style writes, underscores of the kind ``\\x01`` … ``\\x02`` enclose what is in italics.
    """
    chosen = next((each for each in STYLES if each.name == style), STYLES[0])
    written = squash(chosen.write(article))
    html = escape(written).replace("\x01", "<i>").replace("\x02", "</i>")
    if article.url and article.url.lower().startswith(("http://", "https://")):
        url = escape(article.url)
        html = html.replace(url, f'<a href="{url}">{url}</a>', 1)
    return Reference(written.replace("\x01", "").replace("\x02", ""), html)


def _italic(text: str) -> str:
    return f"\x01{text}\x02"


def _name(text: str | None) -> str:
    return squash((text or "").replace("\x01", "").replace("\x02", ""))


def _author(article: Article) -> str:
    """Who stands first: the author, else the site as the body that publishes."""
    return _name(article.byline) or _name(article.site)


def _title(article: Article) -> str:
    return _name(shown_title(article))


def _copy(article: Article) -> str:
    """The archived copy: the name of its file and of the part in it."""
    file = os.path.basename(readable_path(article.path))
    return _name(f"{file} ({article.member})" if article.member else file)


def _day(article: Article) -> str:
    return format_date(article.date) if article.date else _name(article.date_text)


def _captured(article: Article) -> str:
    when = (article.captured or "").replace("T", " ").replace("Z", " UTC")
    if when and article.captured_from == "file":
        return _("{time} by the time of its file").format(time=when)
    return when


def _tail(article: Article) -> str:
    """The copy that was read: when it was captured, its file and its hash."""
    told = []
    if article.captured:
        told.append(_("captured {time}").format(time=_captured(article)))
    told.append(_("archived copy {file}").format(file=_copy(article)))
    told.append(f"SHA-256 {article.sha256[:_HASH_SIGNS]}…")
    return ", ".join(told)


def _author_date(article: Article) -> str:
    year = (article.date or "")[:4] or _("no date")
    parts = [f"{_author(article)} ({year})." if _author(article) else f"({year}).", f"“{_title(article)}”."]
    where = ", ".join(
        part for part in (article.byline and _italic(_name(article.site)), _day(article)) if part
    )
    if where:
        parts.append(f"{where}.")
    if article.url:
        parts.append(article.url)
    return " ".join([*parts, f"({_tail(article)})."])


def _notes(article: Article) -> str:
    parts = [
        _name(article.byline),
        f"“{_title(article)}”",
        _italic(_name(article.site)) if article.site else "",
        _day(article),
        article.url or "",
        _tail(article),
    ]
    return ", ".join(part for part in parts if part) + "."


def _vietnamese_day(iso: str) -> str:
    year, month, day = iso[:10].split("-")
    return f"{day}/{month}/{year}"


def _vietnamese(article: Article) -> str:
    year = (article.date or "")[:4] or "không rõ năm"
    parts = [f"{_author(article)} ({year})" if _author(article) else f"({year})", f"“{_title(article)}”"]
    if article.byline and article.site:
        parts.append(_italic(_name(article.site)))
    if article.date:
        parts.append(f"ngày {_vietnamese_day(article.date)}")
    if article.url:
        parts.append(f"<{article.url}>")
    if article.captured:
        clock = f", {article.captured[11:19]} UTC" if len(article.captured) > 10 else ""
        known = " theo giờ của tệp" if article.captured_from == "file" else ""
        parts.append(f"bản lưu ngày {_vietnamese_day(article.captured)}{clock}{known}")
    parts.append(f"tệp {_copy(article)}")
    parts.append(f"SHA-256 {article.sha256[:_HASH_SIGNS]}…")
    return ", ".join(parts) + "."


STYLES: tuple[Style, ...] = (
    Style("author-date", N_("Author and date"), _author_date),
    Style("notes", N_("Footnote"), _notes),
    Style("vietnamese", N_("Vietnamese academic"), _vietnamese),
)


def _line(item: Item) -> bytes:
    return (cite(item.article, item.style).text + "\n").encode("utf-8", "replace")


CITATION = ExportFormat(
    "citation",
    "citation.txt",
    N_("Formatted citation"),
    N_("For a text that you write: one line for each article, in the style of your choice."),
    joined(_line),
)
