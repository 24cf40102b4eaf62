"""Highlights and notes as a document to take away: Markdown to read, CSV to sort, JSON lines for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from reader.export.missing_list import plain_cell
from reader.model import Highlight, MarkedArticle, MarkedHighlight, MarkedNote
from reader.translation import _, format_date

_SAID_OF_HIGHLIGHT = ("quote", "comment", "colour", "before", "after", "made", "changed")


def as_markdown(highlights: Sequence[MarkedHighlight], notes: Sequence[MarkedNote]) -> str:
    """One section for each article, with its notes first, then its highlights in the order of the text."""
    articles: dict[str, MarkedArticle] = {}
    said: dict[str, list[str]] = {}
    for note in notes:
        articles[note.article.id] = note.article
        said.setdefault(note.article.id, []).extend([note.note.text, ""])
    for each in sorted(highlights, key=lambda each: (each.highlight.start, each.highlight.key)):
        articles[each.article.id] = each.article
        said.setdefault(each.article.id, []).extend(_passage(each.highlight))
    lines: list[str] = []
    for article in sorted(articles.values(), key=_by_title):
        lines += [f"## {_escaped(article.title or _('(no title)'))}", "", _facts(article), ""]
        lines += said[article.id]
    return "\n".join(lines)


def _passage(mark: Highlight) -> list[str]:
    lines = [*(f"> {line}".rstrip() for line in mark.quote.strip().splitlines()), ""]
    return [*lines, mark.comment, ""] if mark.comment else lines


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


def as_jsonl(highlights: Sequence[MarkedHighlight], notes: Sequence[MarkedNote]) -> str:
    """A JSON object a line for each note and highlight, with the article it is of."""
    entries: list[dict[str, object]] = [
        {
            "kind": "highlight",
            **{name: getattr(each.highlight, name) for name in _SAID_OF_HIGHLIGHT},
            "article": _article(each.article),
        }
        for each in highlights
    ]
    entries += [
        {
            "kind": "note",
            **{name: getattr(each.note, name) for name in ("text", "made", "changed")},
            "article": _article(each.article),
        }
        for each in notes
    ]
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in entries)


def _article(article: MarkedArticle) -> dict[str, object]:
    return {name: getattr(article, name) for name in ("id", "title", "site", "date", "url")}


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
