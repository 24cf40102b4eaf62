"""What the library knows of articles and the index does not: who links where, and what people put on them.

Marks change with a click, and the index only with a commit; so they are asked for with every search, and hold
at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from reader.model import FacetValue
from reader.search.postings.layout import Array
from reader.search.snapshot import Snapshot
from reader.text import vietnamese

MARKS = ("starred", "to-read", "read", "unread", "notes", "highlights")
"""What the filter for marks offers; an article that is not read is unread."""
IS = {"starred": "starred", "to-read": "to-read", "listed": "to-read", "read": "read", "unread": "unread"}
"""What ``is:`` asks for, and the mark that it means."""
HAS = ("notes", "highlights", "tags")
"""What ``has:`` asks of marks."""
_BEGUN = re.compile(r'(?:^|[\s(+-])(?P<name>tag|is|has):"?(?P<value>[^":()]*)$')


@dataclass(frozen=True, slots=True, eq=False)
class Marked:
    """The ids of the marked articles: by tag, and by each of ``MARKS`` but "unread". Never changed: other
    marks are another object."""

    tags: Mapping[str, frozenset[str]] = field(default_factory=dict)
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, article_id: str) -> tuple[str, ...]:
        """The marks of an article, as in ``MARKS``."""
        return tuple(mark for mark in MARKS if article_id in self.marks.get(mark, ()))


class Outside(Protocol):
    """Answers with ids of articles; those that the index does not have are passed over."""

    def linking(self, url: str) -> Iterable[str]:
        """The articles that link to an address."""

    def marked(self) -> Marked:
        """The marks; the same object as long as they are the same."""

    def noting(self, words: str, *, prefix: bool) -> Iterable[str]:
        """The articles with a note or a comment in which these words stand together."""


class Nothing:
    """Knows of no links and no marks."""

    _MARKED = Marked()

    def linking(self, url: str) -> Iterable[str]:
        """None."""
        return ()

    def marked(self) -> Marked:
        """None."""
        return self._MARKED

    def noting(self, words: str, *, prefix: bool) -> Iterable[str]:
        """None."""
        return ()


def tag_mask(snapshot: Snapshot, marked: Marked, wanted: str, *, prefix: bool = False) -> Array:
    """Documents with a tag, whatever its marks and capitals; ``prefix``: with one that begins so."""
    folded = vietnamese.fold_text(wanted)
    names = [
        name
        for name in marked.tags
        if (other := vietnamese.fold_text(name)) == folded or (prefix and other.startswith(folded))
    ]
    return _mask(snapshot, [_tag_rows(snapshot, marked, name) for name in names])


def mark_mask(snapshot: Snapshot, marked: Marked, mark: str) -> Array:
    """Documents with one of ``MARKS``, or with tags."""
    if mark == "unread":
        return ~mark_mask(snapshot, marked, "read")
    if mark == "tags":
        return _mask(snapshot, [_tag_rows(snapshot, marked, name) for name in marked.tags])
    return _mask(snapshot, [_mark_rows(snapshot, marked, mark)])


def mark_facets(
    snapshot: Snapshot, marked: Marked, tagged: Array, others: Array
) -> Mapping[str, tuple[FacetValue, ...]]:
    """The tags among the documents of one truth value, most frequent first, and the marks among those of
    another; a facet of which there is nothing at all is left out."""
    found = {}
    tags = [
        FacetValue(name, count)
        for name in marked.tags
        if (count := int(np.count_nonzero(tagged[_tag_rows(snapshot, marked, name)])))
    ]
    if tags:
        found["tag"] = tuple(sorted(tags, key=lambda entry: (-entry.count, entry.value)))
    if any(marked.marks.values()):
        total = int(np.count_nonzero(others))
        counts = {
            mark: int(np.count_nonzero(others[_mark_rows(snapshot, marked, mark)]))
            for mark in MARKS
            if mark != "unread"
        }
        counts["unread"] = total - counts["read"]
        found["mark"] = tuple(FacetValue(mark, counts[mark]) for mark in MARKS if counts[mark])
    return found


def _tag_rows(snapshot: Snapshot, marked: Marked, name: str) -> Array:
    return snapshot.rows_of(marked, f"tag {name}", marked.tags[name])


def _mark_rows(snapshot: Snapshot, marked: Marked, mark: str) -> Array:
    return snapshot.rows_of(marked, mark, marked.marks.get(mark, ()))


def _mask(snapshot: Snapshot, rows: Iterable[Array]) -> Array:
    mask = np.zeros(snapshot.count, bool)
    for each in rows:
        mask[each] = True
    return mask


def complete_marks(text: str, marked: Marked, limit: int) -> tuple[str, ...]:
    """What a query may become that ends in the beginning of a tag, or of a value of ``is:`` or ``has:``."""
    match = _BEGUN.search(text)
    if match is None:
        return ()
    name, typed = match["name"], vietnamese.fold_text(match["value"])
    known = {"tag": tuple(marked.tags), "is": tuple(dict.fromkeys(IS.values())), "has": HAS}[name]
    values = [value for value in known if vietnamese.fold_text(value).startswith(typed)]
    if name == "tag":
        values.sort(key=lambda value: (-len(marked.tags[value]), value))
    head = text[: match.start("name")]
    whole = [f'{head}{name}:"{value}"' if " " in value else f"{head}{name}:{value}" for value in values]
    return tuple(each for each in whole if each != text)[:limit]
