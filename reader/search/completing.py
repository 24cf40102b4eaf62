"""What a query that is being typed may become: its last word completed, titles, sites.

Words are completed by what follows the word before them in titles, else by how many articles have them; with
the marks that the archive has most often.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from reader.search.analysis import BARE, SEPARATOR, query_tokens
from reader.search.evaluate import Evaluator
from reader.search.line import looked_up
from reader.search.postings.layout import Array
from reader.search.query import parse
from reader.search.snapshot import Snapshot
from reader.search.tree import In, Word
from reader.search.words import LAST, Form, word_forms
from reader.text import vietnamese

LOOKED_AT = 60
"""Terms of a segment that are looked at, most frequent first."""


def complete(snapshot: Snapshot, text: str, limit: int) -> tuple[str, ...]:
    """Whole texts for the search box, best first."""
    tokens = query_tokens(text)
    if not tokens or limit <= 0 or not snapshot.live_count:
        return ()
    found: dict[str, None] = {}
    if text[tokens[-1].end :] == "" and not _in_field(text, tokens[-1].start):
        head, last = text[: tokens[-1].start], tokens[-1].raw
        before = tokens[-2].raw if len(tokens) > 1 and head.endswith(" ") else None
        for word in _words(snapshot, last, before, max(1, limit // 2)):
            found[head + word] = None
    for site in _sites(snapshot, text, max(1, limit // 4)):
        found[f"site:{site}"] = None
    for title in _titles(snapshot, text, limit):
        found[title] = None
    found.pop(text, None)
    return tuple(found)[:limit]


def _in_field(text: str, start: int) -> bool:
    """Whether a place stands inside the value of a field."""
    return ":" in text[:start].rpartition(" ")[2]


def _words(snapshot: Snapshot, typed: str, before: str | None, limit: int) -> list[str]:
    counts: Counter[str] = Counter()
    if before is not None:
        counts = _following(snapshot, typed, before)
    if len(counts) < limit:
        rest = _frequent(snapshot, typed)
        for term in counts:
            rest.pop(term, None)
        # Words that follow in titles come before all others.
        most = max(rest.values(), default=0)
        counts = Counter({term: count + most for term, count in counts.items()}) + rest
    best: dict[str, str] = {}
    exact = vietnamese.norm(typed)
    marked = exact != vietnamese.fold(typed)
    for term, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        folded, _, full = term.partition(SEPARATOR)
        word = full or folded
        if BARE in word or (marked and not word.startswith(exact)) or word == exact:
            continue
        best.setdefault(folded, word)
    return list(best.values())[:limit]


def _frequent(snapshot: Snapshot, typed: str) -> Counter[str]:
    """Terms that begin with what is typed, with how many articles have them in their text."""
    low = vietnamese.fold(typed)
    counts: Counter[str] = Counter()
    for number, begin, end, _ in snapshot.find("body", Form(low, low + LAST)):
        file = snapshot.files[number]
        sizes = np.diff(file.first[begin : end + 1].astype(np.int64))
        top = (
            np.argpartition(-sizes, LOOKED_AT)[:LOOKED_AT]
            if len(sizes) > LOOKED_AT
            else np.arange(len(sizes))
        )
        for place in top.tolist():
            counts[file.terms[begin + place][1:].decode("utf-8", "replace")] += int(sizes[place])
    return counts


def _following(snapshot: Snapshot, typed: str, before: str) -> Counter[str]:
    """Terms that begin with what is typed and follow a word in titles, with how often they do."""
    low = vietnamese.fold(typed)
    forms = word_forms(Word(before, 0, 0), not before.isascii(), snapshot)
    line, places = snapshot.line("title"), snapshot.places("title", forms)
    counts: Counter[str] = Counter()
    if not len(places):
        return counts
    for number, begin, end, _ in snapshot.find("title", Form(low, low + LAST)):
        file = snapshot.files[number]
        docs, counts_of, positions = file.places(begin, end)
        here = line.places(docs.astype(np.int64) + snapshot.bases[number], counts_of, positions)
        sizes: Array = np.diff(file.place[begin : end + 1].astype(np.int64))
        follows = looked_up(here - line.number(1), places)
        terms, times = np.unique(np.repeat(np.arange(begin, end), sizes)[follows], return_counts=True)
        for term, count in zip(terms.tolist(), times.tolist(), strict=True):
            counts[file.terms[term][1:].decode("utf-8", "replace")] += count
    return counts


def _sites(snapshot: Snapshot, text: str, limit: int) -> list[str]:
    """Sites of which a label, or the whole, begins with what is typed; most articles first."""
    typed = text.strip().casefold().removeprefix("site:")
    if not typed or " " in typed:
        return []
    numbers, values = snapshot.table("site")
    counts = np.bincount(numbers[snapshot.live], minlength=len(values)).tolist()
    found = [
        (-counts[place], site)
        for place, site in enumerate(values)
        if site and counts[place] and (site.startswith(typed) or f".{typed}" in site)
    ]
    return [site for _, site in sorted(found)[:limit]]


def _titles(snapshot: Snapshot, text: str, limit: int) -> list[str]:
    """Titles with all words typed, the last of which may go on; newest first."""
    tokens = query_tokens(text)
    query = text[: tokens[-1].end] + ("*" if text.endswith(tokens[-1].raw) else "")
    tree = In("title", parse(query).tree)
    mask = Evaluator(snapshot, query, tree).run(tree).mask & snapshot.live
    rows = np.flatnonzero(mask)
    if not len(rows):
        return []
    newest = rows[np.argsort(-snapshot.column("date")[rows].astype(np.int64), kind="stable")]
    titles = dict.fromkeys(snapshot.title(row) for row in newest[: 4 * limit].tolist())
    wanted = vietnamese.fold_text(text)
    return sorted(titles, key=lambda title: not vietnamese.fold_text(title).startswith(wanted))[:limit]
