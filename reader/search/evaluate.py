"""A query tree over a snapshot: which documents match, and the parts that the ranking counts.

The tree is evaluated term at a time in arrays over all documents; Whoosh's own matchers step through
postings one by one in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from reader.search.abbreviations import shipped
from reader.search.analysis import date_terms, whole_date
from reader.search.conditions import period_mask, value_mask
from reader.search.outside import HAS as MARKS_HAD
from reader.search.outside import Nothing, Outside, mark_mask, tag_mask
from reader.search.postings.layout import Array
from reader.search.query import RANKED_FROM
from reader.search.runs import (
    NOWHERE,
    Places,
    Stretches,
    near,
    near_words,
    run_counts,
    run_mask,
    run_stretches,
    together,
)
from reader.search.snapshot import Snapshot
from reader.search.tree import AllOf, AnyOf, In, Near, Node, Not, Period, Phrase, Value, Word, positive
from reader.search.words import ABBREVIATION, Form, has_marks, in_halves, may_be_short, word_forms

FIELDS = ("title", "body")
TITLE_BOOST = 2.0
PHRASE_BOOST = 1.5


@dataclass(frozen=True, slots=True)
class Unit:
    """A word or phrase of the query with everything that answers it: single terms, and runs of terms."""

    label: str
    forms: tuple[Form, ...]
    runs: tuple[tuple[Places, int, float], ...] = ()
    """(forms by place, slop, weight)"""
    is_phrase: bool = False


@dataclass(slots=True)
class Leaf:
    """A unit evaluated: ``tf`` is its weighted, length-normalised frequency in every document."""

    unit: Unit
    tf: Array
    fields: tuple[str, ...]
    mask: Array
    df: int
    boost: float = 1.0


@dataclass(slots=True)
class Evaluated:
    """What a query found: ``mask`` over all documents (deleted ones included), the parts to rank by, and
    the pairs of leaves that stand side by side in the query."""

    mask: Array
    leaves: list[Leaf] = field(default_factory=list)
    pairs: list[tuple[Leaf, Leaf]] = field(default_factory=list)
    ranked: bool = False
    undated: Array | None = None
    """Documents that a condition on the date left out because they have none."""


class Evaluator:
    """Evaluates trees of one query. ``free`` takes every mark as untyped; ``outside`` tells of links and of
    what people put on articles."""

    def __init__(
        self,
        snapshot: Snapshot,
        text: str,
        tree: Node,
        *,
        free: bool = False,
        outside: Outside | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.text = text
        self.marked = not free and has_marks(
            word.text for part in positive(tree) for word in _words_of(part) if not word.fuzzy
        )
        self.free = free
        self.outside: Outside = outside or Nothing()

    def run(self, tree: Node, least: float | None = None) -> Evaluated:
        """Evaluate; ``least`` is the share of the plain words of the outer group that must be there, if not
        all."""
        if not isinstance(tree, AllOf):
            tree = AllOf((tree,))
        dated = [child for child in tree.children if isinstance(child, Period) and child.field == "date"]
        if not dated:
            return self._all_of(tree, FIELDS, least)
        rest = AllOf(tuple(child for child in tree.children if child not in dated))
        result = self._all_of(rest, FIELDS, least)
        result.undated = result.mask & (self.snapshot.column("date") == 0)
        for child in dated:
            result.mask = result.mask & period_mask(self.snapshot, child)
        return result

    def _node(self, node: Node, fields: tuple[str, ...]) -> Evaluated:
        match node:
            case Word() | Phrase():
                leaf = self._leaf(self._units([node])[0], fields)
                return Evaluated(leaf.mask, [leaf])
            case Near():
                leaf = self._near(node, fields)
                return Evaluated(leaf.mask, [leaf])
            case In():
                return self._node(node.child, (node.field,))
            case Value():
                return Evaluated(self._value(node))
            case Period():
                return Evaluated(period_mask(self.snapshot, node))
            case Not():
                return Evaluated(~self._node(node.child, fields).mask)
            case AnyOf():
                return self._any_of(node, fields)
            case AllOf():
                return self._all_of(node, fields)

    def _any_of(self, node: AnyOf, fields: tuple[str, ...]) -> Evaluated:
        result = Evaluated(np.zeros(self.snapshot.count, bool))
        for child in node.children:
            found = self._node(child, fields)
            result.mask = result.mask | found.mask
            result.leaves += found.leaves
            result.pairs += found.pairs
            result.ranked |= found.ranked
        return result

    def _all_of(self, node: AllOf, fields: tuple[str, ...], least: float | None = None) -> Evaluated:
        result = Evaluated(np.ones(self.snapshot.count, bool))
        plain = [child for child in node.children if isinstance(child, Word | Phrase)]
        leaves = [self._leaf(unit, fields) for unit in self._units(plain)]
        result.leaves = leaves
        result.pairs = list(pairwise(leaves))
        optional = [leaf for child, leaf in zip(plain, leaves, strict=True) if not child.must]
        if len(optional) >= RANKED_FROM:
            least, result.ranked = least or RANKED_LEAST, True
        if least is None or len(optional) < 2:
            for leaf in optional:
                result.mask &= leaf.mask
        else:
            counts = np.zeros(self.snapshot.count, np.uint8)
            for leaf in optional:
                counts += leaf.mask
            result.mask &= counts >= max(1, round(least * len(optional)))
        for child, leaf in zip(plain, leaves, strict=True):
            if child.must:
                result.mask &= leaf.mask
        for other in node.children:
            if not isinstance(other, Word | Phrase):
                found = self._node(other, fields)
                result.mask &= found.mask
                result.leaves = result.leaves + found.leaves
                result.pairs += found.pairs
                result.ranked |= found.ranked
        return result

    # ---- words and phrases to units -----------------------------------------------------------

    def _forms(self, word: Word) -> tuple[Form, ...]:
        return word_forms(word, self.marked, self.snapshot)

    def _units(self, parts: Sequence[Word | Phrase]) -> list[Unit]:
        """Units of words and phrases side by side; abbreviations and dates over several words are seen
        here."""
        units = [self._phrase(part) if isinstance(part, Phrase) else self._word(part) for part in parts]
        for begin, end in _runs_of(parts, _is_plain_word):
            words = [part for part in parts[begin:end] if isinstance(part, Word)]
            for left, right, shorts in shipped().runs([word.text for word in words]):
                for short in shorts:
                    for place in range(begin + left, begin + right):
                        units[place] = _with_run(units[place], self._folded_run(short))
        self._dates(units, parts)
        return units

    def _dates(self, units: list[Unit], parts: Sequence[Word | Phrase]) -> None:
        """A date written in words ("18 tháng 3") also finds it written in another way."""
        for begin, end in _runs_of(parts, _may_be_of_a_date):
            first = parts[begin].start
            text = self.text[first : parts[end - 1].end]
            if not any(sign.isdigit() for sign in text):
                continue
            for start, stop, terms in date_terms(text):
                for place in range(begin, end):
                    if start <= parts[place].start - first < stop:
                        forms = (*units[place].forms, Form(terms[0]))
                        units[place] = replace(units[place], forms=forms)

    def _word(self, word: Word) -> Unit:
        unit = Unit(word.text, self._forms(word))
        if word.is_plain and (halves := in_halves(word.text)):
            unit = _with_run(unit, self._plain_run(halves), 1.0)
        if word.is_plain and may_be_short(word.text):
            for meaning in shipped().meanings([word.text]):
                unit = _with_run(unit, self._plain_run(meaning))
        return unit

    def _phrase(self, phrase: Phrase) -> Unit:
        texts = [word.text for word in phrase.words]
        places = tuple(self._forms(word) for word in phrase.words)
        label = self.text[phrase.start : phrase.end] if self.text else " ".join(texts)
        unit = Unit(label, (), ((places, phrase.slop, 1.0),), True)
        if not phrase.must:  # KT-XH is also written KTXH
            unit = replace(unit, forms=self._forms(Word("".join(texts), phrase.start, phrase.end)))
        for meaning in shipped().meanings(texts):
            unit = _with_run(unit, self._plain_run(meaning))
        for begin, end, shorts in shipped().runs(texts):
            for short in shorts:
                inside = self._folded_run(short)
                unit = _with_run(unit, (*places[:begin], *inside, *places[end:]))
        for number, text in enumerate(texts):
            if may_be_short(text) and len(texts) > 1:
                for meaning in shipped().meanings([text]):
                    unit = _with_run(
                        unit, (*places[:number], *self._plain_run(meaning), *places[number + 1 :])
                    )
        if date := whole_date(label):
            unit = replace(unit, forms=(*unit.forms, Form(date)))
        return unit

    def _plain_run(self, words: Sequence[str]) -> Places:
        return tuple(word_forms(Word(word, 0, 0), not self.free, self.snapshot) for word in words)

    def _folded_run(self, words: Sequence[str]) -> Places:
        return tuple(word_forms(Word(word, 0, 0), False, self.snapshot) for word in words)

    # ---- parts near each other ----------------------------------------------------------------

    def _near(self, node: Near, fields: tuple[str, ...]) -> Leaf:
        tf = np.zeros(self.snapshot.count, np.float32)
        for name in fields:
            ends = self._ends(node, name, self._holding(node, name) & self.snapshot.live)
            if len(ends):
                counts = self.snapshot.line(name).counts(np.sort(ends, kind="stable"))
                boost = np.float32(TITLE_BOOST if name == "title" else 1.0)
                tf += counts * self.snapshot.scale(name) * boost
        mask = tf > 0
        unit = Unit(" ".join(word.text for part in positive(node) for word in _words_of(part)), (), (), True)
        return Leaf(unit, tf, fields, mask, int(np.count_nonzero(mask)), PHRASE_BOOST)

    def _ends(self, node: Near, name: str, among: Array) -> Array:
        """Where what is near each other ends, in a field of some documents."""
        left, right = (self._stretches(each, name, among) for each in (node.left, node.right))
        if left.begins is left.ends and right.begins is right.ends:
            ends = near_words(left.ends, right.ends, node.distance)
            if ends is not None:
                return ends
        return near(left, right, node.distance).ends

    def _holding(self, node: Node, name: str) -> Array:
        """The documents that have all a part of NEAR needs in a field, wherever in it."""
        snapshot = self.snapshot
        match node:
            case Near():
                return self._holding(node.left, name) & self._holding(node.right, name)
            case AnyOf():
                held = [self._holding(child, name) for child in node.children]
                return np.asarray(np.logical_or.reduce(held))
            case Word() | Phrase():
                unit = self._units([node])[0]
                runs = [run_mask(snapshot, name, places) for places, _, _ in unit.runs]
                return np.asarray(np.logical_or.reduce([snapshot.mask(name, unit.forms), *runs]))
            case _:
                return np.zeros(snapshot.count, bool)

    def _stretches(self, node: Node, name: str, among: Array) -> Stretches:
        """Where a part of NEAR stands in a field of some documents."""
        match node:
            case Near():
                left = self._stretches(node.left, name, among)
                return near(left, self._stretches(node.right, name, among), node.distance)
            case AnyOf():
                return together([self._stretches(child, name, among) for child in node.children])
            case Word() | Phrase():
                unit = self._units([node])[0]
                single = self.snapshot.places(name, unit.forms, among)
                runs = [
                    run_stretches(self.snapshot, name, places, slop, among) for places, slop, _ in unit.runs
                ]
                return together([Stretches(single, single), *runs])
            case _:
                return NOWHERE

    def _value(self, value: Value) -> Array:
        """The documents that a condition holds for; of links and marks the library knows."""
        match value.field:
            case "linksto":
                return self._documents(self.outside.linking(value.text))
            case "note":
                return self._documents(self.outside.noting(value.text, prefix=value.prefix))
            case "tag":
                return tag_mask(self.snapshot, self.outside.marked(), value.text, prefix=value.prefix)
            case "is":
                return mark_mask(self.snapshot, self.outside.marked(), value.text)
            case "has" if value.text in MARKS_HAD:
                return mark_mask(self.snapshot, self.outside.marked(), value.text)
            case _:
                return value_mask(self.snapshot, value)

    def _documents(self, ids: Iterable[str]) -> Array:
        mask = np.zeros(self.snapshot.count, bool)
        mask[self.snapshot.documents(ids)] = True
        return mask

    # ---- units to leaves ----------------------------------------------------------------------

    def _leaf(self, unit: Unit, fields: tuple[str, ...]) -> Leaf:
        snapshot = self.snapshot
        tf = np.zeros(snapshot.count, np.float32)
        for name in fields:
            boost = TITLE_BOOST if name == "title" else 1.0
            snapshot.add_frequencies(name, unit.forms, boost, tf)
            for places, slop, weight in unit.runs:
                found = run_counts(snapshot, name, places, slop)
                if found is not None:
                    tf += found * snapshot.scale(name) * np.float32(weight * boost)
        tf[snapshot.dead] = 0
        mask = tf > 0
        return Leaf(
            unit, tf, fields, mask, int(np.count_nonzero(mask)), PHRASE_BOOST if unit.is_phrase else 1.0
        )


RANKED_LEAST = 0.34
"""Share of the words of a ranked query that a document must have to be listed at all."""


def _words_of(part: Word | Phrase) -> tuple[Word, ...]:
    return part.words if isinstance(part, Phrase) else (part,)


def _runs_of(
    parts: Sequence[Word | Phrase], belongs: Callable[[Word | Phrase], bool]
) -> list[tuple[int, int]]:
    """Where several parts of a kind stand side by side: (begin, end)."""
    runs, begin = [], 0
    for place in range(len(parts) + 1):
        if place == len(parts) or not belongs(parts[place]):
            if place - begin > 1:
                runs.append((begin, place))
            begin = place + 1
    return runs


def _is_plain_word(part: Word | Phrase) -> bool:
    return isinstance(part, Word) and part.is_plain


def _may_be_of_a_date(part: Word | Phrase) -> bool:
    return part.is_plain if isinstance(part, Word) else not (part.must or part.slop)


def _with_run(unit: Unit, run: Places, weight: float = ABBREVIATION) -> Unit:
    if len(run) == 1:
        forms = tuple(replace(form, weight=form.weight * weight) for form in run[0])
        return replace(unit, forms=(*unit.forms, *forms))
    return replace(unit, runs=(*unit.runs, (run, 0, weight)))
