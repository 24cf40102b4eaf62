"""Two articles compared: two captures of a page, or a copy and its source."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.model import Article, Comparison, FieldDifference
from reader.text import differences

# What is compared, in the order in which it is shown. Left out is what two captures never share (time, place,
# bytes), and what only repeats the text (its numbers, its tables).
_FIELDS: Mapping[str, Callable[[Article], str | None]] = {
    "title": lambda article: article.title,
    "lead": lambda article: article.lead,
    "byline": lambda article: article.byline,
    "date": lambda article: article.date or article.date_text,
    "source": lambda article: article.source.text if article.source else None,
    "source_url": lambda article: article.source.url if article.source else None,
    "section": lambda article: " › ".join(article.section) or None,
    "url": lambda article: article.url,
    "language": lambda article: article.language,
    "images": lambda article: str(len(article.images)) if article.images else None,
    "attachments": lambda article: "\n".join(each.text for each in article.attachments) or None,
}
FIELDS = tuple(_FIELDS)
"""The names of the fields that a comparison may tell apart, in its order."""


def compare(a: Article, b: Article) -> Comparison:
    """What differs between two articles; ``a`` is the older one or the source, ``b`` what became of it."""
    pairs = [(name, read(a), read(b)) for name, read in _FIELDS.items()]
    fields = tuple(FieldDifference(name, old, new) for name, old, new in pairs if old != new)
    return Comparison(a.id, b.id, fields, differences.compare(a.text, b.text))
