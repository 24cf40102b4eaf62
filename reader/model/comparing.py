"""What differs between two articles: by field, by paragraph, and by words within paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WordOp = Literal["same", "add", "remove"]
ParagraphOp = Literal["same", "add", "remove", "change", "move"]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that the two articles have otherwise; None: one of them has none."""

    field: str
    a: str | None
    b: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"field": self.field, "a": self.a, "b": self.b}


@dataclass(frozen=True, slots=True)
class WordRun:
    """Some text of a changed paragraph. All runs but "add" make up the old text, all but "remove" the new."""

    op: WordOp
    text: str


@dataclass(frozen=True, slots=True)
class ParagraphDifference:
    """A paragraph of one text or of both.

    ``a`` and ``b`` are its wording there, ``a_index`` and ``b_index`` its places, counted from 0; None where
    a text lacks it. A "same" paragraph may be written with other signs that nobody sees (kinds of blanks,
    composed letters). ``words`` is given for "change", and for a "move" whose wording differs.
    """

    op: ParagraphOp
    a: str | None
    b: str | None
    words: tuple[WordRun, ...] = ()
    a_index: int | None = None
    b_index: int | None = None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"op": self.op, "a": self.a, "b": self.b}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between the articles ``a`` and ``b`` (ids).

    ``paragraphs`` are in the order of the new text, those that it lacks before what follows them in the old
    one. A paragraph that moved stands once, where it is now. Put in the order of ``a_index``, what is in
    ``a`` makes up the old text, paragraphs separated by a blank line; likewise the new one.
    """

    a: str
    b: str
    fields: tuple[FieldDifference, ...]
    paragraphs: tuple[ParagraphDifference, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not self.fields and all(each.op == "same" for each in self.paragraphs)

    def as_json(self) -> dict[str, object]:
        """The shape ``diff`` of the command-line contract."""
        return {
            "a": self.a,
            "b": self.b,
            "fields": [each.as_json() for each in self.fields],
            "paragraphs": [each.as_json() for each in self.paragraphs],
        }
