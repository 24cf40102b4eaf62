"""Other queries that are worth trying when one found nothing. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from reader.text.vietnamese import fold

OfferKind = Literal["suggestion", "unmarked", "unquoted", "fewer", "any"]

# Signs that make a query more than a row of words; then taking words away would change what it means.
_OPERATORS = frozenset('"()*?~:+')
_CONNECTIVES = frozenset({"AND", "OR", "NOT", "NEAR"})
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Offer:
    """A query and in what it differs from the one that was asked."""

    kind: OfferKind
    query: str


def offers(query: str, suggestion: str | None, unknown: Sequence[str] = ()) -> tuple[Offer, ...]:
    """At most one of each kind, the nearest to the query first; none that repeats another.

    ``unknown``: the words of the query that no article has, with or without marks; what rests on them alone
    is not offered.
    """
    told: list[Offer] = []
    for offer in _candidates(" ".join(query.split()), suggestion, {fold(word) for word in unknown}):
        if offer.query and offer.query != query and all(offer.query != other.query for other in told):
            told.append(offer)
    return tuple(told)


def _candidates(query: str, suggestion: str | None, unknown: Set[str]) -> Iterator[Offer]:
    if suggestion:
        yield Offer("suggestion", suggestion)
    words = query.split()
    unmarked = _LETTERS.sub(lambda run: _unmarked(run.group()), unicodedata.normalize("NFC", query))
    if unmarked.casefold() != query.casefold():
        yield Offer("unmarked", unmarked)
    if '"' in query:
        yield Offer("unquoted", query.replace('"', " ").strip())
    if len(words) > 1 and not (_OPERATORS & set(query)) and not any(_binds(word) for word in words):
        known = [word for word in words if fold(word) not in unknown]
        if len(known) < len(words):
            yield Offer("fewer", " ".join(known))
        elif len(words) > 2:
            yield Offer("fewer", " ".join(words[: (len(words) + 1) // 2]))
        if len(known) > 1:
            yield Offer("any", " OR ".join(known))


def _unmarked(letters: str) -> str:
    return letters if letters in _CONNECTIVES else fold(letters)


def _binds(word: str) -> bool:
    return word in _CONNECTIVES or word.startswith("-")
