"""Which lines inside the article's element are no article: tools, lists of other articles, meta lines, promotion."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.extract import labels
from reader.extract.content import Content
from reader.extract.headline import Headline
from reader.extract.lists import Lists
from reader.extract.page import Page, Run
from reader.extract.roles import FURNITURE, Role
from reader.extract.weights import Weights
from reader.text import dates

LABEL_WORDS = 9
"""A line of more words is no label."""
FEW_LINKS = 2
"""Links that must follow a heading before it opens a list of other articles."""
LIST_LINKS = 3
LIST_SHARE = 0.75
"""A block of so many lines, of which this share is linked, is a list of links."""

_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|rtf|zip|rar|7z|csv|txt|epub)(?:$|[?#])", re.IGNORECASE
)


@dataclass(slots=True)
class Trimmed:
    """``kept[k]``: whether run k belongs to the article. ``reasons``: why a run was left out."""

    kept: list[bool]
    reasons: dict[int, str]


def trim(
    page: Page,
    weights: Weights,
    content: Content,
    headline: Headline,
    repeated: frozenset[int],
    listed: Lists,
) -> Trimmed:
    """The runs of the article."""
    return _Trimmer(page, weights, content, headline, repeated, listed).trim()


class _Trimmer:
    def __init__(
        self,
        page: Page,
        weights: Weights,
        content: Content,
        headline: Headline,
        repeated: frozenset[int],
        listed: Lists,
    ):
        self.page = page
        self.weights = weights
        self.content = content
        self.headline = headline
        self.repeated = repeated
        self.listed = listed
        self.start = content.start
        self.end = content.end
        if 0 <= headline.end <= content.end and headline.rule == "heading":
            self.start = self._after_title()
        self.result = Trimmed([self.start <= k < self.end for k in range(len(page.runs))], {})

    def _after_title(self) -> int:
        prose = self.weights.prose
        before = (
            prose[self.headline.start] - prose[self.content.start]
            if self.headline.start > self.content.start
            else 0
        )
        whole = prose[self.content.end] - prose[self.content.start]
        if before > 0.3 * whole:
            return self.content.start
        return self.headline.end

    def drop(self, number: int, reason: str) -> None:
        if self.result.kept[number]:
            self.result.kept[number] = False
            self.result.reasons[number] = reason

    def trim(self) -> Trimmed:
        self._outside()
        self._roles()
        for number in self.listed.runs:
            self.drop(number, "list")
        self._labels()
        self._link_lists()
        return self.result

    def _outside(self) -> None:
        """Between the headline and the article's element only a lead and pictures belong to the article."""
        page = self.page
        for number in range(self.start, self.content.start):
            run = page.runs[number]
            lead = any(page.roles[up] & int(Role.LEAD) for up in page.ancestors(run.owner)[:3])
            if not (lead or self.weights.runs[number] > 20) or run.links > 0.5 * len(run.text):
                self.drop(number, "outside")

    def _roles(self) -> None:
        page, furniture = self.page, self.weights.furniture
        allowed = furniture[self.content.element]
        for number in range(self.start, self.end):
            if furniture[page.runs[number].owner] & ~allowed:
                self.drop(number, "role")
        for number in range(self.content.element, page.ends[self.content.element]):
            if page.roles[number] & int(FURNITURE) and page.last[number] - page.first[number] == 1:
                run = page.runs[page.first[number]]
                if (
                    page.first[number] >= self.start
                    and run.text
                    and len("".join(page.elements[number].itertext()).strip()) > 0.9 * len(run.text)
                ):
                    self.drop(page.first[number], "role")

    def _labels(self) -> None:
        runs = self.page.runs
        related = labels.folded(labels.RELATED_HEADINGS)
        controls = labels.folded(labels.CONTROLS)
        number = self.start
        while number < self.end:
            run = runs[number]
            if self.result.kept[number] and run.text and run.text.count(" ") < LABEL_WORDS:
                form = labels.fold(run.text)
                if form in related:
                    self._cut_list(number)
                elif form in controls:
                    self.drop(number, "control")
            number += 1

    def _cut_list(self, heading: int) -> None:
        runs = self.page.runs
        number = heading + 1
        links = 0
        while number < self.end:
            run = runs[number]
            if run.text and run.links < 0.4 * len(run.text) and len(run.text) > 60:
                break
            links += run.links > 0
            number += 1
        if links >= 1:
            for dropped in range(heading, number):
                self.drop(dropped, "related")

    def _link_lists(self) -> None:
        page = self.page
        for number in range(self.content.element + 1, page.ends[self.content.element]):
            tag = page.tags[number]
            if tag not in ("ul", "ol", "div", "table", "section", "dl", "aside", "p"):
                continue
            start, end = page.first[number], page.last[number]
            if end - start < LIST_LINKS:
                continue
            runs = page.runs[start:end]
            size = sum(len(run.text) for run in runs)
            linked = sum(run.links for run in runs)
            if linked > LIST_SHARE * size and sum(run.links > 0 for run in runs) >= LIST_LINKS:
                if not self._documents(number):
                    for dropped in range(start, end):
                        self.drop(dropped, "links")

    def _documents(self, number: int) -> bool:
        anchors = [
            element for element in self.page.elements[number : self.page.ends[number]] if element.tag == "a"
        ]
        return sum(bool(_DOCUMENT.search(anchor.get("href") or "")) for anchor in anchors) * 2 >= len(anchors)


_ = (Run, dates)
