"""Highlights and notes as a document to take away: Markdown to read, CSV to sort."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from reader.export.missing_list import plain_cell
from reader.model import MarkedArticle, MarkedHighlight, MarkedNote
from reader.translation import _, format_date


def as_markdown(highlights: Sequence[MarkedHighlight], notes: Sequence[MarkedNote]) -> str:
    """One section for each article, with its notes first, then its highlights in the order of the text."""
    articles = {each.article.id: each.article for each in notes}
    articles.update({each.article.id: each.article for each in highlights})
    lines: list[str] = []
    for article in sorted(articles.values(), key=_by_title):
        lines += [f"## {_escaped(article.title or _('(no title)'))}", "", _facts(article), ""]
        for note in (each.note for each in notes if each.article.id == article.id):
            lines += [note.text, ""]
        own = sorted(
            (each.highlight for each in highlights if each.article.id == article.id),
            key=lambda each: (each.start, each.key),
        )
        for mark in own:
            lines += [*(f"> {line}".rstrip() for line in mark.quote.strip().splitlines()), ""]
            if mark.comment:
                lines += [mark.comment, ""]
    return "\n".join(lines)


def as_csv(highlights: Sequence[MarkedHighlight], notes: Sequence[MarkedNote]) -> str:
    """A row for each note and highlight: kind, words, comment, colour, when, and of which article."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("kind", "words", "comment", "colour", "made", "id", "title", "site", "date", "url"))
    for each in highlights:
        mark = each.highlight
        row = ("highlight", mark.quote, mark.comment, mark.colour, mark.made, *_cells(each.article))
        writer.writerow([plain_cell(cell) for cell in row])
    for noted in notes:
        row = ("note", noted.note.text, "", "", noted.note.made, *_cells(noted.article))
        writer.writerow([plain_cell(cell) for cell in row])
    return out.getvalue()


def _cells(article: MarkedArticle) -> tuple[str, ...]:
    return (article.id, article.title or "", article.site or "", article.date or "", article.url or "")


def _facts(article: MarkedArticle) -> str:
    told = [article.site or "", format_date(article.date) if article.date else "", article.id]
    line = " · ".join(part for part in told if part)
    return f"{line}  \n<{article.url}>" if article.url else line


def _by_title(article: MarkedArticle) -> tuple[str, str]:
    return (article.title or "").casefold(), article.id


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in " ".join(text.split()))
