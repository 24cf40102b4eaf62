"""BibTeX: an ``@online`` entry as biblatex knows it; ``urldate`` is the capture, ``note`` names the file.

UTF-8 throughout. Titles and names stand in double braces, so that no style changes their letters or takes a
Vietnamese name apart.
"""

from __future__ import annotations

import re

from reader.export.citation import provenance, remark_lines
from reader.export.collecting import joined
from reader.export.format import ExportFormat, Item
from reader.export.heading import shown_title
from reader.model import Article
from reader.text.vietnamese import squash
from reader.translation import N_

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces even behind a backslash
    "}": r"\textbraceright{}",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_LANGUAGES = {
    "ar": "arabic",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "vi": "vietnamese",
    "zh": "chinese",
}


def _entry(item: Item) -> bytes:
    article = item.article
    rows = [f"  {name:<12} = {value}," for name, value in _fields(item)]
    return "\n".join([f"@online{{{key(article)},", *rows, "}", ""]).encode("utf-8", "replace")


def key(article: Article) -> str:
    """The entry's key: site, year and the beginning of the id; ASCII, and the same on every machine."""
    name = re.sub(r"[^a-z0-9]", "", (article.site or "page").lower().split(".")[0].split(":")[0])
    return f"{name or 'page'}{(article.date or '')[:4]}-{article.id[:8]}"


def _fields(item: Item) -> list[tuple[str, str]]:
    article = item.article
    note = [f"{label}: {value}" for label, value in provenance(article, item.tool)]
    fields: list[tuple[str, str | None]] = [
        ("author", _braced(article.byline)),
        ("title", _braced(shown_title(article))),
        ("date", article.date and f"{{{article.date}}}"),
        ("year", article.date and f"{{{article.date[:4]}}}"),
        ("organization", _braced(article.site)),
        ("url", article.url and f"{{{_address(article.url)}}}"),
        ("urldate", article.captured and f"{{{article.captured[:10]}}}"),
        ("langid", _language(article)),
        ("abstract", _value(article.lead)),
        ("note", _value("; ".join([*note, *remark_lines(item.remarks)]))),
    ]
    return [(name, value) for name, value in fields if value]


def _language(article: Article) -> str | None:
    name = _LANGUAGES.get((article.language or "").split("-")[0])
    return f"{{{name}}}" if name else None


def _value(text: str | None) -> str | None:
    told = squash(text or "")
    return "{" + "".join(_SPECIAL.get(sign, sign) for sign in told) + "}" if told else None


def _braced(text: str | None) -> str | None:
    value = _value(text)
    return f"{{{value}}}" if value else None


def _address(url: str) -> str:
    """biblatex takes an address as it is; only braces would end the field."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


BIBTEX = ExportFormat(
    "bibtex",
    "bib",
    N_("BibTeX"),
    N_("For LaTeX, JabRef and Zotero: the citation as an entry of a bibliography."),
    joined(_entry, between=b"\n"),
)
