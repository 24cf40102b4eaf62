"""How much a line of text speaks for an article, and which parts of a page are furniture.

A line of prose weighs about as much as it has signs; a linked line, a counter or a menu entry weighs less
than nothing. The article is then the element with the greatest sum (``content``), so no threshold says
what "enough text" is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.extract.page import Page, Run
from reader.extract.phrases import CONSENT, IMPRINT
from reader.extract.roles import FURNITURE, Role
from reader.extract.tables import is_data_table

LINKED = 0.5
"""A line with a greater share of linked signs is a link with words around it."""
SHORT = 25
"""Signs; a line below without punctuation is a label, a name, a number."""
LONG = 80
"""Signs; a line above may be prose without any punctuation (a heading, a caption)."""
LABEL_WEIGHT = -4.0
CELL_WEIGHT = 1.0
"""A cell of a table that holds data is short by nature."""
TABLE_CELLS = 4
LINK_WEIGHT = -8.0
LINK_WEIGHT_PER_SIGN = -0.4
LINK_SIGNS = 100
REPEATED_PER_SIGN = -1.0
"""What other pages of the site have too is no part of the article: as heavy against as prose is for it."""
MAJORITY = 0.4
"""A name that would take away a greater share of the page's prose than this, by one element or by all
elements of the same class together, is a theme's name for the whole page or for its every paragraph."""

TOOL_PROSE = 70.0
"""Weight of prose that no toolbar has; a "social" box with more is a quoted message."""
FIRM = Role.COMMENTS | Role.BIO
"""Names that themes do not give to a whole page; long discussions often outweigh the article itself."""
FIRM_TAGS = frozenset({"aside", "footer", "nav"})
"""The same of tags: on a page of few words its foot often has more of them than the article."""
FIRM_MAJORITY = 0.9
NEARLY_ALL = 0.9
"""Of the lines of a page: no furniture is so large, but an element that somebody forgot to close."""

TEASER_TAGS = frozenset({"article", "div", "li", "section", "td", "tr"})
TEASERS = 3
TEASER_SHARE = 0.7
"""So many elements alike, and this share of them with a linked title, a picture or heading and little text,
announce other pages: a list of news, not an article."""
TEASER_PROSE = 420.0
CARD_PROSE = 200.0
HEADINGS = frozenset({"h2", "h3", "h4", "h5"})
TEASER_LINES = 8
TEASER_TITLE = 15  # signs
FOOT_LINES = 25
"""Lines at the end of a page among which its imprint stands."""
_PUNCTUATION = re.compile(r"[.,;:!?…。，、；：！？،؛؟।]")


@dataclass(slots=True)
class Weights:
    """``runs[k]``: weight of run k before roles. ``sums[k]``: of all runs before k, with roles and template.

    ``furniture[i]``: the furniture roles of element i and of what it stands in, those that were believed.
    ``cells``: the runs in tables that hold data. ``teasers``: how many elements announce other pages.
    """

    runs: list[float]
    sums: list[float]
    prose: list[float]
    furniture: list[int]
    cells: frozenset[int]
    teasers: int

    def inside(self, page: Page, number: int) -> float:
        """The weight of an element."""
        return self.sums[page.last[number]] - self.sums[page.first[number]]


def weigh(
    page: Page, repeated: Collection[int] = (), trusted: Collection[int] = (), *, teasers: bool = True
) -> Weights:
    """The weights of a page's runs.

    ``repeated``: the runs that the site's template knows. ``trusted``: elements that are no furniture
    whatever they are called, since they hold the headline.
    """
    runs = [_weight(run) for run in page.runs]
    tables = list(_table_runs(page))
    cells = frozenset(number for table in tables for number in table)
    for table in tables:
        linked = [
            number for number in table if page.runs[number].links > LINKED * len(page.runs[number].text)
        ]
        for number in linked if len(linked) <= LINKED * len(table) else ():
            runs[number] = 0.0
        for number in set(table) - set(linked):
            if runs[number] < 0:
                runs[number] = CELL_WEIGHT if any(map(str.isalpha, page.runs[number].text)) else 0.0
    for number, run in enumerate(page.runs):
        if runs[number] > 0 and CONSENT.search(run.text):
            runs[number] = -runs[number]
    for number in range(max(0, len(runs) - FOOT_LINES), len(runs)):
        if runs[number] > 0 and IMPRINT.search(page.runs[number].text):
            runs[number] = -runs[number]
    prose = [0.0, *accumulate(weight if weight > 0 else 0.0 for weight in runs)]
    announced = _teasers(page, prose) if teasers else []
    furniture = _furniture(page, prose, trusted, announced)
    sums = [0.0]
    comments = int(Role.COMMENTS)  # often more text than the article that they stand beside: no weight at all
    for number, weight in enumerate(runs):
        run = page.runs[number]
        if furniture[run.owner] and (weight > 0 or furniture[run.owner] & comments):
            weight = 0.0 if furniture[run.owner] & comments else -weight
        if number in repeated:
            weight = min(weight, REPEATED_PER_SIGN * len(run.text))
        sums.append(sums[-1] + weight)
    return Weights(runs, sums, prose, furniture, cells, len(announced))


