"""What differs between two texts: by paragraph, moved ones told as moved, and by words within paragraphs.

Equal paragraphs are found first, then alike ones, then the words that differ inside these. "Equal" and
"alike" overlook what nobody sees: composition of letters, invisible signs, kinds of blanks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reader.model import ParagraphDifference, WordRun
from reader.text import vietnamese
from reader.text.alignment import aligned
from reader.text.signs import INVISIBLE

PARAGRAPHS = "\n\n"
ALIKE = 0.4
"""Two paragraphs that have so much in common (Dice's measure over words) are versions of one."""
ALIKE_ELSEWHERE = 0.6
"""The same for two that do not stand in the same place between their neighbours."""
LEAST_MOVED = 4
"""A paragraph of fewer words is not called moved: "Photo:" is anywhere."""
_COMMON = 40  # a feature of more paragraphs than this tells none of them apart
_LOOKED_AT = 8
_WORD = re.compile(rf"[^\W_][\w\u0300-\u036f{INVISIBLE}]*|\s+|.", re.DOTALL)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; joined by ``PARAGRAPHS`` they are the text again."""
    return text.split(PARAGRAPHS) if text else []


def compare(a: str, b: str) -> tuple[ParagraphDifference, ...]:
    """The paragraphs of both texts in the order of ``b``; see ``Comparison``."""
    old, new = paragraphs(a), paragraphs(b)
    old_keys, new_keys = [[vietnamese.squash(each) for each in side] for side in (old, new)]
    matches = _Matches(same=dict(aligned(old_keys, new_keys)))
    _find_moved(old_keys, new_keys, matches)
    _find_changed(_Rest(old, matches.taken_old()), _Rest(new, matches.taken_new()), matches)
    return tuple(_in_order(old, new, matches))


@dataclass(slots=True)
class _Matches:
    """Places in the old text with their places in the new one."""

    same: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)

    def taken_old(self) -> set[int]:
        return {*self.same, *self.changed, *self.moved}

    def taken_new(self) -> set[int]:
        return {*self.same.values(), *self.changed.values(), *self.moved.values()}


def _find_moved(old: Sequence[str], new: Sequence[str], matches: _Matches) -> None:
    """Equal paragraphs at other places."""
    taken_old, taken_new = matches.taken_old(), matches.taken_new()
    places: dict[str, list[int]] = defaultdict(list)
    for at in range(len(new) - 1, -1, -1):
        if at not in taken_new:
            places[new[at]].append(at)
    for at, key in enumerate(old):
        if at not in taken_old and places.get(key) and len(key.split()) >= LEAST_MOVED:
            matches.moved[at] = places[key].pop()


class _Rest:
    """The paragraphs of one text that have found no equal one: their words, and what tells them apart."""

    def __init__(self, texts: Sequence[str], taken: set[int]) -> None:
        self.words: dict[int, Counter[str]] = {}
        self.features: dict[int, set[str]] = {}
        for at, text in enumerate(texts):
            if at not in taken:
                words = [vietnamese.norm(token.raw) for token in vietnamese.tokens(text)]
                self.words[at] = Counter(words)
                self.features[at] = {f"{left} {right}" for left, right in pairwise(words)} or set(words)

    def alike(self, at: int, other: _Rest, there: int) -> float:
        """Dice's measure over words."""
        mine, theirs = self.words[at], other.words[there]
        total = mine.total() + theirs.total()
        return 2 * (mine & theirs).total() / total if total else 0.0


def _find_changed(old: _Rest, new: _Rest, matches: _Matches) -> None:
    """Alike paragraphs: in the same gap between equal ones they are changed, elsewhere moved and changed."""
    pairs = _alike_pairs(old, new)
    spine = sorted(matches.same.items())
    old_ends, new_ends = [row for row, _ in spine], [column for _, column in spine]
    gaps: dict[int, list[tuple[int, int, float]]] = defaultdict(list)
    for row, column, likeness in pairs:
        gap = bisect_left(old_ends, row)
        if gap == bisect_left(new_ends, column):
            gaps[gap].append((row, column, likeness))
    for inside in gaps.values():
        matches.changed.update(_heaviest_rising(inside))
    taken_old, taken_new = matches.taken_old(), matches.taken_new()
    for row, column, likeness in sorted(pairs, key=lambda pair: (-pair[2], pair[:2])):
        if likeness < ALIKE_ELSEWHERE or row in taken_old or column in taken_new:
            continue
        if min(old.words[row].total(), new.words[column].total()) >= LEAST_MOVED:
            matches.moved[row] = column
            taken_old.add(row)
            taken_new.add(column)


def _alike_pairs(old: _Rest, new: _Rest) -> list[tuple[int, int, float]]:
    """(place in the old text, in the new one, likeness) of paragraphs that may be versions of each other."""
    having: dict[str, list[int]] = defaultdict(list)
    for column, features in new.features.items():
        for feature in features:
            having[feature].append(column)
    words_only = len(old.words) * len(new.words) <= _COMMON**2
    pairs = []
    for row, features in old.features.items():
        shared: Counter[int] = Counter()
        for feature in features:
            columns = having.get(feature, ())
            if len(columns) <= _COMMON:
                shared.update(columns)
        near = new.words if words_only else [column for column, _ in shared.most_common(_LOOKED_AT)]
        for column in near:
            likeness = old.alike(row, new, column)
            if likeness >= ALIKE:
                pairs.append((row, column, likeness))
    return pairs


def _heaviest_rising(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Pairs whose numbers both rise, with the greatest sum of likeness."""
    ordered = sorted(pairs, key=lambda pair: (pair[0], -pair[1]))
    columns = sorted({column for _, column, _ in ordered})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)  # a Fenwick tree of maxima
    before: list[int] = []
    for number, (_, column, likeness) in enumerate(ordered):
        rank = bisect_left(columns, column)
        at, reached = rank, (0.0, -1)
        while at > 0:
            reached = max(reached, best[at])
            at -= at & -at
        before.append(reached[1])
        at, entry = rank + 1, (reached[0] + likeness, number)
        while at <= len(columns):
            best[at] = max(best[at], entry)
            at += at & -at
    at, reached = len(columns), (0.0, -1)
    while at > 0:
        reached = max(reached, best[at])
        at -= at & -at
    number, kept = reached[1], []
    while number >= 0:
        kept.append(ordered[number][:2])
        number = before[number]
    return kept


def _in_order(old: list[str], new: list[str], matches: _Matches) -> Iterable[ParagraphDifference]:
    spine = sorted([*matches.same.items(), *matches.changed.items()])
    moved = {column: row for row, column in matches.moved.items()}
    row_from, column_from = 0, 0
    for row_to, column_to in [*spine, (len(old), len(new))]:
        for row in range(row_from, row_to):
            if row not in matches.moved:
                yield ParagraphDifference("remove", old[row], None, a_index=row)
        for column in range(column_from, column_to):
            if column not in moved:
                yield ParagraphDifference("add", None, new[column], b_index=column)
                continue
            row = moved[column]
            differs = vietnamese.squash(old[row]) != vietnamese.squash(new[column])
            words = word_runs(old[row], new[column]) if differs else ()
            yield ParagraphDifference("move", old[row], new[column], words, row, column)
        if row_to < len(old):
            a, b = old[row_to], new[column_to]
            if row_to in matches.same:
                yield ParagraphDifference("same", a, b, (), row_to, column_to)
            else:
                yield ParagraphDifference("change", a, b, word_runs(a, b), row_to, column_to)
        row_from, column_from = row_to + 1, column_to + 1


def word_runs(a: str, b: str) -> tuple[WordRun, ...]:
    """How one text becomes the other, in whole words; what goes stands before what comes in its place."""
    old, new = _WORD.findall(a), _WORD.findall(b)
    blocks: list[tuple[str, str, str]] = []  # (gone, come, same behind them)
    row_from, column_from = 0, 0
    for row, column in [*aligned(old, new), (len(old), len(new))]:
        gone, come = "".join(old[row_from:row]), "".join(new[column_from:column])
        same = old[row] if row < len(old) else ""
        if gone or come or not blocks:
            blocks.append((gone, come, same))
        else:
            blocks[-1] = (*blocks[-1][:2], blocks[-1][2] + same)
        row_from, column_from = row + 1, column + 1
    runs: list[WordRun] = []
    for gone, come, same in _joined(blocks):
        runs += [WordRun("remove", gone)] if gone else []
        runs += [WordRun("add", come)] if come else []
        runs += [WordRun("same", same)] if same else []
    return tuple(runs)


def _joined(blocks: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Blocks between which only blanks, signs or a single short word are the same become one.

    A sentence that was put in another's place shares such crumbs with it by chance.
    """
    joined: list[tuple[str, str, str]] = []
    for gone, come, same in blocks:
        if joined and (gone or come):
            old_gone, old_come, crumb = joined[-1]
            words = [piece for piece in _WORD.findall(crumb) if piece[0].isalnum()]
            replaced = bool(old_gone or old_come) and len(crumb) < min(
                len(old_gone) + len(old_come), len(gone) + len(come)
            )
            one_change = bool(old_gone and gone) or bool(old_come and come)
            if replaced and one_change and (not words or (len(words) == 1 and len(crumb) <= 6)):
                joined[-1] = (old_gone + crumb + gone, old_come + crumb + come, same)
                continue
        joined.append((gone, come, same))
    return joined
