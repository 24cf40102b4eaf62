"""What differs between two articles, in words: the summary, the names of the fields, what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reader.model import Article, Comparison, FieldDifference, ParagraphDifference
from reader.model.comparing import ParagraphOp
from reader.translation import _, format_date, format_moment, format_number, ngettext

# What stands at the head of a paragraph, so that no colour is needed to tell what became of it.
SIGNS: dict[ParagraphOp, str] = {"same": "", "add": "+", "remove": "−", "change": "≠", "move": "⇅"}


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles and what differs between them."""

    a: Article
    b: Article
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Gap:
    """Paragraphs that are the same in both and left out: ``count`` of them, from number ``first`` on."""

    first: int
    count: int


Row = tuple[int, ParagraphDifference] | Gap


def rows(paragraphs: Sequence[ParagraphDifference], around: int | None) -> Iterator[Row]:
    """The paragraphs with their numbers. Of those that are the same only ``around`` before and after each
    difference are kept (None: all); a gap of one paragraph is not worth a line, and not made."""
    if around is None:
        yield from enumerate(paragraphs)
        return
    changed = [number for number, each in enumerate(paragraphs) if each.op != "same"]
    kept = {number + by for number in changed for by in range(-around, around + 1)}
    at = 0
    while at < len(paragraphs):
        end = at
        while end < len(paragraphs) and end not in kept:
            end += 1
        if end - at > 1:
            yield Gap(at, end - at)
            at = end
        elif at < len(paragraphs):
            yield at, paragraphs[at]
            at += 1


def summary(comparison: Comparison) -> str:
    """ "3 paragraphs changed, 1 moved · 2 fields differ", or that nothing differs."""
    counts = Counter(each.op for each in comparison.paragraphs)
    told = [
        ngettext("{count} paragraph changed", "{count} paragraphs changed", counts["change"]),
        ngettext("{count} moved", "{count} moved", counts["move"]),
        ngettext("{count} added", "{count} added", counts["add"]),
        ngettext("{count} removed", "{count} removed", counts["remove"]),
    ]
    numbers = [counts[op] for op in ("change", "move", "add", "remove")]
    parts = [text.format(count=format_number(n)) for text, n in zip(told, numbers, strict=True) if n]
    if parts and not counts["change"]:
        parts[0] = _("Paragraphs: {counts}").format(counts=parts[0])
    text = ", ".join(parts) if parts else _("The texts are the same")
    if count := len(shown_fields(comparison.fields)):
        fields = ngettext("{count} other value differs", "{count} other values differ", count)
        text += " · " + fields.format(count=format_number(count))
    return text


def shown_fields(fields: Sequence[FieldDifference]) -> list[FieldDifference]:
    """The values that differ; the address of a source is left out where its name says the same."""
    names = {(_bare(each.a), _bare(each.b)) for each in fields if each.field == "source"}
    return [
        each for each in fields if each.field != "source_url" or (_bare(each.a), _bare(each.b)) not in names
    ]


def _bare(address: str | None) -> str:
    """An address without the parts that pages leave out where they print it."""
    return re.sub(r"^(https?://)?(www\.)?|/$", "", address or "", flags=re.IGNORECASE)


def field_value(difference: FieldDifference, value: str | None) -> str:
    """A value as it is shown; a dash for none."""
    if not value:
        return "—"
    return format_date(value) if difference.field == "date" else value


def side_line(article: Article) -> str:
    """Which capture of which page a side is: site, day of the page, day of the capture."""
    captured = None
    if article.captured and article.captured_from == "file":
        captured = _("file of {time}").format(time=format_moment(article.captured))
    elif article.captured:
        captured = _("captured {time}").format(time=format_moment(article.captured))
    day = format_date(article.date) if article.date else None
    return " · ".join(part for part in (article.site, day, captured) if part)


def remark(paragraph: ParagraphDifference) -> str:
    """What is said of a paragraph besides its text."""
    if paragraph.op != "move" or paragraph.a_index is None or paragraph.b_index is None:
        return ""
    told = _("moved: paragraph {before} of the first text, {after} of the second")
    return told.format(
        before=format_number(paragraph.a_index + 1), after=format_number(paragraph.b_index + 1)
    )


def changes(paragraphs: Iterable[ParagraphDifference]) -> list[int]:
    """The numbers of the paragraphs that differ."""
    return [number for number, each in enumerate(paragraphs) if each.op != "same"]
