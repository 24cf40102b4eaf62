"""Where an article comes from, in words: what every export and the window's "About this capture" show.

Also how the additions of a reader are set apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable

from reader import __version__
from reader.export.format import Remark
from reader.model import BROWSER, Article, CapturedFrom, Encoding, readable_path
from reader.text import urls
from reader.translation import N_, _, format_bytes, format_date

PROGRAM = f"gov-reader {__version__}"
_CAPTURED_FROM: dict[CapturedFrom, str] = {
    "record": N_("as the archive recorded it"),
    "comment": N_("as the saving program noted it in the page"),
    "header": N_("as the server dated it"),
    "file": N_("the file's own time, which copying may have changed"),
}
_REMARKS = {"note": N_("Note"), "highlight": N_("Highlight"), "tag": N_("Tag")}
_FIELDS = {
    "title": N_("title"),
    "lead": N_("lead"),
    "byline": N_("author"),
    "date": N_("date"),
    "source": N_("source"),
    "section": N_("section"),
    "url": N_("address"),
    "captured": N_("time of capture"),
    "encoding": N_("letters"),
    "text": N_("text"),
}


def provenance(article: Article, tool: str | None = None) -> list[tuple[str, str]]:
    """(label, value) pairs in the language in force; what is not known is left out.

    ``tool`` is the program that saved the page, where its file says so.
    """
    rows = [
        (_("Corrected by hand"), corrected_line(article)),
        (_("Letters read as"), letters_line(article.encoding)),
        (_("Original address"), article.url),
        (_("Source"), source_line(article)),
        (_("Captured"), captured_line(article)),
        (_("Saved with"), _("a web browser") if tool == BROWSER else tool),
        (_("File"), readable_path(article.path)),
        (_("Part of the file"), article.member),
        (_("Format"), article.format),
        (_("Size"), format_bytes(article.size)),
        ("SHA-256", article.sha256),
        (_("Read with"), PROGRAM),
    ]
    return [(label, value) for label, value in rows if value]


def field_word(field: str) -> str:
    """What a field of an article is called."""
    return _(_FIELDS[field]) if field in _FIELDS else field


def corrected_line(article: Article) -> str | None:
    """Which fields were set by hand, and what the page itself was read to say; None when none was."""
    told = []
    for correction in article.corrections:
        if correction.field == "text":
            told.append(field_word("text"))  # too long to be told here; the JSON of an article has both
            continue
        if correction.extracted is None:
            page = _("{field} (the page says none)")
        else:
            page = _("{field} (the page says: {value})")
        value = correction.extracted or ""
        shown = format_date(value) if correction.field == "date" else value
        told.append(page.format(field=field_word(correction.field), value=shown))
    return "; ".join(told) or None


def letters_line(encoding: Encoding) -> str | None:
    """How a page was read, where it does not just say so itself: wrong or no declaration, repair, choice."""
    if not (encoding.repaired or encoding.chosen or encoding.doubtful or encoding.declared != encoding.used):
        return None
    told = encoding.used
    if encoding.declared and encoding.declared != encoding.used:
        told = _("{used} (the page says {declared})").format(used=told, declared=encoding.declared)
    if encoding.repaired:
        told += " · " + _("repaired: {repair}").format(repair=encoding.repaired)
    if encoding.chosen:
        told += " · " + _("chosen by hand")
    elif encoding.doubtful:
        told += " · " + _("a guess")
    return told


def source_line(article: Article) -> str | None:
    """The source that the page names, with its address where that says more; None when it names none."""
    if article.source is None:
        return None
    text, url = article.source.text, article.source.url
    if not url or url == text:
        return text or url
    if text and text.startswith(("http://", "https://")) and urls.key(text) == urls.key(url):
        return url  # the same address, written in another way
    return f"{text} <{url}>" if text else url


def captured_words(known: CapturedFrom | None) -> str:
    """How the time of a capture is known; "" where nothing is said."""
    return _(_CAPTURED_FROM[known]) if known else ""


def captured_line(article: Article) -> str | None:
    """The time of the capture and how it is known: "2021-06-03 07:12:00 UTC (as the archive recorded it)"."""
    if not article.captured:
        return None
    when = article.captured.replace("T", " ").replace("Z", " UTC")
    known = article.captured_from and _CAPTURED_FROM[article.captured_from]
    return f"{when} ({_(known)})" if known else when


def remarks_title() -> str:
    """What stands above the additions of a reader."""
    return _("Added by the reader, not part of the page")


def remark_lines(remarks: Iterable[Remark]) -> list[str]:
    """The additions of a reader, one line each: "Note (2024-05-01): …", "Highlight: “…” – …"."""
    return [_remark_line(remark) for remark in remarks]


def _remark_line(remark: Remark) -> str:
    label = _(_REMARKS[remark.kind])
    if remark.made:
        label += f" ({remark.made[:10]})"
    told = [f"“{' '.join(remark.quote.split())}”"] if remark.quote else []
    if remark.text.strip():
        told.append(remark.text.strip())
    return f"{label}: {' – '.join(told)}"
