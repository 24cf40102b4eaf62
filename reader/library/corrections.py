"""Values of an article set by hand: what may be set, and how it is laid over what its page says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from reader.errors import UsageError
from reader.model import Article, Correction, Source
from reader.text import dates, urls
from reader.text.vietnamese import squash

BY_HAND = "hand"
"""The rule of a value that was set by hand (``Article.date_from``)."""
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
    """A value as it is kept: in one line, None for none.

    Raises UsageError: "field-unknown", "day-unreadable", "lead-elsewhere" (a lead is a part of the text).
    """
    value = squash(text or "") or None
    if known(field) == "date" and value is not None:
        day = dates.parse(value)
        if day is None:
            raise UsageError("day-unreadable", text=value)
        return day
    if field == "lead" and value is not None and value not in squash(article.text):
        raise UsageError("lead-elsewhere")
    if field == "source" and value is not None:
        return _shown_source(_source(value))
    return value


def lay_over(article: Article, corrections: Iterable[Correction]) -> Article:
    """The article with its corrections in force; ``article`` is as its page was read."""
    in_force = tuple(corrections)
    for correction in in_force:
        article = _FIELDS[correction.field][1](article, correction.value)
    return replace(article, corrections=in_force) if in_force else article


def _with_date(article: Article, value: str | None) -> Article:
    return replace(article, date=value, date_text=None, date_from=BY_HAND)


def _with_source(article: Article, value: str | None) -> Article:
    return replace(article, source=_source(value) if value else None)


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
    "lead": (lambda article: article.lead, lambda article, value: replace(article, lead=value)),
    "byline": (lambda article: article.byline, lambda article, value: replace(article, byline=value)),
    "date": (lambda article: article.date, _with_date),
    "source": (lambda article: _shown_source(article.source), _with_source),
}
FIELDS = tuple(_FIELDS)
"""What can be corrected."""
