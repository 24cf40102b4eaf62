"""Values of an article set by hand: what may be set, and how it is laid over what its page says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from reader.errors import UsageError
from reader.library.corrected_text import html_of, paragraphs
from reader.model import Article, Correction, Source
from reader.text import dates, docnumbers, urls
from reader.text.vietnamese import squash

BY_HAND = "hand"
"""The rule of a value that was set by hand (``Article.date_from``)."""
SECTION_MARK = " › "
"""Between the names of a section as it is shown and typed; ">" and "»" are understood too."""
_ARROW = re.compile(r"\s*[›»>→]\s*")
_WITH_ADDRESS = re.compile(r"(?P<text>.*?)\s*<(?P<url>[^<>\s]+)>")


def value_of(article: Article, field: str) -> str | None:
    """A field as it is shown and corrected; None where the article has none."""
    return _FIELDS[field][0](article)


def known(field: str) -> str:
    """The field. Raises UsageError("field-unknown") for one that cannot be corrected."""
    if field not in _FIELDS:
        raise UsageError("field-unknown", field=field, known=", ".join(FIELDS))
    return field


def checked(article: Article, field: str, text: str | None) -> str | None:
    """A value as it is kept: None for none; in one line, but a text in paragraphs with blank lines between.

    Raises UsageError: "field-unknown", "day-unreadable", "lead-elsewhere" (a lead is a part of the text).
    """
    if known(field) == "text":
        return "\n\n".join(paragraphs(text or "")) or None
    value = squash(text or "") or None
    if field == "date" and value is not None:
        day = dates.parse(value)
        if day is None:
            raise UsageError("day-unreadable", text=value)
        return day
    if field == "lead" and value is not None and value not in squash(article.text):
        raise UsageError("lead-elsewhere")
    if field == "source" and value is not None:
        return _shown_source(_source(value))
    if field == "section" and value is not None:
        return SECTION_MARK.join(_sections(value)) or None
    return value


def lay_over(article: Article, corrections: Iterable[Correction]) -> Article:
    """The article with its corrections in force; ``article`` is as its page was read."""
    in_force = tuple(corrections)
    # A lead may be a part of a text that was set by hand: the text comes first.
    for correction in sorted(in_force, key=lambda each: each.field != "text"):
        article = _FIELDS[correction.field][1](article, correction.value)
    return replace(article, corrections=in_force) if in_force else article


def _with_date(article: Article, value: str | None) -> Article:
    return replace(article, date=value, date_text=None, date_from=BY_HAND)


def _with_source(article: Article, value: str | None) -> Article:
    return replace(article, source=_source(value) if value else None)


def _with_lead(article: Article, value: str | None) -> Article:
    """A lead that is in the text no more, since the text was set right again, is left out."""
    return replace(article, lead=value) if not value or value in squash(article.text) else article


def _with_section(article: Article, value: str | None) -> Article:
    return replace(article, section=_sections(value) if value else ())


def _sections(value: str) -> tuple[str, ...]:
    """The names from the home page down, parted by arrows."""
    return tuple(part for part in map(str.strip, _ARROW.split(value)) if part)


def _with_text(article: Article, value: str | None) -> Article:
    """The article with another text; what is found in the text is found anew."""
    parts = paragraphs(value or "")
    text = "\n\n".join(parts)
    html = html_of(article.html, parts)
    lead = article.lead if article.lead and article.lead in squash(text) else None
    documents = tuple(docnumbers.find(f"{article.title or ''}\n{text}"))
    return replace(article, text=text, html=html, tables=html.count("<table"), lead=lead, documents=documents)


def _source(value: str) -> Source:
    """ "Text <address>", an address, or a text."""
    if urls.is_web(value):
        return Source(value, urls.normalise(value))
    match = _WITH_ADDRESS.fullmatch(value)
    if match and urls.is_web(match["url"]):
        url = urls.normalise(match["url"])
        return Source(match["text"] or url, url)
    return Source(value, None)


def _shown_source(source: Source | None) -> str | None:
    if source is None:
        return None
    return f"{source.text} <{source.url}>" if source.url and source.url != source.text else source.text


_Read = Callable[[Article], str | None]
_Set = Callable[[Article, str | None], Article]
_FIELDS: Mapping[str, tuple[_Read, _Set]] = {
    "title": (lambda article: article.title, lambda article, value: replace(article, title=value)),
    "lead": (lambda article: article.lead, _with_lead),
    "byline": (lambda article: article.byline, lambda article, value: replace(article, byline=value)),
    "date": (lambda article: article.date, _with_date),
    "source": (lambda article: _shown_source(article.source), _with_source),
    "section": (lambda article: SECTION_MARK.join(article.section) or None, _with_section),
    "text": (lambda article: article.text or None, _with_text),
}
FIELDS = tuple(_FIELDS)
"""What can be corrected."""
