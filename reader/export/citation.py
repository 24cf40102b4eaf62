"""Where an article comes from, in words: what every export and the window's "About this capture" show."""

from __future__ import annotations

from reader import __version__
from reader.model import Article, CapturedFrom, readable_path
from reader.translation import N_, _, format_bytes, format_date

PROGRAM = f"gov-reader {__version__}"
_CAPTURED_FROM: dict[CapturedFrom, str] = {
    "record": N_("as the archive recorded it"),
    "comment": N_("as the saving program noted it in the page"),
    "header": N_("as the server dated it"),
    "file": N_("the file's own time, which copying may have changed"),
}


def provenance(article: Article) -> list[tuple[str, str]]:
    """(label, value) pairs in the language in force; what is not known is left out."""
    rows = [
        (_("Original address"), article.url),
        (_("Source"), source_line(article)),
        (_("Captured"), captured_line(article)),
        (_("File"), readable_path(article.path)),
        (_("Part of the file"), article.member),
        (_("Format"), article.format),
        (_("Size"), format_bytes(article.size)),
        ("SHA-256", article.sha256),
        (_("Read with"), PROGRAM),
    ]
    return [(label, value) for label, value in rows if value]


def citation(article: Article) -> str:
    """One reference for a text: who, what, where, when, the archived copy and how to know its bytes again."""
    day = format_date(article.date) if article.date else article.date_text
    title = article.title or _("(no title)")
    parts = [article.byline, f"“{title}”", article.site, day, article.url]
    if article.captured:
        parts.append(
            _("captured {time}").format(time=article.captured.replace("T", " ").replace("Z", " UTC"))
        )
    parts.append(f"SHA-256 {article.sha256[:16]}…")
    return ", ".join(" ".join(part.split()) for part in parts if part) + "."


def source_line(article: Article) -> str | None:
    """The source that the page names, with its address where that says more; None when it names none."""
    if article.source is None:
        return None
    text, url = article.source.text, article.source.url
    if not url or url == text:
        return text or url
    return f"{text} <{url}>" if text else url


def captured_line(article: Article) -> str | None:
    """The time of the capture and how it is known: "2021-06-03 07:12:00 UTC (as the archive recorded it)"."""
    if not article.captured:
        return None
    when = article.captured.replace("T", " ").replace("Z", " UTC")
    known = article.captured_from and _CAPTURED_FROM[article.captured_from]
    return f"{when} ({_(known)})" if known else when
