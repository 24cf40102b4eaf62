"""Articles as compressed JSON: the text apart, since snippets want it and nothing else.

Where a page lies (path, member) is not packed: roots move, and one article may lie in several places. Nor are
corrections: what is packed is what the page was read to say.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields, replace
from typing import Any

from reader.model import Article, Attachment, Encoding, Image, Link, Listed, Origin, Source

_LEVEL = 6
_APART = frozenset({"path", "member", "text", "corrections"})
_SHAPED = frozenset(
    {"source", "encoding", "images", "related", "notices", "links", "attachments", "section", "origins"}
)
_PLAIN = tuple(field.name for field in fields(Article) if field.name not in _APART | _SHAPED)


def pack(article: Article) -> tuple[bytes, bytes]:
    """The text and the rest of an article, each compressed."""
    rest: dict[str, object] = {name: getattr(article, name) for name in _PLAIN}
    rest["section"] = article.section
    rest["source"] = [article.source.text, article.source.url] if article.source else None
    rest["encoding"] = _encoding(article.encoding)
    rest["images"] = [[image.src, image.caption] for image in article.images]
    rest["related"] = [[entry.title, entry.url, entry.date] for entry in article.related]
    rest["notices"] = [[entry.title, entry.url, entry.date] for entry in article.notices]
    rest["links"] = [[link.text, link.url, link.kind, link.href] for link in article.links]
    rest["attachments"] = [[attachment.text, attachment.url] for attachment in article.attachments]
    rest["origins"] = [[origin.field, origin.rule, origin.spot] for origin in article.origins]
    packed = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return pack_text(article.text), zlib.compress(_bytes(packed), _LEVEL)


def pack_text(text: str) -> bytes:
    """A text, compressed."""
    return zlib.compress(_bytes(text), _LEVEL)


def unpack_text(data: bytes) -> str:
    """The inverse of ``pack_text``."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def unpack(text: bytes, rest: bytes, path: str, member: str | None) -> Article:
    """The article that ``pack`` was given, at the place where it lies."""
    values = json.loads(unpack_text(rest))
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value := values[name], list) else value
        for name in _PLAIN
        if name in values
    }
    return Article(
        **plain,
        path=path,
        member=member,
        text=unpack_text(text),
        section=tuple(values["section"]),
        source=Source(*values["source"]) if values["source"] else None,
        encoding=Encoding(*values["encoding"]),
        images=tuple(Image(*each) for each in values["images"]),
        related=tuple(Listed(*each) for each in values["related"]),
        notices=tuple(Listed(*each) for each in values["notices"]),
        links=tuple(Link(*each) for each in values["links"]),
        attachments=tuple(Attachment(*each) for each in values["attachments"]),
        origins=tuple(Origin(*each) for each in values.get("origins", ())),
    )


def without_html(article: Article) -> Article:
    """The article as the index takes it."""
    return replace(article, html="")


def _encoding(encoding: Encoding) -> list[object]:
    return [encoding.declared, encoding.used, encoding.repaired, encoding.doubtful, encoding.chosen]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
