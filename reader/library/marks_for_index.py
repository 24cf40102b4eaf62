"""What the index keeps of marks: the tags of an article, and whether somebody wrote about it."""

from __future__ import annotations

from reader.library.catalogue.marks import MarkTables
from reader.library.handwork import page_of
from reader.model import Article
from reader.search.documents import Marks


class MarksForIndex:
    """The marks as they are now, by article."""

    def __init__(self, tables: MarkTables) -> None:
        pages, self._tags, self._noted = tables.for_index()
        self._said = self._tags.keys() | self._noted
        self._by_page: dict[int, list[str]] = {}
        for article_id in sorted(self._said):
            if (page := pages.get(article_id)) is not None:
                self._by_page.setdefault(page, []).append(article_id)

    def of(self, article: Article) -> Marks:
        """What is said of an article, or of another capture of its page."""
        if not self._said:
            return Marks()
        page = page_of(article)
        family = {article.id, *(self._by_page.get(page, ()) if page is not None else ())}
        tags = {tag for each in family for tag in self._tags.get(each, ())}
        return Marks(tuple(sorted(tags)), noted=not family.isdisjoint(self._noted))
