"""``python -m tests.benchmarks.search_scale [--articles N]``: a made library of any size, beside its peers.

Articles are made of words whose frequencies fall as 1/rank. The same texts and queries go through SQLite's
FTS5 and, on a slice, through Whoosh as it comes. Each stage runs in a process of its own, so that its memory
is its own; times are of its CPU, so that other work on the machine does not count. With ``--keep`` the stages
can be run one by one (``--stage write``, ``search``, ``fts5``, ``whoosh``, then ``table``).
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

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
_SAMPLED = 2000
"""Articles of which the queries are made."""
_PEERS_CAN = ("two words", "a phrase of three", "twelve words", "a beginning")

Figures = dict[str, Any]


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.search_scale", description=__doc__)
    options.add_argument("--articles", type=int, default=100_000, metavar="N", help="default: 100000")
    options.add_argument("--keep", type=Path, metavar="DIR", help="leave the library there")
    options.add_argument("--stage", choices=[*STAGES, "table"], help="this stage only (with --keep)")
    chosen = options.parse_args()
    if chosen.stage and not chosen.keep:
        options.error("--stage needs --keep")
    with tempfile.TemporaryDirectory(prefix="gov-reader-bench-") as place:
        work = chosen.keep or Path(place)
        work.mkdir(parents=True, exist_ok=True)
        if chosen.stage in STAGES:
            found = STAGES[chosen.stage](work, chosen.articles)
            (work / f"{chosen.stage}.json").write_text(json.dumps(found), "utf-8")
            return
        if chosen.stage is None:
            for stage in STAGES:
                command = [sys.executable, "-m", "tests.benchmarks.search_scale", "--stage", stage]
                command += ["--keep", str(work), "--articles", str(chosen.articles)]
                subprocess.run(command, check=True)
        print_tables(work, chosen.articles)


def print_tables(work: Path, count: int) -> None:
    """The figures of all stages that were run."""

    def of(stage: str) -> Figures:
        place = work / f"{stage}.json"
        return json.loads(place.read_text("utf-8")) if place.exists() else {}

    written, found, fts5, whoosh = (of(stage) for stage in STAGES)
    rows = [(name, value) for name, value in written.get("rows", {}).items()]
    rows += [(name, value) for name, value in found.get("rows", {}).items()]
    table(f"{count} made articles (CPU)", rows)
    answers = []
    for name, (plain, page) in found.get("times", {}).items():
        told = [f"{plain}; with facets and folding {page}"]
        if name in fts5.get("times", {}):
            told.append(f"FTS5 {fts5['times'][name]}")
        if name in whoosh.get("times", {}):
            told.append(f"stock Whoosh on {whoosh['articles']}: {whoosh['times'][name]}")
        answers.append((name, "; ".join(told)))
    table("Answers: p50 / p95 in ms", answers)
    peers = [(who, each["told"]) for who, each in (("FTS5", fts5), ("stock Whoosh", whoosh)) if each]
    if peers:
        table("Written beside it", peers)


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


def write_stage(work: Path, count: int) -> Figures:
    """Writes a library and the queries that the other stages ask; the times are those of the index alone."""
    chance = random.Random(_SEED)
    texts: list[str] = []
    made = articles(count)

    def sampled() -> Iterator[Article]:
        for article in made:
            if chance.random() < _SAMPLED / count:
                texts.append(article.text)
            yield article

    rows = write_library(work / "library", sampled())
    queries = make_queries(texts, chance)
    typed = [text[: chance.randint(2, 12)] for text in chance.sample(texts, min(_ROUNDS, len(texts)))]
    (work / "queries.json").write_text(
        json.dumps(
            {"queries": {name: list(map(asdict, asked)) for name, asked in queries.items()}, "typed": typed}
        ),
        "utf-8",
    )
    return {"rows": dict(rows)}


def write_library(folder: Path, articles: Iterator[Article]) -> list[tuple[str, str]]:
    """Writes a library of some articles."""
    Library(folder).close()
    catalogue = Catalogue(folder / "catalogue.db", read_only=False, shared_memory=True)
    keeper = IndexKeeper(folder, catalogue)
    feed = keeper.feed()
    used = early = 0.0
    count = characters = 0
    before = _peak()
    while waiting := list(islice(articles, _BATCH)):
        with catalogue.transaction():
            revision = catalogue.meta.next_revision()
            for article in waiting:
                catalogue.articles.add(_page(article), revision)
        used += _cpu(lambda: feed.put(revision, waiting)) / 1000  # noqa: B023 - called at once
        count += len(waiting)
        characters += sum(len(article.text.encode()) for article in waiting)
        if count == _FIRST:
            early = used / _FIRST
    used += _cpu(lambda: feed.commit(last=True)) / 1000
    peak = _peak()
    feed.close()
    size = keeper.bytes
    keeper.close()
    catalogue.close()
    rows = [
        ("writing the index", f"{count / used:.0f} articles/s, {1000 * used / count:.2f} ms an article"),
        ("memory of the writer at most", f"{peak * 1.048576:.0f} MB (before: {before * 1.048576:.0f})"),
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


def asked_of(work: Path) -> tuple[dict[str, list[SearchRequest]], list[str]]:
    """The queries by kind, and beginnings as they are typed."""
    kept = json.loads((work / "queries.json").read_text("utf-8"))
    queries = {name: [SearchRequest(**each) for each in asked] for name, asked in kept["queries"].items()}
    return queries, kept["typed"]


def search_stage(work: Path, _count: int) -> Figures:
    """Opens the library and asks."""
    queries, typed = asked_of(work)
    begun, wall = time.process_time(), time.perf_counter()
    with Library(work / "library") as library:
        first = library.search(SearchRequest("", limit=1))
        opening = f"{time.process_time() - begun:.2f} s (wall {time.perf_counter() - wall:.2f} s)"
        times = {}
        for name, asked in queries.items():
            page = [replace(request, facets=True, fold=True) for request in asked]
            times[name] = [_told(_times(library.search, each)) for each in (asked, page)]
        completions = _told(_times(library.complete, typed))
        related = _told([_cpu(lambda: library.related(first.hits[0].id)) for _ in range(5)])
        line = _cpu(lambda: library.timeline([queries["two words"][0].query]))
    rows = {
        "opening the library and a first search": opening,
        "completions, p50 / p95": f"{completions} ms",
        "what belongs with an article, p50 / p95": f"{related} ms",
        "a timeline": f"{line:.1f} ms",
        "memory of the reader at most": f"{_peak() * 1.048576:.0f} MB",
    }
    return {"rows": rows, "times": times}


def fts5_stage(work: Path, count: int) -> Figures:
    """SQLite's FTS5 on all articles."""
    base = sqlite3.connect(work / "fts5.db")
    columns = "id unindexed, title, text, tokenize='unicode61 remove_diacritics 2'"
    base.execute(f"create virtual table page using fts5({columns})")
    used, made = 0.0, articles(count)
    while batch := [(article.id, article.title, article.text) for article in islice(made, _BATCH)]:
        used += _cpu(lambda: base.executemany("insert into page values (?, ?, ?)", batch))
    used += _cpu(base.commit)
    queries, _ = asked_of(work)
    times = {}
    for name in _PEERS_CAN:
        joint = " OR " if name == "twelve words" else " "
        texts = [request.query for request in queries[name]]
        times[name] = _told(_times(lambda query: _ask_fts5(base, query, joint), texts))  # noqa: B023
    base.close()
    size = (work / "fts5.db").stat().st_size / 1e6
    memory = _peak() * 1.048576
    told = f"{1000 * count / used:.0f} articles/s, {size:.0f} MB with the texts, memory {memory:.0f} MB"
    return {"told": told, "times": times}


