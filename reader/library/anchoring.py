"""Finds marked passages again in a text that may have been read anew: by what they say and what stood around.

White space, Unicode form and invisible signs may differ, since better rules of reading change them. Among
several places with the same words the one is taken whose surroundings agree best, then the nearest to where
it stood.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from reader.model import Anchored, Highlight

CONTEXT = 48
"""Signs kept on either side of a passage."""
_LONGEST_QUOTE = 20_000
_BEGINNING = 40  # signs by which the beginning of a text is known
_PICTURE = "\ufffc"  # stands in the place of a picture


def surroundings(text: str, start: int, end: int) -> tuple[str, str, str]:
    """(before, quote, after) of a passage of a text, as they are kept."""
    return (
        text[max(0, start - CONTEXT) : start],
        text[start : min(end, start + _LONGEST_QUOTE)],
        text[end : end + CONTEXT],
    )


def beginning(page: str, text: str) -> int:
    """Where on a page the text of its article begins, below title, author and lead; 0 if that is not seen."""
    return max(0, page.find(text[:_BEGINNING]))


def anchored_in(text: str, highlights: Iterable[Highlight], *, begin: int = 0) -> tuple[Anchored, ...]:
    """Highlights with where a text has them, in that order; those it does not have come last.

    ``begin``: where in it the article's own text begins.
    """
    wanted = tuple(highlights)
    if not wanted:
        return ()
    anchoring = Anchoring(text, begin)
    places = [anchoring.anchor(each) for each in wanted]
    return tuple(sorted(places, key=lambda each: (each.start is None, each.start or 0)))


class Anchoring:
    """One text in which passages are looked for."""

    def __init__(self, text: str, begin: int = 0) -> None:
        self._begin = begin
        self._plain, self._offsets = _plain(text)
        self._folded = self._plain.casefold() if len(self._plain.casefold()) == len(self._plain) else None

    def anchor(self, highlight: Highlight) -> Anchored:
        """Where a passage is now."""
        quote = _plain(highlight.quote)[0].strip()
        found = self._find(quote, highlight) if quote else None
        if found is None:
            return Anchored(highlight, None, None)
        last = found + len(quote) - 1
        return Anchored(highlight, self._offsets[found], self._offsets[last] + 1)

    def _find(self, quote: str, highlight: Highlight) -> int | None:
        places = list(_all(self._plain, quote))
        if not places and self._folded is not None:
            places = list(_all(self._folded, quote.casefold()))
        if not places:
            return None
        before, after = _plain(highlight.before)[0], _plain(highlight.after)[0]

        def rank(place: int) -> tuple[int, int]:
            agreeing = _common_end(self._plain[:place].rstrip(), before.rstrip())
            agreeing += _common_start(self._plain[place + len(quote) :].lstrip(), after.lstrip())
            return -agreeing, abs(self._offsets[place] - self._begin - highlight.start)

        return min(places, key=rank)


def _plain(text: str) -> tuple[str, list[int]]:
    """A text composed, without invisible signs, runs of white space one blank; and each sign's raw offset."""
    signs: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = unicodedata.normalize("NFC", text[at:end])
        if cluster.isspace():
            if not signs or signs[-1] != " ":
                signs.append(" ")
                offsets.append(at)
        elif unicodedata.category(cluster[0]) != "Cf" and cluster != _PICTURE:
            signs.extend(cluster)
            offsets.extend([at] * (len(cluster) - 1) + [end - 1] if len(cluster) > 1 else [at])
        at = end
    return "".join(signs), offsets


def _all(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _common_start(one: str, other: str) -> int:
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


def _common_end(one: str, other: str) -> int:
    return _common_start(one[::-1], other[::-1])
