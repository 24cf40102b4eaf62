"""The query language: text to tree."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model import QueryProblem


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as a tree, and the places that were not understood."""

    tree: object
    problems: tuple[QueryProblem, ...] = ()


def parse(text: str) -> Parsed:
    """Read a query; never raises."""
    return Parsed(text.split())
