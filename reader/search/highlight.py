"""Where a query hits inside a text, by the rules of the search but without its index.

Without the index it is not known which words exist, so a word whose marks were typed in part is looked for
only when the text has no word that answers it as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reader.search.abbreviations import shipped
from reader.search.analysis import DAY, date_terms, is_unmarked, whole_date
from reader.search.keystrokes import decoded
from reader.search.patterns import Finder, all_tokens
from reader.search.query import parse
from reader.search.tree import Node, Phrase, Word, positive
from reader.search.wildcards import are_near, expression
from reader.search.words import capital_letters, completes, has_marks, in_halves, is_twin, may_be_short
from reader.text import dates, vietnamese
from reader.text.tokens import Token

Span = tuple[int, int]

SURE, POSSIBLE, TYPED = 1, 2, 3
"""How a word of a text answers a word of a query: as typed, by completing its marks, or as raw key
strokes."""

_BLANK = re.compile(r"[\s\u00a0\u200b]*\Z")


def spans(text: str, query: str, *, together: bool = False, most: int | None = None) -> list[Span]:
    """Raw offsets of the hits of a query in a text, in order, not overlapping; neighbours are joined.

    ``together``: the query is no query but words that must stand one after the other (find in page).
    ``most``: the first so many places where words of the query stand are enough.
    """
    return _marker(query, together).spans(text, most)


@lru_cache(maxsize=16)
def _marker(query: str, together: bool) -> Marker:
    return Marker(query, marker_tree(query, together))


def marker_tree(query: str, together: bool) -> Node | None:
    """A query as a tree, or its words as one phrase; None without a word."""
    if not together:
        return parse(query).tree
    words = tuple(Word(t.raw, t.start, t.end) for t in all_tokens(query))
    return Phrase(words, 0, len(query)) if words else None


@dataclass(frozen=True, slots=True)
class _Run:
    """Words one after the other, by their numbers."""

    words: tuple[int, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word of the query as typed; ``free``: marks are free."""

    text: str
    prefix: bool = False
    wild: bool = False
    fuzzy: int = 0
    free: bool = False


