"""Where each value of an article comes from: the answer to "why?", as codes."""

from __future__ import annotations

from reader.library.corrections import FIELDS, value_of
from reader.model import Article, Encoding, Explained
from reader.text.labels import name_of

_RECORDED = "record"
"""The rule of an address that the saving format recorded."""


def why(article: Article) -> tuple[Explained, ...]:
    """The fields that may be doubted, in the order in which an article shows them."""
    origins = {origin.field: origin for origin in article.origins}
    corrections = {correction.field: correction for correction in article.corrections}

    def explained(field: str, value: str | None) -> Explained:
        origin, correction = origins.get(field), corrections.get(field)
        return Explained(
            field,
            value,
            origin.rule if origin else "",
            origin.spot if origin else "",
            field in FIELDS,
            correction,
        )

    return (
        *(explained(field, value_of(article, field)) for field in FIELDS if field != "text"),
        Explained("url", article.url, (article.url_from or _RECORDED) if article.url else ""),
        Explained("captured", article.captured, article.captured_from or ""),
        Explained("encoding", article.encoding.used, *_of_encoding(article.encoding)),
        explained("text", value_of(article, "text")),
    )


def _of_encoding(encoding: Encoding) -> tuple[str, str]:
    """The rule of an encoding, and what tells more of it: the repair, or what the page declares."""
    if encoding.chosen:
        return "hand", encoding.declared or ""
    if encoding.doubtful:
        return "guess", encoding.declared or ""
    if encoding.repaired:
        return "repaired", encoding.repaired
    if encoding.declared is None:
        return "recognised", ""
    return "declared" if _same(encoding) else "contradicted", encoding.declared


def _same(encoding: Encoding) -> bool:
    return encoding.declared is not None and name_of(encoding.declared) == name_of(encoding.used)
