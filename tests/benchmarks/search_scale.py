"""``python -m tests.benchmarks.search_scale [--articles N]``: a made library of any size, searched.

Articles are made of words whose frequencies fall as 1/rank. The same texts and queries go through SQLite's
FTS5 and, on a slice, through Whoosh as it comes. Times are of this process's CPU, so that other work on the
machine does not count.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.fields import ID, TEXT, Schema
from whoosh.qparser import MultifieldParser, OrGroup

from reader.library import keys, packing
from reader.library.catalogue.catalogue import Catalogue
from reader.library.index_keeper import IndexKeeper
from reader.library.library import Library
from reader.library.rows import ReadPage
from reader.model import Article, Encoding, SearchRequest, Source
from tests.benchmarks.corpus import Vocabulary
from tests.benchmarks.measure import percentile, table

_SEED, _BATCH, _ROUNDS = 5, 1000, 100
_FIRST = 5000
"""Articles after which the cost of writing is looked at first."""
_SLICE = 2000
"""Articles that stock Whoosh gets."""


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.search_scale", description=__doc__)
    options.add_argument("--articles", type=int, default=100_000, metavar="N", help="default: 100000")
    options.add_argument("--keep", type=Path, metavar="DIR", help="leave the library there")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="gov-reader-bench-") as place:
        work = chosen.keep or Path(place)
        work.mkdir(parents=True, exist_ok=True)
        measure_scale(work, chosen.articles)


def measure_scale(work: Path, count: int) -> None:
    """A library of ``count`` articles below ``work``: written, opened, searched, beside the others."""
    others = _Others(work, count)
    chance = random.Random(_SEED)
    texts: list[str] = []

    def seen(batch: Sequence[Article]) -> None:
        others.add(batch)
        texts.extend(article.text for article in batch if chance.random() < 2000 / count)

    rows = write_library(work / "library", count, seen)
    others.finish()
    begun = time.process_time()
    with Library(work / "library") as library:
        first = library.search(SearchRequest("", limit=1))
        opening = time.process_time() - begun
        rows.append(("opening the library and a first search", f"{opening:.2f} s"))
        queries = make_queries(texts, chance)
        for name, asked in queries.items():
            rows.append((name, _told(_times(lambda query: library.search(query), asked))))
            page = [replace(request, facets=True, fold=True) for request in asked]
            told = _told(_times(lambda query: library.search(query), page))
            rows.append((f"{name}, facets, folded", told))
        typed = [text[: chance.randint(2, 12)] for text in chance.sample(texts, min(_ROUNDS, len(texts)))]
        rows.append(("completions", _told(_times(library.complete, typed))))
        related = [_cpu(lambda: library.related(first.hits[0].id)) for _ in range(5)]
        rows.append(("what belongs with an article", _told(related)))
        line = _cpu(lambda: library.timeline([" ".join(texts[0].split()[:2])]))
        rows.append(("a timeline", f"{line:.1f} ms"))
    table(f"{count} made articles (CPU)", rows)
    table("Beside it", others.measure(queries))


def articles(count: int, seed: int = _SEED) -> Iterator[Article]:
    """Articles of a few sites over ten years; every tenth is a copy of the one before it."""
    words = Vocabulary(seed)
    chance = random.Random(seed)
    text = title = ""
    for number in range(count):
        if number % 10 != 9:
            text = "\n\n".join(words.text(chance.randint(20, 50)) for _ in range(chance.randint(3, 8)))
            title = words.text(chance.randint(5, 10)).rstrip(".")
        day = date(2015, 1, 1) + timedelta(days=chance.randrange(3600))
        yield _article(number, title, text, day, chance.randrange(40), chance.randrange(12))


def _article(number: int, title: str, text: str, day: date, site: int, section: int) -> Article:
    digest = sha256(str(number).encode()).hexdigest()
    host = f"xa{site}.mau.example"
    return Article(
        *(digest[:16], f"/mau/{number}.html", None, f"https://{host}/tin-{number}.html", host, title, None),
        *(None, day.isoformat(), None, None, f"{day}T08:00:00Z", "file", Source(f"Báo {site % 7}", None)),
        *((f"Mục {section}",), "vi", Encoding("utf-8", "utf-8"), text, "", (), 0, (), (), (), (), ()),
        *(digest, len(text), "html"),
    )


def write_library(
    folder: Path, count: int, seen: Callable[[Sequence[Article]], None]
) -> list[tuple[str, str]]:
    """Writes a library; the times are those of the index alone."""
    Library(folder).close()
    catalogue = Catalogue(folder / "catalogue.db", read_only=False, shared_memory=True)
    keeper = IndexKeeper(folder, catalogue)
    feed = keeper.feed()
    used = 0.0
    early = 0.0
    characters = 0
    waiting: list[Article] = []

    def write() -> None:
        nonlocal used
        with catalogue.transaction():
            revision = catalogue.meta.next_revision()
            for article in waiting:
                catalogue.articles.add(_page(article), revision)
        used += _cpu(lambda: feed.put(revision, waiting)) / 1000
        seen(waiting)
        waiting.clear()

    before = _peak()
    for number, article in enumerate(articles(count), 1):
        waiting.append(article)
        characters += len(article.text.encode())
        if len(waiting) == _BATCH:
            write()
        if number == _FIRST:
            early = used / _FIRST
    if waiting:
        write()
    used += _cpu(feed.commit) / 1000
    peak = _peak()
    feed.close()
    size = keeper.bytes
    keeper.close()
    catalogue.close()
    rows = [
        ("writing the index", f"{count / used:.0f} articles/s, {1000 * used / count:.2f} ms an article"),
        ("memory at most while writing", f"{peak:.0f} MiB (before: {before:.0f})"),
        ("size of the index", f"{size / 1e6:.0f} MB, {size / characters:.2f} of the texts"),
    ]
    if early and count > _FIRST:
        ratio = used / count / early
        rows.append((f"cost of an article against the first {_FIRST}", f"{ratio:.2f}"))
    return rows


def _page(article: Article) -> ReadPage:
    text, rest = packing.pack(article)
    hashed = keys.text_hash(article.text)
    title = keys.title_key(article.site, article.title)
    return ReadPage(None, article, text, rest, b"", (), (), title, hashed, "bench", None)


def make_queries(texts: Sequence[str], chance: random.Random) -> dict[str, list[SearchRequest]]:
    """Queries of several kinds, out of the texts."""

    def run_of(length: int) -> str:
        words = chance.choice(texts).replace(".", "").split()
        start = chance.randrange(max(1, len(words) - length))
        return " ".join(words[start : start + length])

    plain = [SearchRequest(run_of(2)) for _ in range(_ROUNDS)]
    return {
        "two words": plain,
        "a phrase of three": [SearchRequest(f'"{run_of(3)}"') for _ in range(_ROUNDS)],
        "twelve words": [SearchRequest(run_of(12)) for _ in range(_ROUNDS)],
        "a beginning": [SearchRequest(run_of(1)[:2] + "*") for _ in range(_ROUNDS)],
        "two words on a site in some years": [
            replace(each, site=f"xa{chance.randrange(40)}.mau.example", date_from="2017", date_to="2020")
            for each in plain
        ],
        "two words near": [SearchRequest(" NEAR/5 ".join(run_of(2).split())) for _ in range(_ROUNDS)],
        "a fuzzy word": [SearchRequest(run_of(1) + "~") for _ in range(_ROUNDS)],
    }


class _Others:
    """SQLite's FTS5 on all articles, and stock Whoosh on a slice."""

    def __init__(self, work: Path, count: int) -> None:
        self._base = sqlite3.connect(work / "fts5.db")
        columns = "id unindexed, title, text, tokenize='unicode61 remove_diacritics 2'"
        self._base.execute(f"create virtual table page using fts5({columns})")
        place = work / "whoosh"
        place.mkdir()
        schema = Schema(id=ID(stored=True), title=TEXT, text=TEXT)
        self._index = whoosh_index.create_in(str(place), schema)
        self._writer = self._index.writer()
        self._slice = min(_SLICE, count)
        self._given = self._count = 0
        self._fts_used = self._whoosh_used = 0.0

    def add(self, batch: Sequence[Article]) -> None:
        """Takes some articles."""
        rows = [(article.id, article.title, article.text) for article in batch]
        insert = "insert into page values (?, ?, ?)"
        self._fts_used += _cpu(lambda: self._base.executemany(insert, rows))
        self._count += len(batch)
        for article in batch:
            if self._given < self._slice:
                self._whoosh_used += _cpu(
                    lambda a=article: self._writer.add_document(id=a.id, title=a.title, text=a.text)
                )
                self._given += 1

    def finish(self) -> None:
        """All are here."""
        self._fts_used += _cpu(self._base.commit)
        self._whoosh_used += _cpu(self._writer.commit)

    def measure(self, queries: dict[str, list[SearchRequest]]) -> list[tuple[str, str]]:
        """Their times for the kinds of query that they have."""
        rows = [
            ("FTS5: writing", f"{1000 * self._count / self._fts_used:.0f} articles/s"),
            (
                f"stock Whoosh: writing {self._given}",
                f"{1000 * self._given / self._whoosh_used:.0f} articles/s",
            ),
        ]
        with self._index.searcher() as searcher:
            strict = MultifieldParser(["title", "text"], self._index.schema)
            loose = MultifieldParser(["title", "text"], self._index.schema, group=OrGroup)
            for name in ("two words", "a phrase of three", "twelve words", "a beginning"):
                parser = loose if name == "twelve words" else strict
                asked = [request.query for request in queries[name]]
                joint = " OR " if name == "twelve words" else " "
                ours = _times(lambda query, joint=joint: self._ask(query, joint), asked)
                stock = _times(lambda query, p=parser: searcher.search(p.parse(query), limit=20), asked)
                rows.append((name, f"FTS5 {_told(ours)}; Whoosh on {self._given}: {_told(stock)}"))
        return rows

    def _ask(self, query: str, joint: str) -> list[tuple[str, str]]:
        if query.startswith('"') or query.endswith("*"):
            asked = query
        else:
            asked = joint.join(f'"{word}"' for word in query.split())
        statement = """select id, snippet(page, 2, '[', ']', '…', 30) from page where page match ?
            order by bm25(page, 0, 3.0, 1.0) limit 20"""
        return self._base.execute(statement, (asked,)).fetchall()


def _times(ask: Callable[[Any], object], asked: Sequence[Any]) -> list[float]:
    return [_cpu(lambda each=each: ask(each)) for each in asked]


def _told(times: Sequence[float]) -> str:
    return f"p50 {percentile(times, 50):.1f} ms, p95 {percentile(times, 95):.1f} ms"


def _cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of some work."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
