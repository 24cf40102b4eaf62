"""CSV: one row an article, for spreadsheets and statistics; UTF-8 with a mark that Excel needs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reader.export.citation import PROGRAM, corrected_line, remark_lines
from reader.export.collecting import joined
from reader.export.format import ExportFormat, Item
from reader.export.missing_list import plain_cell
from reader.model import readable_path
from reader.text.vietnamese import squash
from reader.translation import N_

# As in the names of files: day, site, title; then what else is known, and last where it comes from.
COLUMNS = (
    *("date", "site", "title", "byline", "section", "language", "url", "source", "source_url", "lead"),
    *("words", "images", "tables", "documents", "attachments", "captured", "captured_from", "saved_with"),
    *("id", "path", "member", "format", "size", "sha256", "corrected", "remarks", "exported_with"),
)


def _row(item: Item) -> bytes:
    article, source = item.article, item.article.source
    values: dict[str, object] = {
        "id": article.id,
        "title": article.title,
        "byline": article.byline,
        "date": article.date,
        "site": article.site,
        "section": " › ".join(article.section),
        "language": article.language,
        "url": article.url,
        "source": source and source.text,
        "source_url": source and source.url,
        "captured": article.captured,
        "captured_from": article.captured_from,
        "saved_with": item.tool,
        "lead": article.lead and squash(article.lead),
        "words": len(article.text.split()),
        "images": len(article.images),
        "tables": article.tables,
        "documents": "; ".join(article.documents),
        "attachments": " ".join(each.url for each in article.attachments),
        "path": readable_path(article.path),
        "member": article.member,
        "format": article.format,
        "size": article.size,
        "sha256": article.sha256,
        "corrected": corrected_line(article),
        "remarks": "\n".join(remark_lines(item.remarks)),
        "exported_with": PROGRAM,
    }
    return _line(plain_cell(str(values[name])) if values[name] is not None else "" for name in COLUMNS)


def _line(values: Iterable[str]) -> bytes:
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow(values)
    return target.getvalue().encode("utf-8", "replace")


CSV = ExportFormat(
    "csv",
    "csv",
    N_("Table (CSV)"),
    N_("For spreadsheets and statistics: one row for each article, without its text."),
    joined(_row, before=b"\xef\xbb\xbf" + _line(COLUMNS)),
    list_only=True,
)
