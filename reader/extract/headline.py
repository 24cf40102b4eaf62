"""The headline that a person sees on the page, not what the page calls its site.

Candidates are headings, elements named like one, and any line equal to a title that the page tells
machines. Each is weighed by evidence that does not depend on the system behind the page: its tag and
name, agreement with the told titles and with the words of the address, and its place right before the
article.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from reader.extract import labels
from reader.extract.edges import edges
from reader.extract.head import Head
from reader.extract.lines import META_LINE, is_dateline
from reader.extract.page import Page
from reader.extract.roles import Role
from reader.extract.weights import Weights
from reader.text.vietnamese import squash

TAG_WEIGHTS = {"h1": 6.0, "h2": 4.0, "h3": 2.5, "h4": 1.5, "h5": 1.0, "h6": 1.0}
BOLD_LINE = 1.0
LARGE = 1.0
LARGE_FONTS = frozenset({"3", "4", "5", "6", "7", "+1", "+2", "+3"})
BOLD_SIGNS = (15, 250)
NAMED = 3.0
"""An element called title, headline, tieu-de …"""
TOLD_SAME, TOLD_PART, TOLD_WIDER = 8.0, 7.0, 3.0
"""The told title is the candidate; has it as a part ("headline - site"); is a part of it. A part that no
separator sets off is a heading of a chapter as often as a headline: it counts by its share of the title."""
SLUG = 6.0
"""All words of the address stand in the candidate."""
SLUG_WHOLE = 5.0
"""More when the address was made of the candidate: all its words, and no others."""
SLUG_WORDS = 3
DIGITS = 1.5
"""The numbers of the address are those of the candidate ("…-thang-52019": "tháng 5/2019")."""
BEFORE_DATE = 3.0
"""Right before a line that dates."""
NEAR = 3.0
"""Right before or at the beginning of the article."""
INSIDE = -5.0
"""Well inside the article: a heading of a part."""
BEHIND = -8.0
IN_FURNITURE = -5.0
SECTION_NAME = -6.0
LINKED = -2.0
TOLD_ALONE = 3.0
"""A told title that no line of the page repeats."""
WHOLE_SHARE = 0.95
PLAIN_SHARE = 0.8
"""Of the address's words that a line without any mark must have to be a candidate."""
HIDDEN_SHARE = 0.6
"""Of the address's words that a hidden text must have to be the headline."""
SITE_NAME = -8.0
REPEATED = -8.0
ONE_WORD = -2.0
LONG = -3.0
ENOUGH = 4.0
"""A candidate below this yields to the told title."""

