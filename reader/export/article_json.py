"""JSON: the article with the keys of the command line's contract; JSON lines: one such article a line."""

from __future__ import annotations

import json

from reader.export.citation import PROGRAM
from reader.export.collecting import alone, joined
from reader.export.format import ExportFormat, Item
from reader.translation import N_


def shape(item: Item) -> dict[str, object]:
    """The article, ``exported_with``: program and version, and, where known, ``saved_with``, ``remarks``."""
    told: dict[str, object] = {**item.article.as_json(), "exported_with": PROGRAM}
    if item.tool:
        told["saved_with"] = item.tool
    if item.remarks:
        told["remarks"] = [
            {"kind": remark.kind, "text": remark.text, "quote": remark.quote, "made": remark.made}
            for remark in item.remarks
        ]
    return told


def render(item: Item) -> bytes:
    """The article as indented UTF-8 JSON."""
    return (json.dumps(shape(item), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def line(item: Item) -> bytes:
    """The article as one line of UTF-8 JSON."""
    return (json.dumps(shape(item), ensure_ascii=False) + "\n").encode("utf-8", "replace")


JSON = ExportFormat(
    "json", "json", N_("JSON"), N_("For programs: all that is known of the article, in one file."), render
)
_collect = joined(line)
JSON_LINES = ExportFormat(
    "jsonl",
    "jsonl",
    N_("JSON lines"),
    N_("For programs: all articles in one file, one a line."),
    alone(_collect),
    _collect,
    list_only=True,
)
