"""The section of a page: its breadcrumb as shown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.extract import labels
from reader.extract.head import Head
from reader.extract.page import Page
from reader.extract.roles import Role
from reader.extract.tree import text_of
from reader.text.vietnamese import squash

MOST_PARTS = 9
MOST_LINES = 200
"""Of an element that may be a breadcrumb, one step a line and all lists that fold out of it."""
LONGEST_PART = 120  # signs
_SEPARATOR = re.compile(r"\s*[»›→▶►>❯\\]+\s*|\s+[/|]\s+|\s+::\s+")
_ARROW = re.compile(r"\s*[»›→▶►>❯]+\s*|\s+/\s+")
"""What parts the steps of a line that nothing names a breadcrumb; menus are parted by "|"."""
SPOKEN = frozenset(
    {"breadcrumb", "breadcrumbs", "fil d ariane", "ruta de navegacion", "migas de pan", "you are here"}
)
"""How pages name their breadcrumb to readers of the screen, folded."""
LINES_ABOVE = 2
MODULE_LINES = 6
"""Lines between the heading of a module and the headline of an article inside."""
_TRIM = " \t»›>/|\\-–:•·→"


@dataclass(frozen=True, slots=True)
class Crumbs:
    """The names from the home page down to the section, and what told them: "breadcrumb" (shown on the page),
    "element" (one named after the section) or "meta".
    """

    parts: tuple[str, ...] = ()
    rule: str = ""


def find(page: Page, head: Head, title: str | None, before: int) -> Crumbs:
    """The section of a page; ``before`` is the run before which a breadcrumb stands."""
    shown = _named(page, before) or _by_home(page, before) or _named(page, len(page.runs))
    shown = shown or _above(page, before)
    parts, rule = (shown, "breadcrumb") if shown else (head.crumbs, "meta")
    told = labels.folded(labels.CRUMB_LABELS)
    parts = [squash(_unlabelled(part, told)).strip(_TRIM) for part in parts]
    parts = [part for part in parts if part and len(part) <= LONGEST_PART and labels.fold(part) not in told]
    form = labels.fold(title or "")
    while (
        parts
        and form
        and (
            labels.fold(parts[-1]) == form
            or (len(parts[-1]) > 20 and form.startswith(labels.fold(parts[-1].rstrip("…."))))
        )
    ):
        parts.pop()
    if len(parts) > MOST_PARTS:
        parts = []
    if not parts:
        name = _section_name(page, before)
        named = name is not None and labels.fold(name) != form
        parts, rule = ([name], "element") if name and named else (head.sections[:1], "meta")
    return Crumbs(tuple(parts), rule if parts else "")


def _unlabelled(part: str, told: frozenset[str]) -> str:
    """A step without "You are here:" before it."""
    label, colon, rest = part.replace("：", ":").partition(":")
    return rest if colon and labels.fold(label) in told else part


def _named(page: Page, before: int) -> list[str]:
    mask = int(Role.CRUMBS)
    marked = {number for number in page.marked if page.roles[number] & mask}
    spoken = {number for number in page.with_tags(("nav", "ol", "ul")) if _called(page, number)}
    for number in sorted(marked | spoken):
        if page.first[number] >= before or not 0 < page.last[number] - page.first[number] <= MOST_LINES:
            continue
        parts = _parts(page, number)
        if 0 < len(parts) <= MOST_PARTS:
            return parts
    return []


def _called(page: Page, number: int) -> bool:
    """Whether an element tells readers of the screen that it is a breadcrumb."""
    name = page.elements[number].get("aria-label")
    if "breadcrumb" in (page.elements[number].get("aria-labelledby") or ""):
        return True
    return bool(name) and labels.fold(name) in SPOKEN


def _parts(page: Page, number: int) -> list[str]:
    """The steps of a breadcrumb: its lines cut at separators, else its links."""
    found: list[str] = []
    for run in page.runs[page.first[number] : page.last[number]]:
        found.extend(part for part in _SEPARATOR.split(run.text) if part.strip(_TRIM))
    anchors = [page.elements[at] for at in page.anchors(number, page.ends[number])]
    if len(anchors) > len(found):
        return [text for anchor in anchors if (text := squash(text_of(anchor)))]
    return found


def _by_home(page: Page, before: int) -> list[str]:
    """A line of steps that begins with the home page, whatever its element is called."""
    homes = labels.folded(labels.HOME_NAMES)
    told = labels.folded(labels.CRUMB_LABELS)
    for run in page.runs[:before]:
        if not run.text or len(run.text) > 300:
            continue
        parts = [part for part in _ARROW.split(run.text) if part.strip(_TRIM)]
        if 2 <= len(parts) <= MOST_PARTS and labels.fold(_unlabelled(parts[0], told)) in homes:
            return parts
    return []


def _above(page: Page, before: int) -> list[str]:
    """The steps of a line right above the headline that is nothing but links with arrows between."""
    for run in reversed(page.runs[max(0, before - LINES_ABOVE) : before]):
        parts = [part for part in _ARROW.split(run.text) if part.strip(_TRIM)]
        linked = run.links >= len(run.text) - 4 * len(parts)
        if linked and 2 <= len(parts) <= MOST_PARTS and len(run.text) <= LONGEST_PART * len(parts):
            return parts
    return []


def _section_name(page: Page, before: int) -> str | None:
    """The name of a section in a line with a label near the headline, or in an element that is called so."""
    named = labels.folded(labels.SECTION_LABELS)
    for run in page.runs[before : before + MODULE_LINES]:
        label, colon, rest = run.text.partition(":")
        if colon and 1 < len(rest.strip()) <= LONGEST_PART and labels.fold(label) in named:
            return squash(rest)
    mask = int(Role.SECTION)
    for number in page.marked:
        if (
            page.roles[number] & mask
            and page.last[number] == page.first[number] + 1
            and page.first[number] < before
        ):
            text = page.runs[page.first[number]].text
            if text and len(text) <= LONGEST_PART:
                return squash(text)
    return _module_name(page, before)


def _module_name(page: Page, before: int) -> str | None:
    """The heading of the module around the headline (DotNetNuke: ``span.Head``), the nearest above."""
    for number in range(before - 1, max(-1, before - MODULE_LINES), -1):
        run = page.runs[number]
        if not run.text or len(run.text) > LONGEST_PART or run.links:
            continue
        for at in range(run.owner, page.ends[run.owner]):
            element = page.elements[at]
            named = element.get("class") == "Head" or "dnntitle" in (element.get("id") or "").lower()
            if named and page.first[at] == number and squash(text_of(element)) == run.text:
                return run.text
    return None
