"""Bytes to characters: the page's own word is checked against the text it yields."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reader.model import Encoding

_META = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.\-]+)""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, and how it was read."""

    text: str
    encoding: Encoding


def decode(body: bytes, charset: str | None = None) -> Decoded:
    """The text of a page's bytes; ``charset`` is what the container says. Never raises."""
    match = _META.search(body[:4096])
    declared = match[1].decode("ascii").lower() if match else charset
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), Encoding(declared, name))
    for name in ("utf-8", declared, "windows-1252"):
        try:
            return Decoded(body.decode(name or "utf-8"), Encoding(declared, name or "utf-8"))
        except (LookupError, UnicodeError):
            continue
    return Decoded(body.decode("utf-8", "replace"), Encoding(declared, "utf-8"))
