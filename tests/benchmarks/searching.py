"""Queries over a library, beside SQLite's FTS5 on the same texts in the same run."""

from __future__ import annotations

import random
import re
import sqlite3
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from reader.library.library import Library
from reader.model import SearchRequest
from tests.benchmarks.measure import percentile, table

_ROUNDS = 100
_SEED = 7


def measure_search(folder: Path) -> None:
    """Prints the times of several kinds of query; the words come from the library's own articles."""
    with Library(folder) as library:
        listing = library.search(SearchRequest("", limit=500))
        articles = [library.article(hit.id) for hit in listing.hits]
        texts = [article.text for article in articles if len(article.text.split()) > 30]
        if not texts:
            print("\nNo article is long enough to take queries from.")
            return
        baseline = _full_text_table((article.id, article.title or "", article.text) for article in articles)
        rows = []
        for name, queries in _queries(texts).items():
            ours = [library.search(SearchRequest(query, limit=20, facets=True)).took_ms for query in queries]
            theirs = [_ask(baseline, query) for query in queries if ":" not in query and "*" not in query]
            told = f"p50 {percentile(ours, 50):.1f} ms, p95 {percentile(ours, 95):.1f} ms"
            if theirs:
                told += f"; FTS5 over {len(articles)} of them p95 {percentile(theirs, 95):.1f} ms"
            rows.append((name, told))
        first = articles[0].id
        opened = [_timed(lambda: (library.article(first), library.statuses(first))) for _ in range(20)]
        rows.append(("an article with the state of its links", f"p95 {percentile(opened, 95):.1f} ms"))
        related = [_timed(partial(library.related, article.id)) for article in articles[:100]]
        rows.append(("all that is related to an article", f"p95 {percentile(related, 95):.1f} ms"))
    table(f"Search over {listing.total} articles, first page with snippets and facets", rows)


def _queries(texts: list[str]) -> dict[str, list[str]]:
    chance = random.Random(_SEED)

    def run_of(length: int) -> str:
        words = re.findall(r"\w+", chance.choice(texts))
        start = chance.randrange(max(1, len(words) - length))
        return " ".join(
            "".join(sign for sign in word if sign.isalnum()) for word in words[start : start + length]
        )

    return {
        "one word": [run_of(1) for _ in range(_ROUNDS)],
        "two words": [run_of(2) for _ in range(_ROUNDS)],
        "a phrase": [f'"{run_of(3)}"' for _ in range(_ROUNDS)],
        "twelve words": [run_of(12) for _ in range(_ROUNDS)],
        "a prefix": [run_of(1)[:2] + "*" for _ in range(_ROUNDS)],
        "two words in a year": [f"{run_of(2)} date:{chance.randint(2015, 2024)}" for _ in range(_ROUNDS)],
    }


def _full_text_table(articles: Iterable[tuple[str, str, str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    columns = "id unindexed, title, text, tokenize='unicode61 remove_diacritics 2'"
    connection.execute(f"create virtual table page using fts5({columns})")
    connection.executemany("insert into page values (?, ?, ?)", articles)
    return connection


def _ask(connection: sqlite3.Connection, query: str) -> float:
    words = query.strip('"').split()
    joint = f'"{" ".join(words)}"' if query.startswith('"') else " ".join(f'"{word}"' for word in words)
    statement = (
        "select id, snippet(page, 2, '[', ']', '…', 30) from page where page match ? order by rank limit 20"
    )
    return _timed(lambda: connection.execute(statement, (joint,)).fetchall())


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begun)
