"""Plain text: what a person would read out, and below it where it comes from."""

from __future__ import annotations

from reader.export.citation import provenance, remark_lines, remarks_title
from reader.export.document import paragraphs
from reader.export.format import ExportFormat, Item
from reader.export.heading import facts, shown_title
from reader.translation import N_, _


def render(item: Item) -> bytes:
    """The article as UTF-8 text with ``\\n`` line ends; paragraphs are one line each."""
    article = item.article
    title = shown_title(article)
    head = [title, "=" * min(len(title), 72)]
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
    return ("\n\n".join(parts) + "\n").encode("utf-8", "replace")


TEXT = ExportFormat(
    "txt", "txt", N_("Plain text"), N_("For any program, for counting and searching. No pictures."), render
)