def _teasers(page: Page, prose: list[float]) -> list[int]:
    """Elements that announce other pages: several alike, each with a linked title and little else."""
    groups: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
    first, last, parents, classes = page.first, page.last, page.parents, page.classes
    for tag in TEASER_TAGS:
        for number in page.tagged.get(tag, ()):
            if first[number] < last[number]:
                # Systems number the classes of entries ("post-123", "item_4") and add subjects' classes.
                name = classes[number].partition(" ")[0].rstrip("0123456789")
                groups[parents[number], tag, name].append(number)
    found = []
    for members in groups.values():
        if len(members) < TEASERS:
            continue
        alike = [number for number in members if _is_teaser(page, prose, number)]
        if len(alike) >= TEASERS and len(alike) >= TEASER_SHARE * len(members):
            found.extend(alike)
    return found


def _is_teaser(page: Page, prose: list[float], number: int) -> bool:
    start, end = page.first[number], page.last[number]
    if prose[end] - prose[start] > TEASER_PROSE or end - start > TEASER_LINES:
        return False
    runs = page.runs[start:end]
    if not any(len(run.text) >= TEASER_TITLE and run.links >= 0.8 * len(run.text) for run in runs):
        return False
    inside = page.tags[number : page.ends[number]]
    headings = [at for at in range(number, page.ends[number]) if page.tags[at] in HEADINGS]
    if headings and not any(_leads_on(page, at) for at in headings):
        # A chapter of this page; its link goes to what it tells of. Cards that are announced by "Read more"
        # alone have little text.
        return prose[end] - prose[start] <= CARD_PROSE
    return bool(headings) or "img" in inside or "time" in inside


def _leads_on(page: Page, heading: int) -> bool:
    """Whether a heading is linked."""
    return any(run.links for run in page.runs[page.first[heading] : page.last[heading]])


def _table_runs(page: Page) -> Iterator[range]:
    """The runs of each table that holds data."""
    behind = 0
    for number in page.tagged.get("table", ()):
        if number < behind or page.last[number] - page.first[number] < TABLE_CELLS:
            continue
        if is_data_table(page, number):
            behind = page.ends[number]
            yield range(page.first[number], page.last[number])


def _weight(run: Run) -> float:
    text = run.text
    size = len(text)
    if not size:
        return 0.0
    if run.links > LINKED * size:
        return LINK_WEIGHT + LINK_WEIGHT_PER_SIGN * min(size, LINK_SIGNS)
    marks = len(_PUNCTUATION.findall(text))
    if not marks:
        if size < SHORT:
            return LABEL_WEIGHT
        return 0.2 * (size - run.links) if size >= LONG else LABEL_WEIGHT / 2
    if size < 1.6 * SHORT:
        return 0.0
    return (size - run.links) * min(1.0, 0.4 + 0.3 * marks)


def _furniture(page: Page, prose: list[float], trusted: Collection[int], teasers: Sequence[int]) -> list[int]:
    """The believed furniture roles of each element, inherited."""
    first, last, classes = page.first, page.last, page.classes
    mask, firm, tools = int(FURNITURE), int(FIRM), int(Role.TOOLS)
    named = [number for number in page.marked if page.roles[number] & mask and first[number] < last[number]]
    whole = prose[-1]
    inside = {number: prose[last[number]] - prose[first[number]] for number in named}
    alike: dict[str, float] = {}
    for number in named:
        name = classes[number]
        if name and inside[number]:
            alike[name] = alike.get(name, 0.0) + inside[number]
    believed = dict.fromkeys(teasers, int(Role.RELATED))
    for number in named:
        own = page.roles[number] & mask
        if own & tools and inside[number] > TOOL_PROSE:
            own &= ~tools
        if number in trusted or last[number] - first[number] > NEARLY_ALL * len(page.runs):
            continue
        if whole and inside[number] > FIRM_MAJORITY * whole:
            continue
        same_class = alike.get(classes[number], 0.0)
        if (
            whole
            and max(inside[number], same_class) > MAJORITY * whole
            and page.tags[number] not in FIRM_TAGS
        ):
            own &= firm
        believed[number] = believed.get(number, 0) | own
    found = [0] * len(page.elements)
    for number, own in sorted(believed.items()):  # the outer before the inner
        end = page.ends[number]
        found[number:end] = [found[number] | own] * (end - number)
    return found
