"""Did you mean: another query, out of the words of the index, that finds something.

Where all words are known: the query with the marks that the index has most often, or without any. Else
unknown words are put right by one letter, or cut in two; of several readings the one that finds most.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

import numpy as np

from reader.search.analysis import BARE, DAY, SEPARATOR, word_term
from reader.search.evaluate import Evaluated, Evaluator
from reader.search.keystrokes import decoded
from reader.search.postings.layout import Array
from reader.search.query import parse
from reader.search.snapshot import Snapshot
from reader.search.tree import Node, Phrase, Word, positive
from reader.search.wildcards import are_near
from reader.search.words import Form, has_marks
from reader.text import vietnamese

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST, MOST_WORDS, MOST_REPAIRED, MOST_READINGS = 24, 12, 3, 12


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
    unknown = [word for word in words if not _df(snapshot, vietnamese.fold(word.text))]
    readings = [
        (word, found) for word in unknown[:MOST_REPAIRED] if (found := _readings(snapshot, word.text))
    ]
    if readings:
        candidates = [
            _replaced(text, dict(zip([word for word, _ in readings], chosen, strict=True)))
            for chosen in islice(product(*(found for _, found in readings)), MOST_READINGS)
        ]
    else:
        candidates = [
            _replaced(text, {word: _restored(snapshot, word.text) for word in words}),
            _replaced(text, {word: vietnamese.fold(word.text) for word in words}),
        ]
    counts = [_count(snapshot, each, allowed) if each != text else 0 for each in candidates]
    if not readings:  # the first that finds anything
        return next((each for each, count in zip(candidates, counts, strict=True) if count), None)
    return candidates[int(np.argmax(counts))] if any(counts) else None


def unknown_parts(found: Evaluated) -> tuple[str, ...]:
    """The words and phrases of a query that no article has, in any way they may be read."""
    return tuple(dict.fromkeys(leaf.unit.label for leaf in found.leaves if not leaf.df))


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


def _count(snapshot: Snapshot, text: str, allowed: Array) -> int:
    tree = parse(text).tree
    return int(np.count_nonzero(Evaluator(snapshot, text, tree).run(tree).mask & allowed))


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
        (snapshot.df(Form(term)), term.partition(SEPARATOR)[2] or folded) for term in _terms(snapshot, folded)
    ]
    return max(forms)[1] if forms else word


def _readings(snapshot: Snapshot, raw: str) -> list[str]:
    """What an unknown word may be meant for: known words one letter away, with the marks that were typed
    where there are such, and two words run together."""
    folded, exact = vietnamese.fold(raw), vietnamese.norm(raw)
    found = list[str]()
    if 2 <= len(folded) <= LONGEST and not folded.isdigit():
        known = [(df, other) for other in _one_letter_away(folded) if (df := _df(snapshot, other))]
        for _, other in sorted(known, reverse=True)[:3]:
            forms = [term.partition(SEPARATOR)[2] or other for term in _terms(snapshot, other)]
            near = [form for form in forms if are_near(exact, form, 1)]
            found.append(max(near, key=lambda form: snapshot.df(Form(word_term(form)))) if near else "")
            found.append(_restored(snapshot, other))
    if cut := _cut(snapshot, raw):
        found.append(cut)
    return [each for each in dict.fromkeys(found) if each]


def _terms(snapshot: Snapshot, folded: str) -> list[str]:
    return snapshot.terms_between(folded + SEPARATOR, folded + BARE)


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