SURE = 8.0
"""Evidence of a headline that is trusted against names and weights: more than one kind of evidence."""
LONGEST = 400  # signs of a headline
_MANY = 200  # signs from which a headline is unusually long
_NEAR_RUNS = 14
_SEPARATOR = re.compile(r"\s+[|\-–—·•»«›:]+\s+|\s*\|\s*|\s+::\s+|:\s+(?=[A-ZĐ])")
_STRONG_SEPARATOR = re.compile(r"\s+[|\-–—·•»«›>]+\s+|\s*[|»]\s*|\s+::\s+")
"""Between a headline and the name of its site; a colon belongs to headlines."""
_MOST_PARTS = 8
_HOST_NAME = 5  # signs: a shorter name is in too many addresses by chance
_SENTENCES = re.compile(r"\w[.!?] +\w")
_LABEL = re.compile(r"^(?:title|tiêu đề|tên bài)\s*:\s*", re.IGNORECASE)
_KICKER = re.compile(r"^(?P<kicker>[^:|]{2,30})\s*[:|]\s+(?P<rest>\S.{9,})$")
_NO_HEADLINES = (
    *(labels.RELATED_HEADINGS, labels.NOTICE_HEADINGS, labels.POPULAR_HEADINGS, labels.TAG_LABELS),
    labels.CONTROLS,
)
_PUNCTUATION = " :|-–—·•»«›"
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDINGS = frozenset({"html", "htm", "shtml", "aspx", "asp", "php", "jsp"})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, the runs it takes up on the page (empty when the page does not show it), and the rule.

    ``sure``: more than one kind of evidence speaks for it.
    """

    text: str | None
    start: int = -1
    end: int = -1
    rule: str = ""
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be the headline; ``weight`` is the evidence that does not depend on the article's
    place."""

    element: int
    text: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that speaks for a headline before the article is found; ``told`` and ``hidden``: (weight, text).

    ``titles``: the folded titles that the page tells and their parts. ``sites``: folded names of its site.
    """

    candidates: tuple[Candidate, ...]
    told: tuple[tuple[float, str], ...]
    hidden: tuple[tuple[float, str], ...]
    titles: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()

    def anchors(self) -> list[Candidate]:
        """The candidates, the strongest first."""
        return sorted(self.candidates, key=lambda candidate: (-candidate.weight, candidate.start))


def gather(
    page: Page,
    head: Head,
    weights: Weights,
    url: str | None,
    hidden: Sequence[str] = (),
    repeated: Collection[int] = (),
) -> Evidence:
    """The candidates of a page; ``hidden`` are texts that it does not show."""
    told = _told(head)
    slug, digits = _slug(url)
    sites = _sites(head, url)
    bounded = frozenset(part for text in (*head.titles[:6], head.page_title) for part in title_parts(text))
    lines = []
    for element, start, end, weight in _candidates(page, told, slug):
        text = " ".join(run.text for run in page.runs[start:end] if run.text)
        if 1 < len(text) <= LONGEST:
            lines.append((element, start, end, weight, text))
    shown = {labels.fold(line[-1]) for line in lines}.intersection(told)
    found = []
    for element, start, end, weight, text in lines:
        weight += _agreement(text, told, bounded, shown, slug, digits, sites)
        weight += _setting(page, weights, element, start, end)
        if all(number in repeated for number in range(start, end)):
            weight += REPEATED
        found.append(Candidate(element, text, start, end, weight))
    machine = _machine_title(head, sites)
    told_titles = ((TOLD_ALONE + SLUG * _slug_share(labels.fold(machine), slug), machine),) if machine else ()
    unseen = []
    for text in hidden if slug else ():
        if 2 < len(text) <= LONGEST:
            share = _slug_share(labels.fold(text), slug)
            if share >= HIDDEN_SHARE:
                unseen.append((SLUG * share, squash(text)))
    return Evidence(tuple(found), told_titles, tuple(unseen), bounded, sites)


def sure_place(page: Page, weights: Weights, evidence: Evidence) -> frozenset[int]:
    """The elements around a certain headline, when one of them is called furniture; else nothing."""
    anchors = evidence.anchors()
    if not anchors or anchors[0].weight < SURE or not weights.furniture[anchors[0].element]:
        return frozenset()
    above = page.ancestors(anchors[0].element)
    never = int(Role.COMMENTS | Role.RELATED | Role.NAV | Role.CRUMBS)
    return frozenset() if any(page.roles[up] & never for up in above) else frozenset(above)


def pick(page: Page, weights: Weights, evidence: Evidence, span: tuple[int, int]) -> Headline:
    """The headline of the article whose runs are ``span``."""
    best: Candidate | None = None
    most = ENOUGH
    for candidate in evidence.candidates:
        weight = candidate.weight + _place(weights, candidate, span)
        if weight > most or (best is None and weight >= most):
            best, most = candidate, weight
    unseen = max((*evidence.told, *evidence.hidden), default=(0.0, ""))
    if best is not None and most >= unseen[0]:
        text = _bare(squash(best.text), evidence)
        return Headline(text, best.start, best.end, "heading", best.weight >= SURE)
    if unseen[1]:
        return Headline(unseen[1], rule="meta")
    weak = max(evidence.candidates, key=lambda candidate: candidate.weight, default=None)
    if weak is not None and weak.weight > 0:
        return Headline(squash(weak.text), weak.start, weak.end, "heading")
    return Headline(None)


def _bare(text: str, evidence: Evidence) -> str:
    """A headline's line without a label before it ("Title: …", "Blog: …") and the site's name behind."""
    text = _LABEL.sub("", text)
    match = _KICKER.match(text)
    kind = match and labels.fold(match["kicker"]) in labels.folded(labels.KICKERS)
    if match and kind and labels.fold(match["rest"]) in evidence.titles:
        text = match["rest"]
    return _without_site(text, evidence.sites) or text


def _candidates(page: Page, told: Sequence[str], slug: frozenset[str]) -> list[tuple[int, int, int, float]]:
    found = []
    title = int(Role.TITLE)
    seen: set[tuple[int, int]] = set()
    named = {number for number in page.marked if page.roles[number] & title}
    headings = sorted(named.union(page.with_tags(TAG_WEIGHTS)))
    for number in (headings[place] for place in edges(0, len(headings))):
        tag = page.tags[number]
        weight = TAG_WEIGHTS.get(tag, 0.0) + (NAMED if number in named else 0.0)
        start, end = page.first[number], page.last[number]
        if start < end and (
            end == start + 1 or (tag in TAG_WEIGHTS and all(run.soft for run in page.runs[start + 1 : end]))
        ):
            found.append((number, start, end, weight))
            seen.add((start, end))
    wanted = set(told)
    # Folding keeps the number of signs nearly; so most lines need not be folded.
    sizes = {len(text) + more for text in wanted for more in range(-6, 7)}
    slug_size = sum(map(len, slug)) + len(slug)
    for number in edges(0, len(page.runs)):
        run = page.runs[number]
        size = len(run.text)
        like_slug = slug and 0.8 * slug_size <= size <= 2 * slug_size
        if not size or not (like_slug or size in sizes):
            continue
        if run.links > 0.5 * size or (number, number + 1) in seen:
            continue
        form = labels.fold(run.text)
        if form in wanted or _slug_share(form, slug) >= PLAIN_SHARE:
            found.append((run.owner, number, number + 1, 1.0))
    found.extend(_bold_lines(page, seen))
    dated = set(_before_dates(page))
    known = {number for _, _, end, _ in found for number in (end - 1,)}
    found.extend((page.runs[number].owner, number, number + 1, 1.0) for number in sorted(dated - known))
    return [
        (element, start, end, weight + (BEFORE_DATE if end - 1 in dated else 0.0))
        for element, start, end, weight in found
    ]


def _before_dates(page: Page) -> Iterator[int]:
    """The runs right before a line that dates: in the head of an article that is mostly the headline."""
    before = -1
    for number in edges(0, len(page.runs)):
        run = page.runs[number]
        if not run.text:
            continue
        short = before >= 0 and len(run.text) <= META_LINE and _YEAR.search(run.text)
        if short and is_dateline(run.text):
            text = page.runs[before].text
            if not run.text.startswith(text) and not is_dateline(text):
                yield before
        size = len(run.text)
        plain = BOLD_SIGNS[0] <= size <= BOLD_SIGNS[1] and run.links <= 0.5 * size
        before = number if plain and not run.text.endswith((".", ":", ";", ",")) else -1


def _bold_lines(page: Page, seen: Collection[tuple[int, int]]) -> Iterator[tuple[int, int, int, float]]:
    """Lines all in bold that are no sentence: the headings of pages that know no headings."""
    for number in edges(0, len(page.runs)):
        run = page.runs[number]
        size = len(run.text)
        if not BOLD_SIGNS[0] <= size <= BOLD_SIGNS[1] or run.bold < 0.9 * size or run.links:
            continue
        if (number, number + 1) in seen or run.text.endswith((".", ":", ";", ",")):
            continue
        large = any(page.elements[up].get("size") in LARGE_FONTS for up in page.ancestors(run.owner, 2))
        for inner in page.beginning(number):
            if page.tags[inner] == "font":
                large = large or page.elements[inner].get("size") in LARGE_FONTS
        yield run.owner, number, number + 1, BOLD_LINE + (LARGE if large else 0.0)


def _told(head: Head) -> list[str]:
    told = []
    for text in (*head.titles[:6], head.page_title):
        form = labels.fold(text)
        if form and form not in told:
            told.append(form)
    return told


def title_parts(text: str) -> set[str]:
    """The folded parts that separators set off in a title, alone and together ("A | B | C" has "B | C")."""
    parts = [form for part in _STRONG_SEPARATOR.split(text) if (form := labels.fold(part))][:_MOST_PARTS]
    ends = range(len(parts))
    return {" ".join(parts[first : last + 1]) for first in ends for last in ends[first:]}


def _sites(head: Head, url: str | None) -> frozenset[str]:
    """The folded names of the site: told ones; what the page's title has more than the told headline; parts
    of titles that are words of the host's name."""
    names = {labels.fold(name) for name in head.sites}
    host = re.sub(r"[^a-z0-9]", "", (urlsplit(url or "").hostname or "").lower().removeprefix("www."))
    headlines = {form for text in head.titles[:6] if (form := labels.fold(text))}
    for text in (head.page_title, *head.titles[:6]):
        parts = [labels.fold(part) for part in _STRONG_SEPARATOR.split(text)]
        if len(parts) < 2:
            continue
        for end, rest in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
            words = end.split()
            hosted = len("".join(words)) >= _HOST_NAME and all(word in host for word in words)
            if hosted or " ".join(rest) in headlines:
                names.add(end)
    return frozenset(names - {""})


