"""File names for articles: day, site and title, safe on every system."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable

from reader.model import Article

# What Windows forbids, what shells stumble over at either end, and signs that cannot be seen.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]"
)
# Linux and macOS allow 255 bytes, Windows 255 characters and 260 for the whole path: room for all of them.
_MOST_BYTES = 180
_MOST_SIGNS = 100
# What Windows takes for a device, whatever ending follows, and also with the small digits.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?=$|[. ])", re.I)


def file_name(article: Article, ending: str) -> str:
    """``2021-06-02-site.example-Title.ending``; where the day is not known, that of the capture.

    The time of a file says too little of the page to stand in its name.
    """
    return f"{stem(article)}.{ending}"


def stem(article: Article) -> str:
    """The name without its ending."""
    captured = article.captured if article.captured_from != "file" else None
    day = article.date or (captured or "")[:10] or "undated"
    return safe("-".join(part for part in (day, article.site, article.title) if part))


def safe(text: str) -> str:
    """The text as a file name without ending: one line, nothing forbidden, not too long, never empty.

    A name that Windows keeps for a device ("con", "lpt1.2021") has a low line in front.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = " ".join(_FORBIDDEN.sub(" ", text).split())
    text = _cut(text).strip(" .-")
    if _DEVICES.match(text):
        text = f"_{text}"
    return text or "article"


def same_file(name: str) -> str:
    """What is the same for names that mean one file where letters are not told apart by case or form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def numbered(name: str, ending: str, taken: Callable[[str], bool]) -> str:
    """The name, or the first with a number that is not taken: ``name.ending``, ``name-2.ending`` …"""
    for number in itertools.count(2):
        if not taken(found := f"{name}.{ending}" if number == 2 else f"{name}-{number - 1}.{ending}"):
            return found
    raise AssertionError


def _cut(text: str) -> str:
    """As much of the text as fits, up to the end of a word if that does not cost much."""
    if len(text) <= _MOST_SIGNS and len(text.encode()) <= _MOST_BYTES:
        return text
    short = text[:_MOST_SIGNS].encode()[:_MOST_BYTES].decode("utf-8", "ignore")
    while short and unicodedata.combining(text[len(short) : len(short) + 1] or " "):
        short = short[:-1]  # a letter is not parted from its marks
    word_end = short.rfind(" ")
    return short[:word_end] if word_end > len(short) * 2 // 3 else short
