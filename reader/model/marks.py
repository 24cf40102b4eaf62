"""What people put on articles: tags, stars, notes, highlights, collections, and what they have read.

A mark is made on one capture (``made_on``, an article's id) and holds for the page: the other captures of the
page show it too, and say on which capture it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HighlightColour = Literal["yellow", "green", "blue", "pink"]
Flag = Literal["star", "to-read", "read"]
MarkList = Literal["star", "to-read", "read", "highlights", "lost", "notes", "opened", "tag", "collection"]
MarkRow = tuple[str, tuple[str | int, ...]]
"""Kind of entry, and its values."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of an article."""

    name: str
    made: str
    made_on: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note on an article, in Markdown."""

    text: str
    made: str
    changed: str
    made_on: str


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage: its words (``quote``) and some text before and after, by which it is found again.

    ``start`` is where it stood in ``Article.text`` when it was made; ``key`` names it for good.
    """

    key: str
    quote: str
    before: str
    after: str
    start: int
    colour: HighlightColour
    comment: str
    made: str
    changed: str
    made_on: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a page with what stands before and after them, and about where they stand in the article."""

    before: str
    quote: str
    after: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Anchored:
    """A highlight with its place in a text, as offsets; None for both where the text no longer has it."""

    highlight: Highlight
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class ArticleMarks:
    """All marks of an article, those made on other captures of its page included."""

    id: str
    tags: tuple[Tag, ...] = ()
    notes: tuple[Note, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    collections: tuple[str, ...] = ()
    starred: bool = False
    to_read: bool = False
    read: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """What there is, named as for ``Hit.marks``."""
        has = {
            "starred": self.starred,
            "to-read": self.to_read,
            "read": self.read,
            "notes": self.notes or any(each.comment for each in self.highlights),
            "highlights": self.highlights,
        }
        return tuple(name for name, value in has.items() if value)

    def as_json(self) -> dict[str, object]:
        """Everything, with the capture on which it was made."""
        return {
            "id": self.id,
            "tags": [{"name": tag.name, "made": tag.made, "made_on": tag.made_on} for tag in self.tags],
            "notes": [
                {"text": note.text, "made": note.made, "changed": note.changed, "made_on": note.made_on}
                for note in self.notes
            ],
            "highlights": [
                {
                    "quote": each.quote,
                    "colour": each.colour,
                    "comment": each.comment,
                    "made": each.made,
                    "changed": each.changed,
                    "made_on": each.made_on,
                }
                for each in self.highlights
            ],
            "collections": list(self.collections),
            "starred": self.starred,
            "to_read": self.to_read,
            "read": self.read,
        }


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """An article of which something is said; ``held``: whether the library has it now."""

    id: str
    title: str | None
    url: str | None
    site: str | None
    date: str | None
    held: bool


@dataclass(frozen=True, slots=True)
class MarkedHighlight:
    """A highlight and the article on which it was made."""

    article: MarkedArticle
    highlight: Highlight


@dataclass(frozen=True, slots=True)
class MarkedNote:
    """A note and the article on which it was made."""

    article: MarkedArticle
    note: Note


@dataclass(frozen=True, slots=True)
class MarkChange:
    """The entries that a change took away, and those that it made."""

    before: tuple[MarkRow, ...] = ()
    after: tuple[MarkRow, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedCount:
    """A tag or a collection, and how many articles it has."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class NotebookList:
    """A list of the notebook: its kind, its own name (of a tag, a collection) and how long it is.

    ``count`` is None where it takes a while to count.
    """

    kind: MarkList
    name: str
    count: int | None


@dataclass(frozen=True, slots=True)
class NotebookEntry:
    """A row of a list: an article with its tags and what was said of it.

    ``said``: a note, or the words of a highlight with its ``comment``, ``colour`` and ``key``; ``folded``:
    all its words without marks and capitals, to be searched.
    """

    article: MarkedArticle
    said: str = ""
    made: str = ""
    key: str = ""
    colour: HighlightColour | None = None
    comment: str = ""
    tags: tuple[str, ...] = ()
    folded: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address that somebody wants to have archived."""

    url: str
    made: str


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a backup that could not be used, counted from 1, with the code of the reason."""

    line: int
    code: str


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: entries that are now as in the backup, those left because the library has newer
    ones, and the lines that could not be used.
    """

    restored: int
    older: int
    bad: tuple[BadLine, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Counts, and the bad lines with their reasons."""
        return {
            "restored": self.restored,
            "older": self.older,
            "bad": [{"line": each.line, "code": each.code} for each in self.bad],
        }
