"""Articles of a library made ready to go out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.export.format import Item, Options, Remark
from reader.model import Resource

if TYPE_CHECKING:
    from reader.library.library import Library


def item_of(library: Library, article_id: str, options: Options) -> Item:
    """An article with what goes with it. Raises NotFoundError("article-unknown")."""
    return Item(
        library.article(article_id) if options.corrections else library.as_read(article_id),
        partial(library.picture, article_id) if options.pictures else _no_picture,
        tool=library.saving_tool(article_id),
        remarks=_remarks(library, article_id) if options.remarks else (),
        style=options.style,
        holdings=partial(library.holdings, article_id, pictures=options.pictures),
    )


def _remarks(library: Library, article_id: str) -> tuple[Remark, ...]:
    marks = library.marks.of(article_id)
    return (
        *(Remark("note", note.text, made=note.made) for note in marks.notes),
        *(Remark("highlight", each.comment, each.quote, each.made) for each in marks.highlights),
        *(Remark("tag", tag.name, made=tag.made) for tag in marks.tags),
    )


def _no_picture(_source: str) -> Resource | None:
    return None