def _agreement(
    text: str,
    told: Sequence[str],
    bounded: Collection[str],
    shown: Collection[str],
    slug: frozenset[str],
    digits: str,
    sites: Collection[str],
) -> float:
    """What titles, address and names of the site say; ``shown``: told titles that a line of the page has."""
    form = labels.fold(text)
    if not form:
        return -20.0
    weight = 0.0
    words = form.count(" ") + 1
    if words == 1:
        weight += ONE_WORD
    if len(text) > _MANY:
        weight += LONG * (3 if _SENTENCES.search(text) else 1)
    if _names_site(form, sites) or form in labels.folded(labels.HOME_NAMES):
        weight += SITE_NAME
    if any(form in labels.folded(names) for names in _NO_HEADLINES):
        weight += SECTION_NAME
    best = 0.0
    whole = SLUG_WHOLE
    for title in () if form in sites else told:
        if title == form:
            best = max(best, TOLD_SAME)
        elif words >= 2 and len(form) >= 10 and form in title:
            if form in bounded:
                best = max(best, TOLD_PART)
            else:
                best = max(best, TOLD_PART * len(form) / len(title))
                if title in shown:
                    whole = 0.0  # the page shows the whole of it elsewhere
        elif len(title) >= 10 and title in form:
            best = max(best, TOLD_WIDER)
    if digits and digits == "".join(filter(str.isdigit, form)):
        weight += DIGITS
    share = _slug_share(form, slug)
    return weight + best + SLUG * share + (whole if share >= WHOLE_SHARE else 0.0)


