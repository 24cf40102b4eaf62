"""``python -m tests.benchmarks.linking [--articles N] [--links N] [--keep DIR]``: a made library with many
links: what keeping them costs an import, and what following them costs a reader.

Times are of this process's CPU. With ``--keep`` the library is made once and measured as often as one likes.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from reader.library import keys, reading
from reader.library.catalogue.catalogue import Catalogue
from reader.library.index_keeper import IndexKeeper
from reader.library.library import Library
from reader.library.link_rows import link_rows as rows_of
from reader.library.rows import LinkRow
from reader.model import Article, Link, Listed, Source
from tests.benchmarks.corpus import write_portal
from tests.benchmarks.measure import percentile, table
from tests.benchmarks.search_scale import _cpu, _page, articles

_SEED, _BATCH, _ASKED = 11, 100, 400
_PAGES = 1500
"""Made pages that are really imported, with their links and without."""
_MENU, _NEWEST = 40, 200
_TIMES = 2
"""Imports of each kind; the quicker one counts."""


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.linking", description=__doc__)
    options.add_argument("--articles", type=int, default=100_000, metavar="N", help="default: 100000")
    options.add_argument("--links", type=int, default=60, metavar="N", help="on each article (default: 60)")
    options.add_argument(
        "--keep", type=Path, metavar="DIR", help="make the library there, or take it from there"
    )
    options.add_argument("--only-make", action="store_true", help="measure nothing but the making")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="gov-reader-bench-") as place:
        work = chosen.keep or Path(place)
        if not (work / "library" / "catalogue.db").exists():
            work.mkdir(parents=True, exist_ok=True)
            table("Made", make(work / "library", chosen.articles, chosen.links))
        if not chosen.only_make:
            table(f"An import of {_PAGES} made pages", import_cost(Path(place)))
            with Library(work / "library") as library:
                table(f"Following links of {chosen.articles} articles (CPU)", list(ask(library)))


def linked(count: int, links: int) -> Iterator[Article]:
    """Made articles, each with so many links: most from the menu of its site, some in lists of the newest
    articles, some to any other one, a tenth of these to pages that nobody has."""
    chance = random.Random(_SEED)
    known: list[tuple[str, str]] = []
    for article in articles(count):
        menu = [
            Link(f"Chuyên mục {number}", f"https://{article.site}/muc-{number}/", "menu")
            for number in range(min(_MENU, links))
        ]
        wanted = []
        own = links - len(menu)
        for number in range(own):
            if known and chance.random() < 0.9:
                newest = known[-_NEWEST:] if number < own * 3 // 4 else known
                wanted.append(chance.choice(newest))
            else:
                wanted.append((f"https://{article.site}/mat-{number}-{chance.random()}.html", "Trang đã mất"))
        half, three = len(wanted) // 2, len(wanted) * 3 // 4
        source = Source(article.source.text if article.source else "Báo", wanted[-1][0] if wanted else None)
        yield replace(
            article,
            related=tuple(Listed(title, url) for url, title in wanted[:half]),
            notices=tuple(Listed(title, url) for url, title in wanted[half:three]),
            links=(*menu, *(Link(title, url, "body") for url, title in wanted[three:])),
            source=source,
        )
        known.append((article.url or "", article.title or ""))


def make(folder: Path, count: int, links: int) -> list[tuple[str, str]]:
    """Writes the library; the figures are of the last tenth, when the tables are large."""
    Library(folder).close()
    catalogue = Catalogue(folder / "catalogue.db", read_only=False, shared_memory=True)
    keeper = IndexKeeper(folder, catalogue)
    feed = keeper.feed()
    waiting: list[Article] = []
    spent = [0.0, 0.0, 0.0]
    late = 0

    def write(*, counted: bool) -> None:
        nonlocal late
        made: list[tuple[int, Article]] = []
        costs = [0.0, 0.0, 0.0]
        with catalogue.transaction():
            revision = catalogue.meta.next_revision()

            def put_articles() -> None:
                made.extend((catalogue.articles.add(_page(each), revision), each) for each in waiting)

            def put_links() -> None:
                for number, each in made:
                    catalogue.links.put_links(number, rows_of(each, keys.Spot(1, f"{number}.html".encode())))
                    catalogue.links.add_addresses(number, [keys.address_keys(each.url or "")])

            costs[0], costs[1] = _cpu(put_articles), _cpu(put_links)
        costs[2] = _cpu(lambda: feed.put(revision, [replace(each, links=()) for each in waiting]))
        if counted:
            late += len(waiting)
            spent[:] = [all_ + now for all_, now in zip(spent, costs, strict=True)]
        waiting.clear()

    for number, article in enumerate(linked(count, links), 1):
        waiting.append(article)
        if len(waiting) == _BATCH or number == count:
            write(counted=number > count * 0.9)
    feed.commit()
    feed.close()
    keeper.close()
    size = catalogue.bytes
    catalogue.close()
    names = ("rows of articles", "keys and rows of links", "writing the index")
    told = [
        (name, f"{all_ / max(late, 1):.2f} ms an article") for name, all_ in zip(names, spent, strict=True)
    ]
    return [*told, ("size of the catalogue", f"{size / 1e6:.0f} MB")]


def import_cost(work: Path) -> list[tuple[str, str]]:
    """What an import costs a page, and how much of that is for its links."""
    pages = work / "pages"
    write_portal(pages, _PAGES)
    kept = reading.link_rows

    def none(_article: Article, _spot: keys.Spot | None) -> Iterator[LinkRow]:
        return iter(())

    costs: dict[bool, list[float]] = {True: [], False: []}
    links = 0
    for number in range(2 * _TIMES + 1):  # the first one warms up
        with_links = number % 2 == 0
        reading.link_rows = kept if with_links else none
        try:
            with Library(work / f"import-{number}") as library:
                cost = _cpu(lambda library=library: _import(library, pages))
                if with_links:
                    links = library._catalogue.database.value("SELECT count(*) FROM links")
        finally:
            reading.link_rows = kept
        if number:
            costs[with_links].append(cost / _PAGES)
    slow, quick = min(costs[True]), min(costs[False])
    return [
        ("links on a page", f"{links / _PAGES:.0f}"),
        ("a page with its links", f"{slow:.2f} ms"),
        ("without", f"{quick:.2f} ms"),
        ("slowed by", f"{100 * (slow - quick) / quick:.1f} %"),
    ]


def _import(library: Library, pages: Path) -> None:
    """In this process, so that its CPU time is all there is."""
    steps = library.import_paths([str(pages)], jobs=1)
    for _ in steps:
        pass


def ask(library: Library) -> Iterator[tuple[str, str]]:
    """Times of what a reader does, over articles by chance."""
    chance = random.Random(_SEED)
    ids = [row[0] for row in library._catalogue.database.all("SELECT id FROM articles")]
    some = chance.sample(ids, min(_ASKED, len(ids)))
    library.related(some[0])

    def told(name: str, work: Callable[[str], object]) -> tuple[str, str]:
        times = [_cpu(lambda each=each: work(each)) for each in some]
        return name, f"p50 {percentile(times, 50):.1f} ms, p95 {percentile(times, 95):.1f} ms"

    yield told("related", library.related)
    yield told("statuses of all links", library.statuses)
    yield told("follow --source", library.follow_source)
    yield told("source chain", library.source_chain)
    yield told("captures before and after", library.neighbours)
    yield told("who links here", library.backlinks)
    urls = [library.article(each).links[0].url for each in some[:5]]
    times = [_cpu(lambda url=url: library.missing(url)) for url in urls]
    yield "who links to a page of every menu", f"p50 {percentile(times, 50):.1f} ms"
    lost = _cpu(lambda: library.missing_links(100))
    yield "all missing pages", f"{lost / 1000:.1f} s"


if __name__ == "__main__":
    main()
