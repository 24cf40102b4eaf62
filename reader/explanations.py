"""Sentences that explain: where a value comes from, what an encoding is called, what has changed."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import shorten
from typing import Final

from reader.export.citation import field_word
from reader.messages import failure_sentence
from reader.model import Correction, Explained
from reader.text.labels import CHOICES
from reader.translation import N_, _, format_date, format_moment

LONGEST_SHOWN = 160
"""Signs of a text that are shown of it among other values."""
_MARK = N_("a mark for programs in the page: “{spot}”")
# (field, rule) -> where the value stands.
_ORIGINS: Final[Mapping[tuple[str, str], str]] = {
    ("title", "heading"): N_("a heading of the page ({spot})"),
    ("title", "line"): N_("a line that stands out above the text ({spot})"),
    ("title", "meta"): N_("the title that the page tells programs"),
    ("lead", "element"): N_("a paragraph that the page sets apart as its lead"),
    ("lead", "bold"): N_("the first paragraph, which is in bold"),
    ("byline", "label"): N_("a line that names an author: “{spot}”"),
    ("byline", "last-line"): N_("a name at the end of the text: “{spot}”"),
    ("byline", "element"): N_("a part of the page that is for the author: “{spot}”"),
    ("byline", "meta"): N_("the author that the page tells programs"),
    ("date", "label"): N_("a line that names a date: “{spot}”"),
    ("date", "line"): N_("a line with nothing but a date: “{spot}”"),
    ("date", "list-line"): N_("the page's entry in its own list of articles: “{spot}”"),
    ("date", "url"): N_("the address of the page: “{spot}”"),
    ("date", "time-element"): _MARK,
    ("date", "microdata"): _MARK,
    ("date", "json-ld"): _MARK,
    ("date", "meta"): _MARK,
    ("source", "label"): N_("a line that names a source: “{spot}”"),
    ("source", "according-to"): N_("a line that says after whom the text is: “{spot}”"),
    ("section", "breadcrumb"): N_("the path to it that the page shows"),
    ("section", "element"): N_("a part of the page that is for the section"),
    ("section", "meta"): N_("the section that the page tells programs"),
    ("url", "record"): N_("as the archive recorded it"),
    ("url", "comment"): N_("as the saving program noted it in the page"),
    ("url", "canonical"): N_("the address that the page calls its own"),
    ("url", "og"): N_("the address that the page calls its own"),
    ("url", "base"): N_("the address from which the page's links start"),
    ("url", "path"): N_("the names of the folders in which it is saved"),
    ("captured", "record"): N_("as the archive recorded it"),
    ("captured", "comment"): N_("as the saving program noted it in the page"),
    ("captured", "header"): N_("as the server dated it"),
    ("captured", "file"): N_("the file's own time, which copying may have changed"),
    ("encoding", "hand"): N_("chosen by hand"),
    ("encoding", "guess"): N_("a guess: the text does not tell for certain"),
    ("encoding", "repaired"): N_("recognised from the text, and repaired: {spot}"),
    ("encoding", "recognised"): N_("recognised from the text; the page does not say"),
    ("encoding", "declared"): N_("as the page says"),
    ("encoding", "contradicted"): N_("recognised from the text, although the page says {spot}"),
    ("text", "name"): N_("the part of the page that is named as its article ({spot})"),
    ("text", "weight"): N_("the part of the page with the most text ({spot})"),
    ("text", "headline"): N_("what follows the headline ({spot})"),
    ("text", "whole"): N_("the whole page"),
    ("text", "list"): N_("the list that the page is about ({spot})"),
}

# What people know an encoding by.
_ENCODINGS: Final[Mapping[str, str]] = {
    "utf-8": N_("Unicode"),
    "utf-16le": N_("Unicode, two bytes a letter"),
    "tcvn3": N_("Vietnamese, TCVN3 (ABC, .VnTime)"),
    "vni": N_("Vietnamese, VNI (VNI-Times)"),
    "windows-1258": N_("Vietnamese, Windows"),
    "viscii": N_("Vietnamese, VISCII"),
    "vps": N_("Vietnamese, VPS"),
    "tcvn5712-1": N_("Vietnamese, TCVN 5712"),
    "viqr": N_("Vietnamese, typed as VIQR"),
    "windows-1252": N_("Western European"),
    "windows-1250": N_("Central European"),
    "windows-1251": N_("Cyrillic, Windows"),
    "koi8-u": N_("Cyrillic, KOI8"),
    "windows-1253": N_("Greek"),
    "windows-1254": N_("Turkish"),
    "windows-1255": N_("Hebrew"),
    "windows-1256": N_("Arabic"),
    "windows-1257": N_("Baltic"),
    "gb18030": N_("Chinese, simplified"),
    "big5": N_("Chinese, traditional"),
    "shift_jis": N_("Japanese, Shift JIS"),
    "euc-jp": N_("Japanese, EUC"),
    "iso-2022-jp": N_("Japanese, ISO 2022"),
    "euc-kr": N_("Korean"),
    "windows-874": N_("Thai"),
    "macintosh": N_("Western European, Macintosh"),
}

_FORMATS: Final[Mapping[str, str]] = {
    "html": N_("web pages (HTML)"),
    "mhtml": "MHTML",
    "eml": N_("mail"),
    "warc": "WARC",
    "arc": "ARC",
    "wacz": "WACZ",
    "maff": "MAFF",
    "htz": N_("WebScrapBook (HTZ)"),
    "singlefilez": "SingleFileZ",
    "zip": N_("zip files"),
    "tar": N_("tar files"),
    "webarchive": N_("Safari (webarchive)"),
    "zim": "ZIM",
}

_DOUBLE, _MIXED = "double-encoded", "mixed-"

_DIFFERENCES: Final[Mapping[str, str]] = {
    "file-changed": N_("The file is not what was imported."),
    "member-changed": N_("This part of the file is not what was imported."),
    "member-lost": N_("This part is no longer in the file."),
    "digest-wrong": N_("The archive's own check does not agree ({detail})."),
    "size-wrong": N_("The size is not what the archive says ({detail})."),
}


def origin_sentence(explained: Explained) -> str:
    """Where the page's own value of a field stands."""
    if not explained.rule:
        return _("nothing on the page tells it")
    told = _ORIGINS.get((explained.field, explained.rule))
    if told is None:
        return f"{explained.rule}: “{explained.spot}”" if explained.spot else explained.rule
    return _(told).replace("{spot}", explained.spot).replace(" ()", "")