def _slug(url: str | None) -> tuple[frozenset[str], str]:
    """Words and digits of the longest part of an address's path, when it looks like a headline's."""
    best: list[str] = []
    digits = ""
    for part in urlsplit(url or "").path.split("/"):
        form = labels.fold(unquote(part).replace("_", " ").replace("-", " "))
        words = [word for word in _WORD.findall(form) if not word.isdigit() and word not in _ENDINGS]
        if len(words) > len(best):
            best = words
            digits = "".join(filter(str.isdigit, form))
    return (frozenset(best), digits) if len(best) >= SLUG_WORDS else (frozenset(), "")


def _slug_share(form: str, slug: frozenset[str]) -> float:
    if not slug:
        return 0.0
    words = {word for word in form.split() if not word.isdigit()}
    common = len(words & slug)
    return common / max(len(slug), min(len(words), len(slug) + 4))


def _setting(page: Page, weights: Weights, element: int, start: int, end: int) -> float:
    """What the candidate's own surroundings say."""
    weight = IN_FURNITURE if weights.furniture[element] else 0.0
    if page.roles[element] & int(Role.SECTION | Role.CRUMBS):
        weight += SECTION_NAME
    runs = page.runs[start:end]
    size = sum(len(run.text) for run in runs)
    if size and sum(run.links for run in runs) > 0.8 * size:
        weight += LINKED
    return weight


def _place(weights: Weights, candidate: Candidate, span: tuple[int, int]) -> float:
    """What the place before, in or behind the article says."""
    first, last = span
    if candidate.start >= last:
        return BEHIND
    if candidate.start >= first:
        before = weights.prose[candidate.start] - weights.prose[first]
        whole = weights.prose[last] - weights.prose[first]
        return NEAR if before <= 0.05 * whole else INSIDE
    if first - candidate.end <= _NEAR_RUNS:
        return NEAR * (1 - (first - candidate.end) / (2 * _NEAR_RUNS))
    return 0.0


def _machine_title(head: Head, sites: Collection[str]) -> str | None:
    """The told title without the name of the site, or None when nothing but that is told.

    A told headline may have a dash of its own; the page's title mostly has the site behind it.
    """
    generic = labels.folded(labels.GENERIC_TITLES) | labels.folded(labels.CONTROLS)
    for empty in (generic, frozenset[str]()):
        for text in (*head.titles, head.page_title):
            parts = [part for part in _SEPARATOR.split(text) if part and part.strip(_PUNCTUATION)]
            named = [(part, labels.fold(part)) for part in parts]
            kept = [part for part, form in named if not _names_site(form, sites) and form not in empty]
            if not kept:
                continue
            if text != head.page_title:
                return _without_site(squash(text), sites)
            return squash(text if kept == parts and len(parts) == 1 else max(kept, key=len))
    return None


def _without_site(text: str, sites: Collection[str]) -> str:
    """A title without names of the site at its ends; empty when there is nothing else."""
    marks = list(_STRONG_SEPARATOR.finditer(text))
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    pieces = list(zip(starts, ends, strict=True))
    while pieces and _names_site(labels.fold(text[slice(*pieces[-1])]), sites):
        pieces.pop()
    while pieces and _names_site(labels.fold(text[slice(*pieces[0])]), sites):
        pieces.pop(0)
    return text[pieces[0][0] : pieces[-1][1]].strip() if pieces else ""


def _names_site(form: str, sites: Collection[str]) -> bool:
    """Whether a part of a title is the name of a site: told, or "Cổng thông tin điện tử …"."""
    return (
        not form
        or form in sites
        or form in labels.folded(labels.SITE_NAMES)
        or form.startswith(_site_name_starts())
    )


@lru_cache(maxsize=1)
def _site_name_starts() -> tuple[str, ...]:
    return tuple(f"{name} " for name in labels.folded(labels.SITE_NAMES) if " " in name)