class Marker:
    """A query made ready for many texts."""

    def __init__(self, query: str, tree: Node | None) -> None:
        found = list(positive(tree)) if tree is not None else []
        self._marked = has_marks(
            word.text
            for part in found
            for word in (part.words if isinstance(part, Phrase) else (part,))
            if not word.fuzzy
        )
        self._words: list[_Wanted] = []
        self._runs: dict[_Run, None] = {}
        self._days: set[str] = set()
        self._answers: dict[str, tuple[tuple[int, int], ...]] = {}
        if not found:
            return  # nothing is asked of the tables, which are slow to make
        for part in found:
            words = part.words if isinstance(part, Phrase) else (part,)
            joined = isinstance(part, Phrase) and not part.must
            self._add(words, part.slop if isinstance(part, Phrase) else 0, joined=joined)
        plain = [part.text for part in found if isinstance(part, Word) and part.is_plain]
        for _, _, shorts in shipped().runs(plain):
            for short in shorts:
                self._add_texts(short, free=True)
        for _, _, terms in date_terms(query):
            self._days.add(terms[0].removeprefix(DAY))
        for part in found:
            if isinstance(part, Phrase) and (date := whole_date(query[part.start : part.end])):
                self._days.add(date.removeprefix(DAY))

    def _number(self, word: Word, *, free: bool = False) -> int:
        free = free or not self._marked or capital_letters(word.text)
        wanted = _Wanted(word.text, word.prefix, word.wild, word.fuzzy, free)
        if wanted not in self._words:
            self._words.append(wanted)
        return self._words.index(wanted)

    def _add(self, words: Sequence[Word], slop: int, *, joined: bool) -> None:
        self._runs[_Run(tuple(self._number(word) for word in words), slop)] = None
        texts = [word.text for word in words]
        if len(texts) == 1 and words[0].is_plain and (halves := in_halves(texts[0])):
            self._add_texts(halves)
        if joined:
            self._add_texts(("".join(texts),))
        if len(texts) > 1 or (words[0].is_plain and may_be_short(texts[0])):
            for meaning in shipped().meanings(texts):
                self._add_texts(meaning)
        if len(texts) > 1:
            for begin, end, shorts in shipped().runs(texts):
                for short in shorts:
                    self._add_texts((*texts[:begin], *short, *texts[end:]), free=True)

    def _add_texts(self, texts: Iterable[str], *, free: bool = False) -> None:
        self._runs[_Run(tuple(self._number(Word(text, 0, 0), free=free) for text in texts))] = None

    @cached_property
    def _finder(self) -> Finder:
        words, beginnings = set[str](), set[str]()
        for word in self._words:
            (beginnings if word.prefix else words).add(vietnamese.fold(word.text))
            if typed := decoded(word.text):
                words.add(vietnamese.fold(typed))
        slop = max((run.slop for run in self._runs), default=0)
        return Finder(words, beginnings, slop, everything=any(w.wild or w.fuzzy for w in self._words))

    # ---- a text -------------------------------------------------------------------------------

    def spans(self, text: str, most: int | None = None) -> list[Span]:
        """The hits in a text, or in its beginning up to so many places; neighbours are joined."""
        return _joined(text, self._found(text, most))

    def hits(self, text: str) -> list[Span]:
        """The hits in a text one by one, in order; of those that overlap the first and longest."""
        kept: list[Span] = []
        for start, end in sorted(set(self._found(text)), key=lambda span: (span[0], -span[1])):
            if not kept or start >= kept[-1][1]:
                kept.append((start, end))
        return kept

    def _found(self, text: str, most: int | None = None) -> list[Span]:
        if not self._runs:
            return []
        tokens: dict[int, Token] = {}
        where = self._places(text, tokens, most)
        found = [span for run in self._runs for span in _hits(run, where, tokens)]
        if self._days:
            found += [(d.start, d.end) for d in dates.find(text) if self._days & {d.iso, f"--{d.iso[5:]}"}]
        return found

    def _places(self, text: str, tokens: dict[int, Token], most: int | None) -> list[list[int]]:
        """For every word of the query the tokens that answer it, in the surest way that the text offers."""
        by_way: dict[int, list[list[int]]] = {
            way: [[] for _ in self._words] for way in (SURE, POSSIBLE, TYPED)
        }
        lines: dict[int, bool] = {}
        answers = self._answers
        for place, token in self._finder.tokens(text, most):
            known = answers.get(token.raw)
            if known is None:
                known = answers[token.raw] = tuple(self._compare(token.raw))
            for number, way in known:
                if way == POSSIBLE and token.raw.isascii() and not _stands_bare(text, token, lines):
                    continue
                tokens[place] = token
                by_way[way][number].append(place)
        return [a or b or c for a, b, c in zip(*by_way.values(), strict=True)]

    def _compare(self, raw: str) -> Iterator[tuple[int, int]]:
        exact, folded = vietnamese.norm(raw), vietnamese.fold(raw)
        for number, sought in enumerate(self._words):
            word, free = sought.text, sought.free
            wanted, wanted_folded = vietnamese.norm(word), vietnamese.fold(word)
            if sought.wild:
                wild = expression(word)
                if re.fullmatch(wild.source, exact if wild.exact else folded):
                    yield number, SURE
            elif sought.fuzzy:
                if are_near(wanted_folded, folded, sought.fuzzy):
                    yield number, SURE
            elif sought.prefix:
                if folded.startswith(wanted_folded) if free or wanted.isascii() else exact.startswith(wanted):
                    yield number, SURE
            elif folded == wanted_folded:
                if free or exact == wanted or is_twin(wanted, exact):
                    yield number, SURE
                elif completes(wanted, exact) or exact.isascii():
                    yield number, POSSIBLE
            elif word.isascii() and decoded(word) == exact:
                yield number, TYPED


def _stands_bare(text: str, token: Token, lines: dict[int, bool]) -> bool:
    """Whether a word without marks stands in a line without marks (remembered by the line's start)."""
    start = text.rfind("\n", 0, token.start) + 1
    if start not in lines:
        end = text.find("\n", token.end)
        lines[start] = is_unmarked(text[start : end if end >= 0 else len(text)])
    return lines[start]


def _hits(run: _Run, where: Sequence[Sequence[int]], tokens: Mapping[int, Token]) -> Iterator[Span]:
    places = [where[number] for number in run.words]
    if len(places) == 1:
        for place in places[0]:
            yield tokens[place].start, tokens[place].end
        return
    following = [set(each) for each in places[1:]]
    for begin in places[0]:
        end = begin
        for allowed in following:
            reach = range(end + 1, end + 2 + run.slop)
            end = next((place for place in reach if place in allowed), -1)
            if end < 0:
                break
        else:
            yield tokens[begin].start, tokens[end].end


def _joined(text: str, found: list[Span]) -> list[Span]:
    """Spans in order; those that overlap or have only blanks between them made one."""
    result: list[Span] = []
    for start, end in sorted(found):
        if result and (start <= result[-1][1] or _BLANK.match(text[result[-1][1] : start])):
            if end > result[-1][1]:
                result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result
