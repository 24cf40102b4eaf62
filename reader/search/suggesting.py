"""Did you mean: another query, out of the words of the index, that finds something.

Tried in this order: the query without its marks; unknown words put right by one letter, with the marks that
the index has most often; unknown words cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator

from reader.search.analysis import BARE, DAY, SEPARATOR
from reader.search.evaluate import Evaluator
from reader.search.postings.layout import Array
from reader.search.query import parse
from reader.search.snapshot import Snapshot
from reader.search.tree import Node, Phrase, Word, positive
from reader.search.words import Form
from reader.text import vietnamese

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
LONGEST, MOST_WORDS = 24, 12


def suggest(snapshot: Snapshot, text: str, tree: Node, allowed: Array) -> str | None:
    """A query near this one that finds something among the allowed documents, or None."""
    words = [
        word for part in positive(tree) for word in (part.words if isinstance(part, Phrase) else (part,))
    ]
    if not words or len(words) > MOST_WORDS:
        return None
    repaired: dict[Word, str] = {}
    for word in words:
        folded = vietnamese.fold(word.text)
        if not _df(snapshot, folded):
            better = _nearest(snapshot, folded)
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
    """The most frequent known word that is one letter away, or two known words that were run together."""
    if not 2 <= len(folded) <= LONGEST or folded.isdigit():
        return None
    known = [(df, other) for other in _one_letter_away(folded) if (df := _df(snapshot, other))]
    if known:
        return _restored(snapshot, max(known)[1])
    cut = [
        (min(left, right), folded[:place], folded[place:])
        for place in range(2, len(folded) - 1)
        if (left := _df(snapshot, folded[:place])) and (right := _df(snapshot, folded[place:]))
    ]
    if cut:
        _, left_word, right_word = max(cut)
        return f"{_restored(snapshot, left_word)} {_restored(snapshot, right_word)}"
    return None


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
