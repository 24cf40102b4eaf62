"""JSON: the article with the keys of the command line's contract, several as a list; or one a line."""

from __future__ import annotations

import json
from typing import BinaryIO

from reader.export.citation import PROGRAM
from reader.export.collecting import Entries, joined
from reader.export.format import Collection, ExportFormat, Item, Volume
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


def _indented(item: Item) -> bytes:
    return json.dumps(shape(item), ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _line(item: Item) -> bytes:
    return (json.dumps(shape(item), ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _collect(stream: BinaryIO, volume: Volume) -> Collection:
    if volume.of_one:
        return Entries(stream, _indented, behind=b"\n")
    return Entries(stream, _indented, before=b"[\n", between=b",\n", behind=b"\n]\n")


JSON = ExportFormat(
    "json", "json", N_("JSON"), N_("For programs: all that is known of the article, in one file."), _collect
)
JSON_LINES = ExportFormat(
    "jsonl",
    "jsonl",
    N_("JSON lines"),
    N_("For programs: all articles in one file, one a line."),
    joined(_line),
    list_only=True,
)
