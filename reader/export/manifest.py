"""The list of what an export wrote and what it could not, as JSON lines or, by its ending, as a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from reader.export.missing_list import plain_cell
from reader.export.names import numbered
from reader.model import ExportEntry

COLUMNS = ("file", "id", "sha256", "title", "url", "result", "code", "detail")


def manifest(entries: Iterable[ExportEntry], name: str) -> bytes:
    """The list for a file of that name: ``.csv`` is a table, all else are JSON lines."""
    if name.lower().endswith(".csv"):
        target = io.StringIO()
        writer = csv.writer(target, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for entry in entries:
            shape = entry.as_json()
            writer.writerow([plain_cell(str(shape[column] or "")) for column in COLUMNS])
        return b"\xef\xbb\xbf" + target.getvalue().encode("utf-8", "replace")
    lines = (json.dumps(entry.as_json(), ensure_ascii=False) + "\n" for entry in entries)
    return "".join(lines).encode("utf-8", "replace")


def free_place(folder: Path) -> Path:
    """Where a manifest may be put into a folder: ``manifest.jsonl``, or with a number where that is taken."""
    return folder / numbered("manifest", "jsonl", lambda name: (folder / name).exists())
