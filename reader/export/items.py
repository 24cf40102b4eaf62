"""Articles of a library made ready to go out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.export.format import Item, Options, Remark
from reader.library.corrections import lay_over
from reader.model import Article, Resource

if TYPE_CHECKING:
    from reader.library.library import Library


def item_of(library: Library, article_id: str, options: Options) -> Item:
    """An article with what goes with it. Raises NotFoundError("article-unknown")."""
    article = library.article(article_id)
    return Item(
        article if options.corrections else as_its_page_says(article),
        partial(library.picture, article_id) if options.pictures else _no_picture,
        tool=library.saving_tool(article_id),
        remarks=_remarks(library, article_id) if options.remarks else (),
        style=options.style,
        holdings=partial(library.holdings, article_id, pictures=options.pictures),
    )


def as_its_page_says(article: Article) -> Article:
    """The article without what was set by hand."""
    if not article.corrections:
        return article
    said = tuple(replace(each, value=each.extracted) for each in article.corrections)
    rule = next((each.rule for each in article.origins if each.field == "date"), None)
    is_dated = any(each.field == "date" for each in said)
    bare = replace(lay_over(replace(article, corrections=()), said), corrections=())
    return replace(bare, date_from=(rule if bare.date else None)) if is_dated else bare


def _remarks(library: Library, article_id: str) -> tuple[Remark, ...]:
    marks = library.marks.of(article_id)
    return (
        *(Remark("note", note.text, made=note.made) for note in marks.notes),
        *(Remark("highlight", each.comment, each.quote, each.made) for each in marks.highlights),
        *(Remark("tag", tag.name, made=tag.made) for tag in marks.tags),
    )


def _no_picture(_source: str) -> Resource | None:
    return None
