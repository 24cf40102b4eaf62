"""``python -m tests.benchmarks.extraction --pages DIR``: extraction beside what a person found on the pages.

The labels name pages by the hash of their bytes, so DIR may hold them anywhere. All pages below DIR are
read, as an import does: templates of sites are learnt from all of them. ``text F1`` is the mean over pages of
the F1 of runs of four words; ``pooled`` the F1 of all runs together. Optional runs count neither way. A field
without a label value is right when the article has none. With ``--speed`` the CPU time of a page is measured
beside other extractors that are installed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from reader.extract.attempt import attempt
from reader.extract.templates import affects, learn
from reader.formats import registry
from reader.formats.walk import walk
from reader.model import Article, Fingerprint, FoundFile, Rejected, SavedPage
from tests.benchmarks.extraction_speed import measure_speed
from tests.benchmarks.label import LABELS, NONE
from tests.benchmarks.labels import (
    PageLabel,
    counted,
    digest,
    hashed,
    read_labels,
    runs_of,
    shingles,
    unpacked,
    words,
)
from tests.benchmarks.measure import table

_LABEL_WORDS = ("theo", "nguồn", "source", "nguồn tin")
"""Words before a source that are no part of its name."""


@dataclass(slots=True)
class PageScore:
    """One page: runs found, wrongly found and missed; fields that are wrong, with what the article has."""

    name: str
    found: int = 0
    wrong: int = 0
    missed: int = 0
    misses: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """F1 of the page's runs; 1 when there are none."""
        every = 2 * self.found + self.wrong + self.missed
        return 2 * self.found / every if every else 1.0


def read_all(folder: Path) -> dict[str, list[Article | Rejected]]:
    """Articles (or why there is none) of all pages below a folder, by the hash of the page's bytes."""
    first: list[tuple[SavedPage, Article | Rejected, Fingerprint | None]] = []
    prints: defaultdict[str, list[Fingerprint]] = defaultdict(list)
    for page in saved_pages(folder):
        read = attempt(page)
        if isinstance(read, Rejected):
            first.append((page, read, None))
            continue
        first.append((page, read.article, read.fingerprint))
        if read.fingerprint.site:
            prints[read.fingerprint.site].append(read.fingerprint)
    templates = {site: learn(group) for site, group in prints.items()}
    results: defaultdict[str, list[Article | Rejected]] = defaultdict(list)
    for page, result, mark in first:
        template = templates.get(mark.site or "") if mark else None
        if mark and template and affects(mark, None, template):
            again = attempt(page, template)
            result = again if isinstance(again, Rejected) else again.article
        results[page.sha256].append(result)
    return results


def saved_pages(folder: Path) -> list[SavedPage]:
    """All pages below a folder."""
    found = [each for each in walk([str(folder)]) if isinstance(each, FoundFile)]
    return [page for each in found for page in registry.pages(each) if isinstance(page, SavedPage)]


def score(label: PageLabel, article: Article | Rejected | None) -> PageScore:
    """Compares an article with its page's label."""
    result = PageScore(label.name)
    must, may = unpacked(label.text), unpacked(label.optional)
    if not isinstance(article, Article):
        result.missed = sum(must.values())
        reason = "not below the folder" if article is None else f"{article.code} {article.detail}"
        result.misses = dict.fromkeys(("title", "date", "related", "source", "byline"), reason)
        return result
    tokens = words(article.text)
    runs = shingles(tokens)
    got = counted(label.salt, runs)
    hits = got & must
    wrong = got - must - may
    result.found, result.wrong = sum(hits.values()), sum(wrong.values())
    result.missed = sum((must - got).values())
    if wrong:
        extra = [run for run in runs if digest(label.salt, run) in wrong]
        result.notes.append(f"too much: {' … '.join(extra[:6])}")
    if result.missed:
        result.notes.append(f"missed {result.missed} runs; text begins: {' '.join(tokens[:8])}")
    places = [" ".join(tokens[start : start + 6]) for start in runs_of(label, tokens)]
    if places:
        result.misses["furniture"] = " … ".join(places[:6])
    _score_fields(label, article, result)
    return result


