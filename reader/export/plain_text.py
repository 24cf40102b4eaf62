"""Plain text: what a person would read out, and below it where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from reader.export.citation import provenance, remark_lines, remarks_title
from reader.export.collecting import Binding, Chapter, bound, volume_facts, volume_title
from reader.export.document import paragraphs
from reader.export.format import ExportFormat, Item, Volume
from reader.export.heading import facts, shown_title
from reader.translation import N_, _

_MOST_WIDE = 72
_BETWEEN = f"\n\n{'=' * _MOST_WIDE}\n\n"


def _article(item: Item) -> str:
    """``\\n`` line ends; paragraphs are one line each."""
    article = item.article
    head = _underlined(shown_title(article))
    if article.section:
        head.insert(0, " › ".join(article.section))
    if told := facts(article):
        head.append(" · ".join(told))
    parts = ["\n".join(head), *paragraphs(article.text)]
    if article.attachments:
        listed = [f"- {each.text or each.url}\n  {each.url}" for each in article.attachments]
        parts.append("\n".join([_("Attachments"), *listed]))
    if item.remarks:
        parts.append("\n".join([remarks_title(), *(f"- {told}" for told in remark_lines(item.remarks))]))
    parts.append("-" * 40)
    parts.append("\n".join(f"{label}: {value}" for label, value in provenance(article, item.tool)))
    return "\n\n".join(parts) + "\n"


def _alone(item: Item) -> bytes:
    return _article(item).encode("utf-8", "replace")


def _head(volume: Volume, chapters: Sequence[Chapter]) -> str:
    count = len(chapters)
    lines = [*_underlined(volume_title(volume, count)), volume_facts(volume, count), ""]
    for chapter in chapters:
        lines.append(f"{chapter.number}. {chapter.title}")
        if chapter.facts:
            lines.append(f"   {' · '.join(chapter.facts)}")
    return "\n".join(lines)


def _underlined(title: str) -> list[str]:
    return [title, "=" * min(len(title), _MOST_WIDE)]


TEXT = ExportFormat(
    "txt",
    "txt",
    N_("Plain text"),
    N_("For any program, for counting and searching. No pictures."),
    bound(_alone, Binding(lambda item, _number: (_BETWEEN + _article(item), ""), _head)),
)
