"""An article as the index keeps it: its terms by field, and what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import TypeAlias

from reader.model import Article
from reader.search.analysis import terms as terms_of
from reader.search.analysis import word_term
from reader.search.conditions import HAS, address_words, day_number
from reader.search.postings.build import Document
from reader.text import docnumbers, urls

Terms: TypeAlias = Mapping[str, tuple[Sequence[str], Sequence[int]]]
"""The terms of an article and the position of each, by field."""

SECTION_SEPARATOR = " › "
"""Between the parts of a breadcrumb when it is one value."""


def document(article: Article, terms: Terms) -> Document:
    """What is known of an article, and of the terms it has."""
    title, body = article.title or "", _body(article)
    return Document(
        id=article.id,
        title=title,
        numbers={
            "title_length": _length(title),
            "body_length": _length(body),
            "title_span": _span(terms["title"][1]),
            "body_span": _span(terms["body"][1]),
            "date": day_number(article.date),
            "captured": day_number((article.captured or "")[:10]),
            "page": page_number(article.url),
            "has": sum(HAS[name] for name in _held(article)),
        },
        values={
            "site": article.site or "",
            "section": SECTION_SEPARATOR.join(article.section),
            "source": article.source.text if article.source else "",
            "language": article.language or "",
            "format": article.format,
            "byline": article.byline or "",
        },
    )


def _held(article: Article) -> Iterator[str]:
    held = {
        "source": article.source,
        "images": article.images,
        "tables": article.tables,
        "attachments": article.attachments,
    }
    return (name for name, value in held.items() if value)


def document_terms(article: Article) -> Terms:
    """Every term of an article with its position, by field."""
    numbers = [docnumbers.key(number) for number in article.documents]
    address = [word_term(word) for word in address_words(article.url or "")]
    return {
        "title": terms_of(article.title or ""),
        "body": terms_of(_body(article)),
        "docno": (numbers, range(len(numbers))),
        "url": (address, range(len(address))),
        "id": ((article.id,), (0,)),
    }


def _body(article: Article) -> str:
    """The text, and the byline and source line where the text does not hold them."""
    text = article.text
    further = [article.byline, article.source.text if article.source else None]
    return "\n".join([text, *(line for line in further if line and line not in text)])


def _length(text: str) -> int:
    """About how many words a text has; only proportions count."""
    return text.count(" ") + text.count("\n") + 1 if text else 0


def _span(positions: Sequence[int]) -> int:
    """One more than the greatest position."""
    return max(positions, default=-1) + 1


def page_number(url: str | None) -> int:
    """A number that all captures of one page share, 0 where there is no address."""
    if not url:
        return 0
    return (
        int.from_bytes(blake2b(urls.page_key(url).encode("utf-8", "replace"), digest_size=8).digest(), "big")
        | 1
    )
