"""Which lines inside the article's element are no article: tools, lists of other pages, meta lines,
promotion."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from reader.extract import labels
from reader.extract.content import LITTLE, Content
from reader.extract.headline import Headline
from reader.extract.lines import DOCUMENT, dates_event, is_byline, is_dateline
from reader.extract.lists import Lists
from reader.extract.page import Page
from reader.extract.phrases import ADDRESS, COUNTER, END_MARK, PLACE, PROMOTION, READ_MORE, RIGHTS
from reader.extract.roles import FURNITURE, Role
from reader.extract.tree import text_of
from reader.extract.weights import FOOT_LINES, MAJORITY, Weights
from reader.text.vietnamese import fold_text

LABEL_WORDS = 9
"""A line of more words is no label."""
LEAD_WORDS = 12
"""A line of more words between headline and article is a lead, whether it ends with a full stop or not."""
LISTS = frozenset({"ul", "ol", "div", "table", "section", "dl", "aside", "p", "tbody"})
LIST_LINKS = 3
LIST_SHARE = 0.75
"""A block of so many lines, of which this share is linked, is a list of links."""
PROSE = 60.0
"""Weight of a line that is certainly prose: before the first and behind the last one stand the meta lines."""
META_SIGNS = 150
"""A line of author, date and place is not longer."""
TITLE_TOO_LATE = 0.3
"""Of the prose of a stretch: a headline behind more of it heads a part, not the article."""
PROMOTION_SIGNS = 220
SAME_LINE = 50
"""Signs; a longer line that stands twice side by side is one line shown to small and to wide screens."""
SAME_LEAD = 12
"""Lines between a lead in the head of an article and the same lead at its beginning."""
SAME_STRETCH = 3
"""Lines that repeat in the same order are a stretch that a page holds twice; fewer repeat by themselves
(recipes)."""
REPEATED_SHARE = 0.6
"""Of the lines right in an element: one with fewer lines of other pages is not furniture."""
MENU_SHARE = 0.6
MENU_SIGNS = 30
"""Signs of the longest link of a menu in one line."""
WHOLE_LINK = 0.95
"""Share of linked signs of a line that is nothing but a link."""
LINK_SIGNS = 15
ADDRESS_SIGNS = 2000


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
    ) -> None:
        self.page = page
        self.weights = weights
        self.content = content
        self.headline = headline
        self.repeated = repeated
        self.listed = listed
        self.start = self._after_title()
        self.end = content.end
        self.kept = [self.start <= number < self.end for number in range(len(page.runs))]
        self.reasons: dict[int, str] = {}
        self._doubled: set[int] = set()
        self._behind_documents = 0
        self._offered: dict[int, bool] = {}  # whether an anchor leads to a document

    def _after_title(self) -> int:
        """Where the article begins: behind its headline, unless that stands deep inside."""
        title, content = self.headline, self.content
        if title.start < 0 or title.end > content.end:
            return content.start
        prose = self.weights.prose
        whole = prose[content.end] - prose[content.start]
        if title.sure and prose[content.end] - prose[title.end] >= LITTLE:
            return title.end
        if title.start > content.start and prose[title.start] - prose[content.start] > TITLE_TOO_LATE * whole:
            return content.start
        return title.end

    def drop(self, number: int, reason: str) -> None:
        """Leaves a run out."""
        if self.kept[number]:
            self.kept[number] = False
            self.reasons[number] = reason

    def trim(self) -> Trimmed:
        """All steps; each sees what the ones before have left."""
        self._outside()
        self._roles()
        for number in self.listed.runs:
            self.drop(number, "list")
        self._repeated()
        self._lines()
        self._link_lists()
        self._contents()
        self._twice()
        self._edges()
        self._imprint()
        return Trimmed(self.kept, self.reasons)

    def _lines_left(self) -> Iterator[int]:
        return (
            number
            for number in range(self.start, self.end)
            if self.kept[number] and self.page.runs[number].text
        )

    # ---- by place and name ---------------------------------------------------------------------

    def _outside(self) -> None:
        """Between the headline and the article's element only a lead, captions and pictures belong to the
        article."""
        page = self.page
        for number in range(self.start, self.content.start):
            run = page.runs[number]
            above = page.ancestors(run.owner, 3)
            named = any(page.roles[up] & int(Role.LEAD | Role.CAPTION) for up in above) or any(
                page.tags[up] == "figure" for up in above
            )
            if not run.text:
                continue
            said = self.weights.runs[number] > PROSE / 3 or run.text.count(" ") >= LEAD_WORDS
            if not (named or said) or run.links > 0.5 * len(run.text):
                self.drop(number, "outside")

    def _roles(self) -> None:
        page, furniture = self.page, self.weights.furniture
        allowed = furniture[self.content.element]
        for number in range(self.start, self.end):
            if furniture[page.runs[number].owner] & ~allowed:
                self.drop(number, "role")
        for number, run in self._named_lines():
            if len(text_of(page.elements[number]).strip()) > 0.9 * len(page.runs[run].text):
                self.drop(run, "role")

    def _named_lines(self) -> list[tuple[int, int]]:
        """Elements of one line each that are called furniture, unless most of the page is called so."""
        page, mask = self.page, int(FURNITURE)
        named = [
            (number, page.first[number])
            for number in range(self.content.element, page.ends[self.content.element])
            if page.roles[number] & mask and page.last[number] - page.first[number] == 1
        ]
        called: dict[str, float] = {}
        for number, run in named:
            name = page.classes[number]
            called[name] = called.get(name, 0.0) + max(0.0, self.weights.runs[run])
        most = MAJORITY * self.weights.prose[-1]
        return [
            (number, run)
            for number, run in named
            if page.runs[run].text and called[page.classes[number]] <= most
        ]

    def _repeated(self) -> None:
        """Lines of other pages too, when their element has a name: what authors write again and again has
        none."""
        owned: dict[int, list[int]] = {}
        for number in self._lines_left():
            owned.setdefault(self.page.runs[number].owner, []).append(number)
        for owner, numbers in owned.items():
            element = self.page.elements[owner]
            name = element.get("class") or element.get("id") or ""
            again = [number for number in numbers if number in self.repeated]
            # What holds lines of this page's own between them is the article's element, not a box.
            if name and not name.startswith("Mso") and len(again) > REPEATED_SHARE * len(numbers):
                for number in again:
                    if not self._says_where(number):
                        self.drop(number, "repeated")

    def _says_where(self, number: int) -> bool:
        """Whether a line is the place of what the page announces: an address, or the name before one."""
        lines = (number, number + 1) if number + 1 < self.end else (number,)
        return any(self.kept[line] and PLACE.search(self.page.runs[line].text) for line in lines)

    # ---- by what a line says -------------------------------------------------------------------

    def _lines(self) -> None:
        controls = labels.folded(labels.CONTROLS)
        tags = labels.folded(labels.TAG_LABELS)
        offered = labels.folded(labels.ATTACHMENT_LABELS)
        for number in list(self._lines_left()):
            if number in self.weights.cells:
                continue  # "100", "In", "Số 5" of a table are what it says
            run = self.page.runs[number]
            text = run.text
            if len(text) <= PROMOTION_SIGNS and PROMOTION.match(text):
                self.drop(number, "promotion")
                continue
            if self._jumps(number):
                self.drop(number, "menu")
                continue
            match = READ_MORE.match(text)
            if match:
                label = labels.fold(match["label"])
                if labels.opens_list(label) and run.links > 0.4 * len(text) and not self._documents(number):
                    self.drop(number, "related")
                elif label in tags and run.links:
                    self.drop(number, "tags")
                elif label in offered and (run.links or self._documents(number + 1)):
                    self._drop_documents(number)
            if text.count(" ") < LABEL_WORDS:
                form = labels.fold(text)
                if END_MARK.match(text):
                    self.drop(number, "control")
                elif form in offered and self._documents(number + 1):
                    self._drop_documents(number)
                elif form in controls or COUNTER.match(text):
                    self.drop(number, "control")
                elif labels.opens_list(form) and (run.links or self._links_follow(number)):
                    self.drop(number, "related")
                elif self._only_controls(form, controls):
                    self.drop(number, "control")

    def _drop_documents(self, number: int) -> None:
        """The label of attachments and the lines of documents below it, which are no text."""
        self.drop(number, "attachment")
        following = max(number + 1, self._behind_documents)
        while following < self.end and self._documents(following) and self.page.runs[following].links:
            self.drop(following, "attachment")
            following += 1
        self._behind_documents = following

    def _only_controls(self, form: str, controls: frozenset[str]) -> bool:
        """Whether a line is several controls in a row ("in trang quay lai len tren")."""
        words = form.split()
        at = 0
        while at < len(words):
            for length in range(min(5, len(words) - at), 0, -1):
                if " ".join(words[at : at + length]) in controls:
                    at += length
                    break
            else:
                return False
        return len(words) > 1

    def _links_follow(self, number: int) -> bool:
        following = self.page.runs[number + 1 : number + 4]
        return any(run.links > 0.5 * len(run.text) for run in following if run.text)

    def _documents(self, number: int) -> bool:
        """Whether a line has a link to a document."""
        if number >= len(self.page.runs):
            return False
        return any(map(self._is_document, self.page.anchors_of(number)))

    def _is_menu(self, number: int) -> bool:
        """Whether a line is several short links in a row."""
        run = self.page.runs[number]
        if run.links < MENU_SHARE * len(run.text):
            return False
        anchors = [text_of(self.page.elements[at]).strip() for at in self.page.anchors_of(number)]
        return (
            len(anchors) >= (LIST_LINKS - 1 if "|" in run.text else LIST_LINKS)
            and max(map(len, anchors)) <= MENU_SIGNS
            and not self._documents(number)
        )

    def _jumps(self, number: int) -> bool:
        """Whether a line is links to places of the same page ("Jump to: Summary, Actions, Titles")."""
        run = self.page.runs[number]
        if run.links <= 0.5 * len(run.text):
            return False
        hrefs = [self.page.elements[at].get("href") or "" for at in self.page.anchors_of(number)]
        return len(hrefs) >= LIST_LINKS and all(href[:1] == "#" and len(href) > 1 for href in hrefs)

    # ---- links ---------------------------------------------------------------------------------

    def _link_lists(self) -> None:
        self._lists_of_links()
        page = self.page
        for number in list(self._lines_left()):
            run = page.runs[number]
            if (
                run.links >= WHOLE_LINK * len(run.text)
                and len(run.text) >= LINK_SIGNS
                and not (len(run.text) <= ADDRESS_SIGNS and ADDRESS.match(run.text))
            ):
                if page.tags[run.owner] in ("li", "td", "th", "dd", "dt") or self._documents(number):
                    continue
                self.drop(number, "link")

    def _lists_of_links(self) -> None:
        """Blocks of nothing but links. An element sees what the ones around it have left; what one loses, its
        inner ones have lost, so that all sums are of the beginning.
        """
        page = self.page
        first, last = page.first, page.last
        left = [run if keep and run.text else None for run, keep in zip(page.runs, self.kept, strict=True)]
        sizes = [0, *accumulate(len(run.text) if run else 0 for run in left)]
        links = [0, *accumulate(run.links if run else 0 for run in left)]
        many = [0, *accumulate(run is not None and run.links > 0 for run in left)]
        number, end = self.content.element + 1, page.ends[self.content.element]
        while number < end:
            start, behind = first[number], last[number]
            if (
                many[behind] - many[start] >= LIST_LINKS
                and page.tags[number] in LISTS
                and links[behind] - links[start] > LIST_SHARE * (sizes[behind] - sizes[start])
                and not self._mostly_documents(number)
            ):
                for line in range(start, behind):
                    if left[line]:
                        self.drop(line, "links")
                number = page.ends[number]
            else:
                number += 1

    def _contents(self) -> None:
        """The headings of lists of places on this page, when the list went."""
        known = labels.folded(labels.CONTENTS_LABELS)
        for number in list(self._lines_left()):
            if self.page.runs[number].text.count(" ") < LABEL_WORDS:
                following = next((k for k in range(number + 1, self.end) if self.page.runs[k].text), self.end)
                gone = following < self.end and self.reasons.get(following) in (
                    "links",
                    "menu",
                    "role",
                    "outside",
                )
                if gone and labels.fold(self.page.runs[number].text) in known:
                    self.drop(number, "menu")

    def _mostly_documents(self, number: int) -> bool:
        anchors = self.page.anchors(number, self.page.ends[number])
        return sum(map(self._is_document, anchors)) * 2 >= len(anchors) > 0

    def _is_document(self, anchor: int) -> bool:
        known = self._offered.get(anchor)
        if known is None:
            href = self.page.elements[anchor].get("href") or ""
            known = self._offered[anchor] = DOCUMENT.search(href) is not None
        return known

    # ---- repeats and edges ---------------------------------------------------------------------

    def _twice(self) -> None:
        """The headline again, and what a page holds twice for small and wide screens."""
        runs = self.page.runs
        lines = list(self._lines_left())
        title = fold_text(self.headline.text or "")
        for number in lines[:6]:
            if (
                title
                and abs(len(runs[number].text) - len(title)) < 12
                and fold_text(runs[number].text) == title
            ):
                self.drop(number, "title")
        cells = self.weights.cells
        long = [number for number in lines if len(runs[number].text) >= SAME_LINE and number not in cells]
        seen: dict[str, int] = {}
        for position, number in enumerate(long):
            text = runs[number].text
            earlier = seen.setdefault(text, position)
            if earlier == position:
                continue
            stretch = [runs[k].text for k in long[position : position + SAME_STRETCH]]
            before = [runs[k].text for k in long[earlier : earlier + SAME_STRETCH]]
            beside = number - long[earlier] <= (SAME_LEAD if position == 1 else 2)
            if beside or (stretch == before and len(stretch) == SAME_STRETCH) or earlier in self._doubled:
                self.drop(number, "twice")
                self._doubled.update((earlier, earlier + 1))

    def _edges(self) -> None:
        """Meta lines before the first line of prose, right behind it (a lead), and behind the last."""
        lines = list(self._lines_left())
        prose = [k for k in lines if self.weights.runs[k] >= PROSE and not self._meta(k)]
        first = prose[0] if prose else self.end
        second = prose[1] if len(prose) > 1 else first
        last = prose[-1] if prose else self.end
        for number in lines:
            if number in self.weights.cells:
                continue
            if number < first:
                if self._is_menu(number):
                    self.drop(number, "menu")
                elif self._meta(number) or self._names_section(number):
                    self.drop(number, "meta")
            elif number < second:
                if self._meta(number) and not self.page.runs[number].text.endswith(":"):
                    self.drop(number, "meta")
            elif number > last:
                run = self.page.runs[number]
                if self._is_menu(number):
                    self.drop(number, "menu")
                elif self._tagged(number) or (is_dateline(run.text) and not self._in_body(number)):
                    self.drop(number, "meta")

    def _imprint(self) -> None:
        """The imprint at the foot of the page, when the article's element holds it too."""
        for number in range(max(self.start, len(self.page.runs) - FOOT_LINES), self.end):
            run = self.page.runs[number]
            if len(run.text) <= META_SIGNS and RIGHTS.search(run.text) and self.page.tags[run.owner] != "pre":
                for line in range(number, self.end):
                    self.drop(line, "imprint")
                return

    def _meta(self, number: int) -> bool:
        run = self.page.runs[number]
        if len(run.text) > META_SIGNS or dates_event(self.page, number):
            return False
        if is_dateline(run.text) or is_byline(run.text) or COUNTER.match(run.text):
            return True
        mask = int(Role.META | Role.AUTHOR | Role.DATE)
        return any(self.page.roles[up] & mask for up in self._near(number))

    def _names_section(self, number: int) -> bool:
        return any(self.page.roles[up] & int(Role.SECTION) for up in self._near(number))

    def _tagged(self, number: int) -> bool:
        return any(self.page.roles[up] & int(Role.TAGS | Role.DATE | Role.META) for up in self._near(number))

    def _in_body(self, number: int) -> bool:
        return self.page.tags[self.page.runs[number].owner] in ("td", "th", "li", "dt", "dd")

    def _near(self, number: int) -> list[int]:
        """The elements that hold little more than this line."""
        run = self.page.runs[number]
        found = []
        for up in self.page.ancestors(run.owner, 4):
            if self.page.last[up] - self.page.first[up] > 6:
                break
            found.append(up)
        for inner in self.page.beginning(number):
            if self.page.last[inner] == number + 1 and len(
                text_of(self.page.elements[inner]).strip()
            ) > 0.6 * len(run.text):
                found.append(inner)
        return found
