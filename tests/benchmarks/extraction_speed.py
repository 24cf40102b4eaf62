"""CPU time a page takes from its bytes to an article, beside other extractors where they are installed."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Sequence

from reader.extract.attempt import attempt
from reader.model import SavedPage
from tests.benchmarks.measure import percentile, table

_SMALLEST = 2000
"""Bytes: smaller pages are redirects and errors, which say nothing of extraction."""


def measure_speed(bodies: Sequence[bytes]) -> None:
    """Runs every extractor over the same pages and prints milliseconds of CPU a page."""
    chosen = [body for body in bodies if len(body) >= _SMALLEST]
    rows = [("pages", f"{len(chosen)}")]
    for name, make in (
        ("gov-reader", _ours),
        ("trafilatura (fast)", _trafilatura),
        ("resiliparse", _resiliparse),
    ):
        try:
            read = make()
        except ImportError:
            rows.append((name, "not installed"))
            continue
        taken = [_cpu(read, body) for body in chosen]
        rows.append((name, f"{sum(taken) / len(taken):.2f} ms a page, median {percentile(taken, 50):.2f}"))
    table("parse and extract, CPU", rows)


def _cpu(read: Callable[[bytes], object], body: bytes) -> float:
    begun = time.process_time()
    read(body)
    return 1000 * (time.process_time() - begun)


def _ours() -> Callable[[bytes], object]:
    def read(body: bytes) -> object:
        return attempt(SavedPage("/page.html", None, "html", body, "", len(body)))

    return read


def _trafilatura() -> Callable[[bytes], object]:
    trafilatura = importlib.import_module("trafilatura")

    def read(body: bytes) -> object:
        return trafilatura.bare_extraction(body, fast=True, with_metadata=True, include_tables=True)

    return read


def _resiliparse() -> Callable[[bytes], object]:
    extract = importlib.import_module("resiliparse.extract.html2text")
    encoding = importlib.import_module("resiliparse.parse.encoding")
    html = importlib.import_module("resiliparse.parse.html")

    def read(body: bytes) -> object:
        charset = encoding.detect_encoding(body)
        tree = html.HTMLTree.parse_from_bytes(body, charset)
        return extract.extract_plain_text(tree, main_content=True)

    return read
