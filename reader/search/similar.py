"""Articles that belong with another one, and why.

Candidates are the articles that share the most telling words; they are ordered by the pairs of neighbouring
words they share, because a pair of syllables means something where a syllable does not. The same document
number, section and time count besides. Source of the weights: the project's research on Vietnamese text,
section 4.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import exp

import numpy as np

from reader.model import Article, Reason, Similar
from reader.search.analysis import word_term
from reader.search.conditions import day_number
from reader.search.documents import SECTION_SEPARATOR, page_number
from reader.search.folding import Shown
from reader.search.line import contained
from reader.search.postings.layout import Array
from reader.search.ranking import idf
from reader.search.snapshot import Snapshot
from reader.search.words import Form
from reader.text import docnumbers, vietnamese
from reader.text.places import place_names

READ = 20_000
"""Characters of a text that are looked at."""
WORDS, PAIRS, CANDIDATES = 40, 240, 200
COMPARED, REPEATED = 64, 5
"""So many of the pairs are looked up; more repetitions than this say nothing more."""
COMMON = 0.1
"""A pair that more than this share of all articles has says nothing."""
TITLE_COUNTS = 3
NUMBER_BONUS, SECTION_FACTOR, SOURCE_FACTOR = 6.0, 1.15, 1.05
HALF_LIFE_DAYS, OLD_AT_LEAST = 540, 0.4
LEAST_SCORE = 4.0
"""Below this what is shared may be chance."""
SHOWN = 4
WEEK = 7
"""Days within which two articles of one section are of the same time."""


@dataclass(frozen=True, slots=True)
class _Pair:
    label: str
    words: tuple[str, str]
    count: int


def similar(snapshot: Snapshot, article: Article, limit: int) -> tuple[Similar, ...]:
    """Articles that belong with this one, best first; itself and other captures of its page are left out."""
    allowed = snapshot.live.copy()
    own = snapshot.document(article.id)
    if own is not None:
        allowed[own] = False
    if page := page_number(article.url):
        allowed &= snapshot.column("page") != page
    if not allowed.any():
        return ()
    numbers = _same_numbers(snapshot, article, allowed)
    pairs = _pairs(article)
    weights = _weights(snapshot, pairs)
    chosen = _candidates(snapshot, weights, allowed, numbers)
    total, shared = _shared_pairs(snapshot, _telling(pairs, weights), chosen)
    for documents in numbers.values():
        total[documents & allowed] += NUMBER_BONUS
    _weigh(snapshot, article, total)
    rows = np.flatnonzero(total >= LEAST_SCORE)
    order = _each_once(snapshot, rows[np.argsort(-total[rows], kind="stable")], limit)
    places = _places(article)
    labels = _labels(shared, order)
    return tuple(
        Similar(
            snapshot.id(row),
            snapshot.title(row) or None,
            float(total[row]),
            _reasons(snapshot, article, row, numbers, labels[row], places),
        )
        for row in order
    )


def _each_once(snapshot: Snapshot, rows: Array, limit: int) -> list[int]:
    """The first documents, none of them a capture or reprint of one before it."""
    shown = Shown(snapshot)
    for row in rows.tolist():
        if len(shown.copies) == limit:
            break
        if shown.leader(row) is None:
            shown.put(row)
    return list(shown.copies)


def _pairs(article: Article) -> list[_Pair]:
    """Neighbouring words of title and text, most frequent first (the title counts more)."""
    counts: Counter[tuple[str, str]] = Counter()
    labels: dict[tuple[str, str], str] = {}
    for text, weight in ((article.title or "", TITLE_COUNTS), (article.text[:READ], 1)):
        for line in text.split("\n"):
            tokens = list(vietnamese.tokens(line))
            for left, right in pairwise(tokens):
                if (
                    left.kind != "word"
                    or right.kind != "word"
                    or line[left.end : right.start].strip(" \u00a0")
                ):
                    continue
                key = vietnamese.norm(left.raw), vietnamese.norm(right.raw)
                counts[key] += weight
                labels.setdefault(key, line[left.start : right.end])
    return [_Pair(labels[key], key, count) for key, count in counts.most_common(PAIRS)]


def _candidates(
    snapshot: Snapshot, weights: dict[str, float], allowed: Array, numbers: dict[str, Array]
) -> Array:
    """The documents that share the most telling words, and those that share a document number."""
    total = np.zeros(snapshot.count, np.float32)
    for word in sorted(weights, key=lambda word: -weights[word])[:WORDS]:
        total[snapshot.rows("body", Form(word_term(word)))] += np.float32(weights[word])
    total[~allowed] = 0
    chosen = total > 0
    if np.count_nonzero(chosen) > CANDIDATES:
        chosen = total >= np.partition(total, -CANDIDATES)[-CANDIDATES]
    for documents in numbers.values():
        chosen |= documents & allowed
    return chosen


def _weights(snapshot: Snapshot, pairs: list[_Pair]) -> dict[str, float]:
    """How telling each word is; without those that no other article has, or all have."""
    count = max(snapshot.live_count, 1)
    words = dict.fromkeys(word for pair in pairs for word in pair.words)
    return {
        word: idf(count, df)
        for word in words
        if 0 < (df := snapshot.df(Form(word_term(word)), ("body",))) < count
    }


def _telling(pairs: list[_Pair], weights: dict[str, float]) -> list[_Pair]:
    """The pairs of rare and repeated words; what two common words say together is little."""
    worth = {
        pair: min(pair.count, REPEATED) * (weights.get(pair.words[0], 0) + weights.get(pair.words[1], 0))
        for pair in pairs
    }
    return sorted(pairs, key=lambda pair: -worth[pair])[:COMPARED]


def _shared_pairs(
    snapshot: Snapshot, pairs: list[_Pair], chosen: Array
) -> tuple[Array, list[tuple[float, str, Array]]]:
    """The score by shared pairs, and every pair with its weight and the documents that have it."""
    total = np.zeros(snapshot.count, np.float32)
    shared: list[tuple[float, str, Array]] = []
    line = snapshot.line("body")
    places: dict[str, Array] = {}
    looked_at = max(int(np.count_nonzero(chosen)), 1)
    rare = max(2, round(COMMON * snapshot.live_count))
    for pair in pairs:
        for word in pair.words:
            if word not in places:
                places[word] = snapshot.places("body", [Form(word_term(word))], chosen)
        left, right = (places[word] for word in pair.words)
        if not len(left) or not len(right):
            continue
        documents = np.unique(line.documents(left[contained(left + line.number(1), right)]))
        if not len(documents) or (len(documents) > rare and len(documents) > looked_at // 2):
            continue
        weight = idf(max(snapshot.live_count, looked_at), len(documents)) * min(
            2.0, 1 + 0.25 * (pair.count - 1)
        )
        total[documents] += np.float32(weight)
        shared.append((weight, pair.label, documents))
    shared.sort(key=lambda entry: -entry[0])
    total *= np.sqrt(snapshot.scale("body"))  # a long text shares something with every other
    return total, shared


def _same_numbers(snapshot: Snapshot, article: Article, allowed: Array) -> dict[str, Array]:
    """The article's document numbers that others mention too, and which documents do; common ones say
    nothing."""
    found: dict[str, Array] = {}
    for number in dict.fromkeys(article.documents):
        documents = snapshot.mask("docno", [Form(docnumbers.key(number))]) & allowed
        if 0 < np.count_nonzero(documents) <= max(5, COMMON * snapshot.live_count):
            found[number] = documents
    return found


def _weigh(snapshot: Snapshot, article: Article, total: Array) -> None:
    """Count the same section and source, and how near in time the articles are."""
    if section := SECTION_SEPARATOR.join(article.section):
        total[_same(snapshot, "section", section)] *= SECTION_FACTOR
    if article.source:
        total[_same(snapshot, "source", article.source.text)] *= SOURCE_FACTOR
    own = _ordinal(day_number(article.date))
    if own:
        for row in np.flatnonzero(total).tolist():
            other = _ordinal(int(snapshot.column("date")[row]))
            if other:
                total[row] *= max(OLD_AT_LEAST, exp(-abs(own - other) / HALF_LIFE_DAYS))


def _same(snapshot: Snapshot, table: str, value: str) -> Array:
    numbers, values = snapshot.table(table)
    return np.asarray(numbers == values.index(value)) if value in values else np.zeros(snapshot.count, bool)


def _ordinal(day: int) -> int:
    """A day as yyyymmdd counted in days; 0 for none or a day that is no day."""
    try:
        return date(day // 10000, day // 100 % 100 or 1, day % 100 or 1).toordinal() if day else 0
    except ValueError:
        return 0


def _reasons(
    snapshot: Snapshot,
    article: Article,
    row: int,
    numbers: dict[str, Array],
    labels: list[str],
    places: dict[str, str],
) -> tuple[Reason, ...]:
    reasons = []
    if same := tuple(number for number, documents in numbers.items() if documents[row]):
        reasons.append(Reason("docno", same[:SHOWN]))
    folded = [vietnamese.fold_text(label) for label in labels] if places else labels
    if named := [places[key] for key in folded if key in places]:
        reasons.append(Reason("place", tuple(dict.fromkeys(named))[:SHOWN]))
    if words := [label for label, key in zip(labels, folded, strict=True) if key not in places]:
        reasons.append(Reason("words", tuple(words[:SHOWN])))
    near = _days_apart(article.date, int(snapshot.column("date")[row]))
    for code, value in (
        ("section", SECTION_SEPARATOR.join(article.section)),
        ("source", article.source.text if article.source else ""),
    ):
        numbers_of, values = snapshot.table(code)
        if value and values[int(numbers_of[row])] == value:
            same_week = code == "section" and near is not None and near <= WEEK
            reasons.append(Reason("week" if same_week else code, (value,)))
    return tuple(reasons)


def _labels(shared: list[tuple[float, str, Array]], rows: list[int]) -> dict[int, list[str]]:
    """The shared pairs of each of these documents, the most telling first."""
    found: dict[int, list[str]] = {row: [] for row in rows}
    wanted = np.array(rows, np.int64)
    for _, label, documents in shared:
        at = np.minimum(np.searchsorted(documents, wanted), len(documents) - 1)
        for row in wanted[documents[at] == wanted].tolist():
            found[row].append(label)
    return found


def _places(article: Article) -> dict[str, str]:
    """Places named in the article, by the folded pair of words with which their names begin."""
    found: dict[str, str] = {}
    for kind, name in place_names(f"{article.title or ''}\n{article.text[:READ]}"):
        pair = vietnamese.fold_text(" ".join(name.split()[:2]))
        if " " in pair:
            found.setdefault(pair, f"{kind} {name}")
    return found


def _days_apart(day: str | None, other: int) -> int | None:
    one, two = _ordinal(day_number(day)), _ordinal(other)
    return abs(one - two) if one and two else None