def _score_fields(label: PageLabel, article: Article, result: PageScore) -> None:
    salt, misses = label.salt, result.misses
    if hashed(salt, article.title or "") not in label.titles:
        misses["title"] = repr(article.title)
    if hashed(salt, article.date or NONE) not in label.dates:
        misses["date"] = f"{article.date} ({article.date_from}: {article.date_text!r})"
    source = article.source
    name = _source_name(source.text) if source and source.text else ""
    named = hashed(salt, name) in label.sources if label.sources else not name
    linked = not label.source_url or (
        source is not None and hashed(salt, source.url or "") == label.source_url
    )
    if not named or not linked:
        misses["source"] = repr(source)
    if label.byline != (hashed(salt, article.byline) if article.byline else None):
        misses["byline"] = repr(article.byline)
    if label.related != tuple(hashed(salt, entry.title) for entry in article.related):
        misses["related"] = " | ".join(entry.title for entry in article.related) or "none found"
    elif label.related_dates != tuple(hashed(salt, entry.date or NONE) for entry in article.related):
        misses["related dates"] = " | ".join(str(entry.date) for entry in article.related)


def _source_name(text: str) -> str:
    tokens = words(text)
    for start in _LABEL_WORDS:
        parts = start.split()
        if tokens[: len(parts)] == parts and len(tokens) > len(parts):
            return " ".join(tokens[len(parts) :])
    return " ".join(tokens)


def report(scores: Sequence[PageScore], verbose: bool) -> None:
    """Prints figures, and with ``verbose`` what is wrong on which page."""
    if verbose:
        for each in scores:
            if each.f1 < 1 or each.misses:
                print(f"\n{each.name}  F1 {each.f1:.3f}")
                for name, value in each.misses.items():
                    print(f"  {name}: {value}")
                for note in each.notes:
                    print(f"  {note}")
    found, wrong, missed = (
        sum(getattr(each, key) for each in scores) for key in ("found", "wrong", "missed")
    )
    pooled = 2 * found / (2 * found + wrong + missed) if found else 0.0
    rows = [
        ("pages", f"{len(scores)}"),
        ("text F1", f"{mean(each.f1 for each in scores):.4f}"),
        ("text F1 pooled", f"{pooled:.4f}  P {_share(found, wrong):.4f}  R {_share(found, missed):.4f}"),
    ]
    for name in ("title", "date", "source", "byline", "related", "related dates"):
        wrongs = sum(name in each.misses for each in scores)
        rows.append((name, f"{1 - wrongs / len(scores):.4f}  ({wrongs} wrong)"))
    rows.append(("pages with furniture in the text", f"{sum('furniture' in each.misses for each in scores)}"))
    table("extraction", rows)


def _share(part: int, rest: int) -> float:
    return part / (part + rest) if part else 0.0


def main() -> int:
    """Measures and prints; 1 when a labelled page is not below the folder."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.extraction", description=__doc__)
    options.add_argument("--pages", type=Path, required=True, metavar="DIR", help="folder of saved pages")
    options.add_argument("--labels", type=Path, default=LABELS, metavar="FILE", help="labels to compare with")
    options.add_argument("--speed", action="store_true", help="CPU time a page beside other extractors, too")
    options.add_argument("-v", "--verbose", action="store_true", help="what is wrong on which page")
    chosen = options.parse_args()
    labels = read_labels(chosen.labels)
    results = read_all(chosen.pages)
    scores = []
    for label in labels:
        same = results.get(label.sha256, [])
        named = [each for each in same if label.name.endswith(Path(each.path).name)]
        scores.append(score(label, (named or same or [None])[0]))
    report(scores, chosen.verbose)
    if chosen.speed:
        measure_speed([page.body for page in saved_pages(chosen.pages)])
    return 1 if any(label.sha256 not in results for label in labels) else 0


if __name__ == "__main__":
    sys.exit(main())
