"""The query as a tree. ``start`` and ``end`` are places in the query as typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """One word. ``must``: it was bound by + or AND; ``prefix``: it may go on ("bầu*"); ``wild``: its text has
    * or ? inside; ``fuzzy``: so many letters may differ."""

    text: str
    start: int
    end: int
    must: bool = False
    prefix: bool = False
    wild: bool = False
    fuzzy: int = 0

    @property
    def is_plain(self) -> bool:
        """Whether the word stands for itself alone."""
        return not (self.prefix or self.wild or self.fuzzy)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words one after the other, at most ``slop`` places apart; bound where a user quoted them, but not where
    only a sign joins them (KT-XH)."""

    words: tuple[Word, ...]
    start: int
    end: int
    slop: int = 0
    must: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two parts with at most ``distance`` words between them, in either order; the parts are words, phrases,
    alternatives of those, or again parts near each other."""

    left: Node
    right: Node
    distance: int


@dataclass(frozen=True, slots=True)
class In:
    """A part of the query that is looked for in the field "title" only."""

    field: str
    child: Node


@dataclass(frozen=True, slots=True)
class Value:
    """A condition on what is known of the article: site, source, author, section, lang, format, docno, url,
    has, linksto, tag, is, note."""

    field: str
    text: str
    start: int
    end: int
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A condition on a day, ``first`` to ``last`` inclusive (YYYY-MM-DD; None: open)."""

    field: str
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that the child does not find."""

    child: Node


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Articles that some child finds."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Articles that every child finds; without children: all articles."""

    children: tuple[Node, ...]


Node: TypeAlias = Word | Phrase | Near | In | Value | Period | Not | AnyOf | AllOf


def positive(node: Node) -> Iterator[Word | Phrase]:
    """The words and phrases that a hit may contain: everything but what is excluded."""
    match node:
        case Word() | Phrase():
            yield node
        case In():
            yield from positive(node.child)
        case Near():
            yield from positive(node.left)
            yield from positive(node.right)
        case AnyOf() | AllOf():
            for child in node.children:
                yield from positive(child)
        case Not() | Value() | Period():
            return


def values(node: Node, field: str) -> Iterator[Value]:
    """The conditions on a field, those that exclude too."""
    match node:
        case Value() if node.field == field:
            yield node
        case In() | Not():
            yield from values(node.child, field)
        case AnyOf() | AllOf():
            for child in node.children:
                yield from values(child, field)
        case _:
            return


def together(node: Node, text: str) -> Node:
    """The tree with plain words that stand side by side in the query as one phrase."""
    if not isinstance(node, AllOf):
        return node
    found: list[Node] = []
    run: list[Word] = []
    for child in (*node.children, None):
        if isinstance(child, Word) and not (run and text[run[-1].end : child.start].strip(" ,+*?~")):
            run.append(child)
            continue
        if run:
            found.append(
                run[0] if len(run) == 1 else Phrase(tuple(run), run[0].start, run[-1].end, must=True)
            )
        run = [child] if isinstance(child, Word) else []
        if child is not None and not isinstance(child, Word):
            found.append(child)
    return found[0] if len(found) == 1 else AllOf(tuple(found))
