"""Abbreviations of the administration, both ways: UBND for "ủy ban nhân dân" and the words for UBND.

The list is ``resources/search/abbreviations.tsv``; another list is read by ``Abbreviations(path)``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from reader import assets
from reader.search.analysis import query_tokens
from reader.text import vietnamese

Words = tuple[str, ...]


class Abbreviations:
    """The list, keyed by folded words."""

    def __init__(self, path: Path) -> None:
        self._meanings: dict[Words, list[Words]] = {}
        self._listed: dict[Words, list[Words]] = {}
        found_by_words: list[tuple[Words, Words]] = []
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("#") or "\t" not in line:
                continue
            short, words, both = (*line.split("\t"), "")[:3]
            key = self.key(short)
            meaning = tuple(token.raw for token in query_tokens(words))
            self._meanings.setdefault(key, []).append(meaning)
            if both.strip() == "+":
                found_by_words.append((key, _folded(meaning)))
        containing: dict[Words, set[Words]] = defaultdict(set)
        for key, words_of in found_by_words:
            for begin, end in combinations(range(len(words_of) + 1), 2):
                containing[words_of[begin:end]].add(key)
        for _, words_of in found_by_words:
            # "mặt trận tổ quốc" is also found where a longer abbreviation contains it.
            self._listed[words_of] = sorted(containing[words_of], key=lambda key: (len("".join(key)), key))
        self._longest = max((len(words_of) for words_of in self._listed), default=0)

    @staticmethod
    def key(short: str) -> Words:
        """The folded words of an abbreviation; a sign inside makes several (KT-XH)."""
        return _folded(token.raw for token in query_tokens(short))

    def meanings(self, words: Sequence[str]) -> list[Words]:
        """What an abbreviation stands for; nothing when it is none or is not written in capitals or small
        letters throughout."""
        return self._meanings.get(_folded(words), [])

    def runs(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[Words]]]:
        """Runs of words (begin, end) that the given abbreviations (folded words) stand for."""
        folded = _folded(words)
        for begin in range(len(folded)):
            for end in range(begin + 2, min(len(folded), begin + self._longest) + 1):
                shorts = self._listed.get(folded[begin:end])
                if shorts and _same_marks(words[begin:end], self._meanings, shorts):
                    yield begin, end, shorts


def _folded(words: Sequence[str] | Iterator[str]) -> Words:
    return tuple(vietnamese.fold(word) for word in words)


def _contains(words: Words, part: Words) -> bool:
    return any(words[place : place + len(part)] == part for place in range(len(words) - len(part) + 1))


def _same_marks(words: Sequence[str], meanings: dict[Words, list[Words]], shorts: list[Words]) -> bool:
    """Words that carry marks must be the listed ones, not others that fold alike."""
    if all(word.isascii() for word in words):
        return True
    exact = tuple(vietnamese.norm(word) for word in words)
    return any(
        _contains(tuple(vietnamese.norm(word) for word in meaning), exact)
        for short in shorts
        for meaning in meanings[short]
    )


@lru_cache(maxsize=1)
def shipped() -> Abbreviations:
    """The list that comes with the program."""
    return Abbreviations(assets.resource("search", "abbreviations.tsv"))
