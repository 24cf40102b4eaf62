"""The opening paragraph that a page sets apart: its lead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reader.extract.page import Page
from reader.extract.roles import Role

SHORTEST, LONGEST = 25, 900
"""Signs. Portals set leads of up to four sentences."""
FIRST_LINES = 4
"""A lead that is known by its bold type stands among the first lines."""


@dataclass(frozen=True, slots=True)
class Lead:
    """The text, and what told that it is one: "element" (its name) or "bold"."""

    text: str | None = None
    rule: str = ""


def find(page: Page, kept: list[bool], captions: set[int], cells: Collection[int] = ()) -> Lead:
    """The lead, which is one or more kept runs; ``cells`` are those of tables with data."""
    lines = [
        number
        for number, keep in enumerate(kept)
        if keep and page.runs[number].text and number not in captions
    ]
    named = _named(page, kept, [number for number in lines if number not in cells])
    if named:
        return Lead(" ".join(page.runs[number].text for number in named), "element")
    for position, number in enumerate(lines[:FIRST_LINES]):
        run = page.runs[number]
        if not SHORTEST <= len(run.text) <= LONGEST:
            continue
        following = lines[position + 1 : position + 3]
        if (
            run.bold >= 0.9 * len(run.text)
            and len(run.text) >= 2 * SHORTEST
            and number not in cells
            and page.tags[run.owner] not in ("li", "h1", "h2", "h3", "h4", "h5", "h6")
            and following
            and any(page.runs[after].bold < 0.5 * len(page.runs[after].text) for after in following)
        ):
            return Lead(run.text, "bold")
        break
    return Lead()


def _named(page: Page, kept: list[bool], lines: list[int]) -> list[int]:
    mask = int(Role.LEAD)
    first = set(lines[: 2 * FIRST_LINES])
    prose = set(lines)
    for element in page.marked:
        role = page.roles[element]
        if not role & mask or role & int(Role.BODY):
            continue
        inside = range(page.first[element], page.last[element])
        found = [number for number in inside if number in prose]
        if not found or found[0] not in first or len(found) == len(lines):
            continue
        if SHORTEST <= sum(len(page.runs[n].text) for n in found) <= LONGEST:
            return found
    return []
