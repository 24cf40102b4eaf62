"""Which stretch of a page is the article: the steps of ``CASCADE``, the first that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.extract.headline import SURE, Candidate
from reader.extract.page import Page
from reader.extract.roles import Role
from reader.extract.weights import LABEL_WEIGHT, Weights

CASCADE = (
    (
        "headline",
        "Where there is hardly any prose (notices, scanned documents, directories), or where the headline is "
        "certain and stands apart from the heaviest element: what follows the headline in the element around "
        "it that weighs most. A line that people read as the headline tells more than a few words elsewhere.",
    ),
    (
        "name",
        "Marks of known systems: an element that is called the article's body (``Role.BODY``: entry-content, "
        "articleBody, tandan-p-article-main …) and holds most of the heaviest element's prose. A system that "
        "names its parts knows where they end; one that names an empty part is not believed.",
    ),
    (
        "weight",
        "The element with the greatest weight: every line of prose inside adds to it, every menu entry or "
        "line of furniture takes from it, and so does what other pages of the site have too "
        "(``SiteTemplate``). It needs no threshold, and no name.",
    ),
    ("whole", "The whole body, when nothing weighs anything: better too much than nothing."),
    ("list", "The list that a page is about, when it announces other pages (``listings``)."),
)
"""(rule, its reason), in the order in which they are asked. No library's answer stands among them: measured
on pages of portals, those that exist find less than the weight does, and take three times as long."""
BODY_SHARE = 0.6
"""Of the best element's weight: an element called body with less is the body of something else."""
LITTLE = 200.0
"""Weight of two sentences. The foot of a page often has as much; so a headline is asked first."""
FAINT = 2.0
"""Evidence of a headline that is asked where there is little prose."""
ALONE_SHARE = 0.7
"""Of a single line's weight that the element around it has, when headings and short lines stand beside it."""
FAR_HEAVIER = 3.0
"""An element so many times heavier than what follows the headline is the article after all."""
APART = 300.0
"""Weight of prose between a headline and the article that belongs to it, at most: a lead, a box of key
points."""


@dataclass(frozen=True, slots=True)
class Content:
    """The element that holds the article, its runs, and the rule that chose it."""

    element: int
    start: int
    end: int
    rule: str


def choose(page: Page, weights: Weights, anchors: Sequence[Candidate] = ()) -> Content:
    """The article's stretch; ``anchors`` are lines that may be its headline, the most certain first."""
    best, most = _heaviest(page, weights)
    anchor = anchors[0] if anchors else None
    little = most < LITTLE
    certain = anchor is not None and anchor.weight >= (FAINT if little else SURE)
    if anchor is not None and certain and (little or _apart(page, weights, anchor, best)):
        behind = _behind(page, weights, anchor)
        late = anchor.start >= page.last[best]  # the heaviest element stands above the headline
        if behind is not None and (little or behind[1] * FAR_HEAVIER > most or (late and behind[1] > LITTLE)):
            return Content(behind[0], anchor.end, page.last[behind[0]], "headline")
    if anchor is not None and anchor.weight >= SURE and most > 0:
        best, most = _own_item(page, weights, anchor, best, most)
    best = _around(page, weights, best)
    if most <= 0:
        return Content(0, page.first[0], page.last[0], "whole")
    body = _named_body(page, weights, best, most)
    if body is not None:
        return Content(body, page.first[body], page.last[body], "name")
    return Content(best, page.first[best], page.last[best], "weight")


def _around(page: Page, weights: Weights, best: int) -> int:
    """What a single line stands in, while little there speaks against it: one paragraph is no article."""
    most = weights.inside(page, best)
    while page.parents[best] >= 0:
        lines = [run for run in page.runs[page.first[best] : page.last[best]] if run.text]
        around = page.parents[best]
        if len(lines) > 1 or weights.inside(page, around) < ALONE_SHARE * most:
            break
        best = around
    return best


def _apart(page: Page, weights: Weights, anchor: Candidate, best: int) -> bool:
    """Whether a headline stands behind an element, or so far before it that other prose is between them."""
    if anchor.start >= page.last[best]:
        return True
    between = range(anchor.end, max(anchor.end, page.first[best]))
    prose = (weights.runs[k] for k in between if not weights.furniture[page.runs[k].owner])
    return sum(weight for weight in prose if weight > 0) > APART


def _heaviest(page: Page, weights: Weights) -> tuple[int, float]:
    """The innermost element of the greatest weight."""
    best, most = 0, float("-inf")
    sums, first, last = weights.sums, page.first, page.last
    for number in range(len(page.elements)):
        begin, end = first[number], last[number]
        if begin == end:
            continue
        weight = sums[end] - sums[begin]
        if weight >= most:
            best, most = number, weight
    return best, most


def _own_item(page: Page, weights: Weights, anchor: Candidate, best: int, most: float) -> tuple[int, float]:
    """Of several articles in one element, the one that has the headline inside."""
    above = page.ancestors(anchor.element)
    if best not in above:
        return best, most
    path = above[: above.index(best)]
    for item in reversed(path):
        weight = weights.inside(page, item)
        if weight < LITTLE or weight > 0.9 * most:
            continue
        name = (page.tags[item], page.elements[item].get("class"))
        alike = [
            other
            for other in _children(page, page.parents[item])
            if other != item
            and (page.tags[other], page.elements[other].get("class")) == name
            and weights.inside(page, other) >= LITTLE / 2
        ]
        if any(_has_heading(page, other, page.tags[anchor.element]) for other in alike):
            return item, weight
    return best, most


def _children(page: Page, number: int) -> list[int]:
    found = []
    child = number + 1
    while child < page.ends[number]:
        found.append(child)
        child = page.ends[child]
    return found


def _has_heading(page: Page, number: int, tag: str) -> bool:
    """Whether an element has a heading of the headline's own level: an article beside the article."""
    return tag in ("h1", "h2", "h3") and tag in page.tags[number : page.ends[number]]


def _behind(page: Page, weights: Weights, anchor: Candidate) -> tuple[int, float] | None:
    """The element around a headline in which what follows it weighs most, and that weight."""
    best: tuple[int, float] | None = None
    for up in page.ancestors(anchor.element)[1:]:
        end = page.last[up]
        if not any(_speaks(page, weights, number) for number in range(anchor.end, end)):
            continue
        weight = weights.sums[end] - weights.sums[anchor.end]
        if best is None or weight > best[1]:
            best = up, weight
    return best


def _speaks(page: Page, weights: Weights, number: int) -> bool:
    """Whether a run may be all there is to an article: a line that is no menu entry, or a picture."""
    run = page.runs[number]
    if weights.furniture[run.owner]:
        return False
    return (bool(run.text) and weights.runs[number] >= LABEL_WEIGHT) or bool(run.pictures)


def _named_body(page: Page, weights: Weights, best: int, most: float) -> int | None:
    mask = int(Role.BODY)
    for number in range(best, page.ends[best]):
        if page.roles[number] & mask and weights.inside(page, number) >= BODY_SHARE * most:
            return number
    return None
