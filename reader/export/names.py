"""File names for articles: day, site and title, safe on every system."""

from __future__ import annotations

import re
import unicodedata

from reader.model import Article

# What Windows forbids, what shells stumble over at either end, and signs that cannot be seen.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]"
)
# Linux and macOS allow 255 bytes, Windows 255 characters and 260 for the whole path: room for all of them.
_MOST_BYTES = 180
_MOST_SIGNS = 100


def file_name(article: Article, ending: str) -> str:
    """``2021-06-02-site.example-Title.ending``; where the day is not known, that of the capture.

    The time of a file says too little of the page to stand in its name.
    """
    captured = article.captured if article.captured_from != "file" else None
    day = article.date or (captured or "")[:10] or "undated"
    return f"{safe('-'.join(part for part in (day, article.site, article.title) if part))}.{ending}"


def safe(text: str) -> str:
    """The text as a file name without ending: one line, nothing forbidden, not too long, never empty."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = " ".join(_FORBIDDEN.sub(" ", text).split())
    text = _cut(text).strip(" .-")
    return text or "article"


def _cut(text: str) -> str:
    """As much of the text as fits, up to the end of a word if that does not cost much."""
    if len(text) <= _MOST_SIGNS and len(text.encode()) <= _MOST_BYTES:
        return text
    short = text[:_MOST_SIGNS].encode()[:_MOST_BYTES].decode("utf-8", "ignore")
    while short and unicodedata.combining(text[len(short) : len(short) + 1] or " "):
        short = short[:-1]  # a letter is not parted from its marks
    word_end = short.rfind(" ")
    return short[:word_end] if word_end > len(short) * 2 // 3 else short
