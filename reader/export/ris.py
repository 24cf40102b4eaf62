"""RIS: an electronic source (``ELEC``), with the tags that Zotero and other importers read for a web page.

One line a tag, UTF-8, ``\\r\\n`` as the format has it. An author ends with a comma, which keeps a whole name
together: importers would take a Vietnamese name apart at its last blank.
"""

from __future__ import annotations

from reader.export.bibtex import key
from reader.export.citation import provenance, remark_lines
from reader.export.collecting import joined
from reader.export.format import ExportFormat, Item
from reader.export.heading import shown_title
from reader.text.vietnamese import squash
from reader.translation import N_


def _entry(item: Item) -> bytes:
    article = item.article
    byline = squash(article.byline or "").replace(",", " ·")
    rows: list[tuple[str, str | None]] = [
        ("TY", "ELEC"),
        ("ID", key(article)),
        ("TI", shown_title(article)),
        ("AU", byline and f"{byline},"),
        ("T2", article.site),
        ("PY", article.date and article.date[:4]),
        ("DA", article.date and article.date.replace("-", "/") + "/"),
        ("UR", article.url),
        ("Y2", article.captured and article.captured[:10].replace("-", "/") + "/"),
        ("LA", article.language),
        ("AB", article.lead),
        *(("KW", part) for part in article.section),
        *(("KW", number) for number in article.documents),
        ("N1", _note("; ".join(f"{label}: {value}" for label, value in provenance(article, item.tool)))),
        *(("N1", _note(told)) for told in remark_lines(item.remarks)),
    ]
    lines = [f"{tag}  - {squash(value)}" for tag, value in rows if value and squash(value)]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - "]).encode("utf-8", "replace")


def _note(text: str) -> str:
    """A note without angle brackets: Zotero takes a note that has them for HTML and drops what is in them."""
    return text.replace("<", "‹").replace(">", "›")


RIS = ExportFormat(
    "ris",
    "ris",
    N_("RIS"),
    N_("For Zotero, EndNote, Mendeley and Citavi: the citation with its origin."),
    joined(_entry, between=b"\r\n"),
)
