"""Import from empty, again unchanged, with 1 % touched; beside it a bare parse of the same files."""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

import lxml.html

from tests.benchmarks.measure import run, table


def measure_import(pages: Path, work: Path) -> Path:
    """Imports a copy of ``pages`` into a new library, prints what it took, returns the library."""
    copy, library = work / "pages", work / "library"
    shutil.copytree(pages, copy)
    command = [sys.executable, "-m", "reader", "--library", str(library), "import", str(copy), "--json"]
    files = sorted(path for path in copy.rglob("*") if path.suffix.lower() in (".html", ".htm", ".aspx"))
    bare = _bare_parse(files)
    first = run(command)
    report = json.loads(first.output)
    again = run(command)
    for path in files[::100]:
        with path.open("ab") as stream:
            stream.write(b"\n<!-- touched -->\n")
    touched = run(command)
    seen, indexed = max(1, report["seen"]), _size(library)
    counts = (report["articles"], len(report["failed"]), len(report["skipped"]))
    table(
        f"Import of {len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.0f} MB",
        [
            ("articles, failed, skipped", ", ".join(map(str, counts))),
            ("from empty", f"{first.seconds:.1f} s, {seen / first.seconds:.0f} pages/s"),
            ("CPU a page", f"{1000 * first.cpu / seen:.1f} ms"),
            (
                "against a bare lxml parse and text_content",
                f"{first.cpu / bare:.1f} × its CPU ({bare:.1f} s)",
            ),
            ("peak memory of the process tree", f"{first.peak_mib:.0f} MiB"),
            ("again, nothing changed", f"{again.seconds:.2f} s"),
            ("again, 1 % changed", f"{touched.seconds:.2f} s"),
            ("library on disk", f"{indexed / 1e6:.1f} MB"),
        ],
    )
    return library


def _bare_parse(files: list[Path]) -> float:
    begun = time.process_time()
    for path in files:
        if body := path.read_bytes():
            lxml.html.document_fromstring(body).text_content()
    return time.process_time() - begun


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
