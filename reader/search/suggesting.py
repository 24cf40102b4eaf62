"""Did you mean: another query, out of the words of the index, that finds something.

Tried in this order: the query without its marks; unknown words put right by one letter, with the marks that
the index has most often; unknown words cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.search.analysis import BARE, DAY, SEPARATOR, word_term
from reader.search.evaluate import Evaluator
from reader.search.keystrokes import decoded
from reader.search.postings.layout import Array
from reader.search.query import parse
from reader.search.snapshot import Snapshot
from reader.search.tree import Node, Phrase, Word, positive
from reader.search.words import Form, has_marks
from reader.text import vietnamese

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST, MOST_WORDS, MOST_REPAIRED = 24, 12, 3


def suggest(snapshot: Snapshot, text: str, tree: Node, allowed: Array) -> str | None:
    """A query near this one that finds something among the allowed documents, or None."""
    words = [
        word
        for part in positive(tree)
        for word in (part.words if isinstance(part, Phrase) else (part,))
        if word.is_plain
    ]
    if not words or len(words) > MOST_WORDS:
        return None
    repaired: dict[Word, str] = {}
    for word in words:
        folded = vietnamese.fold(word.text)
        if len(repaired) < MOST_REPAIRED and not _df(snapshot, folded):
            better = _cut(snapshot, word.text) or _nearest(snapshot, folded)
            if better:
                repaired[word] = better
    candidates = []
    if repaired:
        candidates.append(_replaced(text, repaired))
    else:
        candidates.append(_replaced(text, {word: _restored(snapshot, word.text) for word in words}))
        candidates.append(_replaced(text, {word: vietnamese.fold(word.text) for word in words}))
    for candidate in candidates:
        if candidate != text and _finds(snapshot, candidate, allowed):
            return candidate
    return None


def reading(snapshot: Snapshot, text: str, tree: Node) -> str | None:
    """The query with raw key strokes as the syllables they were taken for, or None when there are none."""
    words = [
        word
        for part in positive(tree)
        for word in (part.words if isinstance(part, Phrase) else (part,))
        if word.is_plain
    ]
    typed = {
        word: meant
        for word in words
        if (meant := decoded(word.text))
        and not _df(snapshot, vietnamese.fold(word.text))
        and _df(snapshot, vietnamese.fold(meant))
    }
    return _replaced(text, typed) if typed else None


def _finds(snapshot: Snapshot, text: str, allowed: Array) -> bool:
    tree = parse(text).tree
    return bool((Evaluator(snapshot, text, tree).run(tree).mask & allowed).any())


def _replaced(text: str, words: dict[Word, str]) -> str:
    for word in sorted(words, key=lambda word: -word.start):
        text = text[: word.start] + words[word] + text[word.end :]
    return text


def _df(snapshot: Snapshot, folded: str) -> int:
    return snapshot.df(Form(folded + SEPARATOR, folded + DAY))


def _restored(snapshot: Snapshot, word: str) -> str:
    """The most frequent exact form of what a word folds to; the word itself when the index has no other."""
    folded = vietnamese.fold(word)
    forms = [
        (snapshot.df(Form(term)), term.partition(SEPARATOR)[2] or folded)
        for term in snapshot.terms_between(folded + SEPARATOR, folded + BARE)
    ]
    return max(forms)[1] if forms else word


def _nearest(snapshot: Snapshot, folded: str) -> str | None:
    """The most frequent known word that is one letter away."""
    if not 2 <= len(folded) <= LONGEST or folded.isdigit():
        return None
    known = [(df, other) for other in _one_letter_away(folded) if (df := _df(snapshot, other))]
    return _restored(snapshot, max(known)[1]) if known else None


def _cut(snapshot: Snapshot, raw: str) -> str | None:
    """Two known syllables that were run together; among several cuts the one whose rarer half is frequent."""
    cuts = []
    for place in range(1, min(len(raw), LONGEST)):
        left, right = raw[:place], raw[place:]
        if not (vietnamese.is_syllable(left) and vietnamese.is_syllable(right)):
            continue
        if has_marks([raw]):
            known = [snapshot.df(Form(word_term(half))) for half in (left, right)]
        else:
            known = [_df(snapshot, half.lower()) for half in (left, right)]
            left, right = _restored(snapshot, left), _restored(snapshot, right)
        if min(known):
            cuts.append((min(known), f"{left} {right}"))
    return max(cuts)[1] if cuts else None


def _one_letter_away(word: str) -> Iterator[str]:
    seen = {word}
    for place in range(len(word) + 1):
        head, tail = word[:place], word[place:]
        variants = [head + tail[1:]] if tail else []
        if len(tail) > 1:
            variants.append(head + tail[1] + tail[0] + tail[2:])
        variants += [head + letter + rest for letter in _LETTERS for rest in {tail, tail[1:]}]
        for variant in variants:
            if variant and variant not in seen:
                seen.add(variant)
                yield variant
