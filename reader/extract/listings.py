"""Pages whose content is a list of other pages: a section's front page, a register of documents.

They have hardly a sentence, so the weights of an article find nothing in them. Here a linked line of the
length of a headline weighs for the page, and menu entries, which are short, against it.
"""

from __future__ import annotations

from dataclasses import dataclass

from reader.extract import labels
from reader.extract.content import Content
from reader.extract.headline import Evidence, Headline
from reader.extract.page import Page, Run
from reader.extract.phrases import COUNTER, IMPRINT, MORE, RIGHTS
from reader.extract.weights import LINKED, Weights
from reader.text.vietnamese import squash

ENTRY_SIGNS = 22
"""A linked line of so many signs is a headline; menu entries of portals are shorter, most below 20."""
MOST_SIGNS = 120
SHORT_LINK = -10.0
LABEL = -2.0
LEAST_ENTRIES = 2
TITLE_BEFORE = 4
"""Lines above the first entry among which the name of the list stands."""
TITLE_SIGNS = 120

_PAGER = frozenset(word for more in MORE for word in more.split())
"""The words between the numbers of a pager ("1 2 3 trang sau")."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The list of a page: its stretch, the runs that are read, its name, and where its first entries end:
    a heading "other news" behind them begins another list."""

    stretch: Content
    kept: list[bool]
    title: Headline
    entries: int


def find(page: Page, weights: Weights, evidence: Evidence) -> Listing | None:
    """The list that a page is about, or None when it has none."""
    entries = [_is_entry(run) and not weights.furniture[run.owner] for run in page.runs]
    if sum(entries) < LEAST_ENTRIES:
        return None
    sums = [0.0]
    for run in page.runs:
        sums.append(sums[-1] + _weight(run, bool(weights.furniture[run.owner])))
    best, most = -1, 0.0
    for number in range(len(page.elements)):
        start, end = page.first[number], page.last[number]
        weight = sums[end] - sums[start]
        if start < end and weight >= most and weight > 0:
            best, most = number, weight
    if best < 0:
        return None
    start, end = page.first[best], page.last[best]
    first = next((number for number in range(start, end) if entries[number]), -1)
    if sum(entries[start:end]) < LEAST_ENTRIES:
        return None
    title = _title(page, weights, evidence, first)
    kept = [
        start <= number < end and not title.start <= number < title.end and _is_read(page, weights, number)
        for number in range(len(page.runs))
    ]
    entries_end = [number for number in range(start, end) if entries[number]][LEAST_ENTRIES - 1] + 1
    return Listing(Content(best, start, end, "list"), kept, title, entries_end)


def _is_entry(run: Run) -> bool:
    return len(run.text) >= ENTRY_SIGNS and run.links > LINKED * len(run.text)


def _weight(run: Run, furniture: bool) -> float:
    size = len(run.text)
    if not size:
        return 0.0
    if furniture:
        return SHORT_LINK
    if _is_entry(run):
        return float(min(size, MOST_SIGNS))
    if run.links > LINKED * size:
        return SHORT_LINK
    return LABEL if size < ENTRY_SIGNS else min(size, MOST_SIGNS) / 2


def _is_read(page: Page, weights: Weights, number: int) -> bool:
    """Whether a line of the list is read out: no furniture, no imprint, no "more" link, no
    counter."""
    run = page.runs[number]
    if weights.furniture[run.owner] or not run.text or IMPRINT.search(run.text) or RIGHTS.search(run.text):
        return False
    if page.innermost(run.owner, ("footer",)) is not None:
        return False
    form = labels.fold(run.text) if len(run.text) < TITLE_SIGNS else ""
    pager = bool(form) and all(word.isdigit() or word in _PAGER for word in form.split())
    return (
        not pager
        and form not in MORE
        and form not in labels.folded(labels.CONTROLS)
        and not COUNTER.match(run.text)
    )


def _title(page: Page, weights: Weights, evidence: Evidence, first: int) -> Headline:
    """The name of the list: a heading before its first entry, a told title, or the line right above."""
    before = [
        c for c in evidence.anchors() if c.end <= first and not weights.furniture[c.element] and c.weight > 0
    ]
    told = max((*evidence.told, *evidence.hidden), default=None)
    if before and (told is None or before[0].weight >= told[0]):
        return Headline(squash(before[0].text), before[0].start, before[0].end, "heading")
    for number in range(first - 1, max(-1, first - TITLE_BEFORE - 1), -1):
        run = page.runs[number]
        if (
            2 < len(run.text) <= TITLE_SIGNS
            and not weights.furniture[run.owner]
            and not COUNTER.match(run.text)
        ):
            return Headline(squash(run.text), number, number + 1, "line")
    return Headline(told[1], rule="meta") if told else Headline(None)
