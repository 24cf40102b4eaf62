"""CSL-JSON: items of type ``webpage`` for Zotero, Pandoc and every citation processor.

Variables and the shape of dates and names are those of the CSL 1.0.2 data model. ``accessed`` is the capture;
a name is ``literal``, so that no processor takes it apart.
"""

from __future__ import annotations

import json

from reader.export.bibtex import key
from reader.export.citation import provenance, remark_lines
from reader.export.collecting import joined
from reader.export.format import ExportFormat, Item
from reader.export.heading import shown_title
from reader.model import readable_path
from reader.text.vietnamese import squash
from reader.translation import N_


def _entry(item: Item) -> bytes:
    article = item.article
    note = [f"{label}: {value}" for label, value in provenance(article, item.tool)]
    place = readable_path(article.path) + (f" ({article.member})" if article.member else "")
    shape: dict[str, object] = {
        "id": key(article),
        "type": "webpage",
        "title": shown_title(article),
        "author": [{"literal": squash(article.byline)}] if article.byline else None,
        "container-title": article.site,
        "issued": _day(article.date),
        "accessed": _day(article.captured),
        "URL": article.url,
        "language": article.language,
        "abstract": article.lead and squash(article.lead),
        "keyword": ", ".join(squash(part) for part in article.section) or None,
        "number": ", ".join(article.documents) or None,
        "archive_location": place,
        "note": "\n".join([*note, *remark_lines(item.remarks)]),
    }
    told = {name: value for name, value in shape.items() if value}
    return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _day(time: str | None) -> dict[str, object] | None:
    """The calendar day of "YYYY-MM-DD…"; None without one."""
    return {"date-parts": [[int(part) for part in time[:10].split("-")]]} if time else None


CSL_JSON = ExportFormat(
    "csl-json",
    "csl.json",
    N_("CSL-JSON"),
    N_("For Zotero, Pandoc and Obsidian: the citation for any of their styles."),
    joined(_entry, before=b"[\n", between=b",\n", behind=b"\n]\n"),
)