def correction_sentence(correction: Correction, article_id: str) -> str:
    """Since when a value is set by hand, and on which capture that was said."""
    day = format_date(correction.made[:10])
    if correction.made_on == article_id:
        return _("corrected by hand, {date}").format(date=day)
    return _("corrected by hand on another capture of the page, {date}").format(date=day)


def extracted_sentence(correction: Correction) -> str:
    """What the page was read to say in place of a value that was set by hand; of a text how it begins."""
    if correction.extracted is None:
        return _("the page says none")
    return _("the page says: {value}").format(value=value_words(correction.field, correction.extracted))


def value_words(field: str, value: str) -> str:
    """A value of a field as people write it."""
    if field == "captured":
        return format_moment(value)
    if field == "text":
        return shorten(value, LONGEST_SHOWN, placeholder=" …")
    return format_date(value) if field == "date" else value


def field_label(field: str) -> str:
    """What a field is called, at the beginning of a line."""
    word = field_word(field)
    return word[:1].upper() + word[1:]


def encoding_words(name: str) -> str:
    """What people know an encoding by; its own name where there is nothing better."""
    return _(_ENCODINGS[name]) if name in _ENCODINGS else name


def encoding_choices() -> list[tuple[str, str]]:
    """(name, words) of the encodings that are offered, the likely first."""
    return [(name, encoding_words(name)) for name in CHOICES]


def format_words(name: str) -> str:
    """What the files of a format are called."""
    return _(_FORMATS[name]) if name in _FORMATS else name


def repair_words(code: str) -> str:
    """What was wrong with the letters of pages, and is put right (``ImportReport.repaired``)."""
    if code == "declared-wrong":
        return _("another encoding than the page says")
    if code.startswith(_DOUBLE):
        return _("letters that had been encoded twice")
    if code.startswith(_MIXED):
        return _("two encodings in one page")
    return _("text for old Vietnamese fonts ({encoding})").format(encoding=code.upper())


def difference_sentence(code: str, detail: str = "") -> str:
    """Why a file or a part of one is not what it should be."""
    if code not in _DIFFERENCES:
        return failure_sentence(code, detail)
    return _(_DIFFERENCES[code]).replace("{detail}", detail)
