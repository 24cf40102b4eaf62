"""One page of a file, found again without reading the whole file where its format allows."""

from __future__ import annotations

import re

from reader.errors import NotFoundError
from reader.formats import registry
from reader.formats.format import Part
from reader.model import FoundFile, SavedPage

# The place of a record: the name of its archive inside a container, a colon, and where it begins.
_PLACE = re.compile(r"(?:(?P<archive>.+):)?(?P<start>\d{1,18})", re.DOTALL)


def page(file: FoundFile, member: str | None, article_id: str | None = None) -> SavedPage:
    """The page at a locator of a file, or of this article id where a locator may hold several.

    Raises NotFoundError("resource-missing") when there is none (any more).
    """
    for part in _where(member):
        for found in registry.pages(file, part):
            if isinstance(found, SavedPage) and found.member == member and article_id in (None, found.id):
                return found
    raise NotFoundError("resource-missing", path=file.absolute, locator=member or "")


def _where(member: str | None) -> tuple[Part | None, ...]:
    """First the record itself, then, for formats that cannot do that, the whole file."""
    match = _PLACE.fullmatch(member or "")
    if match is None:
        return (None,)
    start = int(match["start"])
    return Part(start, start + 1, match["archive"] or ""), None
