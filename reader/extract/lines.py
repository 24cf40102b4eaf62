"""What a single line of text is: a date, a byline, the name of a document."""

from __future__ import annotations

import re
from functools import lru_cache

from reader.extract import labels
from reader.extract.page import Page
from reader.text import dates

DATE_LINE = 90
"""Signs of a line that only dates an article."""
DATELINE_WORDS = 5
"""Words that are neither date, time nor label in a line that dates: the author's name, the place."""
DATE_REST_WORDS = 12
"""Words beside the date in such a line: weekday, time, author, counter."""
META_LINE = 200
"""Signs of a line with date, source, author and counters."""
NAME_WORDS = 8
"""Words of a name or of a few names."""

DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|zip|rar|7z|csv|epub|djvu?|tiff?)(?:$|[?#])", re.IGNORECASE
)
"""Endings of what a page offers for download."""
_LABEL = re.compile(r"[\s(\[*•–-]*([^:：]{2,32})\s*[:：]\s*")
_CLOSING = " \t\r\n\u00a0)]*"
BY = re.compile(
    r"^(?:by|par|por|von|written by|posted by|story by|reported by|published by"
    r"|(?:được )?(?:(?:viết|đăng) )?bởi)"
    r"\s+(?P<rest>.{2,120})$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"\d{1,2}\s?(?:[:hg]|giờ)\s?\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\.?|phút))?|\b(?:GMT|UTC)\s*[+-]?\d*(?::\d+)?"
    r"|\b(?:[ECMP][SD]T|CET|HKT|IST|BST|AM|PM)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b|\b(?:tue|wed|thu|sat)\b"
    r"|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|\d)|chủ\s+nhật|\bCN\b",
    re.IGNORECASE,
)
"""What stands beside a date without saying anything else: times, zones, weekdays."""
_CONTROL_WORDS = 5
_COLON = re.compile(r"[:：](?!\d\d\b)")
_CONNECTING = frozenset(
    {"at", "on", "luc", "vao", "ngay", "el", "le", "em", "um", "and", "updated", "am", "pm"}
)
_LETTER_DATE = re.compile(r"^\W*([^\d:|]{2,40}),\s*ngày\s.{1,40}$", re.IGNORECASE)
_BULLET = re.compile(r"^\s*[•▪●○◦‣*+-]\s")
"""Items of lists that somebody typed: "• New fares (from May 1, 2019)"."""
_FULL_STOP = re.compile(r"\w{2,}\s*\.\s*$")
_SENTENCE = re.compile(r"[.!?]\s+\w")
_NO_NAME = re.compile(r"[.!?;]\s|[!?;]$|\d{3,}|https?:|@|\w{4}\.$")


def labelled(text: str) -> tuple[str, str] | None:
    """Label and rest of a line that has a short label before a colon; brackets and stars around both gone."""
    if ":" not in text and "：" not in text:
        return None
    match = _LABEL.match(text)
    return (match[1], text[match.end() :].rstrip(_CLOSING)) if match else None


def only_date(text: str, *, month_first: bool = False) -> tuple[str, str] | None:
    """Day (``YYYY-MM-DD``) and words of a line that says little else than when something was published."""
    if len(text) > DATE_LINE or not any(map(str.isdigit, text)):
        return None
    days = [found for found in dates.find(text, month_first=month_first) if found.kind == "day"]
    if not days or len(days) > 2:
        return None
    rest = text
    for found in reversed(days):
        rest = rest[: found.start] + " " + rest[found.end :]
    if len(rest.split()) > DATE_REST_WORDS or _SENTENCE.search(rest):
        return None
    return days[0].iso, text[days[0].start : days[0].end]


def without_clock(text: str) -> str:
    """A text without times, time zones and weekdays."""
    return _CLOCK.sub(" ", text)


def is_letter_date(text: str) -> bool:
    """Whether a line dates an official letter, place first: "Kinh Môn, ngày 12 tháng 6 năm 2021"."""
    match = _LETTER_DATE.match(text)
    return bool(match and not _CLOCK.search(match[1]))


