"""The closed sets of words that values are made of, how an id is made, and how a path is shown."""

from __future__ import annotations

from hashlib import sha256 as _sha256
from typing import Literal

CapturedFrom = Literal["record", "comment", "header", "file"]


UrlFrom = Literal["record", "comment", "canonical", "og", "base", "path"]


LinkKind = Literal["body", "source", "related", "notice", "menu", "attachment", "picture"]


LinkStatus = Literal["archived", "other-capture", "missing"]


RejectedKind = Literal["failed", "skipped", "other"]


Sort = Literal["relevance", "newest", "oldest", "title"]


KwicSort = Literal["left", "right", "date"]


TimelineBy = Literal["month", "year"]
BROWSER = "browser"
"""The saving tool of a page that a browser saved by itself."""


def readable_path(path: str) -> str:
    """A path as text: bytes that are no UTF-8 appear as ``%XX``."""
    return "".join(f"%{ord(sign) - 0xDC00:02X}" if 0xDC80 <= ord(sign) <= 0xDCFF else sign for sign in path)


def article_id(sha256: str, recorded_url: str | None, recorded_time: str | None) -> str:
    """First 16 hex digits of the SHA-256 over what the bytes and the saving format themselves say.

    A URL or time that was only inferred must not be passed, so that ids are the same everywhere.
    """
    seed = f"{sha256}\n{recorded_url or ''}\n{recorded_time or ''}"
    return _sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
