"""Who wrote an article and where it was taken from: the byline, the source line, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from reader.extract import labels
from reader.extract.edges import edges
from reader.extract.head import Head
from reader.extract.headline import title_parts
from reader.extract.lines import BY, NAME_WORDS, is_name, labelled, segments
from reader.extract.page import Page
from reader.extract.phrases import ACCORDING_TO, NOBODY, OTHER_PART
from reader.extract.roles import Role
from reader.extract.tree import text_of
from reader.model import Source
from reader.text.vietnamese import fold_text, squash

LAST_LINES = 2
"""Lines at the end of an article among which an unlabelled byline stands."""
LEAST_LINES = 2
LONGEST_SOURCE = 200  # signs of a source line without its links
LONGEST_LINK = 2000
MOST_NAMES = 6

_PLACE = re.compile(r"^\s*\((?:thực hiện|tin|ảnh|bài|tổng hợp)[^)]*\)\s*", re.IGNORECASE)
"""What somebody did, in brackets before the name."""
_URL = re.compile(r"https?://[^\s<>\"')\]]+")


@dataclass(frozen=True, slots=True)
class Credits:
    """``byline_run`` and ``source_run`` are the lines they came from, -1 when from elsewhere; the rules are
    codes of what was found there.
    """

    byline: str | None = None
    byline_run: int = -1
    source: Source | None = None
    source_run: int = -1
    byline_rule: str = ""
    source_rule: str = ""


def find(
    page: Page, head: Head, kept: list[bool], near: tuple[int, int], resolve: Callable[[str], str | None]
) -> Credits:
    """The credits of an article; ``near`` is the stretch of runs in which they may stand (title to list)."""
    source, source_run, source_rule = _source(page, near, resolve)
    byline, byline_run, byline_rule = _byline(page, head, kept, near, source_run)
    return Credits(byline, byline_run, source, source_run, byline_rule, source_rule)


# ---- source --------------------------------------------------------------------------------------


def _source(
    page: Page, near: tuple[int, int], resolve: Callable[[str], str | None]
) -> tuple[Source | None, int, str]:
    found = _labelled_source(page, near, labels.folded(labels.SOURCE_LABELS), resolve)
    return (
        found if found[0] else _labelled_source(page, near, labels.folded(labels.OWN_ADDRESS_LABELS), resolve)
    )


def _labelled_source(
    page: Page, near: tuple[int, int], known: frozenset[str], resolve: Callable[[str], str | None]
) -> tuple[Source | None, int, str]:
    for number in reversed(edges(*near)):
        run = page.runs[number]
        if not run.text or len(run.text) > LONGEST_SOURCE + min(run.links, LONGEST_LINK):
            continue
        label = labelled(run.text)
        rest, rule = None, "label"
        parts = segments(run.text)
        if parts:
            rest = parts.get("source")
        elif label and labels.fold(label[0]) in known:
            rest = label[1]
        elif "Theo" in run.text and (theo := ACCORDING_TO.match(run.text)):
            rest, rule = theo["rest"], "according-to"
        elif (
            labels.fold(run.text) in known
            and number + 1 < near[1]
            and len(page.runs[number + 1].text) < LONGEST_SOURCE
        ):
            rest = page.runs[number + 1].text
        if not rest:
            continue
        return Source(squash(rest).strip(" .()[]"), _address(page, number, rest, resolve)), number, rule
    return None, -1, ""


def _address(page: Page, number: int, rest: str, resolve: Callable[[str], str | None]) -> str | None:
    for at in page.anchors_of(number):
        url = resolve(page.elements[at].get("href") or "")
        if url:
            return url
    match = _URL.search(rest)
    return resolve(match[0].rstrip(".,;")) if match else None


# ---- byline --------------------------------------------------------------------------------------


def _byline(
    page: Page, head: Head, kept: list[bool], near: tuple[int, int], source_run: int
) -> tuple[str | None, int, str]:
    labelled = _labelled(page, near)
    if labelled[0]:
        return *labelled, "label"
    last = _last_line(page, kept, near, source_run)
    if last[0]:
        return *last, "last-line"
    name, number = _named(page, near)
    if name:
        return squash(_PLACE.sub("", name)), number, "element"
    sites = {fold_text(site) for site in head.sites} | title_parts(head.page_title)
    names = []
    others = _others(page) if head.authors else ""
    for name in head.authors:
        form = fold_text(name)
        somebody = form and form not in sites and form not in NOBODY and f" {form} " not in others
        if somebody and len(name) < 120 and is_name(name, 12) and name not in names:
            names.append(name)
        if len(names) == MOST_NAMES:
            break
    return (", ".join(names), -1, "meta") if names else (None, -1, "")


def _others(page: Page) -> str:
    """The names that a page labels as sponsor, publisher or the like, folded."""
    found = (OTHER_PART.match(run.text) for run in page.runs if len(run.text) < LONGEST_SOURCE)
    return " ".join(f" {fold_text(match['name'])} " for match in found if match)


def _labelled(page: Page, near: tuple[int, int]) -> tuple[str | None, int]:
    known = labels.folded(labels.AUTHOR_LABELS)
    for number in reversed(edges(*near)):
        text = page.runs[number].text
        if not 3 < len(text) < 160:
            continue
        parts = segments(text)
        if parts:
            if "author" in parts and is_name(parts["author"], NAME_WORDS + 4):
                return squash(parts["author"]), number
            continue
        label = labelled(text)
        if label and labels.fold(label[0]) in known and is_name(label[1], NAME_WORDS + 4):
            return squash(label[1]), number
        by = BY.match(text)
        if by and is_name(by["rest"], NAME_WORDS) and by["rest"][:1].isupper():
            return squash(by["rest"]), number
    return None, -1


def _last_line(
    page: Page, kept: list[bool], near: tuple[int, int], source_run: int
) -> tuple[str | None, int]:
    """An unlabelled name at the end: short, without a full stop, set to the right, in bold or in capitals."""
    end = source_run if source_run >= 0 else len(kept)
    lines = [number for number in range(end) if kept[number] and page.runs[number].text]
    if len(lines) < LEAST_LINES:
        return None, -1
    behind = [number for number in range(lines[-1] + 1, min(near[1], end)) if page.runs[number].text][:1]
    for number in (*behind, *reversed(lines[-LAST_LINES:])):
        text = page.runs[number].text.strip(" ()[]*")
        if number in behind and not _to_the_right(page, page.runs[number].owner):
            continue  # a name in the next box is somebody else's
        if _is_last_name(page, number, text):
            return squash(_PLACE.sub("", page.runs[number].text)), number
    return None, -1


def _is_last_name(page: Page, number: int, text: str) -> bool:
    run = page.runs[number]
    words = text.count(" ") + 1
    if words > NAME_WORDS or not is_name(text) or run.links or ":" in text or ACCORDING_TO.match(text):
        return False
    if page.tags[run.owner] in ("li", "th", "h1", "h2", "h3", "h4") or labels.opens_list(labels.fold(text)):
        return False
    if labels.fold(text) in labels.folded(labels.CONTROLS):
        return False
    right = _to_the_right(page, run.owner)
    capitals = text.isupper()
    plain = 2 <= words <= 5 and all(word[:1].isupper() for word in text.split() if word[:1].isalpha())
    return (right and _capitalised(text)) or plain or (capitals and 2 <= words <= 4) or (right and capitals)


def _capitalised(text: str) -> bool:
    words = [word for word in re.split(r"[\s,–-]+", text) if word[:1].isalpha()]
    return bool(words) and sum(word[:1].isupper() for word in words) >= 0.6 * len(words)


def _to_the_right(page: Page, block: int) -> bool:
    for up in page.ancestors(block, 2):
        element = page.elements[up]
        if (element.get("align") or "").lower() == "right":
            return True
        if "text-align:right" in (element.get("style") or "").replace(" ", "").lower():
            return True
    return False


def _named(page: Page, near: tuple[int, int]) -> tuple[str | None, int]:
    mask = int(Role.AUTHOR)
    for element in page.marked:
        if not page.roles[element] & mask or page.last[element] != page.first[element] + 1:
            continue
        number = page.first[element]
        if not near[0] <= number < near[1]:
            continue
        text = squash(text_of(page.elements[element]))
        by = BY.match(text)
        text = by["rest"] if by else text
        label = labelled(text)
        text = label[1] if label else text
        if 2 < len(text) < 100 and is_name(text, NAME_WORDS) and fold_text(text) not in NOBODY:
            return squash(text), number
    return None, -1