def segments(text: str) -> dict[str, str]:
    """The parts of a line of several labels: "Ngày đăng: 12/6/2021 | Nguồn: Báo X | Lượt xem: 40".

    Keys: "date", "source", "author", "other". Empty when the line has one label, or anything else beside.
    """
    if len(text) > META_LINE or len(_COLON.findall(text)) < 2:
        return {}
    marks = list(_labels().finditer(text))
    if len(marks) < 2 or text[: marks[0].start()].strip(" |•·-"):
        return {}
    kinds = _kinds()
    found: dict[str, str] = {}
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        value = text[mark.end() : following.start() if following else len(text)].strip(" |•·;,-()[]\u3000")
        if value.count(" ") > DATE_REST_WORDS:
            return {}
        found.setdefault(kinds.get(labels.fold(mark["label"]), "other"), value)
    return found


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    lists = {
        "other": labels.COUNTER_LABELS,
        "date": labels.DATE_LABELS,
        "source": labels.SOURCE_LABELS,
        "author": labels.AUTHOR_LABELS,
    }
    return {form: kind for kind, names in lists.items() for form in labels.folded(names)}


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    lists = (labels.COUNTER_LABELS, labels.DATE_LABELS, labels.SOURCE_LABELS, labels.AUTHOR_LABELS)
    names = {name.strip() for names in lists for line in names.splitlines() for name in line.split("|")}
    ordered = sorted(names - {""}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?P<label>{'|'.join(map(re.escape, ordered))})\s*[:：]", re.IGNORECASE)


def is_dateline(text: str, *, month_first: bool = False) -> bool:
    """Whether a line has little but dates, times, their labels and a name: no part of what is read out."""
    if "date" in segments(text):
        return True
    if len(text) > DATE_LINE:
        return False
    label = labelled(text)
    if label and labels.fold(label[0]) in labels.folded(labels.EVENT_LABELS):
        return False
    if not only_date(text, month_first=month_first) or is_letter_date(text) or _FULL_STOP.search(text):
        return False
    rest = text
    for found in reversed(dates.find(text, month_first=month_first)):
        rest = rest[: found.start] + " | " + rest[found.end :]
    words = 0
    for piece in re.split(r"[|•·:–—()\[\]]|\s-\s", without_clock(rest)):
        form = labels.fold(piece.strip())
        if form and form not in labels.folded(labels.DATE_LABELS):
            words += sum(word not in _CONNECTING for word in _uncontrolled(form))
    return words <= (0 if _BULLET.match(text) else DATELINE_WORDS)


def dates_event(page: Page, number: int) -> bool:
    """Whether a line is the day of what a page announces: the value behind a label in a cell before it."""
    owner = page.runs[number].owner
    if number == 0 or page.tags[owner] not in ("dd", "td"):
        return False
    before = page.runs[number - 1]
    return before.owner != owner and labels.fold(before.text) in labels.folded(labels.EVENT_LABELS)


def _uncontrolled(form: str) -> list[str]:
    """The words of a folded line that are no controls ("A- A A+ Xem với cỡ chữ")."""
    controls = labels.folded(labels.CONTROLS)
    words = form.split()
    rest: list[str] = []
    at = 0
    while at < len(words):
        lengths = range(min(_CONTROL_WORDS, len(words) - at), 0, -1)
        length = next((n for n in lengths if " ".join(words[at : at + n]) in controls), 0)
        if not length:
            rest.append(words[at])
        at += length or 1
    return rest


def is_name(text: str, words: int = NAME_WORDS) -> bool:
    """Whether a text can be a name or a few: short, no sentence, no number, no address."""
    text = text.strip()
    return (
        bool(text) and text.count(" ") < words and not _NO_NAME.search(text) and any(map(str.isalpha, text))
    )


def is_byline(text: str) -> bool:
    """Whether a line says who wrote: "By …" and a name, or a label of authors and a name."""
    if not 3 < len(text) < 160:
        return False
    match = BY.match(text)
    if match and match["rest"][:1].isupper() and is_name(match["rest"].split("|")[0].split(" - ")[0]):
        return True
    label = labelled(text)
    return bool(
        label and labels.fold(label[0]) in labels.folded(labels.AUTHOR_LABELS) and is_name(label[1], 12)
    )
