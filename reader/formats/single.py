"""One page of a file, found again without reading the whole file where its format allows."""

from __future__ import annotations

from reader.errors import NotFoundError
from reader.formats import registry
from reader.model import FoundFile, SavedPage


def page(file: FoundFile, member: str | None, article_id: str | None = None) -> SavedPage:
    """The page at a locator of a file, or of this article id where a locator may hold several.

    Raises NotFoundError("resource-missing") when there is none (any more).
    """
    met = registry.pages(file) if member is None else registry.some(file, [member])
    for found in met:
        if isinstance(found, SavedPage) and found.member == member and article_id in (None, found.id):
            return found
    raise NotFoundError("resource-missing", path=file.absolute, locator=member or "")