def _ask_fts5(base: sqlite3.Connection, query: str, joint: str) -> list[tuple[str, str]]:
    if query.startswith('"') or query.endswith("*"):
        asked = query
    else:
        asked = joint.join(f'"{word}"' for word in query.split())
    statement = """select id, snippet(page, 2, '[', ']', '…', 30) from page where page match ?
        order by bm25(page, 0, 3.0, 1.0) limit 20"""
    return base.execute(statement, (asked,)).fetchall()


def whoosh_stage(work: Path, count: int) -> Figures:
    """Whoosh as it comes on a slice of the articles."""
    from whoosh import index as whoosh_index
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.qparser import MultifieldParser, OrGroup

    place, some = work / "whoosh", min(_SLICE, count)
    place.mkdir(exist_ok=True)
    index = whoosh_index.create_in(str(place), Schema(id=ID(stored=True), title=TEXT, text=TEXT))
    writer = index.writer()
    used = 0.0
    for article in islice(articles(count), some):
        words = {"id": article.id, "title": article.title, "text": article.text}
        used += _cpu(lambda: writer.add_document(**words))  # noqa: B023
    used += _cpu(writer.commit)
    queries, _ = asked_of(work)
    times = {}
    with index.searcher() as searcher:
        for name in _PEERS_CAN:
            group = {"group": OrGroup} if name == "twelve words" else {}
            parser = MultifieldParser(["title", "text"], index.schema, **group)
            texts = [request.query for request in queries[name]]
            times[name] = _told(_times(lambda query: searcher.search(parser.parse(query), limit=20), texts))  # noqa: B023
    size = sum(path.stat().st_size for path in place.iterdir()) / 1e6
    told = f"{1000 * some / used:.0f} articles/s on {some}, {size:.1f} MB, memory {_peak() * 1.048576:.0f} MB"
    return {"told": told, "times": times, "articles": some}


STAGES: dict[str, Callable[[Path, int], Figures]] = {
    "write": write_stage,
    "search": search_stage,
    "fts5": fts5_stage,
    "whoosh": whoosh_stage,
}


def _times(ask: Callable[[Any], object], asked: Sequence[Any]) -> list[float]:
    return [_cpu(lambda each=each: ask(each)) for each in asked]


def _told(times: Sequence[float]) -> str:
    return f"{percentile(times, 50):.1f} / {percentile(times, 95):.1f}"


def _cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of some work."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def _peak() -> float:
    """Resident memory of this process at most so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
